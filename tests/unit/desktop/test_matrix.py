"""The matrix of persons and uses: how a cell is read, chosen and opened, and where a name may stand."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from fieldcase.desktop.case.grid import Grid
from fieldcase.desktop.case.matrix import Matrix
from fieldcase.desktop.case.namesshown import NamesShown
from fieldcase.model.kinds.parties import Name, Party
from fieldcase.model.rules.consent import Effective
from fieldcase.office.cases.page import PartyLine
from fieldcase.office.consent.matrix import ConsentMatrix, Person
from fieldcase.office.consent.people import PeopleOfCase, Stopped
from fieldcase.office.parties.identity import Seen
from tests.unit.desktop.samples import wording

TODAY = date(2026, 5, 4)

ONE, OTHER = "1" * 32, "2" * 32


def line(party: str = ONE, code: str = "P-7K3D9X", **consents: Effective) -> PartyLine:
    return PartyLine(id=party, code=code, kind="person", roles=("victim",), gender="woman", consents=consents)


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
    who = Party(id=ONE, code="P-7K3D9X", kind="person", names={"1": Name(full="Ilena Dovrak")})
    names.show(Seen(record=who), "a letter")
    assert "Ilena Dovrak" in shown.people.data(first)
    assert names.until.isValid()
    names.hide()
    assert "Ilena" not in shown.people.data(first)
    assert names.reason == ""
