"""The vault as exchange sees it: who opens, who signs, what is held of a room, what is remembered of peers.

Thin: every call goes to the vault; what it means is said in `exchange.mailroom`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager

from fieldcase.exchange.mailroom import Sent
from fieldcase.exchange.package.manifest import SignedReceipt
from fieldcase.exchange.package.opening import Addressee, KnownSeats, unsealer
from fieldcase.exchange.package.refusals import ShutHere
from fieldcase.model.declare import Room
from fieldcase.model.ledger.entries import Entry
from fieldcase.office.session import Session
from fieldcase.vault.database import transaction
from fieldcase.vault.files import LEDGER, file_of
from fieldcase.vault.ledger import RoomLedger, SignedHead
from fieldcase.vault.mail import SentRow, keep_number, kept_number
from fieldcase.vault.taking import Taking

FROM, TO = "from", "to"


class VaultMailroom:
    """What the vault remembers of its peers (`exchange.mailroom.Mailroom`)."""

    def __init__(self, session: Session) -> None:
        self._mail, self._own = session.vault.mail, session.vault.own

    def seen(self, package: str) -> bool:
        return self._mail[LEDGER].seen(package)

    def note_seen(self, package: str, sender: str, room: str, at: str) -> None:
        self._mail[LEDGER].note_seen(package, sender, room, at)

    def receipt_from(self, peer: str, room: str) -> SignedReceipt | None:
        return self._receipt(FROM, peer, room)

    def keep_receipt_from(self, peer: str, room: str, receipt: SignedReceipt) -> None:
        self._mail[LEDGER].keep_receipt(FROM, peer, room, receipt.statement, receipt.signature)

    def receipt_to(self, peer: str, room: str) -> SignedReceipt | None:
        return self._receipt(TO, peer, room)

    def keep_receipt_to(self, peer: str, room: str, receipt: SignedReceipt) -> None:
        self._mail[LEDGER].keep_receipt(TO, peer, room, receipt.statement, receipt.signature)

    def last_sent(self, peer: str, room: str) -> Sent | None:
        row = self._mail[LEDGER].last_sent(peer, room)
        if row is None:
            return None
        return Sent(
            package=row.package,
            peer=row.peer,
            room=row.room,
            at=row.at,
            entries=row.entries,
            withheld=row.withheld,
            heads=row.heads,
        )

    def note_sent(self, sent: Sent) -> None:
        self._mail[LEDGER].note_sent(
            SentRow(
                package=sent.package,
                peer=sent.peer,
                room=sent.room,
                at=sent.at,
                entries=sent.entries,
                withheld=sent.withheld,
                heads=sent.heads,
            )
        )

    def note_left(self, name: str, peer: str, room: str, *, receipt: bool) -> None:
        self._mail[LEDGER].note_left(name, peer, room, receipt=receipt)

    def to_settle(self, peer: str, room: str) -> Collection[str]:
        return self._mail[LEDGER].to_settle(peer, room)

    def settle(self, names: Iterable[str]) -> None:
        self._mail[LEDGER].settle(names)

    def given(self, peer: str, room: str) -> Collection[bytes]:
        return self._mail[_file_of(room)].given(peer, room)

    def note_given(self, peer: str, room: str, records: Iterable[bytes]) -> None:
        file = _file_of(room)
        number = self._mail[file].note_given(peer, room, records, after=kept_number(self._own, file))
        keep_number(self._own, file, number)

    def _receipt(self, direction: str, peer: str, room: str) -> SignedReceipt | None:
        kept = self._mail[LEDGER].receipt(direction, peer, room)
        return SignedReceipt(statement=kept[0], signature=kept[1]) if kept else None


class ApplyingPackage:
    """One transaction that takes in a package (`exchange.mailroom.Applying`)."""

    def __init__(self, taking: Taking, mailroom: VaultMailroom) -> None:
        self._taking = taking
        self.mailroom = mailroom

    def apply(self, entries: Sequence[Entry], heads: Sequence[SignedHead]) -> bool:
        changes = self._taking.apply(entries, heads)
        return changes.new + changes.filled > 0


class Incoming:
    """The vault as `exchange.inbox` asks for it (`Receiver`). A roster that came with a package counts for the next."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.mailroom = VaultMailroom(session)

    @property
    def addressee(self) -> Addressee:
        keys = self._session.vault.keys
        card = self._session.roster.vault(self._session.vault.id)
        sealed_to = card.recipients if card else {}
        return Addressee(
            vault=self._session.vault.id,
            training=self._session.training,
            unsealers={name: unsealer(*held) for name, held in keys.identities.items() if held and name != Room.LOG},
            closed=tuple(name for name in sealed_to if name not in keys.identities),
        )

    @property
    def seats(self) -> KnownSeats:
        return self._session.known

    def room(self, room: str) -> RoomLedger:
        found = self._session.vault.rooms.room(room)
        if found is None:  # keys opened the package: the compartment's copy could not be built
            raise ShutHere(room=room)
        return found.ledger

    @contextmanager
    def applying(self, room: str) -> Iterator[ApplyingPackage]:
        with self._session.vault.taking(room) as taking:
            yield ApplyingPackage(taking, self.mailroom)
        if room.endswith(f"/{Room.OFFICE}"):
            self._session.forget()


class Outgoing:
    """The vault as `exchange.outbox` asks for it (`Dispatcher`), writing under the roster of one office's rooms."""

    def __init__(self, session: Session, office: str) -> None:
        self._session = session
        self._office = office
        self.mailroom = VaultMailroom(session)
        self.sign = session.vault.sign

    @property
    def vault(self) -> str:
        return self._session.vault.id

    @property
    def seat(self) -> str:
        return self._session.vault.seat

    @property
    def training(self) -> bool:
        return self._session.training

    @property
    def roster(self) -> str | None:
        head = self._session.law.head_of(self._office)
        return head.hex() if head else None

    def room(self, room: str) -> RoomLedger:
        return _ledger(self._session, room)

    @contextmanager
    def noting(self) -> Iterator[VaultMailroom]:
        files = self._session.vault.files
        with transaction(files.ledger):
            yield self.mailroom


def _file_of(room: str) -> str:
    return file_of(Room(room.partition("/")[2]))


def _ledger(session: Session, name: str) -> RoomLedger:
    room = session.vault.rooms.room(name)
    assert room is not None, "exchange asks for rooms that this seat reads"
    return room.ledger
