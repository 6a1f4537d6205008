"""Ask the custodian who a code is, where this seat may not see it (section 9), and answer: tasks both, in codes.

The name itself never goes this way: the custodian tells it by voice or shows it, and says here that it was told, or why
it was not. Whoever asked finds the answer among the things of today.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

import msgspec

from fieldcase.model.kinds.follow_up import TASK, Task
from fieldcase.model.kinds.parties import Party
from fieldcase.model.refusal import BadValue, NotYourRole
from fieldcase.model.roles import ROLE_LABELS, Action, Reach, Role, reach
from fieldcase.model.words import _
from fieldcase.office.cases.sight import case_file
from fieldcase.office.records import add, write_new, write_values
from fieldcase.office.session import Session
from fieldcase.office.telling import require_codes

SHOW_NAME = "show_name"
"""The kind of task by which the custodian is asked."""
TOLD, KEPT = "name_told", "name_kept"
"""The kinds of task by which whoever asked is answered."""


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """Who a party is was asked: the task, by whom and when, why, and the answer where there is one.

    `told` says whether the custodian told the name; `reply` is the open task of whoever asked, where that is this seat.
    """

    task: str
    party: str
    code: str
    at: str
    by: str
    text: str
    answered_at: str = ""
    told: bool = False
    note: str = ""
    mine: bool = False
    reply: str = ""


def ask_for_name(session: Session, case: str, party: str, reason: str) -> Task:
    """Ask the custodian who a party of the case is. The reason stands in the case room, so it names nobody.

    Raises `NotYourRole`, `NotYourCase`, `BadValue` without a reason, `BlockedByRules` (G33, a reason that names
    somebody), `NoSuchRecord`.
    """
    session.require(Action.COMMENT)
    case_file(session, case)
    code = session.vault.get(Party, party).code
    if not reason.strip():
        raise BadValue(field="reason", value=_("empty"), why=_("the custodian has to judge it"), expected=_("a text"))
    require_codes(session, reason, case)
    return add(
        session,
        Task(
            case=case,
            kind=SHOW_NAME,
            due_at=session.today().isoformat(),
            assignee_role=Role.CUSTODIAN,
            origin="manual",
            target=(party,),
            text=_("Who is {code}? Reason: {reason}").format(code=code, reason=reason.strip()),
            party_code=code,
        ),
    )


def asks_of(session: Session, tasks: Iterable[Task]) -> tuple[Ask, ...]:
    """What was asked of the custodian by these tasks of a case, the newest first."""
    held = tuple(tasks)
    replies = {one.target[1]: one for one in held if one.kind in (TOLD, KEPT) and len(one.target) > 1}
    found = []
    for task in (one for one in held if one.kind == SHOW_NAME and one.target):
        first = session.vault.history("task", task.id)[0]
        seat, reply = next((one for one in session.roster.seats if one.id == first.seat), None), replies.get(task.id)
        mine = first.seat == session.seat.id
        found.append(
            Ask(
                task=task.id,
                party=task.target[0],
                code=task.party_code,
                at=datetime.fromtimestamp(first.at / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
                by=seat.name if seat else first.seat[:8],
                text=task.text,
                answered_at=task.done_at,
                told=reply is not None and reply.kind == TOLD,
                note=task.done_note,
                mine=mine,
                reply=reply.id if reply and mine and not reply.done_at else "",
            )
        )
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))


def answer_asking(session: Session, task: str, told: bool, note: str) -> Task:
    """Answer who asked for a name: it was told (how), or it is kept (why). The answer is a task for whoever asked.

    Raises `NotYourRole` for all but the custodian, `NotYourCase`, `BadValue` without a note or for one that is
    answered, `BlockedByRules` (G33, a note that names somebody), `NoSuchRecord`.
    """
    asked = session.vault.get(Task, task)
    if reach(session.roles, Action.RESOLVE_CODE) is not Reach.FULL:
        raise NotYourRole(action=_("answer who asks for a name"), roles=_(ROLE_LABELS[Role.CUSTODIAN]))
    case_file(session, asked.case)
    if asked.kind != SHOW_NAME or asked.done_at:
        why, expected = _("nobody waits for an answer to it"), _("a question that is open")
        raise BadValue(field="task", value=asked.id[:8], why=why, expected=expected)
    if not note.strip():
        why, expected = _("who asked has to know how it was told, or why not"), _("a text")
        raise BadValue(field="note", value=_("empty"), why=why, expected=expected)
    require_codes(session, note, asked.case)
    who = session.vault.history("task", task)[0].seat
    words = (
        _("The custodian told who {code} is: {note}") if told else _("Who {code} is stays with the custodian: {note}")
    )
    reply = Task(
        case=asked.case,
        kind=TOLD if told else KEPT,
        due_at=session.today().isoformat(),
        assignee=who,
        origin="manual",
        target=(asked.target[0], asked.id),
        text=words.format(code=asked.party_code, note=note.strip()),
        party_code=asked.party_code,
    )
    with session.vault.writing() as writing:
        write_values(session, writing, TASK, task, {"done_at": session.now(), "done_note": note.strip()})
        made = write_new(session, writing, reply)
        writing.commit()
    return made
