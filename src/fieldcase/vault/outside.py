"""Heads kept outside the vault's folder: the only way to notice that the vault was put back.

SQLCipher proves that a page is genuine, not that it is current: yesterday's file, an old page or a shortened log open
without an error. So the last heads of every feed lie, signed, in the person's own state folder too, under the vault's
random id: hashes and numbers, nothing else. At opening each must be an entry that the vault still holds. What a vault
and this note lost together, only peers' receipts can tell.

Format: msgpack array `[1, [[tag, seq, entry id], …], public key, signature]`: tag is the first 16 bytes of SHA-256 of
the feed's id, the Ed25519 signature stands over `fieldcase-outside` ‖ zero ‖ vault id ‖ msgpack of the second element.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_, _
from fieldcase.vault import disk
from fieldcase.vault.faults import Fault
from fieldcase.vault.keys.keyring import SeatKeys

INTERVAL = 1.0
"""Seconds between two writings, so that a burst of commits costs one."""

FORMAT = 1


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """The head of one branch of a feed: feed id (16 bytes), number, entry id (32 bytes)."""

    feed: bytes
    seq: int
    entry: bytes


class Verdict(StrEnum):
    """What the note says of the vault.

    first: this computer has seen nothing of it yet; same, ahead: as it should be; older: the vault lacks entries that
    were here; beside: it went another way; unreadable: the note was damaged or is not ours.
    """

    FIRST = "first"
    SAME = "same"
    AHEAD = "ahead"
    OLDER = "older"
    BESIDE = "beside"
    UNREADABLE = "unreadable"


_SENTENCES = {
    Verdict.OLDER: N_("This vault is older than what this computer saw of it last."),
    Verdict.BESIDE: N_("This vault went another way than what this computer saw of it last."),
    Verdict.UNREADABLE: N_("What this computer noted of the vault last cannot be read, so nothing can be compared."),
}
_WAY_OUT = N_(
    "If a copy of the folder was put back on purpose, go on: new feeds are opened, and colleagues and headquarters send"
    " what is missing. If nobody did that, tell the person responsible for security before entering anything."
)


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """The outcome of comparing at opening. `lost` are the heads (entry ids) that the vault does not hold, `tags` says
    of which feeds they are, in the same order.
    """

    verdict: Verdict
    lost: tuple[bytes, ...] = ()
    tags: tuple[bytes, ...] = ()

    @property
    def fine(self) -> bool:
        """Whether nothing speaks against going on in the same feeds."""
        return self.verdict in (Verdict.FIRST, Verdict.SAME, Verdict.AHEAD)

    @property
    def fault(self) -> Fault | None:
        """The same as a fault in words; None when all is well."""
        if self.fine:
            return None
        where = ", ".join(entry.hex()[:12] for entry in self.lost) or _("the note outside the vault")
        return Fault(where=where, sentence=_(_SENTENCES[self.verdict]), way_out=_(_WAY_OUT))


_Tag = Annotated[bytes, msgspec.Meta(min_length=16, max_length=16)]
_Entry = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
_Points = tuple[tuple[_Tag, int, _Entry], ...]


class _Note(msgspec.Struct, frozen=True, array_like=True):
    format: int
    points: msgspec.Raw
    seat: _Entry
    signature: bytes


class Outside:
    """The note of one vault on this computer.

    Threads: one. `clock` gives seconds that only grow; `folder` is the program's own state folder.
    """

    def __init__(self, folder: Path, keys: SeatKeys, clock: Callable[[], float]) -> None:
        self.path = folder / keys.vault.hex()
        self.trouble: Refusal | None = None
        self._keys, self._clock = keys, clock
        self._written_at: float | None = None
        self._pending: Callable[[], Iterable[Point]] | None = None

    def compare(
        self, heads: Iterable[Point], holds: Callable[[bytes], bool], *, seats: Collection[bytes] = ()
    ) -> Compared:
        """Compare the note with the vault: its heads, and whether it holds an entry id.

        `seats` are public keys of other seats of this vault, whose notes count as well.
        """
        if not self.path.exists():
            return Compared(verdict=Verdict.FIRST)
        try:
            noted = self._read({self._keys.public, *seats})
        except (msgspec.MsgspecError, InvalidSignature, ValueError, Refusal):
            return Compared(verdict=Verdict.UNREADABLE)
        standing = list(heads)
        lost = [(tag, seq, entry) for tag, seq, entry in noted if not holds(entry)]
        if lost:
            behind = all(_highest(standing, tag) < seq for tag, seq, _ in lost)
            verdict = Verdict.OLDER if behind else Verdict.BESIDE
            return Compared(
                verdict=verdict, lost=tuple(entry for _, _, entry in lost), tags=tuple(tag for tag, _, _ in lost)
            )
        same = {entry for _, _, entry in noted} == {point.entry for point in standing}
        return Compared(verdict=Verdict.SAME if same else Verdict.AHEAD)

    def note(self, heads: Callable[[], Iterable[Point]]) -> bool:
        """After a commit: write the heads, unless that was done less than a second ago; then `flush` does it.

        Returns whether it was written. A failure of the disk is kept in `trouble` and spoils no commit.
        """
        self._pending = heads
        now = self._clock()
        if self._written_at is not None and now - self._written_at < INTERVAL:
            return False
        return self.flush()

    def flush(self) -> bool:
        """Write what `note` held back; at the latest before locking."""
        if self._pending is None:
            return False
        points = [(tag_of(point.feed), point.seq, point.entry) for point in self._pending()]
        try:
            disk.private_folder(self.path.parent)
            disk.write_over(self.path, self._signed(sorted(points)))
        except Refusal as refusal:
            self.trouble = refusal
            return False
        self.trouble, self._pending, self._written_at = None, None, self._clock()
        return True

    def forget(self) -> None:
        """Remove the note: the vault is given up before it held anything."""
        self._pending = None
        with disk.refusing(self.path):
            self.path.unlink(missing_ok=True)

    def _signed(self, points: list[tuple[bytes, int, bytes]]) -> bytes:
        body = msgspec.msgpack.encode(points)
        signature = self._keys.signing.sign(self._message(body))
        return msgspec.msgpack.encode(_Note(FORMAT, msgspec.Raw(body), self._keys.public, signature))

    def _read(self, seats: Collection[bytes]) -> _Points:
        note = msgspec.msgpack.decode(disk.read(self.path), type=_Note)
        if note.format != FORMAT or note.seat not in seats:
            raise ValueError("a note of another format or seat")
        Ed25519PublicKey.from_public_bytes(note.seat).verify(note.signature, self._message(bytes(note.points)))
        return msgspec.msgpack.decode(note.points, type=_Points)

    def _message(self, body: bytes) -> bytes:
        return b"fieldcase-outside\0" + self._keys.vault + body


def tag_of(feed: bytes) -> bytes:
    """The tag under which the note names a feed."""
    return hashlib.sha256(feed).digest()[:16]


def _highest(points: Iterable[Point], tag: bytes) -> int:
    """The highest number of a feed's heads in the vault; −1 when it holds nothing of the feed."""
    return max((point.seq for point in points if tag_of(point.feed) == tag), default=-1)
