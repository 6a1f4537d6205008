"""Ask the custodian who a code is, where this seat may not see it (section 9): a task, with the reason, in codes."""

from __future__ import annotations

from fieldcase.model.kinds.follow_up import Task
from fieldcase.model.kinds.parties import Party
from fieldcase.model.refusal import BadValue
from fieldcase.model.roles import Action, Role
from fieldcase.model.words import _
from fieldcase.office.cases.sight import case_file
from fieldcase.office.records import add
from fieldcase.office.session import Session
from fieldcase.office.telling import require_codes

SHOW_NAME = "show_name"
"""The kind of task by which the custodian is asked."""


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
