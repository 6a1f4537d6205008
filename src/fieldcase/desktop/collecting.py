"""Circles of objects are collected in the window's thread alone.

Python collects circles in whichever thread happens to reach its threshold. A part of the window that stands in a
circle would be destroyed in the worker's thread then, and Qt allows its parts to be destroyed in their own only: the
program ends with a segmentation fault, or hangs. So while a worker is at work nothing is collected by itself, and a
timer of the window collects what has become due (ADR 0030).
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 1000
"""Milliseconds between two looks at what has become due."""


class Collector(QObject):
    """Collects in the thread it lives in, from `begin` to `end`. Several may be at work in one process."""

    _at_work = 0
    _usual = True

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.collect)

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
        """The oldest generation whose turn it is, as Python itself would choose it."""
        due = [count > most > 0 for count, most in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if any(due):
            gc.collect(max(generation for generation, yes in enumerate(due) if yes))
