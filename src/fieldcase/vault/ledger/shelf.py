"""One room's opened entries in SQL: the shelf that the fold works on.

Labels are read from the database record by record and decoded then; in memory are only the branches (by the fold), the
few entries that wait for others, and which entries transitions rest on that are not held yet. The caller owns the
transaction; after a rollback make a new one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from fieldcase.model.ledger.entries import FOUND_BY_KIND, Entry, Key, Label, Link
from fieldcase.model.ledger.shelf import WAITING, Branch, Held, Placed, held_parts
from fieldcase.vault.database import Connection
from fieldcase.vault.ledger.batches import Batched, streamed
from fieldcase.vault.ledger.schema import room_number

Values = tuple[bytes | None, ...]

read_link = msgspec.msgpack.Decoder(Link).decode
read_label = msgspec.msgpack.Decoder(Label).decode
read_texts = msgspec.msgpack.Decoder(tuple[bytes | None, ...]).decode
pack = msgspec.msgpack.Encoder().encode

_BY_ID = Batched("SELECT id, seq, branch, label, texts FROM entry WHERE +room = ? AND id IN (*)")
_WHOLE_BY_ID = Batched("SELECT id, link, label, texts FROM entry WHERE +room = ? AND id IN (*)")
_BY_RECORD = Batched("SELECT record, id, seq, branch, label, texts FROM entry WHERE +room = ? AND record IN (*)")
_RECORD_OF = Batched("SELECT id, record FROM entry WHERE +room = ? AND record IS NOT NULL AND id IN (*)")
_RESTING = Batched("SELECT record FROM resting WHERE room = ? AND base IN (*)")


class SqlShelf:
    """A `Shelf` of one room in one file."""

    def __init__(self, connection: Connection, room: str) -> None:
        self.connection, self.room = connection, room_number(connection, room)
        self._waiting = {placed.entry.id: placed for placed in self._read_waiting()}
        self._unresolved: dict[bytes, set[bytes]] = {}
        for entry, record in self._all("SELECT entry, record FROM unresolved WHERE room = ?"):
            self._unresolved.setdefault(entry, set()).add(record)
        self._rests = bool(self._all("SELECT 1 FROM resting WHERE room = ? LIMIT 1"))

    def _all(self, sql: str, *more: Any) -> list[tuple[Any, ...]]:
        return self.connection.execute(sql, (self.room, *more)).fetchall()

    def _read_waiting(self) -> Iterator[Placed]:
        for one, link, label, texts, signers in self._all(
            "SELECT id, link, label, texts, signers FROM waiting WHERE room = ?"
        ):
            told = None if label is None else read_label(label)
            entry = Entry(one, link, label, read_texts(texts), read_link(link), told)
            yield Placed(entry, WAITING, tuple(one for one in read_texts(signers) if one is not None))

    # --- reading

    def branches(self) -> list[Branch]:
        return read_branches(self.connection, self.room)

    def waits(self) -> bool:
        return bool(self._waiting)

    def find(self, ids: Collection[bytes]) -> dict[bytes, Held]:
        found = {row[0]: _held(*row) for row in _BY_ID.rows(self.connection, (self.room,), ids)} if ids else {}
        if self._waiting:
            found |= {one: _waiting(self._waiting[one]) for one in ids if one in self._waiting}
        return found

    def entries(self, ids: Collection[bytes]) -> dict[bytes, Entry]:
        rows = _WHOLE_BY_ID.rows(self.connection, (self.room,), ids) if ids else iter(())
        found = {row[0]: entry_of(*row) for row in rows}
        return found | {one: self._waiting[one].entry for one in ids if one in self._waiting}

    def rows(self, records: Collection[bytes]) -> dict[bytes, list[Held]]:
        """As `Shelf.rows`: by record id, entries of all kinds whose label is held."""
        found: dict[bytes, list[Held]] = {record: [] for record in records}
        if records:
            for row in _BY_RECORD.rows(self.connection, (self.room,), records):
                found[row[0]].append(_held(*row[1:]))
        for placed in self._waiting.values():
            label = placed.entry.label
            if label is not None and label.record in found:
                found[label.record].append(_waiting(placed))
        return found

    def between(self, branch: int, low: int, high: int) -> set[Key]:
        rows = self._all(
            "SELECT label FROM entry WHERE +room = ? AND branch = ? AND seq > ? AND seq <= ? AND label IS NOT NULL",
            branch,
            low,
            high,
        )
        return {(label.kind, label.record) for (told,) in rows if (label := read_label(told))}

    def resting(self, records: Collection[bytes]) -> set[bytes]:
        if not self._rests or not records:
            return set()
        return {record for (record,) in _RESTING.rows(self.connection, (self.room,), records)}

    def of(self, kinds: Collection[str]) -> list[Held]:
        """As `Shelf.of`: entries of these kinds, kept ones in their order."""
        rows = self._all(
            "SELECT s.kind, e.id, e.seq, e.branch, e.label, e.texts FROM special s"
            " JOIN entry e ON e.n = s.n WHERE s.room = ? ORDER BY s.n"
        )
        found = [_held(*row[1:]) for row in rows if row[0] in kinds]
        waiting = (placed for placed in self._waiting.values() if placed.entry.label)
        return found + [_waiting(one) for one in waiting if one.entry.label and one.entry.label.kind in kinds]

    def all_keys(self) -> Iterator[Key]:
        """As `Shelf.all_keys`: every record of which a label is held."""
        rows = streamed(
            self.connection,
            "SELECT record, label FROM entry WHERE +room = ? AND record IS NOT NULL ORDER BY record",
            (self.room,),
        )
        waiting = sorted((label.record, label.kind) for one in self._waiting.values() if (label := one.entry.label))
        last, kinds = b"", set[str]()
        for record, told in rows:
            if record != last:
                yield from ((kind, last) for kind in sorted(kinds))
                while waiting and waiting[0][0] < record:
                    yield from self._alone(waiting)
                last, kinds = record, set()
            kinds.add(read_label(told).kind)
            while waiting and waiting[0][0] == record:
                kinds.add(waiting.pop(0)[1])
        yield from ((kind, last) for kind in sorted(kinds))
        while waiting:
            yield from self._alone(waiting)

    @staticmethod
    def _alone(waiting: list[tuple[bytes, str]]) -> Iterator[Key]:
        """The keys of the first record that only waiting entries tell of; takes them away."""
        record = waiting[0][0]
        kinds = {kind for one, kind in waiting if one == record}
        waiting[:] = [pair for pair in waiting if pair[0] != record]
        yield from ((kind, record) for kind in sorted(kinds))

    def under(self, rosters: Collection[bytes]) -> set[Key]:
        """As `Shelf.under`: reads every label, for rosters come seldom."""
        rows = streamed(self.connection, "SELECT label FROM entry WHERE +room = ? AND label IS NOT NULL", (self.room,))
        labels = [read_label(told) for (told,) in rows]
        labels += [one.entry.label for one in self._waiting.values() if one.entry.label]
        return {(label.kind, label.record) for label in labels if label.roster in rosters}

    def parts(self) -> Iterator[tuple[bytes, bytes]]:
        """As `Shelf.parts`: what of each entry is held."""
        rows = streamed(self.connection, "SELECT id, texts FROM entry WHERE +room = ? ORDER BY id", (self.room,))
        waiting = sorted(self._waiting)
        for one, texts in rows:
            while waiting and waiting[0] < one:
                yield self._part(waiting.pop(0))
            yield one, b"\0" if texts is None else bytes([1, *(value is not None for value in read_texts(texts))])
        for one in waiting:
            yield self._part(one)

    def _part(self, one: bytes) -> tuple[bytes, bytes]:
        return one, held_parts(self._waiting[one].entry)

    def waiting_after(self, ids: Collection[bytes]) -> list[Placed]:
        if not self._waiting:
            return []
        wanted = set(ids)
        return [placed for placed in self._waiting.values() if placed.entry.link.prev in wanted]

    # --- writing

    def keep(self, new: Sequence[Placed]) -> None:
        """As `Shelf.keep`: waiting entries go to a table of their own."""
        rows, labels = [], []
        ((n,),) = self.connection.execute("SELECT coalesce(max(n), 0) FROM entry").fetchall()
        for placed in new:
            entry = placed.entry
            if placed.branch == WAITING:
                self._keep_waiting(placed)
                continue
            n += 1
            rows.append((n, *entry_row(self.room, placed.branch, entry)))
            if entry.label is not None:
                labels.append((n, entry))
        self.connection.executemany(INSERT_ENTRY, rows)
        self._index(labels)

    def _index(self, labels: list[tuple[int, Entry]]) -> None:
        """Note entries whose label is held now by kind, and what rests on what."""
        special = [
            (n, self.room, entry.label.kind) for n, entry in labels if entry.label and entry.label.kind in FOUND_BY_KIND
        ]
        if special:
            self.connection.executemany("INSERT INTO ledger.special VALUES (?, ?, ?)", special)
        self._note_grounds([entry for _n, entry in labels])

    def _note_grounds(self, entries: Iterable[Entry]) -> None:
        """Note by record which transitions rest on it, and by entry where it is not held yet."""
        records = {entry.id: entry.label.record for entry in entries if entry.label}
        rests = {
            named[:32]: set[bytes]()
            for entry in entries
            if entry.label and entry.label.kind == "transition"
            for named in entry.label.rests_on
        }
        for entry in entries:
            if entry.label and entry.label.kind == "transition":
                for named in entry.label.rests_on:
                    rests[named[:32]].add(entry.label.record)
        found = {one: records[one] for one in rests if one in records}
        if further := rests.keys() - found.keys():
            found |= dict(_RECORD_OF.rows(self.connection, (self.room,), further))
        pairs = {(found[one], record) for one, transitions in rests.items() if one in found for record in transitions}
        for one in self._unresolved.keys() & records.keys():
            pairs |= {(records[one], record) for record in self._unresolved.pop(one)}
            self.connection.execute("DELETE FROM ledger.unresolved WHERE entry = ? AND room = ?", (one, self.room))
        lacking = [(one, record) for one, named in rests.items() if one not in found for record in named]
        for one, record in lacking:
            self._unresolved.setdefault(one, set()).add(record)
        self._insert("INSERT OR IGNORE INTO ledger.unresolved VALUES (?, ?, ?)", lacking)
        self._insert("INSERT OR IGNORE INTO ledger.resting VALUES (?, ?, ?)", pairs)
        self._rests = self._rests or bool(pairs)

    def _insert(self, sql: str, pairs: Collection[tuple[bytes, bytes]]) -> None:
        if pairs:
            self.connection.executemany(sql, [(self.room, *pair) for pair in pairs])

    def _keep_waiting(self, placed: Placed) -> None:
        entry = placed.entry
        self._waiting[entry.id] = placed
        self.connection.execute(
            "INSERT OR REPLACE INTO ledger.waiting VALUES (?, ?, ?, ?, ?, ?)",
            (entry.id, self.room, entry.link_bytes, entry.label_bytes, pack(entry.values), pack(placed.signers)),
        )

    def fill(self, entries: Iterable[Entry]) -> None:
        labels = []
        for entry in entries:
            if (waiting := self._waiting.get(entry.id)) is not None:
                self._keep_waiting(msgspec.structs.replace(waiting, entry=entry))
                continue
            assert entry.label is not None
            ((n, known),) = self._all("SELECT n, label IS NOT NULL FROM entry WHERE +room = ? AND id = ?", entry.id)
            self.connection.execute(
                "UPDATE ledger.entry SET lacks = ?, record = ?, label = ?, texts = ? WHERE n = ?",
                (lacks(entry.label, entry.values), entry.label.record, entry.label_bytes, pack(entry.values), n),
            )
            if not known:
                labels.append((n, entry))
        self._index(labels)

    def erase(self, values: Mapping[bytes, Values]) -> None:
        for one, left in values.items():
            if (waiting := self._waiting.get(one)) is not None:
                entry = msgspec.structs.replace(waiting.entry, values=left)
                self._keep_waiting(msgspec.structs.replace(waiting, entry=entry))
            else:
                self.connection.execute(
                    "UPDATE ledger.entry SET lacks = 1, texts = ? WHERE id = ? AND +room = ?",
                    (pack(left), one, self.room),
                )

    def place(self, ids: Iterable[bytes], branch: int) -> None:
        placed = []
        for one in ids:
            placed.append(Placed(self._waiting.pop(one).entry, branch))
            self.connection.execute("DELETE FROM ledger.waiting WHERE id = ?", (one,))
        self.keep(placed)

    def vouch(self, one: bytes, signer: bytes) -> None:
        placed = self._waiting[one]
        if signer not in placed.signers:
            self._keep_waiting(msgspec.structs.replace(placed, signers=(*placed.signers, signer)))

    def save(self, branches: Iterable[Branch]) -> None:
        save_branches(self.connection, self.room, branches)


def read_branches(connection: Connection, room: int) -> list[Branch]:
    """All branches of a room, in the order of their numbers."""
    names = ("number", "feed", "root", "seat", "parent", "parent_seq", "tip", "tip_seq", "count")
    rows = connection.execute(
        "SELECT number, feed, root, seat, parent, parent_seq, tip, tip_seq, count FROM branch"
        " WHERE room = ? ORDER BY number",
        (room,),
    )
    return [Branch(**dict(zip(names, row, strict=True))) for row in rows]


def save_branches(connection: Connection, room: int, branches: Iterable[Branch]) -> None:
    """Keep branches, new or grown."""
    connection.executemany(
        "INSERT OR REPLACE INTO ledger.branch VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                *(room, one.number, one.feed, one.root, one.seat),
                *(one.parent, one.parent_seq, one.tip, one.tip_seq, one.count),
            )
            for one in branches
        ],
    )


INSERT_ENTRY = "INSERT INTO ledger.entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


def entry_row(room: int, branch: int, entry: Entry) -> tuple[Any, ...]:
    """An entry's row, without `n`."""
    label = entry.label
    texts = None if label is None else pack(entry.values)
    place = (entry.id, room, branch, entry.link.seq, lacks(label, entry.values))
    return (*place, label.record if label else None, entry.link_bytes, entry.label_bytes, texts)


def lacks(label: Label | None, values: Values) -> int:
    """2 where the label, 1 where a value is not held."""
    return 2 if label is None else int(None in values)


def _held(one: bytes, seq: int, branch: int, label: bytes | None, texts: bytes | None) -> Held:
    if label is None or texts is None:
        return Held(one, seq, branch, None, ())
    return Held(one, seq, branch, read_label(label), read_texts(texts))


def _waiting(placed: Placed) -> Held:
    entry = placed.entry
    return Held(entry.id, entry.link.seq, WAITING, entry.label, entry.values)


def entry_of(one: bytes, link: bytes, label: bytes | None, texts: bytes | None) -> Entry:
    """An entry from its row, taken as it was kept: `verify` checks the hashes."""
    if label is None or texts is None:
        return Entry(one, link, None, (), read_link(link), None)
    return Entry(one, link, label, read_texts(texts), read_link(link), read_label(label))
