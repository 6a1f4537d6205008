"""A program killed at any moment loses nothing that it had confirmed, and leaves nothing half done."""

from __future__ import annotations

import io
import os
import random
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

from fieldcase.model.declare import Room
from fieldcase.vault.database import close_database, damaged_pages, open_database, transaction
from fieldcase.vault.disk import write_new
from fieldcase.vault.keys import slots
from fieldcase.vault.keys.keyring import SeatKeys
from fieldcase.vault.objects import Objects
from fieldcase.vault.views.search import search
from fieldcase.vault.views.tables import Views
from tests.kills import Confirm, Kills
from tests.power import POSSIBLE, Disk
from tests.unit.vault.views_kinds import KINDS, a_matter, an_id, words

KEY, VAULT = bytes(range(32)), bytes(16)
HERE = "tests.integration.vault.test_kills"
CHEAP = slots.Cost(memory=8, passes=1, lanes=1)


def views_in(folder: Path) -> Views:
    path = folder / "ledger.db"
    connection = open_database(path, KEY, vault=VAULT, create=not path.exists())
    views = Views(connection, KINDS, (Room.CASE,))
    views.prepare()
    connection.execute("CREATE TABLE IF NOT EXISTS ledger.head (n INTEGER)")
    return views


def write_records(folder: Path, confirm: Confirm) -> None:
    """Each transaction writes one record with its words, and the head."""
    views = views_in(folder)
    last = views.connection.execute("SELECT max(n) FROM head").fetchone()[0] or 0
    for n in count(last + 1):
        with transaction(views.connection):
            views.refresh([a_matter(n, summary__en=words(f"alpha{n} threat {os.urandom(900).hex()}"))])
            views.connection.execute("INSERT INTO ledger.head VALUES (?)", (n,))
        confirm(str(n))


def write_objects(folder: Path, confirm: Confirm) -> None:
    objects = Objects(folder / "objects")
    for _ in count():
        content = os.urandom(30_000)
        stored = objects.add(io.BytesIO(content), len(content))
        confirm(f"{stored.object} {stored.identity} {stored.sha256}")


def write_slots(folder: Path, confirm: Confirm) -> None:
    """Each round changes the passphrase and says so before and after."""
    path = folder / "slots"
    keys = SeatKeys(vault=VAULT, training=True, seat=bytes(range(32)), databases={"ledger": KEY}, identities={})
    path.unlink(missing_ok=True)
    opened = slots.create_slots(path, keys, "0", cost=CHEAP)
    for n in count(1):
        confirm(f"next {n}")
        opened = slots.rewrap(path, opened, str(n))
        confirm(str(n))


def look_at_records(folder: Path, confirmed: list[str]) -> None:
    views = views_in(folder)
    connection = views.connection
    (head,) = connection.execute("SELECT max(n) FROM head").fetchone()
    assert head >= int(confirmed[-1]), "what was confirmed is lost"
    assert views.total("matter") == head
    assert connection.execute("SELECT count(*) FROM records").fetchone() == (head,)
    shown = views.get("matter", an_id(head))
    assert shown is not None
    assert [hit.id for hit in search(views, f"alpha{head}").hits] == [an_id(head)]
    assert search(views, f"alpha{head + 1}").hits == ()
    assert damaged_pages(connection) == ()
    assert connection.execute("PRAGMA ledger.quick_check").fetchone() == ("ok",)
    assert views.index.sound()
    close_database(connection, "ledger.db")


def kill_records(folder: Path, times: int, then: Callable[[], None] = lambda: None) -> None:
    folder.mkdir(exist_ok=True)
    for confirmed in Kills(f"{HERE}:write_records", folder, random.Random(11)).rounds(times):
        then()
        look_at_records(folder, confirmed)


def kill_objects(folder: Path, times: int, then: Callable[[], None] = lambda: None) -> None:
    folder.mkdir(exist_ok=True)
    objects = Objects(folder / "objects")
    for confirmed in Kills(f"{HERE}:write_objects", folder, random.Random(12)).rounds(times):
        then()
        objects.clear_drafts()
        assert {line.split()[0] for line in confirmed} <= set(objects)
        assert all(objects.sound(name) for name in objects)
        name, identity, _ = confirmed[-1].split()
        assert len(objects.read(name, identity)) == 30_000
        for one in list(objects):
            objects.remove(one)


def kill_slots(folder: Path, times: int, then: Callable[[], None] = lambda: None) -> None:
    folder.mkdir(exist_ok=True)
    path = folder / "slots"
    now = datetime(2026, 3, 2, tzinfo=UTC)
    for confirmed in Kills(f"{HERE}:write_slots", folder, random.Random(13)).rounds(times):
        then()
        done = [line for line in confirmed if not line.startswith("next")]
        ways = [done[-1] if done else "0", confirmed[-1].split()[-1]]
        opened = 0
        for passphrase in dict.fromkeys(ways):
            try:
                opened += slots.open_slots(path, passphrase, now=now).keys.vault == VAULT
            except slots.WrongPassphrase:
                continue
        assert opened == 1
        assert slots.slots_sound(path)


def test_some_kills_while_records_are_written(tmp_path: Path) -> None:
    kill_records(tmp_path / "vault", 4)


@pytest.mark.fault
def test_five_hundred_kills_while_records_are_written(tmp_path: Path) -> None:
    kill_records(tmp_path / "vault", 500)


def test_some_kills_while_evidence_files_are_written(tmp_path: Path) -> None:
    kill_objects(tmp_path / "vault", 3)


@pytest.mark.fault
def test_a_hundred_kills_while_evidence_files_are_written(tmp_path: Path) -> None:
    kill_objects(tmp_path / "vault", 100)


def test_some_kills_while_the_passphrase_is_changed(tmp_path: Path) -> None:
    kill_slots(tmp_path / "vault", 3)


@pytest.mark.fault
def test_a_hundred_kills_while_the_passphrase_is_changed(tmp_path: Path) -> None:
    kill_slots(tmp_path / "vault", 100)


@pytest.mark.fault
@pytest.mark.skipif(not POSSIBLE, reason="a disk to cut the power of needs root and loop devices")
class TestPowerCuts:
    """What was confirmed is there although everything that was not flushed to the disk is lost."""

    def test_the_harness_does_lose_what_nobody_flushed(self, tmp_path: Path) -> None:
        with Disk(tmp_path) as disk:
            kept, lost = disk.folder / "kept", disk.folder / "lost"
            write_new(kept, b"flushed")
            lost.write_bytes(b"not flushed")
            disk.cut()
            assert kept.read_bytes() == b"flushed"
            assert not lost.exists() or lost.read_bytes() == b""

    def test_while_records_are_written(self, tmp_path: Path) -> None:
        with Disk(tmp_path) as disk:
            kill_records(disk.folder, 40, disk.cut)

    def test_while_evidence_files_are_written(self, tmp_path: Path) -> None:
        with Disk(tmp_path) as disk:
            kill_objects(disk.folder, 25, disk.cut)

    def test_while_the_passphrase_is_changed(self, tmp_path: Path) -> None:
        with Disk(tmp_path) as disk:
            kill_slots(disk.folder, 25, disk.cut)
