"""The letters and the register as tables see them: cells for the painter, words for screen readers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from fieldcase.desktop.letters.book import MARKS, Book, clock_said
from fieldcase.desktop.parts.table import CELL, Cell
from fieldcase.desktop.wording import LETTER_ICONS, Wording
from fieldcase.model.rules.numbering import FATES
from fieldcase.model.words import N_, _

if TYPE_CHECKING:
    from fieldcase.model.rules.numbering import Number
    from fieldcase.office.letters.book import BookRow

Index = QModelIndex | QPersistentModelIndex
COLUMNS = (
    ("tick", "", 40),
    ("reference", N_("Reference"), 192),
    ("kind", N_("Kind"), 0),
    ("state", N_("To"), 92),
    ("case_no", N_("Case"), 148),
    ("status", N_("Status"), 164),
    ("sent", N_("Sent on"), 98),
    ("clock", N_("Reply"), 150),
)
"""Name, heading and width of each column; the kind takes what room is left."""
NARROW, LARGE, STACKED = ("state",), ("state", "case_no", "sent"), ("state", "case_no", "status", "sent")
NUMBER_COLUMNS = (
    ("reference", N_("Reference"), 190),
    ("fate", N_("What became of it"), 210),
    ("day", N_("Day"), 104),
    ("kind", N_("Kind"), 170),
    ("cases", N_("Cases"), 170),
    ("reason", N_("Reason"), 0),
)
NUMBERS_STACKED = ("day", "kind", "cases")
NONE = Cell("–", ink="ink2")


class Lines(QAbstractTableModel):
    """Rows that are all here; what they say comes from `cell`."""

    columns: tuple[tuple[str, str, int], ...] = ()
    _shown: Sequence[Any] = ()

    def cell(self, row: int, name: str) -> Cell:
        raise IndexError(name)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        words = self.columns[section][1]
        wanted = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return f"{_(words)}{self.mark(self.columns[section][0])}" if wanted and words else None

    def mark(self, name: str) -> str:
        """What stands behind the heading of a column: an arrow where the rows stand in its order."""
        return ""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell for the painter, its words for everybody else; in the first column the whole row is said."""
        if role not in (CELL, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        cell = self.cell(index.row(), self.columns[index.column()][0])
        if role == CELL:
            return cell
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            return self.said(index.row())
        return cell.text

    def said(self, row: int) -> str:
        """A whole row in words, as a screen reader says it."""
        words = (self.cell(row, name).text for name, _words, _width in self.columns)
        return ", ".join(word for word in words if word and word != NONE.text)


class LetterList(Lines):
    """The letters of the view that is chosen. `ticked`: other letters are ticked now."""

    ticked = Signal()
    columns = COLUMNS

    def __init__(self, book: Book, wording: Wording, today: date) -> None:
        super().__init__()
        self.book, self._wording, self._today = book, wording, today
        self._shown: tuple[BookRow, ...] = ()

    def show(self) -> None:
        """The book or what is asked of it changed."""
        self.beginResetModel()
        self._shown = self.book.in_order(self.book.shown(), self._wording)
        self.endResetModel()

    def mark(self, name: str) -> str:
        return ("  ↓" if self.book.descending else "  ↑") if name == self.book.order else ""

    def letter(self, row: int) -> BookRow | None:
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def row_of(self, letter: str) -> int:
        """The row of a letter; -1 where it is not shown."""
        return next((place for place, row in enumerate(self._shown) if row.id == letter), -1)

    def tick(self, row: int) -> None:
        """Tick a row, or take its tick away."""
        if (letter := self.letter(row)) is not None:
            self.book.ticks ^= {letter.id}
            self._all_changed()

    def tick_nothing(self) -> None:
        self.book.ticks.clear()
        self._all_changed()

    def tick_shown(self) -> None:
        """Tick every letter that is shown."""
        self.book.ticks |= {row.id for row in self._shown}
        self._all_changed()

    def said(self, row: int) -> str:
        said = super().said(row)
        on = self._shown[row].id in self.book.ticks
        return _("Selected, {row}").format(row=said) if on else said

    def cell(self, row: int, name: str) -> Cell:
        letter, wording = self._shown[row], self._wording
        on = letter.id in self.book.ticks
        match name:
            case "tick":
                return Cell(tick=on, soft=on)
            case "reference":
                return Cell(letter.reference, reference=True, soft=on) if letter.reference else Cell("–", soft=on)
            case "kind":
                kind = wording.term("letter_kind", letter.kind) or _("Letter")
                old = _("{kind}, old register").format(kind=kind)
                return Cell(old if letter.old else kind, soft=on)
            case "state":
                return Cell(wording.state(letter.state) if letter.state else "–", soft=on)
            case "case_no":
                return Cell(letter.case_no, reference=True, soft=on)
            case "status":
                icon, _tone = LETTER_ICONS.get(letter.status, ("mail", "neutral"))
                return Cell(wording.term("letter_status", letter.status), icon=icon, soft=on)
            case "sent":
                return Cell(wording.short_day(letter.dispatched) if letter.dispatched else "–", ink="ink2", soft=on)
            case _:
                return self._clock(letter, soft=on)

    def _clock(self, letter: BookRow, *, soft: bool) -> Cell:
        if letter.dispatched is None:
            return Cell("–", ink="ink2", soft=soft)
        icon, tone = MARKS.get(letter.clock.state, ("", ""))
        return Cell(clock_said(letter.clock, self._today), icon=icon, pill=tone, ink="ink2", soft=soft)

    def _all_changed(self) -> None:
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, len(COLUMNS) - 1))
        self.ticked.emit()


class NumberList(Lines):
    """The register of references: every number of every series, and what became of it."""

    columns = NUMBER_COLUMNS

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        self._shown: tuple[Number, ...] = ()

    def show(self, numbers: Sequence[Number]) -> None:
        """Those that ask for a word first, then the newest."""
        self.beginResetModel()
        self._shown = tuple(sorted(reversed(numbers), key=lambda one: not one.asks))
        self.endResetModel()

    @property
    def asking(self) -> int:
        """How many numbers nobody has explained."""
        return sum(1 for one in self._shown if one.asks)

    def number(self, row: int) -> Number | None:
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def cell(self, row: int, name: str) -> Cell:
        one, wording = self._shown[row], self._wording
        match name:
            case "reference":
                return Cell(one.reference, reference=True, strong=True)
            case "fate":
                fate = _(FATES[one.fate])
                return Cell(fate, icon="triangle-alert", pill="warn") if one.asks else Cell(fate)
            case "day":
                return Cell(wording.short_day(one.day), ink="ink2") if one.day else NONE
            case "kind":
                return Cell(wording.term("letter_kind", one.kind)) if one.kind else NONE
            case "cases":
                return Cell(", ".join(one.cases), reference=True) if one.cases else NONE
            case _:
                return Cell(one.reason or (_("Say what happened to it") if one.asks else "–"), ink="ink2")
