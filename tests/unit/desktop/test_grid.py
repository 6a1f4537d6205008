"""Who may appear where: what each cell says, what it stops, and how it is opened."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from fieldcase.desktop.case.grid import REASONS, Grid, counted
from fieldcase.desktop.case.matrix import Matrix
from fieldcase.desktop.case.namesshown import NamesShown
from fieldcase.model.kinds.parties import Name, Party
from fieldcase.model.rules.consent import Effective, Why
from fieldcase.office.cases.page import PartyLine
from fieldcase.office.consent.matrix import Cell, ConsentMatrix, Person
from fieldcase.office.consent.people import PeopleOfCase, Stopped
from tests.unit.desktop.samples import wording

TODAY = date(2026, 5, 4)
ONE, OTHER = "1" * 32, "2" * 32
NOT_ASKED = Effective(level="NONE", why=Why.NOT_ASKED)


def line(party: str = ONE, code: str = "P-7K3D9X", **consents: Effective) -> PartyLine:
    return PartyLine(id=party, code=code, kind="person", roles=("victim",), gender="woman", consents=consents)


def told(*cells: Cell, stopped: tuple[Stopped, ...] = ()) -> PeopleOfCase:
    row = Person(party=ONE, code="P-7K3D9X", roles=("victim",), protected=True, cells=cells)
    return PeopleOfCase(matrix=ConsentMatrix(scopes=tuple(one.scope for one in cells), people=(row,)), stopped=stopped)


@pytest.mark.parametrize(
    ("counts", "word", "look_of", "below"),
    [
        (None, "Not asked", "dashed", ""),
        (NOT_ASKED, "Not asked", "dashed", ""),
        (Effective(level="NAMED", until=date(2027, 5, 4)), "Named", "info", "until May 2027"),
        (Effective(level="CODED", until=date(2026, 5, 9)), "Ends 9 May 2026", "warn", "Under code"),
        (Effective(level="CODED", limited=True), "Under code", "info", "with limits"),
        (Effective(level="NONE", why=Why.REFUSED), "Refused", "danger", ""),
        (Effective(level="NONE", why=Why.WITHDRAWN), "Withdrawn", "danger", ""),
        (Effective(level="NONE", why=Why.EXPIRED, until=date(2026, 1, 1)), "Expired", "warn", ""),
    ],
)
def test_a_cell_says_what_counts_and_never_takes_silence_for_an_answer(
    counts: Effective | None, word: str, look_of: str, below: str
) -> None:
    said = counted(counts, wording(), TODAY)
    assert [said.word, said.look, said.below] == [word, look_of, below]
    assert said.icon


def test_every_reason_why_a_consent_does_not_count_has_its_word() -> None:
    assert set(Why) - set(REASONS) == {Why.IN_FORCE}


def test_when_and_by_whom_it_was_answered_stands_below_and_limits_before_that() -> None:
    answered = {"answered_on": "2026-03-12T12:00:00Z", "basis": "self"}
    cells = (
        Cell(scope="share_hq", now=Effective(level="NAMED"), **answered),  # type: ignore[arg-type]  # two plain fields
        Cell(scope="sg_report", now=Effective(level="NAMED", limited=True), **answered),  # type: ignore[arg-type]
    )
    grid = Grid([line()], wording(), TODAY, told(*cells))
    assert grid.said(ONE, "share_hq").second == "12 Mar, self"
    assert grid.said(ONE, "sg_report").second == "with limits"


def test_what_a_register_proposes_and_what_two_laptops_wrote_is_no_answer() -> None:
    cells = (
        Cell(scope="share_hq", now=NOT_ASKED, proposed="CODED"),
        Cell(scope="sg_report", now=Effective(level="NONE", why=Why.WITHDRAWN), conflict=True),
    )
    grid = Grid([line()], wording(), TODAY, told(*cells))
    assert grid.said(ONE, "share_hq").whole == "Not asked, register: Under code"
    assert grid.said(ONE, "sg_report").word == "Conflict"


def test_a_use_under_which_a_letter_falls_is_among_those_that_the_case_needs() -> None:
    stopped = (Stopped(party=ONE, scope="third_state", letter="9" * 32, kind="note_verbale", level="NAMED"),)
    grid = Grid([line()], wording(), TODAY, told(Cell(scope="third_state", now=NOT_ASKED), stopped=stopped))
    assert "third_state" in grid.needed
    assert grid.said(ONE, "third_state").second == "stops 1 letter"


@pytest.fixture
def matrix(qtbot: QtBot) -> Matrix:
    stopped = (Stopped(party=OTHER, scope="state_letter", letter="9" * 32, kind="note_verbale", level="NAMED"),)
    row = Person(party=OTHER, code="P-M4XA22", roles=(), protected=True, cells=())
    people = PeopleOfCase(matrix=ConsentMatrix(scopes=(), people=(row,)), stopped=stopped)
    lines = [line(state_letter=Effective(level="NAMED")), line(OTHER, "P-M4XA22")]
    grid = Grid(lines, wording(), TODAY, people)
    shown = Matrix(grid, grid.needed, NamesShown())
    qtbot.addWidget(shown)
    return shown


def test_a_cell_is_read_with_its_person_and_use_and_opened_by_enter(matrix: Matrix, qtbot: QtBot) -> None:
    index = matrix.people.place(ONE, "state_letter")
    assert matrix.people.data(index) == "P-7K3D9X, Letter to the State: Named"
    assert matrix.people.data(matrix.people.index(0, 0)) == "P-7K3D9X, Victim · Woman"
    matrix.go(ONE, "state_letter")
    with qtbot.waitSignal(matrix.asked) as asked:
        qtbot.keyClick(matrix.cells, Qt.Key.Key_Return)
    assert asked.args == [ONE, "state_letter"]
    assert not matrix.grab().isNull()


def test_the_cell_that_stops_a_letter_is_where_one_begins(matrix: Matrix) -> None:
    matrix.go("", "")
    assert matrix.current == (OTHER, "state_letter")


def test_several_cells_are_chosen_by_keyboard(matrix: Matrix, qtbot: QtBot) -> None:
    matrix.go(ONE, "share_hq")
    qtbot.keyClick(matrix.cells, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert matrix.chosen == [(ONE, "share_hq"), (ONE, "special_procedures")]


def test_at_large_text_one_person_stands_with_the_uses_in_rows(qtbot: QtBot) -> None:
    grid = Grid([line(), line(OTHER, "P-M4XA22")], wording(), TODAY)
    shown = Matrix(grid, grid.every_use, NamesShown(), OTHER)
    qtbot.addWidget(shown)
    assert (shown.people.rowCount(), shown.people.columnCount()) == (len(grid.every_use), 2)
    shown.go(OTHER, "sg_report")
    assert shown.current == (OTHER, "sg_report")


@pytest.mark.security
def test_a_name_stands_in_the_matrix_only_while_it_is_shown(qtbot: QtBot) -> None:
    names = NamesShown()
    grid = Grid([line()], wording(), TODAY)
    shown = Matrix(grid, grid.needed, names)
    qtbot.addWidget(shown)
    first = shown.people.index(0, 0)
    assert "Ilena" not in shown.people.data(first)
    names.show(Party(id=ONE, code="P-7K3D9X", kind="person", names={"1": Name(full="Ilena Dovrak")}), "a letter")
    assert "Ilena Dovrak" in shown.people.data(first)
    assert names.until.isValid()
    names.hide()
    assert "Ilena" not in shown.people.data(first)
    assert names.reason == ""
