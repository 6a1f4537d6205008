"""How a file is said in a list: its size, its hash in groups, what happened to it. No widgets here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldcase.desktop.wording import Wording
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.office.sources.files import CustodyLine, FileLine

MOST_SHOWN = 64 * 1024 * 1024
"""Bytes of a file that is looked at in the window; a larger one is written out, on purpose."""
STEPS = 1024


def size_words(size: int | None) -> str:
    """A length in the unit that suits it."""
    if size is None:
        return ""
    if size < STEPS:
        return _("{count} bytes").format(count=size)
    if size < STEPS * STEPS:
        return _("{count} KB").format(count=round(size / STEPS))
    return _("{count} MB").format(count=round(size / STEPS / STEPS, 1))


def hash_words(sha256: str) -> str:
    """A hash in groups of eight, as one compares it by eye."""
    return " ".join(sha256[at : at + 8] for at in range(0, len(sha256), 8))


def event_words(line: CustodyLine, wording: Wording) -> str:
    """One event of the custody: what, when, by whom."""
    what = wording.term("custody_event", line.event)
    at = line.at.replace("T", " ").removesuffix("Z")[:16]
    said = _("{what} · {at} UTC · {name}").format(what=what, at=at, name=line.by)
    return f"{said} · {line.note}" if line.note else said


def facts_of(line: FileLine, wording: Wording) -> str:
    """Kind, length, when it was received and who took it in."""
    one = line.evidence
    by = next((event.by for event in line.custody if event.event == "received"), "")
    day = wording.short_day(one.received_at)
    added = _("added by {name}, {day}").format(name=by, day=day) if by else day
    return " · ".join(part for part in (wording.term("evidence_kind", one.kind), size_words(one.size), added) if part)


def reveals(line: FileLine) -> str:
    """What somebody must mind before it goes anywhere; empty where it was found harmless."""
    one = line.evidence
    if one.reveals_source and one.reveals_identity:
        return _("May reveal a source and who people are")
    if one.reveals_source:
        return _("May reveal a source")
    return _("Reveals who people are") if one.reveals_identity else ""


def why_not_shown(line: FileLine) -> str:
    """Why a file is not opened in the window; empty where it may be tried."""
    if not line.intact:
        return _("Its hash differed at the last look. It is blocked.")
    if (line.evidence.size or 0) > MOST_SHOWN:
        return _("It is too large to be shown here. Write it out on purpose.")
    return ""
