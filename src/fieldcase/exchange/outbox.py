"""Sending: what a peer may have of a room and does not hold yet, sealed for it and left on a route.

A package begins at the last head that the peer has receipted, so that one lost on the way is made up by the next;
nothing is shown as received before that. Once it lacks nothing any more, what was left for it may be taken off the
route: it is served from the ledger, never from what lies there. A receipt of one's own goes along when it says
something new, and alone when there is nothing else to say.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import BinaryIO, Final

import msgspec

from fieldcase.exchange.mailroom import Dispatcher, HeldRoom, Sent
from fieldcase.exchange.package.manifest import (
    Manifest,
    Purpose,
    SealedFile,
    Sender,
    SignedReceipt,
)
from fieldcase.exchange.package.seal import compressed, seal
from fieldcase.exchange.receipts import Receipt, branches_read, read_receipt, write_receipt
from fieldcase.exchange.routes.route import Route, mail_name
from fieldcase.exchange.slices import Cutting, Decide, Withhold, nothing
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_

SENT_ANEW_AFTER: Final = timedelta(days=7)
"""So long without a receipt, and what was sent is sent again: a relay may lose what it likes, for as long as it
likes.
"""


class NoKeyOfPeer(Refusal):
    """The peer holds no key for this compartment, so nothing of it can be sealed for them."""

    code = "FC-250"
    message = N_("The other side cannot open one of the compartments, so nothing of it is sent.")
    remedy = N_("Their office decides who holds its key.")


class Peer(msgspec.Struct, frozen=True, kw_only=True):
    """Another vault: id (32 hex), age recipients (`age1…`) by compartment, and its seats (public keys, 64 hex)."""

    vault: str
    recipients: dict[str, str]
    seats: tuple[str, ...] = ()


class Parcel(msgspec.Struct, frozen=True, kw_only=True):
    """A package made and not sent yet: `sealed` bytes, and what was counted while it was cut."""

    manifest: Manifest
    sealed: bytes
    labels_withheld: int
    values_withheld: int
    given: frozenset[bytes]
    receipt: SignedReceipt | None

    @property
    def sent(self) -> Sent:
        """What is remembered of it once it is on its route."""
        return Sent(
            package=self.manifest.id,
            peer=self.manifest.addressee,
            room=self.manifest.room,
            at=self.manifest.made,
            entries=self.manifest.lines,
            withheld=self.labels_withheld + self.values_withheld,
            heads=tuple(sorted(row.head for row in self.manifest.slices)),
        )


def _may_be_under_way(sent: str, now: str) -> bool:
    """Whether a package sent then may still arrive; one "sent" tomorrow was sent by a clock that was wrong."""
    passed = datetime.fromisoformat(now) - datetime.fromisoformat(sent)
    return timedelta(0) <= passed < SENT_ANEW_AFTER


class Outbox:
    """The way out. `now` gives the time as manifests write it, `chance` random bytes.

    Threads: the one that owns the vault.
    """

    def __init__(self, vault: Dispatcher, now: Callable[[], str], chance: Callable[[int], bytes]) -> None:
        self._vault, self._now, self._chance = vault, now, chance

    def prepare(
        self,
        peer: Peer,
        room: str,
        purpose: Purpose,
        decide: Decide,
        *,
        withhold: Withhold = nothing,
        objects: tuple[SealedFile, ...] = (),
        held: tuple[str, ...] = (),
        again: bool = False,
    ) -> Parcel | None:
        """Make the package of one room for one peer; None when there is nothing that it lacks and was not sent yet.

        `decide` says what of each record goes (`policy.goes` with the facts), `withhold` which values of it do not;
        `objects` are the evidence files that the peer lacks and finds on the route, `held` the hashes of those that
        are here of records that go whole, as the receipt says them; `again` sends anew what was sent and not
        receipted. Raises `NoKeyOfPeer`, `TooLargeToSend`.
        """
        compartment = room.partition("/")[2]
        if compartment not in peer.recipients:
            raise NoKeyOfPeer(compartment=compartment)
        ledger, known = self._vault.room(room), self._vault.mailroom.receipt_from(peer.vault, room)
        cutting = Cutting(ledger, decide, read_receipt(known) if known else None, withhold)
        body = compressed(cutting.lines())
        receipt = self._receipt(peer, room, ledger, held)
        if not cutting.entries:
            self._settle(peer, room)
        if not receipt and not self._news(peer, room, cutting, again):
            return None
        manifest = Manifest(
            id=self._chance(16).hex(),
            made=self._now(),
            training=self._vault.training,
            sender=Sender(vault=self._vault.vault, seat=self._vault.seat),
            addressee=peer.vault,
            room=room,
            purpose=purpose if cutting.entries else Purpose.RECEIPT,
            roster=self._vault.roster,
            length=body.length,
            sha256=body.sha256,
            slices=cutting.rows,
            fills=cutting.fills,
            objects=objects,
            receipts=(receipt,) if receipt else (),
        )
        into = io.BytesIO()
        manifest = seal(manifest, body, recipient=peer.recipients[compartment], sign=self._vault.sign, into=into)
        return Parcel(
            manifest=manifest,
            sealed=into.getvalue(),
            labels_withheld=cutting.labels_withheld,
            values_withheld=cutting.values_withheld,
            given=frozenset(cutting.given),
            receipt=receipt,
        )

    def send(self, parcel: Parcel, route: Route) -> str:
        """Leave a package on a route; returns its name there. Raises refusals of the route, and is then not noted as
        sent.
        """
        name = mail_name(parcel.manifest.addressee, self._chance)
        self._note_given(parcel, name)
        route.put(name, io.BytesIO(parcel.sealed))
        self._note_sent(parcel)
        return name

    def write(self, parcel: Parcel, into: BinaryIO) -> None:
        """The same into a file that a person carries."""
        self._note_given(parcel)
        into.write(parcel.sealed)
        into.flush()
        self._note_sent(parcel)

    def _news(self, peer: Peer, room: str, cutting: Cutting, again: bool) -> bool:
        """Whether the slices reach heads that were not sent yet or withhold other things, there are fills, or what was
        sent is not receipted for so long that it may be lost.
        """
        if not cutting.entries:
            return False
        last = self._vault.mailroom.last_sent(peer.vault, room)
        if last is not None and not _may_be_under_way(last.at, self._now()):
            return True
        heads = tuple(sorted(row.head for row in cutting.rows))
        if again or cutting.fills or last is None or not set(heads) <= set(last.heads):
            return True
        return last.withheld != cutting.labels_withheld + cutting.values_withheld

    def _receipt(self, peer: Peer, room: str, ledger: HeldRoom, held: tuple[str, ...]) -> SignedReceipt | None:
        """Our receipt for the room, when it says more than the last one that went to this peer."""
        receipt = Receipt(
            vault=self._vault.vault,
            seat=self._vault.seat,
            peer=peer.vault,
            room=room,
            made=self._now(),
            heads=branches_read(ledger, peer.seats),
            objects=held,
        )
        last = self._vault.mailroom.receipt_to(peer.vault, room)
        if not receipt.says_more_than(read_receipt(last) if last else None):
            return None
        return write_receipt(receipt, self._vault.sign)

    def _settle(self, peer: Peer, room: str) -> None:
        """By its own receipt the peer lacks nothing of the room that it may have."""
        if read := self._vault.mailroom.to_settle(peer.vault, room):
            with self._vault.noting() as mailroom:
                mailroom.settle(read)

    def _note_given(self, parcel: Parcel, name: str = "") -> None:
        with self._vault.noting() as mailroom:
            mailroom.note_given(parcel.manifest.addressee, parcel.manifest.room, parcel.given)
            if name:
                peer, room = parcel.manifest.addressee, parcel.manifest.room
                mailroom.note_left(name, peer, room, receipt=parcel.receipt is not None)

    def _note_sent(self, parcel: Parcel) -> None:
        with self._vault.noting() as mailroom:
            mailroom.note_sent(parcel.sent)
            if parcel.receipt:
                mailroom.keep_receipt_to(parcel.manifest.addressee, parcel.manifest.room, parcel.receipt)
