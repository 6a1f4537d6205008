"""What is done to several cases at once from the list: give them to a colleague, ask the head for their export.

Every case is asked for as if it were opened alone: a sealed case, or one of another officer's intake, refuses the whole
(G33). What was done can be taken back as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fieldcase.model.kinds.cases import CASE, Case
from fieldcase.model.kinds.follow_up import TASK, Task
from fieldcase.model.roles import Action, Role, may
from fieldcase.model.words import _
from fieldcase.office.cases.sight import case_file
from fieldcase.office.records import write_new, write_values
from fieldcase.office.session import Session

EXPORT_CASES = "export_cases"
"""The kind of task by which an export is asked for (domain reference, section 5: officers propose, the head agrees)."""


def colleagues(session: Session) -> dict[str, str]:
    """The names of the seats of this office that may work on a case today, by seat."""
    day = session.today().isoformat()
    seats = session.roster.seats
    return {seat.id: seat.name for seat in seats if seat.id and may(seat.roles_on(day), Action.EDIT_CASE)}


def readers(session: Session) -> dict[str, str]:
    """The names of the seats of this office that may read a case as its second person today, by seat (G9)."""
    day = session.today().isoformat()
    seats = session.roster.seats
    return {seat.id: seat.name for seat in seats if seat.id and may(seat.roles_on(day), Action.REVIEW_ELEMENT)}


def assign(session: Session, officers: Mapping[str, str]) -> dict[str, str]:
    """Give each of these cases to its officer (seat by case); returns who had each before, which undoes it.

    Raises `NotYourRole`, `NotYourCase`, `BlockedByRules` (G33), `NoSuchRecord`.
    """
    session.require(Action.EDIT_CASE)
    before = {case: case_file(session, case).case.assigned_to for case in officers}
    with session.vault.writing() as writing:
        for case, seat in officers.items():
            write_values(session, writing, CASE, case, {"assigned_to": seat})
        writing.commit()
    return before


def ask_for_export(session: Session, cases: Sequence[str]) -> tuple[str, ...]:
    """Ask the head of presence for an export of these cases: one task for each, due today. Returns the tasks.

    Raises `NotYourRole`, `NotYourCase`, `BlockedByRules` (G33), `NoSuchRecord`.
    """
    session.require(Action.EDIT_CASE)
    asked = [case_file(session, case).case for case in cases]
    with session.vault.writing() as writing:
        tasks = tuple(write_new(session, writing, _asking(session, case)).id for case in asked)
        writing.commit()
    return tasks


def take_back_asking(session: Session, tasks: Sequence[str]) -> None:
    """Close the tasks by which an export was asked for."""
    with session.vault.writing() as writing:
        for task in tasks:
            done = {"done_at": session.now(), "done_note": _("Taken back.")}
            write_values(session, writing, TASK, task, done)
        writing.commit()


def _asking(session: Session, case: Case) -> Task:
    return Task(
        case=case.id,
        kind=EXPORT_CASES,
        due_at=session.today().isoformat(),
        assignee_role=Role.HEAD,
        origin="manual",
        target=(case.id,),
        text=_("Agree to an export of the case {number}, or say why not.").format(number=case.case_no),
    )
