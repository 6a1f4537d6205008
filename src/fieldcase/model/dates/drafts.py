"""From the words of a date to its parts, and from its parts to days.

A `Draft` is one date as far as it was said; "between 3 and 5 May 2025" makes two, the first of which takes its month
and year from the second. Used by `phrases` alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from fieldcase.model.dates import calendars
from fieldcase.model.dates.edtf import (
    Doubt,
    Edtf,
    Hemisphere,
    Moment,
    Precision,
    between,
    day_moment,
    days_in,
    month_moment,
    season_of,
)
from fieldcase.model.dates.lexicon import Lexicon


class Note(StrEnum):
    """What had to be decided or left open while reading."""

    AMBIGUOUS_ORDER = "ambiguous_order"
    ORDER_MISMATCH = "order_mismatch"
    TWO_DIGIT_YEAR = "two_digit_year"
    YEAR_COMPLETED = "year_completed"
    NO_YEAR = "no_year"
    SERIAL = "serial"
    PLANNED = "planned"
    NO_HEMISPHERE = "no_hemisphere"
    SPANS_NEW_YEAR = "spans_new_year"
    HIJRI = "hijri"
    FEAST = "feast"
    WEEKDAY_DIFFERS = "weekday_differs"
    REVERSED = "reversed"
    TIME = "time"
    WORDS_LEFT = "words_left"


class Impossible(Exception):
    """The parts name a day that no calendar has."""


@dataclass
class Draft:
    """One date while it is being read; 0, "" or None where nothing was said."""

    day: int = 0
    month: int = 0
    year: int = 0
    part: str = ""
    half: int = 0
    quarter: int = 0
    week: int = 0
    days: int = 0
    season: int = 0
    decade: bool = False
    weekday: int = -1
    hijri: int = 0
    hijri_year: int = 0
    feast: dict[str, Any] = field(default_factory=dict)
    swapped: tuple[int, int] | None = None
    quarter_pending: bool = False
    both_years: bool = False

    @property
    def empty(self) -> bool:
        return self == Draft() or replace(self, weekday=-1, quarter_pending=False) == Draft()

    @property
    def anchored(self) -> bool:
        """True when something besides a day, a part or a week says where in the year it lies."""
        return bool(self.month or self.season or self.quarter or self.half or self.hijri or self.feast)


def complete(drafts: list[Draft]) -> list[Draft]:
    """Give each date the month and year that its neighbour said for both; "winter 2024–2025" is one winter."""
    if len(drafts) == 2 and drafts[0].season and drafts[1] == Draft(year=drafts[1].year):
        if drafts[1].year == drafts[0].year + 1:
            return [replace(drafts[0], both_years=True)]
        drafts[1].season = drafts[0].season
    for one, other in [*zip(drafts[-2::-1], drafts[:0:-1], strict=True), *zip(drafts[1:], drafts, strict=False)]:
        _take(one, other)
    return drafts


def _take(one: Draft, other: Draft) -> None:
    if not one.anchored and (one.day or not one.year) and not one.decade:
        one.month, one.hijri = other.month, other.hijri
        if not one.day and not one.part and not one.week:
            one.season = other.season
    if not one.year and not one.hijri_year:
        one.year, one.hijri_year, one.decade = other.year, other.hijri_year, one.decade or other.decade


@dataclass
class Days:
    """What a draft comes to: the date, other possible readings, and what had to be decided."""

    edtf: Edtf
    others: list[Edtf] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def days(draft: Draft, words: Lexicon, hemisphere: Hemisphere | None) -> Days:
    """The days a completed draft means. Raises `Impossible` when there are none."""
    try:
        if draft.feast:
            return _feast(draft, words)
        if draft.hijri or draft.hijri_year:
            return _hijri(draft, words)
        if draft.season:
            return _season(draft, hemisphere)
        result = Days(_plain(draft))
        if draft.swapped:
            day, month = draft.swapped
            result.others.append(_plain(replace(draft, day=day, month=month)))
        if draft.weekday >= 0 and draft.day and _date(draft).weekday() != draft.weekday:
            result.notes.append(Note.WEEKDAY_DIFFERS)
        return result
    except (ValueError, OverflowError) as error:
        raise Impossible from error


def _date(draft: Draft) -> date:
    return date(draft.year, draft.month, draft.day)


def _plain(draft: Draft) -> Edtf:
    if draft.day:
        first = _date(draft)
        if draft.days:
            return between(day_moment(first), day_moment(first + timedelta(days=draft.days - 1)))
        return Edtf.day(first)
    if draft.month:
        return _month(draft)
    if draft.quarter or draft.half:
        size, nth = (3, draft.quarter) if draft.quarter else (6, draft.half)
        return between(month_moment(draft.year, size * (nth - 1) + 1), month_moment(draft.year, size * nth))
    if draft.part:
        first_month, last_month = {"early": (1, 3), "mid": (5, 8), "late": (10, 12)}[draft.part]
        about = Doubt.APPROXIMATE
        return between(month_moment(draft.year, first_month, about), month_moment(draft.year, last_month, about))
    if not 1 <= draft.year <= 9999:
        raise ValueError
    return Edtf(start=Moment(year=draft.year, precision=Precision.DECADE if draft.decade else Precision.YEAR))


def _month(draft: Draft) -> Edtf:
    year, month = draft.year, draft.month
    last = days_in(year, month)
    if draft.half:
        span = (1, 15) if draft.half == 1 else (16, last)
    elif draft.part:
        span = {"early": (1, 10), "mid": (11, 20), "late": (21, last)}[draft.part]
    elif draft.week:
        span = (last - 6, last) if draft.week < 0 else (7 * draft.week - 6, 7 * draft.week)
    else:
        return Edtf(start=month_moment(year, month))
    about = Doubt.APPROXIMATE
    return between(*(day_moment(date(year, month, day), about) for day in span))


def _season(draft: Draft, hemisphere: Hemisphere | None) -> Days:
    if hemisphere is None:
        year = Edtf(start=Moment(year=draft.year))
        years = between(year.start, Moment(year=draft.year + 1)) if draft.both_years else year
        return Days(years, notes=[Note.NO_HEMISPHERE])
    season = season_of(draft.year, draft.season, hemisphere)
    if draft.part:
        season = season.doubted(Doubt.APPROXIMATE)
    spans = season.end is not None and season.end.year > draft.year
    if draft.both_years and not spans:
        return Days(between(season.start, season_of(draft.year + 1, draft.season, hemisphere).end))
    if spans and not draft.both_years:
        return Days(season, [season_of(draft.year - 1, draft.season, hemisphere)], [Note.SPANS_NEW_YEAR])
    return Days(season)


def _feast(draft: Draft, words: Lexicon) -> Days:
    (rule, numbers), *_ = draft.feast.items()
    if rule == "hijri":
        month, first, last = numbers
        return _hijri(replace(draft, feast={}, hijri=month, day=0), words, first, last)
    if rule == "fixed":
        return Days(Edtf.day(date(draft.year, *numbers)), notes=[Note.FEAST])
    sunday = calendars.easter(draft.year, orthodox=rule == "orthodox")
    first, last = (sunday + timedelta(days=offset) for offset in numbers)
    if first == last:
        return Days(Edtf.day(first, Doubt.APPROXIMATE), notes=[Note.FEAST])
    about = Doubt.APPROXIMATE
    return Days(between(day_moment(first, about), day_moment(last, about)), notes=[Note.FEAST])


def _hijri(draft: Draft, words: Lexicon, first: int = 0, last: int = 0) -> Days:
    table, about = words.hijri, Doubt.APPROXIMATE
    if table is None:
        raise ValueError
    month = draft.hijri or draft.month or 1
    years = (draft.hijri_year,) if draft.hijri_year else table.years_in(draft.year, month)
    found = []
    for year in years:
        span = table.month(year, month)
        end = table.month(year, 12) if span and not (draft.hijri or draft.month) else span
        if span is None or end is None:
            raise ValueError
        start, stop = span[0], end[1]
        if first or draft.day:
            start, stop = (start + timedelta(days=day - 1) for day in ((first, last) if first else (draft.day,) * 2))
            if start > span[1]:
                raise ValueError
        one = Edtf.day(start, about) if start == stop else between(day_moment(start, about), day_moment(stop, about))
        found.append(_within(one, draft, start, about))
    if not found:
        raise ValueError
    return Days(found[0], found[1:], [Note.HIJRI])


def _within(whole: Edtf, draft: Draft, start: date, about: Doubt) -> Edtf:
    """Early, mid and late in a Hijri month, as in any month."""
    if not draft.part or whole.latest is None or whole.latest == start:
        return whole
    offsets = {"early": (0, 9), "mid": (10, 19), "late": (20, (whole.latest - start).days)}[draft.part]
    return between(*(day_moment(start + timedelta(days=offset), about) for offset in offsets))
