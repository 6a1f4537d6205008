"""Who may appear where, drawn: persons by uses, the persons fixed at the leading edge while the uses scroll.

“Not asked” is an empty dashed box, neither a refusal nor a yes. Enter on a cell records an answer for that person and
that use; several cells of one person are chosen with Shift and filled at once. At 200 % text one person stands at a
time, the uses in rows.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from fieldcase.desktop.case.grid import Grid, Said
from fieldcase.desktop.case.namesshown import NamesShown
from fieldcase.desktop.parts.arrange import row
from fieldcase.desktop.parts.label import isolated
from fieldcase.desktop.parts.pill import SOFT, TONES
from fieldcase.desktop.theme.icons import picture
from fieldcase.desktop.theme.look import look
from fieldcase.model.words import _

Index = QModelIndex | QPersistentModelIndex
ROW, HEADER, FIRST, NARROWEST = 56, 46, 132, 100
SAID = Qt.ItemDataRole.UserRole + 2


class People(QAbstractTableModel):
    """The grid as a table: persons in rows, or the uses of `one` person. Threads: the window's."""

    def __init__(self, grid: Grid, uses: tuple[str, ...], names: NamesShown, parent: QObject, one: str = "") -> None:
        super().__init__(parent)
        self.grid, self.uses, self.one = grid, uses, one
        self._names = names

    def rowCount(self, parent: Index | None = None) -> int:
        if parent is not None and parent.isValid():
            return 0
        return len(self.uses) if self.one else len(self.grid.people)

    def columnCount(self, parent: Index | None = None) -> int:
        if parent is not None and parent.isValid():
            return 0
        return 2 if self.one else 1 + len(self.uses)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        if self.one:
            return (_("Use"), _("Answer"))[section]
        return _("Person") if section == 0 else self.grid.use(self.uses[section - 1])

    def at(self, index: Index) -> tuple[str, str]:
        """The person and the use of a cell; the use is empty for the person itself."""
        if self.one:
            return self.one, self.uses[index.row()]
        use = self.uses[index.column() - 1] if index.column() else ""
        return self.grid.people[index.row()].id, use

    def place(self, party: str, use: str) -> QModelIndex:
        """Where that person and use stand; an invalid index where they do not."""
        rows = [one.id for one in self.grid.people]
        if use not in self.uses or party not in rows:
            return QModelIndex()
        if self.one:
            return self.index(self.uses.index(use), 1) if party == self.one else QModelIndex()
        return self.index(rows.index(party), 1 + self.uses.index(use))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Two lines a cell for the painter; the same in words for a screen reader."""
        if role not in (SAID, *_IN_WORDS):
            return None
        party, use = self.at(index)
        if index.column() == 0:
            lines = (self.grid.use(use).replace("\n", " "), "") if self.one else self._person(party)
            return lines if role == SAID else ", ".join(filter(None, lines))
        said = self.grid.said(party, use)
        if role == SAID:
            return said
        code = next(one.code for one in self.grid.people if one.id == party)
        return _("{person}, {use}: {answer}").format(
            person=code, use=self.grid.use(use).replace("\n", " "), answer=said.whole
        )

    def _person(self, party: str) -> tuple[str, str]:
        one = next(each for each in self.grid.people if each.id == party)
        name = self._names.name(party)
        return (f"{one.code}  {name}" if name else one.code), one.who


_IN_WORDS = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)


class Matrix(QWidget):
    """`asked` gives the person and the use of the cell that was opened, `focused` of the one the focus came to."""

    asked = Signal(str, str)
    focused = Signal(str, str)

    def __init__(self, grid: Grid, uses: tuple[str, ...], names: NamesShown, one: str = "") -> None:
        super().__init__()
        self.people = People(grid, uses, names, self, one)
        self.cells = _Cells(self.people, names)
        self._heads = _table(self.people, names)
        self._heads.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._heads.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        for column in range(1, self.people.columnCount()):
            self._heads.setColumnHidden(column, True)
        self._heads.setFixedWidth(look().px(FIRST))
        self._heads.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.cells.setColumnHidden(0, True)
        self._heads.clicked.connect(lambda index: self.cells.go(index.row()))
        self._heads.doubleClicked.connect(lambda index: self.asked.emit(self.people.at(index)[0], ""))
        self.cells.opened.connect(lambda index: self.asked.emit(*self.people.at(index)))
        self.cells.came.connect(lambda index: self.focused.emit(*self.people.at(index)))
        slider = look().px(14) if len(uses) > 6 and not one else 0
        height = look().px(HEADER) + self.people.rowCount() * look().px(ROW) + look().px(4)
        self._heads.setFixedHeight(height)
        self.cells.setFixedHeight(height + slider)
        holder = row(self._heads, (self.cells, 1), gap=0)
        holder.setAlignment(self._heads, Qt.AlignmentFlag.AlignTop)
        self.setLayout(holder)
        self.setFixedHeight(height + slider)
        self.setFocusProxy(self.cells)
        names.changed.connect(self._repaint)

    @property
    def current(self) -> tuple[str, str]:
        """The person and the use of the cell in focus; empty where there is none."""
        index = self.cells.currentIndex()
        return self.people.at(index) if index.isValid() else ("", "")

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """Every cell that is chosen."""
        return [self.people.at(index) for index in self.cells.selectionModel().selectedIndexes() if index.column()]

    def go(self, party: str, use: str) -> None:
        """Put the focus on that cell, else on the first that stops a letter, else on the first."""
        places = [self.people.place(party, use), *self._stopping(), self.people.index(0, 1)]
        index = next((one for one in places if one.isValid()), None)
        if index is not None:
            self.cells.setCurrentIndex(index)

    def _stopping(self) -> list[QModelIndex]:
        grid = self.people.grid
        return [
            self.people.place(one.id, use)
            for one in grid.people
            for use in self.people.uses
            if grid.stopped(one.id, use)
        ]

    def _repaint(self) -> None:
        self._heads.viewport().update()


class _Cells(QTableView):
    """The cells alone. Enter and F2 open, arrows move, Shift chooses several."""

    opened = Signal(QModelIndex)
    came = Signal(QModelIndex)

    def __init__(self, people: People, names: NamesShown) -> None:
        super().__init__()
        _dress(self, people, names)
        self.setAccessibleName(_("Who may appear where"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(self.opened)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.came.emit(self.model().index(current.row(), current.column()))

    def go(self, line: int) -> None:
        """The first cell of that row."""
        self.setCurrentIndex(self.model().index(line, 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and F2 record an answer for the cell; H is the page's."""
        if event.text().lower() == "h" and not event.modifiers():
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


def _table(people: People, names: NamesShown) -> QTableView:
    table = QTableView()
    _dress(table, people, names)
    return table


def _dress(table: QTableView, people: People, names: NamesShown) -> None:
    table.setModel(people)
    table.setAccessibleName(_("People"))
    table.setItemDelegate(_Boxes(names, table))
    table.setFrameShape(QFrame.Shape.NoFrame)
    table.setShowGrid(False)
    table.setWordWrap(True)
    table.setTabKeyNavigation(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(look().px(ROW))
    header = table.horizontalHeader()
    header.setFixedHeight(look().px(HEADER))
    header.setHighlightSections(False)
    header.setSectionsClickable(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeading)
    header.setMinimumSectionSize(look().px(NARROWEST))
    header.setSectionResizeMode(
        QHeaderView.ResizeMode.Stretch if people.columnCount() <= 7 else header.ResizeMode.Fixed
    )
    for column in range(1, people.columnCount()):
        table.setColumnWidth(column, look().px(NARROWEST + 14))


class _Boxes(QStyledItemDelegate):
    """A box for each answer, two lines of words for each person."""

    def __init__(self, names: NamesShown, table: QTableView) -> None:
        super().__init__(table)
        self._names, self._table = names, table

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(look().px(96), look().px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A filled box is a yes, a dashed one was never asked; the current one has a ring, chosen ones a thick edge."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(2, 3, -2, -3)
        if index.column() == 0:
            first, second = index.data(SAID)
            _two_lines(painter, box, first, second, "ink", strong=True, after=self._eye(index))
        else:
            said: Said = index.data(SAID)
            _frame(painter, box, said.look)
            ink = {"dashed": "ink2", "plain": "ink2"}.get(said.look) or TONES[said.look]
            inner = (
                box.adjusted(look().px(4), 0, -2, 0)
                if not look().right_to_left
                else box.adjusted(2, 0, -look().px(4), 0)
            )
            _two_lines(painter, inner, said.word, said.second, ink, icon=said.icon, blocks=bool(said.stops))
            self._ring(painter, box, index)
        painter.restore()

    def _eye(self, index: Index) -> str:
        people = index.model()
        if not isinstance(people, People) or people.one:
            return ""
        return "eye" if self._names.name(people.at(index)[0]) else "eye-off"

    def _ring(self, painter: QPainter, box: QRectF, index: Index) -> None:
        current = self._table.currentIndex() == index
        if current or self._table.selectionModel().isSelected(index):
            painter.setPen(QPen(look().colour("focus"), 2.5 if current else 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-1.5, -1.5, 1.5, 1.5) if current else box, 7, 7)


def _frame(painter: QPainter, box: QRectF, tone: str) -> None:
    worn = look()
    pen = QPen(worn.colour("edge" if tone == "dashed" else "accent" if tone == "info" else "line"), 1)
    if tone == "dashed":
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(worn.colour("surface" if tone in ("dashed", "plain") else SOFT[tone]))
    painter.drawRoundedRect(box, 6, 6)


def _two_lines(
    painter: QPainter,
    box: QRectF,
    first: str,
    second: str,
    ink: str,
    *,
    icon: str = "",
    after: str = "",
    strong: bool = False,
    blocks: bool = False,
) -> None:
    """Two lines in a box; `icon` before the first, `after` behind it; what `blocks` is red and has its icon."""
    worn = look()
    half = worn.px(18)
    top = box.center().y() - (half if second else half / 2)
    line = QRectF(box.left(), top, box.width(), half)
    below = QRectF(box.left(), top + half, box.width(), half)
    font = worn.font("strong" if strong else "caption")
    line = _icon(painter, line, icon, ink)
    width = _words(painter, line, first, font, ink)
    if after:
        gap = width + worn.px(6)
        rest = line.adjusted(0, 0, -gap, 0) if worn.right_to_left else line.adjusted(gap, 0, 0, 0)
        _icon(painter, rest, after, "warn" if after == "eye" else "ink2")
    if blocks:
        below = _icon(painter, below, "octagon-alert", "danger")
    _words(painter, below, second, worn.font("caption"), "danger" if blocks else "ink2")


def _icon(painter: QPainter, line: QRectF, name: str, ink: str) -> QRectF:
    """Draw an icon at the beginning of a line; returns what is left of the line."""
    if not name:
        return line
    worn = look()
    side = worn.px(14)
    left = line.right() - side if worn.right_to_left else line.left()
    painter.drawPixmap(int(left), int(line.center().y() - side / 2), picture(name, ink, 14))
    beside = side + worn.px(4)
    return line.adjusted(0, 0, -beside, 0) if worn.right_to_left else line.adjusted(beside, 0, 0, 0)


def _words(painter: QPainter, room: QRectF, words: str, font: Any, ink: str) -> float:
    painter.setFont(font)
    painter.setPen(look().colour(ink))
    metrics = QFontMetricsF(font)
    side = Qt.AlignmentFlag.AlignRight if look().right_to_left else Qt.AlignmentFlag.AlignLeft
    flags = int(Qt.AlignmentFlag.AlignVCenter | side | Qt.AlignmentFlag.AlignAbsolute)
    painter.drawText(room, flags, isolated(metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())))
    return metrics.horizontalAdvance(words)
