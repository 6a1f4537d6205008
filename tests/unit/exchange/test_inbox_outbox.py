"""Packages between vaults in memory: continued where the peer is, filled, waiting, put aside, applied once."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest

from fieldcase.exchange.inbox import Inbox, Outcome, What
from fieldcase.exchange.outbox import NoKeyOfPeer, Outbox, Parcel
from fieldcase.exchange.package.manifest import Purpose
from fieldcase.exchange.package.opening import Standing
from fieldcase.exchange.policy import Goes
from fieldcase.exchange.receipts import branches_read, read_receipt
from fieldcase.exchange.tray import Tray
from fieldcase.vault import disk
from tests.parcels import NOW, ROOM, Book, Feed, Person, Vault, bytes_of, chance_from

ILENA, OREN, TARO = Person("Ilena"), Person("Oren"), Person("Taro")
BOOK = Book(ILENA, OREN, TARO)


class House:
    """A vault with its tray, inbox and outbox."""

    def __init__(self, person: Person, folder: Path) -> None:
        self.person = person
        self.vault = Vault(person, BOOK)
        self.tray = Tray(folder / person.name / "waiting", folder / person.name / "aside")
        self.inbox = Inbox(self.vault, self.tray, lambda: NOW)
        self.outbox = Outbox(self.vault, lambda: NOW, chance_from(person.name))
        self.withheld: dict[bytes, Goes] = {}

    def write(self, feed: Feed, *words: str) -> None:
        for word in words:
            feed.case(word)
        self.vault.room(feed.room).add(feed)

    def pack(self, to: House, room: str = ROOM, *, again: bool = False) -> Parcel | None:
        def decide(kind: str, record: bytes) -> Goes:
            return self.withheld.get(record, Goes.WHOLE)

        return self.outbox.prepare(to.person.peer, room, Purpose.COLLEAGUE, decide, again=again)

    def send(self, to: House, **how: bool) -> tuple[Outcome, ...]:
        parcel = self.pack(to, **how)
        assert parcel is not None
        into = io.BytesIO()
        self.outbox.write(parcel, into)
        return to.inbox.receive(io.BytesIO(into.getvalue()))

    def take(self, parcel: Parcel | None) -> Outcome:
        assert parcel is not None
        return self.inbox.receive(io.BytesIO(parcel.sealed))[0]

    @property
    def digest(self) -> str:
        return self.vault.room(ROOM).digest


@pytest.fixture
def houses(tmp_path: Path) -> tuple[House, House]:
    return House(ILENA, tmp_path), House(OREN, tmp_path)


def test_given_entries_when_sent_then_the_other_side_holds_the_same(houses: tuple[House, House]) -> None:
    ilena, oren = houses
    ilena.write(Feed(ILENA), "one", "two")
    (outcome,) = ilena.send(oren)
    assert (outcome.what, outcome.entries) == (What.APPLIED, 3)
    assert oren.digest == ilena.digest
    assert oren.tray.waiting() == oren.tray.aside() == ()


def test_given_a_receipt_when_sending_again_then_only_what_is_new_goes(houses: tuple[House, House]) -> None:
    ilena, oren = houses
    feed = Feed(ILENA)
    ilena.write(feed, "one")
    ilena.send(oren)
    receipt_only = oren.pack(ilena)
    assert receipt_only is not None
    assert (receipt_only.manifest.purpose, receipt_only.manifest.lines) == (Purpose.RECEIPT, 0)
    oren.send(ilena)
    ilena.write(feed, "two")
    (outcome,) = ilena.send(oren)
    assert outcome.entries == 1
    assert oren.digest == ilena.digest


def test_given_nothing_new_when_sending_then_there_is_no_package(houses: tuple[House, House]) -> None:
    ilena, oren = houses
    ilena.write(Feed(ILENA), "one")
    ilena.send(oren)
    assert ilena.pack(oren) is None
    assert ilena.pack(oren, again=True) is not None
    oren.send(ilena)
    for one, other in ((oren, ilena), (ilena, oren)):
        assert one.pack(other) is None
        assert one.pack(other, again=True) is None


def test_receipts_answer_each_other_and_then_rest(houses: tuple[House, House]) -> None:
    ilena, oren = houses
    ilena.write(Feed(ILENA), "one")
    oren.write(Feed(OREN), "two")
    for turn in range(6):
        sender, to = (ilena, oren) if turn % 2 == 0 else (oren, ilena)
        if sender.pack(to) is not None:
            sender.send(to)
    assert ilena.pack(oren) is None
    assert oren.pack(ilena) is None
    assert ilena.digest == oren.digest


def test_given_a_package_lost_when_the_next_is_sent_then_it_makes_up_for_it(houses: tuple[House, House]) -> None:
    ilena, oren = houses
    feed = Feed(ILENA)
    ilena.write(feed, "one")
    lost = ilena.pack(oren)
    assert lost is not None
    ilena.outbox.write(lost, io.BytesIO())
    ilena.write(feed, "two")
    assert ilena.send(oren)[0].what is What.APPLIED
    assert oren.digest == ilena.digest


def test_given_a_gap_when_the_package_before_arrives_then_the_waiting_one_follows(houses: tuple[House, House]) -> None:
    ilena, oren = houses
    feed = Feed(ILENA)
    ilena.write(feed, "one")
    first = ilena.pack(oren)
    assert first is not None
    third = House(ILENA, oren.tray._waiting.parent / "elsewhere")
    third.vault = ilena.vault
    ilena.vault.mailroom.keep_receipt_from(
        OREN.vault, ROOM, receipt_of(oren, ilena, branches_read(ilena.vault.room(ROOM)))
    )
    ilena.write(feed, "two")
    second = ilena.pack(oren)
    waits = oren.take(second)
    assert (waits.what, waits.refusal and waits.refusal.code) == (What.WAITS, "FC-212")
    assert oren.vault.room(ROOM).held == {}
    (kept,) = oren.tray.waiting()
    assert kept.reason.code == "FC-212"
    outcomes = oren.inbox.receive(io.BytesIO(first.sealed))
    assert [one.what for one in outcomes] == [What.APPLIED, What.APPLIED]
    assert oren.digest == ilena.digest
    assert oren.tray.waiting() == ()


def receipt_of(by: House, to: House, heads: object) -> object:
    from fieldcase.exchange.receipts import Receipt, write_receipt

    receipt = Receipt(
        vault=by.person.vault, seat=by.person.seat, peer=to.person.vault, room=ROOM, made=NOW, heads=heads
    )
    return write_receipt(receipt, by.person.sign)


def test_given_a_package_seen_before_when_it_comes_again_then_it_is_ignored(houses: tuple[House, House]) -> None:
    ilena, oren = houses
    ilena.write(Feed(ILENA), "one")
    parcel = ilena.pack(oren)
    assert oren.take(parcel).what is What.APPLIED
    before = oren.digest
    assert oren.take(parcel).what is What.IGNORED
    assert oren.digest == before
    assert oren.tray.waiting() == ()


def test_given_one_for_somebody_else_when_received_then_nothing_stays(houses: tuple[House, House]) -> None:
    ilena, oren = houses
    ilena.write(Feed(ILENA), "one")
    parcel = ilena.pack(House(TARO, oren.tray._waiting.parent))
    outcome = oren.take(parcel)
    assert outcome.what is What.NOT_OURS
    assert oren.tray.waiting() == oren.tray.aside() == ()
    assert oren.vault.rooms == {}


def test_given_one_altered_when_received_then_it_is_put_aside_whole_with_the_reason(
    houses: tuple[House, House],
) -> None:
    ilena, oren = houses
    ilena.write(Feed(ILENA), "one")
    parcel = ilena.pack(oren)
    assert parcel is not None
    altered = parcel.sealed[:-1] + bytes([parcel.sealed[-1] ^ 1])
    (outcome,) = oren.inbox.receive(io.BytesIO(altered))
    assert outcome.what is What.ASIDE
    (kept,) = oren.tray.aside()
    assert (kept.length, kept.reason.code, kept.reason.at) == (len(altered), "FC-207", NOW)
    assert "altered" in kept.reason.sentence
    assert oren.vault.rooms == {}


def test_given_an_unknown_sender_when_the_roster_comes_then_what_was_put_aside_is_applied(
    houses: tuple[House, House],
) -> None:
    ilena, oren = houses
    oren.vault.seats = Book(OREN)
    ilena.write(Feed(ILENA), "one")
    assert oren.take(ilena.pack(oren)).what is What.ASIDE
    oren.vault.seats = BOOK
    (outcome,) = oren.inbox.try_again()
    assert outcome.what is What.APPLIED
    assert oren.tray.aside() == ()


def test_given_a_closed_compartment_when_it_is_opened_then_the_package_applies(houses: tuple[House, House]) -> None:
    ilena, oren = houses
    ilena.write(Feed(ILENA), "one")
    oren.vault.closed = ("case",)
    assert oren.take(ilena.pack(oren)).what is What.WAITS
    assert oren.inbox.try_again() == ()
    oren.vault.closed = ()
    assert [one.what for one in oren.inbox.try_again()] == [What.APPLIED]


def test_given_a_revocation_asked_for_when_it_is_decided_then_the_package_moves(houses: tuple[House, House]) -> None:
    ilena, oren = houses
    ilena.write(Feed(ILENA), "one")
    oren.vault.seats = Book(ILENA, OREN, Ilena=Standing.IN_QUESTION)
    assert oren.take(ilena.pack(oren)).what is What.WAITS
    oren.vault.seats = Book(ILENA, OREN, Ilena=Standing.REVOKED)
    assert [one.what for one in oren.inbox.try_again()] == [What.ASIDE]
    assert oren.vault.rooms == {}


def test_given_a_sender_without_part_in_the_office_then_nothing_is_applied(houses: tuple[House, House]) -> None:
    ilena, oren = houses
    oren.vault.seats = Book(ILENA, OREN)
    oren.vault.seats.offices = ("XME",)
    ilena.write(Feed(ILENA), "one")
    outcome = oren.take(ilena.pack(oren))
    assert (outcome.what, outcome.refusal and outcome.refusal.code) == (What.ASIDE, "FC-214")


@pytest.mark.parametrize("many", [1, 2500])
def test_a_full_disk_while_applying_undoes_all_and_the_package_waits(houses: tuple[House, House], many: int) -> None:
    ilena, oren = houses
    ilena.write(Feed(ILENA), *(str(one) for one in range(many)))
    parcel = ilena.pack(oren)
    assert parcel is not None
    full = oren.vault.room(ROOM)

    def no_room(*_: object) -> None:
        raise OSError(28, "no room")

    real, full.apply = full.apply, no_room  # type: ignore[method-assign]
    with pytest.raises(disk.DiskFull):
        oren.inbox.receive(io.BytesIO(parcel.sealed))
    assert oren.vault.room(ROOM).held == {}
    full.apply = real  # type: ignore[method-assign]
    assert [one.what for one in oren.inbox.try_again()] == [What.APPLIED]


def test_given_a_label_and_values_withheld_when_allowed_then_fills_make_both_sides_equal(
    houses: tuple[House, House],
) -> None:
    ilena, oren = houses
    ilena.withheld = {bytes_of("one"): Goes.NOTHING, bytes_of("two"): Goes.LABEL}
    ilena.write(Feed(ILENA), "one", "two", "three")
    parcel = ilena.pack(oren)
    assert parcel is not None
    assert (parcel.labels_withheld, parcel.values_withheld) == (1, 1)
    ilena.send(oren)
    assert oren.digest != ilena.digest
    oren.send(ilena)
    known = ilena.vault.mailroom.receipt_from(OREN.vault, ROOM)
    assert known is not None
    (branch,) = read_receipt(known).heads
    assert (branch.labels, branch.values) == (((1, 1),), ((2, 2),))
    assert ilena.pack(oren) is None
    ilena.withheld = {}
    parcel = ilena.pack(oren)
    assert parcel is not None
    assert (parcel.manifest.fills, parcel.manifest.entries) == (2, 0)
    assert ilena.send(oren)[0].what is What.APPLIED
    assert oren.digest == ilena.digest
    oren.send(ilena)
    assert ilena.pack(oren) is None


def test_given_consent_before_any_receipt_when_sending_then_what_is_allowed_now_goes(
    houses: tuple[House, House],
) -> None:
    ilena, oren = houses
    ilena.withheld = {bytes_of("one"): Goes.NOTHING}
    ilena.write(Feed(ILENA), "one")
    ilena.send(oren)
    assert ilena.pack(oren) is None
    ilena.withheld = {}
    assert ilena.send(oren)[0].what is What.APPLIED
    assert oren.digest == ilena.digest
    assert ilena.pack(oren) is None


def test_a_fill_for_an_entry_that_is_not_here_waits(houses: tuple[House, House]) -> None:
    ilena, oren = houses
    ilena.withheld = {bytes_of("one"): Goes.NOTHING}
    ilena.write(Feed(ILENA), "one")
    ilena.send(oren)
    oren.send(ilena)
    ilena.withheld = {}
    fill = ilena.pack(oren)
    third = House(OREN, oren.tray._waiting.parent / "new life")
    outcome = third.take(fill)
    assert (outcome.what, outcome.refusal and outcome.refusal.code) == (What.WAITS, "FC-212")
    assert third.vault.room(ROOM).held == {}


def test_two_branches_of_a_forked_feed_both_arrive(houses: tuple[House, House]) -> None:
    ilena, oren = houses
    feed, copy = Feed(ILENA), Feed(ILENA)
    ilena.write(feed, "one", "two")
    ilena.write(copy, "three")
    assert len(ilena.vault.room(ROOM).heads()) == 2
    ilena.send(oren)
    assert oren.digest == ilena.digest
    oren.send(ilena)
    ilena.write(copy, "four")
    assert ilena.send(oren)[0].entries == 1
    assert oren.digest == ilena.digest


def test_a_peer_without_the_key_of_a_compartment_gets_nothing_of_it(houses: tuple[House, House]) -> None:
    ilena, oren = houses
    ilena.write(Feed(ILENA, "XKA/source"), "one")
    with pytest.raises(NoKeyOfPeer):
        ilena.pack(oren, "XKA/source")


@pytest.mark.parametrize("seed", range(6))
def test_any_order_and_repetition_of_packages_ends_the_same(houses: tuple[House, House], seed: int) -> None:
    chance = random.Random(seed)
    ilena, oren = houses
    feed = Feed(ILENA)
    parcels: list[Parcel] = []
    for word in ("one", "two", "three", "four"):
        ilena.withheld = {bytes_of(word): chance.choice(list(Goes))}
        ilena.write(feed, word)
        parcel = ilena.pack(oren)
        assert parcel is not None
        parcels.append(parcel)
        heads = branches_read(ilena.vault.room(ROOM))
        ilena.vault.mailroom.keep_receipt_from(OREN.vault, ROOM, receipt_of(oren, ilena, heads))
    shuffled = parcels * 2
    chance.shuffle(shuffled)
    for parcel in shuffled:
        oren.take(parcel)
    assert oren.tray.waiting() == oren.tray.aside() == ()
    assert set(oren.vault.room(ROOM).held) == set(ilena.vault.room(ROOM).held)
