"""One transaction over several rooms: all of it or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from fieldcase.model.declare import natural_id
from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.office import LogEntry
from fieldcase.model.kinds.parties import Party
from fieldcase.vault.database import open_database
from fieldcase.vault.disk import DiskFull
from fieldcase.vault.rooms import NobodyReads
from fieldcase.vault.vault import Vault
from fieldcase.vault.views.lists import ListQuery
from fieldcase.vault.writing import NoOfficeYet, ShownLater
from tests.disks import files_no_larger_than
from tests.unit.vault.vaults import OPEN_AND_NAMES, Law, again, exchange, new_vault, opened, write


def words(length: int) -> dict[str, str]:
    return {"text": "w" * length}


def entries(vault: Vault) -> int:
    return sum(vault.entries_in(name) for name in vault.rooms.names)


def write_and_fail(vault: Vault) -> None:
    with vault.writing() as writing:
        writing.set("case", writing.new_id(), {"title_neutral": "Detention"})
        raise ZeroDivisionError


def write_two(vault: Vault, *records: tuple[str, Mapping[str, object]]) -> None:
    with vault.writing() as writing:
        for kind, values in records:
            writing.set(kind, writing.new_id(), values)
        writing.commit()


def test_leaving_without_commit_writes_nothing(tmp_path: Path) -> None:
    vault = new_vault(tmp_path)
    with vault.writing() as writing:
        case = writing.new_id()
        writing.set("case", case, {"title_neutral": "Detention"})
        writing.set("party", writing.new_id(), {"kind": "person", "names/1": {"full": "Ilena Dovrak"}})
    assert vault.find(Case, case) is None
    assert entries(vault) == 0
    vault = again(vault)
    assert entries(vault) == 0
    vault.close()


def test_an_exception_writes_nothing_and_the_next_use_case_works(tmp_path: Path) -> None:
    vault = new_vault(tmp_path)
    with pytest.raises(ZeroDivisionError):
        write_and_fail(vault)
    case = write(vault, "case", {"title_neutral": "Another"})
    party = write(vault, "party", {"kind": "person", "names/1": {"full": "Ilena Dovrak"}})
    vault = again(vault)
    assert vault.get(Case, case).title_neutral == "Another"
    assert vault.get(Party, party).names["1"].full == "Ilena Dovrak"
    vault.close()


def test_a_room_named_in_vain_is_forgotten_with_its_transaction(tmp_path: Path) -> None:
    vault = new_vault(tmp_path)
    with vault.writing() as writing:
        writing.set("case", writing.new_id(), {"title_neutral": None})  # nothing to say, but the room was looked at
    write(vault, "office_settings", {"name/en": {"text": "Office"}})
    case = write(vault, "case", {"title_neutral": "Detention"})
    vault = again(vault)
    assert vault.get(Case, case).title_neutral == "Detention"
    vault.close()


def test_what_is_said_already_is_not_said_again(tmp_path: Path) -> None:
    vault = new_vault(tmp_path)
    values = {
        "title_neutral": "Detention",
        "closure": {"reason": "duplicate", "told_to_person": {"answer": "yes"}},
        "related_cases/1": {"case": "a" * 32, "kind": "same"},
    }
    case = write(vault, "case", values)
    before = entries(vault)
    write(vault, "case", values, case)
    write(vault, "case", dict(reversed(values.items())), case)
    assert entries(vault) == before
    record = vault.get(Case, case)
    with vault.writing() as writing:
        writing.save(record)
        writing.commit()
    assert entries(vault) == before
    vault.close()


def test_yes_is_not_one(tmp_path: Path) -> None:
    vault = new_vault(tmp_path)
    case = write(vault, "case", {"mass_count": {"low": 1}})
    write(vault, "case", {"mass_count": {"low": True}}, case)
    assert len(vault.history("case", case)) == 2
    vault.close()


def test_a_removed_element_is_gone_and_can_come_back(tmp_path: Path) -> None:
    vault = new_vault(tmp_path)
    party = write(vault, "party", {"kind": "person", "names/1": {"full": "Ilena Dovrak"}})
    write(vault, "party", {"names/1": None}, party)
    assert vault.get(Party, party).names == {}
    write(vault, "party", {"names/1": None}, party)
    write(vault, "party", {"names/1": {"full": "Ilena D."}}, party)
    assert vault.get(Party, party).names["1"].full == "Ilena D."
    vault.close()


def test_who_writes_on_a_deleted_record_brings_it_back(tmp_path: Path) -> None:
    vault = new_vault(tmp_path)
    case = write(vault, "case", {"title_neutral": "Detention"})
    with vault.writing() as writing:
        writing.delete("case", case)
        writing.commit()
    assert vault.find(Case, case) is None
    write(vault, "case", {"remarks": "Not a duplicate after all."}, case)
    found = vault.get(Case, case)
    assert (found.title_neutral, found.remarks) == ("Detention", "Not a duplicate after all.")
    room = vault.rooms.room("XKAL/case")
    assert room is not None
    assert not room.ledger.state("case", bytes.fromhex(case)).hidden
    with vault.writing() as writing:
        writing.delete("case", case)
        writing.commit()
    with vault.writing() as writing:
        writing.restore("case", case)
        writing.commit()
    assert vault.get(Case, case).title_neutral == "Detention"
    vault.close()


def test_a_case_of_another_office_is_written_in_that_offices_room(tmp_path: Path) -> None:
    theirs = new_vault(tmp_path, office="XORV", name="theirs")
    case = write(theirs, "case", {"title_neutral": "Detention"})
    ours = new_vault(tmp_path, name="ours")
    exchange(theirs, ours)
    act = write(ours, "act", {"case": case, "date": "2026-03-05"})
    write(ours, "case", {"track": "normal"}, case)
    assert ours.entries_in("XORV/case") == 5
    room = ours.main_room("act", act)
    assert room is not None
    assert room.office == "XORV"
    ours.close()
    theirs.close()


def test_what_is_about_another_offices_person_is_written_there(tmp_path: Path) -> None:
    theirs = new_vault(tmp_path, office="XORV", name="theirs")
    party = write(theirs, "party", {"kind": "person", "code": "P-234567"})
    ours = new_vault(tmp_path, name="ours")
    exchange(theirs, ours)
    refused = {"party": party, "scope": "share_hq", "level": "NONE", "withdrawn_at": "2026-03-12T09:00:00Z"}
    consent = write(ours, "consent", {"answer": refused}, natural_id("consent", party, "share_hq", ""))
    room = ours.main_room("consent", consent)
    assert room is not None
    assert room.name == "XORV/case"
    assert "XKAL/case" not in ours.rooms.names
    ours.close()
    theirs.close()


def test_a_vault_without_an_office_enters_nothing(tmp_path: Path) -> None:
    vault = new_vault(tmp_path, office="")
    with pytest.raises(NoOfficeYet):
        write(vault, "party", {"kind": "person", "names/1": {"full": "Ilena Dovrak"}})
    assert entries(vault) == 0
    vault.close()


# --- closed rooms


def test_without_anybody_to_read_it_nothing_is_sealed(tmp_path: Path) -> None:
    vault = new_vault(tmp_path, OPEN_AND_NAMES)
    with pytest.raises(NobodyReads):
        write_two(vault, ("case", {"title_neutral": "Detention"}), ("source", {"code": "S-234567"}))
    assert entries(vault) == 0
    write(vault, "case", {"title_neutral": "Detention"})
    vault.close()


def test_a_seat_without_the_key_adds_for_those_who_read(tmp_path: Path) -> None:
    reader = new_vault(tmp_path, name="reader")
    recipients = reader.keys.recipients()
    vault = new_vault(tmp_path, OPEN_AND_NAMES, name="officer")
    assert vault.rooms.sealed("XKAL/source").recipients == []
    law = Law({place: (recipients[place],) for place in ("source", "log")})
    vault.close()
    vault = opened(tmp_path, law, "officer")
    write(vault, "source", {"code": "S-234567"})
    vault.log("see", ["a" * 32])
    assert vault.entries_in("XKAL/source") == 2
    vault = again(vault, law)
    sealed = vault.rooms.sealed("XKAL/source")
    assert list(sealed.verify(lambda done, of: None, reader.keys.readers("source"))) == []
    assert vault.all(LogEntry) == ()
    vault.close()
    reader.close()


def test_a_closed_room_whose_reader_came_later_is_sealed_to_them(tmp_path: Path) -> None:
    law = Law()
    vault = new_vault(tmp_path, OPEN_AND_NAMES, law)
    write(vault, "case", {"title_neutral": "One"})
    vault.rooms.sealed("XKAL/source")
    reader = new_vault(tmp_path, name="reader")
    law.given["source"] = (reader.keys.recipients()["source"],)
    vault.settle({})
    write(vault, "source", {"code": "S-234567"})
    assert vault.entries_in("XKAL/source") == 2
    vault.close()
    reader.close()


def test_an_opened_copy_that_cannot_follow_catches_up(tmp_path: Path) -> None:
    vault = new_vault(tmp_path)
    copy = vault.files.databases["identity"]
    copy.execute("PRAGMA wal_autocheckpoint=0")
    write(vault, "party", {"kind": "person", "names/1": {"full": "Teso Marvane"}, "description/en": words(300_000)})
    vault.files.ledger.execute("PRAGMA ledger.wal_checkpoint(TRUNCATE)").fetchall()
    grown = (tmp_path / "vault" / "identity.db-wal").stat().st_size
    with vault.writing() as writing:
        party = writing.new_id()
        writing.set("party", party, {"kind": "person", "names/1": {"full": "Ilena Dovrak"}})
        writing.set("source", writing.new_id(), {"code": "S-234567"})
        with files_no_larger_than(grown), pytest.raises(ShownLater, match="identity.db"):
            writing.commit()
    assert not any(connection.in_transaction for connection in vault.files.databases.values())
    assert vault.get(Party, party).names["1"].full == "Ilena Dovrak"
    assert [hit.id for hit in vault.search("dovrak").hits] == [party]
    assert len(vault.page(ListQuery(kind="source")).rows) == 1
    vault = again(vault)
    assert vault.get(Party, party).names["1"].full == "Ilena Dovrak"
    vault.close()


def test_a_full_disk_is_told_and_nothing_is_half_written(tmp_path: Path) -> None:
    vault = new_vault(tmp_path)
    write(vault, "case", {"title_neutral": "One"})
    pages = vault.files.ledger.execute("PRAGMA ledger.page_count").fetchone()[0]
    vault.files.ledger.execute(f"PRAGMA ledger.max_page_count={pages + 2}")
    person = {"kind": "person", "names/1": {"full": "Ilena Dovrak"}}
    with pytest.raises(DiskFull):
        write_two(vault, ("party", person), ("case", {"title_neutral": "Two", "remarks": "word " * 8000}))
    vault.files.ledger.execute("PRAGMA ledger.max_page_count=1000000")
    assert len(vault.all(Case)) == 1
    assert vault.all(Party) == ()
    write(vault, "case", {"title_neutral": "Three"})
    assert len(vault.all(Case)) == 2
    vault.close()


def test_another_program_on_the_file_is_told(tmp_path: Path) -> None:
    vault = new_vault(tmp_path)
    other = open_database(tmp_path / "vault" / "ledger.db", vault.keys.database("ledger"), vault=vault.keys.vault)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Exception, match="held by another program"):
        write(vault, "case", {"title_neutral": "One"})
    other.execute("ROLLBACK")
    other.close()
    write(vault, "case", {"title_neutral": "One"})
    vault.close()
