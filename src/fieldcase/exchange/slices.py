"""Slices: what leaves is cut by decisions of record, what arrives is checked link by link up to a signed head.

Cutting never changes a byte: it leaves out labels or values (docs/formats/package.md, section 4), by record as
`Decide` says and by value as `Withhold` says. A fill gives an entry again, with what a receipt says was lacking.
Reading refuses a chain with a hole, an entry beside it, a head that its seat did not sign, a feed of another room.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Protocol

import msgspec

from fieldcase.exchange.package.lines import Line, written
from fieldcase.exchange.package.manifest import ZERO, Manifest, SliceRow
from fieldcase.exchange.package.refusals import Malformed
from fieldcase.exchange.policy import ALWAYS_WHOLE, WHOLE_OR_NOTHING, Goes
from fieldcase.exchange.receipts import BranchRead, Receipt, within
from fieldcase.model.ledger.entries import Birth, BrokenEntry, Entry, EntryFromTheFuture, read_entry, special
from fieldcase.vault.keys.sshsig import BadSignature
from fieldcase.vault.ledger import SignedHead, require_signed

Decide = Callable[[str, bytes], Goes]
"""(kind, record id) -> what of that record's entries goes."""
Withhold = Callable[[Entry], Collection[int]]
"""Positions of an entry's values that do not go though its record does. What they say is the caller's affair."""


def nothing(_entry: Entry) -> Collection[int]:
    """Withhold nothing."""
    return ()


class Room(Protocol):
    """What is read of one room (`vault.ledger.RoomLedger`). 32 zeros stand before the first entry of a feed."""

    def heads(self) -> Sequence[SignedHead]:
        """The signed head of every branch."""
        ...

    def slice(self, start: bytes, head: bytes) -> Iterable[Entry]:
        """The chain after `start` up to `head`, in order."""
        ...

    def reaches(self, start: bytes, head: bytes) -> bool:
        """Whether `start` is held and stands in the chain of `head`, or is `head` itself."""
        ...


class Cutting:
    """The body of one package, cut while it is written: iterate `lines` to the end, then read the rest.

    `known`: the peer's last receipt for this room. It begins where the peer is and fills what it lacks there and may
    have now.
    """

    def __init__(self, room: Room, decide: Decide, known: Receipt | None, withhold: Withhold = nothing) -> None:
        self._room, self._decide, self._withhold = room, decide, withhold
        self._decided: dict[tuple[str, bytes], Goes] = {}
        self._branches = known.heads if known else ()
        self._rows: list[SliceRow] = []
        self.fills = 0
        self.labels_withheld = 0
        self.values_withheld = 0
        self.given: set[bytes] = set()

    @property
    def rows(self) -> tuple[SliceRow, ...]:
        """The table of slices, complete once `lines` has been read."""
        return tuple(self._rows)

    @property
    def entries(self) -> int:
        """How many lines were written."""
        return self.fills + sum(row.entries for row in self._rows)

    def lines(self) -> Iterator[bytes]:
        """The body's lines: slices in the order of `rows`, then fills."""
        heads = sorted(self._room.heads(), key=lambda head: (head.feed, head.entry))
        starts = [self._start(head) for head in heads]
        covered: set[bytes] = set()
        for head, start in zip(heads, starts, strict=True):
            yield from self._slice(head, start.head if start else ZERO)
        for start in starts:
            if start and (start.labels or start.values) and bytes.fromhex(start.head) not in covered:
                covered.add(bytes.fromhex(start.head))
                yield from self._filled(start)

    def _start(self, head: SignedHead) -> BranchRead | None:
        """The last entry in this head's chain that the peer says it holds."""
        said = sorted(
            (one for one in self._branches if one.feed == head.feed.hex()), key=lambda one: one.seq, reverse=True
        )
        return next((one for one in said if self._room.reaches(bytes.fromhex(one.head), head.entry)), None)

    def _slice(self, head: SignedHead, start: str) -> Iterator[bytes]:
        count = 0
        for entry in self._room.slice(bytes.fromhex(start), head.entry):
            count += 1
            yield written(self._counted(self._cut(entry)))
        if count:
            self._rows.append(
                SliceRow(
                    feed=head.feed.hex(),
                    seat=head.seat.hex(),
                    start=start,
                    head=head.entry.hex(),
                    entries=count,
                    signature=head.signature,
                )
            )

    def _filled(self, known: BranchRead) -> Iterator[bytes]:
        partly: dict[int, list[int]] = {}
        for number, position in known.partly:
            partly.setdefault(number, []).append(position)
        for entry in self._room.slice(bytes(32), bytes.fromhex(known.head)):
            seq = entry.link.seq
            if not (no_label := within(known.labels, seq)) and not within(known.values, seq):
                continue
            line = self._cut(entry)
            wanted = partly.get(seq, range(len(line.values)))
            given = any(at < len(line.values) and line.values[at] is not None for at in wanted)
            if line.label is not None and (no_label or given):
                self.fills += 1
                yield written(self._counted(line))

    def _cut(self, entry: Entry) -> Line:
        label = entry.label
        if label is None or entry.label_bytes is None:
            return Line(entry.link_bytes, None, ())
        whole = entry.link.seq == 0 or label.kind in ALWAYS_WHOLE
        goes = Goes.WHOLE if whole else self._goes((label.kind, label.record))
        withheld = () if whole or goes is Goes.NOTHING else self._withhold(entry)
        if goes is Goes.NOTHING or (withheld and label.kind in WHOLE_OR_NOTHING):
            return Line(entry.link_bytes, None, ())
        if not whole:  # what goes to everybody gives nobody the record it speaks of
            self.given.add(label.record)
        if goes is Goes.LABEL and label.kind not in WHOLE_OR_NOTHING:
            return Line(entry.link_bytes, entry.label_bytes, (None,) * len(entry.values))
        if not withheld:
            return Line(entry.link_bytes, entry.label_bytes, entry.values)
        values = tuple(None if at in withheld else value for at, value in enumerate(entry.values))
        return Line(entry.link_bytes, entry.label_bytes, values)

    def _goes(self, record: tuple[str, bytes]) -> Goes:
        """The decision of record, asked once a package."""
        if record not in self._decided:
            self._decided[record] = self._decide(*record)
        return self._decided[record]

    def _counted(self, line: Line) -> Line:
        self.labels_withheld += line.label is None
        self.values_withheld += line.values.count(None)
        return line


class Arrived(msgspec.Struct, frozen=True, kw_only=True):
    """Entries of one slice, in order, as far as a batch held them; with its head once that was reached."""

    entries: tuple[Entry, ...]
    head: SignedHead | None


class Reading:
    """The body of one package while it arrives: give it batches of lines, then `close` it.

    Checks each entry's own hashes and each slice's chain and signature. What a slice starts from is looked up by
    whoever applies it.
    """

    def __init__(self, manifest: Manifest) -> None:
        self._manifest = manifest
        self._rows = iter(manifest.slices)
        self._row: SliceRow | None = next(self._rows, None)
        self._at, self._left = self._begun()
        self._seq = 0

    def take(self, batch: Sequence[Line]) -> tuple[list[Arrived], list[Entry]]:
        """The batch as parts of slices and as fills. Raises `Malformed` and the ledger's refusals of a broken entry."""
        arrived: list[Arrived] = []
        fills: list[Entry] = []
        part: list[Entry] = []
        for line in batch:
            entry = _read(line)
            if self._row is None:
                fills.append(entry)
                continue
            self._require_next(entry, self._row)
            part.append(entry)
            if self._left == 0:
                arrived.append(Arrived(entries=tuple(part), head=self._ended(self._row)))
                part = []
                self._row = next(self._rows, None)
                self._at, self._left = self._begun()
        if part:
            arrived.append(Arrived(entries=tuple(part), head=None))
        return arrived, fills

    def close(self) -> None:
        """All lines were given. Raises `Malformed` when a slice did not reach its head."""
        if self._row is not None:
            raise Malformed(where="slices")

    def _begun(self) -> tuple[bytes, int]:
        return (bytes.fromhex(self._row.start), self._row.entries) if self._row else (b"", 0)

    def _require_next(self, entry: Entry, row: SliceRow) -> None:
        link = entry.link
        if link.prev != self._at or link.feed.hex() != row.feed or (link.seq == 0) != (self._at == bytes(32)):
            raise Malformed(where="chain")
        if link.seq == 0:
            birth = special("feed", entry.values)
            if not isinstance(birth, Birth) or (birth.seat, birth.room) != (row.seat, self._manifest.room):
                raise Malformed(where="feed")
        self._at, self._seq = entry.id, link.seq
        self._left -= 1

    def _ended(self, row: SliceRow) -> SignedHead:
        if self._at.hex() != row.head:
            raise Malformed(where="head")
        head = SignedHead(
            feed=bytes.fromhex(row.feed),
            seq=self._seq,
            entry=self._at,
            seat=bytes.fromhex(row.seat),
            signature=row.signature,
        )
        try:
            require_signed(head)
        except BadSignature as failure:
            raise Malformed(where="head") from failure
        return head


def _read(line: Line) -> Entry:
    try:
        return read_entry(line.link, line.label, line.values)
    except EntryFromTheFuture:
        raise
    except BrokenEntry as failure:
        raise Malformed(where="entry") from failure
