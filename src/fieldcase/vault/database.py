"""SQLCipher files: the only place that opens one.

Every file is attached to a connection on `:memory:` under the schema name `ledger`, because only `ATTACH ? KEY ?`
takes the key as a bound value; it is the text `x'…'` (an unquoted, empty or absent key would make a passphrase, a
plaintext file, or the neighbour's key). Tables are made as `ledger.name` and found by `name`; `:memory:` itself has
no room for one, so a forgotten schema name fails at once instead of losing data.

Refuses a library that is not SQLCipher or too old, a plaintext file, another vault's file, another file of this
vault, and sorts every failure of the engine into a sentence (`sorting`). What it cannot see: SQLCipher proves that
a page is genuine, not that it is current. For that, see outside.py and check.py.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2 as sqlcipher

from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_
from fieldcase.vault import disk

if TYPE_CHECKING:  # the driver ships no types; it is the standard library's module on another engine
    from sqlite3 import Connection as Connection
    from sqlite3 import Error as EngineError
else:
    Connection, EngineError = sqlcipher.Connection, sqlcipher.Error

SCHEMA = "ledger"
FORMAT = 1
APPLICATION = 0x46435642  # "FCVB"
LEAST_VERSION = (4, 19, 0)
PAGE = 4096
_PLAINTEXT = b"SQLite format 3\0"

_CONNECTION_PRAGMAS = (
    "trusted_schema=OFF",
    "temp_store=MEMORY",
    "foreign_keys=ON",
    "main.max_page_count=1",
    f"{SCHEMA}.journal_mode=WAL",
    f"{SCHEMA}.synchronous=FULL",
    f"{SCHEMA}.secure_delete=ON",
    f"{SCHEMA}.cache_size=-65536",
    f"{SCHEMA}.mmap_size=0",
    f"{SCHEMA}.journal_size_limit=0",
    "wal_autocheckpoint=250",
)


class NotSqlcipher(Refusal):
    """The database library cannot encrypt, or is older than the one that was tried."""

    code = "FC-120"
    message = N_("The database library on this computer is not the one the program needs (SQLCipher {least} or newer).")
    remedy = N_("Install the program again from its own package. No file was opened.")


class NotEncrypted(Refusal):
    """The file lies open on the disk."""

    code = "FC-121"
    message = N_("“{file}” is not encrypted, so it is not a file of this vault.")
    remedy = N_("Do not use it. Tell the person responsible for security, and put the right file back from a backup.")


class DatabaseUnreadable(Refusal):
    """Wrong key, or damaged where it begins: the two cannot be told apart."""

    code = "FC-122"
    message = N_("“{file}” does not open with this vault's keys: it is damaged, or belongs to another vault.")
    remedy = N_("Put the right file back from a backup, or fetch the data from a colleague or headquarters.")


class WrongFile(Refusal):
    """The file opens, but is another one than its name says."""

    code = "FC-123"
    message = N_("“{file}” is another file than its name says.")
    remedy = N_("Files of the vault's folder were mixed up. Put the right file back under this name.")


class DatabaseFromTheFuture(Refusal):
    """The file was made by a newer program."""

    code = "FC-124"
    message = N_("“{file}” was written by a newer version of the program.")
    remedy = N_("Update the program and try again. Nothing was changed.")


class DatabaseDamaged(Refusal):
    """A page is not as it was written."""

    code = "FC-125"
    message = N_("“{file}” is damaged.")
    remedy = N_("Run the check to see what is concerned; headquarters, a colleague or a backup can bring it back.")


class DatabaseBusy(Refusal):
    """Another connection holds the file."""

    code = "FC-126"
    message = N_("“{file}” is held by another program.")
    remedy = N_("Close other programs that use the vault's folder (a backup or a file synchroniser too) and try again.")


class DiskUnsuitable(Refusal):
    """The file system cannot keep a promise that the vault makes, such as a log beside the file."""

    code = "FC-127"
    message = N_("The disk on which “{file}” lies is not fit for a vault ({what}).")
    remedy = N_("Keep the vault on a disk of this computer, not on a network drive.")


def open_database(path: Path, key: bytes, *, vault: bytes, create: bool = False) -> Connection:
    """Open, or with `create` make, one SQLCipher file of the vault.

    `key` is 32 random bytes, `vault` the vault's id (16 bytes). Statements begin no transaction by themselves: use
    `transaction`. Raises refusals FC-100…104 and FC-120…127; `AlreadyThere` when a file would be overwritten.
    """
    if len(key) != 32 or not any(key):
        raise ValueError("a database key is 32 random bytes")
    _looks_right(path, create)
    with sorting(path.name):
        connection = _connect(path.name)
        try:
            connection.execute("ATTACH ? AS ledger KEY ?", (str(path), f"x'{key.hex()}'"))
            if create:
                _mark(connection, path, vault)
            _verify_mark(connection, path, vault)
            for pragma in _CONNECTION_PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
            _verify_pragmas(connection, path)
        except BaseException:
            connection.close()
            raise
    if create:
        with disk.refusing(path):
            disk.sync_folder(path.parent)
    return connection


def memory_database() -> Connection:
    """A database of the same shape that is only in memory, for comparing; nothing of it ever lies on a disk."""
    connection = _connect("memory")
    connection.execute("ATTACH ':memory:' AS ledger KEY ''")
    return connection


def close_database(connection: Connection, file: str) -> None:
    """Write everything back into the file, leave no log beside it, and close. Raises the refusals of `sorting`."""
    try:
        with sorting(file):
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            connection.execute("PRAGMA ledger.wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


@contextmanager
def transaction(connection: Connection) -> Iterator[Connection]:
    """One transaction, durable on return; an exception inside leaves nothing of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk may have rolled back already
            connection.execute("ROLLBACK")
        raise


@contextmanager
def sorting(file: str) -> Iterator[None]:
    """Turn the engine's failures inside into refusals that name this file; what is our own mistake passes through."""
    try:
        yield
    except EngineError as failure:
        refusal = sorted_error(failure, file)
        if refusal is None:
            raise
        raise refusal from failure


def sorted_error(failure: Exception, file: str) -> Refusal | None:
    """The refusal for a failure of the engine, or None when it is not the disk's but our own."""
    extended = int(getattr(failure, "sqlite_errorcode", None) or 0)
    match extended & 0xFF:
        case 13:  # SQLITE_FULL
            return disk.DiskFull(file=file)
        case 3 | 8 | 23:  # PERM, READONLY, AUTH
            return disk.FolderReadOnly(file=file)
        case 5 | 6:  # BUSY, LOCKED
            return DatabaseBusy(file=file)
        case 11:  # CORRUPT
            return DatabaseDamaged(file=file)
        case 26:  # NOTADB
            return DatabaseUnreadable(file=file)
        case 10:  # IOERR: a quota or a limit on file sizes too, which the engine does not tell apart
            return disk.DiskFailed(file=file, number=extended)
        case 14:  # CANTOPEN
            return disk.FolderReadOnly(file=file)
    return None


def require_sqlcipher() -> None:
    """Raise `NotSqlcipher` unless the driver is SQLCipher of the pinned version or newer."""
    connection = _connect()
    connection.close()


def damaged_pages(connection: Connection) -> tuple[int, ...]:
    """The numbers of pages whose seal is broken, from 1; empty when all are genuine. Reads the whole file."""
    said = connection.execute("PRAGMA ledger.cipher_integrity_check").fetchall()
    return tuple(int("".join(filter(str.isdigit, str(line).rpartition("page")[2])) or 0) for (line,) in said)


class _SortingCursor(sqlcipher.Cursor):  # type: ignore[misc]  # the driver ships no types
    """Says every failure of the disk in words, whenever a row is read."""

    def execute(self, *given: Any) -> Any:
        try:
            return super().execute(*given)
        except EngineError as failure:
            raise self._sorted(failure) from failure

    def executemany(self, *given: Any) -> Any:
        try:
            return super().executemany(*given)
        except EngineError as failure:
            raise self._sorted(failure) from failure

    def fetchone(self) -> Any:
        try:
            return super().fetchone()
        except EngineError as failure:
            raise self._sorted(failure) from failure

    def fetchall(self) -> Any:
        try:
            return super().fetchall()
        except EngineError as failure:
            raise self._sorted(failure) from failure

    def fetchmany(self, *given: Any) -> Any:
        try:
            return super().fetchmany(*given)
        except EngineError as failure:
            raise self._sorted(failure) from failure

    def __next__(self) -> Any:
        try:
            return super().__next__()
        except EngineError as failure:
            raise self._sorted(failure) from failure

    def _sorted(self, failure: Exception) -> Exception:
        """The refusal, or the failure itself where it is our own mistake."""
        return sorted_error(failure, self.connection.file) or failure


class _SortingConnection(sqlcipher.Connection):  # type: ignore[misc]
    """A connection whose failures are refusals that name its file."""

    file = "ledger.db"

    def cursor(self, factory: Any = _SortingCursor) -> Any:
        return super().cursor(factory)

    def execute(self, *given: Any) -> Any:
        return self.cursor().execute(*given)

    def executemany(self, *given: Any) -> Any:
        return self.cursor().executemany(*given)


def _connect(file: str = "ledger.db") -> Connection:
    connection: Connection = sqlcipher.connect(
        ":memory:", isolation_level=None, timeout=1.0, cached_statements=256, factory=_SortingConnection
    )
    connection.file = file  # type: ignore[attr-defined]
    version = connection.execute("PRAGMA cipher_version").fetchone()
    if version is None or _numbers(version[0]) < LEAST_VERSION:
        connection.close()
        raise NotSqlcipher(least=".".join(map(str, LEAST_VERSION)))
    connection.execute("PRAGMA cipher_log_level=NONE")  # else a wrong key prints to standard error
    return connection


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split()[0].split(".") if part.isdigit())


def _looks_right(path: Path, create: bool) -> None:
    if create:
        if path.exists():
            raise disk.AlreadyThere(file=path.name)
        with disk.refusing(path):
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        return
    with disk.refusing(path), path.open("rb") as file:
        begin = file.read(len(_PLAINTEXT))
        size = file.seek(0, os.SEEK_END)
    if begin == _PLAINTEXT:
        raise NotEncrypted(file=path.name)
    # with a log beside it a last page cut by a power failure is mended at opening
    if size < PAGE or (size % PAGE and not path.with_name(path.name + "-wal").exists()):
        raise DatabaseDamaged(file=path.name)
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        raise disk.FolderReadOnly(file=path.name)


def _mark(connection: Connection, path: Path, vault: bytes) -> None:
    connection.execute(f"PRAGMA ledger.application_id={APPLICATION}")
    connection.execute(f"PRAGMA ledger.user_version={FORMAT}")
    connection.execute("CREATE TABLE ledger.marker (vault BLOB NOT NULL, file TEXT NOT NULL)")
    connection.execute("INSERT INTO ledger.marker VALUES (?, ?)", (vault, path.stem))


def _verify_mark(connection: Connection, path: Path, vault: bytes) -> None:
    connection.execute("SELECT count(*) FROM ledger.sqlite_master").fetchone()  # the first page, so the key
    application, version = (_pragma(connection, name) for name in ("application_id", "user_version"))
    if application != APPLICATION:
        raise WrongFile(file=path.name)
    if version > FORMAT:
        raise DatabaseFromTheFuture(file=path.name)
    if connection.execute("SELECT vault, file FROM ledger.marker").fetchall() != [(vault, path.stem)]:
        raise WrongFile(file=path.name)


def _verify_pragmas(connection: Connection, path: Path) -> None:
    """The promises of security.md "Store" hold on this connection, or it is not used."""
    wanted: dict[str, Any] = {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "page_size": str(PAGE)}
    for name, value in wanted.items():
        if _pragma(connection, name) != value:
            raise DiskUnsuitable(file=path.name, what=name)
    with path.open("rb") as file:
        if file.read(len(_PLAINTEXT)) == _PLAINTEXT:
            raise NotEncrypted(file=path.name)


def _pragma(connection: Connection, name: str) -> Any:
    return connection.execute(f"PRAGMA ledger.{name}").fetchone()[0]
