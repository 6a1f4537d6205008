"""What others wrote is taken in wholly or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.parties import Party
from fieldcase.model.ledger.entries import Entry
from fieldcase.vault.database import DatabaseBusy, open_database
from fieldcase.vault.keys.sshsig import BadSignature
from fieldcase.vault.ledger import SignedHead, UnsignedEntries
from fieldcase.vault.vault import Vault
from tests.disks import files_no_larger_than
from tests.unit.vault.vaults import exchange, new_vault, write


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Vault, Vault]]:
    one, other = new_vault(tmp_path, name="one"), new_vault(tmp_path, name="other")
    yield one, other
    one.close()
    other.close()


def slices(vault: Vault, name: str) -> tuple[list[Entry], tuple[SignedHead, ...]]:
    room = vault.rooms.room(name)
    assert room is not None
    heads = room.ledger.heads()
    return [entry for head in heads for entry in room.ledger.slice(bytes(32), head.entry)], heads


def take_and_fail(vault: Vault, entries: list[Entry], heads: tuple[SignedHead, ...]) -> None:
    with vault.taking("XKAL/identity") as taking:
        assert taking.apply(entries, heads).new == 2
        raise ZeroDivisionError


def test_left_by_an_exception_nothing_happened(pair: tuple[Vault, Vault]) -> None:
    one, other = pair
    party = write(one, "party", {"kind": "person", "names/1": {"full": "Ilena Dovrak"}})
    given = slices(one, "XKAL/identity")
    with pytest.raises(ZeroDivisionError):
        take_and_fail(other, *given)
    assert other.entries_in("XKAL/identity") == 0
    assert other.find(Party, party) is None
    with other.taking("XKAL/identity") as taking:
        assert taking.apply(*given).new == 2
    assert other.get(Party, party).names["1"].full == "Ilena Dovrak"
    assert other.entries_in("XKAL/identity") == 2


def test_repeated_it_changes_nothing(pair: tuple[Vault, Vault]) -> None:
    one, other = pair
    write(one, "case", {"title_neutral": "Detention"})
    given = slices(one, "XKAL/case")
    for new in (2, 0, 0):
        with other.taking("XKAL/case") as taking:
            assert taking.apply(*given).new == new


def test_entries_under_no_signature_or_a_false_one_are_refused(pair: tuple[Vault, Vault]) -> None:
    one, other = pair
    write(one, "case", {"title_neutral": "Detention"})
    entries, (head,) = slices(one, "XKAL/case")
    with pytest.raises(UnsignedEntries), other.taking("XKAL/case") as taking:
        taking.apply(entries)
    forged = SignedHead(
        feed=head.feed, seq=head.seq, entry=head.entry, seat=other.keys.public, signature=head.signature
    )
    with pytest.raises(BadSignature), other.taking("XKAL/case") as taking:
        taking.apply(entries, [forged])
    assert other.entries_in("XKAL/case") == 0
    exchange(one, other)
    assert len(other.all(Case)) == 1


def test_a_file_held_by_another_program_leaves_no_transaction_open(pair: tuple[Vault, Vault], tmp_path: Path) -> None:
    one, other = pair
    write(one, "party", {"kind": "person", "names/1": {"full": "Ilena Dovrak"}})
    path = tmp_path / "other" / "identity.db"
    busy = open_database(path, other.keys.database("identity"), vault=other.keys.vault)
    busy.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseBusy), other.taking("XKAL/identity"):
        raise AssertionError("the files are held by another program")
    busy.execute("ROLLBACK")
    busy.close()
    assert not any(connection.in_transaction for connection in other.files.databases.values())
    exchange(one, other)
    assert len(other.all(Party)) == 1


def test_a_copy_whose_disk_is_full_follows_before_it_is_next_read(pair: tuple[Vault, Vault], tmp_path: Path) -> None:
    one, other = pair
    other.files.databases["identity"].execute("PRAGMA wal_autocheckpoint=0")
    write(
        other,
        "party",
        {"kind": "person", "names/1": {"full": "Teso Marvane"}, "description/en": {"text": "w" * 300_000}},
    )
    other.files.ledger.execute("PRAGMA ledger.wal_checkpoint(TRUNCATE)").fetchall()
    grown = (tmp_path / "other" / "identity.db-wal").stat().st_size
    party = write(one, "party", {"kind": "person", "names/1": {"full": "Ilena Dovrak"}})
    given = slices(one, "XKAL/identity")
    with files_no_larger_than(grown), other.taking("XKAL/identity") as taking:
        taking.apply(*given)
    assert other.entries_in("XKAL/identity") == 4
    assert other.get(Party, party).names["1"].full == "Ilena Dovrak"
    assert [hit.id for hit in other.search("dovrak").hits] == [party]


def test_a_ledger_whose_disk_is_full_takes_nothing(pair: tuple[Vault, Vault], tmp_path: Path) -> None:
    one, other = pair
    other.files.ledger.execute("PRAGMA wal_autocheckpoint=0")
    write(other, "case", {"title_neutral": "Detention", "summary/en": {"text": "w" * 300_000}})
    grown = (tmp_path / "other" / "ledger.db-wal").stat().st_size
    party = write(one, "party", {"kind": "person", "names/1": {"full": "Ilena Dovrak"}})
    given = slices(one, "XKAL/identity")
    with (
        pytest.raises(Exception, match=r"ledger\.db"),
        files_no_larger_than(grown),
        other.taking("XKAL/identity") as taking,
    ):
        taking.apply(*given)
    assert not any(connection.in_transaction for connection in other.files.databases.values())
    assert other.find(Party, party) is None
    exchange(one, other)
    assert other.get(Party, party).names["1"].full == "Ilena Dovrak"
