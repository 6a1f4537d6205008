"""A chart of bars: every bar is a button that says its figure, and the whole chart has its table.

A figure that is held back is a short hatched bar with “<5”. Nothing is told by length or colour alone: the number
stands at each bar. Bars stand (months) or lie (words).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QBrush, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStackedLayout, QWidget

from fieldcase.desktop.parts.arrange import column, plain, row
from fieldcase.desktop.parts.drawn import drawn
from fieldcase.desktop.parts.label import isolated, reference
from fieldcase.desktop.parts.table import CELL, Cell, Table
from fieldcase.desktop.theme.look import look
from fieldcase.model.words import _, labelled

Index = QModelIndex | QPersistentModelIndex
HIDDEN = 8
"""So long is the bar of a figure that is held back, in pixels at 100 % text."""


@dataclass(frozen=True)
class Bar:
    """A figure as it is drawn: words, what is printed, its length among the others (None: held back), the hatched part
    of it, the colour token. `said` is what a screen reader adds."""

    words: str
    shown: str
    count: int | None
    part: int = 0
    ink: str = "accent"
    said: str = ""


class BarButton(QAbstractButton):
    """One bar. Where it opens nothing it is no button: it takes no focus and says why."""

    def __init__(self, bar: Bar, longest: int, words: int, *, upright: bool, why: str) -> None:
        super().__init__()
        self.bar, self._longest, self._words, self._upright = bar, max(longest, 1), words, upright
        name = labelled(bar.words, bar.shown)
        self.setAccessibleName(f"{name}, {bar.said}" if bar.said else name)
        self.setToolTip(name)
        expanding = QSizePolicy.Policy.Expanding
        self.setSizePolicy(expanding, expanding if upright else QSizePolicy.Policy.Fixed)
        if why:
            self.setEnabled(False)
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setAccessibleDescription(why)
        else:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        worn = look()
        return QSize(worn.px(36), worn.px(150)) if self._upright else QSize(self._words + worn.px(120), worn.px(30))

    def minimumSizeHint(self) -> QSize:
        worn = look()
        return QSize(worn.px(26), worn.px(110)) if self._upright else QSize(self._words + worn.px(80), worn.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words, the bar, the number."""
        worn, painter = look(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() and self.isEnabled():
            painter.fillRect(self.rect(), worn.colour("hover"))
        if self._upright:
            self._standing(painter)
        else:
            self._lying(painter)

    def _standing(self, painter: QPainter) -> None:
        worn = look()
        line = worn.px(20)
        painter.setFont(worn.font("caption"))
        painter.setPen(worn.colour("ink2"))
        centre = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QRectF(-10, self.height() - line, self.width() + 20, line), centre, self.bar.words)
        room = self.height() - 2 * line - 2
        tall = self._length(room)
        width = min(self.width() - worn.px(6), worn.px(34))
        box = QRectF((self.width() - width) / 2, line + room - tall, width, tall)
        self._bar(painter, box, part=box.adjusted(0, 0, 0, -tall * (1 - self._share)))
        painter.setPen(worn.colour("ink"))
        painter.setFont(worn.font("caption", 600))
        painter.drawText(QRectF(-10, box.top() - line, self.width() + 20, line), centre, self.bar.shown)
        painter.setPen(worn.colour("line"))
        painter.drawLine(0, self.height() - line - 1, self.width(), self.height() - line - 1)

    def _lying(self, painter: QPainter) -> None:
        worn = look()
        rtl = worn.right_to_left
        painter.setFont(worn.font("caption"))
        painter.setPen(worn.colour("ink"))
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        aligned = int(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        words = QRectF(self.width() - self._words if rtl else 0, 0, self._words, self.height())
        line = QFontMetrics(painter.font()).elidedText(self.bar.words, Qt.TextElideMode.ElideRight, self._words)
        painter.drawText(words, aligned, isolated(line))
        gap, number = worn.px(10), worn.px(44)
        room = self.width() - self._words - gap - number
        long, high = self._length(room), worn.px(18)
        left = self.width() - self._words - gap - long if rtl else self._words + gap
        box = QRectF(left, (self.height() - high) / 2, long, high)
        start = long * (1 - self._share)
        self._bar(painter, box, part=box.adjusted(0, 0, -start, 0) if rtl else box.adjusted(start, 0, 0, 0))
        painter.setPen(worn.colour("ink"))
        painter.setFont(worn.font("caption", 600))
        beside = QRectF(box.left() - number if rtl else box.right() + worn.px(6), 0, number - worn.px(6), self.height())
        painter.drawText(beside, aligned, reference(self.bar.shown))

    @property
    def _share(self) -> float:
        return self.bar.part / self.bar.count if self.bar.count else 0.0

    def _length(self, room: float) -> float:
        if self.bar.count is None:
            return float(look().px(HIDDEN))
        return max(room * self.bar.count / self._longest, 2.0 if self.bar.count else 1.0)

    def _bar(self, painter: QPainter, box: QRectF, part: QRectF) -> None:
        worn = look()
        painter.setPen(Qt.PenStyle.NoPen)
        if self.bar.count is not None:
            painter.setBrush(worn.colour(self.bar.ink))
            painter.drawRoundedRect(box, 2, 2)
        hatched = box if self.bar.count is None else part
        if self.bar.count is None or self.bar.part:
            painter.setBrush(worn.colour("surface"))
            painter.setPen(worn.colour(self.bar.ink if self.bar.count is not None else "edge"))
            painter.drawRoundedRect(hatched, 2, 2)
            painter.setBrush(QBrush(worn.colour(self.bar.ink), Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(hatched, 2, 2)


class BarTable(QAbstractTableModel):
    """The same figures as a table."""

    def __init__(self, heading: str, bars: Sequence[Bar]) -> None:
        super().__init__()
        self._heads, self._bars = (heading, _("Number")), tuple(bars)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._bars)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 2

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        wanted = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self._heads[section] if wanted else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words and number; a screen reader hears both with the first."""
        bar = self._bars[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            return labelled(bar.words, bar.shown)
        words = bar.words if index.column() == 0 else bar.shown
        if role == CELL:
            return Cell(words, strong=index.column() == 1)
        return words if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None


class BarChart(QWidget):
    """The chart and its table, one of them shown. `opened` gives the place of a bar; `why` says why none opens."""

    opened = Signal(int)

    def __init__(self, name: str, heading: str, bars: Sequence[Bar], *, upright: bool = False, why: str = "") -> None:
        super().__init__()
        metrics = QFontMetrics(look().font("caption"))
        widest = max((metrics.horizontalAdvance(bar.words) for bar in bars), default=0)
        words, longest = min(widest + 4, look().px(230)), max((bar.count or 0 for bar in bars), default=1)
        self.bars = [BarButton(bar, longest, words, upright=upright, why=why) for bar in bars]
        for place, button in enumerate(self.bars):
            button.clicked.connect(lambda _on=False, place=place: self.opened.emit(place))
        box = row(*((one, 1) for one in self.bars), gap=0) if upright else column(*self.bars, ..., gap=0)
        self.table = Table(name)
        self.table.setModel(BarTable(heading, bars))
        self.table.lay_out((0, 90))
        self.table.setMinimumHeight(look().px(110))
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        if not why:
            self.table.opened.connect(self.opened)
        self._stack = QStackedLayout()
        self._stack.addWidget(plain(box))
        self._stack.addWidget(self.table)
        self.setLayout(self._stack)
        self.setAccessibleName(name)
        drawn(self, QAccessible.Role.Chart)
        self.setAccessibleDescription("; ".join(labelled(bar.words, bar.shown) for bar in bars))

    @property
    def as_table(self) -> bool:
        return self._stack.currentIndex() == 1

    def show_table(self, on: bool) -> None:
        """The table in place of the bars, or the bars again."""
        self._stack.setCurrentIndex(int(on))
