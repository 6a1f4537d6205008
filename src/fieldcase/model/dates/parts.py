"""From the words of a text to the dates drafted in it and the words that bind them. Used by `phrases` alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from fieldcase.model.dates.drafts import Draft, Note
from fieldcase.model.dates.edtf import Doubt, days_in
from fieldcase.model.dates.lexicon import Lexicon, Token, Word, tokens


@dataclass
class Parts:
    """Everything that was found in one text, before it is put together."""

    order: str = "dmy"
    settled: bool = False
    latest_year: int | None = None
    drafts: list[Draft] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    doubt: Doubt = Doubt.NONE
    since: bool = False
    until: bool = False
    before: bool = False
    after: bool = False
    night: bool = False
    unknown: bool = False
    either: bool = False
    closed: bool = False
    impossible: bool = False
    misfits: bool = False
    inherited_year: bool = False
    names_month: bool = False
    current: Draft = field(default_factory=Draft)
    pending: Word | None = None

    def split(self, word: Word) -> None:
        """End the date being read; the word binds it to the next one."""
        if self.current.empty:
            return
        self._close()
        self.pending = word

    def _close(self) -> None:
        if not self.current.empty:
            if self.drafts and self.pending is not None:
                self.either = self.either or self.pending in (Word.OR, Word.AND)
                self.closed = self.closed or self.pending in (Word.TO, Word.UNTIL)
            self.drafts.append(self.current)
            self.pending = None
        self.current = Draft()

    def finish(self) -> None:
        """End the last date; a binding word with nothing after it speaks of what came before it."""
        self._close()
        if self.pending is Word.UNTIL:
            self.until = True
        years = [bool(draft.year or draft.hijri_year) for draft in self.drafts]
        self.inherited_year = len(years) > 1 and not years[0] and years[-1]

    def put(self, **said: int | str | bool) -> None:
        """Add to the date being read, or to a new one where this one already says something else."""
        clash = any(getattr(self.current, name) not in (value, 0, "", False) for name, value in said.items())
        if clash:
            self.split(Word.AND)
        for name, value in said.items():
            setattr(self.current, name, value)


def cut(text: str, words: Lexicon, order: str, latest_year: int | None) -> Parts:
    """Find the dates and the binding words of a text."""
    found = tokens(text, words)
    parts = Parts(order=order, latest_year=latest_year)
    for token in found:
        spoken = words.orders.get(token.lang, "")
        if spoken in ("dmy", "mdy") and len(token.text) > 1 and token.word is not Word.OTHER:
            parts.order, parts.settled = spoken, True
            break
    parts.names_month = any(token.word in (Word.MONTH, Word.HIJRI) for token in found)
    skip = False
    for index, token in enumerate(found):
        if skip:
            skip = False
            continue
        after = found[index + 1] if index + 1 < len(found) else None
        skip = _read(token, after, parts)
    parts.finish()
    return parts


def _read(token: Token, after: Token | None, parts: Parts) -> bool:
    """Read one token; True when it took the next one with it."""
    if token.word is Word.NUMBER:
        return _number(token, after, parts)
    if token.word in _FLAGS:
        setattr(parts, _FLAGS[token.word], True)
    elif token.word in _VALUES:
        parts.put(**{_VALUES[token.word]: token.value})
    elif token.word in _ACTIONS:
        _ACTIONS[token.word](token, parts)
    return False


_FLAGS = {
    Word.SINCE: "since",
    Word.BEFORE: "before",
    Word.AFTER: "after",
    Word.NIGHT: "night",
    Word.UNKNOWN: "unknown",
}
_VALUES = {
    Word.SEASON: "season",
    Word.PART: "part",
    Word.HALF: "half",
    Word.WEEK: "week",
    Word.QUARTER_NAMED: "quarter",
    Word.HIJRI: "hijri",
    Word.MONTH: "month",
}


def _until(token: Token, parts: Parts) -> None:
    if not parts.current.empty or parts.drafts:
        parts.split(token.word)
    elif token.lang:  # a dash alone at the beginning says nothing
        parts.until = True


def _quarter(token: Token, parts: Parts) -> None:
    if parts.current.day and not parts.current.month:
        parts.current.quarter, parts.current.day = parts.current.day, 0
    else:
        parts.current.quarter_pending = True


def _decade(token: Token, parts: Parts) -> None:
    parts.put(year=int(re.sub(r"\D", "", token.text)), decade=True)


def _other(token: Token, parts: Parts) -> None:
    if len(parts.left) < 40:
        parts.left.append(token.text)


def _short(token: Token, parts: Parts) -> None:
    one, two = (int(number) for number in re.findall(r"\d+", token.text))
    year, month = (one, two) if one > 31 else (two, one)
    if 1 <= month <= 12 and year:
        parts.put(month=month, year=year)
    elif month == (year + 1) % 100:
        parts.put(year=year)
        parts.split(Word.TO)
        parts.put(year=year + 1)
    else:
        parts.impossible = True
        parts.put(year=year)


def _pair(token: Token, parts: Parts) -> None:
    """Two numbers without a year: day and month, or, where a month is named, two days of it."""
    one, two = (int(number) for number in re.findall(r"\d+", token.text))
    if parts.names_month:
        parts.put(day=one)
        parts.split(Word.OR)
        parts.put(day=two)
        return
    leap = 2000
    both = [(two, one), (one, two)] if parts.order == "mdy" else [(one, two), (two, one)]
    fitting = [pair for pair in dict.fromkeys(both) if _fits(leap, pair)]
    if not fitting:
        parts.impossible = True
        parts.put(day=one)
        return
    parts.put(day=fitting[0][0], month=fitting[0][1])
    if fitting[0] != both[0]:
        parts.notes.append(Note.ORDER_MISMATCH)
    elif len(fitting) > 1 and not parts.settled:
        parts.current.swapped = fitting[1]
        parts.notes.append(Note.AMBIGUOUS_ORDER)


_ROMAN = {"i": 1, "v": 5, "x": 10}


def _roman(text: str) -> int:
    values = [_ROMAN[char] for char in text]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)


def _numeric(token: Token, parts: Parts) -> None:
    pieces = re.findall(r"\d+|[ivx]+", token.text)
    if token.value == "roman":
        _put_day(parts, int(pieces[2]), _roman(pieces[1]), int(pieces[0]))
        return
    one, two, three = (int(number) for number in pieces[:3])
    if token.value == "stamp":
        parts.notes.append(Note.TIME)
        _put_day(parts, one, two, three)
    elif len(pieces[0]) > 2 or (parts.order == "ymd" and len(pieces[2]) <= 2):
        _ordered(parts, _year(parts, pieces[0]), (three, two), (two, three), silent=True)
    elif len(pieces[2]) in (2, 4):
        day_first, month_first = (one, two), (two, one)
        both = (month_first, day_first) if parts.order == "mdy" else (day_first, month_first)
        _ordered(parts, _year(parts, pieces[2]), *both)
    else:
        parts.impossible = True
        parts.current.year = parts.current.year or 1


def _ordered(parts: Parts, year: int, first: tuple[int, int], second: tuple[int, int], silent: bool = False) -> None:
    """Put a date of three numbers in the order expected, else in the other, and say which doubt remains."""
    if _fits(year, first):
        _put_day(parts, year, first[1], first[0])
        if not silent and not _is_hijri(year) and first != second and _fits(year, second) and not parts.settled:
            parts.current.swapped = second
            parts.notes.append(Note.AMBIGUOUS_ORDER)
    elif _fits(year, second):
        _put_day(parts, year, second[1], second[0])
        parts.notes.append(Note.ORDER_MISMATCH)
    else:
        parts.impossible = True
        parts.current.year = parts.current.year or year or 1


def _fits(year: int, day_month: tuple[int, int]) -> bool:
    day, month = day_month
    if _is_hijri(year):
        return 1 <= month <= 12 and 1 <= day <= 30
    return 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= days_in(year, month)


def _is_hijri(year: int) -> bool:
    return 1380 <= year <= 1500


def _put_day(parts: Parts, year: int, month: int, day: int) -> None:
    if _is_hijri(year):
        parts.put(day=day, hijri=month, hijri_year=year)
        return
    try:
        date(year, month, day)
    except ValueError:
        parts.impossible = True
    parts.put(day=day, month=month, year=year)


def _year(parts: Parts, text: str) -> int:
    if len(text) != 2:
        return int(text)
    parts.notes.append(Note.TWO_DIGIT_YEAR)
    year = 2000 + int(text)
    return year - 100 if parts.latest_year is not None and year > parts.latest_year else year


def _number(token: Token, after: Token | None, parts: Parts) -> bool:
    """Place a bare number by the mark after it, else by what is still missing; True when the mark was taken too."""
    number: int = token.value if token.value is not None else -1
    mark = after.word if after else None
    ordinal = mark is Word.ORDINAL and after is not None and after.glued
    if mark is Word.HIJRI_YEAR or (1300 <= number <= 1500 and parts.current.hijri):
        parts.put(hijri_year=number)
        return mark is Word.HIJRI_YEAR
    if mark is Word.MONTH_MARK and 1 <= number <= 12:
        parts.put(month=number)
    elif (mark is Word.DAY_MARK or ordinal) and 1 <= number <= 31:
        parts.put(day=number)
    elif 1000 <= number <= 2999:
        parts.put(year=number)
        return mark is Word.YEAR_MARK
    else:
        _small_number(number, token, parts)
        return False
    return True


def _small_number(number: int, token: Token, parts: Parts) -> None:
    current = parts.current
    short_year = current.month and not current.year and len(token.text) == 2 and (current.day or number > 31)
    if current.quarter_pending and 1 <= number <= 4:
        current.quarter, current.quarter_pending = number, False
    elif short_year:
        parts.put(year=_year(parts, token.text))
    elif 1 <= number <= 31:
        parts.put(day=number)
    else:
        parts.misfits = True
        _other(token, parts)


_ACTIONS: dict[Word, Callable[[Token, Parts], None]] = {
    Word.ABOUT: lambda token, parts: setattr(parts, "doubt", parts.doubt.with_(Doubt.APPROXIMATE)),
    Word.DOUBT: lambda token, parts: setattr(parts, "doubt", parts.doubt.with_(Doubt.UNCERTAIN)),
    Word.PLANNED: lambda token, parts: parts.notes.append(Note.PLANNED),
    Word.TIME: lambda token, parts: parts.notes.append(Note.TIME),
    Word.WEEK_OF: lambda token, parts: parts.put(days=7),
    Word.WEEKEND_OF: lambda token, parts: parts.put(days=2),
    Word.WEEKDAY: lambda token, parts: setattr(parts.current, "weekday", token.value),
    Word.FEAST: lambda token, parts: setattr(parts.current, "feast", token.value),
    Word.AND: lambda token, parts: parts.split(Word.AND),
    Word.OR: lambda token, parts: parts.split(Word.OR),
    Word.TO: _until,
    Word.UNTIL: _until,
    Word.QUARTER: _quarter,
    Word.DECADE: _decade,
    Word.SHORT: _short,
    Word.PAIR: _pair,
    Word.NUMERIC: _numeric,
    Word.OTHER: _other,
}
