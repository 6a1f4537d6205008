"""A SQLCipher file for tests, with rows of a text that must never lie open on the disk."""

from __future__ import annotations

from pathlib import Path

from fieldcase.vault.database import Connection, close_database, open_database

KEY, VAULT = bytes(range(32)), bytes(range(16))
CANARY = "Ilena Dovrak saw it"


def made(path: Path, rows: int = 0) -> Path:
    connection = open_database(path, KEY, vault=VAULT, create=True)
    connection.execute("CREATE TABLE ledger.words (n INTEGER PRIMARY KEY, text TEXT)")
    connection.executemany("INSERT INTO words VALUES (?, ?)", [(n, f"{CANARY} {n}" * 20) for n in range(rows)])
    close_database(connection, path.name)
    return path


def opened(path: Path) -> Connection:
    return open_database(path, KEY, vault=VAULT)


def opened_count(path: Path) -> int:
    connection = opened(path)
    count: int = connection.execute("SELECT count(*) FROM words").fetchone()[0]
    close_database(connection, path.name)
    return count
