"""The timeline draws doubt as doubt: never a point for what nobody said to the day."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from fieldcase.desktop.case.marks import Drawn, Lane, Shape, drawn
from fieldcase.desktop.case.timeline import Timeline
from fieldcase.model.dates.edtf import Edtf
from tests.unit.desktop.samples import TODAY


def mark(lane: str, kind: str, when: str) -> Drawn:
    made = drawn(lane, kind, kind, kind, Edtf.parse(when), TODAY)
    assert made is not None
    return made


@pytest.fixture
def timeline(qtbot: QtBot) -> Timeline:
    shown = Timeline()
    qtbot.addWidget(shown)
    shown.resize(800, 300)
    marks = [
        Drawn(Lane.ACTS, Shape.POINT, date(2026, 3, 5), date(2026, 3, 5), "A2", "Act A2, 5 March 2026", record="two"),
        Drawn(
            Lane.ACTS, Shape.ABOUT, date(2026, 2, 11), date(2026, 2, 20), "A1", "Act A1, about February", record="one"
        ),
    ]
    shown.show_marks(marks, (date(2026, 1, 1), date(2026, 6, 1)), TODAY)
    shown.show()
    return shown


def test_arrows_walk_the_marks_by_date_and_enter_opens(timeline: Timeline, qtbot: QtBot) -> None:
    timeline.setFocus()
    qtbot.keyClick(timeline, Qt.Key.Key_Right)
    assert timeline.accessibleDescription() == "Act A1, about February"
    qtbot.keyClick(timeline, Qt.Key.Key_Right)
    with qtbot.waitSignal(timeline.opened) as opened:
        qtbot.keyClick(timeline, Qt.Key.Key_Return)
    assert opened.args == ["two"]


def test_a_screen_reader_hears_every_mark(timeline: Timeline) -> None:
    assert timeline.accessibleName() == "Timeline"
    assert timeline.accessibleDescription() == "Act A1, about February; Act A2, 5 March 2026"


def test_a_crowded_timeline_is_drawn_without_complaint(qtbot: QtBot) -> None:
    shown = Timeline()
    qtbot.addWidget(shown)
    shown.resize(500, 300)
    marks = [mark("acts", "act", f"2026-03-{day:02}") for day in range(1, 29)]
    shown.show_marks(marks, (date(2026, 2, 1), date(2026, 4, 1)), TODAY)
    assert not shown.grab().isNull()
