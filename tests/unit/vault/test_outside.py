"""Heads kept outside the vault: a vault put back is noticed, whatever part of it was put back."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from fieldcase.vault.database import Connection, close_database, damaged_pages, open_database, transaction
from fieldcase.vault.disk import FolderReadOnly
from fieldcase.vault.keys.keyring import SeatKeys
from fieldcase.vault.outside import Compared, Outside, Point, Verdict
from tests.disks import read_only

FEED = bytes(range(16))


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


class Chain:
    """A chain of entries in a database, as the ledger keeps one, with nothing in them."""

    def __init__(self, path: Path, keys: SeatKeys) -> None:
        self.path, self.keys = path, keys
        self.connection: Connection
        self.open(create=True)
        self.connection.execute("CREATE TABLE ledger.entries (seq INTEGER PRIMARY KEY, id BLOB, text BLOB)")

    def open(self, create: bool = False) -> Chain:
        self.connection = open_database(self.path, bytes(range(32)), vault=self.keys.vault, create=create)
        return self

    def close(self) -> None:
        close_database(self.connection, self.path.name)

    def write(self, many: int, *, way: bytes = b"", feed: bytes = FEED) -> None:
        for _ in range(many):
            seq, entry = self.connection.execute("SELECT max(seq), id FROM entries").fetchone()
            seq = -1 if seq is None else seq
            entry = hashlib.sha256((entry or b"") + way).digest()
            with transaction(self.connection):
                self.connection.execute("INSERT INTO entries VALUES (?, ?, ?)", (seq + 1, entry, os.urandom(1200)))

    def heads(self) -> list[Point]:
        rows = self.connection.execute("SELECT seq, id FROM entries ORDER BY seq DESC LIMIT 1").fetchall()
        return [Point(feed=FEED, seq=seq, entry=entry) for seq, entry in rows]

    def holds(self, entry: bytes) -> bool:
        return self.connection.execute("SELECT 1 FROM entries WHERE id = ?", (entry,)).fetchone() is not None


@pytest.fixture
def keys() -> SeatKeys:
    return SeatKeys(vault=os.urandom(16), seat=os.urandom(32), databases={}, identities={})


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def outside(tmp_path: Path, keys: SeatKeys, clock: Clock) -> Outside:
    return Outside(tmp_path / "state" / "fieldcase", keys, clock)


@pytest.fixture
def chain(tmp_path: Path, keys: SeatKeys) -> Chain:
    (tmp_path / "vault").mkdir()
    chain = Chain(tmp_path / "vault" / "ledger.db", keys)
    chain.write(5)
    return chain


def compared(outside: Outside, chain: Chain) -> Compared:
    return outside.compare(chain.heads(), chain.holds)


def test_on_a_new_computer_nothing_is_known_yet(outside: Outside, chain: Chain) -> None:
    assert compared(outside, chain) == Compared(verdict=Verdict.FIRST)
    assert compared(outside, chain).fine


def test_the_same_and_a_later_vault_are_fine(outside: Outside, chain: Chain) -> None:
    assert outside.note(chain.heads)
    assert compared(outside, chain).verdict is Verdict.SAME
    chain.write(2)
    assert compared(outside, chain).verdict is Verdict.AHEAD
    assert compared(outside, chain).fault is None


def test_a_burst_of_commits_is_noted_once_a_second_and_the_rest_at_lock(
    outside: Outside, chain: Chain, clock: Clock
) -> None:
    assert outside.note(chain.heads)
    for _ in range(3):
        chain.write(1)
        clock.now += 0.3
        assert not outside.note(chain.heads)
    assert compared(outside, chain).verdict is Verdict.AHEAD
    assert outside.flush()
    assert compared(outside, chain).verdict is Verdict.SAME
    assert not outside.flush()
    clock.now += 1
    assert outside.note(chain.heads)


def put_back_the_file(chain: Chain) -> None:
    chain.close()
    shutil.copy(chain.path, chain.path.with_name("yesterday"))
    chain.open().write(3)


def and_open_yesterdays(chain: Chain) -> None:
    chain.close()
    os.replace(chain.path.with_name("yesterday"), chain.path)
    chain.open()


def test_yesterdays_file_put_back_is_older(outside: Outside, chain: Chain) -> None:
    put_back_the_file(chain)
    outside.note(chain.heads)
    and_open_yesterdays(chain)
    found = compared(outside, chain)
    assert found.verdict is Verdict.OLDER
    assert len(found.lost) == 1
    assert found.fault is not None
    assert "older" in found.fault.sentence
    assert found.fault.way_out


def test_a_vault_that_went_on_after_being_put_back_is_beside(outside: Outside, chain: Chain) -> None:
    put_back_the_file(chain)
    outside.note(chain.heads)
    and_open_yesterdays(chain)
    chain.write(4, way=b"another")
    found = compared(outside, chain)
    assert found.verdict is Verdict.BESIDE
    assert not found.fine


def with_a_log(chain: Chain, change: Callable[[Path], None]) -> None:
    """End as a kill does, with commits in the log, and change the log."""
    chain.write(20)
    log = chain.path.with_name(chain.path.name + "-wal")
    kept, file = log.read_bytes(), chain.path.read_bytes()
    chain.close()
    log.write_bytes(kept)
    chain.path.write_bytes(file)
    change(log)
    chain.open()


def flip_in_the_middle(log: Path) -> None:
    data = bytearray(log.read_bytes())
    data[len(data) // 2] ^= 1
    log.write_bytes(data)


@pytest.mark.security
@pytest.mark.parametrize(
    "change",
    [lambda log: os.truncate(log, log.stat().st_size // 2), lambda log: log.unlink(), flip_in_the_middle],
    ids=["cut", "deleted", "one bit"],
)
def test_a_log_that_was_cut_deleted_or_altered_is_older(
    outside: Outside, chain: Chain, change: Callable[[Path], None]
) -> None:
    chain.connection.execute("PRAGMA ledger.wal_checkpoint(TRUNCATE)")
    chain.write(20)
    outside.note(chain.heads)
    log = chain.path.with_name(chain.path.name + "-wal")
    kept, file = log.read_bytes(), chain.path.read_bytes()
    chain.close()
    log.write_bytes(kept)
    chain.path.write_bytes(file)
    assert compared(outside, chain.open()).verdict is Verdict.SAME  # the log itself is good
    chain.close()
    log.write_bytes(kept)
    chain.path.write_bytes(file)
    change(log)
    assert compared(outside, chain.open()).verdict is Verdict.OLDER


@pytest.mark.security
def test_an_old_page_put_back_is_older(outside: Outside, chain: Chain) -> None:
    chain.close()
    old = chain.path.read_bytes()
    chain.open().write(1)
    outside.note(chain.heads)
    chain.close()
    new = bytearray(chain.path.read_bytes())
    changed = [at for at in range(0, len(old), 4096) if new[at : at + 4096] != old[at : at + 4096]]
    assert changed
    for at in changed:
        page = bytearray(new)
        page[at : at + 4096] = old[at : at + 4096]
        chain.path.write_bytes(page)
        assert damaged_pages(chain.open().connection) == ()  # SQLCipher itself has nothing to say against it
        assert compared(outside, chain).verdict is Verdict.OLDER
        chain.connection.close()


@pytest.mark.security
def test_a_note_that_was_altered_or_is_somebody_elses_proves_nothing_and_says_so(
    outside: Outside, chain: Chain, clock: Clock
) -> None:
    outside.note(chain.heads)
    good = outside.path.read_bytes()
    for at in range(len(good)):
        data = bytearray(good)
        data[at] ^= 1
        outside.path.write_bytes(data)
        found = compared(outside, chain)
        assert found.verdict is Verdict.UNREADABLE, at
    assert compared(outside, chain).fault is not None
    other = msgspec.structs.replace(outside._keys, seat=os.urandom(32))
    Outside(outside.path.parent, other, clock).note(chain.heads)
    assert compared(outside, chain).verdict is Verdict.UNREADABLE
    assert outside.compare(chain.heads(), chain.holds, seats=[other.public]).verdict is Verdict.SAME
    elsewhere = msgspec.structs.replace(outside._keys, vault=os.urandom(16))
    Outside(outside.path.parent, elsewhere, clock).note(chain.heads)
    shutil.copy(outside.path.parent / elsewhere.vault.hex(), outside.path)
    assert compared(outside, chain).verdict is Verdict.UNREADABLE


def test_the_note_holds_hashes_only(outside: Outside, chain: Chain) -> None:
    outside.note(chain.heads)
    data = outside.path.read_bytes()
    assert FEED not in data
    assert outside.path.name == outside._keys.vault.hex()
    assert outside.path.stat().st_mode & 0o077 == 0
    assert len(data) < 300


def test_a_state_folder_that_cannot_be_written_spoils_no_commit_and_is_told(
    outside: Outside, chain: Chain, clock: Clock
) -> None:
    outside.path.parent.mkdir(parents=True)
    with read_only(outside.path.parent):
        assert not outside.note(chain.heads)
        assert isinstance(outside.trouble, FolderReadOnly)
    assert outside.flush()
    assert outside.trouble is None
