"""Rubbish in memory is collected in the window's thread, in moments, and never by the worker.

Python collects cycles of objects in whatever thread happens to make the next object. In the worker that would end parts
of the window in a thread that may not touch them, and with a register of fifty thousand people in memory each full
round would stop both threads for a tenth of a second. So the automatic rounds are off while the window is there, and a
timer makes them: the short ones often, the full one when nobody touched anything for a moment.
"""

from __future__ import annotations

import gc
import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QWindow

EVERY = 500
"""Milliseconds between two looks."""
YOUNG = 1000
"""So many new objects are worth a short round."""
ROUNDS = 10
"""So many short rounds are worth a longer one."""
QUIET = 2.0
"""Seconds without a key or the pointer before a full round; after `AT_LAST` longer rounds it is made all the same."""
AT_LAST = 60
LONG = 0.02
"""A full round that took so many seconds: what it found in use is not looked at again."""
SWITCH = 0.0005
"""Seconds after which the worker lets the window have its turn; Python's own five milliseconds, at each of a hundred
cells to paint, would be half a second."""


class Tidying(QObject):
    """Takes the collecting over, until it is gone. Threads: the window's."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._touched = time.monotonic()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(EVERY)
        sys.setswitchinterval(SWITCH)
        gc.disable()
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.connect(self._watch)
        self.destroyed.connect(_hand_back)

    def look(self) -> None:
        """One round, as far as it is due."""
        young, middle, old = gc.get_count()
        quiet = time.monotonic() - self._touched > QUIET
        if old > AT_LAST or (quiet and old > 0):
            begin = time.perf_counter()
            gc.collect()
            if time.perf_counter() - begin > LONG:
                gc.freeze()
        elif middle > ROUNDS:
            gc.collect(1)
        elif young > YOUNG:
            gc.collect(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note that somebody is at work."""
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel):
            self._touched = time.monotonic()
        return False

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)


def _hand_back() -> None:
    """Let Python collect by itself again, in the next turn of the event loop: a round in the middle of ending objects
    would end others, and wait for a lock of Qt's that is held already."""
    QTimer.singleShot(0, gc.enable)
