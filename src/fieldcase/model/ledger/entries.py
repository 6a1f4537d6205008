"""Entries to the byte: link, label and values, how they are read, made, cut for a peer and put together again.

docs/formats/ledger.md says the same for a stranger; section numbers below are its. Bytes are kept as they were made
and never encoded again. Refuses (`BrokenEntry`) whatever does not fit its own hashes or is not of the form said
there; the chain and the signatures need more than one entry and are judged where those are held.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Any

import msgspec

from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_, _

FORMAT = 1
LAST_COUNT = 2**63 - 1
LAST_WALL = 253_402_300_799_999
"""The last millisecond of the year 9999: what every calendar can show."""
ZERO = bytes(32)
SALT = 16
NEVER_WITHHELD = frozenset({"feed", "erasure", "confirm", "revocation", "adoption", "deletion", "same", "transition"})
LAW = frozenset({"erasure", "confirm", "revocation", "adoption"})
FOUND_BY_KIND = LAW | {"same", "office", "peer", "roster"}
"""Kinds whose entries a shelf finds without being told a record: few, and asked for at every opening."""

Ref = bytes
"""One value: entry id ‖ position, 34 bytes, big-endian."""
Key = tuple[str, bytes]
"""One record within a room: kind and record id."""

_Id = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
_Short = Annotated[bytes, msgspec.Meta(min_length=16, max_length=16)]
_Ref = Annotated[bytes, msgspec.Meta(min_length=34, max_length=34)]
_Named = Annotated[bytes, msgspec.Meta(min_length=32, max_length=34)]
_Whole = Annotated[int, msgspec.Meta(ge=0, le=LAST_COUNT)]
_Hex = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}\\Z")]
_HexId = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}\\Z")]
_HexRef = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{68}\\Z")]


class BrokenEntry(Refusal):
    """An entry that is not what it says it is (section 2). Nothing that came with it may be applied."""

    code = "FC-080"
    message = N_("An entry is not as it was written: {why}.")
    remedy = N_("Nothing of it was applied. Ask the sender for it again.")


class EntryFromTheFuture(Refusal):
    """An entry of a format that this program does not know."""

    code = "FC-081"
    message = N_("An entry has format {format}; this program reads format {known}.")
    remedy = N_("Update the program and try again. Nothing was applied.")


class Link(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """What chains entries (section 2.1). The entry's id is SHA-256 of its exact bytes."""

    format: int
    feed: _Short
    seq: _Whole
    prev: _Id
    label_hash: _Id


class Label(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """What an entry says about its values without saying them (section 2.2).

    `values` is one `(hash, replaced values)` a value; `rests_on` names values (34 bytes) or entries (32);
    `knows` the erasures of this record in force for the author (32) and lacking values it was decided without (34).
    """

    salt: _Short
    wall: Annotated[int, msgspec.Meta(ge=0, le=LAST_WALL)]
    clock_ok: bool
    count: _Whole
    record: _Short
    kind: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
    values: Annotated[tuple[tuple[_Id, tuple[_Ref, ...]], ...], msgspec.Meta(min_length=1, max_length=2**16)]
    rests_on: tuple[_Named, ...] = ()
    knows: tuple[_Named, ...] = ()
    roster: _Id | None = None


class Entry(msgspec.Struct, frozen=True, gc=False):
    """Bytes as made, with what they say. `values` is one item a value, None where withheld or erased."""

    id: bytes
    link_bytes: bytes
    label_bytes: bytes | None
    values: tuple[bytes | None, ...]
    link: Link
    label: Label | None

    def __repr__(self) -> str:
        return f"Entry({self.id.hex()[:12]}, feed={self.link.feed.hex()[:8]}, seq={self.link.seq})"


class Birth(msgspec.Struct, frozen=True):
    """Value of a feed's first entry, under `feed`: its seat's public key, its room, and the last head of the feed
    before it (64 zeros where there was none)."""

    seat: _Hex
    room: str
    after: _Hex


class Erasure(msgspec.Struct, frozen=True):
    """Value of an `erasure`, under `erase`: the fields (None: all) and, by path, the values that its author knew."""

    fields: tuple[str, ...] | None
    values: dict[str, tuple[_HexRef, ...]] = {}


class Same(msgspec.Struct, frozen=True, rename={"yes": "is"}):
    """Value of a `same`, under `same`: the sorted pair of record ids, and whether they are the same."""

    a: _HexId
    b: _HexId
    yes: bool


class Transition(msgspec.Struct, frozen=True, omit_defaults=True):
    """Value of a `transition`, under `status`. `reason` leaves with the entry and is never erased: no name in it."""

    machine: str
    record: _HexId
    to: str
    reason: str = ""
    by: str = ""


SPECIAL: dict[str, tuple[str, Any]] = {
    "feed": ("feed", Birth),
    "erasure": ("erase", Erasure),
    "confirm": ("confirm", Any),
    "revocation": ("revoke", Any),
    "adoption": ("adopt", Any),
    "deletion": ("deleted", bool),
    "same": ("same", Same),
    "transition": ("status", Transition),
}
"""The one path of each never withheld kind, and what stands there (section 4)."""

_read_link = msgspec.msgpack.Decoder(Link).decode
_read_label = msgspec.msgpack.Decoder(Label).decode
_read_text = msgspec.json.Decoder(tuple[str, Any]).decode
_read_path = msgspec.json.Decoder(tuple[str, msgspec.Raw]).decode
_pack = msgspec.msgpack.Encoder().encode
_json = msgspec.json.Encoder().encode


def sha(*parts: bytes) -> bytes:
    """SHA-256 of the parts put together."""
    return hashlib.sha256(b"".join(parts)).digest()


def ref(entry: bytes, position: int) -> Ref:
    """The name of an entry's value at `position` from 0."""
    return entry + position.to_bytes(2, "big")


def natural_id(kind: str, *parts: str) -> bytes:
    """Record id of a kind with a natural key (section 3): rows that two people make apart meet."""
    return sha(_json([kind, *parts]))[:16]


def seat_record(seat: bytes) -> bytes:
    """Record id under which a seat (32 bytes of public key) is revoked."""
    return natural_id("seat", seat.hex())


def value_bytes(salt: bytes, path: str, value: Any) -> bytes:
    """A value as the ledger keeps it (section 2.3)."""
    return salt + _json([path, value])


def text(value: bytes) -> tuple[str, Any]:
    """Path and value. Raises `BrokenEntry` when the bytes do not say any."""
    try:
        return _read_text(value[SALT:])
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        raise BrokenEntry(why=_("a value is not a path and a JSON value")) from None


def path_of(value: bytes) -> str | None:
    """The path alone, None for bytes that say none."""
    try:
        return _read_path(value[SALT:])[0]
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return None


def read_entry(link: bytes, label: bytes | None, values: Sequence[bytes | None]) -> Entry:
    """Read an entry from its parts and check everything that one entry can tell of itself.

    `values` is one item a value in the label's order, None where withheld or erased; empty where the label is
    withheld. Raises `BrokenEntry`, `EntryFromTheFuture`.
    """
    said = _link(link)
    if label is None:
        if said.seq == 0 or any(value is not None for value in values):
            raise BrokenEntry(why=_("a first entry, or a value, came without its label"))
        return Entry(sha(link), link, None, (), said, None)
    if hashlib.sha256(label).digest() != said.label_hash:
        raise BrokenEntry(why=_("its label is not the one that its link names"))
    told = _label(label)
    if len(values) != len(told.values):
        raise BrokenEntry(why=_("it has more or fewer values than its label names"))
    for value, (named, _replaced) in zip(values, told.values, strict=True):
        if value is not None:
            _check_value(value, named)
    if (said.seq == 0) != (told.kind == "feed"):
        raise BrokenEntry(why=_("a feed is opened by its first entry and by no other"))
    if told.kind in NEVER_WITHHELD:
        special(told.kind, values)
    return Entry(hashlib.sha256(link).digest(), link, label, tuple(values), said, told)


def _link(link: bytes) -> Link:
    try:
        said = _read_link(link)
    except (msgspec.DecodeError, RecursionError):
        raise BrokenEntry(why=_("its link cannot be read")) from None
    if said.format != FORMAT:
        raise EntryFromTheFuture(format=said.format, known=FORMAT)
    if (said.seq == 0) != (said.prev == ZERO):
        raise BrokenEntry(why=_("only the first entry of a feed has none before it"))
    return said


def _label(label: bytes) -> Label:
    try:
        told = _read_label(label)
    except (msgspec.DecodeError, RecursionError):
        raise BrokenEntry(why=_("its label cannot be read")) from None
    if any(len(named) == 33 for named in told.rests_on + told.knows):
        raise BrokenEntry(why=_("it names something that is neither an entry nor a value"))
    return told


def _check_value(value: bytes, named: bytes) -> None:
    if hashlib.sha256(value).digest() != named:
        raise BrokenEntry(why=_("a value is not the one that its label names"))
    try:
        value[SALT:].decode()
    except UnicodeDecodeError:
        raise BrokenEntry(why=_("a value is not text")) from None
    if len(value) <= SALT:
        raise BrokenEntry(why=_("a value is shorter than its random bytes"))


def special(kind: str, values: Sequence[bytes | None]) -> Any:
    """What the one value of a never withheld kind says: `Birth`, `Erasure`, `Same`, `Transition`, a bool or anything.

    Raises `BrokenEntry` when it is withheld or of another form (section 4).
    """
    path, form = SPECIAL[kind]
    if len(values) != 1 or values[0] is None:
        raise BrokenEntry(why=_("an entry of kind {kind} always has its one value").format(kind=kind))
    said, value = text(values[0])
    try:
        converted = value if form is Any else msgspec.convert(value, form)
    except msgspec.ValidationError:
        said = ""
    if said != path:
        raise BrokenEntry(why=_("the value of an entry of kind {kind} has another form").format(kind=kind))
    return converted


def make_entry(feed: bytes, seq: int, prev: bytes, label: Label, values: Sequence[bytes]) -> Entry:
    """Make an entry from what it says; `values` come from `value_bytes` and are named by hash in the label."""
    told = _pack(label)
    return read_entry(_pack(Link(FORMAT, feed, seq, prev, sha(told))), told, values)


def part(entry: Entry, *, label: bool = True, keep: Callable[[int], bool] = lambda position: True) -> Entry:
    """The entry as a peer may get it: without its label, or with the values at some positions only.

    First entries and the kinds never withheld stay whole (rule 5).
    """
    if entry.label is None or entry.link.seq == 0 or entry.label.kind in NEVER_WITHHELD:
        return entry
    if label:
        values = tuple(value if keep(position) else None for position, value in enumerate(entry.values))
        return msgspec.structs.replace(entry, values=values)
    return msgspec.structs.replace(entry, label_bytes=None, label=None, values=())


def joined(one: Entry, two: Entry) -> Entry:
    """What two copies of an entry say together: a fill. Returns `one` itself when `two` adds nothing."""
    if two.label is None:
        return one
    if one.label is None:
        return two
    values = tuple(a if a is not None else b for a, b in zip(one.values, two.values, strict=True))
    return one if values == one.values else msgspec.structs.replace(one, values=values)


def covered(path: str, scopes: Iterable[tuple[str, ...] | None]) -> bool:
    """Whether one of the erasures' scopes takes this path: itself, or the list that it is an element of."""
    return any(
        scope is None or any(path == field or path.startswith(field + "/") for field in scope) for scope in scopes
    )
