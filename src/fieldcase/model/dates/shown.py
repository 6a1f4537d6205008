"""A date in words, so that a person can see how it was understood: "about March 2025", "vers mars 2025".

Sentences come from the catalogue of the language spoken; the order of day, month and year is the translation's.
"""

from __future__ import annotations

from fieldcase.model.dates.drafts import Note
from fieldcase.model.dates.edtf import Doubt, Edtf, Moment, Precision
from fieldcase.model.dates.phrases import Certainty, Understood
from fieldcase.model.words import N_, _

_MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)

_PLAIN = {
    Precision.CENTURY: N_("{year} to {last_year}"),
    Precision.DECADE: N_("the {year}s"),
    Precision.YEAR: N_("{year}"),
    Precision.SOME_MONTH: N_("a month of {year}"),
    Precision.SOME_DAY: N_("a day of {year}"),
    Precision.MONTH: N_("{month} {year}"),
    Precision.DAY_OF_MONTH: N_("a day of {month} {year}"),
    Precision.DAY: N_("{day} {month} {year}"),
}
_FIRST_DAY = N_("1 {month} {year}")
_DOUBTED = {
    Doubt.UNCERTAIN: N_("{date}, uncertain"),
    Doubt.APPROXIMATE: N_("{date}, approximately"),
    Doubt.BOTH: N_("{date}, approximately and uncertain"),
}
_ABOUT = N_("about {date}")
_ABOUT_DAY = N_("around {date}")


def shown(date: Edtf) -> str:
    """The date in words, in the language spoken; its doubt is always said."""
    if not date.period:
        return _alone(date.start) if date.start else ""
    if date.end is None and date.start is not None:
        by_day = date.start.precision is Precision.DAY
        said = (_("from {date} on") if by_day else _("since {date}")).format(date=_said(date.start))
        return _doubted(said, date.start.doubt)
    if date.start is None and date.end is not None:
        by_day = date.end.precision is Precision.DAY
        said = (_("up to {date}") if by_day else _("until {date}")).format(date=_said(date.end))
        return _doubted(said, date.end.doubt)
    return _span(date.start, date.end) if date.start and date.end else ""


def _span(start: Moment, end: Moment) -> str:
    by_day = start.precision is end.precision is Precision.DAY
    sentence = _("from {start} to {end}") if by_day else _("{start} – {end}")
    if start.doubt is end.doubt:
        return _doubted(sentence.format(start=_said(start), end=_said(end)), start.doubt)
    return sentence.format(start=_doubted(_said(start), start.doubt), end=_doubted(_said(end), end.doubt))


def _doubted(said: str, doubt: Doubt) -> str:
    return said if doubt is Doubt.NONE else _(_DOUBTED[doubt]).format(date=said)


def _alone(moment: Moment) -> str:
    if moment.doubt is Doubt.APPROXIMATE:
        return _(_ABOUT_DAY if moment.precision is Precision.DAY else _ABOUT).format(date=_said(moment))
    return _doubted(_said(moment), moment.doubt)


def _said(moment: Moment) -> str:
    sentence = _FIRST_DAY if moment.precision is Precision.DAY and moment.day == 1 else _PLAIN[moment.precision]
    return _(sentence).format(
        day=moment.day,
        month=_(_MONTHS[moment.month - 1]) if moment.month else "",
        year=moment.year,
        last_year=moment.latest.year,
    )


_NOTES = {
    Note.AMBIGUOUS_ORDER: N_("Day and month could be the other way round: {others}."),
    Note.ORDER_MISMATCH: N_("The order of day and month is not the one expected here."),
    Note.TWO_DIGIT_YEAR: N_("The year was written with two digits."),
    Note.YEAR_COMPLETED: N_("The year was not said and was taken from the context."),
    Note.NO_YEAR: N_("No year was said."),
    Note.SERIAL: N_("It was a spreadsheet's day number."),
    Note.PLANNED: N_("It was planned when this was written."),
    Note.NO_HEMISPHERE: N_("The season is kept in words: the office has not said its hemisphere."),
    Note.SPANS_NEW_YEAR: N_("The season lies on both sides of the new year; it could also be {others}."),
    Note.HIJRI: N_("It was said in the Hijri calendar; the moon may differ by a day."),
    Note.FEAST: N_("It was said by a feast."),
    Note.WEEKDAY_DIFFERS: N_("The weekday said is not that of this day."),
    Note.REVERSED: N_("The end was said before the beginning."),
    Note.TIME: N_("A time of day was said too."),
    Note.WORDS_LEFT: N_("Not understood: {words}."),
}
_NO_DATE = {
    Certainty.UNKNOWN: N_("The date is not known."),
    Certainty.IMPOSSIBLE: N_("No calendar has this day."),
    Certainty.NOT_UNDERSTOOD: N_("This was not understood as a date; it is kept as written."),
}


def explained(understood: Understood) -> tuple[str, ...]:
    """What the date field says beneath a text: the date in words, then what had to be decided, a sentence each."""
    first = shown(understood.edtf) if understood.edtf else _(_NO_DATE.get(understood.certainty, ""))
    others = ", ".join(shown(other) for other in understood.alternatives)
    words = ", ".join(understood.unread)
    notes = (_(_NOTES[note]).format(others=others, words=words) for note in understood.notes)
    return tuple(sentence for sentence in (first, *notes) if sentence)
