"""Everything that needs this person: computed from lists on a day, nothing of it written (sections 7 and 11).

Overdue replies, risks to look at again, texts to read as a second person, decisions to take, conflicts, tasks, packages
without a receipt, drafts not saved. Each line carries codes and says which rule asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import msgspec

from fieldcase.model.kinds.consents import Consent
from fieldcase.model.kinds.follow_up import Task
from fieldcase.model.kinds.risks import ProtectionAction
from fieldcase.model.machines.letter import PROPOSALS
from fieldcase.model.roles import Action, Role
from fieldcase.model.rules.letters import REVIEWED_SCOPES
from fieldcase.model.rules.numbering import FATES
from fieldcase.model.rules.protection import PARTNERS
from fieldcase.model.rules.saying import day_of, instant
from fieldcase.model.rules.tasks import TaskDraft
from fieldcase.model.words import _, ngettext
from fieldcase.office.cases.conflicts import list_conflicts
from fieldcase.office.cases.proposals import STEPS
from fieldcase.office.cases.sight import MANY, sealed
from fieldcase.office.dueitem import DueItem, Others
from fieldcase.office.exchange.cards import enrolled_apart
from fieldcase.office.leftopen import drafts, packages
from fieldcase.office.letters.gathering import open_letter
from fieldcase.office.letters.headquarters import withdrawn_since
from fieldcase.office.letters.register import unaccounted
from fieldcase.office.replies.waits import reply_tasks
from fieldcase.office.rosters.signing import what_waits
from fieldcase.office.session import Session
from fieldcase.vault.views.lists import Compare, Filter, ListQuery, Row

OVER = ("closed", "not_admitted", "merged", "transferred")
"""States of a case in which nothing of it is due any more, tasks and letters aside."""


def what_needs_me(session: Session, others: Iterable[Others] = ()) -> tuple[DueItem, ...]:
    """Everything that needs a person with this seat's roles today, the most pressing first.

    Sealed cases of others are not among it. Raises `NotYourRole` for a seat that may read no case.
    """
    session.require(Action.READ_CASE)
    return _told(session, [one for part in (*PARTS.values(), *others) for one in part(session)])


def needs_of(session: Session, part: str) -> tuple[DueItem, ...]:
    """What one part (a name of `PARTS`) has to tell, for a page that shows the others when one fails. Raises
    `NotYourRole`, and what keeps the part from being worked out."""
    session.require(Action.READ_CASE)
    return _told(session, PARTS[part](session))


def _told(session: Session, items: Iterable[DueItem]) -> tuple[DueItem, ...]:
    today = session.today()
    mine = [one for one in items if not one.role or one.role in session.roles]
    dated = [msgspec.structs.replace(one, overdue=one.due is not None and one.due < today) for one in mine]
    named = _with_numbers(session, dated)
    return tuple(sorted(named, key=lambda one: (not one.overdue, one.due or date.max, one.case_no, one.kind)))


def _tasks(session: Session) -> Iterator[DueItem]:
    """Tasks that were written down for this person, or for one of their roles."""
    rows = _page(session, "task", Filter("done_at", Compare.EMPTY))
    mine = [
        row.id
        for row in rows
        if row.columns["assignee"] == session.seat.id
        or (not row.columns["assignee"] and row.columns["assignee_role"] in session.roles)
    ]
    for task in session.vault.where(Task, "id", mine):
        yield DueItem(
            kind=task.kind,
            sentence=task.text or _("A task is open."),
            origin=task.origin,
            due=day_of(task.due_at),
            case=task.case,
            records=(task.id, *task.target),
            task=task.id,
            party_code=task.party_code,
        )


def _risks(session: Session) -> Iterator[DueItem]:
    """Section 7.4: a high or imminent risk that nobody accepted is the head's; an overdue look the officer's."""
    today = session.today()
    unread = (Filter("level", Compare.ANY, ("high", "imminent")), Filter("status:risk", Compare.NOT, "accepted"))
    late = Filter("review_due", Compare.UNTIL, today.isoformat())
    overdue = _page(session, "risk_assessment", late) if Role.CASE_OFFICER in session.roles else ()
    high = _page(session, "risk_assessment", *unread) if Role.HEAD in session.roles else ()
    over = _over(session, {row.case for row in (*overdue, *high)})
    codes = _codes(session, {row.columns["subject"] for row in (*overdue, *high) if row.columns["subject"]})
    for row in high:
        if row.case not in over:
            code = codes.get(row.columns["subject"], "P-?")
            sentence = _("The risk to {party} is high or imminent: look at it now.").format(party=code)
            yield _item("accept_risk", sentence, "7.4", Role.HEAD, row, due=today, code=code)
    for row in overdue:
        if row.case not in over:
            code, due = codes.get(row.columns["subject"], "P-?"), day_of(row.columns["review_due"])
            late_words = _("The risk to {party} should have been looked at by {due}.")
            words = late_words if due and due < today else _("The risk to {party} is to be looked at again today.")
            sentence = words.format(party=code, due=due)
            yield _item("review_risk", sentence, "7.4", Role.CASE_OFFICER, row, due=due, code=code)


def _replies(session: Session) -> Iterator[DueItem]:
    """Section 11: what clocks, replies and promises ask for."""
    for draft, case in reply_tasks(session):
        yield _drafted(draft, case)


def _readings(session: Session) -> Iterator[DueItem]:
    """What waits for a second person: assessments, consents to be named, letters on their way (G9)."""
    for row in _page(session, "assessment", Filter("status:verification", Compare.IS, "in_review")):
        if not _own(session, "assessment", row.id):
            sentence = _("Read the assessment of {element}.").format(element=row.columns["element"])
            yield _item("review_assessment", sentence, "G9", Role.REVIEWER, row)
    yield from _consents(session)
    waits = {
        "in_review": ("approve_letter", _("Read a letter, and approve it or give it back."), Role.REVIEWER),
        "returned": ("change_letter", _("A letter came back with comments."), Role.CASE_OFFICER),
        "approved": ("sign_letter", _("Sign a letter that was approved."), Role.HEAD),
        "signed": ("dispatch_letter", _("Dispatch a letter that was signed."), Role.CASE_OFFICER),
        "submitted_hq": ("answer_proposal", _("Answer a proposal: take it up, or decline it."), Role.HQ_DESK),
    }
    submit = ("submit_proposal", _("Send an approved proposal to headquarters, and submit it."), Role.HEAD)
    for state, way in waits.items():
        for row in _page(session, "letter", Filter("status:letter", Compare.IS, state)):
            if state not in ("in_review", "approved") or not _own(session, "letter", row.id):
                proposal = state == "approved" and row.columns["kind"] in PROPOSALS
                kind, sentence, role = submit if proposal else way
                if kind == "answer_proposal" and Role.HQ_DESK in session.roles and _withdrawn(session, row.id):
                    sentence = _("Decline a proposal: a consent that it rests on was withdrawn or has lapsed.")
                yield _item(kind, sentence, "7.5", role, row)


def _withdrawn(session: Session, letter: str) -> bool:
    """Whether a proposal that waits for an answer no longer has the consent that it needs (G7)."""
    return bool(withdrawn_since(session, open_letter(session, letter)))


def _consents(session: Session) -> Iterator[DueItem]:
    """Section 7.3: a second person reads consents to be named; G3: the head reads a vital interest."""
    unread = (
        Filter("status:consent", Compare.NOT, "reviewed"),
        Filter("withdrawn_at", Compare.EMPTY),
        Filter("level", Compare.NOT, "NONE"),
        Filter("level", Compare.FILLED),
    )
    scopes = Filter("scope", Compare.ANY, (*sorted(REVIEWED_SCOPES), PARTNERS))
    rows = _page(session, "consent", *unread, scopes)
    parties = {row.columns["party"] for row in rows if row.columns["party"]}
    codes, cases = _codes(session, parties), _cases(session, parties)
    for consent in session.vault.where(Consent, "id", [row.id for row in rows]):
        vital = consent.answer.basis == "vital_interest"
        named = consent.level == "NAMED" and consent.scope in REVIEWED_SCOPES
        if not (vital or named) or _own(session, "consent", consent.id):
            continue
        since, code = day_of(consent.answer.obtained_at), codes.get(consent.party, "P-?")
        due = since + timedelta(days=session.settings.consent_review_days) if since and not vital else since
        sentence = (
            _("A vital interest of {party} was entered: review it now.")
            if vital
            else _("Read the consent of {party} to be named.")
        )
        yield DueItem(
            kind="review_consent",
            sentence=sentence.format(party=code),
            origin="G3" if vital else "7.3",
            role=Role.HEAD if vital else Role.REVIEWER,
            due=due,
            since=since,
            case=cases.get(consent.party, ""),
            records=(consent.id,),
            party_code=code,
        )


def _steps(session: Session) -> Iterator[DueItem]:
    """Decisions proposed to the head, and steps of cases that an officer proposed."""
    proposed = (Filter("status:decision", Compare.ANY, ("", "open")), Filter("tool", Compare.FILLED))
    for row in _page(session, "decision", *proposed):
        if row.statuses.get("decision"):
            sentence = _("What a decision rests on has changed: propose it again.")
            yield _item("propose_tool", sentence, "3.12", Role.CASE_OFFICER, row)
        elif not _own(session, "decision", row.id):
            yield _item("decide_tool", _("Decide what is proposed to be done."), "3.12", Role.HEAD, row)
    asked = (
        Filter("kind", Compare.IS, "change_request"),
        Filter("target_field", Compare.ANY, STEPS),
        Filter("resolved_by", Compare.EMPTY),
    )
    rows = _page(session, "comment", *asked)
    states = _states(session, {row.case for row in rows})
    for row in rows:
        step = row.columns["target_field"]
        if states.get(row.case) in OVER and step != "reopened" or _own(session, "comment", row.id):
            continue
        role = Role.REVIEWER if step in ("not_admitted", "merged") else Role.HEAD
        yield _item("take_step", _("A step of a case is proposed: look at it."), "7.1", role, row)


def _protection(session: Session) -> Iterator[DueItem]:
    """G3: the look after the fact, within the office's hours."""
    since = (session.today() - timedelta(days=60)).isoformat()
    rows = _page(session, "protection_action", Filter("started_at", Compare.FROM, since))
    for action in session.vault.where(ProtectionAction, "id", [row.id for row in rows]):
        started = instant(action.started_at)
        if started is None or action.after_fact_review.at or _own(session, "protection_action", action.id):
            continue
        due = (started + timedelta(hours=session.settings.after_fact_review_hours)).astimezone(session.zone).date()
        yield DueItem(
            kind="after_fact_review",
            sentence=_("Look at a protection action afterwards, by {due}.").format(due=due),
            origin="G3",
            role=Role.HEAD,
            due=due,
            case=action.case,
            records=(action.id,),
        )


def _conflicts(session: Session) -> Iterator[DueItem]:
    """G34: fields that two people wrote apart, one line a record."""
    counted: dict[tuple[str, str], int] = {}
    for line in list_conflicts(session):
        counted[line.case, line.record] = counted.get((line.case, line.record), 0) + 1
    for (case, record), count in counted.items():
        sentence = ngettext(
            "One field was written apart: decide which value stands.",
            "{count} fields were written apart: decide which values stand.",
            count,
        ).format(count=count)
        yield DueItem(kind="decide_conflict", sentence=sentence, origin="G34", case=case, records=(record,))


def _trust(session: Session) -> Iterator[DueItem]:
    """Who takes part: offices enrolled apart under different keys, and rosters and revocations that lack this seat's
    signature.
    """
    if not session.may(Action.CHANGE_ROSTER):
        return
    for office in enrolled_apart(session):
        yield DueItem(kind="decide_peer", sentence=office.sentence, origin="G9")
    for waits in what_waits(session):
        for sentence in waits.pressing:
            yield DueItem(kind="sign_roster", sentence=sentence, origin="G9")


def _numbers(session: Session) -> Iterator[DueItem]:
    """G1: references that no letter accounts for, until somebody says what happened to them."""
    if not (session.may(Action.SIGN_LETTER) or session.may(Action.DISPATCH_LETTER)):
        return
    for one in unaccounted(session):
        sentence = _("Say what happened to the reference {reference}: {fate}.")
        yield DueItem(
            kind="explain_number",
            sentence=sentence.format(reference=one.reference, fate=_(FATES[one.fate])),
            origin="G1",
            records=(one.letter,) if one.letter else (),
        )


PARTS: dict[str, Others] = {
    "tasks": _tasks,
    "risks": _risks,
    "replies": _replies,
    "readings": _readings,
    "steps": _steps,
    "protection": _protection,
    "conflicts": _conflicts,
    "trust": _trust,
    "numbers": _numbers,
    "packages": packages,
    "drafts": drafts,
}
"""Everything that has something to tell, by name."""


def _page(session: Session, kind: str, *filters: Filter) -> tuple[Row, ...]:
    """Rows of a list, without those of sealed cases."""
    rows = session.vault.page(ListQuery(kind=kind, filters=filters, limit=MANY)).rows
    shut = sealed(session, {row.case for row in rows if row.case})
    return tuple(row for row in rows if row.case not in shut) if shut else rows


def _item(
    kind: str, sentence: str, origin: str, role: Role, row: Row, *, due: date | None = None, code: str = ""
) -> DueItem:
    return DueItem(
        kind=kind,
        sentence=sentence,
        origin=origin,
        role=role,
        due=due,
        case=row.case,
        records=(row.id,),
        party_code=code,
    )


def _drafted(draft: TaskDraft, case: str) -> DueItem:
    return DueItem(
        kind=draft.kind,
        sentence=draft.sentence,
        origin=draft.origin,
        role=draft.role,
        due=draft.due,
        case=case,
        records=draft.targets,
        party_code=draft.party_code,
    )


def _own(session: Session, kind: str, record: str) -> bool:
    """Whether this person wrote any of it: nobody reads their own work (G9)."""
    wrote = frozenset().union(*session.vault.writers(kind, record).values())
    people = {one.person for seat in wrote if (one := session.roster.seat(seat)) and one.person}
    return session.seat.id in wrote or session.seat.person in people


def _over(session: Session, cases: Iterable[str]) -> frozenset[str]:
    return frozenset(case for case, state in _states(session, cases).items() if state in OVER)


def _states(session: Session, cases: Iterable[str]) -> dict[str, str]:
    ids = tuple(case for case in cases if case)
    over = (Filter("id", Compare.ANY, ids), Filter("status:case", Compare.ANY, OVER))
    return {row.id: row.statuses.get("case", "") for row in _page(session, "case", *over)} if ids else {}


def _codes(session: Session, parties: Iterable[str]) -> dict[str, str]:
    ids = tuple(parties)
    rows = _page(session, "party", Filter("id", Compare.ANY, ids)) if ids else ()
    return {row.id: row.columns["code"] or "P-?" for row in rows}


def _cases(session: Session, parties: Iterable[str]) -> dict[str, str]:
    """The case in which somebody is involved, the newest where there are several."""
    ids = tuple(parties)
    rows = _page(session, "involvement", Filter("party", Compare.ANY, ids)) if ids else ()
    return {row.columns["party"]: row.case for row in reversed(rows)}


def _with_numbers(session: Session, items: list[DueItem]) -> list[DueItem]:
    ids = tuple({one.case for one in items if one.case})
    rows = session.vault.page(ListQuery(kind="case", filters=(Filter("id", Compare.ANY, ids),), limit=MANY)).rows
    numbers = {row.id: row.columns["case_no"] or "" for row in rows}
    return [msgspec.structs.replace(one, case_no=numbers.get(one.case, "")) for one in items]
