"""A notice at the bottom, at the leading side: what was done, with Undo. It stays while it is looked at.

One at a time: a new one takes the place of the old, which loses nothing, for everything stands in the history.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QWidget

from fieldcase.desktop.parts.arrange import row
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.label import Keycap, Label, Picture
from fieldcase.desktop.theme.look import look
from fieldcase.model.words import _

ICONS = {"done": "circle-check", "note": "info", "refused": "octagon-alert"}
"""What a notice is: something was done, something is only told, or the office refused something."""


class Toast(QFrame):
    """Lies over its parent. `undo` (may be None) is called at most once."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setProperty("kind", "toast")
        self.kind = "done"
        self._picture = Picture(ICONS["done"], "on_tooltip")
        self._words = Label("", ink="on_tooltip")
        self._button = Button(_("Undo"), "toast", small=True)
        self._button.clicked.connect(self.take_back)
        self._key = Keycap("Ctrl+Z")
        self.setLayout(
            row(
                self._picture,
                (self._words, 1),
                self._button,
                self._key,
                gap=10,
                margins=(12, 6, 8, 6),
            )
        )
        self._undo: Callable[[], object] | None = None
        self._going = QTimer(self)
        self._going.setSingleShot(True)
        self._going.timeout.connect(self._go)
        self.hide()

    def say(self, sentence: str, undo: Callable[[], object] | None = None, kind: str = "done") -> None:
        """Show a sentence for eight seconds, with Undo where there is one; `kind` is one of `ICONS`."""
        self._undo, self.kind = undo, kind
        self._picture.show_icon(ICONS[kind], "on_tooltip")
        self._words.setText(sentence)
        self._button.setVisible(undo is not None)
        self._key.setVisible(undo is not None)
        self.setAccessibleName(sentence)
        self.setMinimumWidth(look().px(320))
        self.adjustSize()
        self.place()
        self.show()
        self.raise_()
        self._going.start(look().duration("toast"))

    def take_back(self) -> None:
        """Undo what the notice speaks of; without one, nothing happens."""
        undo, self._undo = self._undo, None
        self.hide()
        if undo is not None:
            undo()

    def place(self) -> None:
        """Stand at the bottom, leading side, above the status line."""
        room = self._over.rect()
        inset = look().gap(5)
        left = room.width() - self.width() - inset if look().right_to_left else inset
        self.move(left, room.height() - self.height() - look().size("status") - look().gap(4))

    def enterEvent(self, event: QEnterEvent) -> None:
        """Under the pointer it stays."""
        self._going.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Left alone it goes."""
        self._going.start(look().duration("toast"))

    def _go(self) -> None:
        if self._button.hasFocus():
            self._going.start(look().duration("toast"))
        else:
            self.hide()
