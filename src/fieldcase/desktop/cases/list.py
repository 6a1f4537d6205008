"""The cases as the table sees them: rows come in pages when they are first looked at, and are kept.

It holds records, knows no vault and filters nothing itself: who asks another question starts it anew with `ask`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from fieldcase.desktop.parts.table import CELL, Cell
from fieldcase.desktop.wording import RISK, STATUS_ICONS, Wording
from fieldcase.model.words import N_, _

if TYPE_CHECKING:
    from fieldcase.office.cases.rows import CaseRow

PAGE = 50
Index = QModelIndex | QPersistentModelIndex
COLUMNS = (
    ("case_no", N_("Case"), 150),
    ("title", N_("Title"), 0),
    ("state", N_("State"), 92),
    ("status", N_("Status"), 150),
    ("risk", N_("Risk"), 112),
    ("next", N_("Next"), 180),
    ("received_at", N_("Received"), 98),
)
"""Name, heading and width of each column; the title takes what room is left."""

NOTHING = Cell("–", ink="ink2")
SORTED_BY = ("case_no", "title", "status", "risk", "received_at")


class CaseList(QAbstractTableModel):
    """`wanted` asks for the page that begins at a row. Threads: the window's."""

    wanted = Signal(int)

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        self._rows: dict[int, CaseRow] = {}
        self._asked: set[int] = set()
        self._total = 0

    def ask(self) -> None:
        """Another question: forget everything. The old rows stay in sight until the first page is there."""
        self._asked.clear()

    def show(self, offset: int, rows: Sequence[CaseRow], total: int) -> None:
        """Take a page of rows; the first page of a question also says how many there are."""
        if offset == 0:
            self.beginResetModel()
            self._rows, self._total = dict(enumerate(rows)), total
            self._asked = {0}
            self.endResetModel()
            return
        self._rows |= {offset + place: row for place, row in enumerate(rows)}
        if rows:
            last = min(offset + len(rows), self._total) - 1
            self.dataChanged.emit(self.index(offset, 0), self.index(last, len(COLUMNS) - 1))

    def case(self, row: int) -> CaseRow | None:
        """The case of a row; None while its page is on the way."""
        return self._rows.get(row)

    def row_of(self, case_id: str) -> int:
        """The row of a case that is held already; -1 otherwise."""
        return next((row for row, case in self._rows.items() if case.id == case_id), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self._total

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(COLUMNS[section][1])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Cells for the painter, words for screen readers; a row that is not there yet is asked for once."""
        if role not in (CELL, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self._rows.get(index.row())
        if row is None:
            self._want(index.row())
            return Cell(loading=True) if role == CELL else _("on its way…")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.said(row) if index.column() == 0 else self._cell(row, index.column()).text
        cell = self._cell(row, index.column())
        return cell if role == CELL else cell.text

    def said(self, row: CaseRow) -> str:
        """A whole row in words, as a screen reader says it."""
        parts = [self._cell(row, column) for column in range(len(COLUMNS))]
        risk = _("risk {level}").format(level=parts[4].text) if parts[4].text else ""
        words = [parts[0].text, parts[1].text, parts[2].text, parts[3].text, risk, parts[5].text]
        return ", ".join(word for word in words if word and word != "–")

    def _want(self, row: int) -> None:
        page = row - row % PAGE
        if page not in self._asked:
            self._asked.add(page)
            self.wanted.emit(page)

    def _cell(self, row: CaseRow, column: int) -> Cell:
        name, wording = COLUMNS[column][0], self._wording
        if row.sealed:
            words = {"case_no": row.case_no, "title": _("Sealed: ask the custodian")}
            return Cell(words.get(name, ""), icon="lock" if name == "title" else "", ink="ink2")
        match name:
            case "case_no":
                return Cell(row.case_no, reference=True)
            case "title":
                return Cell(row.title, hits=tuple(row.hits))
            case "state":
                return Cell(wording.states(row.responsible_states))
            case "status":
                if row.conflicts:
                    return Cell(_("Conflict to decide"), icon="git-merge", ink="warn")
                return Cell(wording.term("case_status", row.status), icon=STATUS_ICONS.get(row.status, "circle"))
            case "risk":
                icon, tone = RISK.get(row.risk, ("", ""))
                return (
                    Cell(wording.term("risk_level", row.risk), icon=icon, pill=tone) if icon else Cell("–", ink="ink2")
                )
            case "next":
                return self._next(row)
            case _:
                return Cell(wording.short_day(row.received_at), ink="ink2")

    def _next(self, row: CaseRow) -> Cell:
        if row.track == "urgent":
            return Cell(row.next_step or _("Urgent track"), icon="zap", ink="warn")
        return Cell(row.next_step or "–", ink="ink" if row.next_step else "ink2")
