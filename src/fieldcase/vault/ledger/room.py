"""One room's opened entries in one SQL file: write, take in, read, slice, verify.

`ledger.db` holds the rooms `case` and `office` this way; a closed room has its opened copy in a database of its own.
State is computed when asked for and kept nowhere. The caller owns the transaction, signs before the commit and
reloads after a rollback. Refuses entries that no signed head reaches, and heads of another seat or room.
"""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, cast

import msgspec

from fieldcase.model.declare import Room
from fieldcase.model.ledger.entries import LAW, ZERO, Birth, Entry, Key, Label, Ref, special
from fieldcase.model.ledger.fold import Changes, Digests, Fold
from fieldcase.model.ledger.judging import Judgement
from fieldcase.model.ledger.rules import Apart, FoldRules, Lawful, another, anybody
from fieldcase.model.ledger.shelf import WAITING, Branch
from fieldcase.model.ledger.state import RecordState
from fieldcase.vault.database import Connection
from fieldcase.vault.faults import Fault, Progress
from fieldcase.vault.ledger import headings, verifying
from fieldcase.vault.ledger.chains import Lacking, Lines
from fieldcase.vault.ledger.heads import (
    ForeignHead,
    Head,
    OtherRoom,
    SignedHead,
    UnsignedEntries,
    reached,
    require_signed,
    signed,
)
from fieldcase.vault.ledger.schema import ROOM_TABLES
from fieldcase.vault.ledger.shelf import SqlShelf
from fieldcase.vault.ledger.writing import FeedWriter

OPEN_COMPARTMENTS = (Room.CASE, Room.OFFICE)
"""Rooms whose entries stand opened in `ledger.db`; those of the others are opened copies of sealed rows."""

CHUNK = 2000
"""Entries applied at once: enough to read in batches, little enough to hold."""


class Written(msgspec.Struct, frozen=True):
    """One entry of a record: its id, the seat that wrote it, whether it counts, its label, and the values held."""

    id: bytes
    seat: bytes
    counts: bool
    label: Label
    values: tuple[bytes | None, ...]

    def __repr__(self) -> str:
        return f"Written({self.id.hex()[:12]}, counts={self.counts}, values={len(self.values)})"


class RoomLedger:
    """The ledger of one room."""

    def __init__(
        self,
        connection: Connection,
        room: str,
        rules: FoldRules,
        lawful: Lawful = anybody,
        apart: Apart = another,
    ) -> None:
        self.connection, self.room, self.rules = connection, room, rules
        self._lawful, self._apart = lawful, apart
        self.reload()

    def reload(self) -> None:
        """Read anew what is kept in memory: after a rollback."""
        self._appended = Changes()
        self._unsealed: list[bytes] = []
        self._closed = self.room.partition("/")[2] not in OPEN_COMPARTMENTS
        self.shelf = SqlShelf(self.connection, self.room)
        self.fold = Fold(self.shelf, self.rules, self._lawful, self._apart, checked=True)
        self.lines = Lines(self.connection, self.shelf.room, self.fold.chains.branches)

    # --- writing

    def append(
        self,
        writer: FeedWriter,
        kind: str,
        record: bytes,
        values: Mapping[str, Any],
        *,
        at: int,
        clock_ok: bool = True,
        rests_on: Iterable[bytes] = (),
        without: Iterable[Ref] = (),
        roster: bytes | None = None,
    ) -> Entry:
        """Write one entry: values by path, at a wall clock in ms.

        Each value replaces every head of its path whose text is held or erased, and in restrictive kinds such ghosts
        too (rules 3, 10). `without` names lacking values that a person decided without (rule 4). Sign before the
        commit. Raises `BrokenEntry` for a special kind's value of the wrong form.
        """
        branch = self._branch(writer, at, clock_ok)
        entry = writer.next(
            branch,
            kind,
            record,
            values,
            {} if kind in LAW else self._replaced(kind, record, values.keys()),
            wall=at,
            clock_ok=clock_ok,
            count=self.fold.highest + 1,
            rests_on=rests_on,
            knows=(*self.fold.erasures_known(record), *without),
            roster=roster,
        )
        self._write(entry, writer)
        return entry

    def _write(self, entry: Entry, writer: FeedWriter) -> None:
        changes = self._follow(self.fold.apply([entry], {entry.id: (writer.seat,)}))
        self._appended = self._appended.then(changes)

    def appended(self) -> Changes:
        """What `append` changed since this was last asked: the records to show anew before the commit."""
        changes, self._appended = self._appended, Changes()
        return changes

    def _branch(self, writer: FeedWriter, at: int, clock_ok: bool) -> Branch:
        branches = self.fold.chains.branches
        branch = writer.branch(self.room, branches.values())
        if branch is None:
            first = writer.open(self.room, branches.values(), wall=at, clock_ok=clock_ok, count=self.fold.highest + 1)
            self._write(first, writer)
            branch = self.fold.chains.tips[first.id]
        return branch

    def _replaced(self, kind: str, record: bytes, paths: Collection[str]) -> dict[str, list[Ref]]:
        """By path, what a value written now replaces."""
        state = self.fold.state(kind, record)
        stand = {path: list(state.fields.get(path, ())) for path in paths}
        if self.rules.restrictive(kind):
            for ghost in state.ghosts:
                if ghost.path in stand:
                    stand[ghost.path].append(ghost)
        return {path: [head.ref for head in heads if head.why != "withheld"] for path, heads in stand.items()}

    def sign(self, writer: FeedWriter) -> SignedHead | None:
        """Sign the head of the writer's feed: once a transaction, before the commit. None when it wrote nothing."""
        branch = writer.branch(self.room, self.fold.chains.branches.values())
        if branch is None:
            return None
        head = signed(writer.key, branch.feed, branch.tip_seq, branch.tip)
        headings.keep(self.connection, self.shelf.room, branch.number, head)
        return head

    # --- taking in

    def apply(self, entries: Iterable[Entry], heads: Iterable[Head] = ()) -> Changes:
        """Take in entries that `read_entry` read: whole slices with their heads, or fills of entries held.

        Idempotent; order does not matter. Raises `sshsig.BadSignature`, `UnsignedEntries`, `ForeignHead`,
        `OtherRoom`, and then has written nothing.
        """
        batch: dict[bytes, Entry] = {}
        rest: list[Entry] = []
        for entry in entries:
            if batch.setdefault(entry.id, entry) is not entry:
                rest.append(entry)
        given = list(heads)
        signers = self._signers(batch, given)
        changes = Changes()
        with still():
            ordered = [*batch.values(), *rest]
            for at in range(0, len(ordered), CHUNK):
                changes = changes.then(self.fold.apply(ordered[at : at + CHUNK], signers))
        self.keep_heads(given)
        return self._follow(changes)

    def _signers(self, batch: Mapping[bytes, Entry], heads: list[Head]) -> Mapping[bytes, tuple[bytes, ...]]:
        for entry in batch.values():
            if entry.link.seq == 0 and cast(Birth, special("feed", entry.values)).room != self.room:
                raise OtherRoom(feed=entry.link.feed.hex()[:8])
        for head in heads:
            require_signed(head)
        walked = reached(batch, heads)
        self._require_own(walked.grounds, batch)
        unsigned = batch.keys() - walked.signers.keys()
        new = unsigned - self.shelf.find(unsigned).keys() if unsigned else set()
        if new:
            raise UnsignedEntries(feed=batch[min(new)].link.feed.hex()[:8], count=len(new))
        return walked.signers

    def _require_own(self, grounds: Iterable[tuple[Head, bytes]], batch: Mapping[bytes, Entry]) -> None:
        """Each head is signed by the seat of its chain, where that is known here."""
        roots = {entry.id: entry for entry in batch.values() if entry.link.seq == 0}
        seats = {(entry.link.feed, cast(Birth, special("feed", entry.values)).seat) for entry in roots.values()}
        held = self.shelf.find({at for _head, at in grounds})
        for head, at in grounds:
            found = held.get(at)
            if found is not None and found.branch != WAITING:
                mine = self.fold.chains.branches[found.branch]
                fine = (mine.seat, mine.feed) == (head.seat, head.feed)
            elif at == ZERO:
                fine = (head.feed, head.seat.hex()) in seats
            elif at == head.entry and found is None:
                raise UnsignedEntries(feed=head.feed.hex()[:8], count=0)
            else:
                continue  # what it stands on is not here yet: it waits, and is judged then
            if not fine:
                raise ForeignHead(feed=head.feed.hex()[:8])

    def keep_heads(self, heads: Iterable[Head]) -> None:
        """Keep signed heads, their signatures checked, over entries held or waiting."""
        places = headings.waiting(self.connection, self.shelf.room) + [
            SignedHead(feed=head.feed, seq=0, entry=head.entry, seat=head.seat, signature=head.signature)
            for head in heads
        ]
        found = self.shelf.find({head.entry for head in places}) if places else {}
        for head in places:
            held = found.get(head.entry)
            branch, seq = (held.branch, held.seq) if held else (WAITING, 0)
            if branch != WAITING and self.fold.chains.branches[branch].seat != head.seat:
                continue  # it waited for a chain that turned out to be another seat's
            headings.keep(self.connection, self.shelf.room, branch, msgspec.structs.replace(head, seq=seq))

    def rejudge(self, rosters: Collection[bytes] | None = None) -> Changes:
        """Rosters arrived: judge the entries that name them anew (None: all)."""
        return self._follow(self.fold.rejudge(rosters))

    # --- the opened copy of a closed room

    def _follow(self, changes: Changes) -> Changes:
        if self._closed:
            self._unsealed += changes.entries
        return changes

    def unsealed(self) -> dict[bytes, Entry]:
        """Entries of a closed room that came, were filled or erased since this was last asked, as they are now."""
        ids, self._unsealed = set(self._unsealed), []
        return self.shelf.entries(ids)

    def mirror(self, entries: Collection[Entry], signers: Mapping[bytes, tuple[bytes, ...]]) -> Changes:
        """Hold exactly these parts of these entries: what the sealed rows say (`SealedRoom.catch_up`)."""
        with still():
            changes = self.fold.apply(entries, signers)
            held = self.shelf.find({entry.id for entry in entries})
            gone, touched = {}, set()
            for entry in entries:
                values = held[entry.id].values
                left = tuple(a if b is not None else None for a, b in zip(values, entry.values, strict=bool(values)))
                if entry.label and left != values:
                    gone[entry.id] = left
                    touched.add((entry.label.kind, entry.label.record))
            self.shelf.erase(gone)
        return changes.then(Changes(frozenset(touched), tuple(gone)))

    def clear(self) -> None:
        """Forget every entry of this copy; its rows are elsewhere."""
        for table in ROOM_TABLES:
            self.connection.execute(f"DELETE FROM ledger.{table} WHERE room = ?", (self.shelf.room,))  # noqa: S608
        self.reload()

    def count(self) -> int:
        """How many entries are held in whole chains."""
        ((count,),) = self.connection.execute(
            "SELECT count(*) FROM entry WHERE room = ?", (self.shelf.room,)
        ).fetchall()
        return int(count)

    # --- reading

    def state(self, kind: str, record: bytes) -> RecordState:
        """The state of a record; an empty one where nothing is held."""
        return self.fold.state(kind, record)

    def states(self, keys: Iterable[Key]) -> Iterator[RecordState]:
        """The states of records, read in batches, in the order given."""
        return self.fold.states(keys)

    def keys(self) -> Iterator[Key]:
        """Every record of the room, by ascending record id."""
        return self.shelf.all_keys()

    def kinds(self, record: bytes) -> list[Key]:
        """The records with this id, but the ledger's own kinds."""
        return self.fold.ours(record)

    def written(self, kind: str, record: bytes) -> tuple[Written, ...]:
        """Every entry of a record whose chain is whole, lowest count first."""
        look = self.fold.look()
        rows = sorted((held.label.count, held.id, held) for held in look.kinds(record).get(kind, ()) if held.label)
        return tuple(
            Written(held.id, look.seat(held), look.court.counts(held), held.label, held.values)
            for _count, _id, held in rows
            if held.label
        )

    def seat_of(self, ref: Ref) -> bytes | None:
        """The seat that wrote a value (or entry); None where it is not held in a whole chain."""
        held = self.shelf.find([ref[:32]]).get(ref[:32])
        return self.fold.chains.branches[held.branch].seat if held and held.branch != WAITING else None

    def authors(self, kind: str, record: bytes, ref: Ref) -> set[bytes]:
        """The seats that wrote a value or anything it grew from (G9)."""
        return self.fold.look().authors(kind, record, ref)

    def heads(self) -> tuple[SignedHead, ...]:
        """The signed head of every branch."""
        return headings.read(self.connection, self.shelf.room, self.fold.chains.branches)

    def holds(self, ids: Collection[bytes]) -> set[bytes]:
        """Those of the entry ids that are held in a whole chain."""
        return {one for one, held in self.shelf.find(ids).items() if held.branch != WAITING}

    def entry(self, one: bytes) -> Entry | None:
        """An entry with its exact bytes."""
        return self.shelf.entries([one]).get(one)

    def reaches(self, start: bytes, head: bytes) -> bool:
        """Whether `start` is held and stands in the chain of `head`, or is `head` itself."""
        return self.lines.reaches(start, head)

    def slice(self, start: bytes, head: bytes) -> Iterator[Entry]:
        """The chain after `start` (or 32 zeros) up to `head`, in order. Raises `NoSuchChain`."""
        return self.lines.slice(start, head)

    def lacking(self, head: bytes) -> Lacking:
        """What of the chain up to `head` is not held: ranges of numbers, as receipts say them."""
        return self.lines.lacking(head, self.fold.judgement)

    @property
    def judgement(self) -> Judgement:
        """Erasures in force, what revocations keep, and what nobody has confirmed yet."""
        return self.fold.judgement

    @property
    def highest(self) -> int:
        """The highest count held."""
        return self.fold.highest

    def digest(self) -> Digests:
        """Both digests of the room, from all that is held."""
        return self.fold.digests()

    def verify(self, progress: Progress) -> Iterator[Fault]:
        """Every chain, number, hash and signature of the room; one sentence for each fault."""
        return verifying.room_faults(self.connection, self.room, self.shelf.room, progress)


@contextmanager
def still() -> Iterator[None]:
    """No garbage collection meanwhile: a batch makes a hundred thousand objects and not one circle."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
