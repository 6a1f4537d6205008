"""A withdrawal takes effect at once, whoever hears of it (G7); what rests on it becomes tasks, nothing is altered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from fieldcase.model.kinds.consents import CONSENT, Consent, ConsentAnswer
from fieldcase.model.kinds.follow_up import Task
from fieldcase.model.kinds.parties import Involvement, Party
from fieldcase.model.refusal import BadValue, Refusal
from fieldcase.model.roles import Action
from fieldcase.model.rules.scales import NONE
from fieldcase.model.rules.tasks import TaskDraft
from fieldcase.model.rules.withdrawal import withdrawal_tasks
from fieldcase.model.words import N_, _
from fieldcase.office.casefile import gather
from fieldcase.office.consent.answering import proposals
from fieldcase.office.records import write_new, write_values
from fieldcase.office.session import Session


class NothingToWithdraw(Refusal):
    """Nobody has answered for this party, or all of it was withdrawn before."""

    code = "FC-436"
    message = N_("There is no consent here to withdraw.")
    remedy = N_("To record that somebody refuses a use before being asked, name the use.")


class Withdrawn(msgspec.Struct, frozen=True, kw_only=True):
    """What a withdrawal did: the answers that count for nothing from now on, and the tasks that it raises."""

    consents: tuple[Consent, ...]
    tasks: tuple[Task, ...] = ()


def withdraw_consent(
    session: Session, party: str, how: str, *, scopes: Iterable[str] | None = None, recipient: str | None = None
) -> Withdrawn:
    """Withdraw a party's consent at once, without anybody's approval: for these uses, or for every use it ever had.

    A use that was named, or only proposed by an import, is recorded as refused. Letters that left are not altered;
    each letter that rests on the consent becomes a task (G7). Raises `NotYourRole`, `BadValue`, `NothingToWithdraw`.
    """
    session.require(Action.WITHDRAW_CONSENT)
    session.vault.get(Party, party)
    if not how.strip():
        raise BadValue(field="withdrawn_how", value=_("empty"), why=_("it must be said"), expected=_("a text"))
    wanted = None if scopes is None else tuple(dict.fromkeys(scopes))
    held = [
        one
        for one in session.vault.where(Consent, "party", [party])
        if (wanted is None or one.scope in wanted) and recipient in (None, one.recipient)
    ]
    at = session.now()
    answers = [
        msgspec.structs.replace(one.answer, withdrawn_at=at, withdrawn_how=how)
        for one in held
        if not one.answer.withdrawn_at
    ]
    answered = {(one.scope, one.recipient) for one in held}
    refused = [(scope, recipient or "") for scope in wanted or ()]
    if wanted is None:
        refused += [(one.scope, one.recipient) for one in proposals(session, party)]
    answers += [
        ConsentAnswer(
            party=party, scope=scope, recipient=only_for, level=NONE, obtained_by=session.seat.id,
            obtained_at=at, valid_from=session.today().isoformat(), withdrawn_at=at, withdrawn_how=how,
        )
        for scope, only_for in refused
        if (scope, only_for) not in answered
    ]  # fmt: skip
    if not answers:
        raise NothingToWithdraw
    done = []
    with session.vault.writing() as writing:
        for answer in answers:
            said = msgspec.to_builtins(answer)
            done.append(CONSENT.natural_id(said))
            write_values(session, writing, CONSENT, done[-1], {"answer": said})
        writing.commit()
    records = tuple(session.vault.get(Consent, one) for one in done)
    return Withdrawn(consents=records, tasks=_raise_tasks(session, party))


def _raise_tasks(session: Session, party: str) -> tuple[Task, ...]:
    """One task for each letter that the withdrawal touches, in every case of the party; none is raised twice."""
    raised: list[Task] = []
    cases = dict.fromkeys(one.case for one in session.vault.where(Involvement, "party", [party]))
    for case in cases:
        known = {
            (one.kind, one.target, one.party_code)
            for one in session.vault.all(Task, case=case)
            if one.origin == "G7" and not one.done_at
        }
        drafts = withdrawal_tasks(gather(session, case), party, session.today())
        with session.vault.writing() as writing:
            for draft in drafts:
                if (draft.kind, draft.targets, draft.party_code) not in known:
                    raised.append(write_new(session, writing, task_of(draft, case, session.today())))
            writing.commit()
    return tuple(raised)


def task_of(draft: TaskDraft, case: str, today: date) -> Task:
    """The task that a rule proposes, as it is kept."""
    return Task(
        case=case,
        kind=draft.kind,
        due_at=(draft.due or today).isoformat(),
        assignee_role=draft.role,
        origin=draft.origin,
        target=draft.targets,
        text=draft.sentence,
        party_code=draft.party_code,
    )
