"""What the palette offers for some words: things to do, places to go to, and what cannot be done now, with the reason.

Codes and working titles only: no name ever stands here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from fieldcase.desktop.keys import KEYS, Where
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.office.finding import Found

PLACES = ("today", "cases", "letters", "reports", "exchange", "settings")
NOT_HERE = frozenset({"goto", "escape", "menu", "primary", "search", "next_region", "previous_region", "save"})
NOT_HERE |= {"next_problem", "previous_problem"}
RECENT = 5
DEEDS = 6


@dataclass(frozen=True)
class Target:
    """Something to go to or do: what it is called, and what `chosen` gives. `where` is a place inside the screen."""

    words: str
    name: str
    about: object = None
    icon: str = ""
    keys: str = ""
    beside: str = ""
    where: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Section:
    """A heading and what stands below it; `now` is False for what cannot be done now."""

    heading: str
    targets: tuple[Target, ...]
    now: bool = True


def commands(only: Sequence[str] = ()) -> list[Target]:
    """The commands of the table of keys; those that are named, or all that can be given everywhere."""
    return [
        Target(_(key.words), key.name, None, key.icon or "corner-down-right", key.said)
        for key in KEYS
        if key.where is Where.EVERYWHERE and key.name not in NOT_HERE and (not only or key.name in only)
    ]


def targets_of(found: Found) -> list[Target]:
    """People under their codes, then cases, as the office found them."""
    people = [
        Target(
            _("People and consent of {code}").format(code=one.code),
            "case",
            one.case,
            "handshake",
            beside=one.case_no,
            where={"tab": 1},
        )
        for one in found.people
    ]
    cases = [Target(row.case_no, "case", row.id, "folder", beside=row.title) for row in found.cases]
    return [*people, *cases]


def offered(
    words: str, found: Iterable[Target], recent: Sequence[Target], not_now: Mapping[str, str], stopped: Sequence[Target]
) -> list[Section]:
    """The sections for these words. `recent` are the last places; `not_now` the reason why a command cannot be given,
    by its name; `stopped` what the screen itself cannot do now, with the reason beside."""
    said = words.casefold().split()

    def fits(target: Target) -> bool:
        text = f"{target.words} {target.beside}".casefold()
        return all(word in text for word in said)

    every = commands()
    places = [one for one in every if one.name in PLACES and fits(one)]
    deeds = [one for one in every if one.name not in PLACES and one.name not in not_now and fits(one)]
    blocked = [
        Target(one.words, "", None, "ban", beside=not_now[one.name])
        for one in every
        if one.name in not_now and fits(one)
    ]
    if not said:
        sections = [
            Section(_("Where you were"), tuple(recent[:RECENT])),
            Section(_("Do"), tuple(deeds[:DEEDS])),
        ]
    else:
        going = (*found, *(one for one in recent if fits(one) and one not in tuple(found)), *places)
        sections = [Section(_("Do"), tuple(deeds[:DEEDS])), Section(_("Go to"), going[:9])]
    stops = (*(one for one in stopped if fits(one)), *blocked)
    sections.append(Section(_("Not now"), stops[:3], now=False))
    return [section for section in sections if section.targets]
