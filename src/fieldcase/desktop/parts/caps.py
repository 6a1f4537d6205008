"""Notices Caps Lock: Qt does not tell whether it is on, so it is known from what a letter key gives."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent


class CapsLock(QObject):
    """Watches an editor; `turned` says when Caps Lock was found on or off."""

    turned = Signal(bool)

    def __init__(self, watched: QObject) -> None:
        super().__init__(watched)
        self.on = False
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A capital letter without Shift, or a small one with it, means that it is on."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            text = event.text()
            if event.key() == Qt.Key.Key_CapsLock:
                self.turn(not self.on)
            elif text.isalpha() and text.lower() != text.upper():
                shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.turn(text.isupper() != shift)
        return False

    def turn(self, on: bool) -> None:
        """Note that it is on or off now."""
        self.on = on
        self.turned.emit(on)
