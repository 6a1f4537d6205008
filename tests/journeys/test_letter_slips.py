"""Slips on the way of a letter at the command line: what is refused says where and what to do, in words; a second try
leaves nothing behind; what a refusal tells people to do can be done by a command.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from fieldcase.model.kinds.cases import Case
from tests.commands import Laptop
from tests.laptops import PASSPHRASES, Clock, founded, opened
from tests.letter_ground import dispatched, name_kalindra, ready


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """Two laptops of an office with a letter that left and a case beside it: their folder, the two case numbers."""
    folder = founded(tmp_path_factory.mktemp("founded"))
    clock = Clock()
    officer, head = (opened(folder, device, clock) for device in ("03", "07"))
    name_kalindra(officer)
    left = officer.vault.get(Case, dispatched(officer, head, ready(officer), "en").case).case_no
    other = ready(officer).matter.case.case_no
    head.close()
    officer.close()
    return folder, left, other


@pytest.fixture
def officer(office: tuple[Path, str, str], tmp_path: Path) -> Laptop:
    shutil.copytree(office[0], tmp_path, dirs_exist_ok=True)
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.7\n(a scan)")
    return Laptop(tmp_path, "03", PASSPHRASES["03"])


@pytest.mark.slow
def test_a_block_is_drafted_again_by_the_command_that_refusals_name(
    officer: Laptop, office: tuple[Path, str, str]
) -> None:
    letter = officer.does("letter", "draft", office[2], "note_verbale", "--language", "en")["id"]
    officer.does("letter", "block", letter, "en", "requests", "--text", "")
    assert any(one["rule"] == "10.3" for one in _found(officer, letter))
    officer.does("letter", "redraft", letter, "en", "requests")
    assert not any(one["rule"] == "10.3" for one in _found(officer, letter))
    officer.does("letter", "block", letter, "en", "concern", "--text", "The Office is concerned.")
    officer.does("letter", "redraft", letter, "--whole")
    assert officer.does("letter", "moved", letter)["moved"] == []
    assert "--whole" in officer.types("letter", "redraft", letter, "en").err
    assert "no block" in officer.types("letter", "redraft", letter, "en", "nonsense").err


def test_nobody_is_put_into_the_table_of_a_letter_that_does_not_speak_of_them(
    officer: Laptop, office: tuple[Path, str, str]
) -> None:
    letter = officer.does("letter", "draft", office[2], "note_verbale", "--language", "en")["id"]
    stranger = officer.does("person", "add", "--name", "Mira Sand")["code"]
    said = officer.types("letter", "naming", letter, f"{stranger}=CODED")
    assert said.status == 1
    assert stranger in said.err
    officer.does("letter", "naming", letter, f"{stranger}=NONE")


def test_a_step_that_is_not_there_is_refused_in_words(officer: Laptop, office: tuple[Path, str, str]) -> None:
    (letter,) = officer.does("letter", "list", "--case", office[1])["letters"]
    said = officer.types("letter", "cancel", letter["reference"], "--reason", "Late.", "--lang", "fr")
    assert said.status == 1
    assert "dispatched" not in said.err
    assert "receipt_confirmed" not in said.err


def test_a_reference_that_no_letter_has_is_said_of_letters(officer: Laptop) -> None:
    said = officer.types("letter", "check", "OHCHR/XKAL/07-099/2026").err
    assert said.startswith("Letter: ")
    assert "OHCHR/XKAL/07-099/2026" in said


@pytest.mark.slow
def test_a_scan_is_one_evidence_however_often_the_step_is_tried(officer: Laptop, office: tuple[Path, str, str]) -> None:
    (letter,) = officer.does("letter", "list", "--case", office[1])["letters"]
    before = len(officer.does("record", "list", "evidence", "--case", office[1])["records"])
    receipt = ("letter", "receipt", letter["reference"], "--file", "scan.pdf")
    assert officer.refused(*receipt, "--at", "2999-01-01")
    assert len(officer.does("record", "list", "evidence", "--case", office[1])["records"]) == before
    for _try in range(2):
        assert officer.refused(*receipt, "--at", "2020-01-01")
    officer.does(*receipt)
    assert len(officer.does("record", "list", "evidence", "--case", office[1])["records"]) == before + 1


def test_nothing_said_is_called_empty(officer: Laptop, office: tuple[Path, str, str]) -> None:
    (letter,) = officer.does("letter", "list", "--case", office[1])["letters"]
    assert "“proof” cannot be empty:" in officer.types("letter", "receipt", letter["reference"]).err


@pytest.mark.slow
def test_days_and_references_are_never_cut_on_a_narrow_terminal(officer: Laptop, office: tuple[Path, str, str]) -> None:
    (letter,) = officer.does("letter", "list", "--case", office[1])["letters"]
    for columns in ("60", "80", "120"):
        shown = officer.types("letter", "list", COLUMNS=columns).out
        assert letter["reference"] in shown
        assert letter["clock"]["due"] in shown
        assert all(len(line) <= int(columns) for line in shown.splitlines())


def _found(officer: Laptop, letter: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = officer.types("letter", "check", letter, "--json").document["findings"]
    return found


def test_a_reply_is_filed_in_a_case_that_a_letter_is_about(officer: Laptop, office: tuple[Path, str, str]) -> None:
    (letter,) = officer.does("letter", "list", "--case", office[1])["letters"]
    words = ("--kind", "substantive", "--dated", letter["dispatched"], "--language", "en", "--text", "We answer.")
    said = officer.types("reply", "record", office[2], "--to", letter["reference"], *words)
    assert said.status == 1
    assert office[1] in said.err
    officer.does("reply", "record", office[1], "--to", letter["reference"], *words)


def test_a_formula_is_refused_with_a_field_that_there_is_not_and_with_a_day_to_come(officer: Laptop) -> None:
    formula = ("profile", "formula", "closing", "foreign_ministry", "en")
    assert "{nonsense}" in officer.types(*formula, "--text", "I avail myself {nonsense}.").err
    assert officer.refused(*formula, "--verified-by", "Protocol service", "--verified-on", "2999-01-01")
    officer.does(*formula, "--text", "{office_short_opens} {office_verb:avails|avails} itself of it, {addressee_to}.")


@pytest.mark.slow
def test_a_language_in_which_no_letter_is_written_is_refused_as_such(
    officer: Laptop, office: tuple[Path, str, str]
) -> None:
    said = officer.types("letter", "draft", office[2], "note_verbale", "--language", "de").err
    assert "ar, en, es, fr, ru, zh" in said
    assert "--how" in officer.types("letter", "sign", "5ab0c1", "--how", "nonsense").err


def test_who_asks_for_something_is_said_in_words(officer: Laptop) -> None:
    shown = officer.types("due").out
    assert "the clock" in shown
    assert "tracker" not in shown
