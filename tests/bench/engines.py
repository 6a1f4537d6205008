"""The engines that a vault is measured on: its own, the same without a key, and the standard library's sqlite3.

All three run the very same program with the same tables, pragmas, signatures and entries; only the connection differs.
The two that do not encrypt exist here alone, for comparison: the program refuses their files.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sqlcipher3 import dbapi2 as sqlcipher

from fieldcase.vault import copies, database, files

OLDER = sqlite3.sqlite_version_info < (3, 45)
FOLDING, NOT_FOLDING = "trigram remove_diacritics 1", "trigram"


class Engine(StrEnum):
    """Which engine holds the tables."""

    KEYED = "sqlcipher"
    UNKEYED = "sqlcipher without a key"
    PLAIN = "sqlite3"


@contextmanager
def running_on(engine: Engine) -> Iterator[None]:
    """Vaults made or opened inside stand on this engine."""
    if engine is Engine.KEYED:
        yield
        return
    connect: Callable[..., Any] = sqlcipher.connect if engine is Engine.UNKEYED else _plain

    def open_database(path: Path, key: bytes, *, vault: bytes, create: bool = False) -> Any:
        connection = connect(":memory:", isolation_level=None, timeout=1.0, cached_statements=256)
        as_ledger = "ATTACH ? AS ledger KEY ''" if engine is Engine.UNKEYED else "ATTACH ? AS ledger"
        connection.execute(as_ledger, (str(path),))
        if create:
            connection.execute(f"PRAGMA ledger.page_size={database.PAGE}")
        for pragma in database._CONNECTION_PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        return connection

    with patch.object(files, "open_database", open_database), patch.object(copies, "open_database", open_database):
        yield


def without_key(path: Path, key: bytes, engine: Engine) -> None:
    """Turn a file of a vault into the same tables for an engine that does not encrypt."""
    plain = path.with_suffix(".plain")
    connection = sqlcipher.connect(":memory:", isolation_level=None)
    connection.execute("ATTACH ? AS ledger KEY ?", (str(path), f"x'{key.hex()}'"))
    connection.execute("ATTACH ? AS plain KEY ''", (str(plain),))
    connection.execute("SELECT sqlcipher_export('plain', 'ledger')").fetchall()
    for name in ("application_id", "user_version"):
        ((value,),) = connection.execute(f"PRAGMA ledger.{name}").fetchall()
        connection.execute(f"PRAGMA plain.{name}={value}")
    if engine is Engine.PLAIN and OLDER:
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute(f"UPDATE plain.sqlite_master SET sql = replace(sql, '{FOLDING}', '{NOT_FOLDING}')")
        for table in ("words", "pieces"):
            connection.execute(f"DELETE FROM plain.{table}_config WHERE k = 'secure-delete'")
    connection.close()
    plain.replace(path)


class _OlderSqlite(sqlite3.Connection):
    """A standard library of before SQLite 3.45: its index cannot fold diacritics in trigrams, nor wipe old words. Both
    are work that it is spared, so the comparison favours it."""

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        if values and values[0] and values[0][0] == "secure-delete":
            return super().execute("SELECT 1")
        return super().execute(sql.replace(FOLDING, NOT_FOLDING), *values)


def _plain(*where: Any, **how: Any) -> sqlite3.Connection:
    return sqlite3.connect(*where, **how, factory=_OlderSqlite if OLDER else sqlite3.Connection)
