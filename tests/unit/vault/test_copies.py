"""Opened copies of closed rooms that are lost: built again from the ledger, or said to be closed; never silently."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fieldcase.model.declare import Room
from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.parties import Party
from fieldcase.vault.checking import check
from fieldcase.vault.database import transaction
from fieldcase.vault.vault import Vault
from tests.unit.vault.vaults import new_vault, opened, write

pytestmark = pytest.mark.security
PAGE = 4096


def halve(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // PAGE // 2 * PAGE])


def spoil(path: Path, start: int) -> None:
    data = bytearray(path.read_bytes())
    for at in range(start + 100, len(data), PAGE):
        data[at] ^= 1
    path.write_bytes(bytes(data))


LOST: dict[str, Callable[[Path], None]] = {
    "taken away": lambda path: path.unlink(),
    "empty": lambda path: path.write_bytes(b""),
    "cut short": lambda path: path.write_bytes(path.read_bytes()[:1000]),
    "of another key": lambda path: path.write_bytes(path.with_name("sealed.db").read_bytes()),
    "cut in the middle": halve,
    "spoilt from the first page on": lambda path: spoil(path, 0),
    "spoilt from the second page on": lambda path: spoil(path, PAGE),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A vault with a case, a person who was renamed, and a source."""
    vault = new_vault(tmp_path)
    write(vault, "case", {"title_neutral": "Detention"})
    party = write(vault, "party", {"kind": "person", "names/1": {"full": "Ilena Dovrak"}})
    write(vault, "party", {"names/1": {"full": "Ilena Marvane"}}, party)
    write(vault, "source", {"type": "lawyer"})
    vault.close()
    return tmp_path


def names(vault: Vault) -> list[str]:
    return [one.names["1"].full for one in vault.all(Party)]


@pytest.mark.parametrize("how", LOST)
def test_a_lost_copy_is_built_again_from_the_ledger_and_told(folder: Path, how: str) -> None:
    LOST[how](folder / "vault" / "identity.db")
    vault = opened(folder)
    (notice,) = vault.notices
    assert "“identity.db”" in notice.sentence
    assert "built again from the ledger" in notice.sentence
    assert names(vault) == ["Ilena Marvane"]
    assert len(vault.search("marvane").hits) == 1
    assert len(vault.history("party", vault.all(Party)[0].id)) > 2
    aside = [fault.where for fault in check(vault).faults]
    assert aside == ([] if how == "taken away" else ["identity.db.damaged"])
    write(vault, "party", {"names/1": {"full": "Ilena Sorval"}}, vault.all(Party)[0].id)
    vault.close()
    for path in (folder / "vault").glob("*.damaged"):
        path.unlink()
    vault = opened(folder)
    assert vault.notices == []
    assert names(vault) == ["Ilena Sorval"]
    assert check(vault).faults == ()
    vault.close()


def test_every_closed_copy_may_be_lost_at_once(folder: Path) -> None:
    for name in ("identity", "source", "sealed", "log"):
        (folder / "vault" / f"{name}.db").unlink()
    vault = opened(folder)
    assert {notice.where for notice in vault.notices} == {"identity.db", "source.db", "sealed.db", "log.db"}
    assert names(vault) == ["Ilena Marvane"]
    assert check(vault).faults == ()
    vault.close()


def test_a_copy_that_cannot_be_built_again_stays_closed_and_says_why(folder: Path) -> None:
    vault = opened(folder)
    with transaction(vault.files.ledger):
        vault.files.ledger.execute("UPDATE ledger.sealed SET label = x'00' WHERE n = (SELECT max(s.n) FROM sealed s"
                                   " JOIN room r ON r.number = s.room WHERE r.name = 'XKAL/identity')")  # fmt: skip
    vault.close()
    (folder / "vault" / "identity.db").unlink()
    vault = opened(folder)
    assert Room.IDENTITY not in vault.rooms_open
    assert [notice.where for notice in vault.notices] == ["identity.db"]
    assert "“identity.db” stays closed" in vault.notices[0].sentence
    assert names_closed(vault)
    assert [one.title_neutral for one in vault.all(Case)] == ["Detention"]
    assert "identity.db" in {fault.where for fault in check(vault).faults}
    party = write(vault, "party", {"kind": "person", "names/1": {"full": "Somebody Else"}})
    vault.close()
    vault = opened(folder)
    assert vault.shown("party", party)
    vault.close()


def names_closed(vault: Vault) -> bool:
    """Whether people are here without their names, as for a seat without the key."""
    return all(one.names == {} for one in vault.all(Party))


def test_killed_between_the_new_file_and_its_first_rows_it_is_built_at_the_next_opening(folder: Path) -> None:
    path = folder / "vault" / "identity.db"
    path.unlink()
    vault = opened(folder)
    for table in ("entry", "branch", "head", "opened"):
        with transaction(vault.files.databases["identity"]):
            vault.files.databases["identity"].execute(f"DELETE FROM ledger.{table}")  # noqa: S608
    vault.files.close()
    vault = opened(folder)
    assert names(vault) == ["Ilena Marvane"]
    vault.close()
