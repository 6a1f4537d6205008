"""How a rule says what it found: always with the code of a party, never with a name, a place or a narrative."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime

from fieldcase.model.dates.edtf import BadDate, Edtf
from fieldcase.model.declare import LText
from fieldcase.model.refusal import Finding, Severity

NUMBER = re.compile(r"[A-Z]{1,2}[0-9]{1,4}")


def found(
    rule: str,
    sentence: str,
    remedy: str = "",
    *,
    records: Iterable[str] = (),
    field: str = "",
    party: str = "",
    severity: Severity = Severity.ERROR,
) -> Finding:
    """A finding; `party` is a code (P-7K3D9X), `records` are ids."""
    return Finding(
        rule=rule,
        severity=severity,
        sentence=sentence,
        remedy=remedy,
        records=tuple(records),
        field=field,
        party_code=party,
    )


def warned(
    rule: str, sentence: str, remedy: str = "", *, records: Iterable[str] = (), field: str = "", party: str = ""
) -> Finding:
    """A finding that asks for a look or a written reason and does not block."""
    return found(rule, sentence, remedy, records=records, field=field, party=party, severity=Severity.WARNING)


def numbered(text: str) -> str:
    """A number such as A1, EV12 or L3 as it may stand in a sentence; anything else is no number and shows as “?”."""
    return text if NUMBER.fullmatch(text) else "?"


def dated(text: str) -> Edtf | None:
    """A stored date, or None where none was said or it cannot be read (a rule then has nothing to compare)."""
    if not text:
        return None
    try:
        return Edtf.parse(text)
    except BadDate:
        return None


def said(text: LText) -> bool:
    """True when the text says something in at least one language."""
    return any(words.text.strip() for words in text.values())


def instant(text: str) -> datetime | None:
    """A stored instant (ISO 8601, UTC where no zone was said), or None where none was said or it cannot be read."""
    try:
        moment = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment


def day_of(text: str) -> date | None:
    """The day of a stored day or instant, or None where none was said or it cannot be read."""
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def months_later(day: date, months: int) -> date:
    """The same day of the month so many months later, or the month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
