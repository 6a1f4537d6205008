"""What a person typed is nowhere in the clear: not in a file, a log of the database, a temporary file or a repr."""

from __future__ import annotations

import io
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fieldcase.model.declare import Room
from fieldcase.vault.database import open_database, transaction
from fieldcase.vault.drafts import Drafts
from fieldcase.vault.keys import slots
from fieldcase.vault.keys.keyring import SeatKeys, new_identities
from fieldcase.vault.objects import Objects
from fieldcase.vault.outside import Outside, Point
from fieldcase.vault.views.lists import Compare, Filter, ListQuery, page
from fieldcase.vault.views.search import search
from fieldcase.vault.views.tables import Views
from tests.unit.vault.views_kinds import KINDS, a_matter, words

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
CANARY = "Zyxquandril"
SAID = f"{CANARY} Dovrak spoke at the Council. " * 40


def in_the_clear(folder: Path) -> list[str]:
    """Files whose bytes or name hold the canary, in any of the encodings that a program might write."""
    wanted = [form.encode(code) for form in (CANARY, CANARY.lower()) for code in ("utf-8", "utf-16-le", "utf-16-be")]
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    return [path.name for path in files if any(one in path.read_bytes() or CANARY in path.name for one in wanted)]


def open_files() -> set[str]:
    """What this process has open, by path."""
    return {os.readlink(f"/proc/self/fd/{one}") for one in os.listdir("/proc/self/fd") if one_is_open(one)}


def one_is_open(handle: str) -> bool:
    return os.path.exists(f"/proc/self/fd/{handle}")


@pytest.mark.security
def test_a_canary_in_every_part_is_in_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in ("TMPDIR", "SQLITE_TMPDIR", "HOME", "XDG_STATE_HOME"):
        (tmp_path / name).mkdir()
        monkeypatch.setenv(name, str(tmp_path / name))
    vault = tmp_path / "vault"
    vault.mkdir()
    keys = SeatKeys(
        vault=os.urandom(16),
        training=True,
        seat=os.urandom(32),
        databases={"ledger": os.urandom(32), "identity": os.urandom(32)},
        identities=new_identities(["identity"]),
    )
    before = open_files()
    slots.create_slots(vault / "slots", keys, CANARY, cost=slots.Cost(memory=8, passes=1, lanes=1))
    with pytest.raises(slots.WrongPassphrase):
        slots.open_slots(vault / "slots", CANARY * 2, now=NOW)
    objects = Objects(vault / "objects")
    objects.add(io.BytesIO(SAID.encode()), len(SAID.encode()))
    held = []
    for file, rooms in (("ledger", (Room.CASE,)), ("identity", (Room.IDENTITY,))):
        connection = open_database(vault / f"{file}.db", keys.database(file), vault=keys.vault, create=True)
        held.append(connection)
        views = Views(connection, KINDS, rooms)
        views.prepare()
        for round_ in range(3):  # replaced, sorted, searched: whatever the engine writes beside the file
            states = [
                a_matter(n, title__en=words(f"{CANARY} {round_}"), summary__en=words(SAID), place=CANARY)
                for n in range(300)
            ]
            with transaction(connection):
                views.refresh(states)
            assert search(views, CANARY).hits
            page(views, ListQuery(kind="matter", filters=(Filter("id", Compare.FILLED),)))
            connection.execute("SELECT shown FROM records ORDER BY shown DESC").fetchall()
            assert in_the_clear(tmp_path) == []
    drafts = Drafts(held[0], keys)
    drafts.keep(f"case/{CANARY}", SAID, at=NOW)
    outside = Outside(tmp_path / "state", keys, lambda: 0.0)
    outside.note(lambda: [Point(feed=bytes(16), seq=1, entry=bytes(32))])
    assert in_the_clear(tmp_path) == []
    opened = {path for path in open_files() - before if not path.startswith(("pipe:", "socket:", "anon_inode:"))}
    assert {Path(path).parent for path in opened} == {vault}, "a temporary file is open"
    for connection in held:
        connection.close()
    said = capfd.readouterr()
    assert CANARY not in said.out + said.err
    assert CANARY not in repr([keys, drafts.__dict__, outside.__dict__, objects.__dict__])
