"""Dates as a letter says them: never more exact than they are known, in the letter's language (EDTF to words).

Month names come from Babel, loaded when the first date is written. European digits always. For a rendition in which
nobody may be recognised, `generalised` takes a date back to its month.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

import msgspec

from fieldcase.documents.resources import Words
from fieldcase.model.dates.edtf import BadDate, Doubt, Edtf, Moment, Precision

_FULL = re.compile(r"(?<!\d)(\d{4}-\d{2})-(?:\d{2}|XX)")


def say_day(day: date, words: Words) -> str:
    """One exact day: "12 March 2025", « 1er mars 2025 »."""
    phrase = words.dates.first_day if day.day == 1 else words.dates.day
    return phrase.format(day=day.day, month=_month(day.month, words.locale, standalone=False), year=day.year)


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
    start = _plain(when.start, words) if when.start else ""
    end = _plain(when.end, words) if when.end else ""
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
    swaps = words.dates.before_day_and_before_month

    def put(found: re.Match[str]) -> str:
        before = found["before"] or ""
        return swaps.get(before.strip(), before.strip()) + (" " if before else "") + found["rest"]

    return _month_pattern(words.locale, tuple(swaps)).sub(put, text)


def before_month(text: str, words: Words) -> str:
    """The words before a date whose day was taken away, with the preposition that a month needs."""
    head, space, last = text.rstrip(" ").rpartition(" ")
    changed = words.dates.before_day_and_before_month.get(last)
    return f"{head}{space}{changed} " if changed and text.endswith(" ") else text


def _moment(moment: Moment, words: Words) -> str:
    text = _plain(moment, words)
    if moment.doubt in (Doubt.APPROXIMATE, Doubt.BOTH):
        phrase = words.dates.about_day if moment.precision is Precision.DAY else words.dates.about
        text = phrase.format(date=text)
    if moment.doubt in (Doubt.UNCERTAIN, Doubt.BOTH):
        text = words.dates.uncertain.format(date=text)
    return text


def _plain(moment: Moment, words: Words) -> str:
    if moment.precision is Precision.DAY:
        return say_day(moment.earliest, words)
    if moment.precision in (Precision.MONTH, Precision.DAY_OF_MONTH):
        month = _month(moment.month, words.locale, standalone=True)
        text = words.dates.month.format(month=month, year=moment.year)
        return words.dates.some_day.format(date=text) if moment.precision is Precision.DAY_OF_MONTH else text
    if moment.precision in (Precision.CENTURY, Precision.DECADE):
        end = msgspec.structs.replace(moment, year=moment.latest.year, precision=Precision.YEAR)
        return words.dates.between.format(start=str(moment.year), end=str(end.year))
    return str(moment.year)


@lru_cache(maxsize=256)
def _month(month: int, locale: str, *, standalone: bool) -> str:
    from babel.dates import get_month_names

    names = get_month_names("wide", context="stand-alone" if standalone else "format", locale=locale)
    return str(names[month])


@lru_cache(maxsize=16)
def _month_pattern(locale: str, prepositions: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(re.escape(_month(number, locale, standalone=False)) for number in range(1, 13))
    before = "|".join(re.escape(one) for one in prepositions)
    return re.compile(rf"(?P<before>\b(?:{before})\s+)?\b\d{{1,2}}(?:er)?\s+(?P<rest>(?i:{names})\s+\d{{4}})")
