"""The public side of a vault's compartments: to which age recipient rows and packages of each are sealed.

Public, so it stands in the ledger's file, where every seat reads it: a seat without a compartment's key adds to it
all the same. Renewed recipients are added; the newest counts.
"""

from __future__ import annotations

from collections.abc import Mapping

from fieldcase.vault.database import Connection

TABLE = """
CREATE TABLE IF NOT EXISTS ledger.recipients
(at INTEGER PRIMARY KEY, compartment TEXT NOT NULL, recipient TEXT NOT NULL)
"""


def write_recipients(connection: Connection, recipients: Mapping[str, str]) -> None:
    """Note the recipients (`age1…`) by compartment; those that stand already are not repeated. Call inside a
    transaction.
    """
    connection.execute(TABLE)
    standing = read_recipients(connection)
    connection.executemany(
        "INSERT INTO ledger.recipients (compartment, recipient) VALUES (?, ?)",
        [(name, text) for name, text in recipients.items() if standing.get(name) != text],
    )


def read_recipients(connection: Connection) -> dict[str, str]:
    """The newest recipient of each compartment; empty before any was noted."""
    connection.execute(TABLE)
    rows = connection.execute("SELECT compartment, recipient FROM ledger.recipients ORDER BY at").fetchall()
    return dict(rows)
