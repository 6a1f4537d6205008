"""The date that is stored: EDTF level 1 as far as the domain reference uses it (section 2).

`2025`, `2025-03`, `2025-03-12`; qualifiers `?` uncertain, `~` approximate, `%` both; unspecified `202X`, `20XX`,
`2025-XX`, `2025-XX-XX`, `2025-03-XX`; intervals `a/b`, open `a/..` and `../b`, each end with its own qualifier.
Seasons 21 to 24 are read, with the hemisphere, as three months; they are never written. Refused: years before 1 or
after 9999, intervals that end before they begin, level 2.

Each value has an `earliest` and a `latest` day; comparisons use these bounds. Qualifiers do not widen them.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from enum import StrEnum

import msgspec

from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_


class BadDate(Refusal):
    """The text is no date of the subset that is stored."""

    code = "FC-020"
    message = N_("“{text}” is not a date in the form in which dates are stored.")
    remedy = N_("Write 2025, 2025-03 or 2025-03-12, with ? or ~ for doubt, and a/b, a/.. or ../b for a period.")


class Doubt(StrEnum):
    """EDTF qualifier of one end of a date."""

    NONE = ""
    UNCERTAIN = "?"
    APPROXIMATE = "~"
    BOTH = "%"

    def with_(self, other: Doubt) -> Doubt:
        """Both doubts together: they add up, never cancel."""
        if self is other or other is Doubt.NONE:
            return self
        return other if self is Doubt.NONE else Doubt.BOTH


class Precision(StrEnum):
    """How much of the calendar was said."""

    CENTURY = "century"
    DECADE = "decade"
    YEAR = "year"
    SOME_MONTH = "some_month"
    SOME_DAY = "some_day"
    MONTH = "month"
    DAY_OF_MONTH = "day_of_month"
    DAY = "day"


class Hemisphere(StrEnum):
    """Where seasons are meant: an office setting, never guessed."""

    NORTH = "north"
    SOUTH = "south"


class Moment(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One end of a date. `month` and `day` are 0 where the precision does not reach them."""

    year: int
    month: int = 0
    day: int = 0
    precision: Precision = Precision.YEAR
    doubt: Doubt = Doubt.NONE

    @property
    def earliest(self) -> date:
        return date(max(self.year, 1), self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        year = self.year + {Precision.CENTURY: 99, Precision.DECADE: 9}.get(self.precision, 0)
        month = self.month or 12
        return date(year, month, self.day or days_in(year, month))

    def __str__(self) -> str:
        year = f"{self.year:04}"
        match self.precision:
            case Precision.CENTURY:
                text = f"{year[:2]}XX"
            case Precision.DECADE:
                text = f"{year[:3]}X"
            case Precision.YEAR:
                text = year
            case Precision.SOME_MONTH:
                text = f"{year}-XX"
            case Precision.SOME_DAY:
                text = f"{year}-XX-XX"
            case Precision.MONTH:
                text = f"{year}-{self.month:02}"
            case Precision.DAY_OF_MONTH:
                text = f"{year}-{self.month:02}-XX"
            case Precision.DAY:
                text = f"{year}-{self.month:02}-{self.day:02}"
        return text + self.doubt

    def doubted(self, doubt: Doubt) -> Moment:
        """The same moment with this doubt added."""
        return msgspec.structs.replace(self, doubt=self.doubt.with_(doubt))


class Edtf(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A date or a period. A single date has `start` only; an open end is None in a `period`."""

    start: Moment | None = None
    end: Moment | None = None
    period: bool = False

    @classmethod
    def parse(cls, text: str, hemisphere: Hemisphere | None = None) -> Edtf:
        """Read the stored form exactly (no surrounding words). Raises `BadDate`; seasons need the hemisphere."""
        first, slash, second = text.partition("/")
        if not slash:
            season = _season(text, hemisphere)
            return season or cls(start=_moment(text))
        if (first == ".." and second == "..") or "/" in second:
            raise BadDate(text=text)
        one = None if first == ".." else cls.parse(first, hemisphere)
        two = None if second == ".." else cls.parse(second, hemisphere)
        return between(one.start if one else None, (two.end or two.start) if two else None)

    @classmethod
    def day(cls, day: date, doubt: Doubt = Doubt.NONE) -> Edtf:
        """One calendar day."""
        return cls(start=day_moment(day, doubt))

    def __str__(self) -> str:
        if not self.period:
            return str(self.start)
        return f"{self.start or '..'}/{self.end or '..'}"

    @property
    def earliest(self) -> date | None:
        """The first day it can be; None when the beginning is open."""
        return self.start.earliest if self.start else None

    @property
    def latest(self) -> date | None:
        """The last day it can be; None when it has no end."""
        last = self.end if self.period else self.start
        return last.latest if last else None

    @property
    def bounds(self) -> tuple[date, date]:
        """Earliest and latest day, an open side reaching to the end of the calendar."""
        return self.earliest or date.min, self.latest or date.max

    @property
    def sort_key(self) -> tuple[date, date]:
        """Lists sort by the earliest day; of two that begin together the shorter stands first."""
        return self.bounds

    @property
    def exact(self) -> bool:
        """True for one undoubted day."""
        return (
            not self.period
            and self.start is not None
            and self.start.precision is Precision.DAY
            and self.start.doubt is Doubt.NONE
        )

    def doubted(self, doubt: Doubt) -> Edtf:
        """The same date with this doubt added on every end that is known."""
        return msgspec.structs.replace(
            self,
            start=self.start.doubted(doubt) if self.start else None,
            end=self.end.doubted(doubt) if self.end else None,
        )


def between(start: Moment | None, end: Moment | None) -> Edtf:
    """The period from start to end; None leaves that side open. Raises `BadDate` when it would end before it begins."""
    if (start is None and end is None) or (start and end and end.latest < start.earliest):
        raise BadDate(text=f"{start or '..'}/{end or '..'}")
    return Edtf(start=start, end=end, period=True)


def certainly_before(a: Edtf, b: Edtf) -> bool:
    """True when every day of `a` lies before every day of `b` (G25: latest < earliest)."""
    return a.bounds[1] < b.bounds[0]


def possibly_before(a: Edtf, b: Edtf) -> bool:
    """True when some day of `a` may lie before some day of `b`."""
    return a.bounds[0] < b.bounds[1]


def overlaps(a: Edtf, b: Edtf) -> bool:
    """True when a day exists that both may be."""
    return a.bounds[0] <= b.bounds[1] and b.bounds[0] <= a.bounds[1]


def days_in(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def day_moment(day: date, doubt: Doubt = Doubt.NONE) -> Moment:
    return Moment(year=day.year, month=day.month, day=day.day, precision=Precision.DAY, doubt=doubt)


def month_moment(year: int, month: int, doubt: Doubt = Doubt.NONE) -> Moment:
    """A month; months outside 1 to 12 run into the years beside it. Raises `BadDate` outside the calendar."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if not 1 <= year <= 9999:
        raise BadDate(text=f"{year}-{month:02}")
    return Moment(year=year, month=month, precision=Precision.MONTH, doubt=doubt)


_FIRST_MONTH = {21: 3, 22: 6, 23: 9, 24: 12}


def season_of(year: int, season: int, hemisphere: Hemisphere) -> Edtf:
    """Spring 21, summer 22, autumn 23 or winter 24 of a year as three months; one that spans the new year begins in
    it.
    """
    first = _FIRST_MONTH[season]
    if hemisphere is Hemisphere.SOUTH:
        first = (first + 5) % 12 + 1
    return between(month_moment(year, first), month_moment(year, first + 2))


_FORM = re.compile(r"(\d{2}XX|\d{3}X|\d{4}(?:-(?:XX(?:-XX)?|\d{2}(?:-(?:XX|\d{2}))?))?)([?~%]?)", re.ASCII)


def _moment(text: str) -> Moment:
    found = _FORM.fullmatch(text)
    if not found:
        raise BadDate(text=text)
    body, doubt = found[1], Doubt(found[2])
    year, _, rest = body.partition("-")
    try:
        if "X" in year:
            precision = Precision.CENTURY if year.endswith("XX") else Precision.DECADE
            return _checked(Moment(year=int(year.replace("X", "0")), precision=precision, doubt=doubt))
        if rest in ("", "XX", "XX-XX"):
            precision = {"": Precision.YEAR, "XX": Precision.SOME_MONTH, "XX-XX": Precision.SOME_DAY}[rest]
            return _checked(Moment(year=int(year), precision=precision, doubt=doubt))
        month, _, day = rest.partition("-")
        precision = {"": Precision.MONTH, "XX": Precision.DAY_OF_MONTH}.get(day, Precision.DAY)
        said = int(day) if precision is Precision.DAY else 0
        if precision is Precision.DAY and not said:
            raise ValueError
        return _checked(Moment(year=int(year), month=int(month), day=said, precision=precision, doubt=doubt))
    except (ValueError, IndexError) as error:
        raise BadDate(text=text) from error


def _checked(moment: Moment) -> Moment:
    if moment.year < 1 and moment.precision not in (Precision.CENTURY, Precision.DECADE):
        raise ValueError
    if moment.precision in (Precision.MONTH, Precision.DAY_OF_MONTH, Precision.DAY) and not 1 <= moment.month <= 12:
        raise ValueError
    _ = moment.earliest, moment.latest
    return moment


def _season(text: str, hemisphere: Hemisphere | None) -> Edtf | None:
    found = re.fullmatch(r"(\d{4})-(2[1-4])([?~%]?)", text, re.ASCII)
    if not found:
        return None
    if hemisphere is None or found[1] == "0000":
        raise BadDate(text=text)
    return season_of(int(found[1]), int(found[2]), hemisphere).doubted(Doubt(found[3]))
