"""Slices and receipts: a chain is whole up to a head that its seat signed, of this room, or nothing is applied."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldcase.exchange.inbox import Inbox, Outcome, What
from fieldcase.exchange.package.lines import Line, read, written
from fieldcase.exchange.package.manifest import SignedReceipt, SliceRow
from fieldcase.exchange.package.refusals import Malformed, TooLarge, TooLargeToSend
from fieldcase.exchange.package.seal import sealed
from fieldcase.exchange.policy import Goes
from fieldcase.exchange.receipts import BranchRead, Receipt, branches_read, read_receipt, within, write_receipt
from fieldcase.exchange.slices import Cutting
from fieldcase.exchange.tray import Tray
from fieldcase.model.ledger.entries import Entry, read_entry
from fieldcase.vault.ledger.heads import NAMESPACE as HEAD_NAMESPACE
from tests.parcels import NOW, ROOM, Book, Feed, Person, Shelf, Vault, bytes_of, manifest_for

ILENA, OREN = Person("Ilena"), Person("Oren")
BOOK = Book(ILENA, OREN)


def a_feed(*words: str, person: Person = ILENA, room: str = ROOM) -> Feed:
    feed = Feed(person, room)
    for word in words:
        feed.case(word)
    return feed


def row(feed: Feed, **said: Any) -> SliceRow:
    head = feed.head()
    facts: dict[str, Any] = {
        "feed": feed.id.hex(),
        "seat": feed.person.seat,
        "start": "0" * 64,
        "head": head.entry.hex(),
        "entries": len(feed.entries),
        "signature": head.signature,
    }
    return SliceRow(**(facts | said))


def line(entry: Entry) -> Line:
    return Line(entry.link_bytes, entry.label_bytes, entry.values)


def received(rows: tuple[SliceRow, ...], lines: list[Line], folder: Path, **said: Any) -> tuple[Outcome, Vault]:
    manifest = manifest_for(ILENA, OREN, slices=rows, **said)
    _, data = sealed(manifest, map(written, lines), recipient=OREN.recipients["case"], sign=ILENA.sign)
    vault = Vault(OREN, BOOK)
    inbox = Inbox(vault, Tray(folder / "waiting", folder / "aside"), lambda: NOW)
    return inbox.receive(io.BytesIO(data))[0], vault


def refused(rows: tuple[SliceRow, ...], lines: list[Line], folder: Path, **said: Any) -> str:
    outcome, vault = received(rows, lines, folder, **said)
    assert outcome.what in (What.ASIDE, What.WAITS)
    assert all(room.held == {} for room in vault.rooms.values())
    assert outcome.refusal
    return f"{outcome.refusal.sentence} {outcome.refusal.facts}"


def test_a_whole_slice_is_applied(tmp_path: Path) -> None:
    feed = a_feed("one", "two")
    outcome, vault = received((row(feed),), [line(entry) for entry in feed.entries], tmp_path)
    assert outcome.what is What.APPLIED
    assert len(vault.room(ROOM).held) == 3


def test_a_hole_a_swap_or_something_beside_the_chain_is_refused(tmp_path: Path) -> None:
    feed, other = a_feed("one", "two", "three"), a_feed("one", person=OREN)
    lines = [line(entry) for entry in feed.entries]
    assert "chain" in refused((row(feed, entries=3),), lines[:2] + lines[3:], tmp_path)
    assert "chain" in refused((row(feed),), [lines[0], lines[2], lines[1], lines[3]], tmp_path)
    assert "chain" in refused((row(feed, entries=5),), [*lines, line(other.entries[0])], tmp_path)
    assert "chain" in refused((row(feed, entries=5),), [*lines, lines[3]], tmp_path)
    assert "chain" in refused((msgspec.structs.replace(row(feed), feed="1" * 32),), lines, tmp_path)


def test_a_head_that_is_not_the_end_or_not_signed_by_the_feeds_seat_is_refused(tmp_path: Path) -> None:
    feed = a_feed("one", "two")
    lines = [line(entry) for entry in feed.entries]
    assert "head" in refused((row(feed, entries=2),), lines[:2], tmp_path)
    by_oren = OREN.sign(HEAD_NAMESPACE, feed.id + feed.entries[-1].id)
    assert "head" in refused((row(feed, signature=by_oren),), lines, tmp_path)
    assert "feed" in refused((row(feed, seat=OREN.seat, signature=by_oren),), lines, tmp_path)
    for_another_use = ILENA.sign("fieldcase-card", feed.id + feed.entries[-1].id)
    assert "head" in refused((row(feed, signature=for_another_use),), lines, tmp_path)


def test_a_feed_of_another_room_never_gets_into_this_one(tmp_path: Path) -> None:
    for room in ("XKA/identity", "XME/case"):
        feed = a_feed("one", room=room)
        assert "feed" in refused((row(feed),), [line(entry) for entry in feed.entries], tmp_path)


def test_bytes_that_are_not_what_their_hash_says_are_refused(tmp_path: Path) -> None:
    feed = a_feed("one")
    first, entry = map(line, feed.entries)
    changed = msgspec.structs.replace(entry, values=(b"0" * 16 + b'["status","closed"]',))
    assert "entry" in refused((row(feed),), [first, changed], tmp_path)
    assert "entry" in refused((row(feed),), [msgspec.structs.replace(first, label=None, values=()), entry], tmp_path)
    assert "entry" in refused((row(feed),), [Line(b"x", None, ()), entry], tmp_path)


def test_an_entry_of_a_newer_format_waits_for_an_update(tmp_path: Path) -> None:
    feed = a_feed("one")
    link = msgspec.structs.replace(feed.entries[1].link, format=2)
    newer = msgspec.structs.replace(line(feed.entries[1]), link=msgspec.msgpack.encode(link))
    outcome, _ = received((row(feed),), [line(feed.entries[0]), newer], tmp_path)
    assert (outcome.what, outcome.refusal and outcome.refusal.code) == (What.WAITS, "FC-208")


def test_what_a_slice_starts_from_must_be_held(tmp_path: Path) -> None:
    feed = a_feed("one", "two")
    start = feed.entries[0].id.hex()
    rows = (row(feed, start=start, entries=2),)
    assert "waits" in refused(rows, [line(entry) for entry in feed.entries[1:]], tmp_path)


@pytest.mark.parametrize(
    "said", [{"room": "XKA/identity"}, {"peer": ILENA.vault}, {"vault": OREN.vault}, {"seat": OREN.seat}]
)
def test_a_receipt_for_another_room_peer_or_vault_is_refused(tmp_path: Path, said: dict[str, Any]) -> None:
    assert "receipt" in refused((), [], tmp_path, receipts=(a_receipt(**said),))


def a_receipt(by: Person = ILENA, **said: Any) -> SignedReceipt:
    facts: dict[str, Any] = {"vault": ILENA.vault, "seat": by.seat, "peer": OREN.vault, "room": ROOM, "made": NOW}
    return write_receipt(Receipt(**(facts | said)), by.sign)


def test_a_receipt_is_kept_and_an_older_one_does_not_take_its_place(tmp_path: Path) -> None:
    newer, older = a_receipt(), a_receipt(made="2026-03-01T10:00:00Z")
    outcome, vault = received((), [], tmp_path, receipts=(newer, older))
    assert outcome.what is What.APPLIED
    assert vault.mailroom.receipt_from(ILENA.vault, ROOM) == newer


def test_a_receipt_altered_of_another_form_or_too_long_is_refused() -> None:
    good = a_receipt()
    assert read_receipt(good).peer == OREN.vault
    for bad in (
        msgspec.structs.replace(good, statement=good.statement.replace(NOW, "2025-03-02T10:00:00Z")),
        msgspec.structs.replace(good, signature=ILENA.sign("fieldcase-card", good.statement.encode())),
        msgspec.structs.replace(good, signature="x"),
        a_receipt(format="fieldcase-receipt/2"),
    ):
        with pytest.raises(Malformed):
            read_receipt(bad)
    many = BranchRead(feed="0" * 32, head="0" * 64, seq=1, labels=((1, 1),) * 500_001)
    with pytest.raises(TooLarge):
        read_receipt(a_receipt(heads=(many,)))


def test_a_range_has_both_its_ends() -> None:
    assert [within(((1, 2), (5, 5)), seq) for seq in (0, 1, 2, 3, 5, 6)] == [False, True, True, False, True, False]


def without(entry: Entry, what: str | None) -> Entry:
    if what == "label":
        return read_entry(entry.link_bytes, None, ())
    return read_entry(entry.link_bytes, entry.label_bytes, (None,)) if what else entry


def test_what_was_withheld_from_us_goes_on_as_a_link() -> None:
    feed = a_feed("one")
    shelf = Shelf()
    shelf.apply([feed.entries[0], without(feed.entries[1], "label")], [feed.head()])
    cutting = Cutting(shelf, lambda kind, record: Goes.WHOLE, None)
    assert len(list(cutting.lines())) == 2
    assert (cutting.labels_withheld, cutting.entries) == (1, 2)


def test_a_line_that_no_reader_would_take_is_not_written() -> None:
    with pytest.raises(TooLargeToSend):
        written(Line(b"l", b"l", (b"0" * 16 + b'"' * 5_000_000,)))


kinds = st.sampled_from(list(Goes))


@given(st.lists(st.tuples(st.lists(kinds, min_size=6, max_size=6), st.booleans(), st.booleans()), max_size=6))
def test_a_peer_holds_after_any_packages_what_any_of_them_gave(rounds: list[tuple[list[Goes], bool, bool]]) -> None:
    """Decisions that change in any way, packages lost and receipts lost: the peer holds the union, and never a hole."""
    feed = a_feed("r0")
    ours, theirs, expected = Shelf(), Shelf(), Shelf()
    receipt: Receipt | None = None
    for number, (decisions, arrives, answered) in enumerate(rounds):
        feed.case(f"r{number % 6}")
        ours.add(feed)
        policy = {bytes_of(f"r{at}"): goes for at, goes in enumerate(decisions)}
        cutting = Cutting(ours, lambda kind, record, now=policy: now[record], receipt)
        lines = list(cutting.lines())
        if arrives:
            entries = [entry_of(text) for text in lines]
            theirs.apply(entries, [feed.head()] if cutting.rows else [])
            expected.apply([cut(entry, policy) for entry in feed.entries], [feed.head()])
        if answered and theirs.heads():
            receipt = Receipt(vault="", seat="", peer="", room=ROOM, made=NOW, heads=branches_read(theirs))
    assert set(theirs.held) == set(expected.held)
    for held in theirs.held.values():
        assert held.label is None or held.label_bytes == ours.held[held.id].label_bytes
    if rounds and rounds[-1][1]:
        assert theirs.digest == expected.digest


def entry_of(text: bytes) -> Entry:
    found = read(text[:-1])
    return read_entry(found.link, found.label, found.values)


def cut(entry: Entry, policy: dict[bytes, Goes]) -> Entry:
    goes = Goes.WHOLE if entry.link.seq == 0 or entry.label is None else policy[entry.label.record]
    return without(entry, {Goes.WHOLE: None, Goes.LABEL: "values", Goes.NOTHING: "label"}[goes])
