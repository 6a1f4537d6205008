"""Everything ever written of some records, old values and deleted records too, as the ledger holds it.

Views show what stands now; whoever asks what may leave, or what has left, asks here. Nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from fieldcase.model.declare import Room
from fieldcase.model.ledger.entries import ref
from fieldcase.vault.files import file_of
from fieldcase.vault.rooms import OpenRoom

if TYPE_CHECKING:
    from fieldcase.vault.vault import Vault

AT_ONCE = 400
"""Records read in one question."""


class HeldValue(msgspec.Struct, frozen=True, kw_only=True):
    """One value as it was written: its room, record, name (`ref`, 34 bytes) and bytes; which branch of which feed its
    entry stands in is asked of the ledger."""

    room: OpenRoom
    kind: str
    record: bytes
    ref: bytes
    value: bytes

    @property
    def entry(self) -> bytes:
        """The id of the entry that it is a value of."""
        return self.ref[:32]

    def __repr__(self) -> str:
        return f"HeldValue({self.kind}, {self.ref.hex()[:12]})"


def held_values(vault: Vault, records: Iterable[str], places: Collection[Room]) -> Iterator[HeldValue]:
    """Every readable value of these records (32 hex digits, of whatever kind) in the open rooms of these places."""
    wanted = list(dict.fromkeys(bytes.fromhex(one) for one in records))
    for room in vault.rooms.open():
        if room.place not in places:
            continue
        for at in range(0, len(wanted), AT_ONCE):
            for record, entries in room.ledger.shelf.rows(wanted[at : at + AT_ONCE]).items():
                for held in entries:
                    assert held.label is not None, "rows have labels"
                    for position, value in enumerate(held.values):
                        if value is not None:
                            name = ref(held.id, position)
                            yield HeldValue(room=room, kind=held.label.kind, record=record, ref=name, value=value)


def standing(value: HeldValue) -> bool:
    """Whether a value is among those that its record stands on now."""
    return any(head.ref == value.ref for head in value.room.ledger.state(value.kind, value.record).heads())


class Grown(msgspec.Struct, frozen=True):
    """How far a compartment's ledgers have come: another one after any entry, fill or erasure.

    `filled` counts every write to the file where something is lacking, for a fill brings no new entry; else it is 0.
    """

    entries: int
    lacking: int
    filled: int


def grown(vault: Vault, place: Room) -> Grown:
    """How far the ledgers of an open compartment have come; zeros where it is closed."""
    if place not in vault.rooms_open:
        return Grown(0, 0, 0)
    vault.rooms.bring_up()
    connection = vault.files.databases[file_of(place)]
    ((entries,),) = connection.execute("SELECT coalesce(max(n), 0) FROM entry").fetchall()
    ((lacking,),) = connection.execute("SELECT coalesce(sum(lacks), 0) FROM entry WHERE lacks > 0").fetchall()
    return Grown(int(entries), int(lacking), int(connection.total_changes) if lacking else 0)


def records_since(vault: Vault, place: Room, since: Grown) -> frozenset[str]:
    """The records (32 hex digits) of which entries came to an open compartment since then, over all its rooms."""
    connection = vault.files.databases[file_of(place)]
    rows = connection.execute("SELECT DISTINCT record FROM entry WHERE n > ? AND record IS NOT NULL", (since.entries,))
    return frozenset(bytes(record).hex() for (record,) in rows.fetchall())
