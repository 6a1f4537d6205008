"""Slips of a tired officer at the command line: each ends with a sentence that names the option and the way out, and
what is said to have happened has happened.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from unittest.mock import patch

import pytest

from fieldcase.cli.app import run
from tests.commands import Laptop
from tests.laptops import PASSPHRASES, Clock, an_office

ASKED = ("--method", "in_person_oral", "--explained-in", "en", "--risks-explained")


@pytest.fixture(scope="module")
def officer(tmp_path_factory: pytest.TempPathFactory) -> Laptop:
    """One laptop of a training office with a case and a person in it."""
    folder = tmp_path_factory.mktemp("slips")
    an_office(folder, Clock()).close()
    laptop = Laptop(folder, "03", PASSPHRASES["03"])
    laptop.does("case", "new", "Detention after a statement", "--received", "2026-03-02")
    laptop.does("person", "add", "--name", "Ilena Dovrak", "--case", "XKAL-03-2026-00001")
    return laptop


@pytest.fixture
def case(officer: Laptop) -> str:
    return str(officer.does("case", "list", "--order", "case_no")["cases"][0]["case_no"])


@pytest.fixture
def person(officer: Laptop, case: str) -> str:
    return str(officer.does("case", "show", case)["parties"][0]["code"])


def slip(officer: Laptop, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What is said of a command that is refused with status 1, in one line."""
    with patch.dict(os.environ, officer._environment):
        capsys.readouterr()
        assert run(words) == 1, words
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    return said.err


def test_days_that_cannot_be_are_refused_by_the_name_of_the_option(
    officer: Laptop, person: str, case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    new = ("case", "new", "Another")
    for said in ("soon", "2026-99-01", "31.12.2025", "2999-01-01"):
        assert "“--received” cannot be" in slip(officer, capsys, *new, "--received", said)
    consent = ("consent", "set", person, "state_letter", "NAMED", *ASKED)
    assert "“--on” cannot be 2999-01-01" in slip(officer, capsys, *consent, "--on", "2999-01-01")
    assert "would have ended" in slip(officer, capsys, *consent, "--until", "2020-01-01")
    assert "expires_on" in slip(officer, capsys, *consent, "--until", "soon")


def test_what_counts_today_is_said_when_an_answer_is_recorded(
    officer: Laptop, person: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said = officer.does("consent", "set", person, "share_hq", "NAMED", *ASKED, "--on", "2020-01-05")
    assert (said["level"], said["counts"], said["why"]) == ("NAMED", "NONE", "expired")
    now = officer.does("consent", "set", person, "share_hq", "NAMED", *ASKED)
    assert (now["level"], now["counts"]) == ("NAMED", "NAMED")


def test_nothing_is_withdrawn_where_nothing_was_agreed(officer: Laptop, capsys: pytest.CaptureFixture[str]) -> None:
    code = officer.does("person", "add", "--name", "Tomas Arrel")["code"]
    assert "no consent here" in slip(officer, capsys, "consent", "withdraw", code, "--how", "By telephone.")


def test_a_filter_that_no_list_knows_is_refused_with_those_it_knows(
    officer: Laptop, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "under_verification" in slip(officer, capsys, "case", "list", "--status", "nonsense")
    assert "normal, urgent" in slip(officer, capsys, "case", "list", "--track", "quick")
    assert "case_no" in slip(officer, capsys, "case", "list", "--order", "nonsense")
    assert "dispatched" in slip(officer, capsys, "letter", "list", "--status", "nonsense")


def test_a_code_that_is_in_no_list_is_refused_with_the_command_that_shows_them(
    officer: Laptop, case: str, person: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said = slip(officer, capsys, "person", "involve", person, case, "friend")
    assert "fieldcase record terms role_in_case" in said
    assert "NAMED, CODED, ANON, NONE" in slip(officer, capsys, "consent", "set", person, "share_hq", "SOME", *ASKED)


def test_a_person_is_recorded_with_a_name_or_on_purpose_without(
    officer: Laptop, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "--unnamed" in slip(officer, capsys, "person", "add")
    assert "--country" in slip(officer, capsys, "person", "add", "--name", "Soren Vale", "--country", "Kalindra")
    assert "--script" in slip(officer, capsys, "person", "add", "--name", "Soren Vale", "--script", "arabic")
    assert officer.does("person", "add", "--unnamed")["code"].startswith("P-")


def test_records_of_a_case_are_those_of_the_case(
    officer: Laptop, case: str, person: str, capsys: pytest.CaptureFixture[str]
) -> None:
    stranger = officer.does("person", "add", "--name", "Mira Sand")["code"]
    officer.does("consent", "set", stranger, "share_hq", "ANON", *ASKED)
    officer.does("consent", "set", person, "share_hq", "CODED", *ASKED)
    inside = officer.does("record", "list", "consent", "--case", case)["records"]
    assert {one["answer"]["level"] for one in inside} == {"CODED"}
    assert len(officer.does("record", "list", "party", "--case", case)["records"]) == 1
    assert "belong to no case" in slip(officer, capsys, "record", "list", "seat", "--case", case)


def test_a_file_in_the_way_is_told_before_anything_is_done(
    officer: Laptop, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "card").write_text("mine")
    said = slip(officer, capsys, "peer", "card", "--out", str(tmp_path / "card"))
    assert "nothing is written over it" in said
    assert "another name" in said
    assert (tmp_path / "card").read_text() == "mine"
    assert "fcpkg" in slip(officer, capsys, "receive")


def test_lists_speak_the_readers_words_and_documents_the_codes(
    officer: Laptop, case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with patch.dict(os.environ, {**officer._environment, "COLUMNS": "60"}):
        capsys.readouterr()
        assert run(["case", "list", "--lang", "fr", "--status", "draft"]) == 0
        shown = capsys.readouterr().out
        assert run(["case", "list", "--json"]) == 0
        document = json.loads(capsys.readouterr().out)
    assert "Brouillon" in shown
    assert all(len(line) <= 60 for line in shown.splitlines())
    assert case in shown
    assert {one["status"] for one in document["cases"]} == {"draft"}
    assert "Detention after a statement" in {one["title"] for one in document["cases"]}


def test_a_case_is_shown_with_the_numbers_that_commands_take(
    officer: Laptop, case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    officer.does("record", "add", "act", "--case", case, "type=arbitrary_arrest", "act_class=reprisal")
    with patch.dict(os.environ, officer._environment):
        capsys.readouterr()
        assert run(["case", "show", case]) == 0
    shown = capsys.readouterr().out
    assert [line.split()[:2] for line in shown.splitlines() if line.startswith("act ")] == [["act", "A1"]]
    assert "Arbitrary arrest" in shown


def test_the_passphrase_is_changed_from_files(officer: Laptop, tmp_path: Path) -> None:
    new = tmp_path / "new"
    new.write_text("otter lantern gravel sonnet thimble quartz\n")
    new.chmod(0o600)
    assert officer.does("passphrase", "--new-passphrase-file", new)["changed"] is True
    assert officer.refused("due")[0] == "FC-110"
    other = Laptop(officer.folder, "03", new.read_text().strip())
    assert "items" in other.does("due")
    back = tmp_path / "old"
    back.write_text(PASSPHRASES["03"] + "\n")
    back.chmod(0o600)
    other.does("passphrase", "--new-passphrase-file", back)
    Laptop(officer.folder, "03", PASSPHRASES["03"]).does("due")
