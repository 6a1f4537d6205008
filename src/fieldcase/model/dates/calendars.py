"""Feasts that move and the Hijri calendar, by arithmetic and by a table handed in as data.

Hijri months are those of the Umm al-Qura calendar; a month may begin a day earlier or later where the moon is sighted,
so everything that comes from here is approximate.
"""

from __future__ import annotations

from datetime import date, timedelta

import msgspec


class HijriTable(msgspec.Struct, frozen=True, kw_only=True):
    """Lengths of Hijri months: `long_months` has one digit a month from month 1 of `first_year`; 1 is 30 days, 0 is
    29.
    """

    first_year: int
    first_day: date
    long_months: str

    def month(self, year: int, month: int) -> tuple[date, date] | None:
        """First and last day of a Hijri month, None outside the table."""
        index = (year - self.first_year) * 12 + month - 1
        if not 1 <= month <= 12 or not 0 <= index < len(self.long_months):
            return None
        before = self.long_months[:index]
        start = self.first_day + timedelta(days=29 * index + before.count("1"))
        return start, start + timedelta(days=28 + int(self.long_months[index]))

    def years_in(self, gregorian: int, month: int) -> tuple[int, ...]:
        """The Hijri years whose given month begins in that Gregorian year: one, at times two or none."""
        about = gregorian - 579 + (gregorian - 1979) // 33
        found = []
        for year in range(about - 3, about + 4):
            days = self.month(year, month)
            if days and days[0].year == gregorian:
                found.append(year)
        return tuple(found)


def easter(year: int, orthodox: bool = False) -> date:
    """Easter Sunday (Meeus, Astronomical Algorithms, chapter 8), in the Gregorian calendar."""
    if orthodox:
        a, b, c = year % 4, year % 7, year % 19
        d = (19 * c + 15) % 30
        e = (2 * a + 4 * b - d + 34) % 7
        month, day = divmod(d + e + 114, 31)
        return date(year, month, day + 1) + timedelta(days=year // 100 - year // 400 - 2)
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)
