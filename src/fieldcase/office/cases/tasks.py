"""Tasks that rules and colleagues wrote down: done, with what was done, by somebody whom they were meant for."""

from __future__ import annotations

from fieldcase.model.kinds.follow_up import Task
from fieldcase.model.refusal import BadValue, NotYourRole
from fieldcase.model.roles import ROLE_LABELS, Role
from fieldcase.model.words import _
from fieldcase.office.cases.sight import require_unsealed
from fieldcase.office.records import change
from fieldcase.office.session import Session


def finish_task(session: Session, task_id: str, note: str) -> Task:
    """Mark a task as done, with what was done, in codes: it leaves the list of what needs a person.

    Raises `NoSuchRecord`, `NotYourRole` for somebody it was not meant for, `BadValue` without a note or for one that is
    done, `BlockedByRules` (G33) in a sealed case.
    """
    task = session.vault.get(Task, task_id)
    if task.case:
        require_unsealed(session, task.case)
    mine = task.assignee == session.seat.id if task.assignee else task.assignee_role in ("", *session.roles)
    if not mine:
        role = _(ROLE_LABELS[Role(task.assignee_role)]) if task.assignee_role in list(Role) else _("whom it is for")
        raise NotYourRole(action=_("finish this task"), roles=role)
    if task.done_at:
        why, expected = _("it was done on that day"), _("a task that is open")
        raise BadValue(field="task", value=task.done_at[:10], why=why, expected=expected)
    if not note.strip():
        why, expected = _("it must be said what was done"), _("a text")
        raise BadValue(field="note", value=_("empty"), why=why, expected=expected)
    change(session, "task", task_id, {"done_at": session.now(), "done_note": note.strip()})
    return session.vault.get(Task, task_id)
