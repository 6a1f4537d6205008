"""The timeline draws doubt as doubt: never a point for what nobody said to the day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from fieldcase.desktop.case.marks import Drawn, Lane, Shape, drawn
from fieldcase.desktop.case.scale import Scale, rows_for, shown_span
from fieldcase.desktop.case.timeline import Timeline
from fieldcase.model.dates.edtf import Edtf
from tests.unit.desktop.samples import TODAY


def mark(lane: str, kind: str, when: str) -> Drawn:
    made = drawn(lane, kind, kind, kind, Edtf.parse(when), TODAY)
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("when", "shape"),
    [
        ("2026-03-05", Shape.POINT),
        ("2026-03-05/2026-03-09", Shape.BETWEEN),
        ("2026-03", Shape.BETWEEN),
        ("2026-03~", Shape.ABOUT),
        ("2026-02-11~/2026-02-20~", Shape.ABOUT),
        ("2026-03-05?", Shape.ABOUT),
        ("2026-03-28/..", Shape.OPEN),
        ("../2026-03-28", Shape.ABOUT),
    ],
)
def test_a_date_is_drawn_with_the_doubt_it_has(when: str, shape: Shape) -> None:
    assert mark("acts", "act", when).shape is shape


def test_what_goes_on_reaches_past_today() -> None:
    assert mark("acts", "act", "2026-03-28/..").end > TODAY


def test_letters_are_squares_and_what_is_due_a_diamond() -> None:
    assert mark("letters", "letter", "2026-03-12").shape is Shape.SQUARE
    assert mark("letters", "due", "2026-04-13").shape is Shape.DUE
    assert mark("letters", "draft", "2026-05-04").shape is Shape.DRAFT
    assert mark("risk", "high", "2026-03-05/2026-04-01").shape is Shape.BAND


def test_the_span_holds_every_date_and_today_with_room_around() -> None:
    first, last = shown_span([Edtf.parse("2026-01-27"), Edtf.parse("2026-03-28/..")], TODAY)
    assert first < date(2026, 1, 27)
    assert last > TODAY
    assert shown_span([], TODAY)[0] < TODAY < shown_span([], TODAY)[1]


def test_days_lie_in_order_and_are_mirrored_from_right_to_left() -> None:
    usual = Scale(date(2026, 1, 1), date(2026, 12, 31), 100, 500)
    mirrored = Scale(date(2026, 1, 1), date(2026, 12, 31), 100, 500, mirrored=True)
    days = [date(2026, 1, 1) + timedelta(days=30 * step) for step in range(12)]
    assert [usual.x(day) for day in days] == sorted(usual.x(day) for day in days)
    for day in days:
        assert usual.x(day) + mirrored.x(day) == pytest.approx(700)


@pytest.mark.parametrize(("days", "kind"), [(120, "month"), (900, "quarter"), (4000, "year")])
def test_ticks_are_as_coarse_as_the_span_is_long(days: int, kind: str) -> None:
    scale = Scale(date(2020, 1, 1), date(2020, 1, 1) + timedelta(days=days), 0, 600)
    ticks = scale.ticks()
    assert {each for _day, each in ticks} == {kind}
    assert 3 <= len(ticks) <= 18


def test_marks_that_would_collide_stand_in_rows_of_their_own() -> None:
    assert rows_for([(0, 10), (5, 15), (10, 20), (12, 22)], most=3) == [0, 1, 0, 2]
    assert rows_for([(0, 10), (0, 10), (0, 10)], most=2) == [0, 1, -1]


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
