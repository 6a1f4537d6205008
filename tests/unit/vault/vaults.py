"""Vaults for tests: real files with a cheap key, one clock, and a law that allows everything unless told otherwise."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from fieldcase.model.declare import Room
from fieldcase.model.kinds import KINDS
from fieldcase.model.ledger.rules import FoldRules, Lawful, anybody
from fieldcase.model.machines import FACTS
from fieldcase.vault.database import transaction
from fieldcase.vault.founding import create
from fieldcase.vault.keys.slots import Cost
from fieldcase.vault.own import OFFICE
from fieldcase.vault.vault import Surroundings, Vault

CHEAP = Cost(memory=64, passes=1, lanes=1)
RULES = FoldRules.of(KINDS.values(), FACTS)
PASSPHRASE = "a laptop that opens"  # noqa: S105
ALL = tuple(Room)
OPEN_AND_NAMES = (Room.CASE, Room.OFFICE, Room.IDENTITY)


class Law:
    """Who was allowed what: everybody everything, but what `judge` says otherwise."""

    def __init__(
        self, holders: Mapping[str, tuple[str, ...]] | None = None, judge: Lawful = anybody, roster: bytes | None = None
    ) -> None:
        self.given, self.judge, self.roster = dict(holders or {}), judge, roster
        self.counting: dict[str, frozenset[bytes]] = {}

    def read(self, vault: Vault) -> Mapping[str, Collection[bytes]]:
        return self.counting

    def in_room(self, room: str) -> Lawful:
        return lambda label, seat, values: self.judge(label, seat, values)

    def apart(self, asked: bytes, confirms: bytes) -> bool:
        return asked != confirms

    def head_of(self, office: str) -> bytes | None:
        return self.roster

    def holders(self, office: str, compartment: str) -> tuple[str, ...]:
        return self.given.get(compartment, ())


def surroundings(folder: Path, start: datetime = datetime(2026, 3, 12, 9, tzinfo=UTC)) -> Surroundings:
    """A clock that goes on by a second at every look; heads kept outside in `folder`."""
    seconds, ticks = count(), count()

    def clock() -> datetime:
        return start + timedelta(seconds=next(seconds))

    def tick() -> float:
        return float(2 * next(ticks))

    return Surroundings(clock=clock, ticks=tick, chance=os.urandom, rules=RULES, outside=folder / "outside")


def new_vault(
    folder: Path, compartments: Iterable[Room] = ALL, law: Law | None = None, office: str = "XKAL", name: str = "vault"
) -> Vault:
    """A vault that was just founded."""
    vault = create(
        folder / name,
        PASSPHRASE,
        surroundings(folder),
        law or Law(),
        compartments=compartments,
        training=True,
        device="03",
        cost=CHEAP,
    )
    if office:
        vault.own.keep(OFFICE, office)
    return vault


def opened(folder: Path, law: Law | None = None, name: str = "vault", start: datetime | None = None) -> Vault:
    """The vault again, as after locking."""
    around = surroundings(folder, start) if start else surroundings(folder)
    return Vault.open(folder / name, PASSPHRASE, around, law or Law())


def again(vault: Vault, law: Law | None = None) -> Vault:
    """Locked and unlocked."""
    vault.close()
    return opened(vault.folder.parent, law, vault.folder.name)


def write(vault: Vault, kind: str, values: Mapping[str, object], record: str = "") -> str:
    """One use case that writes one record."""
    with vault.writing() as writing:
        found = record or writing.new_id()
        writing.set(kind, found, values)
        writing.commit()
    return found


def exchange(giver: Vault, taker: Vault, *rooms: str) -> None:
    """All that one holds of rooms that both read goes to the other."""
    for name in rooms or giver.rooms.names:
        room = giver.rooms.room(name)
        if room is None or taker.rooms.room(name) is None:
            continue
        heads = room.ledger.heads()
        entries = [entry for head in heads for entry in room.ledger.slice(bytes(32), head.entry)]
        with taker.taking(name) as taking:
            taking.apply(entries, heads)


def stale(vault: Vault, file: str, kind: str) -> None:
    """As if an update of the program had changed a kind's declaration."""
    connection = vault.files.databases[file]
    with transaction(connection):
        connection.execute("UPDATE ledger.kinds SET hash = 'of an older program' WHERE kind = ?", (kind,))


def ask_erasure(vault: Vault, room: str, record: str, *fields: str) -> None:
    """Ask that fields of a record be erased in a room; in force once another seat agrees."""
    with vault.writing() as writing:
        writing._append(room, "erasure", bytes.fromhex(record), {"erase": {"fields": list(fields), "values": {}}})
        writing.commit()


def agree(vault: Vault, room: str) -> None:
    """Confirm all that others asked for in a room."""
    found = vault.rooms.room(room)
    assert found is not None
    with vault.writing() as writing:
        writing.confirm(room, [one.hex() for one in found.ledger.judgement.asked])
        writing.commit()
