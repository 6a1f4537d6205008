"""Tabs of a page: words with, where something blocks or needs a look, its icon. Arrow keys move between them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from fieldcase.desktop.parts.arrange import row
from fieldcase.desktop.parts.flow import wrapping
from fieldcase.desktop.parts.label import isolated, named
from fieldcase.desktop.theme.icons import picture
from fieldcase.desktop.theme.look import look

MARKS = {"blocked": ("circle-x", "danger"), "check": ("triangle-alert", "warn"), "": ("", "")}


class Tab(QAbstractButton):
    """One tab; the current one is underlined in blue."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words, self._mark = words, ""
        self.setCheckable(True)
        self.setFixedHeight(look().px(38))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(words)

    def mark(self, mark: str, said: str = "") -> None:
        """Put an icon beside the words (`blocked`, `check` or none) and say what it means."""
        self._mark = mark
        named(self, f"{self._words}, {said}" if said else self._words)
        self.updateGeometry()
        self.update()

    def say(self, words: str) -> None:
        """Change its words, where a count stands in them."""
        self._words = words
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        worn = look()
        width = QFontMetrics(worn.font("body", 600)).horizontalAdvance(self._words) + worn.px(4)
        return QSize(max(width + (worn.px(20) if self._mark else 0), worn.size("target_min")), worn.px(38))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go to the tabs beside, as they stand on the screen."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        group = self.group()
        if event.key() not in steps or group is None:
            super().keyPressEvent(event)
            return
        step = steps[Qt.Key(event.key())] * (-1 if look().right_to_left else 1)
        buttons = group.buttons()
        beside = buttons[(buttons.index(self) + step) % len(buttons)]
        beside.setFocus(Qt.FocusReason.TabFocusReason)
        beside.click()

    def paintEvent(self, event: QPaintEvent) -> None:
        worn, painter = look(), QPainter(self)
        on = self.isChecked()
        painter.setFont(worn.font("body", 600 if on else 500))
        painter.setPen(worn.colour("ink" if on or self.underMouse() else "ink2"))
        inset = worn.px(20) if self._mark else 0
        room = QRectF(self.rect()).adjusted(inset if worn.right_to_left else 0, 0, 0, -3)
        if not worn.right_to_left:
            room.setWidth(self.width() - inset)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, isolated(self._words))
        name, ink = MARKS[self._mark]
        if name:
            left = 0 if worn.right_to_left else self.width() - worn.px(15)
            painter.drawPixmap(left, (self.height() - 3 - worn.px(14)) // 2, picture(name, ink, 14))
        if on:
            painter.fillRect(QRectF(0, self.height() - 3, self.width(), 3), worn.colour("accent"))


class Tabs(QWidget):
    """A row of tabs; `chosen` gives the place of the one a person chose."""

    chosen = Signal(int)

    def __init__(self, words: Sequence[str], name: str) -> None:
        super().__init__()
        self.tabs = [Tab(one) for one in words]
        self._group = QButtonGroup(self)
        for place, tab in enumerate(self.tabs):
            self._group.addButton(tab, place)
        self._group.idClicked.connect(self.chosen)
        self.setLayout(wrapping(*self.tabs, gap=22) if look().large else row(*self.tabs, ..., gap=22))
        self.setAccessibleName(name)
        self.tabs[0].setChecked(True)

    @property
    def current(self) -> int:
        return self._group.checkedId()

    def mark_current(self, place: int) -> None:
        """Show which tab is on, without anybody having chosen it; -1 shows none."""
        self._group.setExclusive(False)
        for at, tab in enumerate(self.tabs):
            tab.setChecked(at == place)
        self._group.setExclusive(True)

    def choose(self, place: int) -> None:
        """Go to a tab as if it had been clicked."""
        if 0 <= place < len(self.tabs):
            self.tabs[place].click()
