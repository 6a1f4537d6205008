"""Deadlines by calendar rules (domain reference, section 11): calendar days, moved to the office's next working day.

A day is a local day of the office; the caller turns instants into days. Nothing is moved backwards, nothing is counted
in working days, and no date is looked up: today is an argument.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import msgspec


class OfficeCalendar(msgspec.Struct, frozen=True, kw_only=True):
    """When the office works: `weekend` holds weekdays (Monday 0 to Sunday 6), `holidays` single days."""

    weekend: frozenset[int] = frozenset({5, 6})
    holidays: frozenset[date] = frozenset()

    def works_on(self, day: date) -> bool:
        return day.weekday() not in self.weekend and day not in self.holidays

    def next_working_day(self, day: date) -> date:
        """The day itself or the first working day after it; the day itself when no day of the week is worked."""
        if len(self.weekend) >= 7:
            return day
        while not self.works_on(day):
            day += timedelta(days=1)
        return day


def due_on(start: date, days: int, office: OfficeCalendar) -> date:
    """`start` plus `days` calendar days, moved to the next working day. `start` is not counted."""
    return office.next_working_day(start + timedelta(days=days))


def reminders(due: date, offsets: Iterable[int], office: OfficeCalendar) -> tuple[date, ...]:
    """Days on which to remind, each `due` plus an offset in calendar days (−7: before), in order, each once."""
    return tuple(sorted({office.next_working_day(due + timedelta(days=offset)) for offset in offsets}))


def days_late(due: date, today: date) -> int:
    """Whole days past the due day; 0 on the day itself and before."""
    return max(0, (today - due).days)
