"""A few words that the vault keeps about itself, beside the ledger and never sent: its office, its last wall clock,
what it lacks since it was put back.
"""

from __future__ import annotations

from fieldcase.vault.database import Connection

OFFICE = "office"
LAST_ENTRY = "last-entry"
LACKED = "lacked"
"""Entries of case rooms that were here before the vault was put back, as hex: see `lacking`."""


class Own:
    """Words by name in `ledger.db`. Written inside whatever transaction is open."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        connection.execute(
            "CREATE TABLE IF NOT EXISTS ledger.own (what TEXT PRIMARY KEY, said TEXT NOT NULL) WITHOUT ROWID"
        )

    def get(self, what: str) -> str:
        """What was kept under the name; empty when nothing was."""
        row = self._connection.execute("SELECT said FROM own WHERE what = ?", (what,)).fetchone()
        return str(row[0]) if row else ""

    def keep(self, what: str, said: str) -> None:
        """Keep a word in place of the one before."""
        self._connection.execute("INSERT OR REPLACE INTO ledger.own VALUES (?, ?)", (what, said))
