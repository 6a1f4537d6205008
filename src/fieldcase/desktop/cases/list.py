"""The cases as the table sees them: rows come in pages when they are first looked at, and the last looked at are kept.

It holds records, knows no vault and filters nothing itself: who asks another question starts it anew with `ask`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from fieldcase.desktop.cases.columns import COLUMNS, NAMES
from fieldcase.desktop.parts.table import CELL, Cell
from fieldcase.desktop.wording import RISK, STATUS_ICONS, Wording
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.office.cases.rows import CaseRow

PAGE = 50
PAGES_KEPT = 40
"""So many pages stay in memory; what was scrolled past long ago is asked for again."""
Index = QModelIndex | QPersistentModelIndex
NOTHING = Cell("–", ink="ink2")


class CaseList(QAbstractTableModel):
    """`wanted` asks for the page that begins at a row; `ticked` says that boxes changed. Threads: the window's.

    `ticks` are the ids of the cases whose boxes are ticked, with their numbers; they stay ticked in another question.
    """

    wanted = Signal(int)

    ticked = Signal()

    def __init__(self, wording: Wording, colleagues: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self._wording, self._colleagues = wording, dict(colleagues or {})
        self.ticks: dict[str, str] = {}
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
        self._let_go(offset)
        if rows:
            last = min(offset + len(rows), self._total) - 1
            self.dataChanged.emit(self.index(offset, 0), self.index(last, len(COLUMNS) - 1))

    def _let_go(self, newest: int) -> None:
        """Forget the pages farthest from the newest, beyond what is kept; the first stays."""
        pages = sorted({row - row % PAGE for row in self._rows} - {0}, key=lambda page: abs(page - newest))
        for page in pages[PAGES_KEPT:]:
            self._asked.discard(page)
            for row in range(page, page + PAGE):
                self._rows.pop(row, None)

    def tick(self, row: int) -> bool:
        """Tick the box of a row, or take the tick away; False where there is nothing that could be ticked."""
        case = self._rows.get(row)
        if case is None or case.sealed:
            return False
        if self.ticks.pop(case.id, None) is None:
            self.ticks[case.id] = case.case_no
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(COLUMNS) - 1))
        self.ticked.emit()
        return True

    def tick_nothing(self) -> None:
        """Take every tick away."""
        self.ticks = {}
        if self._total:
            self.dataChanged.emit(self.index(0, 0), self.index(self._total - 1, len(COLUMNS) - 1))
        self.ticked.emit()

    @property
    def total(self) -> int:
        return self._total

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
            return _(COLUMNS[section].heading)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Cells for the painter, words for screen readers; a row that is not there yet is asked for once."""
        if role not in (CELL, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self._rows.get(index.row())
        if row is None:
            self._want(index.row())
            return Cell(loading=True) if role == CELL else _("on its way…")
        name = NAMES[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.said(row) if name == "tick" else self._cell(row, name).text
        cell = self._cell(row, name)
        if role != CELL:
            return cell.text
        return replace(cell, soft=True) if row.id in self.ticks else cell

    def said(self, row: CaseRow) -> str:
        """A whole row in words, as a screen reader says it."""
        said = {name: self._cell(row, name).text for name in ("case_no", "title", "state", "status", "risk", "next")}
        if said["risk"]:
            said["risk"] = _("risk {level}").format(level=said["risk"]) if said["risk"] != "–" else ""
        words = [*said.values(), _("selected") if row.id in self.ticks else ""]
        return ", ".join(word for word in words if word and word != "–")

    def _want(self, row: int) -> None:
        page = row - row % PAGE
        if page not in self._asked:
            self._asked.add(page)
            self.wanted.emit(page)

    def _cell(self, row: CaseRow, name: str) -> Cell:
        wording = self._wording
        if row.sealed:
            words = {"case_no": row.case_no, "title": _("Sealed: ask the custodian")}
            return Cell(words.get(name, ""), icon="lock" if name == "title" else "", ink="ink2")
        match name:
            case "tick":
                return Cell(tick=row.id in self.ticks)
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
                return Cell(wording.term("risk_level", row.risk), icon=icon, pill=tone) if icon else NOTHING
            case "next":
                return self._next(row)
            case "track":
                return Cell(wording.choice(row.track), icon="zap" if row.track == "urgent" else "")
            case "officer":
                return Cell(self._colleagues.get(row.assigned_to, "–"))
            case _:
                return Cell(wording.short_day(row.received_at), ink="ink2")

    def _next(self, row: CaseRow) -> Cell:
        if row.late:
            return Cell(row.next_step, icon="clock-alert", ink="danger")
        if row.track == "urgent":
            return Cell(row.next_step or _("Urgent track"), icon="zap", ink="warn")
        return Cell(row.next_step, ink="ink") if row.next_step else NOTHING
