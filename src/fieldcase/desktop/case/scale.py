"""Where days stand on the timeline: the span that is shown, its ticks, and rows in which labels do not collide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fieldcase.model.dates.edtf import Edtf

MARGIN = 0.04
SHORTEST = 60
MONTHS_UP_TO = 430
QUARTERS_UP_TO = 1300


@dataclass(frozen=True)
class Scale:
    """Days from `first` to `last` on `width` pixels that begin at `left`; mirrored in a right-to-left window."""

    first: date
    last: date
    left: float
    width: float
    mirrored: bool = False

    @property
    def days(self) -> int:
        return max((self.last - self.first).days, 1)

    def x(self, day: date) -> float:
        """Pixels from the leading edge of the drawing's own left side."""
        share = min(max((day - self.first).days / self.days, 0), 1)
        return self.left + self.width * (1 - share if self.mirrored else share)

    def span(self, start: date, end: date) -> tuple[float, float]:
        """Left side and width of the days from `start` to the end of `end`."""
        one, other = self.x(start), self.x(end + timedelta(days=1))
        return min(one, other), abs(other - one)

    def ticks(self) -> list[tuple[date, str]]:
        """The first days of months, quarters or years, each with what it begins: `month`, `quarter` or `year`."""
        step = 1 if self.days <= MONTHS_UP_TO else 3 if self.days <= QUARTERS_UP_TO else 12
        kind = {1: "month", 3: "quarter", 12: "year"}[step]
        year, month = self.first.year, (self.first.month - 1) // step * step + 1
        found = []
        while (day := date(year, month, 1)) <= self.last:
            if day >= self.first:
                found.append((day, kind))
            month += step
            if month > 12:
                year, month = year + 1, month - 12
        return found


def shown_span(dates: Iterable[Edtf], today: date) -> tuple[date, date]:
    """The days that a timeline shows: all that is dated and today, with some room on both sides."""
    days = [today]
    for one in dates:
        days += [day for day in (one.earliest, one.latest) if day is not None]
    first, last = min(days), max(days)
    room = timedelta(days=max(round((last - first).days * MARGIN), 5))
    if (last - first).days < SHORTEST:
        room = timedelta(days=(SHORTEST - (last - first).days) // 2 + 5)
    return _safely(first, -room), _safely(last, 2 * room)


def rows_for(boxes: Sequence[tuple[float, float]], most: int) -> list[int]:
    """The row of each box (left, right) so that none overlaps another in its row; -1 where `most` rows are full."""
    ends: list[float] = []
    found = []
    for left, right in boxes:
        free = next((row for row, end in enumerate(ends) if end <= left), None)
        if free is None:
            if len(ends) == most:
                found.append(-1)
                continue
            free = len(ends)
            ends.append(right)
        ends[free] = right
        found.append(free)
    return found


def _safely(day: date, step: timedelta) -> date:
    try:
        return day + step
    except OverflowError:
        return day
