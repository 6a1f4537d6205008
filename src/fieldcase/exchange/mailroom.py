"""What a vault remembers of its peers, and what exchange asks of a vault: small protocols that the vault fulfils.

Everything in `Mailroom` is written inside the vault's own transaction, together with the entries that it is about. In
a database:

- `mail_seen(package TEXT PRIMARY KEY, sender TEXT, room TEXT, at TEXT)`: packages applied; ids only, kept for ever. -
`mail_receipts(direction TEXT, peer TEXT, room TEXT, statement TEXT, signature TEXT, PRIMARY KEY (direction, peer,
room))`: the last receipt each peer gave (`from`) and the last one given to it (`to`), as exact text. -
`mail_sent(package TEXT PRIMARY KEY, peer TEXT, room TEXT, at TEXT, entries INTEGER, withheld INTEGER, heads TEXT)`:
what left. - `mail_left(n INTEGER PRIMARY KEY, name TEXT UNIQUE, peer TEXT, room TEXT, receipt INTEGER, done
INTEGER)`: what of that lies on a route, until it is taken off again. - `mail_given(peer TEXT, room TEXT, record BLOB,
PRIMARY KEY (peer, room, record))`: records of which a peer under the policy of headquarters was ever sent a label. It
lies in the database of its room (`identity.db` …), for record ids of closed rooms are not for every seat to read; the
other three lie in `ledger.db`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

import msgspec

from fieldcase.exchange.package.manifest import SignedReceipt
from fieldcase.exchange.package.opening import Addressee, KnownSeats
from fieldcase.exchange.package.seal import Sign
from fieldcase.exchange.slices import Room
from fieldcase.model.ledger.entries import Entry
from fieldcase.vault.ledger import SignedHead
from fieldcase.vault.ledger.chains import Lacking


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """A package that left: `heads` are the entry ids (64 hex) it reached; `withheld` counts labels and values."""

    package: str
    peer: str
    room: str
    at: str
    entries: int
    withheld: int
    heads: tuple[str, ...]


class Mailroom(Protocol):
    """State of the exchange with peers. Vaults are 32 hex digits, packages 32, rooms as `KAL/case`, times as in
    manifests.
    """

    def seen(self, package: str) -> bool:
        """Whether the package with this id was applied."""
        ...

    def note_seen(self, package: str, sender: str, room: str, at: str) -> None:
        """A package was applied."""
        ...

    def receipt_from(self, peer: str, room: str) -> SignedReceipt | None:
        """The last receipt that a peer gave for a room."""
        ...

    def keep_receipt_from(self, peer: str, room: str, receipt: SignedReceipt) -> None:
        """A receipt arrived; it takes the place of the last."""
        ...

    def receipt_to(self, peer: str, room: str) -> SignedReceipt | None:
        """The last receipt that was sent to a peer for a room."""
        ...

    def keep_receipt_to(self, peer: str, room: str, receipt: SignedReceipt) -> None:
        """A receipt was sent."""
        ...

    def last_sent(self, peer: str, room: str) -> Sent | None:
        """The last package sent to a peer in a room."""
        ...

    def note_sent(self, sent: Sent) -> None:
        """A package is on its route, whole."""
        ...

    def note_left(self, name: str, peer: str, room: str, *, receipt: bool) -> None:
        """A package lies under this name on a route from now on; `receipt`: with a receipt of ours. Noted before."""
        ...

    def to_settle(self, peer: str, room: str) -> Collection[str]:
        """The packages left for a peer in a room and not settled, but the last that bears a receipt."""
        ...

    def settle(self, names: Iterable[str]) -> None:
        """The peer has read these: they may be taken off."""
        ...

    def given(self, peer: str, room: str) -> Collection[bytes]:
        """The records of which this peer was ever sent a label."""
        ...

    def note_given(self, peer: str, room: str, records: Iterable[bytes]) -> None:
        """Labels of these records leave now. Noted before the package does: rather owed too much than too little."""
        ...


class HeldRoom(Room, Protocol):
    """A room as exchange sees it: `vault.ledger.RoomLedger` is one."""

    def holds(self, entries: Collection[bytes]) -> set[bytes]:
        """Those of the entry ids that are held, in a whole chain."""
        ...

    def lacking(self, head: bytes) -> Lacking:
        """What of the chain up to `head` is not held: what a receipt says."""
        ...


class Applying(Protocol):
    """One transaction that takes in a package."""

    def apply(self, entries: Sequence[Entry], heads: Sequence[SignedHead]) -> bool:
        """Entries in chain order with the signed head that they reach, or fills without one (`RoomLedger.apply`).
        Idempotent. Returns whether anything of it was new here.
        """
        ...

    @property
    def mailroom(self) -> Mailroom:
        """The mailroom inside this transaction."""
        ...


class Receiver(Protocol):
    """What receiving asks of a vault."""

    @property
    def addressee(self) -> Addressee:
        """Id, kind and keys of the vault, as open now."""
        ...

    @property
    def seats(self) -> KnownSeats:
        """The seats known now; read anew for every package, because a roster may have come with the last."""
        ...

    @property
    def mailroom(self) -> Mailroom:
        """The mailroom, to read."""
        ...

    def room(self, room: str) -> HeldRoom:
        """A room, empty when nothing of it was ever held. Raises `ShutHere` where its compartment stays closed."""
        ...

    def applying(self, room: str) -> AbstractContextManager[Applying]:
        """One transaction: left by an exception, nothing of it happened; left normally, all of it is on the disk."""
        ...


class Dispatcher(Protocol):
    """What sending asks of a vault."""

    @property
    def vault(self) -> str:
        """The vault's id, 32 hex."""
        ...

    @property
    def seat(self) -> str:
        """Public key of the seat that signs, 64 hex."""
        ...

    @property
    def training(self) -> bool:
        """Whether this is a training vault."""
        ...

    @property
    def roster(self) -> str | None:
        """Hash of the roster gone by, 64 hex."""
        ...

    @property
    def sign(self) -> Sign:
        """Signs as the seat."""
        ...

    @property
    def mailroom(self) -> Mailroom:
        """The mailroom, to read."""
        ...

    def room(self, room: str) -> HeldRoom:
        """A room that is open to this seat."""
        ...

    def noting(self) -> AbstractContextManager[Mailroom]:
        """One transaction on the mailroom."""
        ...
