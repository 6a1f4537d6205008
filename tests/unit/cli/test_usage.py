"""Command lines that cannot be carried out: a sentence of one line, or one document; never a traceback."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
import typer

from fieldcase.cli import app as cli_app
from fieldcase.cli import usage
from fieldcase.cli.app import run
from fieldcase.model.words import speak
from fieldcase.office import resources

WRONG = {
    "case nonsense": "There is no command “nonsense”. See fieldcase case",
    "consnt list x": "There is no command “consnt”. Did you mean consent? See fieldcase",
    "case list --limit many": "--limit takes a whole number from 1 to 1000. See fieldcase case list",
    "case list --offset -1": "--offset takes a whole number, 0 or more. See fieldcase case list",
    "case list --limit": "--limit needs a value. See fieldcase",
    "letter draft": "CASE is missing. See fieldcase letter draft",
    "demo": "--into is needed. See fieldcase demo",
    "case list --lim 3": "There is no option --lim. Did you mean --limit? See fieldcase case list",
    "letter extend 5ab0c1 2026-02-30 --reason x": "UNTIL takes a day, such as 2026-03-31. See fieldcase letter extend",
    "case show a b": (
        "There are words too many on this line; what has blanks goes between quotation marks. See fieldcase case show"
    ),
}
TAIL = " --help for what may be typed.\n"


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("FIELDCASE_LANG", "en")
    yield
    speak(resources.catalogue("en"))


@pytest.mark.parametrize("line", WRONG)
def test_wrong_usage_is_one_sentence_that_says_what_to_do(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(line.split()) == 2
    assert capsys.readouterr() == ("", WRONG[line] + TAIL)


@pytest.mark.parametrize("line", WRONG)
def test_wrong_usage_is_one_document_where_json_is_asked_for(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    first, *rest = line.split()
    assert run([first, "--json", *rest] if first == "demo" else [*line.split(), "--json"]) == 2
    said = json.loads(capsys.readouterr().out)
    assert said["ok"] is False
    assert [one["rule"] for one in said["refused"]] == ["FC-562"]
    assert all(one["reason"] and one["remedy"] for one in said["refused"])


def test_a_language_that_is_not_spoken_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["case", "list", "--lang", "de"]) == 2
    assert capsys.readouterr() == ("", "fieldcase does not speak “de”. Languages: en, fr.\n")
    assert run(["case", "list", "--lang=de", "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["refused"][0]["rule"] == "FC-563"


def test_wrong_usage_speaks_french_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "fr", "case", "list", "--limit", "x"]) == 2
    assert "nombre entier" in capsys.readouterr().err


def test_a_habit_that_is_not_spoken_is_said_once_and_the_command_goes_on(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FIELDCASE_LANG", "de")
    assert run(["record", "terms", "consent_level"]) == 0
    said = capsys.readouterr()
    assert "NAMED" in said.out
    assert said.err == "FIELDCASE_LANG: fieldcase does not speak “de”. Languages: en, fr.\n"


class Breaks:
    def main(self, **_said: object) -> None:
        raise KeyError("Ilena Dovrak")


class Stops:
    def main(self, **_said: object) -> None:
        raise typer.Abort


def test_what_nobody_foresaw_is_one_document_without_a_word_of_a_case(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli_app, "command_tree", Breaks)
    assert run(["due", "--json"]) == 1
    said = capsys.readouterr()
    assert json.loads(said.out)["refused"][0]["rule"] == "FC-565"
    assert "Dovrak" not in said.out + said.err


def test_stopping_is_a_sentence_and_a_document(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli_app, "command_tree", Stops)
    assert run(["due", "--json"]) == 1
    said = capsys.readouterr()
    assert json.loads(said.out)["refused"][0]["rule"] == "FC-564"
    assert said.err == "Stopped. Nothing half-done was kept.\n"


def test_json_behind_two_dashes_is_a_word() -> None:
    assert usage.wants_json(["search", "--json", "x"])
    assert not usage.wants_json(["search", "--", "--json"])
