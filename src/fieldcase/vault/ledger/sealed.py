"""A closed room as every seat of the vault sees it: links and signed heads clear, label and values as age rows.

It stands in `ledger.db`, so that one commit holds a whole use case. A seat without the compartment's key adds records
all the same (`append`) and reads nothing. A seat with the key writes and takes in through the room's opened copy, a
`RoomLedger` in a database of its own, and lets the rows `follow` it, both in one use case: sign, follow, commit
`ledger.db`, then commit the copy. The copy is never trusted beyond the rows: `catch_up` brings what it missed, and
builds it anew when in doubt. Entries that would have to wait are refused: their package waits instead, sealed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import pyrage

from fieldcase.model.ledger.entries import Entry
from fieldcase.model.ledger.fold import Changes
from fieldcase.model.ledger.placing import Chains
from fieldcase.model.ledger.shelf import Branch
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import _
from fieldcase.vault.database import Connection, transaction
from fieldcase.vault.faults import Fault, Progress
from fieldcase.vault.ledger import headings
from fieldcase.vault.ledger.heads import SignedHead, signed
from fieldcase.vault.ledger.room import CHUNK, RoomLedger
from fieldcase.vault.ledger.sealing import SealedRows, unsealed
from fieldcase.vault.ledger.shelf import read_link
from fieldcase.vault.ledger.verifying import BRING_BACK, ChainWalk
from fieldcase.vault.ledger.writing import FeedWriter


class SealedRoom:
    """A closed room in `ledger.db`. `recipients`: those who may read it. The caller owns the transaction there."""

    def __init__(self, connection: Connection, room: str, recipients: Sequence[pyrage.x25519.Recipient]) -> None:
        self.connection, self.room, self.recipients = connection, room, list(recipients)
        self.reload()

    def reload(self) -> None:
        """Read anew what is kept in memory: after a rollback."""
        self._rows = SealedRows(self.connection, self.room, self.recipients)
        self._chains = Chains(self._rows, checked=True)

    # --- without the key

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
        roster: bytes | None = None,
    ) -> Entry:
        """Add a record without reading any: replaces nothing, and counts from its own feed's highest."""
        branches = self._chains.branches
        branch = writer.branch(self.room, branches.values())
        label: dict[str, Any] = {"wall": at, "clock_ok": clock_ok}
        if branch is None:
            own = (branch.count for branch in branches.values() if branch.seat == writer.seat)
            first = writer.open(self.room, branches.values(), count=max(own, default=0) + 1, **label)
            self._chains.take([first], [], {first.id: (writer.seat,)})
            branch = self._chains.tips[first.id]
        entry = writer.next(
            branch, kind, record, values, {}, count=branch.count + 1, rests_on=rests_on, roster=roster, **label
        )
        self._chains.take([entry], [], {entry.id: (writer.seat,)})
        return entry

    def sign(self, writer: FeedWriter) -> SignedHead | None:
        """Sign the head of the writer's feed: once a transaction, before the commit. None when it wrote nothing."""
        branch = writer.branch(self.room, self._chains.branches.values())
        if branch is None:
            return None
        head = signed(writer.key, branch.feed, branch.tip_seq, branch.tip)
        headings.keep(self.connection, self._rows.room, branch.number, head)
        return head

    def drop(self, ids: Iterable[bytes]) -> None:
        """Let all values of entries go unread: how a vault without the key obeys an erasure."""
        self._rows.drop(ids)

    def heads(self) -> tuple[SignedHead, ...]:
        """The signed head of every branch."""
        return headings.read(self.connection, self._rows.room, self._chains.branches)

    def holds(self, ids: Collection[bytes]) -> set[bytes]:
        """Those of the entry ids that are held."""
        return set(self._rows.find(ids))

    # --- with the key

    def follow(self, opened: RoomLedger) -> None:
        """Seal what the opened copy holds now of all that changed in it since the last time: new, filled, erased.

        Call after signing, inside both transactions; commit this file first. Raises `SealedEntriesWait`.
        """
        before = self._rows.last_change
        entries = opened.unsealed()
        held = self._rows.find(entries.keys())
        new = [entry for one, entry in entries.items() if one not in held]
        seats = {one.number: one.seat for one in opened.fold.chains.branches.values()}
        places = opened.shelf.find({entry.id for entry in new})
        signers = {one: (seats[place.branch],) for one, place in places.items() if place.branch in seats}
        self._chains.take(new, [], signers)
        self._rows.change(entry for one, entry in entries.items() if one in held)
        self._take_heads(opened.heads())
        if _noted(opened) == before:
            _note(opened, self._rows.last_change)

    def _take_heads(self, heads: Iterable[SignedHead]) -> None:
        known = {head.entry for head in self.heads()}
        fresh = [head for head in heads if head.entry not in known]
        places = self._rows.find({head.entry for head in fresh})
        for head in fresh:
            if place := places.get(head.entry):
                headings.keep(self.connection, self._rows.room, place.branch, head)

    def catch_up(self, opened: RoomLedger, identities: Sequence[pyrage.x25519.Identity]) -> Changes:
        """Bring the opened copy to what the rows say, in a transaction of its own file, after the commit of this one.

        Returns what has to be looked at again: every record, when the copy was built anew. Raises
        `SealedRowUnreadable`.
        """
        self.reload()
        changes: Changes | None = None
        if self._same_way(opened):
            with transaction(opened.connection):
                changes = self._brought(opened, identities, _noted(opened))
        if changes is None or not self._shows_all(opened):
            with transaction(opened.connection):
                opened.clear()
                changes = self._brought(opened, identities, 0)
        self._erase_as(opened, changes)
        return changes

    def _brought(self, opened: RoomLedger, identities: Sequence[pyrage.x25519.Identity], after: int) -> Changes:
        changes = Changes()
        if self._rows.last_change > after:
            for rows in self._rows.rows(after, CHUNK):
                signers = {row[0]: (self._chains.branches[row[1]].seat,) for row in rows}
                changes = changes.then(opened.mirror([unsealed(row, identities) for row in rows], signers))
            opened.keep_heads(self.heads())
        _note(opened, self._rows.last_change)
        return changes

    def _erase_as(self, opened: RoomLedger, changes: Changes) -> None:
        """An erasure among what was brought took values that the rows still hold."""
        records = {record for kind, record in changes.touched if record in opened.judgement.erasures}
        look = opened.fold.look()
        ids = {held.id for record in records for rows in look.kinds(record).values() for held in rows}
        if ids:
            with transaction(self.connection):
                self._rows.change(opened.shelf.entries(ids).values())
            with transaction(opened.connection):
                _note(opened, self._rows.last_change)

    def _same_way(self, opened: RoomLedger) -> bool:
        """Whether the copy is of these rows, and not ahead of them."""
        tips = {branch.tip for branch in opened.fold.chains.branches.values()}
        return _noted(opened) <= self._rows.last_change and len(self._rows.find(tips)) == len(tips)

    def _shows_all(self, opened: RoomLedger) -> bool:
        """Whether the copy ends in the same entries, and holds as many."""
        ours = {branch.tip for branch in self._chains.branches.values()}
        theirs = {branch.tip for branch in opened.fold.chains.branches.values()}
        return ours == theirs and _held(self._chains.branches.values()) == opened.count()

    # --- checking

    def verify(self, progress: Progress, identities: Sequence[pyrage.x25519.Identity] = ()) -> Iterator[Fault]:
        """Chains, signatures, and that every entry has its row; with the key, what is in each row too."""
        count = _held(self._chains.branches.values())
        walk = ChainWalk(self.connection, self._rows.room, dict(self._chains.branches))
        yield from walk.faults(lambda done: progress(done, 2 * count))
        yield from walk.head_faults()
        yield from self._missing_rows()
        done = count
        for rows in self._rows.rows(0, CHUNK) if identities else ():
            for row in rows:
                try:
                    unsealed(row, identities)
                except Refusal as refusal:
                    yield Fault.of(_where(row[3]), refusal)
            done += len(rows)
            progress(done, 2 * count)

    def _missing_rows(self) -> Iterator[Fault]:
        rows = self.connection.execute(
            "SELECT e.link FROM entry e LEFT JOIN sealed s ON s.n = e.n"
            " WHERE e.room = ? AND (s.n IS NULL OR (s.label IS NULL AND e.lacks < 2)) ORDER BY e.n",
            (self._rows.room,),
        )
        for (link,) in rows:
            said = read_link(link)
            sentence = _("Entry {seq} of feed {feed} has lost its row in a closed compartment.")
            yield Fault(
                where=_where(link),
                sentence=sentence.format(feed=said.feed.hex()[:8], seq=said.seq),
                way_out=_(BRING_BACK),
            )


def _where(link: bytes) -> str:
    said = read_link(link)
    return _("feed {feed}, entry {seq}").format(feed=said.feed.hex()[:8], seq=said.seq)


def _noted(opened: RoomLedger) -> int:
    """The last change of the rows that the opened copy shows."""
    row = opened.connection.execute("SELECT change FROM opened WHERE room = ?", (opened.shelf.room,)).fetchone()
    return int(row[0]) if row else 0


def _note(opened: RoomLedger, change: int) -> None:
    opened.connection.execute("INSERT OR REPLACE INTO ledger.opened VALUES (?, ?)", (opened.shelf.room, change))


def _held(branches: Iterable[Branch]) -> int:
    """How many entries stand in chains: none of their numbers is missing. Counting rows reads the file at every
    start.
    """
    return sum(one.tip_seq - one.parent_seq for one in branches)
