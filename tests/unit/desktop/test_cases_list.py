"""The list of cases: pages come when they are looked at, eyes and ears get the same, sealed cases say nothing."""

from __future__ import annotations

import pytest

from fieldcase.desktop.cases.columns import NAMES
from fieldcase.desktop.cases.list import PAGE, PAGES_KEPT, CaseList
from fieldcase.desktop.parts.table import CELL, Cell
from tests.unit.desktop.samples import case_row as row
from tests.unit.desktop.samples import wording

TOTAL = 50_000


@pytest.fixture
def cases() -> CaseList:
    made = CaseList(wording())
    made.show(0, [row(number) for number in range(PAGE)], TOTAL)
    return made


def cell(cases: CaseList, at: int, name: str) -> Cell:
    found = cases.data(cases.index(at, NAMES.index(name)), CELL)
    assert isinstance(found, Cell)
    return found


def test_it_has_as_many_rows_as_there_are_cases(cases: CaseList) -> None:
    assert cases.rowCount() == TOTAL


def test_a_page_is_asked_for_once_when_a_row_of_it_is_looked_at(cases: CaseList) -> None:
    wanted: list[int] = []
    cases.wanted.connect(wanted.append)
    for at in (PAGE * 7 + 3, PAGE * 7 + 4, PAGE * 7 + 49):
        assert cell(cases, at, "title").loading
    assert wanted == [PAGE * 7]
    cases.show(PAGE * 7, [row(PAGE * 7 + place) for place in range(PAGE)], TOTAL)
    assert cell(cases, PAGE * 7 + 3, "case_no").text == "KAL-03-2026-00353"


def test_another_question_forgets_the_rows(cases: CaseList) -> None:
    cases.ask()
    cases.show(0, [row(7)], 1)
    assert cases.rowCount() == 1
    assert cell(cases, 0, "case_no").text == "KAL-03-2026-00007"
    assert cases.row_of(f"{7:032x}") == 0
    assert cases.row_of("f" * 32) == -1


def test_a_row_is_said_as_a_whole(cases: CaseList) -> None:
    said = cases.said(row(42, status="awaiting_reply", next_step="Reply overdue since 13 April 2026"))
    assert said == (
        "KAL-03-2026-00042, Detention after a submission, Kalindra, Awaiting reply, risk High, "
        "Reply overdue since 13 April 2026"
    )


def test_a_sealed_case_shows_its_number_and_whom_to_ask(cases: CaseList) -> None:
    cases.show(0, [row(9, sealed=True, title="", status="", risk="high")], 1)
    said = {name: cell(cases, 0, name).text for name in NAMES}
    assert {name: text for name, text in said.items() if text} == {
        "case_no": "KAL-03-2026-00009",
        "title": "Sealed: ask the custodian",
    }
    assert not cases.tick(0)


def test_hits_are_marked_and_conflicts_are_said(cases: CaseList) -> None:
    cases.show(0, [row(1, hits=((0, 9),), conflicts=2)], 1)
    assert cell(cases, 0, "title").hits == ((0, 9),)
    assert cell(cases, 0, "status").text == "Conflict to decide"


def test_a_case_without_risk_says_nothing_rather_than_low(cases: CaseList) -> None:
    cases.show(0, [row(1, risk="")], 1)
    assert cell(cases, 0, "risk") == Cell("–", ink="ink2")


def test_a_ticked_row_stays_ticked_in_another_question(cases: CaseList) -> None:
    assert cases.tick(2)
    assert cell(cases, 2, "tick").tick
    assert cell(cases, 2, "title").soft
    assert cases.said(row(2)).endswith("selected")
    cases.ask()
    cases.show(0, [row(7), row(2)], 2)
    assert [cell(cases, at, "tick").tick for at in (0, 1)] == [False, True]
    assert cases.tick(1)
    assert cases.ticks == {}


def test_pages_passed_long_ago_are_let_go_and_asked_for_again(cases: CaseList) -> None:
    wanted: list[int] = []
    cases.wanted.connect(wanted.append)
    for page in range(PAGES_KEPT + 5):
        cases.show(PAGE * page, [row(PAGE * page + place) for place in range(PAGE)], TOTAL) if page else None
    assert len(cases._rows) == PAGE * (PAGES_KEPT + 1)
    assert not cell(cases, 3, "title").loading
    assert cell(cases, PAGE + 3, "title").loading
    assert wanted == [PAGE]


def test_a_late_reply_is_said_in_words_and_red(cases: CaseList) -> None:
    cases.show(0, [row(1, next_step="Reply overdue since 13 April 2026", late=True)], 1)
    assert cell(cases, 0, "next") == Cell("Reply overdue since 13 April 2026", icon="clock-alert", ink="danger")


def test_the_officer_is_said_by_name_where_the_roster_knows_one() -> None:
    made = CaseList(wording(), {"5" * 32: "Ines Duarte"})
    made.show(0, [row(1, assigned_to="5" * 32), row(2, assigned_to="6" * 32)], 2)
    assert [cell(made, at, "officer").text for at in (0, 1)] == ["Ines Duarte", "–"]
