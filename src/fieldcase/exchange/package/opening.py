"""Open a package in two passes (docs/formats/package.md, section 8): the first decides, the second reads.

Nothing is parsed before it is known who signed it. Everything is counted while it streams, so that a bomb costs less
than 64 MiB. Every reason not to take a package is a `PackageRefused`; a library's error never gets out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, BinaryIO, Final, Protocol

import msgspec
import pyrage

from fieldcase.exchange.package import limits, lines
from fieldcase.exchange.package.frames import Frames
from fieldcase.exchange.package.manifest import Manifest, read_manifest
from fieldcase.exchange.package.refusals import (
    Altered,
    ClosedHere,
    ForSomebodyElse,
    FromARevokedSeat,
    FromNobody,
    Malformed,
    NotAPackage,
    PackageRefused,
    RoomUnknown,
    SenderInQuestion,
    TooLarge,
    TrainingMixed,
)
from fieldcase.exchange.package.seal import NAMESPACE
from fieldcase.exchange.signed import NotSigned, SignatureFalse, armour_in, require_signature, signer_of

BATCH: Final = 1000
BATCH_BYTES: Final = 4 * limits.MIB
Unseal = Callable[[BinaryIO, Any], None]
"""(source, sink) -> None: age decryption with the keys of one compartment; raises `pyrage.DecryptError` when none
fits.
"""


class Standing(StrEnum):
    """What the rosters known here say of a seat."""

    CURRENT = "current"
    IN_QUESTION = "in question"
    REVOKED = "revoked"
    UNKNOWN = "unknown"


class KnownSeats(Protocol):
    """The seats that this vault knows (`exchange/roster.py` makes one)."""

    def standing(self, seat: str, office: str | None = None) -> Standing:
        """What is known of the seat with this public key (64 hex): in the rooms of an office, or, without one, the
        best of all.
        """

    def vault_of(self, seat: str, office: str) -> str:
        """The vault (32 hex) of a seat that takes part in the rooms of an office; "" for any other."""


class Addressee(msgspec.Struct, frozen=True, kw_only=True):
    """Who opens: vault id (32 hex), training or not, keys by compartment, and which compartments are closed to the
    seat.
    """

    vault: str
    training: bool
    unsealers: Mapping[str, Unseal]
    closed: tuple[str, ...] = ()


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """A package whose signature and hash were found good: its manifest, its size sealed (bytes)."""

    manifest: Manifest
    size: int


def unsealer(*identities: str) -> Unseal:
    """An `Unseal` with these age identities (`AGE-SECRET-KEY-1…`)."""
    held = [pyrage.x25519.Identity.from_str(text) for text in identities]

    def unseal(source: BinaryIO, sink: Any) -> None:
        pyrage.decrypt_io(source, sink, held)

    return unseal


def first_pass(source: BinaryIO, addressee: Addressee, seats: KnownSeats) -> Opened:
    """Check all of the package in `source` (seekable, a copy of one's own). Raises a `PackageRefused`."""
    size = source.seek(0, 2)
    if size > limits.SEALED:
        raise TooLarge(what="package", limit=limits.SEALED)
    _require_age_header(source)
    head = _Head(addressee, seats)
    body = _Body()

    def expected() -> int:
        manifest = head.done()
        body.expect(manifest)
        return manifest.length

    frames = Frames((head.take, lambda: limits.MANIFEST_LINE + limits.SIGNATURE_LINE), (body.take, expected))
    _unseal(source, addressee, frames, head)
    frames.close()
    body.close()
    return Opened(manifest=head.done(), size=size)


def second_pass(
    source: BinaryIO, addressee: Addressee, opened: Opened, take: Callable[[Sequence[lines.Line]], None]
) -> None:
    """Read the body of an opened package: `take` gets its lines in order, at most `BATCH` at a time.

    Call inside the transaction that applies them: whatever is raised, here or by `take`, must undo it. The hash is
    checked once more at the end. Raises a `PackageRefused`.
    """
    source.seek(0)
    body = _Lines(opened.manifest, take)
    head = bytearray()
    frames = Frames(
        (head.extend, lambda: limits.MANIFEST_LINE + limits.SIGNATURE_LINE), (body.take, lambda: opened.manifest.length)
    )
    try:
        addressee.unsealers[opened.manifest.compartment](source, frames)
    except (pyrage.DecryptError, OSError) as failure:
        raise _broken_seal(failure) from failure
    frames.close()
    body.close()


def _unseal(source: BinaryIO, addressee: Addressee, frames: Frames, head: _Head) -> None:
    for compartment, unseal in addressee.unsealers.items():
        source.seek(0)
        head.compartment = compartment
        try:
            unseal(source, frames)
        except (pyrage.DecryptError, OSError) as failure:
            if "No matching keys" not in str(failure):
                raise _broken_seal(failure) from failure
        else:
            return
    raise ClosedHere if addressee.closed else ForSomebodyElse


def _broken_seal(failure: Exception) -> Exception:
    """age reports a broken seal as an `OSError` without a number; one with a number is the disk's and stays what it
    is.
    """
    return failure if isinstance(failure, OSError) and failure.errno is not None else Altered(where="seal")


def _require_age_header(source: BinaryIO) -> None:
    """The header ends soon and has few stanzas: what follows may be given to the library."""
    source.seek(0)
    head = source.read(limits.AGE_HEADER)
    if not head.startswith(b"age-encryption.org/v1\n"):
        raise NotAPackage
    end = head.find(b"\n---")
    if end < 0 or head.count(b"\n-> ", 0, end) > limits.AGE_STANZAS:
        raise NotAPackage


class _Head:
    """Lines 1 and 2 while they arrive; `done` judges them, once."""

    def __init__(self, addressee: Addressee, seats: KnownSeats) -> None:
        self._addressee, self._seats = addressee, seats
        self._held = bytearray()
        self._manifest: Manifest | None = None
        self.compartment = ""

    def take(self, piece: bytes) -> None:
        self._held += piece

    def done(self) -> Manifest:
        """The manifest, signed by a seat in good standing and meant for here. Raises a `PackageRefused`."""
        if self._manifest is None:
            self._manifest = self._judged()
        return self._manifest

    def _judged(self) -> Manifest:
        line, _, rest = bytes(self._held).partition(b"\n")
        if len(line) > limits.MANIFEST_LINE:
            raise TooLarge(what="manifest", limit=limits.MANIFEST_LINE)
        if not rest.endswith(b"\n") or rest.count(b"\n") != 1 or len(rest) > limits.SIGNATURE_LINE:
            raise FromNobody
        try:
            signature = armour_in(rest[:-1])
            seat = signer_of(signature)
        except (NotSigned, SignatureFalse) as failure:
            raise FromNobody from failure
        _require_standing(self._seats.standing(seat.hex()), FromNobody)
        try:
            require_signature(signature, NAMESPACE, line, seat)
        except SignatureFalse as failure:
            raise Altered(where="signature") from failure
        manifest = read_manifest(line)
        self._require_ours(manifest, seat.hex())
        return manifest

    def _require_ours(self, manifest: Manifest, seat: str) -> None:
        if manifest.addressee != self._addressee.vault:
            raise ForSomebodyElse
        if manifest.training != self._addressee.training:
            raise TrainingMixed
        _require_standing(self._seats.standing(seat, manifest.office), RoomUnknown)
        if manifest.sender.seat != seat or manifest.sender.vault != self._seats.vault_of(seat, manifest.office):
            raise Malformed(where="sender")
        if manifest.compartment != self.compartment:
            raise Malformed(where="compartment")


def _require_standing(standing: Standing, unknown: type[PackageRefused]) -> None:
    if standing is Standing.REVOKED:
        raise FromARevokedSeat
    if standing is Standing.IN_QUESTION:
        raise SenderInQuestion
    if standing is Standing.UNKNOWN:
        raise unknown


class _Body:
    """The body while it streams: length, hash, lines and the length of each, against what was signed."""

    def __init__(self) -> None:
        self._digest, self._length, self._lines, self._run = hashlib.sha256(), 0, 0, 0
        self._manifest: Manifest | None = None

    def expect(self, manifest: Manifest) -> None:
        """What the manifest signed."""
        self._manifest = manifest

    def take(self, piece: bytes) -> None:
        """The next piece of the body, at most one block."""
        self._digest.update(piece)
        self._length += len(piece)
        count = piece.count(b"\n")
        self._lines += count
        self._run += piece.find(b"\n") if count else len(piece)
        if self._run > limits.BODY_LINE:
            raise TooLarge(what="line", limit=limits.BODY_LINE)
        if count:
            self._run = len(piece) - piece.rfind(b"\n") - 1
        if self._manifest and self._lines > self._manifest.lines:
            raise Malformed(where="lines")

    def close(self) -> None:
        """The body ended. Raises `Altered`, `Malformed`."""
        said = self._manifest
        if said is None or (self._length, self._digest.hexdigest()) != (said.length, said.sha256):
            raise Altered(where="hash")
        if self._run or self._lines != said.lines:
            raise Malformed(where="lines")


class _Lines:
    """The second pass's sink: pieces become lines, lines go on in batches."""

    def __init__(self, manifest: Manifest, take: Callable[[Sequence[lines.Line]], None]) -> None:
        self._check = _Body()
        self._check.expect(manifest)
        self._take = take
        self._rest: list[bytes] = []
        self._batch: list[lines.Line] = []
        self._size = 0

    def take(self, piece: bytes) -> None:
        """The next piece of the body."""
        self._check.take(piece)
        for text in self._whole(piece):
            self._batch.append(lines.read(text))
            self._size += len(text)
            if len(self._batch) >= BATCH or self._size >= BATCH_BYTES:
                self._hand_over()

    def close(self) -> None:
        """Hand over what is left, then check the whole once more."""
        self._hand_over()
        self._check.close()

    def _whole(self, piece: bytes) -> Iterator[bytes]:
        *whole, rest = piece.split(b"\n")
        for text in whole:
            yield b"".join((*self._rest, text))
            self._rest = []
        if rest:
            self._rest.append(rest)

    def _hand_over(self) -> None:
        if self._batch:
            batch, self._batch, self._size = self._batch, [], 0
            self._take(batch)
