"""When circles are collected: not while a worker is at work, then what is due."""

from __future__ import annotations

import gc
import threading

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from fieldcase.desktop import collecting
from fieldcase.desktop.collecting import Collector


class Part:
    """Tells in which thread it ends."""

    def __init__(self, ended_in: list[int], *, circle: bool = False) -> None:
        self.ended_in, self.circle = ended_in, self if circle else None

    def __del__(self) -> None:
        self.ended_in.append(threading.get_ident())


def test_python_collects_by_itself_again_when_the_last_worker_has_ended() -> None:
    assert gc.isenabled()
    first, second = Collector(), Collector()
    first.begin()
    first.begin()
    second.begin()
    assert not gc.isenabled()
    first.end()
    first.end()
    assert not gc.isenabled()
    second.end()
    assert gc.isenabled()


def test_the_generation_that_is_due_is_collected() -> None:
    collector = Collector()
    collector.begin()
    ended_in: list[int] = []
    Part(ended_in, circle=True)
    kept = [[number] for number in range(gc.get_threshold()[0] + 1)]
    collector.collect()
    collector.end()
    assert ended_in == [threading.get_ident()]
    assert len(kept) == gc.get_threshold()[0] + 1


def test_everything_is_collected_only_when_nobody_types_or_at_last(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    collector = Collector()
    collector.begin()
    monkeypatch.setattr(collecting, "QUIET", 1000.0)
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
    assert not collector.eventFilter(collector, key)
    ended_in: list[int] = []
    gc.collect()
    old = Part(ended_in, circle=True)
    gc.collect(1)
    del old
    for _round in range(gc.get_threshold()[2] + 1):
        gc.collect(1)
    collector.collect()
    assert ended_in == []
    for _round in range(collecting.AT_LAST + 1):
        gc.collect(1)
    collector.collect()
    collector.end()
    assert len(ended_in) == 1


def test_what_is_in_use_after_a_long_round_is_not_looked_at_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    collector = Collector()
    collector.begin()
    monkeypatch.setattr(collecting, "LONG", 0.0)
    gc.collect()
    for _round in range(gc.get_threshold()[2] + 1):
        gc.collect(1)
    before = gc.get_freeze_count()
    collector.collect()
    assert gc.get_freeze_count() > before
    gc.unfreeze()
    collector.end()
