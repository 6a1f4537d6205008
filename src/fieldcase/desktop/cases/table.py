"""The table of the list: its columns stand as the person wants them, as far as the window has room."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHeaderView

from fieldcase.desktop.cases.columns import COLUMNS, NAMES, Layout
from fieldcase.desktop.cases.list import CaseList
from fieldcase.desktop.cases.views import ORDERS
from fieldcase.desktop.parts.table import WIDER, Table
from fieldcase.desktop.theme.look import look
from fieldcase.desktop.wording import Wording
from fieldcase.model.words import _

NARROW = ("received_at",)
STACKED = ("state", "risk", "received_at", "track", "officer")
ROOM = 1090
"""Below so many pixels the title keeps its room, and the day of receipt goes."""


"""Letters of a right-to-left window are a little larger, and columns with them."""


class CasesTable(Table):
    """`laid_out` says how the columns stand after somebody drew at them; `sorting` names the column to sort by."""

    laid_out = Signal(object)
    sorting = Signal(str)

    def __init__(self, cases: CaseList, columns: Layout, wording: Wording) -> None:
        super().__init__(_("Cases"), letters="/ph ")
        self._columns, self._wording = columns, wording
        self.setModel(cases)
        self.clicked.connect(lambda index: cases.tick(index.row()) if index.column() == 0 else None)
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSectionsMovable(True)
        header.setFirstSectionMovable(False)
        header.setSortIndicatorShown(False)
        header.sectionClicked.connect(self._sort)
        self.stand(columns, 0)
        header.sectionMoved.connect(self._drawn)
        header.sectionResized.connect(self._widened)

    def stand(self, columns: Layout, width: int) -> None:
        """Put the columns as they are wanted; what has no room in a window of `width` pixels waits (0: not known)."""
        self._columns = columns
        header = self.horizontalHeader()
        header.blockSignals(True)
        away = set(columns.hidden)
        if look().stacked:
            away |= set(STACKED)
        elif 0 < width < look().px(ROOM):
            away |= set(NARROW)
        for place, name in enumerate(columns.order):
            at = NAMES.index(name)
            header.moveSection(header.visualIndex(at), place)
            self._size(header, at, name)
            self.setColumnHidden(at, name in away)
        header.blockSignals(False)
        header.viewport().update()
        self.updateGeometries()
        self.viewport().update()

    def _size(self, header: QHeaderView, at: int, name: str) -> None:
        modes = {"title": QHeaderView.ResizeMode.Stretch, "tick": QHeaderView.ResizeMode.Fixed}
        header.setSectionResizeMode(at, modes.get(name, QHeaderView.ResizeMode.Interactive))
        if name != "title":
            least = self._widest_day() if name == "received_at" else 0
            wide = look().px(self._columns.width(name) * (WIDER if look().right_to_left else 1))
            header.resizeSection(at, max(wide, least))

    def _widest_day(self) -> int:
        """A date is never cut: its column is as wide as the widest in the language."""
        metrics = QFontMetrics(look().font("body"))
        days = [self._wording.short_day(date(2026, month, 28)) for month in range(1, 13)]
        return max(metrics.horizontalAdvance(day) for day in days) + look().px(20)

    def _sort(self, at: int) -> None:
        if NAMES[at] in ORDERS:
            self.sorting.emit(NAMES[at])

    def _drawn(self, _logical: int, _old: int, _new: int) -> None:
        header = self.horizontalHeader()
        order = tuple(NAMES[header.logicalIndex(place)] for place in range(len(COLUMNS)))
        self.laid_out.emit(Layout(order, self._columns.hidden, self._columns.widths))

    def _widened(self, at: int, _old: int, new: int) -> None:
        header = self.horizontalHeader()
        if header.sectionResizeMode(at) is QHeaderView.ResizeMode.Interactive and new:
            self._columns = self._columns.widened(NAMES[at], round(new * 100 / look().text_size))
            self.laid_out.emit(self._columns)
