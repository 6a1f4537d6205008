"""The views of one file, kept in step with the ledger: refreshed record by record, built again when in doubt.

`refresh` belongs into the transaction that wrote the entries, where views and ledger share a file. A view carries the
hash of its declaration; `prepare` empties those whose declaration changed and says which, and the caller hands over
the states of all their records.

Threads: one, like the connection.
"""

# ruff: noqa: S608  # names in the SQL come from declarations; what is typed or stored is always bound

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import msgspec

from fieldcase.model.declare import Kind, Room
from fieldcase.model.ledger.rules import FoldRules
from fieldcase.model.ledger.state import RecordState
from fieldcase.model.refusal import UnknownField
from fieldcase.vault.database import Connection
from fieldcase.vault.ledger.room import OPEN_COMPARTMENTS, still
from fieldcase.vault.views.index import Index
from fieldcase.vault.views.layout import COMMON, Layout, layouts
from fieldcase.vault.views.shown import Shown, shown
from fieldcase.vault.views.texts import Words, words_of

KIND_BITS = 40
"""A record's number is its kind's number above these bits, and a running number below."""

TRANSITION = "transition"
_BATCH = 500
_write = msgspec.json.Encoder().encode
_read = msgspec.json.Decoder(Shown).decode


class Views:
    """Tables of all kinds that have fields in the rooms of one file."""

    def __init__(
        self, connection: Connection, kinds: Iterable[Kind], rooms: Iterable[Room], rules: FoldRules | None = None
    ) -> None:
        """Name what is shown; nothing is read before `prepare`. `rules` rank the restrictive kinds."""
        self.connection = connection
        self.layouts = layouts(kinds, rooms := tuple(rooms))
        self.index = Index(connection, at_once=not set(rooms) <= set(OPEN_COMPARTMENTS))
        self._owed = False
        self._rules = rules or FoldRules()
        self._numbers: dict[str, int] = {}

    def prepare(self, states: Callable[[frozenset[str]], Iterable[RecordState]] | None = None) -> tuple[str, ...]:
        """Make what is missing, empty what is outdated; returns the kinds that were emptied.

        `states` gives the states of all records of these kinds, which are shown at once. Without it the caller hands
        them to `refresh` itself, in the same transaction: a program killed between two would leave views empty that
        carry the right hash. Runs inside the caller's transaction, or one of its own.
        """
        with _within(self.connection):
            if not self._has("kinds"):
                for statement in COMMON.split(";\n"):
                    self.connection.execute(statement.removesuffix(";"))
                self.index.create()
            standing = self.connection.execute("SELECT kind, number, hash FROM kinds").fetchall()
            hashes = {kind: hash_ for kind, _, hash_ in standing}
            self._numbers = {kind: number for kind, number, _ in standing}
            stale = [name for name, layout in self.layouts.items() if hashes.get(name) != layout.hash]
            if any(name in self._numbers for name in stale):
                self.index.rebuild(self._texts_beside(stale))
            for name in stale:
                self._make(self.layouts[name])
            if stale and states:
                self.refresh(states(frozenset(stale)))
        return tuple(stale)

    def rebuild(self, states: Callable[[frozenset[str]], Iterable[RecordState]]) -> None:
        """Build every view anew, the statuses too, in one transaction: when in doubt, and when the check says so.

        `states` gives the states of all records of the kinds named, transitions among them.
        """
        with _within(self.connection):
            if self._has("kinds"):
                self.connection.execute("UPDATE ledger.kinds SET hash = ''")
                self.connection.execute("DELETE FROM ledger.statuses")
            self.prepare()
            self.refresh(states(frozenset((*self.layouts, TRANSITION))))

    def refresh(self, states: Iterable[RecordState]) -> int:
        """Bring the views to these states, in batches; returns how many records changed.

        Runs inside the caller's transaction (the one that wrote the entries), or one of its own.
        """
        states, changed = iter(states), 0
        with still(), _within(self.connection):
            while batch := list(islice(states, _BATCH)):
                by_kind: dict[str, dict[str, RecordState]] = {}
                for state in batch:
                    by_kind.setdefault(state.kind, {})[state.record.hex()] = state
                for kind, records in by_kind.items():
                    if kind == TRANSITION:
                        self._statuses(records.values())
                    elif layout := self.layouts.get(kind):
                        decided = self._rules.restrictive(kind)
                        changed += self._refresh(layout, {one: shown(it, decided) for one, it in records.items()})
        return changed

    def owe(self) -> None:
        """An erasure took values: before the commit nothing of them may stand in the index either (`forget`)."""
        self._owed = not self.index.at_once

    def forget(self) -> None:
        """Where it is owed, write the index anew, inside the transaction that erased."""
        if self._owed:
            self.index.forget()
            self._owed = False

    def get(self, kind: str, record: str) -> Shown | None:
        """One record as this file shows it; None where it does not stand."""
        if kind not in self.layouts:
            return None
        table = self.layouts[kind].table
        row = self.connection.execute(
            f"SELECT r.shown FROM {table} v JOIN records r ON r.n = v.n WHERE v._id = ?", (record,)
        ).fetchone()
        return _read(row[0]) if row else None

    def all(
        self, kind: str, *, case: str = "", where: Mapping[str, Any] | None = None, hidden: bool = False
    ) -> Iterator[tuple[str, Shown]]:
        """Every record of a kind (of one case), oldest here first; hidden ones too when asked.

        `where` compares list columns with plain values. Raises `UnknownField`.
        """
        if (layout := self.layouts.get(kind)) is None or (case and not layout.case):
            return
        columns = {cell.name for cell in layout.cells}
        conditions, values = [] if hidden else ["v._hidden = 0"], []
        for name, value in {**(where or {}), **({layout.case: case} if case else {})}.items():
            if name not in columns:
                raise UnknownField(kind=kind, field=name, known=", ".join(sorted(columns)))
            conditions.append(f'v."{name}" = ?')
            values.append(value)
        rows = self.connection.execute(
            f"SELECT v._id, r.shown FROM {layout.table} v JOIN records r ON r.n = v.n"
            f" WHERE {' AND '.join(conditions) or '1'} ORDER BY v.n",
            values,
        )
        for record, data in rows.fetchall():
            yield record, _read(data)

    def status(self, machine: str, record: str) -> str | None:
        """The computed status of a record in a machine; None before the first transition."""
        row = self.connection.execute(
            "SELECT status FROM statuses WHERE machine = ? AND record = ?", (machine, record)
        ).fetchone()
        return row[0] if row else None

    def total(self, kind: str) -> int:
        """How many records of the kind are shown (not hidden)."""
        row = self.connection.execute("SELECT total FROM kinds WHERE kind = ?", (kind,)).fetchone()
        return row[0] if row else 0

    def number(self, kind: str) -> int | None:
        """The kind's number in this file."""
        return self._numbers.get(kind)

    def kind_at(self, n: int) -> str:
        """The kind of the record with that number."""
        number = n >> KIND_BITS
        return next(kind for kind, one in self._numbers.items() if one == number)

    @staticmethod
    def read(data: bytes) -> Shown:
        """A record as it stands in `records`."""
        return _read(data)

    def note(self, what: str, said: str) -> None:
        """Keep a word about what the views show, such as the heads they were built from."""
        self.connection.execute("INSERT OR REPLACE INTO ledger.noted VALUES (?, ?)", (what, said))

    def noted(self, what: str) -> str | None:
        """What was noted."""
        row = self.connection.execute("SELECT said FROM noted WHERE what = ?", (what,)).fetchone()
        return row[0] if row else None

    def differing(self, states: Iterable[RecordState]) -> Iterator[tuple[str, str]]:
        """Kind and id of every record that the views show otherwise than its state; to be certain they are fresh."""
        for state in states:
            kind, record = state.kind, state.record.hex()
            if kind == TRANSITION:
                if (said := _transition(state)) and self.status(said[0], said[1]) != said[2]:
                    yield kind, record
            elif layout := self.layouts.get(kind):
                now, stands = shown(state, self._rules.restrictive(kind)), self.get(kind, record)
                if stands != (now if now.values or now.marks else None) or not self._row_stands(layout, record, now):
                    yield kind, record

    def _row_stands(self, layout: Layout, record: str, now: Shown) -> bool:
        names = ", ".join(f'"{name}"' for name in layout.names)
        row = self.connection.execute(f"SELECT {names} FROM {layout.table} WHERE _id = ?", (record,)).fetchone()
        return row is None or row == layout.row(record, now)

    def _make(self, layout: Layout) -> None:
        kind = layout.kind.name
        if (number := self._numbers.get(kind)) is not None:
            low, high = number << KIND_BITS, (number + 1) << KIND_BITS
            self.connection.execute("DELETE FROM ledger.records WHERE n >= ? AND n < ?", (low, high))
            self.connection.execute(f"DROP TABLE IF EXISTS ledger.{layout.table}")
            self.connection.execute("UPDATE ledger.kinds SET hash = ?, total = 0 WHERE kind = ?", (layout.hash, kind))
        else:
            cursor = self.connection.execute(
                "INSERT INTO ledger.kinds (kind, hash, total) VALUES (?, ?, 0)", (kind, layout.hash)
            )
            self._numbers[kind] = int(cursor.lastrowid or 0)
        for statement in layout.sql().split(";\n"):
            self.connection.execute(statement.removesuffix(";"))

    def _texts_beside(self, stale: Sequence[str]) -> Iterator[tuple[int, Sequence[Words]]]:
        """Number and words of every searched record of the kinds that stay."""
        for kind, number in self._numbers.items():
            if kind in stale or (layout := self.layouts.get(kind)) is None:
                continue
            low, high = number << KIND_BITS, (number + 1) << KIND_BITS
            rows = self.connection.execute("SELECT n, shown FROM records WHERE n >= ? AND n < ?", (low, high))
            for n, data in rows:
                if words := _indexed(layout, _read(data)):
                    yield n, words

    def _refresh(self, layout: Layout, records: dict[str, Shown]) -> int:
        old = self._old(layout, list(records))
        fresh: list[tuple[int, str, Shown]] = []
        changed: list[tuple[int, Shown, Shown]] = []
        gone: list[tuple[int, Shown]] = []
        n = self._highest(layout)
        for record, now in records.items():
            before = old.get(record)
            if not now.values and not now.marks:
                gone += [before] if before else []
            elif before is None:
                n += 1
                fresh.append((n, record, now))
            elif before[1] != now:
                changed.append((before[0], before[1], now))
        self._insert(layout, fresh)
        self._update(layout, changed)
        self._delete(layout, gone)
        total = sum(not now.hidden for _, _, now in fresh) - sum(not was.hidden for _, was in gone)
        total += sum(was.hidden - now.hidden for _, was, now in changed)
        if total:
            self.connection.execute(
                "UPDATE ledger.kinds SET total = total + ? WHERE kind = ?", (total, layout.kind.name)
            )
        return len(fresh) + len(changed) + len(gone)

    def _old(self, layout: Layout, records: Sequence[str]) -> dict[str, tuple[int, Shown]]:
        rows = self.connection.execute(
            f"SELECT v._id, v.n, r.shown FROM {layout.table} v JOIN records r ON r.n = v.n"
            f" WHERE v._id IN ({','.join('?' * len(records))})",
            records,
        ).fetchall()
        return {record: (n, _read(data)) for record, n, data in rows}

    def _highest(self, layout: Layout) -> int:
        highest = self.connection.execute(f"SELECT max(n) FROM {layout.table}").fetchone()[0]
        return highest if highest is not None else self._numbers[layout.kind.name] << KIND_BITS

    def _insert(self, layout: Layout, fresh: Sequence[tuple[int, str, Shown]]) -> None:
        if not fresh:
            return
        places = ",".join("?" * (len(layout.names) + 1))
        self.connection.executemany(
            f"INSERT INTO ledger.{layout.table} VALUES ({places})",
            [(n, *layout.row(record, now)) for n, record, now in fresh],
        )
        self.connection.executemany(
            "INSERT INTO ledger.records VALUES (?, ?)", [(n, _write(now)) for n, _, now in fresh]
        )
        self.index.change([(n, (), words_of(layout, now.values)) for n, _, now in fresh if not now.hidden])

    def _update(self, layout: Layout, changed: Sequence[tuple[int, Shown, Shown]]) -> None:
        if not changed:
            return
        self.connection.executemany(
            "UPDATE ledger.records SET shown = ? WHERE n = ?", [(_write(now), n) for n, _, now in changed]
        )
        by_columns: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
        searched: list[tuple[int, Sequence[Words], Sequence[Words]]] = []
        for n, was, now in changed:
            fields = _fields_apart(was.values, now.values)
            if columns := layout.changes(was, now, fields):
                by_columns.setdefault(tuple(columns), []).append((*columns.values(), n))
            if was.hidden != now.hidden or fields & layout.searched:
                searched.append((n, _indexed(layout, was), _indexed(layout, now)))
        for names, rows in by_columns.items():  # only what changed: the other columns' indexes stay untouched
            sets = ", ".join(f'"{name}" = ?' for name in names)
            self.connection.executemany(f"UPDATE ledger.{layout.table} SET {sets} WHERE n = ?", rows)
        self.index.change(searched)

    def _delete(self, layout: Layout, gone: Sequence[tuple[int, Shown]]) -> None:
        if not gone:
            return
        numbers = [(n,) for n, _ in gone]
        self.index.change([(n, _indexed(layout, was), ()) for n, was in gone])
        self.connection.executemany(f"DELETE FROM ledger.{layout.table} WHERE n = ?", numbers)
        self.connection.executemany("DELETE FROM ledger.records WHERE n = ?", numbers)

    def _statuses(self, states: Iterable[RecordState]) -> None:
        rows = [said for state in states if (said := _transition(state))]
        self.connection.executemany("INSERT OR REPLACE INTO ledger.statuses VALUES (?, ?, ?)", rows)

    def _has(self, table: str) -> bool:
        found = self.connection.execute("SELECT 1 FROM ledger.sqlite_master WHERE name = ?", (table,)).fetchone()
        return found is not None


def _indexed(layout: Layout, one: Shown) -> Sequence[Words]:
    return () if one.hidden else words_of(layout, one.values)


def _fields_apart(was: Mapping[str, Any], now: Mapping[str, Any]) -> set[str]:
    """The fields in which two records differ."""
    paths = [path for path, value in now.items() if was.get(path) != value]
    paths += [path for path in was if path not in now]
    return {path.partition("/")[0] for path in paths}


def _transition(state: RecordState) -> tuple[str, str, str] | None:
    """Machine, record and status that a transition's state says."""
    said = next((head.value for head in state.heads() if not head.why), None)
    if isinstance(said, Mapping) and state.status is not None:
        return str(said.get("machine")), str(said.get("record")), state.status
    return None


class _within:  # noqa: N801  # reads as words: with _within(connection)
    """The caller's transaction, or one of its own where none is open."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.own = not connection.in_transaction

    def __enter__(self) -> None:
        if self.own:
            self.connection.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self.own and self.connection.in_transaction:
            self.connection.execute("ROLLBACK" if kind else "COMMIT")
