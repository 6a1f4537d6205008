"""A vault's closed room on real files, for tests: the rows in ledger.db and the opened copy in identity.db."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pyrage

from fieldcase.model.ledger.entries import ZERO, Entry
from fieldcase.vault.database import Connection, open_database, transaction
from fieldcase.vault.ledger import RoomLedger, SealedRoom
from tests.unit.model.ledger.vaults import PERSON, RULES
from tests.unit.vault.ledger.rooms import NAME, NOW, VAULT, new_file, new_writer

ROOM = "KAL/identity"


class Closed:
    """One vault's closed room: the rows in ledger.db, and the opened copy in identity.db for who has the key."""

    def __init__(self, folder: Path, number: int, identity: pyrage.x25519.Identity) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.identity = folder, identity
        self.rows_file, self.copy_file = new_file(folder / "ledger.db"), new_file(folder / "identity.db")
        self.writer = new_writer(number)
        self.start()

    def start(self) -> None:
        self.sealed = SealedRoom(self.rows_file, ROOM, [self.identity.to_public()])
        self.opened = RoomLedger(self.copy_file, ROOM, RULES)

    def write(self, kind: str = "person", record: bytes = PERSON, **values: Any) -> Entry:
        return self.append(kind, record, values)

    def append(self, *args: Any, **more: Any) -> Entry:
        with transaction(self.copy_file), transaction(self.rows_file):
            entry = self.opened.append(self.writer, *args, **({"at": NOW} | more))
            self.opened.sign(self.writer)
            self.sealed.follow(self.opened)
        return entry

    def add(self, **values: Any) -> Entry:
        """As a seat without the key."""
        with transaction(self.rows_file):
            entry = self.sealed.append(self.writer, *NAME, values, at=NOW)
            self.sealed.sign(self.writer)
        return entry

    def take(self, entries: list[Entry], heads: Any = ()) -> None:
        with transaction(self.copy_file), transaction(self.rows_file):
            self.opened.apply(entries, heads)
            self.sealed.follow(self.opened)

    def send(self, to: Closed) -> None:
        heads = self.opened.heads()
        entries = {entry.id: entry for head in heads for entry in self.opened.slice(ZERO, head.entry)}
        to.take(list(entries.values()), heads)

    def catch_up(self) -> Any:
        return self.sealed.catch_up(self.opened, [self.identity])

    def shown(self, path: str = "name") -> list[Any]:
        return [head.value or head.why for head in self.opened.state(*NAME).fields.get(path, [])]

    def faults(self) -> list[Any]:
        found = list(self.sealed.verify(lambda done, of: None, [self.identity]))
        return found + list(self.opened.verify(lambda done, of: None))

    def rows_say(self) -> bytes:
        """Everything that stands in the rows, opened."""
        rows = self.rows_file.execute("SELECT texts FROM sealed WHERE texts IS NOT NULL").fetchall()
        return b"".join(pyrage.decrypt(texts, [self.identity]) for (texts,) in rows)

    def close(self) -> None:
        self.rows_file.close()
        self.copy_file.close()


def reopened(path: Path) -> Connection:
    return open_database(path, bytes(range(1, 33)), vault=VAULT)


def put_back(room: Closed) -> None:
    """Yesterday's copy is put back."""
    room.copy_file.close()
    for end in ("-wal", "-shm"):
        room.folder.joinpath(f"identity.db{end}").unlink(missing_ok=True)
    shutil.copy(room.folder / "old", room.folder / "identity.db")
    room.copy_file = reopened(room.folder / "identity.db")
    room.start()
