"""Closed rooms at random: whatever was written, sent, erased, lost or put back, the copy says what the rows say."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldcase.model.ledger.entries import ZERO, covered, part, path_of
from fieldcase.model.ledger.fold import Fold
from fieldcase.model.ledger.shelf import MemoryShelf
from fieldcase.vault.ledger.sealing import unsealed
from tests.unit.model.ledger.vaults import DANGER, PERSON, RISKS, RULES
from tests.unit.vault.ledger.closed import Closed, put_back

Ops = list[tuple[int, int, int]]
OPS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 1), st.integers(0, 5)), min_size=5, max_size=25)


@contextmanager
def two_rooms() -> Iterator[list[Closed]]:
    with tempfile.TemporaryDirectory() as folder:
        made = [Closed(Path(folder) / str(number), number, pyrage.x25519.Identity.generate()) for number in range(2)]
        yield made
        for room in made:
            room.close()


def act(rooms: list[Closed], op: int, a: int, c: int, chance: random.Random) -> None:
    room, other = rooms[a], rooms[1 - a]
    if op <= 2:
        room.write(**{["name", "born", "place"][c % 3]: f"canary {chance.random()}"})
    elif op == 3:
        room.append("risk", DANGER, {"risk": {"level": RISKS[c % 4]}})
    elif op == 4:
        room.add(name=f"canary {chance.random()}")
        room.catch_up()
    elif op == 5:
        erase(room, other, [None, ["name"]][c % 2])
    elif op == 6:
        room.opened.clear()
        room.catch_up()
    elif op == 7:
        room.copy_file.execute("PRAGMA ledger.wal_checkpoint(TRUNCATE)")
        shutil.copy(room.folder / "identity.db", room.folder / "old")
    elif op == 8 and room.folder.joinpath("old").exists():
        put_back(room)
        room.catch_up()
    else:
        send(room, other, c, chance)


def erase(room: Closed, other: Closed, fields: list[str] | None) -> None:
    """Asked for here, confirmed there: in force on both sides once it comes back."""
    known: dict[str, list[str]] = {}
    for path, heads in room.opened.state("person", PERSON).fields.items():
        known[path] = [head.ref.hex() for head in heads if not head.why]
    asked = room.append("erasure", PERSON, {"erase": {"fields": fields, "values": known}})
    room.send(other)
    other.append("confirm", b"C" * 16, {"confirm": ""}, rests_on=[asked.id])


def send(room: Closed, other: Closed, how: int, chance: random.Random) -> None:
    """Whole, without the labels of a record, or without some values."""
    heads = room.opened.heads()
    entries = {entry.id: entry for head in heads for entry in room.opened.slice(ZERO, head.entry)}
    sent = list(entries.values())
    if how == 1:
        sent = [part(entry, label=entry.label is None or entry.label.record != PERSON) for entry in sent]
    elif how == 2:
        sent = [part(entry, keep=lambda position: chance.random() < 0.5) for entry in sent]
    other.take(sent, heads)


def hold(ops: Ops, seed: int) -> None:
    chance = random.Random(seed)
    with two_rooms() as rooms:
        for op in ops:
            act(rooms, *op, chance)
        for room in rooms:
            assert room.faults() == []
            digest = room.opened.digest()
            rows = [row for batch in room.sealed._rows.rows(0, 100) for row in batch]
            plain = Fold(MemoryShelf(), RULES)
            plain.apply(unsealed(row, [room.identity]) for row in rows)
            assert plain.digests() == digest
            room.opened.clear()
            room.catch_up()
            assert room.opened.digest() == digest
            no_erased_text(room)


def no_erased_text(room: Closed) -> None:
    """Neither rows nor copy hold a value that an erasure in force takes."""
    judgement = room.opened.judgement
    for written in room.opened.written("person", PERSON):
        scopes = judgement.scopes(PERSON, written.label.knows)
        assert not any(value is not None and covered(path_of(value) or "", scopes) for value in written.values)
    kept = room.copy_file.execute("SELECT texts FROM entry WHERE texts IS NOT NULL").fetchall()
    both = room.rows_say(), b"".join(texts for (texts,) in kept)
    assert both[0].count(b"canary") == both[1].count(b"canary")


def test_closed_rooms_hold() -> None:
    chance = random.Random(12)
    for _ in range(4):
        ops = [(chance.randrange(10), chance.randrange(2), chance.randrange(6)) for _ in range(20)]
        hold(ops, chance.randrange(2**32))


@pytest.mark.slow
@settings(max_examples=60)
@given(OPS, st.integers(0, 2**32))
def test_closed_rooms_hold_always(ops: Ops, seed: int) -> None:
    hold(ops, seed)
