"""What is drawn for one dated thing: doubt is drawn as doubt, never as a day that nobody said."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from fieldcase.model.dates.edtf import Edtf


class Lane(StrEnum):
    """The lanes, from top to bottom."""

    COOPERATION = "cooperation"
    ACTS = "acts"
    RISK = "risk"
    LETTERS = "letters"


class Shape(StrEnum):
    """How a thing is drawn."""

    POINT = "point"
    BETWEEN = "between"
    ABOUT = "about"
    OPEN = "open"
    BAND = "band"
    SQUARE = "square"
    DUE = "due"
    DRAFT = "draft"


@dataclass(frozen=True)
class Drawn:
    """One thing on the timeline: where, how, and in which words. `record` comes back when it is opened."""

    lane: Lane
    shape: Shape
    start: date
    end: date
    words: str
    full: str
    tone: str = "accent"
    record: object = field(default=None, compare=False)


def drawn(lane: str, kind: str, words: str, full: str, when: Edtf, today: date, record: object = None) -> Drawn | None:
    """How a dated thing is drawn; None where it has neither a beginning nor an end."""
    first, last = when.earliest, when.latest
    if first is None and last is None:
        return None
    open_end = last is None
    start = first or (last - timedelta(days=30) if last else today)
    end = last or max(today, start) + timedelta(days=10)
    where = Lane(lane) if lane in set(Lane) else Lane.ACTS
    return Drawn(where, _shape(where, kind, when, open_end), start, end, words, full, _tone(where, kind), record)


def _shape(lane: Lane, kind: str, when: Edtf, open_end: bool) -> Shape:
    if lane is Lane.RISK:
        return Shape.BAND
    if kind in ("due", "reply_due"):
        return Shape.DUE
    if kind in ("draft", "letter_draft"):
        return Shape.DRAFT
    if when.exact:
        return Shape.SQUARE if lane is Lane.LETTERS else Shape.POINT
    if open_end:
        return Shape.OPEN
    doubted = any(end is not None and end.doubt for end in (when.start, when.end)) or when.earliest is None
    return Shape.ABOUT if doubted else Shape.BETWEEN


def _tone(lane: Lane, kind: str) -> str:
    if lane is Lane.ACTS or kind in ("high", "imminent"):
        return "danger"
    if kind in ("medium", "late", "reply_late"):
        return "warn"
    return "ink2" if kind == "low" else "accent"
