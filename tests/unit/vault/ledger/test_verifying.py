"""Whatever is done to a room's rows behind the program's back is found and named with feed and number."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from fieldcase.vault.ledger.shelf import pack, read_texts
from tests.unit.model.ledger.vaults import KEYS, PERSON
from tests.unit.vault.ledger.rooms import NOW, Desk, head_of, new_writer

pytestmark = pytest.mark.security


def written(desk: Desk) -> Desk:
    for number in range(6):
        desk.write(name=f"{number}", born="1990")
    assert desk.faults() == []
    return desk


def n_of(desk: Desk, seq: int) -> int:
    ((n,),) = desk.connection.execute("SELECT n FROM entry WHERE seq = ?", (seq,)).fetchall()
    return int(n)


def run(desk: Desk, sql: str, *more: Any) -> None:
    desk.connection.execute(sql, more)


def flip(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def altered_link(desk: Desk) -> None:
    ((link,),) = desk.connection.execute("SELECT link FROM entry WHERE seq = 3").fetchall()
    run(desk, "UPDATE ledger.entry SET link = ? WHERE seq = 3", flip(link, 5))


def unreadable_link(desk: Desk) -> None:
    run(desk, "UPDATE ledger.entry SET link = x'00' WHERE seq = 3")


def altered_label(desk: Desk) -> None:
    n = n_of(desk, 3)
    ((label,),) = desk.connection.execute("SELECT label FROM entry WHERE n = ?", (n,)).fetchall()
    run(desk, "UPDATE ledger.entry SET label = ? WHERE n = ?", flip(label, 4), n)


def altered_value(desk: Desk) -> None:
    n = n_of(desk, 3)
    ((texts,),) = desk.connection.execute("SELECT texts FROM entry WHERE n = ?", (n,)).fetchall()
    values = read_texts(texts)
    run(desk, "UPDATE ledger.entry SET texts = ? WHERE n = ?", pack((flip(values[0] or b"", 20), values[1])), n)


def lost_value(desk: Desk) -> None:
    run(desk, "UPDATE ledger.entry SET texts = ? WHERE n = ?", pack((None, None)), n_of(desk, 3))


def lost_label(desk: Desk) -> None:
    run(desk, "UPDATE ledger.entry SET record = NULL, label = NULL, texts = NULL WHERE seq = 3")


def moved_record(desk: Desk) -> None:
    run(desk, "UPDATE ledger.entry SET record = ? WHERE n = ?", b"x" * 16, n_of(desk, 3))


def dropped(desk: Desk) -> None:
    n = n_of(desk, 3)
    run(desk, "DELETE FROM ledger.entry WHERE n = ?", n)


def reordered(desk: Desk) -> None:
    three, four = n_of(desk, 3), n_of(desk, 4)
    for old, new in ((three, 1000), (four, three), (1000, four)):
        run(desk, f"UPDATE ledger.entry SET n = {new} WHERE n = {old}")


def duplicated(desk: Desk) -> None:
    run(
        desk,
        "INSERT INTO ledger.entry SELECT 1000, randomblob(32), room, branch, seq, lacks, record, link, label, texts"
        " FROM entry WHERE seq = 3",
    )


def doubled_number(desk: Desk) -> None:
    """The next entry written again, in its own branch's row: a copy that went on, put in by hand."""
    ((one,),) = desk.connection.execute("SELECT id FROM entry WHERE seq = 2").fetchall()
    branch = next(iter(desk.ledger.fold.chains.branches.values()))
    past = msgspec.structs.replace(branch, tip=one, tip_seq=2)
    label = {"wall": NOW, "clock_ok": True, "count": 3}
    other = new_writer(0, seed=8).next(past, "person", PERSON, {"name": "other"}, {}, **label)
    run(desk, "INSERT INTO ledger.entry VALUES (1000, ?, 1, 1, 3, 2, NULL, ?, NULL, NULL)", other.id, other.link_bytes)


def renumbered(desk: Desk) -> None:
    run(desk, "UPDATE ledger.entry SET seq = 30 WHERE seq = 3")


def cut_off(desk: Desk) -> None:
    for seq in (6, 5):
        run(desk, "DELETE FROM ledger.entry WHERE seq = ?", seq)


def cut_off_with_its_branch(desk: Desk) -> None:
    cut_off(desk)
    ((one,),) = desk.connection.execute("SELECT id FROM entry WHERE seq = 4").fetchall()
    run(desk, "UPDATE ledger.branch SET tip = ?, tip_seq = 4", one)


def older_head(desk: Desk) -> None:
    entry = desk.ledger.written("person", PERSON)[2]
    branch = next(iter(desk.ledger.fold.chains.branches.values()))
    made = desk.ledger.entry(entry.id)
    assert made is not None
    head = head_of(KEYS[0], made)
    assert head.feed == branch.feed
    run(desk, "UPDATE ledger.head SET entry = ?, seq = 3, signature = ?", head.entry, head.signature)


def no_head(desk: Desk) -> None:
    run(desk, "DELETE FROM ledger.head")


def altered_signature(desk: Desk) -> None:
    ((signature,),) = desk.connection.execute("SELECT signature FROM head").fetchall()
    other = signature[:200] + ("A" if signature[200] != "A" else "B") + signature[201:]
    run(desk, "UPDATE ledger.head SET signature = ?", other)


def foreign_signature(desk: Desk) -> None:
    made = desk.ledger.written("person", PERSON)[-1]
    entry = desk.ledger.entry(made.id)
    assert entry is not None
    head = head_of(KEYS[1], entry)
    run(desk, "UPDATE ledger.head SET seat = ?, signature = ?", head.seat, head.signature)


def head_over_nothing(desk: Desk) -> None:
    run(desk, "INSERT INTO ledger.head SELECT room, 7, seq, entry, seat, signature FROM head")


def other_branch(desk: Desk) -> None:
    run(desk, "UPDATE ledger.entry SET branch = 9 WHERE seq = 3")


def other_feed(desk: Desk) -> None:
    """Entries of another feed put in the place of this one's."""
    writer = new_writer(1)
    wrote = writer.open("KAL/case", (), wall=NOW, clock_ok=True, count=1)
    branch = next(iter(desk.ledger.fold.chains.branches.values()))
    theirs = msgspec.structs.replace(branch, feed=wrote.link.feed, tip=wrote.id, tip_seq=2)
    entry = writer.next(theirs, "person", PERSON, {"name": "x"}, {}, wall=NOW, clock_ok=True, count=2)
    run(desk, "UPDATE ledger.entry SET id = ?, link = ? WHERE seq = 3", entry.id, entry.link_bytes)


def other_room(desk: Desk) -> None:
    run(desk, "UPDATE ledger.room SET name = 'KAL/office'")
    desk.ledger.room = "KAL/office"


def other_seat(desk: Desk) -> None:
    run(desk, "UPDATE ledger.branch SET seat = ?", new_writer(1).seat)


def unlisted(desk: Desk) -> None:
    desk.append("erasure", PERSON, {"erase": {"fields": None, "values": {}}})
    run(desk, "DELETE FROM ledger.special")


def listed(desk: Desk) -> None:
    run(desk, "INSERT INTO ledger.special SELECT n, room, 'erasure' FROM entry WHERE seq = 3")


FAULTS: list[tuple[Callable[[Desk], None], str, str]] = [
    (altered_link, "Entry 3 of feed", "not as it was written"),
    (unreadable_link, "Entry 3 of feed", "not as it was written"),
    (altered_label, "Entry 3 of feed", "another label"),
    (altered_value, "Entry 3 of feed", "another value"),
    (lost_value, "Entry 3 of feed", "lost a value"),
    (lost_label, "Entry 3 of feed", "lost its label"),
    (moved_record, "Entry 3 of feed", "another record"),
    (dropped, "Entries 3 to 3 of feed", "missing"),
    (reordered, "Entries 3 to 3 of feed", "missing"),
    (duplicated, "Entry 3 of feed", "not as it was written"),
    (doubled_number, "Entry 3 of feed", "stands twice"),
    (renumbered, "Entry 3 of feed", "another number"),
    (cut_off, "ends at entry 4", "went to 6"),
    (cut_off_with_its_branch, "signed up to entry 6", "ends at 4"),
    (older_head, "from 4 on", "under no signature"),
    (no_head, "Feed", "under no signature"),
    (altered_signature, "signature over feed", "does not hold"),
    (foreign_signature, "Feed", "whose feed it is not"),
    (head_over_nothing, "signature stands over a feed", "not here"),
    (other_branch, "Entry 3 of feed", "no feed that is known"),
    (other_feed, "Entry 3 of feed", "another feed"),
    (unlisted, "Entry 7 of feed", "under its kind"),
    (listed, "Entry 3 of feed", "under its kind"),
    (other_room, "Entry 0 of feed", "another room"),
    (other_seat, "Entry 0 of feed", "another seat"),
]


@pytest.mark.parametrize(("harm", "what", "why"), FAULTS, ids=[fault[0].__name__ for fault in FAULTS])
def test_what_was_done_is_found_and_named(desks: list[Desk], harm: Callable[[Desk], None], what: str, why: str) -> None:
    desk = written(desks[0])
    harm(desk)
    faults = desk.faults()
    assert any(what in fault.sentence and why in fault.sentence for fault in faults), faults
    feed = next(iter(desk.ledger.fold.chains.branches.values())).feed.hex()[:8]
    assert any(feed in fault.where or feed in fault.sentence for fault in faults) or harm in (
        head_over_nothing,
        other_branch,
    )
    assert all(fault.way_out for fault in faults)


def test_a_sound_room_tells_how_far_it_is(desks: list[Desk]) -> None:
    desk, told = written(desks[0]), []
    assert list(desk.ledger.verify(lambda done, of: told.append((done, of)))) == []
    assert told == [(7, 14), (14, 14)]


def test_a_damaged_entry_that_waits_is_named(desks: list[Desk]) -> None:
    one, two = written(desks[0]), desks[1]
    made = [one.ledger.entry(entry.id) for entry in one.ledger.written("person", PERSON)]
    two.take([entry for entry in made[2:] if entry], one.ledger.heads())
    assert two.faults() == []
    for column, value in (("link", b"\x00"), ("label", b"\x90"), ("texts", b"\xc1")):
        two.connection.execute("SAVEPOINT before")
        two.connection.execute(f"UPDATE ledger.waiting SET {column} = ?", (value,))
        assert {fault.sentence for fault in list(two.ledger.verify(lambda done, of: None))} == {
            "An entry that waits for others is not as it was written."
        }
        two.connection.execute("ROLLBACK TO before")
