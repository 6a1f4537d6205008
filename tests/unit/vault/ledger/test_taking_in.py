"""What a room takes in from others: forks, gaps, and what no signature reaches."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from fieldcase.model.ledger.entries import ZERO, part
from fieldcase.vault.keys.sshsig import BadSignature
from fieldcase.vault.ledger import ForeignHead, OtherRoom, RoomLedger, UnsignedEntries
from tests.unit.model.ledger.vaults import KEYS, RULES, SEATS
from tests.unit.vault.ledger.rooms import NAME, Desk, head_of, new_writer


def fork(one: Desk, two: Desk) -> None:
    """The first desk's vault was copied; both copies go on in the same feed."""
    one.write(name="before")
    one.send(two)
    two.writer = new_writer(0, seed=5)  # the same seat's key
    one.write(name="here")
    one.write(born="1990")
    two.write(name="there")


def test_both_ways_of_a_fork_stay_and_the_feed_is_closed_for_its_writer(desks: list[Desk]) -> None:
    one, two, three = desks
    fork(one, two)
    one.send(three)
    changes = three.take(
        [entry for head in two.ledger.heads() for entry in two.ledger.slice(ZERO, head.entry)], two.ledger.heads()
    )
    assert len(changes.forks) == 1
    assert sorted(three.shown()) == ["here", "there"]
    heads = three.ledger.heads()
    assert len(heads) == 2
    for head in heads:
        assert [entry.link.seq for entry in three.ledger.slice(ZERO, head.entry)] == list(range(head.seq + 1))
    two.send(one)
    one.write(name="decided")
    assert len({head.feed for head in one.ledger.heads()}) == 2  # a new feed, not one of the two ways
    (told,) = [fault for fault in three.faults() if "two ways" in fault.sentence]
    assert "after entry 1" in told.sentence


def test_a_slice_of_a_fork_begins_where_the_reader_is(desks: list[Desk]) -> None:
    one, two, three = desks
    fork(one, two)
    one.send(three)
    two.send(three)
    start = one.ledger.written(*NAME)[0].id
    for head in three.ledger.heads():
        assert [entry.link.seq for entry in three.ledger.slice(start, head.entry)] == list(range(2, head.seq + 1))
    theirs = [three.ledger.heads()[0].entry, three.ledger.heads()[1].entry]
    assert not three.ledger.reaches(*theirs)


def test_what_is_lacking_is_told_in_ranges(desks: list[Desk]) -> None:
    one, two, _ = desks
    made = [one.write(name=f"{number}") for number in range(6)]
    (head,) = one.ledger.heads()
    first = next(iter(one.ledger.slice(ZERO, head.entry)))
    sent = [part(entry, label=entry.link.seq not in (2, 3, 5)) for entry in made]
    sent[5] = part(made[5], keep=lambda position: False)
    two.take([first, *sent], [head])
    lacking = two.ledger.lacking(head.entry)
    assert (lacking.labels, lacking.values) == (((2, 3), (5, 5)), ((6, 6),))
    two.take([made[1], made[5]])
    lacking = two.ledger.lacking(head.entry)
    assert (lacking.labels, lacking.values) == (((3, 3), (5, 5)), ())
    assert two.faults() == []
    two.take(made)
    assert two.ledger.digest() == one.ledger.digest()


def test_entries_wait_for_what_stands_before_them(desks: list[Desk]) -> None:
    one, two, _ = desks
    made = [one.write(name=f"{number}") for number in range(4)]
    (head,) = one.ledger.heads()
    first = next(iter(one.ledger.slice(ZERO, head.entry)))
    assert two.take(made[2:], [head]).waiting == 2
    assert two.shown() == []
    assert two.ledger.heads() == ()
    two.ledger = RoomLedger(two.connection, "KAL/case", RULES)  # they wait on the disk
    start = head_of(KEYS[0], made[1])
    assert NAME in two.take([first, *made[:2]], [start]).touched
    assert two.shown() == ["3"]
    assert two.ledger.heads() == (head,)
    assert two.ledger.digest() == one.ledger.digest()
    assert two.faults() == []


@pytest.mark.security
def test_what_no_signature_reaches_is_not_taken_in(desks: list[Desk]) -> None:
    one, two, _ = desks
    made = [one.write(name=f"{number}") for number in range(3)]
    first = next(iter(one.ledger.slice(ZERO, made[-1].id)))
    before = two.ledger.digest()
    older = head_of(KEYS[0], made[1])
    with pytest.raises(UnsignedEntries):
        two.take([first, *made], [older])
    with pytest.raises(UnsignedEntries):
        two.take([first, *made])
    with pytest.raises(UnsignedEntries):
        two.take([], [older])
    assert two.ledger.digest() == before
    two.take([first, *made[:2]], [older])
    assert two.shown() == ["1"]


@pytest.mark.security
def test_a_head_by_another_seat_or_over_other_bytes_is_refused(desks: list[Desk]) -> None:
    one, two, _ = desks
    made = one.write(name="one")
    first = next(iter(one.ledger.slice(ZERO, made.id)))
    (head,) = one.ledger.heads()
    replace = msgspec.structs.replace
    with pytest.raises(ForeignHead):
        two.take([first, made], [head_of(KEYS[1], made)])
    with pytest.raises(BadSignature):
        two.take([first, made], [replace(head, seat=SEATS[1])])
    with pytest.raises(BadSignature):
        two.take([first, made], [replace(head, entry=first.id)])
    with pytest.raises(BadSignature):
        two.take([first, made], [replace(head, feed=b"x" * 16)])
    two.take([first, made], [head])
    with pytest.raises(ForeignHead):  # over an entry held already
        two.take([], [head_of(KEYS[1], made)])
    assert two.shown() == ["one"]


@pytest.mark.security
def test_another_seat_cannot_go_on_in_a_feed_that_is_not_here_yet(desks: list[Desk]) -> None:
    one, two, three = desks
    made = one.write(name="one")
    one.send(two)
    two.writer = new_writer(0, seed=5)
    forged = two.write(name="forged")
    three.take([forged], [head_of(KEYS[1], forged)])
    one.send(three)
    assert three.shown() == ["one"]
    assert made.id in three.ledger.holds([made.id, forged.id])
    assert forged.id not in three.ledger.holds([made.id, forged.id])
    assert three.faults() == []
    three.take([forged], [head_of(KEYS[0], forged)])
    assert three.shown() == ["forged"]


@pytest.mark.security
def test_a_feed_of_another_room_is_refused(desks: list[Desk], tmp_path: Path) -> None:
    other = Desk(tmp_path / "other.db", 1, room="KAL/office")
    other.write(name="one")
    with pytest.raises(OtherRoom):
        other.send(desks[0])
    other.close()
