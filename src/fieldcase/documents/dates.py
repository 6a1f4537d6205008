"""Dates as a letter says them: never more exact than they are known, in the letter's language (EDTF to words).

Month names are data of the language, in the forms that it needs (Russian: of March, March, in March), as the United
Nations writes them (Arabic: آذار/مارس). European digits always. For a rendition in which nobody may be recognised,
`generalised` takes a date back to its month.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from fieldcase.documents.resources import DateWords, Words
from fieldcase.model.dates.edtf import BadDate, Doubt, Edtf, Moment, Precision

_FULL = re.compile(r"(?<!\d)(\d{4}-\d{2})-(?:\d{2}|XX)")


def say_day(day: date, words: Words) -> str:
    """One exact day: "12 March 2025", « 1er mars 2025 »."""
    phrase = words.dates.first_day if day.day == 1 else words.dates.day
    return _filled(phrase, words.dates, year=day.year, month=day.month, day=day.day)


def say(edtf: str, words: Words) -> str:
    """An EDTF date in words, its doubt kept; text that is no EDTF date is said to be unknown, never guessed."""
    try:
        when = Edtf.parse(edtf)
    except BadDate:
        return words.dates.unknown
    if not when.period:
        return _moment(when.start, words) if when.start else words.dates.unknown
    phrases = words.dates
    days = all(end is None or end.precision is Precision.DAY for end in (when.start, when.end))
    start = _plain(when.start, phrases, "_start") if when.start else ""
    end = _plain(when.end, phrases, "_end") if when.end else ""
    if start and end:
        text = (phrases.between_days if days else phrases.between).format(start=start, end=end)
    elif start:
        text = (phrases.since_day if days else phrases.since).format(start=start)
    else:
        text = (phrases.until_day if days else phrases.until).format(end=end)
    doubts = [moment.doubt for moment in (when.start, when.end) if moment]
    if any(doubt in (Doubt.APPROXIMATE, Doubt.BOTH) for doubt in doubts):
        text = phrases.approximate.format(date=text)
    if any(doubt in (Doubt.UNCERTAIN, Doubt.BOTH) for doubt in doubts):
        text = phrases.uncertain.format(date=text)
    return text


def readable(edtf: str) -> bool:
    """Whether a text is an EDTF date."""
    try:
        Edtf.parse(edtf)
    except BadDate:
        return False
    return True


def generalised(edtf: str) -> str:
    """The same date to the month: no day that could tell who it happened to."""
    parts = [_FULL.sub(r"\1", part) for part in edtf.split("/")]
    return parts[0] if len(parts) == 2 and parts[0] == parts[1] else "/".join(parts)


def without_days(text: str, words: Words) -> str:
    """A text whose written-out days ("on 12 March 2025") are taken back to the month ("in March 2025")."""
    dates = words.dates

    def put(found: re.Match[str]) -> str:
        before = (found["before"] or "").strip()
        month, year = _number(found["month"], dates), int(found["year"])
        said = _filled(_month_after(before, dates), dates, year=year, month=month)
        kept = dates.before_day_and_before_month.get(before, before)
        return kept + (found["gap"] or "" if kept else "") + said

    for pattern in _written_days(dates):
        text = pattern.sub(put, text)
    return text


def days_written(text: str, words: Words) -> list[tuple[date, str]]:
    """The days that a text writes out in words, each with its words; what is no day of the calendar is left out."""
    found = []
    for pattern in _written_days(words.dates):
        for one in pattern.finditer(text):
            day = one.groupdict().get("day") or "1"
            try:
                when = date(int(one["year"]), _number(one["month"], words.dates), int(day))
            except ValueError:
                continue
            found.append((when, one[0]))
    return found


def before_month(text: str, words: Words) -> str:
    """The words before a date whose day was taken away, with the preposition that a month needs."""
    swaps = words.dates.before_day_and_before_month
    for preposition in sorted(swaps, key=len, reverse=True):
        if found := re.search(rf"(?<!\w){re.escape(preposition)}\s+$", text):
            kept = swaps[preposition]
            return text[: found.start()] + (f"{kept} " if kept else "")
    return text


def say_month_after(text: str, edtf: str, words: Words) -> str:
    """A date taken back to its month, in the form that the words before it ask for (Russian: «с марта», «в марте»)."""
    phrase = words.dates.month_after
    for preposition in sorted(phrase, key=len, reverse=True):
        if re.search(rf"(?<!\w){re.escape(preposition)}\s+$", text):
            when = Edtf.parse(edtf)
            plain = when.start is not None and not when.period and when.start.doubt is Doubt.NONE
            if plain and when.start is not None and when.start.precision is Precision.MONTH:
                return _plain(when.start, words.dates, "_" + phrase[preposition])
    return say(edtf, words)


def _moment(moment: Moment, words: Words) -> str:
    text = _plain(moment, words.dates)
    if moment.doubt in (Doubt.APPROXIMATE, Doubt.BOTH):
        phrase = words.dates.about_day if moment.precision is Precision.DAY else words.dates.about
        text = phrase.format(date=text)
    if moment.doubt in (Doubt.UNCERTAIN, Doubt.BOTH):
        text = words.dates.uncertain.format(date=text)
    return text


def _plain(moment: Moment, dates: DateWords, place: str = "") -> str:
    """A moment without its doubt; `place` is `_start` or `_end` where it stands at one end of a period."""
    if moment.precision is Precision.DAY:
        day = moment.earliest
        phrase = dates.first_day if day.day == 1 else dates.day
        return _filled(phrase, dates, year=day.year, month=day.month, day=day.day)
    if moment.precision is Precision.DAY_OF_MONTH:
        return _filled(dates.some_day, dates, year=moment.year, month=moment.month)
    if moment.precision is Precision.MONTH:
        return _filled(getattr(dates, "month" + place), dates, year=moment.year, month=moment.month)
    if moment.precision in (Precision.CENTURY, Precision.DECADE):
        start = dates.year_start.format(year=moment.year)
        return dates.between.format(start=start, end=dates.year_end.format(year=moment.latest.year))
    year: str = getattr(dates, "year" + place)
    return year.format(year=moment.year)


def _filled(phrase: str, dates: DateWords, *, year: int, month: int, day: int = 0) -> str:
    at = month - 1
    return phrase.format(
        day=day, month=dates.months[at], month_alone=dates.months_alone[at], month_in=dates.months_in[at], year=year
    )


def _month_after(before: str, dates: DateWords) -> str:
    place = dates.month_after.get(before)
    phrase: str = getattr(dates, f"month_{place}") if place else dates.month
    return phrase


def _number(name: str, dates: DateWords) -> int:
    return _numbers(dates)[" ".join(name.split()).casefold()]


@lru_cache(maxsize=16)
def _names_of(months: tuple[tuple[str, ...], ...], also: tuple[tuple[str, int], ...]) -> dict[str, int]:
    known = {}
    for table in months:
        for number, name in enumerate(table, 1):
            for form in (name, *name.split("/")):
                known[" ".join(form.split()).casefold()] = number
    return known | {name.casefold(): number for name, number in also}


def _numbers(dates: DateWords) -> dict[str, int]:
    return _names_of((dates.months, dates.months_alone, dates.months_in), tuple(dates.months_also.items()))


def _written_days(dates: DateWords) -> list[re.Pattern[str]]:
    phrases = (dates.day, dates.first_day, *dates.days_also)
    return [_written(phrase, tuple(_numbers(dates)), tuple(dates.before_day_and_before_month)) for phrase in phrases]


@lru_cache(maxsize=64)
def _written(phrase: str, months: tuple[str, ...], prepositions: tuple[str, ...]) -> re.Pattern[str]:
    """How a person may have written a day of this phrase: any spaces, any case, the preposition before it."""
    names = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(months, key=len, reverse=True))
    fields = {"{day}": r"(?P<day>\d{1,2})", "{month}": f"(?P<month>{names})", "{year}": r"(?P<year>\d{4})(?!\d)"}
    parts = []
    for part in re.split(r"(\{\w+\})", phrase):
        words = r"\s+".join(map(re.escape, part.split()))
        ends = [r"\s+" if part[at].isspace() else r"\s*" for at in (0, -1)] if part else ["", ""]
        parts.append(fields.get(part) or (ends[0] + words + ends[1] if words else ends[0]))
    before = "|".join(re.escape(one) for one in sorted(prepositions, key=len, reverse=True))
    kept = rf"(?:(?<!\w)(?P<before>{before})(?P<gap>\s+))?" if before else "(?P<before>(?P<gap>))"
    body = "".join(parts).removeprefix(r"\s*").removesuffix(r"\s*")
    return re.compile(rf"{kept}(?<!\d)(?i:{body})")
