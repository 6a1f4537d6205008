"""SQLCipher files: the traps of their keys, what is promised of each connection, and a sentence for each failure."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from fieldcase.vault import database, disk
from fieldcase.vault.database import Connection, close_database, open_database, sorting, transaction
from fieldcase.vault.keys.recipients import read_recipients, write_recipients
from fieldcase.vault.lock import VaultInUse, VaultLock
from tests.disks import MAY_MOUNT, files_no_larger_than, read_only, small_disk
from tests.unit.vault.databases import CANARY, KEY, VAULT, made, opened, opened_count


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


@pytest.fixture
def raw(path: Path) -> Iterator[Connection]:
    """A connection of the driver alone, as somebody would write it who has not read this page."""
    connection = sqlcipher.connect(":memory:", isolation_level=None)
    connection.execute("PRAGMA cipher_log_level=NONE")
    yield connection
    connection.close()


@pytest.mark.security
class TestKeyTraps:
    """What SQLCipher does silently with a key given wrongly, and that our file cannot be made or opened so."""

    def test_an_unquoted_key_is_a_passphrase_and_does_not_open_our_file(self, path: Path, raw: Connection) -> None:
        made(path)
        with pytest.raises(sqlcipher.DatabaseError, match="not a database"):
            raw.execute("ATTACH ? AS ledger KEY ?", (str(path), KEY.hex()))

    @pytest.mark.parametrize("key", ["", None])
    def test_an_empty_key_makes_plaintext_and_such_a_file_is_refused(
        self, path: Path, raw: Connection, key: str | None
    ) -> None:
        raw.execute("ATTACH ? AS ledger KEY ?", (str(path), key))
        raw.execute("CREATE TABLE ledger.marker (vault, file)")
        assert path.read_bytes().startswith(b"SQLite format 3")
        with pytest.raises(database.NotEncrypted):
            opened(path)

    def test_an_absent_key_makes_plaintext_beside_a_keyed_neighbour_and_is_refused(
        self, path: Path, raw: Connection
    ) -> None:
        made(path)
        other = path.with_name("identity.db")
        raw.execute("ATTACH ? AS ledger KEY ?", (str(path), f"x'{KEY.hex()}'"))
        raw.execute("ATTACH ? AS other", (str(other),))
        raw.execute("CREATE TABLE other.marker (vault, file)")
        assert other.read_bytes().startswith(b"SQLite format 3")
        with pytest.raises(database.NotEncrypted):
            opened(other)

    def test_the_neighbours_key_opens_nothing(self, path: Path) -> None:
        made(path)
        with pytest.raises(database.DatabaseUnreadable):
            open_database(path, bytes(31) + b"\1", vault=VAULT)

    @pytest.mark.parametrize("key", [b"", b"short", bytes(32), bytes(33)])
    def test_what_is_no_key_is_our_own_mistake(self, path: Path, key: bytes) -> None:
        with pytest.raises(ValueError, match="32 random bytes"):
            open_database(path, key, vault=VAULT, create=True)
        assert not path.exists()


def test_every_file_is_encrypted_from_its_first_byte(path: Path) -> None:
    made(path, rows=400)
    connection = opened(path)
    with transaction(connection):
        connection.execute("INSERT INTO words VALUES (9999, ?)", (CANARY,))
    for file in path.parent.iterdir():
        data = file.read_bytes()
        assert b"Ilena" not in data, file.name
        assert b"SQLite format" not in data, file.name
    connection.close()


def test_each_promise_about_the_connection_holds(path: Path) -> None:
    connection = open_database(path, KEY, vault=VAULT, create=True)
    said = {
        name: connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in (
            "ledger.journal_mode",
            "ledger.synchronous",
            "ledger.secure_delete",
            "trusted_schema",
            "temp_store",
        )
    }
    assert said == {
        "ledger.journal_mode": "wal",
        "ledger.synchronous": 2,
        "ledger.secure_delete": 1,
        "trusted_schema": 0,
        "temp_store": 2,
    }
    assert connection.execute("PRAGMA cipher_memory_security").fetchone() == ("0",)
    assert path.stat().st_mode & 0o077 == 0
    connection.close()


def test_a_table_made_without_the_schema_name_fails_instead_of_living_in_memory(path: Path) -> None:
    connection = open_database(path, KEY, vault=VAULT, create=True)
    with pytest.raises((sqlcipher.OperationalError, disk.DiskFull)):
        connection.execute("CREATE TABLE lost (a)")
    connection.close()


def test_closing_leaves_no_log_beside_the_file_and_rolls_back_what_was_not_committed(path: Path) -> None:
    made(path)
    connection = opened(path)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO words VALUES (1, 'x')")
    close_database(connection, path.name)
    assert [file.name for file in path.parent.iterdir()] == ["ledger.db"]
    connection = opened(path)
    assert connection.execute("SELECT count(*) FROM words").fetchone() == (0,)
    connection.close()


def test_an_exception_inside_a_transaction_leaves_nothing_of_it(path: Path) -> None:
    made(path)
    connection = opened(path)
    with suppress(KeyError), transaction(connection):
        connection.execute("INSERT INTO words VALUES (1, 'x')")
        raise KeyError
    assert connection.execute("SELECT count(*) FROM words").fetchone() == (0,)
    connection.close()


def test_a_library_older_than_the_pinned_one_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database.require_sqlcipher()
    monkeypatch.setattr(database, "LEAST_VERSION", (99, 0, 0))
    with pytest.raises(database.NotSqlcipher, match=r"99\.0\.0"):
        database.require_sqlcipher()
    with pytest.raises(database.NotSqlcipher):
        open_database(path, KEY, vault=VAULT, create=True)


@pytest.mark.security
def test_a_plain_sqlite_library_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    import sqlite3

    class Plain(sqlite3.Connection):
        file = ""

    monkeypatch.setattr(database, "sqlcipher", sqlite3)
    monkeypatch.setattr(database, "_SortingConnection", Plain, raising=False)
    with pytest.raises(database.NotSqlcipher):
        database.require_sqlcipher()


class TestTheRightFile:
    def test_another_file_of_this_vault_under_the_name_is_refused(self, path: Path) -> None:
        made(path)
        other = path.with_name("identity.db")
        shutil.copy(path, other)
        with pytest.raises(database.WrongFile, match=r"identity\.db"):
            opened(other)

    def test_a_file_of_another_vault_is_refused_even_with_the_same_key(self, path: Path) -> None:
        made(path)
        with pytest.raises(database.WrongFile):
            open_database(path, KEY, vault=bytes(16))

    def test_an_encrypted_file_of_another_program_is_refused(self, path: Path, raw: Connection) -> None:
        raw.execute("ATTACH ? AS ledger KEY ?", (str(path), f"x'{KEY.hex()}'"))
        raw.execute("CREATE TABLE ledger.marker (vault, file)")
        with pytest.raises(database.WrongFile):
            opened(path)

    def test_a_newer_file_is_refused_untouched(self, path: Path) -> None:
        made(path)
        connection = opened(path)
        connection.execute("PRAGMA ledger.user_version=2")
        close_database(connection, path.name)
        before = path.read_bytes()
        with pytest.raises(database.DatabaseFromTheFuture):
            opened(path)
        assert path.read_bytes() == before

    def test_an_existing_file_is_never_made_anew(self, path: Path) -> None:
        made(path)
        with pytest.raises(disk.AlreadyThere):
            open_database(path, KEY, vault=VAULT, create=True)


class TestFailuresAreSentences:
    def test_missing(self, path: Path) -> None:
        with pytest.raises(disk.FileMissing):
            opened(path)
        with pytest.raises(disk.FileMissing):
            open_database(path / "nowhere" / "ledger.db", KEY, vault=VAULT, create=True)

    @pytest.mark.parametrize("data", [b"", b"x", os.urandom(5000), os.urandom(8192)])
    def test_damaged_or_foreign(self, path: Path, data: bytes) -> None:
        path.write_bytes(data)
        with pytest.raises((database.DatabaseDamaged, database.DatabaseUnreadable)):
            opened(path)

    def test_read_only_folder(self, path: Path) -> None:
        made(path)
        with read_only(path.parent):
            with pytest.raises(disk.FolderReadOnly):
                opened(path)
            with pytest.raises(disk.FolderReadOnly):
                VaultLock(path.parent)
            with pytest.raises(disk.FolderReadOnly):
                open_database(path.with_name("new.db"), KEY, vault=VAULT, create=True)

    def test_held_by_another_connection(self, path: Path) -> None:
        made(path)
        first, second = opened(path), opened(path)
        second.execute("PRAGMA busy_timeout=1")
        with transaction(first), pytest.raises(database.DatabaseBusy), sorting(path.name), transaction(second):
            pass
        first.close()
        second.close()

    def test_a_limit_on_file_sizes_is_a_sentence_and_nothing_is_half_written(self, path: Path) -> None:
        made(path, rows=50)
        connection = opened(path)
        with (
            files_no_larger_than(path.stat().st_size + 40_000),
            pytest.raises(disk.DiskFailed, match="not full"),
            sorting(path.name),
            transaction(connection),
        ):
            connection.executemany("INSERT INTO words VALUES (?, ?)", [(n, "x" * 3000) for n in range(100, 3100)])
        assert connection.execute("SELECT count(*) FROM words").fetchone() == (50,)
        close_database(connection, path.name)
        assert opened_count(path) == 50

    @pytest.mark.fault
    @pytest.mark.skipif(not MAY_MOUNT, reason="a disk of its own needs root")
    def test_a_disk_that_fills_up_at_every_size(self, tmp_path: Path) -> None:
        for size in range(120_000, 600_000, 40_000):
            with small_disk(tmp_path / str(size), size) as place:
                file, rows = place / "ledger.db", 0
                try:
                    made(file)
                    connection = opened(file)
                except disk.DiskFull:
                    continue
                with suppress(disk.DiskFull), sorting(file.name):
                    while True:
                        with transaction(connection):
                            connection.execute("INSERT INTO words VALUES (?, ?)", (rows, os.urandom(3000).hex()))
                        rows += 1
                assert rows > 0
                assert connection.execute("SELECT count(*) FROM words").fetchone() == (rows,)
                connection.close()
                shutil.copytree(place, tmp_path / f"more-{size}")
                assert opened_count(tmp_path / f"more-{size}" / "ledger.db") == rows


def test_what_is_our_own_mistake_is_not_dressed_up(path: Path) -> None:
    made(path)
    connection = opened(path)
    with pytest.raises(sqlcipher.OperationalError, match="no such table"), sorting(path.name):
        connection.execute("SELECT * FROM absent")
    connection.close()


class TestLock:
    def test_a_second_program_is_told_that_the_vault_is_in_use(self, tmp_path: Path) -> None:
        with VaultLock(tmp_path) as lock:
            with pytest.raises(VaultInUse):
                VaultLock(tmp_path)
            lock.release()
            lock.release()
            with VaultLock(tmp_path):
                pass

    def test_a_folder_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(disk.FileMissing):
            VaultLock(tmp_path / "nowhere")


def test_recipients_stand_in_the_file_and_the_newest_counts(path: Path) -> None:
    made(path)
    connection = opened(path)
    assert read_recipients(connection) == {}
    with transaction(connection):
        write_recipients(connection, {"case": "age1a", "source": "age1b"})
        write_recipients(connection, {"case": "age1c", "source": "age1b"})
    assert read_recipients(connection) == {"case": "age1c", "source": "age1b"}
    assert connection.execute("SELECT count(*) FROM recipients").fetchone() == (3,)
    connection.close()
