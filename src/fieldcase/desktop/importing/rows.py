"""The preview of an import without a window: what each row will become, and what is to settle, equal problems as one.

Names stay out of sight: a person of the register is “P-new 3” here, a source “S-new”.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from fieldcase.desktop.parts.table import CELL, Cell
from fieldcase.model.words import N_, _, ngettext

if TYPE_CHECKING:
    from fieldcase.office.importing.plan import ImportPlan, RowPlan, TablePlan
    from fieldcase.office.importing.problems import Problem

Index = QModelIndex | QPersistentModelIndex
FIRST = (
    "Act.date", "Person.names.family", "Person.names.full", "Act.type", "CooperationLink.mechanism", "Letter.kind",
    "Letter.dispatched_at", "StateReply.received_at", "Case.received_at", "RiskAssessment.level", "Act.place_text",
)  # fmt: skip
"""The fields that a preview shows first."""
MOST_COLUMNS = 6
NEW = {"Case": N_("New case"), "Person": N_("New person"), "Letter": N_("Earlier letter")}
HIDDEN = {"Person.names": "P-new {row}", "Person.contacts": "···", "Source.": "S-new", "Relation.": "···"}
BLOCKS, REVIEW = "blocks", "review"


@dataclass(frozen=True)
class ToSettle:
    """Equal problems: their kind, what they do to their rows, sentence and remedy, and the rows by table and number."""

    kind: str
    weight: str
    sentence: str
    remedy: str
    rows: tuple[tuple[str | None, int], ...]
    cells: int

    @property
    def said(self) -> str:
        """How many cells, what to do, and the first rows."""
        count = ngettext("{count} cell.", "{count} cells.", self.cells).format(count=self.cells)
        some = ", ".join(str(row) for _table, row in self.rows[:5]) + (" …" if len(self.rows) > 5 else "")
        return _("{count} {remedy} Rows: {rows}").format(count=count, remedy=self.remedy, rows=some)


def to_settle(plan: ImportPlan) -> tuple[ToSettle, ...]:
    """What a person should look at, what blocks first, then by how often it occurs. Notes are left out."""
    groups: dict[tuple[str, str], list[Problem]] = {}
    for one in plan.problems:
        if one.weight.value != "note":
            sentence = one.sentence if "{" not in one.detail else ""
            key = sentence.replace(one.detail, "…") if one.detail else sentence
            groups.setdefault((one.kind, key), []).append(one)
    found = [
        ToSettle(
            kind=kind,
            weight=several[0].weight.value,
            sentence=sentence,
            remedy=several[0].remedy,
            rows=tuple(dict.fromkeys((one.table, one.row) for one in several)),
            cells=len(several),
        )
        for (kind, sentence), several in groups.items()
    ]
    return tuple(sorted(found, key=lambda one: (one.weight != BLOCKS, -one.cells)))


def counts(plan: ImportPlan) -> tuple[int, int, int]:
    """Rows that are ready, that come in with a question, that are left out."""
    review = {(one.table, one.row) for one in plan.problems if one.weight.value == REVIEW}
    rows = [row for table in plan.tables for row in table.rows]
    asked = sum((row.table, row.row) in review for row in rows if row.importable)
    return sum(row.importable for row in rows) - asked, asked, sum(not row.importable for row in rows)


class PreviewTable(QAbstractTableModel):
    """The rows of one table of the plan. Threads: the window's."""

    def __init__(self) -> None:
        super().__init__()
        self._plan: ImportPlan | None = None
        self._table: TablePlan | None = None
        self._rows: Sequence[RowPlan] = ()
        self._problems: dict[tuple[int, str], str] = {}
        self._reviewed: set[int] = set()
        self.columns: tuple[tuple[str, str], ...] = ()

    def show(self, plan: ImportPlan, at: int, only: frozenset[tuple[str | None, int]] | None = None) -> None:
        """Show a table of the plan; `only` these rows, where given."""
        self.beginResetModel()
        self._plan, self._table = plan, plan.tables[at]
        name = self._table.table
        self._problems, self._reviewed = {}, set()
        for one in plan.problems:
            if one.table == name and one.weight.value != "note":
                old = self._problems.get((one.row, one.column or ""))
                self._problems[one.row, one.column or ""] = BLOCKS if BLOCKS in (old, one.weight.value) else REVIEW
                self._reviewed.add(one.row)
        self.columns = tuple(_shown(self._table))
        rows = self._table.rows
        self._rows = [row for row in rows if only is None or (name, row.row) in only]
        self.endResetModel()

    def problem_rows(self) -> frozenset[tuple[str | None, int]]:
        """The rows of this table that have a problem."""
        name = self._table.table if self._table else None
        return frozenset((name, row) for row in self._reviewed)

    def next_problem(self, row: int, step: int) -> int:
        """The place of the next row with a problem, -1 where there is none."""
        places = [at for at, one in enumerate(self._rows) if one.row in self._reviewed]
        later = [at for at in places if (at > row if step > 0 else at < row)]
        return (later[0] if step > 0 else later[-1]) if later else (places[0 if step > 0 else -1] if places else -1)

    def rowCount(self, parent: Index | None = None) -> int:
        return len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 2 + len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        wanted = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        if orientation is not Qt.Orientation.Horizontal or not wanted:
            return None
        return (_("Row"), _("What will happen"), *(name for name, _field in self.columns))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell looks like, and what a screen reader says of it."""
        if role not in (CELL, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        cell = self.cell(self._rows[index.row()], index.column())
        if role == CELL:
            return cell
        if cell.problem and index.column() > 1:
            return _("{text}: {problem}").format(
                text=cell.text, problem=_("blocks") if cell.problem == BLOCKS else _("check")
            )
        return cell.text

    def cell(self, row: RowPlan, column: int) -> Cell:
        """One cell of a row."""
        if column == 0:
            return Cell(str(row.row), ink="ink2")
        if column == 1:
            return self._fate(row)
        name, field = self.columns[column - 2]
        problem = self._problems.get((row.row, name), "")
        text = _hidden(field, row.row) or next(
            (one.said for record in row.records for one in record.values if one.column == name), ""
        )
        icons = {BLOCKS: ("circle-x", "danger"), REVIEW: ("triangle-alert", "warn"), "": ("", "ink")}
        icon, ink = icons[problem]
        empty = _("empty") if problem and not text else text
        return Cell(" ".join(empty.split())[:120], icon=icon, ink=ink, problem=problem)

    def _fate(self, row: RowPlan) -> Cell:
        if row.blocked:
            return Cell(_("Left out"), icon="circle-x", ink="danger")
        if row.parent_blocked:
            return Cell(_("Waits for its case"), icon="hourglass", ink="warn")
        if row.row in self._reviewed:
            return Cell(_("To check"), icon="triangle-alert", ink="warn")
        return Cell(_(NEW.get(row.record, "New case")), icon="circle-check", ink="ok")


def _hidden(field: str, row: int) -> str:
    return next((said.format(row=row) for begins, said in HIDDEN.items() if field.startswith(begins)), "")


def _shown(table: TablePlan) -> Iterator[tuple[str, str]]:
    """The columns to show with the field each feeds: those of the fields that say most, then whatever is short."""
    found: dict[str, str] = {}
    for row in table.rows:
        for record in row.records:
            for value in record.values:
                found.setdefault(value.column, value.field)
    first = sorted(found, key=lambda name: FIRST.index(found[name]) if found[name] in FIRST else len(FIRST))
    texts = ("Case.summary", "Act.narrative", "Case.remarks", "Person.remarks", "StateReply.summary")
    yield from ((name, found[name]) for name in [one for one in first if found[one] not in texts][:MOST_COLUMNS])
