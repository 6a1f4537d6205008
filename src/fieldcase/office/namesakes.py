"""“Somebody else of this name”, said of a text of a record by a person who did not write it.

A minister may share a family's name. Who says so reads exactly this text: another wording is asked about again. A
contact or a number is never somebody else's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from fieldcase.documents.folding import squeezed
from fieldcase.model.kinds.namesakes import Namesake
from fieldcase.office.names import Hearsay
from fieldcase.office.session import Session

Text = tuple[str, str, str]
"""A text of a record: its id, the ledger path of its value, SHA-256 of the text."""


def persons(session: Session, seats: Iterable[str]) -> frozenset[str]:
    """The people behind seats (record ids); a seat itself where nothing else is known."""
    known = {seat.id: seat for rosters in session.known.rosters.values() for seat in rosters.roster.seats}
    return frozenset((known[seat].person or seat) if seat in known else seat for seat in seats)


def excusing(session: Session, record: str, writers: Iterable[str]) -> dict[Text, tuple[tuple[str, str], ...]]:
    """By text of a record, the (party id, words) that somebody found to be somebody else's name.

    `writers` are the seats that wrote the value that is asked about, or what it grew from: their word does not count.
    """
    wrote = persons(session, writers)
    found: dict[Text, tuple[tuple[str, str], ...]] = {}
    for one in session.vault.where(Namesake, "about", [record]):
        seats = {seat for by in session.vault.writers("namesake", one.id).values() for seat in by}
        by = persons(session, seats)
        if not by or by & wrote:
            continue
        said = one.reading
        text = (said.about, said.field, said.text)
        found[text] = (*found.get(text, ()), (said.party, said.form))
    return found


def left(
    found: Iterable[Hearsay], record: str, path: str, excuses: Mapping[Text, tuple[tuple[str, str], ...]]
) -> tuple[Hearsay, ...]:
    """Those whom a value names still, when words that are somebody else's name are left out."""
    every = tuple(found)
    if not excuses:
        return every
    others = [one for one in every if one.trait == "name" and _excused(one, excuses.get((record, path, one.text), ()))]
    return tuple(one for one in every if one.trait != "name" or not any(within(one, other) for other in others))


def _excused(one: Hearsay, recognised: Iterable[tuple[str, str]]) -> bool:
    return any(party == one.party and squeezed(form) == squeezed(one.form) for party, form in recognised)


def within(one: Hearsay, other: Hearsay) -> bool:
    """Whether a hit is another one of the same party, or a part of it."""
    same = (one.party, one.place, one.text) == (other.party, other.place, other.text)
    return same and other.start <= one.start and one.end <= other.end
