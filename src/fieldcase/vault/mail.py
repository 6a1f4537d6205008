"""What the vault remembers of exchange with its peers: packages applied and sent, receipts, records given away.

Plain values in and out; what they mean is exchange's affair. Written inside the transaction of the entries that it is
about. Which records a peer was given lies in the file of their room, for record ids of closed rooms are not for every
seat. Vaults and packages are 32 hex digits, rooms `KAL/case`, times `2026-03-12T09:30:00Z`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import msgspec

from fieldcase.vault.database import Connection
from fieldcase.vault.own import Own

if TYPE_CHECKING:
    from fieldcase.vault.vault import Vault

SCHEMA = """
CREATE TABLE IF NOT EXISTS ledger.mail_seen
(package TEXT PRIMARY KEY, sender TEXT, room TEXT, at TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS ledger.mail_receipts
(direction TEXT, peer TEXT, room TEXT, statement TEXT, signature TEXT,
 PRIMARY KEY (direction, peer, room)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS ledger.mail_sent
(n INTEGER PRIMARY KEY, package TEXT UNIQUE, peer TEXT, room TEXT, at TEXT,
 entries INTEGER, withheld INTEGER, heads TEXT);
CREATE INDEX IF NOT EXISTS ledger.mail_sent_to ON mail_sent (peer, room, n);
CREATE TABLE IF NOT EXISTS ledger.mail_left
(n INTEGER PRIMARY KEY, name TEXT UNIQUE, peer TEXT, room TEXT, receipt INTEGER, done INTEGER DEFAULT 0);
CREATE INDEX IF NOT EXISTS ledger.mail_left_to ON mail_left (peer, room, n);
CREATE TABLE IF NOT EXISTS ledger.mail_given
(peer TEXT, room TEXT, record BLOB, PRIMARY KEY (peer, room, record)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS ledger.mail_notes (what TEXT PRIMARY KEY, number INTEGER) WITHOUT ROWID
"""
GIVEN = "given"


class SentRow(msgspec.Struct, frozen=True, kw_only=True):
    """A package that left, and the entry ids (64 hex) that it reached."""

    package: str
    peer: str
    room: str
    at: str
    entries: int
    withheld: int
    heads: tuple[str, ...]


class LeftRow(msgspec.Struct, frozen=True, kw_only=True):
    """What this vault left on a route: its name there, and for a package its peer. `done`: everybody read it."""

    name: str
    peer: str
    done: bool


class Mail:
    """The tables of exchange in one file of a vault. Threads: one, like the connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        for statement in SCHEMA.split(";"):
            connection.execute(statement)

    def seen(self, package: str) -> bool:
        """Whether the package with this id was applied."""
        return self._one("SELECT 1 FROM mail_seen WHERE package = ?", package) is not None

    def note_seen(self, package: str, sender: str, room: str, at: str) -> None:
        """A package was applied; said twice does no harm."""
        self._connection.execute(
            "INSERT OR IGNORE INTO ledger.mail_seen VALUES (?, ?, ?, ?)", (package, sender, room, at)
        )

    def receipt(self, direction: str, peer: str, room: str) -> tuple[str, str] | None:
        """The last receipt `from` or `to` a peer for a room: its exact text and the signature over it."""
        found = self._one(
            "SELECT statement, signature FROM mail_receipts WHERE direction = ? AND peer = ? AND room = ?",
            direction,
            peer,
            room,
        )
        return (found[0], found[1]) if found else None

    def keep_receipt(self, direction: str, peer: str, room: str, statement: str, signature: str) -> None:
        """A receipt came or went; it takes the place of the last."""
        self._connection.execute(
            "INSERT OR REPLACE INTO ledger.mail_receipts VALUES (?, ?, ?, ?, ?)",
            (direction, peer, room, statement, signature),
        )

    def forget_receipts_to(self, peer: str = "") -> None:
        """What this vault told a peer (or all) that it holds is no longer so, or was lost: it says so anew."""
        self._connection.execute("DELETE FROM ledger.mail_receipts WHERE direction = 'to' AND ? IN ('', peer)", (peer,))

    def receipts(self, direction: str) -> tuple[tuple[str, str, str], ...]:
        """Every last receipt in one direction: peer, room, text."""
        rows = self._connection.execute(
            "SELECT peer, room, statement FROM mail_receipts WHERE direction = ? ORDER BY peer, room", (direction,)
        )
        return tuple((peer, room, statement) for peer, room, statement in rows.fetchall())

    def last_sent(self, peer: str, room: str) -> SentRow | None:
        """The last package sent to a peer in a room."""
        found = self._one(
            "SELECT package, peer, room, at, entries, withheld, heads FROM mail_sent WHERE peer = ? AND room = ?"
            " ORDER BY n DESC LIMIT 1",
            peer,
            room,
        )
        if found is None:
            return None
        package, to, of, at, entries, withheld, heads = found
        return SentRow(
            package=package, peer=to, room=of, at=at, entries=entries, withheld=withheld, heads=tuple(heads.split())
        )

    def note_sent(self, sent: SentRow) -> None:
        """A package is on its route, whole."""
        self._connection.execute(
            "INSERT OR IGNORE INTO ledger.mail_sent (package, peer, room, at, entries, withheld, heads)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (sent.package, sent.peer, sent.room, sent.at, sent.entries, sent.withheld, " ".join(sent.heads)),
        )

    def note_left(self, name: str, peer: str = "", room: str = "", *, receipt: bool = False) -> None:
        """Something of ours lies on a route from now on: a package (with a receipt of ours in it?), or a file's parts
        for whoever lacks them. Left anew, it is not done.
        """
        self._connection.execute(
            "INSERT INTO ledger.mail_left (name, peer, room, receipt) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (name) DO UPDATE SET done = 0",
            (name, peer, room, int(receipt)),
        )

    def to_settle(self, peer: str, room: str) -> tuple[str, ...]:
        """The packages left for a peer in a room and not done, but the last with a receipt: receipts are cumulative,
        and whether one was read is never said.
        """
        rows = self._connection.execute(
            "SELECT name FROM mail_left WHERE peer = ?1 AND room = ?2 AND NOT done AND n IS NOT"
            " (SELECT max(n) FROM mail_left WHERE peer = ?1 AND room = ?2 AND receipt) ORDER BY n",
            (peer, room),
        )
        return tuple(name for (name,) in rows.fetchall())

    def settle(self, names: Iterable[str]) -> None:
        """Whoever these were left for has read them."""
        self._connection.executemany("UPDATE ledger.mail_left SET done = 1 WHERE name = ?", [(one,) for one in names])

    def left(self) -> tuple[LeftRow, ...]:
        """All that was left on routes and not taken off again by this vault, oldest first."""
        rows = self._connection.execute("SELECT name, peer, done FROM mail_left ORDER BY n")
        return tuple(LeftRow(name=name, peer=peer, done=bool(done)) for name, peer, done in rows.fetchall())

    def forget_left(self, names: Iterable[str]) -> None:
        """These lie on no route any more."""
        self._connection.executemany("DELETE FROM ledger.mail_left WHERE name = ?", [(one,) for one in names])

    def given(self, peer: str, room: str) -> frozenset[bytes]:
        """The records (16 bytes) of which this peer was ever sent a label."""
        rows = self._connection.execute("SELECT record FROM mail_given WHERE peer = ? AND room = ?", (peer, room))
        return frozenset(bytes(record) for (record,) in rows.fetchall())

    def note_given(self, peer: str, room: str, records: Iterable[bytes], *, after: int = 0) -> int:
        """Labels of these records leave now. Returns the number of this note, higher than any here and than `after`:
        what says elsewhere that there are more tells an older copy.
        """
        self._connection.executemany(
            "INSERT OR IGNORE INTO ledger.mail_given VALUES (?, ?, ?)", [(peer, room, record) for record in records]
        )
        number = max(self.given_notes(), after) + 1
        self._connection.execute("INSERT OR REPLACE INTO ledger.mail_notes VALUES (?, ?)", (GIVEN, number))
        return number

    def given_notes(self) -> int:
        """The number of the last note of what was given."""
        found = self._one("SELECT number FROM mail_notes WHERE what = ?", GIVEN)
        return int(found[0]) if found else 0

    def _one(self, statement: str, *values: str) -> tuple[Any, ...] | None:
        found: tuple[Any, ...] | None = self._connection.execute(statement, values).fetchone()
        return found


def keep_number(own: Own, file: str, number: int) -> None:
    """Keep in the ledger's file the number of the last note of what was given of a file's rooms."""
    own.keep(f"{GIVEN}/{file}", str(number))


def kept_number(own: Own, file: str) -> int:
    """The number that was kept last; 0 before any was."""
    return int(own.get(f"{GIVEN}/{file}") or 0)


def older_notes(vault: Vault) -> frozenset[str]:
    """The files whose notes of what was given to whom are older than the ledger's file says: somebody put an older copy
    back, for a copy alone is never older.
    """
    opened = (file for file in vault.files.databases if file in vault.mail)
    return frozenset(file for file in opened if vault.mail[file].given_notes() < kept_number(vault.own, file))
