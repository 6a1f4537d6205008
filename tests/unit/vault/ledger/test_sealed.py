"""Closed rooms: anybody adds, only holders of the key read, and the opened copy never says more than the rows."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pyrage
import pytest

from fieldcase.model.ledger.entries import ZERO, Entry, part, ref
from fieldcase.vault.database import transaction
from fieldcase.vault.ledger import RoomLedger, SealedRoom, SignedHead
from fieldcase.vault.ledger.sealing import SealedEntriesWait, SealedRowUnreadable
from tests.unit.model.ledger.vaults import PERSON, RULES, SEATS
from tests.unit.vault.ledger.closed import ROOM, Closed, put_back
from tests.unit.vault.ledger.rooms import NAME, NOW, new_writer


@pytest.fixture
def rooms(tmp_path: Path) -> Iterator[list[Closed]]:
    made = [Closed(tmp_path / str(number), number, pyrage.x25519.Identity.generate()) for number in range(2)]
    yield made
    for room in made:
        room.close()


def test_rows_follow_what_a_key_holder_writes(rooms: list[Closed]) -> None:
    room = rooms[0]
    room.write(name="one")
    room.write(name="two", born="1990")
    assert room.shown() == ["two"]
    assert room.faults() == []
    assert room.sealed.heads() == room.opened.heads()
    assert b"two" in room.rows_say()
    assert room.catch_up().entries == (), "nothing was missed"


@pytest.mark.security
def test_nothing_of_it_is_clear_in_the_rows(rooms: list[Closed]) -> None:
    room = rooms[0]
    room.write(name="canary")
    found = [
        value
        for table in ("entry", "sealed", "branch", "head", "waiting")
        for row in room.rows_file.execute(f"SELECT * FROM {table}")
        for value in row
        if isinstance(value, bytes)
    ]
    assert found
    assert not any(b"canary" in value or PERSON in value or b"person" in value for value in found)
    assert room.rows_file.execute("SELECT count(*) FROM entry WHERE label IS NOT NULL").fetchone() == (0,)


def test_a_seat_without_the_key_adds_and_replaces_nothing(rooms: list[Closed]) -> None:
    room = rooms[0]
    one, two = room.add(name="one"), room.add(name="two")
    assert one.label is not None
    assert two.label is not None
    assert (two.label.count, two.label.values[0][1]) == (one.label.count + 1, ())
    assert room.shown() == [], "nobody opened it yet"
    changes = room.catch_up()
    assert NAME in changes.touched
    assert sorted(room.shown()) == ["one", "two"]
    assert room.opened.heads() == room.sealed.heads()
    room.write(name="decided")
    assert room.shown() == ["decided"]
    assert room.faults() == []


def test_a_seat_without_the_key_goes_on_in_its_feed(rooms: list[Closed]) -> None:
    room = rooms[0]
    one = room.add(name="one")
    room.writer, room.sealed = new_writer(0, seed=3), SealedRoom(room.rows_file, ROOM, [room.identity.to_public()])
    assert room.add(name="two").link.prev == one.id
    room.writer.new_life()
    three = room.add(name="three")
    assert three.link.seq == 1
    assert three.label is not None
    assert three.label.count == 5


def test_a_package_is_sealed_to_the_readers_of_this_vault(rooms: list[Closed]) -> None:
    one, two = rooms
    one.write(name="one")
    one.send(two)
    two.write(name="two")
    two.send(one)
    assert one.shown() == two.shown() == ["two"]
    assert one.opened.digest() == two.opened.digest()
    assert one.faults() == two.faults() == []
    one.send(two)
    assert two.faults() == []


def test_fills_are_sealed_anew(rooms: list[Closed]) -> None:
    one, two = rooms
    entry = one.write(name="one", born="1990")
    (head,) = one.opened.heads()
    first = next(iter(one.opened.slice(ZERO, head.entry)))
    two.take([first, part(entry, label=False)], [head])
    assert two.faults() == []
    two.take([part(entry, keep=lambda position: False)])
    assert two.opened.state(*NAME).fields["?"][0].why == "withheld"
    two.take([entry])
    two.opened.clear()
    two.catch_up()
    assert two.shown() == ["one"]
    assert two.opened.digest() == one.opened.digest()


def test_entries_that_would_wait_are_refused_and_nothing_is_kept(rooms: list[Closed]) -> None:
    one, two = rooms
    made = [one.write(name=f"{number}") for number in range(3)]
    with pytest.raises(SealedEntriesWait):
        two.take(made[1:], one.opened.heads())
    two.start()
    assert two.opened.count() == 0
    one.send(two)
    assert two.shown() == ["2"]


def test_a_copy_that_missed_a_commit_catches_up(rooms: list[Closed]) -> None:
    room = rooms[0]
    room.write(name="one")
    room.copy_file.execute("PRAGMA ledger.wal_checkpoint(TRUNCATE)")
    shutil.copy(room.folder / "identity.db", room.folder / "old")
    room.write(name="two")
    put_back(room)
    assert room.shown() == ["one"]
    assert room.catch_up().touched == {NAME}
    assert room.shown() == ["two"]
    assert room.faults() == []


def test_a_copy_ahead_of_the_rows_is_built_anew(rooms: list[Closed]) -> None:
    room = rooms[0]
    room.write(name="one")
    with transaction(room.copy_file):  # committed, but the ledger's own commit never came
        room.opened.append(room.writer, *NAME, {"name": "never"}, at=NOW)
        room.opened.sign(room.writer)
    room.start()
    assert room.shown() == ["never"]
    room.catch_up()
    assert room.shown() == ["one"]
    assert room.faults() == []


def test_a_copy_that_lost_an_entry_is_built_anew(rooms: list[Closed]) -> None:
    room = rooms[0]
    for number in range(3):
        room.write(name=f"{number}")
    room.copy_file.execute("DELETE FROM ledger.entry WHERE seq = 2")
    room.start()
    assert room.faults()
    room.catch_up()
    assert room.faults() == []
    assert room.shown() == ["2"]


def test_a_copy_that_shows_everything_is_left_alone(rooms: list[Closed]) -> None:
    one, two = rooms[:2]
    one.write(name="one")
    two.write(name="two")
    one.send(two)
    for room in (one, two):
        room.start()
        assert not room.catch_up().touched


def erase(one: Closed, two: Closed) -> Entry:
    entry = one.write(name="canary", born="1990")
    value = {"fields": ["name"], "values": {"name": [ref(entry.id, 0).hex()]}}
    asked = one.append("erasure", PERSON, {"erase": value})
    one.send(two)
    two.append("confirm", b"C" * 16, {"confirm": ""}, rests_on=[asked.id])
    return entry


@pytest.mark.security
def test_erased_text_leaves_the_rows_too_and_does_not_come_back(rooms: list[Closed]) -> None:
    one, two = rooms
    one.write(name="before")
    entry = erase(one, two)
    assert b"canary" not in two.rows_say()
    two.send(one)
    for room in rooms:
        room.take([entry])
        assert b"canary" not in room.rows_say()
        assert b"1990" in room.rows_say()
        assert room.shown() == ["erased"]
        room.opened.clear()
        room.catch_up()
        assert (room.shown(), room.shown("born")) == (["erased"], ["1990"])
        assert room.faults() == []
    assert one.opened.digest() == two.opened.digest()


@pytest.mark.security
def test_a_copy_put_back_from_before_an_erasure_brings_nothing_back(rooms: list[Closed]) -> None:
    one, two = rooms
    entry = one.write(name="canary")
    one.copy_file.execute("PRAGMA ledger.wal_checkpoint(TRUNCATE)")
    shutil.copy(one.folder / "identity.db", one.folder / "old")
    value = {"fields": None, "values": {"name": [ref(entry.id, 0).hex()]}}
    asked = one.append("erasure", PERSON, {"erase": value})
    one.send(two)
    two.append("confirm", b"C" * 16, {"confirm": ""}, rests_on=[asked.id])
    two.send(one)
    put_back(one)
    assert one.shown() == ["canary"]
    one.catch_up()
    assert one.shown() == ["erased"]
    assert b"canary" not in one.rows_say()
    assert entry.id in one.sealed.holds([entry.id])


def test_an_erasure_that_came_without_the_key_is_obeyed_when_it_is_read(rooms: list[Closed]) -> None:
    """A key holder's erasure, confirmed by a seat of the vault that cannot read what it confirms."""
    room = rooms[0]
    room.write(name="canary")
    asked = room.append("erasure", PERSON, {"erase": {"fields": None, "values": {}}})
    room.writer = new_writer(1)
    with transaction(room.rows_file):
        room.sealed.append(room.writer, "confirm", b"C" * 16, {"confirm": ""}, at=NOW, rests_on=[asked.id])
        room.sealed.sign(room.writer)
    assert b"canary" in room.rows_say()
    room.catch_up()
    assert room.shown("?") == ["erased"]
    assert b"canary" not in room.rows_say()
    assert room.catch_up().entries == ()
    assert room.faults() == []


@pytest.mark.security
def test_a_copy_built_anew_from_rows_that_still_hold_the_text_does_not_show_it(rooms: list[Closed]) -> None:
    room = rooms[0]
    entry = room.write(name="canary", born="1990")
    value = {"fields": ["name"], "values": {"name": [ref(entry.id, 0).hex()]}}
    asked = room.append("erasure", PERSON, {"erase": value})
    room.writer = new_writer(1)
    with transaction(room.rows_file):
        room.sealed.append(room.writer, "confirm", b"C" * 16, {"confirm": ""}, at=NOW, rests_on=[asked.id])
        room.sealed.sign(room.writer)
    with transaction(room.copy_file):
        room.opened.clear()
    room.catch_up()
    assert (room.shown(), room.shown("born")) == (["erased"], ["1990"])
    kept = room.copy_file.execute("SELECT texts FROM entry WHERE texts IS NOT NULL").fetchall()
    assert not any(b"canary" in texts for (texts,) in kept)
    assert b"canary" not in room.rows_say()
    assert room.faults() == []


def test_a_vault_without_the_key_drops_a_row_whole(rooms: list[Closed]) -> None:
    room = rooms[0]
    entry = room.write(name="canary", born="1990")
    with transaction(room.rows_file):
        room.sealed.drop([entry.id])
    assert b"canary" not in room.rows_say()
    room.catch_up()
    assert room.shown() == []
    assert [head.why for head in room.opened.state(*NAME).fields["?"]] == ["withheld", "withheld"]
    assert room.faults() == []


@pytest.mark.security
@pytest.mark.parametrize("column", ["label", "texts"])
def test_a_damaged_row_is_named_and_refused(rooms: list[Closed], column: str) -> None:
    room = rooms[0]
    room.write(name="one")
    room.rows_file.execute(f"UPDATE ledger.sealed SET {column} = substr({column}, 1, 100) WHERE change = 2")
    (fault,) = [fault for fault in room.faults() if "does not open" in fault.sentence]
    assert "entry 1" in fault.where
    with transaction(room.copy_file):
        room.opened.clear()
    with pytest.raises(SealedRowUnreadable):
        room.catch_up()


@pytest.mark.security
def test_a_row_of_another_entry_is_named(rooms: list[Closed]) -> None:
    room = rooms[0]
    room.write(name="one")
    room.write(name="two")
    room.rows_file.execute(
        "UPDATE ledger.sealed SET label = (SELECT label FROM sealed WHERE change = 3) WHERE change = 2"
    )
    assert any("entry 1" in fault.where and "label" in fault.sentence for fault in room.faults())


@pytest.mark.security
def test_a_lost_row_is_named_without_the_key(rooms: list[Closed]) -> None:
    room = rooms[0]
    room.write(name="one")
    room.rows_file.execute("DELETE FROM ledger.sealed WHERE change = 2")
    faults = list(room.sealed.verify(lambda done, of: None))
    assert [fault.sentence for fault in faults if "lost its row" in fault.sentence]


@pytest.mark.security
def test_only_recipients_read(rooms: list[Closed]) -> None:
    room = rooms[0]
    room.write(name="one")
    with transaction(room.copy_file):
        room.opened.clear()
    with pytest.raises(SealedRowUnreadable):
        room.sealed.catch_up(room.opened, [pyrage.x25519.Identity.generate()])


def test_open_rooms_beside_it_are_not_concerned(rooms: list[Closed]) -> None:
    room = rooms[0]
    case = RoomLedger(room.rows_file, "KAL/case", RULES)
    room.write(name="one")
    with transaction(room.rows_file):
        case.append(room.writer, *NAME, {"status": "alive"}, at=NOW)
        head = case.sign(room.writer)
    assert isinstance(head, SignedHead)
    assert case.unsealed() == {}
    room.write(name="two")
    assert list(case.verify(lambda done, of: None)) == []
    assert room.faults() == []
    assert case.seat_of(ref(head.entry, 0)) == SEATS[0]
