"""Locking: at once and everywhere. The program is replaced by a new one that shows the locked screen, so that nothing
of the open vault stays in memory.

What is typed and not saved is kept as a draft before; closing the vault has a few seconds, then it happens anyway.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import NoReturn

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

IDLE_MINUTES = 10
_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


def replace_process() -> NoReturn:
    """Start the same program anew in the place of this one; its memory is gone with it."""
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606  # our own program, no shell


class IdleLock(QObject):
    """Counts the minutes in which nobody touched keys or pointer; `due` when it is time to lock."""

    due = Signal()
    left = Signal(int)

    def __init__(self, watched: QObject, minutes: int = IDLE_MINUTES, second: int = 1000) -> None:
        super().__init__(watched)
        self._seconds, self._left = minutes * 60, minutes * 60
        self._timer = QTimer(self)
        self._timer.setInterval(second)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        watched.installEventFilter(self)

    @property
    def minutes_left(self) -> int:
        return -(-self._left // 60)

    def stop(self) -> None:
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Any touch starts the count anew."""
        if event.type() in _INPUT:
            self._left = self._seconds
        return False

    def _tick(self) -> None:
        before = self.minutes_left
        self._left -= 1
        if self._left <= 0:
            self._timer.stop()
            self.due.emit()
        elif self.minutes_left != before:
            self.left.emit(self.minutes_left)


Lock = Callable[[], object]
"""What replaces the program; tests hand in something that only notes it."""
