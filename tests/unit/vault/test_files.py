"""A vault's files are made together, opened together, and leave nothing when that fails."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from fieldcase.model.declare import Room
from fieldcase.vault.database import NotEncrypted, WrongFile
from fieldcase.vault.disk import FileMissing, FolderReadOnly
from fieldcase.vault.files import CLOSED_ROOMS, FolderTaken, VaultFiles, file_of, new_keys
from fieldcase.vault.keys.keyring import SeatKeys
from fieldcase.vault.keys.slots import EmptyPassphrase, SlotsTooCheap
from tests.disks import read_only
from tests.unit.vault.vaults import CHEAP, PASSPHRASE, new_vault, opened, write

NOW = datetime(2026, 3, 12, tzinfo=UTC)


def keys(*, training: bool = True) -> SeatKeys:
    return new_keys(vault=os.urandom(16), seat=os.urandom(32), training=training, compartments=list(Room))


def test_each_closed_compartment_has_a_file_and_a_key_of_its_own() -> None:
    made = keys()
    assert set(made.databases) == {"ledger", *(room.value for room in CLOSED_ROOMS)}
    assert len(set(made.databases.values())) == len(made.databases)
    assert {file_of(Room.CASE), file_of(Room.OFFICE)} == {"ledger"}


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(FolderTaken):
        VaultFiles.create(tmp_path, keys(), PASSPHRASE, cost=CHEAP)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("there", [True, False])
def test_a_set_up_that_is_refused_leaves_nothing(tmp_path: Path, there: bool) -> None:
    folder = tmp_path / "vault"
    if there:
        folder.mkdir()
    with pytest.raises(EmptyPassphrase):
        VaultFiles.create(folder, keys(), " ", cost=CHEAP)
    with pytest.raises(SlotsTooCheap):
        VaultFiles.create(folder, keys(training=False), PASSPHRASE, cost=CHEAP)
    assert folder.exists() is there
    assert list(tmp_path.rglob("*")) == ([folder] if there else [])
    VaultFiles.create(folder, keys(), PASSPHRASE, cost=CHEAP).close()


def test_a_missing_ledger_is_named(tmp_path: Path) -> None:
    new_vault(tmp_path).close()
    (tmp_path / "vault" / "ledger.db").unlink()
    with pytest.raises(FileMissing, match=r"ledger\.db"):
        opened(tmp_path)
    assert not (tmp_path / "vault" / "ledger.db").exists()


@pytest.mark.security
def test_a_file_that_lies_open_on_the_disk_is_refused(tmp_path: Path) -> None:
    new_vault(tmp_path).close()
    folder = tmp_path / "vault"
    source = (folder / "source.db").read_bytes()
    (folder / "source.db").write_bytes(b"SQLite format 3\0" + bytes(8176))
    with pytest.raises(NotEncrypted, match=r"source\.db"):
        opened(tmp_path)
    (folder / "source.db").write_bytes(source)
    opened(tmp_path).close()


@pytest.mark.security
def test_a_file_of_another_vault_under_the_same_key_is_refused(tmp_path: Path) -> None:
    one = keys()
    other = msgspec.structs.replace(one, vault=os.urandom(16))
    VaultFiles.create(tmp_path / "one", one, PASSPHRASE, cost=CHEAP).close()
    VaultFiles.create(tmp_path / "other", other, PASSPHRASE, cost=CHEAP).close()
    (tmp_path / "one" / "log.db").write_bytes((tmp_path / "other" / "log.db").read_bytes())
    with pytest.raises(WrongFile):
        VaultFiles.open(tmp_path / "one", PASSPHRASE, now=NOW)


def test_a_folder_that_can_only_be_read_is_told_and_not_changed(tmp_path: Path) -> None:
    vault = new_vault(tmp_path)
    write(vault, "case", {"title_neutral": "Detention"})
    vault.close()
    folder = tmp_path / "vault"
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    with read_only(folder), pytest.raises(FolderReadOnly):
        opened(tmp_path)
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


def test_a_role_that_opens_more_makes_its_file(tmp_path: Path) -> None:
    fewer = new_keys(vault=os.urandom(16), seat=os.urandom(32), training=True, compartments=[Room.CASE])
    more = new_keys(vault=fewer.vault, seat=fewer.seat, training=True, compartments=[Room.CASE, Room.SOURCE])
    files = VaultFiles.create(tmp_path / "vault", fewer, PASSPHRASE, cost=CHEAP)
    assert files.database_of(Room.SOURCE) is None
    files.reseal(msgspec.structs.replace(more, databases={**more.databases, **fewer.databases}))
    assert files.database_of(Room.SOURCE) is not None
    files.close()
    files = VaultFiles.open(tmp_path / "vault", PASSPHRASE, now=NOW)
    assert set(files.databases) == {"ledger", "source"}
    files.close()
