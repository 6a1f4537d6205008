"""Packages between real ledgers in SQLCipher: same entries, same state, wherever packages went."""

from __future__ import annotations

import io
import itertools
import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from fieldcase.exchange.inbox import Inbox, What
from fieldcase.exchange.outbox import Outbox
from fieldcase.exchange.package.lines import Line, written
from fieldcase.exchange.package.manifest import Purpose, SliceRow
from fieldcase.exchange.package.seal import sealed
from fieldcase.exchange.policy import Goes
from fieldcase.exchange.slices import Decide
from fieldcase.exchange.tray import Tray
from fieldcase.model.ledger.entries import Label, make_entry, sha, value_bytes
from fieldcase.model.ledger.rules import FoldRules
from fieldcase.vault.database import close_database, open_database, transaction
from fieldcase.vault.disk import DiskFull
from fieldcase.vault.ledger import FeedWriter, RoomLedger, create_tables
from fieldcase.vault.ledger.heads import NAMESPACE
from tests.parcels import NOW, ROOM, Book, Mail, Person, Vault, bytes_of, chance_from, manifest_for

ILENA, OREN, TARO = Person("Ilena"), Person("Oren"), Person("Taro")
BOOK = Book(ILENA, OREN, TARO)


class Laptop(Vault):
    """A vault whose room is a real ledger in a file of its own."""

    def __init__(self, person: Person, folder: Path) -> None:
        super().__init__(person, BOOK)
        key = bytes_of(f"database of {person.name}", 32)
        self.connection = open_database(folder / "ledger.db", key, vault=bytes.fromhex(person.vault), create=True)
        with transaction(self.connection):
            create_tables(self.connection)
        self.ledger = RoomLedger(self.connection, ROOM, FoldRules())
        self.writer = FeedWriter(person.key, os.urandom)
        self.inbox = Inbox(self, Tray(folder / "waiting", folder / "aside"), lambda: NOW)
        self.outbox = Outbox(self, lambda: NOW, chance_from(person.name))
        self._times = itertools.count()

    def room(self, room: str) -> Any:
        return self.ledger

    @contextmanager
    def applying(self, room: str) -> Iterator[Any]:
        before = {name: value.copy() for name, value in self.mailroom.__dict__.items()}
        try:
            with transaction(self.connection):
                yield _Real(self.ledger, self.mailroom)
        except BaseException:
            self.ledger.reload()
            self.mailroom.__dict__.update(before)
            raise

    def write(self, word: str, path: str, value: Any) -> None:
        with transaction(self.connection):
            self.ledger.append(self.writer, "case", bytes_of(word), {path: value}, at=next(self._times))
            self.ledger.sign(self.writer)

    def send(self, to: Laptop, decide: Decide = lambda kind, record: Goes.WHOLE) -> What | None:
        parcel = self.outbox.prepare(to.person.peer, ROOM, Purpose.COLLEAGUE, decide)
        if parcel is None:
            return None
        self.outbox.write(parcel, io.BytesIO())
        return to.inbox.receive(io.BytesIO(parcel.sealed))[0].what


class _Real:
    def __init__(self, ledger: RoomLedger, mailroom: Mail) -> None:
        self.ledger, self.mailroom = ledger, mailroom

    def apply(self, entries: Any, heads: Any) -> bool:
        changes = self.ledger.apply(entries, heads)
        return changes.new + changes.filled > 0


@pytest.fixture
def laptops(tmp_path: Path) -> Iterator[tuple[Laptop, Laptop, Laptop]]:
    made = []
    for person in (ILENA, OREN, TARO):
        (tmp_path / person.name).mkdir()
        made.append(Laptop(person, tmp_path / person.name))
    yield tuple(made)  # type: ignore[misc]
    for laptop in made:
        close_database(laptop.connection, "ledger.db")


def test_edits_apart_meet_as_a_conflict_on_both_sides(laptops: tuple[Laptop, Laptop, Laptop]) -> None:
    ilena, oren, _ = laptops
    ilena.write("one", "status", "triage")
    assert ilena.send(oren) is What.APPLIED
    ilena.write("one", "status", "open")
    oren.write("one", "status", "closed")
    assert ilena.send(oren) is What.APPLIED
    assert oren.send(ilena) is What.APPLIED
    assert ilena.ledger.digest() == oren.ledger.digest()
    assert len(ilena.ledger.state("case", bytes_of("one")).fields["status"]) == 2
    ilena.write("one", "status", "open")
    assert ilena.send(oren) is What.APPLIED
    assert len(oren.ledger.state("case", bytes_of("one")).fields["status"]) == 1


def test_what_was_withheld_and_filled_gives_the_same_state(laptops: tuple[Laptop, Laptop, Laptop]) -> None:
    ilena, oren, _ = laptops
    for word in ("one", "two", "three"):
        ilena.write(word, "status", "open")
        ilena.write(word, "note/en", {"text": word})
    withheld = {bytes_of("one"): Goes.NOTHING, bytes_of("two"): Goes.LABEL}
    ilena.send(oren, lambda kind, record: withheld.get(record, Goes.WHOLE))
    assert oren.ledger.state("case", bytes_of("one")).fields == {}
    assert oren.ledger.digest() != ilena.ledger.digest()
    oren.send(ilena)
    assert ilena.send(oren) is What.APPLIED
    assert oren.ledger.digest() == ilena.ledger.digest()
    assert oren.send(ilena) is What.APPLIED
    assert (ilena.send(oren), oren.send(ilena)) == (None, None)


@pytest.mark.parametrize("seed", range(4))
def test_three_laptops_that_write_and_send_at_random_end_the_same(
    laptops: tuple[Laptop, Laptop, Laptop], seed: int
) -> None:
    chance = random.Random(seed)
    for turn in range(25):
        one, other = chance.sample(laptops, 2)
        if chance.random() < 0.6:
            one.write(chance.choice("abc"), chance.choice(("status", "level")), turn)
        else:
            policy = {bytes_of(word): chance.choice(list(Goes)) for word in "abc"}
            one.send(other, lambda kind, record, now=policy: now[record])
    for one, other in itertools.permutations((*laptops, *laptops), 2):
        if one is not other:
            one.send(other)
    digests = {(laptop.ledger.digest().entries, laptop.ledger.digest().state) for laptop in laptops}
    assert len(digests) == 1
    for laptop in laptops:
        assert list(laptop.ledger.verify(lambda done, of: None)) == []
        assert laptop.inbox.try_again() == ()


def test_a_package_that_fails_half_way_leaves_the_ledger_as_it_was(
    laptops: tuple[Laptop, Laptop, Laptop], monkeypatch: pytest.MonkeyPatch
) -> None:
    ilena, oren, _ = laptops
    for turn in range(5):
        ilena.write("one", "status", turn)
    before = oren.ledger.digest()

    def full(*_: object) -> None:
        raise OSError(28, "no room")

    monkeypatch.setattr(Mail, "note_seen", full)
    with pytest.raises(DiskFull):
        ilena.send(oren)
    assert oren.ledger.digest() == before
    assert oren.ledger.heads() == ()
    monkeypatch.undo()
    assert [one.what for one in oren.inbox.try_again()] == [What.APPLIED]
    assert oren.ledger.digest() == ilena.ledger.digest()


def test_nobody_writes_on_in_the_feed_of_another_seat(laptops: tuple[Laptop, Laptop, Laptop]) -> None:
    """Oren, whose seat is known, continues Ilena's feed with entries and a head of his own making."""
    ilena, oren, taro = laptops
    ilena.write("one", "status", "open")
    ilena.send(taro)
    (head,) = ilena.ledger.heads()
    text = value_bytes(bytes(16), "status", "closed")
    label = Label(bytes(16), 9, True, 9, bytes_of("one"), "case", ((sha(text), ()),))
    forged = make_entry(head.feed, head.seq + 1, head.entry, label, [text])
    row = SliceRow(
        feed=head.feed.hex(),
        seat=OREN.seat,
        start=head.entry.hex(),
        head=forged.id.hex(),
        entries=1,
        signature=OREN.sign(NAMESPACE, head.feed + forged.id),
    )
    lines = [written(Line(forged.link_bytes, forged.label_bytes, forged.values))]
    manifest = manifest_for(OREN, TARO, slices=(row,))
    data = sealed(manifest, lines, recipient=TARO.recipients["case"], sign=OREN.sign)[1]
    before = taro.ledger.digest()
    (outcome,) = taro.inbox.receive(io.BytesIO(data))
    assert (outcome.what, outcome.refusal and outcome.refusal.code) == (What.ASIDE, "FC-211")
    assert taro.ledger.digest() == before
