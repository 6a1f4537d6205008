"""The date that is stored."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldcase.model.dates import BadDate, Doubt, Edtf, Hemisphere, Moment, Precision
from fieldcase.model.dates.edtf import (
    between,
    certainly_before,
    day_moment,
    days_in,
    month_moment,
    overlaps,
    possibly_before,
    season_of,
)

YEARS = st.integers(1, 9999)
DOUBTS = st.sampled_from(list(Doubt))


@st.composite
def moments(draw: st.DrawFn) -> Moment:
    year, doubt = draw(YEARS), draw(DOUBTS)
    precision = draw(st.sampled_from(list(Precision)))
    if precision in (Precision.YEAR, Precision.SOME_MONTH, Precision.SOME_DAY):
        return Moment(year=year, precision=precision, doubt=doubt)
    if precision in (Precision.CENTURY, Precision.DECADE):
        step = 100 if precision is Precision.CENTURY else 10
        return Moment(year=year // step * step, precision=precision, doubt=doubt)
    month = draw(st.integers(1, 12))
    day = draw(st.integers(1, days_in(year, month))) if precision is Precision.DAY else 0
    return Moment(year=year, month=month, day=day, precision=precision, doubt=doubt)


@st.composite
def dates(draw: st.DrawFn) -> Edtf:
    start = draw(moments())
    kind = draw(st.sampled_from(["single", "period", "to", "from"]))
    if kind == "single":
        return Edtf(start=start)
    if kind == "to":
        return between(None, start)
    if kind == "from":
        return between(start, None)
    end = draw(moments())
    first, last = sorted((start, end), key=lambda moment: (moment.earliest, moment.latest))
    return between(first, last)


@given(dates())
def test_what_is_written_is_read_back_the_same(value: Edtf) -> None:
    assert Edtf.parse(str(value)) == value
    assert str(Edtf.parse(str(value))) == str(value)


@given(dates())
def test_the_first_day_never_lies_after_the_last(value: Edtf) -> None:
    first, last = value.bounds
    assert first <= last
    assert value.earliest in (first, None)
    assert value.latest in (last, None)
    assert value.sort_key == (first, last)


@given(dates(), dates())
def test_overlap_is_mutual_and_excludes_certainly_before(a: Edtf, b: Edtf) -> None:
    assert overlaps(a, b) == overlaps(b, a)
    assert overlaps(a, b) != (certainly_before(a, b) or certainly_before(b, a))
    if certainly_before(a, b):
        assert possibly_before(a, b)
        assert not possibly_before(b, a)


@given(dates(), DOUBTS, DOUBTS)
def test_doubt_adds_up_and_is_never_taken_away(value: Edtf, one: Doubt, two: Doubt) -> None:
    assert value.doubted(one).doubted(two) == value.doubted(two).doubted(one)
    assert value.doubted(one).doubted(one) == value.doubted(one)
    assert not value.doubted(Doubt.BOTH).exact
    assert value.doubted(one).bounds == value.bounds


@given(st.text(max_size=30))
def test_a_text_is_read_or_refused_never_a_crash(text: str) -> None:
    try:
        value = Edtf.parse(text)
    except BadDate:
        return
    assert str(value) == text


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("202X", date(2020, 1, 1), date(2029, 12, 31)),
        ("20XX~", date(2000, 1, 1), date(2099, 12, 31)),
        ("00XX", date(1, 1, 1), date(99, 12, 31)),
        ("2025-XX", date(2025, 1, 1), date(2025, 12, 31)),
        ("2025-XX-XX?", date(2025, 1, 1), date(2025, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-02-XX", date(2025, 2, 1), date(2025, 2, 28)),
        ("2025-03-12%", date(2025, 3, 12), date(2025, 3, 12)),
        ("2025-03/2025-03-02", date(2025, 3, 1), date(2025, 3, 2)),
        ("2025-01-01~/2025-01-10~", date(2025, 1, 1), date(2025, 1, 10)),
        ("2023/..", date(2023, 1, 1), None),
        ("../2025-02?", None, date(2025, 2, 28)),
    ],
)
def test_bounds_are_the_days_of_the_calendar(text: str, earliest: date | None, latest: date | None) -> None:
    value = Edtf.parse(text)
    assert (value.earliest, value.latest) == (earliest, latest)
    assert str(value) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        " 2025",
        "2025-13",
        "2025-00",
        "2025-02-30",
        "2025-02-00",
        "0000",
        "0000-21",
        "25",
        "2025-3",
        "XXXX",
        "2X25",
        "2025-03-12T10:00",
        "2025/2024",
        "2025/2026/2027",
        "../..",
        "2025/",
        "/2025",
        "2025-21",
        "2025??",
        "٢٠٢٥",
        "2025-X1",
    ],
)
def test_what_is_no_stored_date_is_refused_with_a_way_out(text: str) -> None:
    with pytest.raises(BadDate) as refused:
        Edtf.parse(text)
    assert "2025-03-12" in refused.value.way_out


@pytest.mark.parametrize(
    ("text", "hemisphere", "months"),
    [
        ("2025-21", Hemisphere.NORTH, "2025-03/2025-05"),
        ("2025-22~", Hemisphere.NORTH, "2025-06~/2025-08~"),
        ("2025-23", Hemisphere.SOUTH, "2025-03/2025-05"),
        ("2025-24", Hemisphere.NORTH, "2025-12/2026-02"),
        ("2025-22", Hemisphere.SOUTH, "2025-12/2026-02"),
        ("2024-22/2025-24", Hemisphere.NORTH, "2024-06/2026-02"),
    ],
)
def test_seasons_are_read_as_three_months_where_the_hemisphere_is_known(
    text: str, hemisphere: Hemisphere, months: str
) -> None:
    assert str(Edtf.parse(text, hemisphere)) == months


def test_a_single_undoubted_day_is_exact_and_nothing_else_is() -> None:
    assert Edtf.day(date(2025, 3, 12)).exact
    assert not Edtf.day(date(2025, 3, 12), Doubt.UNCERTAIN).exact
    assert not Edtf.parse("2025-03").exact
    assert not Edtf.parse("2025-03-12/2025-03-12").exact


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(BadDate):
        between(day_moment(date(2025, 3, 12)), day_moment(date(2025, 3, 11)))


def test_months_run_into_the_next_year_but_not_out_of_the_calendar() -> None:
    assert str(month_moment(2024, 14)) == "2025-02"
    with pytest.raises(BadDate):
        month_moment(9999, 13)
    with pytest.raises(BadDate):
        season_of(9999, 24, Hemisphere.NORTH)


def test_an_act_within_the_month_of_the_cooperation_is_possibly_before_it() -> None:
    act, cooperation = Edtf.parse("2025-03?"), Edtf.parse("2025-03-20")
    assert possibly_before(act, cooperation)
    assert not certainly_before(act, cooperation)
    assert overlaps(act, cooperation)
