"""Line 1 of a package (docs/formats/package.md, section 2) and the one way to read signed JSON.

Bytes are parsed only after their signature was checked, and only as deep as the format says. Ids are lower-case
hexadecimal text here; `sender.seat` is the raw Ed25519 public key.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Final, TypeVar

import msgspec

from fieldcase.exchange.package import limits
from fieldcase.exchange.package.refusals import FromTheFuture, Malformed, TooLarge, TooLargeToSend

FORMAT: Final = "fieldcase-package/1"
KNOWN_NEEDS: Final[frozenset[str]] = frozenset()
ZERO: Final = "0" * 64

Hex16 = Annotated[str, msgspec.Meta(pattern=r"\A[0-9a-f]{32}\Z")]
Hex32 = Annotated[str, msgspec.Meta(pattern=r"\A[0-9a-f]{64}\Z")]
Count = Annotated[int, msgspec.Meta(ge=0, le=2**53)]
Instant = Annotated[str, msgspec.Meta(pattern=r"\A\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\Z")]
Armour = Annotated[str, msgspec.Meta(max_length=limits.SIGNATURE_LINE)]
RoomName = Annotated[str, msgspec.Meta(pattern=r"\A[A-Z0-9]{2,12}/(case|identity|source|sealed|office)\Z")]


class Purpose(StrEnum):
    """Why a package leaves."""

    COLLEAGUE = "colleague"
    HEADQUARTERS = "headquarters"
    RECEIPT = "receipt"


class Sender(msgspec.Struct, frozen=True, kw_only=True):
    """The vault that sends and the seat that signed."""

    vault: Hex16
    seat: Hex32


class SliceRow(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the table of slices: a chain of `entries` entries after `start`, up to the signed `head`."""

    feed: Hex16
    seat: Hex32
    start: Hex32
    head: Hex32
    entries: Annotated[int, msgspec.Meta(ge=1, le=limits.BODY_LINES)]
    signature: Armour


class SealedFile(msgspec.Struct, frozen=True, kw_only=True):
    """An evidence file that follows on the route: hash and length (bytes) of its sealed form."""

    sha256: Hex32
    length: Count


class SignedReceipt(msgspec.Struct, frozen=True, kw_only=True):
    """A receipt as it travels: the exact text that was signed, and the signature."""

    statement: str
    signature: Armour


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a package says of itself. `length` (bytes) and `sha256` are of the whole body, expanded."""

    format: str = FORMAT
    needs: tuple[str, ...] = ()
    id: Hex16
    made: Instant
    training: bool
    sender: Sender
    addressee: Hex16
    room: RoomName
    purpose: Purpose
    roster: Hex32 | None = None
    length: Annotated[int, msgspec.Meta(ge=0, le=limits.BODY)]
    sha256: Hex32
    slices: Annotated[tuple[SliceRow, ...], msgspec.Meta(max_length=limits.SLICES)] = ()
    fills: Annotated[int, msgspec.Meta(ge=0, le=limits.BODY_LINES)] = 0
    objects: Annotated[tuple[SealedFile, ...], msgspec.Meta(max_length=limits.OBJECTS)] = ()
    receipts: Annotated[tuple[SignedReceipt, ...], msgspec.Meta(max_length=limits.RECEIPTS)] = ()

    @property
    def compartment(self) -> str:
        """The compartment of the room."""
        return self.room.partition("/")[2]

    @property
    def office(self) -> str:
        """The office code of the room."""
        return self.room.partition("/")[0]

    @property
    def entries(self) -> int:
        """How many slice lines the body has."""
        return sum(row.entries for row in self.slices)

    @property
    def lines(self) -> int:
        """How many lines the body has: slice lines and fill lines."""
        return self.entries + self.fills


class _Version(msgspec.Struct, frozen=True):
    format: str
    needs: tuple[str, ...] = ()


def line_of(manifest: Manifest) -> bytes:
    """Line 1 without its line feed. Raises `TooLargeToSend`."""
    line = msgspec.json.encode(manifest)
    if len(line) > limits.MANIFEST_LINE:
        raise TooLargeToSend(what="manifest", limit=limits.MANIFEST_LINE)
    return line


def read_manifest(line: bytes) -> Manifest:
    """Line 1, whose signature was checked. Raises `FromTheFuture`, `Malformed`, `TooLarge`."""
    require_shallow(line, limits.MANIFEST_NESTING)
    version = read_json(line, _Version)
    if version.format != FORMAT or not KNOWN_NEEDS.issuperset(version.needs):
        needed = " ".join([version.format, *sorted(set(version.needs) - KNOWN_NEEDS)])[:80]
        if not re.fullmatch(r"fieldcase-package/\d{1,4}( [a-z0-9-]+)*", needed):
            raise Malformed(where="format")
        raise FromTheFuture(needed=needed, known=FORMAT)
    manifest = read_json(line, Manifest)
    if manifest.lines > limits.BODY_LINES:
        raise TooLarge(what="lines", limit=limits.BODY_LINES)
    return manifest


T = TypeVar("T")


def read_json(text: bytes | str, shape: type[T]) -> T:
    """Signed JSON as the shape; keys not known are left alone. Raises `Malformed`, which names no content."""
    try:
        return msgspec.json.decode(text, type=shape)
    except (msgspec.MsgspecError, UnicodeDecodeError) as failure:
        raise Malformed(where=shape.__name__.strip("_").lower()) from failure


_STRING = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?\Z)', re.DOTALL)
_BRACKET = re.compile(rb"[\[\]{}]")


def require_shallow(text: bytes, deepest: int) -> None:
    """Refuse JSON whose lists and objects stand deeper than `deepest`. Raises `TooLarge`."""
    if text.count(b"[") + text.count(b"{") <= deepest:
        return
    depth = 0
    for bracket in _BRACKET.finditer(_STRING.sub(b"", text)):
        depth += 1 if bracket.group() in b"[{" else -1
        if depth > deepest:
            raise TooLarge(what="nesting", limit=deepest)
