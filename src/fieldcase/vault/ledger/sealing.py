"""The rows of one closed room: links clear, label and values as age rows, numbered by every change.

Fulfils what chains need of a store (`Places`); entries that would have to wait are refused.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

import msgspec
import pyrage

from fieldcase.model.ledger.entries import Entry, read_entry
from fieldcase.model.ledger.shelf import WAITING, Branch, Held, Placed
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_
from fieldcase.vault.database import Connection
from fieldcase.vault.ledger.batches import Batched
from fieldcase.vault.ledger.schema import room_number
from fieldcase.vault.ledger.shelf import INSERT_ENTRY, lacks, pack, read_branches, read_label, read_texts, save_branches

_PLACES = Batched("SELECT id, seq, branch FROM entry WHERE +room = ? AND id IN (*)")

Row = tuple[bytes, int, int, bytes, bytes | None, bytes | None]
"""Entry id, branch, seq, link, sealed label, sealed values."""


class SealedEntriesWait(Refusal):
    """Entries of a closed room whose chain is not whole here."""

    code = "FC-164"
    message = N_("Entries of feed {feed} wait for others before them.")
    remedy = N_("The package waits and is applied by itself once they are here.")


class SealedRowUnreadable(Refusal):
    """A row that does not open with the compartment's key."""

    code = "FC-165"
    message = N_("Entry {seq} of a closed compartment does not open with its key.")
    remedy = N_("Run the check to see what is concerned; headquarters, a colleague or a backup can bring it back.")


class SealedRows:
    """The rows of a room in `ledger.db`."""

    def __init__(self, connection: Connection, room: str, recipients: Sequence[pyrage.x25519.Recipient]) -> None:
        self.connection, self.room, self.recipients = connection, room_number(connection, room), list(recipients)
        ((last,),) = connection.execute(
            "SELECT coalesce(max(change), 0) FROM sealed WHERE room = ?", (self.room,)
        ).fetchall()
        self.last_change = int(last)

    # --- places

    def branches(self) -> list[Branch]:
        return read_branches(self.connection, self.room)

    def save(self, branches: Iterable[Branch]) -> None:
        save_branches(self.connection, self.room, branches)

    def find(self, ids: Collection[bytes]) -> dict[bytes, Held]:
        rows = _PLACES.rows(self.connection, (self.room,), ids) if ids else iter(())
        return {one: Held(one, seq, branch, None, ()) for one, seq, branch in rows}

    def waits(self) -> bool:
        return False

    def waiting_after(self, ids: Collection[bytes]) -> list[Placed]:
        return []

    def place(self, ids: Iterable[bytes], branch: int) -> None:
        """Nothing waits here."""

    def vouch(self, one: bytes, signer: bytes) -> None:
        """Nothing waits here."""

    def keep(self, new: Sequence[Placed]) -> None:
        """Keep entries that are not held yet. Raises `SealedEntriesWait` where one would have to wait."""
        links, rows = [], []
        ((n,),) = self.connection.execute("SELECT coalesce(max(n), 0) FROM entry").fetchall()
        for placed in new:
            entry = placed.entry
            if placed.branch == WAITING:
                raise SealedEntriesWait(feed=entry.link.feed.hex()[:8])
            n += 1
            place = (placed.branch, entry.link.seq, lacks(entry.label, entry.values))
            links.append((n, entry.id, self.room, *place, None, entry.link_bytes, None, None))
            rows.append((n, self.room, self._next(), *self._sealed(entry)))
        self.connection.executemany(INSERT_ENTRY, links)
        self.connection.executemany("INSERT INTO ledger.sealed VALUES (?, ?, ?, ?, ?)", rows)

    # --- rows

    def _next(self) -> int:
        self.last_change += 1
        return self.last_change

    def _sealed(self, entry: Entry) -> tuple[bytes | None, bytes | None]:
        """Both age rows; none for a label withheld, no second one where no value is held."""
        if entry.label_bytes is None:
            return None, None
        label = pyrage.encrypt(entry.label_bytes, self.recipients)
        if all(value is None for value in entry.values):
            return label, None
        return label, pyrage.encrypt(pack(entry.values), self.recipients)

    def change(self, entries: Iterable[Entry]) -> None:
        """Seal entries that are held anew, with more or fewer of their parts; the old rows go."""
        for entry in entries:
            self.connection.execute(
                "UPDATE ledger.sealed SET change = ?, label = ?, texts = ?"
                " WHERE n = (SELECT n FROM entry WHERE id = ? AND +room = ?)",
                (self._next(), *self._sealed(entry), entry.id, self.room),
            )

    def drop(self, ids: Iterable[bytes]) -> None:
        """Let all values of entries go unread."""
        for one in ids:
            self.connection.execute(
                "UPDATE ledger.sealed SET change = ?, texts = NULL"
                " WHERE texts IS NOT NULL AND n = (SELECT n FROM entry WHERE id = ? AND +room = ?)",
                (self._next(), one, self.room),
            )

    def rows(self, after: int, size: int) -> Iterator[list[Row]]:
        """Rows changed after this change, parents before children, in batches."""
        rows = self.connection.execute(
            "SELECT e.id, e.branch, e.seq, e.link, s.label, s.texts FROM sealed s JOIN entry e ON e.n = s.n"
            " WHERE s.room = ? AND s.change > ? ORDER BY s.n",
            (self.room, after),
        )
        while batch := rows.fetchmany(size):
            yield batch


def unsealed(row: Row, identities: Sequence[pyrage.x25519.Identity]) -> Entry:
    """An entry from its row. Raises `SealedRowUnreadable`, `BrokenEntry`."""
    _id, _branch, seq, link, label, texts = row
    if label is None:
        return read_entry(link, None, ())
    try:
        told = pyrage.decrypt(label, identities)
        values: Any = (None,) * len(read_label(told).values)
        if texts is not None:
            values = read_texts(pyrage.decrypt(texts, identities))
    except (pyrage.DecryptError, msgspec.DecodeError) as failure:
        raise SealedRowUnreadable(seq=seq) from failure
    return read_entry(link, told, values)
