"""Rooms on real SQLCipher files for the ledger's tests."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from fieldcase.model.ledger.entries import Entry
from fieldcase.model.ledger.rules import FoldRules
from fieldcase.vault.database import Connection, open_database
from fieldcase.vault.faults import Fault
from fieldcase.vault.ledger import FeedWriter, RoomLedger, SignedHead, create_tables
from fieldcase.vault.ledger.heads import signed
from tests.unit.model.ledger.vaults import KEYS, PERSON, RULES

VAULT = b"v" * 16
NAME = ("person", PERSON)
NOW = 1_772_000_000_000


def new_file(path: Path) -> Connection:
    connection = open_database(path, bytes(range(1, 33)), vault=VAULT, create=True)
    connection.execute("BEGIN")
    create_tables(connection)
    connection.execute("COMMIT")
    return connection


def new_writer(number: int = 0, seed: int = 1) -> FeedWriter:
    return FeedWriter(KEYS[number], random.Random(seed * 100 + number).randbytes)


class Desk:
    """A seat at a room of its own: what it writes is signed and committed at once."""

    def __init__(self, path: Path, number: int = 0, room: str = "KAL/case", rules: FoldRules = RULES) -> None:
        self.connection = new_file(path)
        self.ledger = RoomLedger(self.connection, room, rules)
        self.writer = new_writer(number)

    def write(self, kind: str = "person", record: bytes = PERSON, at: int = NOW, **values: Any) -> Entry:
        return self.append(kind, record, values, at=at)

    def append(self, *args: Any, **more: Any) -> Entry:
        self.connection.execute("BEGIN IMMEDIATE")
        entry = self.ledger.append(self.writer, *args, **({"at": NOW} | more))
        self.ledger.sign(self.writer)
        self.connection.execute("COMMIT")
        return entry

    def send(self, to: Desk) -> None:
        entries = [entry for head in self.ledger.heads() for entry in self.ledger.slice(bytes(32), head.entry)]
        to.take(list({entry.id: entry for entry in entries}.values()), self.ledger.heads())

    def take(self, entries: list[Entry], heads: Any = ()) -> Any:
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            changes = self.ledger.apply(entries, heads)
        except BaseException:
            self.connection.execute("ROLLBACK")
            self.ledger.reload()
            raise
        self.connection.execute("COMMIT")
        return changes

    def faults(self) -> list[Fault]:
        return list(self.ledger.verify(lambda done, of: None))

    def shown(self, path: str = "name") -> list[Any]:
        return [head.value or head.why for head in self.ledger.state(*NAME).fields.get(path, [])]

    def close(self) -> None:
        self.connection.close()


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[list[Desk]]:
    """Three desks of one room."""
    made = []
    for number in range(3):
        folder = tmp_path / str(number)
        folder.mkdir()
        made.append(Desk(folder / "ledger.db", number))
    yield made
    for desk in made:
        desk.close()


def head_of(key: Ed25519PrivateKey, entry: Entry) -> SignedHead:
    return signed(key, entry.link.feed, entry.link.seq, entry.id)
