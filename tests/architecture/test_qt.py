"""Qt as pinned: 6.12.0 gives one reference to True back too many at every signal and ends in an abort."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal


class Bell(QObject):
    rung = Signal(bool)


def test_a_hundred_signals_leave_the_references_to_true_alone() -> None:
    bell, heard = Bell(), []
    bell.rung.connect(lambda yes: heard.append(1 if yes else 0))
    bell.rung.emit(True)
    before = sys.getrefcount(True)
    for _ in range(100):
        bell.rung.emit(True)
    assert len(heard) == 101
    assert abs(sys.getrefcount(True) - before) < 10
