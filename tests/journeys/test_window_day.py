"""The whole main job in one journey through the real windows of two seats: once by mouse, once by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from fieldcase.desktop.theme.look import read_look, wear
from tests.day.day import Day, quick_keys
from tests.day.hands import Hand, Keys, Mouse
from tests.day.story import STEPS
from tests.laptops import Clock


@pytest.fixture(params=[Mouse, Keys], ids=["mouse", "keyboard"])
def day(
    request: pytest.FixtureRequest, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Day]:
    monkeypatch.setenv("FIELDCASE_STATE", str(tmp_path / "state"))
    quick_keys(monkeypatch.setattr)
    hand: Hand = request.param()
    begun = Day(qapp, hand, tmp_path, Clock())
    yield begun
    begun.leave()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    wear(qapp, read_look())


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_whole_day(day: Day) -> None:
    for step in STEPS:
        step(day)
        assert [str(bug) for bug in day.bugs] == [], step.__name__
