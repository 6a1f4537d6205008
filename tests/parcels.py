"""Seats, feeds, rooms and packages for tests of exchange: real keys, real entries, a ledger of dictionaries."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from fieldcase.exchange.mailroom import Sent
from fieldcase.exchange.outbox import Peer
from fieldcase.exchange.package.manifest import Manifest, Purpose, Sender, SignedReceipt
from fieldcase.exchange.package.opening import Addressee, KnownSeats, Standing, unsealer
from fieldcase.model.ledger.entries import ZERO, Entry, Label, joined, make_entry, sha, value_bytes
from fieldcase.vault.keys import sshsig
from fieldcase.vault.ledger import SignedHead
from fieldcase.vault.ledger.chains import Lacking
from fieldcase.vault.ledger.heads import NAMESPACE as HEAD_NAMESPACE

NOW = "2026-03-02T10:00:00Z"
ROOM = "XKA/case"


def bytes_of(word: str, length: int = 16) -> bytes:
    """Bytes that look random and are the same in every run."""
    return hashlib.sha256(word.encode()).digest()[:length]


class Person:
    """A seat on a vault of its own, with an age key for each of some compartments."""

    def __init__(self, name: str, compartments: Sequence[str] = ("case", "identity", "office")) -> None:
        self.name = name
        self.key = Ed25519PrivateKey.from_private_bytes(bytes_of(name, 32))
        self.public = self.key.public_key().public_bytes_raw()
        self.seat = self.public.hex()
        self.vault = bytes_of(f"vault of {name}").hex()
        self.identities = {one: pyrage.x25519.Identity.generate() for one in compartments}
        self.recipients = {one: str(key.to_public()) for one, key in self.identities.items()}

    def sign(self, namespace: str, message: bytes) -> str:
        return sshsig.sign(self.key, namespace, message)

    def addressee(self, *, training: bool = True, closed: tuple[str, ...] = ()) -> Addressee:
        held = {one: unsealer(str(key)) for one, key in self.identities.items() if one not in closed}
        return Addressee(vault=self.vault, training=training, unsealers=held, closed=closed)

    @property
    def peer(self) -> Peer:
        return Peer(vault=self.vault, recipients=self.recipients)


class Book:
    """Known seats: whom the test names."""

    offices: tuple[str, ...] = ("XKA",)

    def __init__(self, *people: Person, **standings: Standing) -> None:
        self._vaults = {one.seat: one.vault for one in people}
        self._standings = {one.seat: standings.get(one.name, Standing.CURRENT) for one in people}

    def standing(self, seat: str, office: str | None = None) -> Standing:
        known = office is None or office in self.offices
        return self._standings.get(seat, Standing.UNKNOWN) if known else Standing.UNKNOWN

    def vault_of(self, seat: str, office: str) -> str:
        return self._vaults.get(seat, "")


class Feed:
    """One seat's feed in one room, written for tests."""

    def __init__(self, person: Person, room: str = ROOM, life: str = "1") -> None:
        self.person, self.room = person, room
        self.id = bytes_of(f"{person.name} {room} {life}")
        self.entries: list[Entry] = []
        self._salts = (bytes_of(f"{person.name} {room} {life} {n}") for n in itertools.count())
        birth = {"seat": person.seat, "room": room, "after": ZERO.hex()}
        self.write("feed", self.id, {"feed": birth})

    def write(self, kind: str, record: bytes, values: Mapping[str, Any]) -> Entry:
        texts = [value_bytes(next(self._salts), path, value) for path, value in values.items()]
        last = self.entries[-1] if self.entries else None
        seq, prev = (last.link.seq + 1, last.id) if last else (0, ZERO)
        label = Label(
            salt=next(self._salts),
            wall=seq,
            clock_ok=True,
            count=seq,
            record=record,
            kind=kind,
            values=tuple((sha(text), ()) for text in texts),
        )
        self.entries.append(make_entry(self.id, seq, prev, label, texts))
        return self.entries[-1]

    def case(self, word: str, **values: Any) -> Entry:
        return self.write("case", bytes_of(word), values or {"note/en": {"text": f"what happened in {word}"}})

    def head(self) -> SignedHead:
        last = self.entries[-1]
        signature = self.person.sign(HEAD_NAMESPACE, self.id + last.id)
        return SignedHead(feed=self.id, seq=last.link.seq, entry=last.id, seat=self.person.public, signature=signature)


class Shelf:
    """A room of a ledger in dictionaries: holds, cuts and joins, folds nothing."""

    def __init__(self) -> None:
        self.held: dict[bytes, Entry] = {}
        self._heads: dict[bytes, SignedHead] = {}

    def add(self, feed: Feed) -> None:
        self.apply(feed.entries, [feed.head()])

    def apply(self, entries: Iterable[Entry], heads: Iterable[SignedHead]) -> None:
        for entry in entries:
            self.held[entry.id] = joined(self.held[entry.id], entry) if entry.id in self.held else entry
        for head in heads:
            behind = {entry.id for entry in self.slice(ZERO, head.entry)}
            if not any(self.reaches(head.entry, other) for other in self._heads):
                self._heads = {name: one for name, one in self._heads.items() if name not in behind}
                self._heads[head.entry] = head

    def heads(self) -> Sequence[SignedHead]:
        return tuple(self._heads.values())

    def slice(self, start: bytes, head: bytes) -> Iterator[Entry]:
        chain = []
        at = head
        while at != start:
            chain.append(self.held[at])
            at = self.held[at].link.prev
        return iter(chain[::-1])

    def reaches(self, start: bytes, head: bytes) -> bool:
        return start in {entry.id for entry in self.slice(ZERO, head)}

    def holds(self, entries: Collection[bytes]) -> set[bytes]:
        return {one for one in entries if one in self.held}

    def lacking(self, head: bytes) -> Lacking:
        chain = list(self.slice(ZERO, head))
        labels = [(entry.link.seq, entry.link.seq) for entry in chain if entry.label is None]
        values = [(entry.link.seq, entry.link.seq) for entry in chain if entry.label and None in entry.values]
        return Lacking(tuple(labels), tuple(values))

    @property
    def digest(self) -> str:
        parts = (
            one + bytes([entry.label is not None, *(value is not None for value in entry.values)])
            for one, entry in sorted(self.held.items())
        )
        return sha(*parts).hex()


class Mail:
    """A mailroom in dictionaries."""

    def __init__(self) -> None:
        self._seen: set[str] = set()
        self._from: dict[tuple[str, str], SignedReceipt] = {}
        self._to: dict[tuple[str, str], SignedReceipt] = {}
        self._given: dict[tuple[str, str], set[bytes]] = {}
        self.sent: list[Sent] = []
        self.left: dict[str, tuple[str, str, bool]] = {}
        self.settled: set[str] = set()

    def seen(self, package: str) -> bool:
        return package in self._seen

    def note_seen(self, package: str, sender: str, room: str, at: str) -> None:
        self._seen.add(package)

    def receipt_from(self, peer: str, room: str) -> SignedReceipt | None:
        return self._from.get((peer, room))

    def keep_receipt_from(self, peer: str, room: str, receipt: SignedReceipt) -> None:
        self._from[peer, room] = receipt

    def receipt_to(self, peer: str, room: str) -> SignedReceipt | None:
        return self._to.get((peer, room))

    def keep_receipt_to(self, peer: str, room: str, receipt: SignedReceipt) -> None:
        self._to[peer, room] = receipt

    def last_sent(self, peer: str, room: str) -> Sent | None:
        return next((one for one in reversed(self.sent) if (one.peer, one.room) == (peer, room)), None)

    def note_sent(self, sent: Sent) -> None:
        self.sent.append(sent)

    def note_left(self, name: str, peer: str, room: str, *, receipt: bool) -> None:
        self.left[name] = (peer, room, receipt)

    def to_settle(self, peer: str, room: str) -> Collection[str]:
        names = [name for name, left in self.left.items() if left[:2] == (peer, room)]
        last = next((name for name in reversed(names) if self.left[name][2]), None)
        return [name for name in names if name != last and name not in self.settled]

    def settle(self, names: Iterable[str]) -> None:
        self.settled.update(names)

    def given(self, peer: str, room: str) -> Collection[bytes]:
        return self._given.get((peer, room), set())

    def note_given(self, peer: str, room: str, records: Iterable[bytes]) -> None:
        self._given.setdefault((peer, room), set()).update(records)


class Vault:
    """A vault in memory: rooms, mailroom, transactions that really undo."""

    def __init__(
        self, person: Person, seats: KnownSeats, *, training: bool = True, closed: tuple[str, ...] = ()
    ) -> None:
        self.person, self.seats, self.training = person, seats, training
        self.closed = closed
        self.mailroom = Mail()
        self.rooms: dict[str, Shelf] = {}
        self.vault, self.seat, self.sign = person.vault, person.seat, person.sign
        self.roster: str | None = None
        self.files: tuple[str, ...] = ()

    @property
    def addressee(self) -> Addressee:
        return self.person.addressee(training=self.training, closed=self.closed)

    def room(self, room: str) -> Shelf:
        return self.rooms.setdefault(room, Shelf())

    @contextmanager
    def applying(self, room: str) -> Iterator[_Transaction]:
        before = self._copied(self.room(room))
        mail = {name: value.copy() for name, value in self.mailroom.__dict__.items()}
        try:
            yield _Transaction(self.room(room), self.mailroom)
        except BaseException:
            self.rooms[room].held, self.rooms[room]._heads = before
            self.mailroom.__dict__.update(mail)
            raise

    @contextmanager
    def noting(self) -> Iterator[Mail]:
        yield self.mailroom

    @staticmethod
    def _copied(shelf: Shelf) -> tuple[dict[bytes, Entry], dict[bytes, SignedHead]]:
        return dict(shelf.held), dict(shelf._heads)


class _Transaction:
    def __init__(self, shelf: Shelf, mailroom: Mail) -> None:
        self._shelf, self.mailroom = shelf, mailroom

    def apply(self, entries: Sequence[Entry], heads: Sequence[SignedHead]) -> bool:
        before = self._shelf.digest
        self._shelf.apply(entries, heads)
        return self._shelf.digest != before


def manifest_for(sender: Person, to: Person, **said: Any) -> Manifest:
    """A manifest as `seal` wants it; length and hash are filled in there."""
    facts: dict[str, Any] = {
        "id": bytes_of("package").hex(),
        "made": NOW,
        "training": True,
        "sender": Sender(vault=sender.vault, seat=sender.seat),
        "addressee": to.vault,
        "room": ROOM,
        "purpose": Purpose.COLLEAGUE,
        "length": 0,
        "sha256": "0" * 64,
    }
    return Manifest(**(facts | said))


def chance_from(word: str) -> Any:
    """Random bytes that are the same in every run."""
    numbers = itertools.count()
    return lambda length: hashlib.shake_256(f"{word} {next(numbers)}".encode()).digest(length)
