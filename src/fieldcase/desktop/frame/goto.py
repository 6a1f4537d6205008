"""Go to or do anything by typing (Ctrl+K): commands with their keys, cases by number and title, people by code."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from fieldcase.desktop.frame.palette import Target, offered
from fieldcase.desktop.parts.arrange import column, row, rule
from fieldcase.desktop.parts.label import Keycap, Label, Picture, reference
from fieldcase.desktop.parts.table import Index
from fieldcase.desktop.theme.icons import picture
from fieldcase.desktop.theme.look import look
from fieldcase.model.words import _

TARGET = Qt.ItemDataRole.UserRole
Fetch = Callable[[str, Callable[[Sequence[Target]], object]], object]


class Shade(QWidget):
    """Darkens the window behind the palette."""

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), look().colour("ink" if look().theme == "light" else "canvas", 110))


class GoTo(QDialog):
    """`chosen` gives the `Target` that was chosen."""

    chosen = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        fetch: Fetch,
        recent: Sequence[Target] = (),
        not_now: Mapping[str, str] | None = None,
        stopped: Sequence[Target] = (),
    ) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Go to"))
        self._fetch, self._recent, self._not_now, self._stopped = fetch, recent, dict(not_now or {}), stopped
        self._found: list[Target] = []
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(_("A place, a command, a case number, the code of a person…"))
        self.edit.setAccessibleName(_("Go to"))
        self.edit.installEventFilter(self)
        self.edit.textEdited.connect(self._ask)
        self.list = QListWidget()
        self.list.setAccessibleName(_("What fits"))
        self.list.setItemDelegate(TargetPainter(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._choose)
        caps = (part for keys, words in self._hints() for part in (Keycap(keys), Label(words, "caption"), 4))
        foot = row(*caps, ..., Label(_("Names are never listed here"), "caption"), gap=6, margins=(8, 4))
        top = row(Picture("corner-down-right", "ink2"), (self.edit, 1), gap=8)
        self.setLayout(column(top, rule(), (self.list, 1), rule(), foot, gap=6, margins=12))
        self._place(parent)
        self._show()

    def _hints(self) -> tuple[tuple[str, str], ...]:
        return (("↑ ↓", _("choose")), ("Enter", _("go")), ("Esc", _("back")))

    def _place(self, parent: QWidget) -> None:
        """In the middle, below the top bar, over a window that is darkened."""
        room = parent.rect()
        size = QSize(min(look().px(638), room.width() - 40), min(look().px(400), room.height() - 80))
        self.setFixedSize(size)
        self.move(parent.mapToGlobal(QPoint((room.width() - size.width()) // 2, min(look().px(84), 84))))
        shade = Shade(parent)
        shade.setGeometry(room)
        shade.show()
        self.finished.connect(shade.deleteLater)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, down and Enter act on the list while the words are typed."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self._step(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(self.list.currentItem())
                return True
        return False

    def _step(self, step: int) -> None:
        """To the next thing that can be chosen; headings and what cannot be done now are passed over."""
        at = self.list.currentRow() + step
        while 0 <= at < self.list.count():
            if self.list.item(at).flags() & Qt.ItemFlag.ItemIsSelectable:
                self.list.setCurrentRow(at)
                return
            at += step

    def _ask(self, words: str) -> None:
        self._found = [] if len(words.strip()) < 2 else self._found
        self._show()
        if len(words.strip()) > 1:
            self._fetch(words.strip(), self._take)

    def _take(self, found: Sequence[Target]) -> None:
        self._found = list(found)
        self._show()

    def _show(self) -> None:
        self.list.clear()
        for section in offered(self.edit.text(), self._found, self._recent, self._not_now, self._stopped):
            heading = QListWidgetItem(section.heading, self.list)
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
            for target in section.targets:
                said = ", ".join(part for part in (target.words, target.beside, target.keys) if part)
                item = QListWidgetItem(said, self.list)
                item.setData(TARGET, target)
                if not section.now:
                    item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self.list.setCurrentRow(-1)
        self._step(1)

    def _choose(self, item: QListWidgetItem | None) -> None:
        target = item.data(TARGET) if item is not None else None
        if isinstance(target, Target) and target.name:
            self.accept()
            self.chosen.emit(target)


class TargetPainter(QStyledItemDelegate):
    """A row of the palette: icon, words, what stands beside them, the keys at the end; headings small and bold."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        heading = not isinstance(index.data(TARGET), Target)
        return QSize(look().px(100), look().px(26 if heading else 36))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground of the chosen row, then what the target says."""
        worn, target = look(), index.data(TARGET)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        if not isinstance(target, Target):
            room = box.adjusted(worn.px(8), 0, -worn.px(8), 0)
            self._write(painter, room, str(index.data()), "caption", 600, "ink2")
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            if chosen:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(worn.colour("accent_soft"))
                painter.drawRoundedRect(box, worn.px(6), worn.px(6))
            self._target(painter, box.adjusted(worn.px(8), 0, -worn.px(8), 0), target, chosen)
        painter.restore()

    def _target(self, painter: QPainter, room: QRectF, target: Target, chosen: bool) -> None:
        worn, side = look(), look().px(16)
        left = room.right() - side if worn.right_to_left else room.left()
        drawn = picture(target.icon or "corner-down-right", "ink2", 16)
        painter.drawPixmap(int(left), int(room.center().y() - side / 2), drawn)
        room = _after(room, worn.px(26))
        keys = reference(target.keys)
        if keys:
            wide = QFontMetricsF(worn.font("caption")).horizontalAdvance(keys) + worn.px(4)
            at = QRectF(room.left() if worn.right_to_left else room.right() - wide, room.top(), wide, room.height())
            self._write(painter, at, keys, "caption", 400, "ink2")
            room = room.adjusted(wide if worn.right_to_left else 0, 0, 0 if worn.right_to_left else -wide, 0)
        weight = 600 if chosen else 400
        wide = self._write(painter, room, target.words, "body", weight, "ink" if target.name else "ink2")
        if target.beside:
            self._write(painter, _after(room, wide + worn.px(12)), target.beside, "caption", 400, "ink2")

    def _write(self, painter: QPainter, room: QRectF, words: str, kind: str, weight: int, ink: str) -> float:
        worn = look()
        font = worn.font(kind, weight)
        metrics = QFontMetricsF(font)
        line = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0.0, room.width()))
        painter.setFont(font)
        painter.setPen(worn.colour(ink))
        side = Qt.AlignmentFlag.AlignRight if worn.right_to_left else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | side | Qt.AlignmentFlag.AlignAbsolute), line)
        return metrics.horizontalAdvance(line)


def _after(room: QRectF, wide: float) -> QRectF:
    """What is left of the room behind something so wide."""
    return room.adjusted(0, 0, -wide, 0) if look().right_to_left else room.adjusted(wide, 0, 0, 0)
