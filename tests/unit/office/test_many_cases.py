"""Several cases at once: given to a colleague, asked for as an export, and both taken back."""

from __future__ import annotations

import pytest

from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.follow_up import Task
from fieldcase.model.refusal import Refusal
from fieldcase.model.roles import Role
from fieldcase.office.cases.listing import CaseQuery, list_cases
from fieldcase.office.cases.many import EXPORT_CASES, ask_for_export, assign, colleagues, readers, take_back_asking
from fieldcase.office.cases.opening import new_case
from fieldcase.office.session import Session

OTHER = "9" * 32


@pytest.fixture
def cases(session: Session) -> tuple[str, str]:
    first, second = (
        new_case(session, title, channel="person", subject="persons") for title in ("First visit", "Second visit")
    )
    return first.id, second.id


def test_cases_are_given_to_a_colleague_and_back(session: Session, cases: tuple[str, str]) -> None:
    mine = session.seat.id
    before = assign(session, dict.fromkeys(cases, OTHER))
    assert before == dict.fromkeys(cases, mine)
    assert {session.vault.get(Case, case).assigned_to for case in cases} == {OTHER}
    assert list_cases(session, CaseQuery(filters={"assigned_to": OTHER})).total == 2
    assign(session, before)
    assert {row.assigned_to for row in list_cases(session, CaseQuery()).rows} == {mine}


def test_one_case_that_is_not_there_stops_them_all(session: Session, cases: tuple[str, str]) -> None:
    with pytest.raises(Refusal):
        assign(session, {cases[0]: OTHER, "8" * 32: OTHER})
    assert session.vault.get(Case, cases[0]).assigned_to == session.seat.id


def test_an_export_is_asked_of_the_head_case_by_case(session: Session, cases: tuple[str, str]) -> None:
    tasks = ask_for_export(session, cases)
    held = [session.vault.get(Task, task) for task in tasks]
    assert [(one.case, one.kind, one.assignee_role, one.origin) for one in held] == [
        (case, EXPORT_CASES, Role.HEAD, "manual") for case in cases
    ]
    assert all(number in one.text for one, number in zip(held, ("00001", "00002"), strict=True))
    take_back_asking(session, tasks)
    assert all(session.vault.get(Task, task).done_at for task in tasks)


def test_who_may_work_on_a_case_can_be_given_one(session: Session) -> None:
    assert colleagues(session) == {session.seat.id: "Sami Rahal"}


def test_a_list_of_late_replies_is_empty_where_no_letter_went(session: Session, cases: tuple[str, str]) -> None:
    assert list_cases(session, CaseQuery(filters={"reply": "overdue"})).total == 0


def test_who_reads_second_is_one_who_may_review(session: Session) -> None:
    assert readers(session) == {}, "an officer who is custodian as well reviews nothing"
    assert session.seat.id in colleagues(session)
