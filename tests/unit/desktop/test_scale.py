"""Where days stand and how doubt is drawn, before anything is painted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from fieldcase.desktop.case.marks import Drawn, Shape, drawn
from fieldcase.desktop.case.scale import Scale, rows_for, shown_span
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
