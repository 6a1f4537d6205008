"""A record as it is told on a card: what it is called, when, and everything else that was said, line by line.

A view model without widgets, made from the record's own declaration. Dates are said as the person wrote them.
"""

from __future__ import annotations

from dataclasses import dataclass

from fieldcase.desktop.form.saying import Names, say_part
from fieldcase.desktop.wording import Wording
from fieldcase.model.declare import Kind, Part, Record, Room, Shape, Type
from fieldcase.model.kinds import kind_of
from fieldcase.model.words import _

TITLES = {
    "act": ("act_no", "type"),
    "cooperation_link": ("mechanism", "type"),
    "law_or_measure": ("lom_no", "title"),
    "follow_up": ("kind",),
    "involvement": ("party", "role"),
    "information": ("info_no",),
    "evidence": ("ev_no",),
}
"""By kind: the fields whose words are the title of its card."""

WHEN = ("date", "since", "stages")
"""The fields that say when."""

LEFT_OUT = frozenset({"case", "as_imported"})


@dataclass(frozen=True)
class Told:
    """One record: its title, when it was, its words at length, and the other facts as pairs of label and words."""

    title: str
    when: str
    text: str
    facts: tuple[tuple[str, str], ...]


def told(record: Record, wording: Wording, names: Names) -> Told:
    """What a card says of a record; nothing of it stands in a closed compartment."""
    kind = kind_of(type(record))
    parts = {part.name: part for part in kind.parts}
    titles = TITLES.get(kind.name, ())

    def said(name: str) -> str:
        return say_part(parts[name], getattr(record, name), wording, names) if name in parts else ""

    when = next((words for name in WHEN if name in parts and name not in titles and (words := said(name))), "")
    longs = [name for name, part in parts.items() if _long(part) and said(name)]
    text = longs[0] if longs else ""
    facts = tuple(
        (_(part.field.label), said(name))
        for name, part in parts.items()
        if name not in titles and name != text and not _same(name, when, said) and _told_of(part) and said(name)
    )
    title = " · ".join(filter(None, (_first_upper(said(name)) for name in titles))) or _(kind.label)
    return Told(title, when, said(text) if text else "", facts)


def in_order(kind: Kind, records: tuple[Record, ...]) -> list[Record]:
    """The records in the order in which things happened; what has no date stands last."""
    dated = any(part.name == "date" for part in kind.parts)
    if not dated:
        return list(records)
    return sorted(records, key=lambda one: (not getattr(one, "date", ""), str(getattr(one, "date", ""))))


def _long(part: Part) -> bool:
    return part.shape is Shape.TEXTS and part.field.type is Type.LONG_TEXT and part.field.room is Room.CASE


def _same(name: str, when: str, said: object) -> bool:
    return name in WHEN and bool(when) and said(name) == when  # type: ignore[operator]  # a function


def _told_of(part: Part) -> bool:
    return part.name not in LEFT_OUT and part.field.room in (Room.CASE, Room.OFFICE) and not part.field.computed


def _first_upper(words: str) -> str:
    return words[:1].upper() + words[1:]
