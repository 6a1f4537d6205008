"""What of a word stands in a database file's rows, those of the full-text index included."""

from __future__ import annotations

from fieldcase.vault.database import Connection


def any_trace(connection: Connection, word: str) -> bool:
    """Whether the word stands in any row of any table, the index's own included."""
    return trace_in(all_rows(connection), word)


def all_rows(connection: Connection) -> bytes:
    """What stands in all tables, in lower case."""
    names = [name for (name,) in connection.execute("SELECT name FROM ledger.sqlite_master WHERE type = 'table'")]
    held = b""
    for name in names:
        if name not in ("words", "pieces"):
            for row in connection.execute(f'SELECT * FROM "{name}"'):  # noqa: S608  # its own names
                held += b"\0".join(bytes(str(one), "utf-8") if not isinstance(one, bytes) else one for one in row)
    return held.lower()


def trace_in(rows: bytes, word: str) -> bool:
    """Whether the word stands there. The index stores a term as what differs from the one before: its middle counts."""
    return word[3:].lower().encode() in rows
