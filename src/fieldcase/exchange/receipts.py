"""Receipts: a signed, cumulative statement of how far a vault has read a room (docs/formats/package.md, section 5).

"Sent" is never shown as "received": only a receipt says so. It travels in manifests and is not receipted itself. The
exact text that was signed is kept, because a record of a transfer quotes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Final

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
from fieldcase.model.ledger.entries import Entry

FORMAT: Final = "fieldcase-receipt/1"
Ranges = tuple[tuple[Count, Count], ...]
"""Sequence numbers as ascending ranges, both ends included."""


class BranchRead(msgspec.Struct, frozen=True, kw_only=True):
    """One branch as far as it was applied: entry `head` with number `seq`, and what is lacking before it."""

    feed: Hex16
    head: Hex32
    seq: Count
    labels: Ranges = ()
    values: Ranges = ()


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


def lacking(entries: Iterable[Entry]) -> tuple[Ranges, Ranges]:
    """Of a chain in order: where labels are not held, and where labels are held and some value is not."""
    labels: list[tuple[int, int]] = []
    values: list[tuple[int, int]] = []
    for entry in entries:
        if entry.label is None:
            _extend(labels, entry.link.seq)
        elif None in entry.values:
            _extend(values, entry.link.seq)
    return tuple(labels), tuple(values)


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
    if sum(len(head.labels) + len(head.values) for head in receipt.heads) > limits.RECEIPT_RANGES:
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


def _extend(ranges: list[tuple[int, int]], seq: int) -> None:
    if ranges and ranges[-1][1] == seq - 1:
        ranges[-1] = (ranges[-1][0], seq)
    else:
        ranges.append((seq, seq))
