"""The preview of an import without a window: what rows become, what is to settle, and what is said of the outcome."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from fieldcase.desktop.importing.rows import PreviewTable, counts, to_settle
from fieldcase.desktop.importing.told import import_words, outcome
from fieldcase.desktop.parts.table import CELL
from fieldcase.office.importing.apply import Imported, Lack, Pair
from fieldcase.office.importing.plan import FieldValue, ImportPlan, Proposed, RowPlan, TablePlan
from fieldcase.office.importing.problems import Problem


def value(field: str, column: str, said: str) -> FieldValue:
    return FieldValue(field=field, column=column, said=said, values=(said,))


def row(number: int, *, blocked: bool = False) -> RowPlan:
    act = Proposed(kind="Act", values=(value("Act.date", "Date", "03/04/2025"), value("Act.type", "Act", "harrasment")))
    person = Proposed(kind="Person", values=(value("Person.names.family", "Name", "Dovrak"),))
    return RowPlan(table=None, row=number, record="Case", blocked=blocked, records=(act, person))


def plan() -> ImportPlan:
    table = TablePlan(table=None, record="Case", header_row=1, first_row=2, rows=(row(2), row(3), row(4, blocked=True)))
    said = (
        ("ambiguous_date", 2, "Date"),
        ("ambiguous_date", 3, "Date"),
        ("missing_required", 4, "Act"),
        ("emoji", 2, "Act"),
    )
    return ImportPlan(
        file="register.csv", state="", as_of=None, tables=(table,),
        problems=tuple(Problem(table=None, row=at, column=column, kind=kind) for kind, at, column in said),
        dates=(), consents=(), incidents=(), same_spelling=(), look_alike=(), sheets=(),
    )  # fmt: skip


@pytest.fixture
def table() -> PreviewTable:
    made = PreviewTable()
    made.show(plan(), 0)
    return made


def test_equal_problems_are_one_group_and_what_blocks_comes_first() -> None:
    groups = to_settle(plan())
    assert [(one.kind, one.cells) for one in groups] == [("missing_required", 1), ("ambiguous_date", 2)]
    assert groups[1].said.startswith("2 cells. Choose one of the two readings. Rows: 2, 3")


def test_rows_are_counted_as_ready_with_a_question_and_left_out() -> None:
    assert counts(plan()) == (0, 2, 1)


def test_each_row_says_in_a_word_what_will_happen(table: PreviewTable) -> None:
    assert [table.index(at, 1).data() for at in range(3)] == ["To check", "To check", "Left out"]


@pytest.mark.security
def test_no_name_of_the_register_stands_in_the_preview(table: PreviewTable) -> None:
    cells = [table.index(at, column) for at in range(table.rowCount()) for column in range(table.columnCount())]
    said = " ".join(str(cell.data(role)) for cell in cells for role in (CELL, Qt.ItemDataRole.AccessibleTextRole))
    assert "Dovrak" not in said
    assert "P-new 2" in said


def test_a_problem_cell_says_so_in_words_to_a_screen_reader(table: PreviewTable) -> None:
    date = next(at for at, (name, _field) in enumerate(table.columns, 2) if name == "Date")
    assert table.index(0, date).data(Qt.ItemDataRole.AccessibleTextRole) == "03/04/2025: check"
    assert table.index(0, date).data(CELL).problem == "review"


def test_only_the_rows_with_problems_can_be_shown_and_walked(table: PreviewTable) -> None:
    assert [table.next_problem(at, 1) for at in (0, 1, 2)] == [1, 2, 0]
    assert table.next_problem(0, -1) == 2
    table.show(plan(), 0, frozenset({(None, 4)}))
    assert table.rowCount() == 1


def test_the_button_always_says_the_number() -> None:
    assert (import_words(1), import_words(396)) == ("Import 1 row", "Import 396 rows")


def test_the_outcome_says_what_came_in_and_what_waits_for_somebody() -> None:
    done = Imported(
        batch="0a", rows=9, imported=6, problems=(), duplicates=(Pair(table=None, rows=(2, 3)),), blocked=2, skipped=1,
        drafts=(Lack(field="summary", sentence="There is no summary.", remedy="", cases=4),),
    )  # fmt: skip
    said = outcome(done)
    assert said[0] == "6 of 9 rows came in, 1 were here already."
    assert "2 rows were left out." in said
    assert any("1 pair of rows" in line for line in said)
    assert said[-1] == "Before triage 4 cases lack: There is no summary."
