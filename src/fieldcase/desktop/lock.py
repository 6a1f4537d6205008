"""Locking: at once and everywhere. The program is replaced by a new one that shows the locked screen, so that nothing
of the open vault stays in memory.

What is typed and not saved is kept as a draft before; closing the vault has a few seconds, then it happens anyway.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QWindow
from PySide6.QtWidgets import QWidget

from fieldcase.desktop.keys import key

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


def replace_process(folder: Path | None = None) -> NoReturn:
    """Start the same program anew in the place of this one; its memory is gone with it.

    `folder` is the vault whose locked screen is shown then, where another one was opened than the program began with.
    """
    arguments = list(sys.orig_argv[1:])
    if folder is not None:
        os.environ["FIELDCASE_VAULT"] = str(folder)
        while "--vault" in arguments:
            at = arguments.index("--vault")
            del arguments[at : at + 2]
    os.execv(sys.executable, [sys.executable, *arguments])  # noqa: S606  # our own program, no shell


class IdleLock(QObject):
    """Counts the minutes in which nobody touched keys or pointer in any window of the program.

    `due` when it is time to lock, or at once when Ctrl+L is pressed, also in a dialog that blocks the window's own
    keys. It watches the windows of the system, not every widget: nothing else becomes slower for it.
    """

    due = Signal()
    left = Signal(int)

    def __init__(self, window: QWidget, minutes: int = IDLE_MINUTES) -> None:
        super().__init__(window)
        self._seconds, self._left = minutes * 60, minutes * 60
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.connect(self._watch)

    @property
    def minutes_left(self) -> int:
        return -(-self._left // 60)

    def stop(self) -> None:
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Any touch starts the count anew; the lock's own key locks."""
        if event.type() in _INPUT:
            self._left = self._seconds
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and _locks(event):
            self.due.emit()
            return True
        return False

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            self._left = self._seconds
            window.installEventFilter(self)

    def _tick(self) -> None:
        before = self.minutes_left
        self._left -= 1
        if self._left <= 0:
            self._timer.stop()
            self.due.emit()
        elif self.minutes_left != before:
            self.left.emit(self.minutes_left)


def _locks(event: QKeyEvent) -> bool:
    return QKeySequence(event.keyCombination()) == QKeySequence(key("lock").keys[0])


Lock = Callable[[], object]
"""What replaces the program; tests hand in something that only notes it."""
