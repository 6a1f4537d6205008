"""Signed heads: the last entry of each branch, signed by the seat in the feed's first entry.

An SSH signature in the namespace `fieldcase-head` over feed ‖ entry id, 48 bytes (docs/formats/ledger.md, section 5).
What no signed head reaches is not taken in: `reached` says which entries do, and by whose signature.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from fieldcase.model.ledger.entries import Entry
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_
from fieldcase.vault.keys import sshsig

NAMESPACE = "fieldcase-head"


class UnsignedEntries(Refusal):
    """Entries that no signed head reaches, or a head over nothing."""

    code = "FC-160"
    message = N_("Entries of feed {feed} stand under no signature ({count}).")
    remedy = N_("Nothing of it was applied. Ask the sender for it again.")


class ForeignHead(Refusal):
    """A head signed by another seat than the feed's."""

    code = "FC-161"
    message = N_("The head of feed {feed} is signed by somebody whose feed it is not.")
    remedy = N_("Nothing of it was applied. Tell the person responsible for security who sent it.")


class OtherRoom(Refusal):
    """A feed that was opened in another room."""

    code = "FC-162"
    message = N_("Feed {feed} belongs to another room.")
    remedy = N_("Nothing of it was applied. Tell the person responsible for security who sent it.")


class NoSuchChain(Refusal):
    """A slice was asked for between entries that no chain joins."""

    code = "FC-163"
    message = N_("There is no chain from entry {start} to entry {head} here.")
    remedy = N_("Begin the slice with the first entry of the feed.")


class Head(Protocol):
    """What a signed head says: feed (16 bytes), entry id, the seat's public key, the armoured signature."""

    @property
    def feed(self) -> bytes: ...
    @property
    def entry(self) -> bytes: ...
    @property
    def seat(self) -> bytes: ...
    @property
    def signature(self) -> str: ...


class SignedHead(msgspec.Struct, frozen=True, kw_only=True):
    """The signed last entry of one branch, its number in the feed, and the seat that signed it."""

    feed: bytes
    seq: int
    entry: bytes
    seat: bytes
    signature: str


def signed(key: Ed25519PrivateKey, feed: bytes, seq: int, entry: bytes) -> SignedHead:
    """Sign the last entry of a feed."""
    signature = sshsig.sign(key, NAMESPACE, feed + entry)
    return SignedHead(feed=feed, seq=seq, entry=entry, seat=key.public_key().public_bytes_raw(), signature=signature)


def require_signed(head: Head) -> None:
    """Raise `sshsig.BadSignature` unless the head's own seat signed it."""
    sshsig.verify(head.signature, NAMESPACE, head.feed + head.entry, head.seat)


def is_signed(head: Head) -> bool:
    """Whether the head's own seat signed it."""
    try:
        require_signed(head)
    except sshsig.BadSignature:
        return False
    return True


class Reached(msgspec.Struct, frozen=True):
    """By entry id the seats whose heads reach it; and for each head the first entry before the batch."""

    signers: Mapping[bytes, tuple[bytes, ...]]
    grounds: tuple[tuple[Head, bytes], ...]


def reached(entries: Mapping[bytes, Entry], heads: Iterable[Head]) -> Reached:
    """Walk from each head down the chain as far as the batch goes."""
    signers: dict[bytes, tuple[bytes, ...]] = {}
    grounds = []
    for head in heads:
        at = head.entry
        while (entry := entries.get(at)) is not None and head.seat not in signers.get(at, ()):
            signers[at] = (*signers.get(at, ()), head.seat)
            at = entry.link.prev
        if at not in entries:
            grounds.append((head, at))
    return Reached(signers, tuple(grounds))
