"""Rubbish is collected in the window's thread, and people's work is not held up for it."""

from __future__ import annotations

import gc
import sys
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from fieldcase.desktop import tidying
from fieldcase.desktop.tidying import AT_LAST, ROUNDS, SWITCH, YOUNG, Tidying


class Ring:
    """Something that only a round of the collector takes away."""

    def __init__(self) -> None:
        self.itself = self


def dropped() -> weakref.ref[Ring]:
    return weakref.ref(Ring())


@pytest.fixture
def tidying_here(qapp: QApplication) -> Iterator[Tidying]:
    owner = QObject()
    before = sys.getswitchinterval()
    made = Tidying(owner)
    made._timer.stop()
    yield made
    sys.setswitchinterval(before)
    gc.enable()


def fill(rounds: int) -> None:
    """So many short rounds behind us."""
    for _round in range(rounds):
        gc.collect(0)


def test_no_round_is_made_by_itself_while_the_window_is_there(tidying_here: Tidying) -> None:
    assert not gc.isenabled()
    assert sys.getswitchinterval() == pytest.approx(SWITCH)


def test_the_usual_rounds_are_back_in_the_turn_after_it_is_gone(qapp: QApplication) -> None:
    before = sys.getswitchinterval()
    owner = QObject()
    Tidying(owner)
    del owner
    assert not gc.isenabled()
    qapp.processEvents()
    assert gc.isenabled()
    sys.setswitchinterval(before)


def test_short_rounds_take_new_rubbish_away_while_somebody_types(tidying_here: Tidying) -> None:
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
    gc.collect()
    tidying_here.eventFilter(tidying_here, key)
    gone = dropped()
    kept = [[] for _one in range(YOUNG + 1)]
    tidying_here.look()
    assert gone() is None
    assert kept


def test_a_full_round_waits_until_nobody_types_but_not_for_ever(
    tidying_here: Tidying, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
    gc.collect()
    old = Ring()
    gone = weakref.ref(old)
    gc.collect(1)
    del old
    tidying_here.eventFilter(tidying_here, key)
    tidying_here.look()
    assert gone() is not None
    monkeypatch.setattr(tidying, "QUIET", -1.0)
    tidying_here.look()
    assert gone() is None
    monkeypatch.setattr(tidying, "QUIET", 1000.0)
    again = Ring()
    gone = weakref.ref(again)
    gc.collect(1)
    del again
    for _round in range(AT_LAST + 1):
        gc.collect(1)
    tidying_here.look()
    assert gone() is None


def test_a_longer_round_follows_many_short_ones(tidying_here: Tidying, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tidying, "QUIET", 1000.0)
    gc.collect()
    middle = Ring()
    gone = weakref.ref(middle)
    gc.collect(0)
    del middle
    fill(ROUNDS + 1)
    tidying_here.look()
    assert gone() is None
