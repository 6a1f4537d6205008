"""Circles of objects are collected in the window's thread alone.

Python collects circles in whichever thread happens to reach its threshold. A part of the window that stands in a
circle would be destroyed in the worker's thread then, and Qt allows its parts to be destroyed in their own only: the
program ends with a segmentation fault, or hangs. So while a worker is at work nothing is collected by itself, and a
timer of the window collects what has become due: new objects often, so that each round is short, and everything when
nobody touched anything for a moment (ADR 0025).
"""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QWindow

EVERY = 100
"""Milliseconds between two looks at what has become due."""
QUIET = 2.0
"""Seconds without a key or the pointer before everything is collected."""
AT_LAST = 60
"""So many rounds of the middle generation after which everything is collected although somebody is at work."""
LONG = 0.02
"""Seconds of a full round after which what it found in use is not looked at again."""
OLDEST = 2
_TOUCHES = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel)


class Collector(QObject):
    """Collects in the thread it lives in, from `begin` to `end`. Several may be at work in one process."""

    _at_work = 0
    _usual = True

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.collect)
        self._touched = 0.0
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._watch)

    def begin(self) -> None:
        """From now on nothing is collected by itself in this process. Threads: the window's, like all of this."""
        if self._timer.isActive():
            return
        if not Collector._at_work:
            Collector._usual = gc.isenabled()
        Collector._at_work += 1
        gc.disable()
        self._timer.start()

    def end(self) -> None:
        """The worker has ended; when it was the last, Python collects by itself again."""
        if not self._timer.isActive():
            return
        self._timer.stop()
        Collector._at_work -= 1
        if not Collector._at_work and Collector._usual:
            gc.enable()

    def collect(self) -> None:
        """The oldest generation whose turn it is, as Python itself would choose it; the oldest of all waits until
        nobody is at work."""
        counts = gc.get_count()
        due = [count > most > 0 for count, most in zip(counts, gc.get_threshold(), strict=True)]
        if not any(due):
            return
        generation = max(generation for generation, yes in enumerate(due) if yes)
        if generation == OLDEST and counts[OLDEST] <= AT_LAST and time.monotonic() - self._touched < QUIET:
            generation = 1 if due[1] else 0
        begin = time.perf_counter()
        gc.collect(generation)
        if generation == OLDEST and time.perf_counter() - begin > LONG:
            gc.freeze()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note that somebody is at work."""
        if event.type() in _TOUCHES:
            self._touched = time.monotonic()
        return False

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)
