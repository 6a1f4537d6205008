"""A disk that fills up while an office works: told in a sentence, nothing half-written, and work goes on with room."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.parties import Party
from fieldcase.model.refusal import Refusal
from fieldcase.vault.checking import check
from fieldcase.vault.disk import DiskFailed, DiskFull
from fieldcase.vault.vault import Vault
from fieldcase.vault.writing import ShownLater
from tests.disks import MAY_MOUNT, files_no_larger_than, read_only, small_disk
from tests.unit.vault.vaults import again, new_vault, opened

FULL = (DiskFull, DiskFailed, ShownLater)


def both(vault: Vault, n: int) -> None:
    """One use case over an open and a closed room."""
    with vault.writing() as writing:
        writing.set("case", writing.new_id(), {"title_neutral": f"Matter {n}", "summary/en": {"text": f"w{n} " * 800}})
        writing.set("party", writing.new_id(), {"code": f"P-{n:06}", "names/1": {"full": f"Ilena Dovrak {n}"}})
        writing.commit()


def until_full(vault: Vault, most: int = 2000) -> list[int]:
    """Work until the disk is full; what was confirmed. Entries that are safe though not shown yet count."""
    done: list[int] = []
    for n in range(most):
        try:
            both(vault, n)
        except ShownLater:
            return [*done, n]
        except FULL:
            return done
        done.append(n)
    raise AssertionError("the disk was never full")


def numbers(vault: Vault) -> tuple[set[int], set[int]]:
    cases = {int(case.title_neutral.split()[1]) for case in vault.all(Case)}
    return cases, {int(party.code[2:]) for party in vault.all(Party) if party.names}


@contextmanager
def little_room(folder: Path) -> Iterator[Path]:
    """A disk of its own where one may be mounted, a limit on the size of files elsewhere."""
    if MAY_MOUNT:
        with small_disk(folder / "disk", 9_000_000) as disk:
            yield disk
    else:
        (folder / "disk").mkdir()
        with files_no_larger_than(900_000):
            yield folder / "disk"


def test_on_a_full_disk_what_was_confirmed_stays_and_the_rest_never_was(tmp_path: Path) -> None:
    with little_room(tmp_path) as disk:
        vault = new_vault(disk)
        done = until_full(vault)
        assert len(done) > 3
        assert not any(connection.in_transaction for connection in vault.files.databases.values())
        with pytest.raises(FULL):
            both(vault, 999)
        with suppress(*FULL):
            vault.close()
        shutil.copytree(disk / "vault", tmp_path / "roomy" / "vault")
    vault = opened(tmp_path / "roomy")
    assert numbers(vault) == (set(done), set(done))
    assert [fault for fault in check(vault).faults if "note outside" not in fault.where] == []
    both(vault, 5000)
    vault = again(vault)
    assert numbers(vault) == ({*done, 5000}, {*done, 5000})
    vault.close()


def test_a_vault_that_finds_no_room_is_not_made(tmp_path: Path) -> None:
    with files_no_larger_than(50_000), pytest.raises(FULL):
        new_vault(tmp_path)
    assert not (tmp_path / "vault").exists()
    new_vault(tmp_path).close()


def test_a_folder_that_can_only_be_read_is_refused_at_opening(tmp_path: Path) -> None:
    vault = new_vault(tmp_path)
    both(vault, 1)
    vault.close()
    with read_only(tmp_path / "vault"), pytest.raises(Refusal, match="cannot be written"):
        opened(tmp_path)
    vault = opened(tmp_path)
    assert numbers(vault) == ({1}, {1})
    vault.close()
