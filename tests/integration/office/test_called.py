"""What people call records by, and what is given and shown around a vault for commands."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldcase.model.kinds.acts import Act
from fieldcase.model.kinds.letters import EarlierLetter
from fieldcase.model.refusal import BlockedByRules
from fieldcase.model.roles import Role
from fieldcase.office.called import NoneCalled, SeveralCalled, called, case_called, party_called
from fieldcase.office.cases.records import history_of, record_of, records_of
from fieldcase.office.exchange.cards import folder_route, known_peers, own_card, secret_keys
from fieldcase.office.founding.sheets import ask_back, write_sheets
from fieldcase.office.given import FileEmpty, FileUnreadable, OutExists, folder_given, read_given, write_given
from fieldcase.office.records import add, change
from fieldcase.office.session import Session
from fieldcase.vault.keys.recovery import NotTheWord, make_recovery
from tests.laptops import Clock, a_matter, an_office


def test_a_case_is_called_by_its_numbers_and_by_its_id(laptop: Session) -> None:
    matter = a_matter(laptop)
    change(laptop, "case", matter.case.id, {"old_number": "KAL-25/001"})
    for said in (matter.case.case_no, "KAL-25/001", matter.case.id, matter.case.id[:8], f" {matter.case.case_no} "):
        assert case_called(laptop, said) == matter.case.id
    assert party_called(laptop, matter.party.code) == matter.party.id


def test_what_stands_in_a_case_is_called_by_its_number_there(laptop: Session) -> None:
    one, other = a_matter(laptop), a_matter(laptop, "Dismissal after a statement")
    assert called(laptop, "act", f"{one.case.case_no}/A1") == one.act.id
    assert called(laptop, "act law_or_measure", "A1", case=other.case.id) == other.act.id
    with pytest.raises(SeveralCalled):
        called(laptop, "act", "A1")


def test_an_old_letter_stands_for_what_it_put(laptop: Session) -> None:
    matter = a_matter(laptop)
    old = add(laptop, EarlierLetter(case=matter.case.id, kind="note_verbale", addressee_state="XKA"))
    assert called(laptop, "allegation earlier_letter", old.id[:8]) == old.id


@pytest.mark.parametrize("said", ["XKAL-09-2026-00001", "abc", "ffffffffff", ""])
def test_what_is_called_otherwise_is_refused(said: str, laptop: Session) -> None:
    with pytest.raises(NoneCalled):
        case_called(laptop, said)


def test_a_refusal_repeats_no_name(laptop: Session) -> None:
    with pytest.raises(NoneCalled) as refused:
        party_called(laptop, "Ilena Dovrak of the village of Nhar, daughter of Brasko")
    assert "Dovrak" not in str(refused.value)


def test_records_are_listed_and_told_in_codes(laptop: Session) -> None:
    matter = a_matter(laptop)
    (party,) = records_of(laptop, "party")
    assert party == record_of(laptop, "party", matter.party.id)
    assert not getattr(party, "names")  # noqa: B009  # of the kind that was asked for
    written = history_of(laptop, "party", matter.party.id)
    assert any(one.closed and one.value is None for one in written)
    assert {one.by for one in written} == {"Sami Rahal"}
    assert not [one for one in written if "Dovrak" in str(one.value)]


def test_records_of_a_sealed_case_are_shown_to_head_and_custodian_alone(tmp_path: Path) -> None:
    first = an_office(tmp_path, Clock(), (Role.CASE_OFFICER,))
    matter = a_matter(first)
    change(first, "act", matter.act.id, {"perpetrator_types/un_personnel": "un_personnel"})
    assert records_of(first, "act") == ()
    with pytest.raises(BlockedByRules):
        record_of(first, "act", matter.act.id)
    with pytest.raises(BlockedByRules):
        history_of(first, "act", matter.act.id)
    first.close()


def test_a_card_stays_the_same_until_something_on_it_changes(laptop: Session) -> None:
    first = own_card(laptop)
    assert own_card(laptop).document.text == first.document.text
    assert [one.name for one in known_peers(laptop)] == ["XKAL-07"]
    assert set(secret_keys(laptop)) >= {"case", "identity", "source"}


def test_a_folder_is_a_route(laptop: Session, tmp_path: Path) -> None:
    folder_given(tmp_path / "stick")
    assert folder_route(laptop, tmp_path / "stick").list("mail/" + "0" * 32) == ()


def test_files_are_read_whole_and_never_written_over(tmp_path: Path) -> None:
    write_given(tmp_path / "note.pdf", b"one")
    assert read_given(tmp_path / "note.pdf") == b"one"
    with pytest.raises(OutExists):
        write_given(tmp_path / "note.pdf", b"two")
    assert read_given(tmp_path / "note.pdf") == b"one"
    (tmp_path / "empty.pdf").touch()
    with pytest.raises(FileEmpty):
        read_given(tmp_path / "empty.pdf")
    for missing in (tmp_path / "none.pdf", tmp_path):
        with pytest.raises(FileUnreadable):
            read_given(missing)


def test_two_words_of_two_sheets_are_asked_back() -> None:
    sheets = make_recovery(bytes(32)).sheets
    asked: list[tuple[int, int]] = []

    def answer(sheet: int, position: int) -> str:
        asked.append((sheet, position))
        return sheets[sheet - 1].words[position - 1].upper()

    ask_back(sheets, answer)
    assert [sheet for sheet, _position in asked] == [1, 1, 2, 2]
    with pytest.raises(NotTheWord):
        ask_back(sheets, lambda _sheet, _position: "academic-not")


def test_a_training_office_writes_its_sheets(tmp_path: Path) -> None:
    sheets = make_recovery(bytes(32)).sheets
    write_sheets(sheets, tmp_path / "sheets")
    files = sorted((tmp_path / "sheets").iterdir())
    assert [one.name for one in files] == [f"sheet-{number}-of-3.txt" for number in (1, 2, 3)]
    assert files[0].read_text().split() == list(sheets[0].words)
    assert all(one.stat().st_mode & 0o077 == 0 for one in files)


def test_a_list_of_one_case_holds_its_records_alone(laptop: Session) -> None:
    matter = a_matter(laptop)
    act = add(laptop, Act(case=matter.case.id, type=("dismissal",)))
    assert {one.id for one in records_of(laptop, "act", matter.case.id)} == {matter.act.id, act.id}
