"""Reading the dates that people write, with the doubt kept.

The word lists are data (`lexicon`). What is read is handed back with what was decided on the way: other possible
readings, words that were not understood, a year that had to be completed. The text itself is never lost, and no text
raises. "Early", "mid" and "late" are the days 1–10, 11–20 and 21 to the end, approximate; of a year the months 1–3,
5–8, 10–12.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum

import msgspec

from fieldcase.model.dates import drafts as drafts_
from fieldcase.model.dates.drafts import Impossible, Note
from fieldcase.model.dates.edtf import BadDate, Doubt, Edtf, Hemisphere, Moment, Precision, between, day_moment
from fieldcase.model.dates.lexicon import Lexicon, plain
from fieldcase.model.dates.parts import Parts, cut

LONGEST = 200
"""Characters beyond which a text is taken for a story, not for a date."""

MOST_LEFT = 3
"""Words not understood beyond which the date among them is offered, not taken."""


class Certainty(StrEnum):
    """What came of the reading."""

    EXACT = "exact"
    IMPRECISE = "imprecise"
    DOUBTFUL = "doubtful"
    UNKNOWN = "unknown"
    IMPOSSIBLE = "impossible"
    NOT_UNDERSTOOD = "not_understood"
    EMPTY = "empty"


class Understood(msgspec.Struct, frozen=True, kw_only=True):
    """A text and how it was understood. `edtf` is None when no date can be stored; the text then stands for itself.

    `alternatives` are other dates that the same words may mean; `unread` the words that were not understood.
    """

    text: str
    edtf: Edtf | None = None
    certainty: Certainty = Certainty.EMPTY
    alternatives: tuple[Edtf, ...] = ()
    notes: tuple[Note, ...] = ()
    unread: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Understood({self.edtf or 'no date'}, {self.certainty})"


_DOUBTFUL = frozenset(
    {
        Note.AMBIGUOUS_ORDER,
        Note.ORDER_MISMATCH,
        Note.YEAR_COMPLETED,
        Note.NO_HEMISPHERE,
        Note.WEEKDAY_DIFFERS,
        Note.REVERSED,
        Note.WORDS_LEFT,
    }
)


def understand(
    text: str,
    words: Lexicon,
    *,
    order: str = "dmy",
    hemisphere: Hemisphere | None = None,
    context_year: int | None = None,
    latest_year: int | None = None,
) -> Understood:
    """Read a date as a person wrote it. Never raises.

    `order` (`dmy`, `mdy`, `ymd`) reads all-digit dates unless the words' language settles it; `context_year` completes
    dates without a year; two-digit years are 20yy, or 19yy when that would lie after `latest_year`.
    """
    said = text.strip()
    if not plain(said).strip():
        return Understood(text=text)
    if len(said) > LONGEST:
        return Understood(text=text, certainty=Certainty.NOT_UNDERSTOOD)
    stored = _stored(said, hemisphere) or _digits_only(said)
    if stored is not None:
        return _closed(text, stored)
    parts = cut(said, words, order, latest_year)
    if not parts.drafts:
        certainty = Certainty.UNKNOWN if parts.unknown or not parts.left else Certainty.NOT_UNDERSTOOD
        return Understood(text=text, certainty=certainty, unread=tuple(parts.left))
    if parts.misfits or parts.impossible:
        certainty = Certainty.IMPOSSIBLE if parts.impossible else Certainty.NOT_UNDERSTOOD
        return Understood(text=text, certainty=certainty, notes=tuple(parts.notes), unread=tuple(parts.left))
    return _placed(text, parts, words, hemisphere, context_year)


def from_serial(number: float, *, epoch_1904: bool = False, text: str = "") -> Understood:
    """Read a spreadsheet's day number (1 is 1 January 1900, or 0 is 1 January 1904); its fraction is a time of day."""
    whole = int(number) if -1e6 < number < 1e7 else -1
    start = date(1904, 1, 1) if epoch_1904 else date(1899, 12, 30)
    if whole < (0 if epoch_1904 else 61) or whole > 2_958_465:
        return Understood(text=text or f"{number:g}", certainty=Certainty.NOT_UNDERSTOOD)
    day = Edtf.day(start + timedelta(days=whole))
    return Understood(text=text or f"{number:g}", edtf=day, certainty=Certainty.EXACT, notes=(Note.SERIAL,))


def _stored(said: str, hemisphere: Hemisphere | None) -> Edtf | None:
    try:
        return Edtf.parse(said, hemisphere)
    except BadDate:
        return None


def _digits_only(said: str) -> Understood | None:
    digits = plain(said)
    if not re.fullmatch(r"\d{5}(?:\.\d+)?|\d{8}", digits, re.ASCII):
        return None
    if len(digits) != 8 or "." in digits:
        return from_serial(float(digits), text=said) if 20_000 <= float(digits) <= 80_000 else None
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
    return Understood(text=said, edtf=Edtf.day(day), certainty=Certainty.EXACT) if 1800 < day.year < 2200 else None


def _closed(text: str, stored: Edtf | Understood) -> Understood:
    if isinstance(stored, Understood):
        return msgspec.structs.replace(stored, text=text)
    return Understood(text=text, edtf=stored, certainty=Certainty.EXACT if stored.exact else Certainty.IMPRECISE)


def _placed(
    text: str, parts: Parts, words: Lexicon, hemisphere: Hemisphere | None, context_year: int | None
) -> Understood:
    parts.drafts = drafts_.complete(parts.drafts)
    notes = parts.notes
    if any(draft.day and not (draft.month or draft.hijri or draft.hijri_year) for draft in parts.drafts):
        return Understood(text=text, certainty=Certainty.NOT_UNDERSTOOD, notes=tuple(notes), unread=tuple(parts.left))
    if any(not (draft.year or draft.hijri_year) for draft in parts.drafts):
        if context_year is None:
            notes = [*notes, Note.NO_YEAR]
            left = tuple(parts.left)
            return Understood(text=text, certainty=Certainty.NOT_UNDERSTOOD, notes=tuple(notes), unread=left)
        for draft in parts.drafts:
            draft.year = draft.year or (0 if draft.hijri_year else context_year)
        notes.append(Note.YEAR_COMPLETED)
    try:
        edtf, others = _joined(parts, words, hemisphere)
    except (Impossible, BadDate, OverflowError):
        return Understood(text=text, certainty=Certainty.IMPOSSIBLE, notes=tuple(notes), unread=tuple(parts.left))
    if parts.left:
        notes.append(Note.WORDS_LEFT)
    if len(parts.left) > MOST_LEFT:
        unsure = tuple(dict.fromkeys([edtf, *others]))
        return Understood(
            text=text,
            certainty=Certainty.NOT_UNDERSTOOD,
            alternatives=unsure,
            notes=tuple(dict.fromkeys(notes)),
            unread=tuple(parts.left),
        )
    others = [other for other in dict.fromkeys(others) if other != edtf]
    return Understood(
        text=text,
        edtf=edtf,
        certainty=_certainty(edtf, others, notes),
        alternatives=tuple(others),
        notes=tuple(dict.fromkeys(notes)),
        unread=tuple(parts.left),
    )


def _certainty(edtf: Edtf, others: list[Edtf], notes: list[Note]) -> Certainty:
    if others or _DOUBTFUL.intersection(notes):
        return Certainty.DOUBTFUL
    return Certainty.EXACT if edtf.exact else Certainty.IMPRECISE


def _joined(parts: Parts, words: Lexicon, hemisphere: Hemisphere | None) -> tuple[Edtf, list[Edtf]]:
    found = [drafts_.days(draft, words, hemisphere) for draft in parts.drafts]
    for one in found:
        parts.notes.extend(one.notes)
    main = _ended(_span([one.edtf for one in found], parts), parts)
    others = []
    for index, one in enumerate(found):
        for other in one.others:
            swapped = [other if at == index else each.edtf for at, each in enumerate(found)]
            others.append(_ended(_span(swapped, parts, quiet=True), parts))
    return main, others


def _span(dates: list[Edtf], parts: Parts, quiet: bool = False) -> Edtf:
    first, last = dates[0], dates[-1]
    if len(set(dates)) == 1:
        return first
    ordered = sorted(dates, key=lambda one: one.sort_key)
    if ordered != dates and not parts.either:
        earlier = _year_before(first) if parts.inherited_year else None
        if earlier and len(dates) == 2 and earlier.bounds[0] <= last.bounds[0]:
            ordered = [earlier, last]
        elif not quiet:
            parts.notes.append(Note.REVERSED)
    end = max(ordered, key=lambda one: one.bounds[1])
    return between(ordered[0].start, end.end if end.period else end.start)


def _year_before(one: Edtf) -> Edtf | None:
    """ "28 December to 3 January 2025" began the year before."""
    if one.period or one.start is None or one.start.year < 2:
        return None
    moment = msgspec.structs.replace(one.start, year=one.start.year - 1)
    return Edtf(start=moment) if (moment.month, moment.day) != (2, 29) else None


def _ended(span: Edtf, parts: Parts) -> Edtf:
    """Put "since", "until", "before", "after", "night of" and the doubt on what the dates came to."""
    last = span.end if span.period else span.start
    if parts.since and not parts.closed:
        span = between(span.start, None)
    elif parts.until and not parts.closed:
        span = between(None, last)
    elif parts.before and span.start:
        span = between(None, _beside(span.start, -1))
    elif parts.after and last:
        span = between(_beside(last, 1), None)
    elif parts.night and span.exact and span.earliest:
        span = between(span.start, day_moment(span.earliest + timedelta(days=1)))
    return span.doubted(parts.doubt) if parts.doubt is not Doubt.NONE else span


def _beside(moment: Moment, step: int) -> Moment:
    """The day, month or year just before or just after, as exact as what was said."""
    day = moment.latest + timedelta(days=1) if step > 0 else moment.earliest - timedelta(days=1)
    precision = moment.precision
    if precision is Precision.MONTH:
        return Moment(year=day.year, month=day.month, precision=precision, doubt=moment.doubt)
    if precision is Precision.YEAR:
        return Moment(year=day.year, doubt=moment.doubt)
    return day_moment(day, moment.doubt)
