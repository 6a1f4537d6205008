"""Tables and how their cells are painted: 36 pixel rows, a soft current row with a bar at its leading edge.

A cell says its looks through the role `CELL`. References are elided in the middle, a search hit is kept in sight,
dates are never cut: their column takes the width of its widest date.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from fieldcase.desktop.parts.label import isolated, reads_right_to_left, reference
from fieldcase.desktop.parts.pill import SOFT, TONES
from fieldcase.desktop.theme.icons import picture
from fieldcase.desktop.theme.look import look

CELL = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex

WIDER = 1.06
"""Columns in a right-to-left window: its font runs wider."""
PROBLEMS = {"blocks": "danger_soft"}
"""The ground of a cell that blocks; of any other problem it is amber."""


@dataclass(frozen=True)
class Cell:
    """How one cell looks: its words, and what stands with them. `hits` are ranges of the words to mark;
    `tick` draws a box, ticked or not; `soft` is the ground of a row that is ticked; `below` is a second, quieter line
    for tables of tall rows."""

    text: str = ""
    icon: str = ""
    ink: str = "ink"
    pill: str = ""
    strong: bool = False
    reference: bool = False
    problem: str = ""
    hits: tuple[tuple[int, int], ...] = ()
    loading: bool = False
    tick: bool | None = None
    soft: bool = False
    below: str = ""


class CellPainter(QStyledItemDelegate):
    """Paints `Cell`s; anything else as plain words."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(look().px(80), look().size("row"))

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """Words that end in “…” stand whole in the tooltip."""
        cell = index.data(CELL)
        if event.type() != QEvent.Type.ToolTip or not isinstance(cell, Cell):
            return super().helpEvent(event, view, option, index)
        metrics = QFontMetricsF(look().font("strong" if cell.strong else "body"))
        room = option.rect.width() - look().px(16 + (22 if cell.icon else 0) + (14 if cell.pill else 0))
        lines = [line for line in (cell.text, cell.below) if line]
        cut = any(metrics.horizontalAdvance(line) > room for line in lines)
        QToolTip.showText(event.globalPos(), isolated("\n".join(lines)) if cut else "", view)
        return True

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, hairline, bar of the current row, then the words."""
        cell = index.data(CELL)
        if not isinstance(cell, Cell):
            cell = Cell(str(index.data() or ""))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        self._ground(painter, box, option, cell, index)
        if cell.loading:
            _grey_bar(painter, box)
        elif cell.tick is not None:
            _tick_box(painter, box, cell.tick)
        elif cell.below:
            self._two_lines(painter, box, cell)
        else:
            self._words(painter, box, cell)
        painter.restore()

    def _ground(self, painter: QPainter, box: QRectF, option: QStyleOptionViewItem, cell: Cell, index: Index) -> None:
        worn = look()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = (
            "accent_soft"
            if selected
            else PROBLEMS.get(cell.problem, "warn_soft")
            if cell.problem
            else "hover"
            if cell.soft
            else "surface"
        )
        if not selected and option.state & QStyle.StateFlag.State_MouseOver:
            ground = "hover"
        painter.fillRect(box, worn.colour(ground))
        painter.setPen(worn.colour("line"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if selected and index.column() == 0:
            left = box.right() - 3 if worn.right_to_left else box.left()
            painter.fillRect(QRectF(left, box.top(), 3, box.height()), worn.colour("accent"))

    def _two_lines(self, painter: QPainter, box: QRectF, cell: Cell) -> None:
        worn, half = look(), box.height() / 2
        room = box.adjusted(worn.px(8), 0, -worn.px(8), 0)
        if cell.icon:
            room = _icon(painter, room, cell.icon, "ink2" if cell.ink == "ink" else cell.ink, 16)
        lines = ((cell.text, "strong" if cell.strong else "body", cell.ink, 4), (cell.below, "caption", "ink2", half))
        for said, kind, ink, top in lines:
            font = worn.font(kind)
            line = QRectF(room.left(), box.top() + top, room.width(), half - 4)
            painter.setFont(font)
            painter.setPen(worn.colour(ink))
            side = Qt.AlignmentFlag.AlignRight if worn.right_to_left else Qt.AlignmentFlag.AlignLeft
            words = isolated(QFontMetricsF(font).elidedText(said, Qt.TextElideMode.ElideRight, line.width()))
            painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter | side | Qt.AlignmentFlag.AlignAbsolute), words)

    def _words(self, painter: QPainter, box: QRectF, cell: Cell) -> None:
        worn = look()
        inset = worn.px(8)
        room = box.adjusted(inset, 0, -inset, 0)
        ink = cell.ink
        if cell.pill:
            font = worn.font("caption")
            width = min(QFontMetricsF(font).horizontalAdvance(cell.text) + worn.px(36), room.width())
            left = room.right() - width if worn.right_to_left else room.left()
            pill = QRectF(left, box.center().y() - worn.px(11), width, worn.px(22))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(worn.colour(SOFT[cell.pill]))
            painter.drawRoundedRect(pill, worn.px(11), worn.px(11))
            room, ink = pill.adjusted(worn.px(8), 0, -worn.px(6), 0), TONES[cell.pill]
        else:
            font = worn.font("strong" if cell.strong else "body")
        if icon := cell.icon or ("octagon-alert" if cell.problem else ""):
            room = _icon(painter, room, icon, "ink2" if ink == "ink" else ink, 14 if cell.pill else 16)
        painter.setFont(font)
        line = _elided(cell, QFontMetricsF(font), room.width())
        if cell.hits:
            _mark_hits(painter, room, cell, line, QFontMetricsF(font))
        painter.setPen(worn.colour(ink))
        side = Qt.AlignmentFlag.AlignRight if worn.right_to_left else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | side | Qt.AlignmentFlag.AlignAbsolute), line)


class Table(QTableView):
    """A table of rows that can be walked by keyboard; `opened` and `asked` give the row of Enter or a letter key."""

    opened = Signal(int)
    asked = Signal(str, int)

    def __init__(self, name: str, letters: str = "") -> None:
        super().__init__()
        self._letters = letters
        self.setAccessibleName(name)
        self.setItemDelegate(CellPainter(self))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(look().size("row"))
        self.verticalHeader().setMinimumSectionSize(look().size("row"))
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        header = self.horizontalHeader()
        header.setFixedHeight(look().px(32))
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setMinimumSectionSize(look().px(48))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def lay_out(self, widths: tuple[int, ...]) -> None:
        """Column widths at 100 % text; 0 marks the column that takes what room is left."""
        header = self.horizontalHeader()
        for column, width in enumerate(widths):
            stretches = width == 0
            header.setSectionResizeMode(
                column, QHeaderView.ResizeMode.Stretch if stretches else QHeaderView.ResizeMode.Interactive
            )
            if not stretches:
                wide = look().px(width * (WIDER if look().right_to_left else 1))
                self.setColumnWidth(column, max(wide, self._head(column)))

    def _head(self, column: int) -> int:
        """How wide a column has to be for its heading."""
        model = self.model()
        words = model.headerData(column, Qt.Orientation.Horizontal) if model is not None else None
        metrics = QFontMetricsF(look().font("caption", 600))
        return round(metrics.horizontalAdvance(str(words))) + look().px(20) if words else 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; a letter of this list asks for its command; Home and End go to the first and last row."""
        row = self.currentIndex().row()
        typed = event.text().lower()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and row >= 0:
            self.opened.emit(row)
        elif plain and typed and typed in self._letters:
            self.asked.emit(typed, row)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and plain and self.model().rowCount():
            self.selectRow(0 if event.key() == Qt.Key.Key_Home else self.model().rowCount() - 1)
        else:
            super().keyPressEvent(event)

    def first_visible_row(self) -> int:
        return max(0, self.rowAt(QPoint(0, 1).y()))


def _icon(painter: QPainter, room: QRectF, name: str, ink: str, size: int) -> QRectF:
    worn = look()
    side, beside = worn.px(size), worn.px(size + 6)
    left = room.right() - side if worn.right_to_left else room.left()
    painter.drawPixmap(int(left), int(room.center().y() - side / 2), picture(name, ink, size))
    return room.adjusted(0, 0, -beside, 0) if worn.right_to_left else room.adjusted(beside, 0, 0, 0)


def _elided(cell: Cell, metrics: QFontMetricsF, width: float) -> str:
    if cell.reference:
        return reference(metrics.elidedText(cell.text, Qt.TextElideMode.ElideMiddle, width))
    return isolated(_cut(cell, metrics, width))


def _cut(cell: Cell, metrics: QFontMetricsF, width: float) -> str:
    last = max((end for _start, end in cell.hits), default=0)
    in_sight = metrics.horizontalAdvance(cell.text[: last + 1]) <= width
    mode = Qt.TextElideMode.ElideRight if in_sight else Qt.TextElideMode.ElideLeft
    return metrics.elidedText(cell.text, mode, width)


def _mark_hits(painter: QPainter, room: QRectF, cell: Cell, line: str, metrics: QFontMetricsF) -> None:
    worn = look()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(worn.colour("mark_bg"))
    for start, end in cell.hits:
        at = line.find(cell.text[start:end])
        if at < 0:
            continue
        before, width = metrics.horizontalAdvance(line[:at]), metrics.horizontalAdvance(cell.text[start:end])
        whole = metrics.horizontalAdvance(line)
        begin = room.right() - whole if worn.right_to_left else room.left()
        left = begin + whole - before - width if reads_right_to_left(cell.text) else begin + before
        painter.drawRoundedRect(QRectF(left - 2, room.center().y() - worn.px(10), width + 4, worn.px(20)), 3, 3)


def _tick_box(painter: QPainter, box: QRectF, on: bool) -> None:
    worn = look()
    side = worn.px(18)
    square = QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side)
    painter.setPen(worn.colour("accent" if on else "edge"))
    painter.setBrush(worn.colour("accent" if on else "surface"))
    painter.drawRoundedRect(square, worn.px(4), worn.px(4))
    if on:
        inset = worn.px(2)
        painter.drawPixmap(int(square.left()) + inset, int(square.top()) + inset, picture("check", "on_accent", 14))


def _grey_bar(painter: QPainter, box: QRectF) -> None:
    worn = look()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(worn.colour("sunken"))
    width = box.width() * 0.6
    left = box.right() - width - worn.px(8) if worn.right_to_left else box.left() + worn.px(8)
    painter.drawRoundedRect(QRectF(left, box.center().y() - worn.px(5), width, worn.px(10)), 4, 4)
