"""The naming table of a rendition: how each party may appear, and the words that stand for it.

The table is made from consent (G4) by whoever may open the identity room; this module only looks things up. A party
that is not in the table counts as NONE. Office codes are never printed: a coded party is "Person A" in this letter.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from string import ascii_uppercase

import msgspec

from fieldcase.documents.tree import Level


class PartyKind(StrEnum):
    """What a party is; "Person A", "Group A", "Organisation A" are counted apart."""

    PERSON = "person"
    GROUP = "group"
    ORGANISATION = "organisation"


class PartyNaming(msgspec.Struct, frozen=True, kw_only=True):
    """How one party may appear.

    `name` is printed at NAMED, with `also` (the name in its own script) in brackets the first time. `descriptor` is the
    general description printed at ANON ("a woman human rights defender"). `letter` fixes the "A" of "Person A", so that
    a follow-up uses the same one. `protected` is false for an alleged perpetrator, an official or staff acting in
    function (G4); for these `function` and `naming_reason` (of the head of presence) are what §10.5 asks for.
    """

    party: str
    level: Level
    kind: PartyKind = PartyKind.PERSON
    name: str = ""
    also: str = ""
    descriptor: str = ""
    letter: str = ""
    protected: bool = True
    function: str = ""
    naming_reason: str = ""


class Naming(msgspec.Struct, frozen=True, kw_only=True):
    """The table: a row a party, in the order in which letters are given out."""

    parties: tuple[PartyNaming, ...] = ()

    def of(self, party: str) -> PartyNaming:
        """The row of a party; one that is missing counts as NONE."""
        for row in self.parties:
            if row.party == party:
                return row
        return PartyNaming(party=party, level=Level.NONE)

    def level(self, party: str) -> Level:
        """How far a party may appear."""
        return self.of(party).level

    def letters(self) -> Mapping[str, str]:
        """The letter of each coded party; those fixed are kept, the others follow in order, each kind counted apart."""
        given: dict[str, str] = {}
        for kind in PartyKind:
            rows = [row for row in self.parties if row.level is Level.CODED and row.kind is kind]
            taken = {row.letter for row in rows if row.letter}
            free = (letter for letter in _letters(len(rows) + len(taken)) if letter not in taken)
            given |= {row.party: row.letter or next(free) for row in rows}
        return given


def _letters(count: int) -> list[str]:
    """A, B … Z, AA, AB …"""
    single = list(ascii_uppercase)
    return [single[n] if n < 26 else single[n // 26 - 1] + single[n % 26] for n in range(min(count, 26 * 27))]


def lowest(naming: Naming, parties: tuple[str, ...]) -> Level:
    """The most restrictive level among some parties; NAMED when there are none."""
    order = (Level.NONE, Level.ANON, Level.CODED, Level.NAMED)
    return min((naming.level(party) for party in parties), key=order.index, default=Level.NAMED)
