"""Receipts: a signed, cumulative statement of how far a vault has read a room (docs/formats/package.md, section 5).

"Sent" is never shown as "received": only a receipt says so. It travels in manifests and is not receipted itself. The
exact text that was signed is kept, because a record of a transfer quotes it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Annotated, Final, Protocol

import msgspec

from fieldcase.exchange import signed
from fieldcase.exchange.package import limits
from fieldcase.exchange.package.manifest import (
    Count,
    Hex16,
    Hex32,
    Instant,
    Manifest,
    SignedReceipt,
    read_json,
    require_shallow,
)
from fieldcase.exchange.package.refusals import Malformed, TooLarge
from fieldcase.exchange.package.seal import Sign
from fieldcase.exchange.signed import RECEIPT
from fieldcase.vault.ledger import SignedHead
from fieldcase.vault.ledger.chains import Lacking

FORMAT: Final = "fieldcase-receipt/1"
Ranges = tuple[tuple[Count, Count], ...]
"""Sequence numbers as ascending ranges, both ends included."""


class BranchRead(msgspec.Struct, frozen=True, kw_only=True):
    """One branch as far as it was applied: entry `head` with number `seq`, and what is lacking before it.

    `partly`: of the entries in `values` that hold other values, number of the entry and position of each that is not.
    `signature`: the author's own under `head`, in feeds of the vault to which this is said: a vault that was put back
    believes that it wrote what it does not hold by that alone.
    """

    feed: Hex16
    head: Hex32
    seq: Count
    labels: Ranges = ()
    values: Ranges = ()
    partly: tuple[tuple[Count, Count], ...] = ()
    signature: Annotated[str, msgspec.Meta(max_length=limits.SIGNATURE_LINE)] = ""


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """What `vault` says to `peer` that it holds of `room`. `objects`: evidence files fetched whole and verified."""

    format: str = FORMAT
    vault: Hex16
    seat: Hex32
    peer: Hex16
    room: str
    made: Instant
    heads: Annotated[tuple[BranchRead, ...], msgspec.Meta(max_length=limits.RECEIPT_HEADS)] = ()
    objects: Annotated[tuple[Hex32, ...], msgspec.Meta(max_length=limits.RECEIPT_OBJECTS)] = ()

    def says_more_than(self, other: Receipt | None) -> bool:
        """Whether it tells anything that the other did not, the time aside."""
        return other is None or (self.heads, self.objects) != (other.heads, other.objects)


class Room(Protocol):
    """What a receipt is made of (`vault.ledger.RoomLedger`)."""

    def heads(self) -> Sequence[SignedHead]:
        """The signed head of every branch."""
        ...

    def lacking(self, head: bytes) -> Lacking:
        """What of the chain up to `head` is not held, erased values aside."""
        ...


def branches_read(room: Room, seats: Collection[str] = ()) -> tuple[BranchRead, ...]:
    """Every branch of a room as far as it is applied, with what is lacking, in one order; with the signature under
    those of some seats (public keys, 64 hex).
    """
    read = [
        BranchRead(
            feed=head.feed.hex(),
            head=head.entry.hex(),
            seq=head.seq,
            labels=lacking.labels,
            values=lacking.values,
            partly=lacking.partly,
            signature=head.signature if head.seat.hex() in seats else "",
        )
        for head in room.heads()
        for lacking in (room.lacking(head.entry),)
    ]
    return tuple(sorted(read, key=lambda branch: (branch.feed, branch.head)))


def within(ranges: Ranges, seq: int) -> bool:
    """Whether a number lies in any of the ranges."""
    return any(first <= seq <= last for first, last in ranges)


def write_receipt(receipt: Receipt, sign: Sign) -> SignedReceipt:
    """Sign a receipt; `sign` is the function of the seat that it names."""
    text = msgspec.json.encode(receipt)
    return SignedReceipt(statement=text.decode(), signature=sign(RECEIPT, text))


def read_receipt(document: SignedReceipt) -> Receipt:
    """A receipt whose signature by the seat that it names holds. Raises `Malformed`, `TooLarge`."""
    text = document.statement.encode()
    try:
        seat = signed.signer_of(document.signature)
        signed.require_signature(document.signature, RECEIPT, text, seat)
    except signed.SignatureFalse as failure:
        raise Malformed(where="receipt") from failure
    require_shallow(text, limits.STATEMENT_NESTING)
    receipt = read_json(text, Receipt)
    if receipt.format != FORMAT or receipt.seat != seat.hex():
        raise Malformed(where="receipt")
    if sum(len(head.labels) + len(head.values) + len(head.partly) for head in receipt.heads) > limits.RECEIPT_RANGES:
        raise TooLarge(what="receipt", limit=limits.RECEIPT_RANGES)
    return receipt


def receipts_of(manifest: Manifest) -> Iterator[tuple[Receipt, SignedReceipt]]:
    """The receipts in a package: of its own room, by its own sender, to its addressee. Raises `Malformed`,
    `TooLarge`.
    """
    for document in manifest.receipts:
        receipt = read_receipt(document)
        said = (receipt.vault, receipt.seat, receipt.peer, receipt.room)
        if said != (manifest.sender.vault, manifest.sender.seat, manifest.addressee, manifest.room):
            raise Malformed(where="receipt")
        yield receipt, document
