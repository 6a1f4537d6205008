"""What one entry can tell of itself (docs/formats/ledger.md, sections 2 to 4)."""

from __future__ import annotations

import random

import msgspec
import pytest

from fieldcase.model.ledger.entries import (
    FORMAT,
    LAST_WALL,
    SPECIAL,
    ZERO,
    BrokenEntry,
    Entry,
    EntryFromTheFuture,
    Label,
    Link,
    covered,
    joined,
    make_entry,
    natural_id,
    part,
    path_of,
    read_entry,
    ref,
    sha,
    text,
    value_bytes,
)
from fieldcase.model.ledger.slices import BrokenSlice, in_order
from tests.unit.model.ledger.vaults import PERSON, SEATS, Feed, Vault, trio

pack = msgspec.msgpack.encode


def a_feed() -> Feed:
    feed = Feed(SEATS[0], "KAL/case", random.Random(7).randbytes)
    feed.write("person", PERSON, [("name", "Ilena Dovrak", ()), ("born", "1990", ())], count=1)
    return feed


def again(entry: Entry, **other: object) -> Entry:
    parts = {"link": entry.link_bytes, "label": entry.label_bytes, "values": entry.values} | other
    return read_entry(parts["link"], parts["label"], parts["values"])  # type: ignore[arg-type]


def labelled(label: object, values: list[bytes], seq: int = 1) -> Entry:
    told = pack(label)
    prev = ZERO if seq == 0 else b"p" * 32
    return read_entry(pack([FORMAT, b"f" * 16, seq, prev, sha(told)]), told, values)


def a_label(kind: str, values: list[bytes], /, **other: object) -> list[object]:
    said = {"salt": b"s" * 16, "wall": 0, "clock_ok": True, "count": 1, "record": b"r" * 16, "kind": kind}
    said |= {"values": [[sha(value), []] for value in values], "rests_on": [], "knows": [], "roster": None}
    return list((said | other).values())


def test_an_entry_reads_as_it_was_made() -> None:
    entry = a_feed().last
    assert entry is not None
    assert again(entry) == entry
    assert entry.id == sha(entry.link_bytes)
    assert [text(value or b"") for value in entry.values] == [("name", "Ilena Dovrak"), ("born", "1990")]
    assert "Dovrak" not in repr(entry)


def test_elements_beyond_those_known_are_kept_and_ignored() -> None:
    values = [value_bytes(b"v" * 16, "name", "x")]
    entry = labelled([*a_label("person", values), "of a later format"], values)
    assert entry.label is not None
    assert entry.label.roster is None
    assert again(entry) == entry


def test_an_entry_of_a_later_format_is_refused_with_what_to_do() -> None:
    with pytest.raises(EntryFromTheFuture, match="format 2"):
        read_entry(pack([2, b"f" * 16, 1, b"p" * 32, bytes(32)]), None, ())


@pytest.mark.security
@pytest.mark.parametrize("at", ["link", "label", "value"])
def test_any_altered_byte_is_noticed(at: str) -> None:
    entry = a_feed().last
    assert entry is not None
    assert entry.label_bytes is not None
    whole = {"link": entry.link_bytes, "label": entry.label_bytes, "value": entry.values[0] or b""}[at]
    for position in range(len(whole)):
        wrong = whole[:position] + bytes([whole[position] ^ 1]) + whole[position + 1 :]
        other = {"values": (wrong, entry.values[1])} if at == "value" else {at: wrong}
        try:
            read = again(entry, **other)
        except (BrokenEntry, EntryFromTheFuture):
            continue
        assert at == "link", "only a link can still be one: of another entry"
        assert read.id != entry.id


def broken() -> list[tuple[str, bytes, bytes | None, tuple[bytes | None, ...]]]:
    entry = a_feed().last
    first = a_feed().first
    assert entry is not None
    assert entry.label_bytes is not None
    link, label, values = entry.link_bytes, entry.label_bytes, entry.values
    return [
        ("a first entry without its label", first.link_bytes, None, ()),
        ("a value without its label", link, None, values),
        ("a value missing", link, label, values[:1]),
        ("a value too many", link, label, (*values, None)),
        ("values in another order", link, label, values[::-1]),
        ("a first entry without its value", first.link_bytes, first.label_bytes, (None,)),
        ("no link", b"", label, values),
        ("a link that is no array", pack({"feed": 1}), label, values),
        ("a link too deep", b"\x91" * 100_000, label, values),
        ("a number below nothing", pack([1, b"f" * 16, -1, ZERO, sha(label)]), label, values),
        ("an entry later than the first with none before it", pack([1, b"f" * 16, 1, ZERO, sha(label)]), label, values),
        ("a feed of another length", pack([1, b"f" * 15, 1, b"p" * 32, sha(label)]), label, values),
    ]


@pytest.mark.security
@pytest.mark.parametrize("case", broken(), ids=lambda case: case[0])
def test_what_does_not_fit_together_is_refused(
    case: tuple[str, bytes, bytes | None, tuple[bytes | None, ...]],
) -> None:
    with pytest.raises(BrokenEntry):
        read_entry(*case[1:])


@pytest.mark.security
@pytest.mark.parametrize(
    "other",
    [
        {"salt": b"s"},
        {"count": -1},
        {"count": 2**63},
        {"wall": LAST_WALL + 1},
        {"wall": -1},
        {"record": b"r" * 32},
        {"kind": ""},
        {"kind": "k" * 65},
        {"values": []},
        {"rests_on": [b"n" * 33]},
        {"rests_on": [b"n" * 31]},
        {"knows": [b"n" * 33]},
        {"roster": b"r"},
        {"kind": "feed"},
    ],
    ids=repr,
)
def test_a_label_of_another_form_is_refused(other: dict[str, object]) -> None:
    values = [value_bytes(b"v" * 16, "name", "x")]
    with pytest.raises(BrokenEntry):
        labelled(a_label("person", values, **other), values)


@pytest.mark.security
@pytest.mark.parametrize("value", [b"", b"v" * 16, b"v" * 15, b"v" * 16 + b"\xff"], ids=repr)
def test_a_value_that_is_no_text_is_refused(value: bytes) -> None:
    with pytest.raises(BrokenEntry):
        labelled(a_label("person", [value]), [value])


@pytest.mark.security
@pytest.mark.parametrize("kind", SPECIAL)
@pytest.mark.parametrize("content", [b'["other",1]', b'["%s",[1]]', b"no json", b'["%s"]', b"[" * 100_000])
def test_the_ledgers_own_kinds_have_one_form(kind: str, content: bytes) -> None:
    value = b"v" * 16 + (content % SPECIAL[kind][0].encode() if b"%" in content else content)
    if kind in ("confirm", "revocation", "adoption") and content == b'["%s",[1]]':
        assert labelled(a_label(kind, [value]), [value]).label  # anything may stand there
        return
    with pytest.raises(BrokenEntry):
        labelled(a_label(kind, [value]), [value], seq=0 if kind == "feed" else 1)


@pytest.mark.security
@pytest.mark.parametrize("record", ["4C" * 16, "4c" * 16 + "\n", "4c" * 15, "", "zz" * 16])
def test_ids_in_values_have_one_spelling(record: str) -> None:
    value = value_bytes(b"v" * 16, "status", {"machine": "letter", "record": record, "to": "approved"})
    with pytest.raises(BrokenEntry):
        labelled(a_label("transition", [value]), [value])


@pytest.mark.parametrize("kind", sorted(SPECIAL))
def test_the_ledgers_own_kinds_are_never_withheld(kind: str) -> None:
    feed = Feed(SEATS[0], "KAL/case", random.Random(7).randbytes)
    values = {
        "erasure": {"fields": None, "values": {}},
        "deletion": True,
        "same": {"a": "0" * 32, "b": "1" * 32, "is": True},
        "transition": {"machine": "letter", "record": "0" * 32, "to": "approved"},
    }
    entry = feed.first if kind == "feed" else feed.write(kind, PERSON, [(SPECIAL[kind][0], values.get(kind, ""), ())])
    assert part(entry, label=False) == entry
    assert part(entry, keep=lambda position: False) == entry
    with pytest.raises(BrokenEntry):
        again(entry, values=(None,))


def test_a_fill_joins_what_was_withheld_whatever_comes_first() -> None:
    entry = a_feed().last
    assert entry is not None
    link, label = part(entry, label=False), part(entry, keep=lambda position: False)
    one, two = (part(entry, keep=lambda position, kept=kept: position == kept) for kept in (0, 1))
    assert joined(link, entry) == joined(entry, link) == entry
    assert joined(one, two) == joined(two, one) == entry
    assert joined(joined(link, label), one) == one
    assert joined(entry, one) is entry
    for piece in (link, label, one, two):
        assert read_entry(piece.link_bytes, piece.label_bytes, piece.values) == piece


def test_ids_from_natural_keys_are_plain_hashes() -> None:
    assert natural_id("consent", "é", "a\n") == sha('["consent","é","a\\n"]'.encode())[:16]
    assert ref(b"e" * 32, 258) == b"e" * 32 + b"\x01\x02"
    with pytest.raises(OverflowError):
        ref(b"e" * 32, 2**16)


def test_an_erasure_of_a_list_covers_its_elements_and_no_namesake() -> None:
    assert covered("contacts/1", [("contacts",)])
    assert covered("contacts", [("contacts",)])
    assert not covered("contacts_old", [("contacts",)])
    assert covered("anything", [None])
    assert not covered("anything", [])
    assert path_of(b"v" * 16 + b"{}") is None


def test_a_link_says_nothing_of_what_it_chains() -> None:
    entry = a_feed().last
    assert entry is not None
    assert len(entry.link_bytes) < 110
    assert msgspec.msgpack.decode(entry.link_bytes, type=Link) == entry.link
    assert msgspec.msgpack.decode(entry.label_bytes or b"", type=Label) == entry.label


def a_chain() -> tuple[Vault, Entry, list[Entry]]:
    vault = trio()[0]
    start = vault.feed.last
    assert start is not None
    rest = [vault.edit(("person", PERSON), "name", f"{number}") for number in range(5)]
    return vault, start, rest


def test_a_slice_is_whole_from_one_entry_to_another() -> None:
    vault, start, rest = a_chain()
    first, head = vault.feed.first, rest[-1].id
    assert in_order(reversed(rest), start.id, head) == rest
    assert in_order([first, *rest], ZERO, head) == [first, *rest]
    links = [part(entry, label=False) for entry in rest]
    assert in_order(links, start.id, head) == links


@pytest.mark.security
def test_a_slice_with_anything_missing_or_beside_it_is_refused_and_says_where() -> None:
    vault, start, rest = a_chain()
    first, head = vault.feed.first, rest[-1].id
    other = trio(2)[1].feed.first
    for entries, begin, end, why in [
        (rest[1:], start.id, head, "before 2 is missing"),
        (rest[:-1], start.id, head, "head is not among"),
        (rest[:2] + rest[3:], start.id, head, "before 4 is missing"),
        ([*rest, first], start.id, head, "entry 0 is not in the chain"),
        ([*rest, rest[0]], start.id, head, "entry 1 is there twice"),
        (rest, ZERO, head, "before 1 is missing"),
        ([first, *rest], b"x" * 32, head, "does not begin"),
        ([*rest, other], start.id, head, "entry 0 is not in the chain"),
        ([], head, head, "does not begin"),
    ]:
        with pytest.raises(BrokenSlice, match=why):
            in_order(entries, begin, end)


@pytest.mark.security
def test_a_slice_that_changes_feed_on_the_way_is_refused() -> None:
    first = Feed(SEATS[0], "KAL/case", random.Random(1).randbytes).first
    values = [value_bytes(b"v" * 16, "name", "x")]
    label = Label(b"s" * 16, 0, True, 1, PERSON, "person", ((sha(values[0]), ()),))
    for feed, seq in [(b"o" * 16, 1), (first.link.feed, 2)]:
        entry = make_entry(feed, seq, first.id, label, values)
        with pytest.raises(BrokenSlice, match="another number or feed"):
            in_order([first, entry], ZERO, entry.id)
