"""A calendar file that other programs read (RFC 5545): whole days alone, no alarms, no people, nothing but what is
given.

Lines end in CR LF and are folded at 75 octets, never inside a character; text is escaped. An event keeps its `uid`, so
that a file taken in again changes what stands in a calendar instead of adding to it (RFC 5545, 3.8.7.4).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

import msgspec

WIDEST = 75
"""Octets of one line, its end aside (RFC 5545, 3.1)."""
PRODUCT = "-//Office calendar//EN"
"""Names no program: a calendar on a phone need not tell what its owner works with."""


class DayEvent(msgspec.Struct, frozen=True, kw_only=True):
    """Something on one whole day. `revision` grows with every change to it; `gone` takes it out again."""

    uid: str
    day: date
    summary: str
    revision: int = 0
    gone: bool = False


def write_calendar(events: Iterable[DayEvent], at: datetime) -> bytes:
    """The file with these events, made at an instant (any zone). Their order is that of day and `uid`."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    stamp = at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    for event in sorted(events, key=lambda one: (one.day, one.uid)):
        lines += _event(event, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _event(event: DayEvent, stamp: str) -> list[str]:
    after = event.day + timedelta(days=1) if event.day < date.max else event.day
    return [
        "BEGIN:VEVENT",
        f"UID:{_text(event.uid)}",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{after:%Y%m%d}",
        f"SUMMARY:{_text(event.summary)}",
        f"SEQUENCE:{event.revision}",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        f"STATUS:{'CANCELLED' if event.gone else 'CONFIRMED'}",
        "END:VEVENT",
    ]


def _text(said: str) -> str:
    """A text value (RFC 5545, 3.3.11): backslash, semicolon, comma and line ends escaped, control characters left
    out."""
    kept = "\n".join(said.splitlines())
    kept = kept.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    return "".join(one for one in kept if one == "\t" or (one >= " " and one != "\x7f"))


def _folded(line: str) -> Iterator[str]:
    """A line in parts of at most 75 octets; each after the first begins with a space, which counts."""
    part, size = "", 0
    for one in line:
        octets = len(one.encode())
        if size + octets > WIDEST:
            yield part
            part, size = " ", 1
        part, size = part + one, size + octets
    yield part
