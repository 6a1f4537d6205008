"""Which values stay here though their record goes: those whose text names somebody whom the peer may not know by name.

The case room is codes only, and a person may have typed a name all the same; old values travel too. For a peer that
may not have identities every text ever written is read against everybody on record, in whatever room it stands; what
names somebody goes without that value, and follows as a fill once it may (docs/formats/package.md, section 4). A step
with a name in its reason stays here whole.

What cannot be checked stays as well: all that was typed freely, where this seat reads no identities, and in cases with
a person of whose identity nothing came here yet. Nothing here says a name: `held_back` counts by code.
"""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from fieldcase.model.declare import Room
from fieldcase.model.ledger.entries import Entry, ref, seat_record
from fieldcase.office.exchange.share import HeadquartersShare
from fieldcase.office.names import Hearsay, reader
from fieldcase.office.namesakes import excusing, left
from fieldcase.office.session import Session
from fieldcase.office.telling import spoken, spoken_field
from fieldcase.vault.rooms import OpenRoom

TRUST = frozenset({"office", "seat", "roster", "peer", "policy"})
"""What trust is built on goes whole: it names colleagues, whom everybody in the office knows."""
UNCHECKED, UNKNOWN, SHOWS = "unchecked", "unknown", "shows"
"""Why a value stays that was not found to name anybody: no identities here, none of somebody in its case, or a file
that shows somebody could be found by it.
"""
FINDS = {"evidence": ("url", "sha256", "size"), "custody_event": ("custody",)}
"""Values by which a file is found elsewhere, on the web for one: its address, hash and length."""


class HeldBack(msgspec.Struct, frozen=True, kw_only=True):
    """A value that stays here: case number, record and field (with how they are called), and the code of whom it names.
    `why` is "" for a name, else why the text could not be checked; `party` is then the code of whom nothing is known,
    or empty."""

    case: str
    kind: str
    record: str
    field: str
    called: str
    label: str
    party: str = ""
    why: str = ""


class Withholding:
    """Decides value by value for one peer and room. `share`: the policy where the peer is headquarters, which may know
    some by name; None for a colleague without the identity room, who may know nobody. `doubts`: whether what cannot
    be checked stays, which is so unless this vault is headquarters itself. `blind`: nobody's name is known here.
    """

    def __init__(
        self, session: Session, room: OpenRoom, share: HeadquartersShare | None, *, doubts: bool, blind: bool
    ) -> None:
        self._session, self._room, self._share, self._doubts = session, room, share, doubts
        self._facts = share or HeadquartersShare(session, room.office)
        self._reader = reader(session)
        self._blind = doubts and blind
        self._unknown: dict[tuple[str, bytes], str] = {}
        self._noted: set[tuple[bytes, str, str, str]] = set()
        self._called: dict[bytes, str] = {}
        self.held_back: set[HeldBack] = set()

    def __call__(self, entry: Entry) -> Collection[int]:
        """The positions of an entry's values that stay here."""
        label = entry.label
        if label is None or label.kind in TRUST:
            return ()
        found = []
        for position, value in enumerate(entry.values):
            if value is not None and self._stays(label.kind, label.record, ref(entry.id, position), value):
                found.append(position)
        return found

    def _stays(self, kind: str, record: bytes, name: bytes, value: bytes) -> bool:
        if named := self._named(kind, record, name, value):
            path = self._reader.texts(kind, value)[0]
            for one in named:
                self._note(kind, record, path, one.code, "")
            return True
        if self._share and kind in FINDS:
            path = self._reader.texts(kind, value)[0]
            if path in FINDS[kind] and self._shows(self._share, kind, record):
                self._note(kind, record, path, "", SHOWS)
                return True
        if not self._doubts or self._room.place is not Room.CASE and not self._blind:
            return False
        why, party = (UNCHECKED, "") if self._blind else (UNKNOWN, self._nobody_knows(kind, record))
        if why == UNKNOWN and not party:
            return False
        path, texts = self._reader.texts(kind, value)
        if all(text.given for text in texts):
            return False
        self._note(kind, record, path, party, why)
        return True

    def _shows(self, share: HeadquartersShare, kind: str, record: bytes) -> bool:
        """Whether the file of a record shows a source, or somebody whom the peer may not know."""
        vault = self._session.vault
        shown = vault.shown(kind, record.hex())
        if kind != "evidence":
            shown = vault.shown("evidence", shown.values.get("evidence", "")) if shown else None
        values = shown.values if shown else {}
        if values.get("reveals_source", True):
            return True
        return bool(values.get("reveals_identity", True)) and not share.everybody_named(self._room, kind, record)

    def _named(self, kind: str, record: bytes, name: bytes, value: bytes) -> tuple[Hearsay, ...]:
        """Those named in a value whom the peer may not know, words that are somebody else's name left out."""
        found = self._reader.named(kind, name, value)
        if not found:
            return ()
        path = self._reader.texts(kind, value)[0]
        authors = self._room.ledger.authors(kind, record, name)
        excuses = excusing(self._session, record.hex(), {seat_record(seat).hex() for seat in authors})
        found = left(found, record.hex(), path, excuses)
        cleared = {one.party for one in found if self._cleared(kind, record, one.party)}
        own = {record.hex()} & cleared if self._room.place is Room.IDENTITY else set()
        if own and path.startswith("names/"):
            return ()  # the name of who is known: another of the same name is somebody else
        whole = [one for one in found if one.party in cleared and one.trait == "name"]
        return tuple(
            one
            for one in found
            if one.party not in own
            and not (one.party in cleared and one.trait == "name")
            and not any(_within(one, other) for other in whole)
        )

    def _cleared(self, kind: str, record: bytes, party: str) -> bool:
        return self._share is not None and self._share.knows_name(self._room, kind, record, party)

    def _nobody_knows(self, kind: str, record: bytes) -> str:
        """The code of somebody in the record's cases of whose identity nothing came here; empty where there is none."""
        key = (kind, record)
        if key not in self._unknown:
            self._unknown[key] = next(iter(self._facts.strangers(self._room, kind, record)), "")
        return self._unknown[key]

    def _note(self, kind: str, record: bytes, path: str, party: str, why: str) -> None:
        if (key := (record, path, party, why)) in self._noted:
            return
        self._noted.add(key)
        if record not in self._called:
            self._called[record] = spoken(self._session, kind, record.hex())
        for case in self._facts.case_numbers(self._room, kind, record) or ("",):
            self.held_back.add(
                HeldBack(
                    case=case,
                    kind=kind,
                    record=record.hex(),
                    field=path,
                    called=self._called[record],
                    label=spoken_field(kind, path),
                    party=party,
                    why=why,
                )
            )


def in_order(held: Collection[HeldBack]) -> tuple[HeldBack, ...]:
    """By case, kind, record and field."""
    return tuple(sorted(held, key=lambda one: (one.case, one.kind, one.record, one.field, one.party)))


def _within(one: Hearsay, other: Hearsay) -> bool:
    """Whether a hit is but a part of the longer name of somebody who may be known."""
    if (one.place, one.text, one.trait) != (other.place, other.text, "name"):
        return False
    longer = other.end - other.start > one.end - one.start
    return longer and other.start <= one.start and one.end <= other.end
