"""The command tree: help that teaches by example, in two languages, quickly; exit statuses; one-line errors."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fieldcase.cli import app as cli_app
from fieldcase.cli.app import command_tree, run
from fieldcase.cli.page import commands_page
from fieldcase.cli.run import COMMON
from fieldcase.model.words import speak
from fieldcase.office import resources

PAGE = Path(__file__).parents[3] / "docs" / "manual" / "commands.md"
WORDS = {"init", "check", "demo", "import", "due", "search", "send", "receive", "sync"}
GROUPS = {"case", "consent", "verify-case", "letter", "reply", "peer", "record"}


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    yield
    speak(resources.catalogue("en"))


def commands(tree: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Every command below, by the words that call it."""
    for word, one in tree.commands.items():
        if getattr(one, "commands", None):
            yield from commands(one, f"{name}{word} ")
        else:
            yield f"{name}{word}", one


EVERY = dict(commands(command_tree("en")))


def test_the_commands_of_the_design_are_there() -> None:
    assert set(command_tree("en").commands) >= WORDS | GROUPS
    assert {"case list", "case show", "case new", "case set", "consent set", "verify-case assess"} <= set(EVERY)
    assert {f"letter {word}" for word in ("draft", "check", "approve", "sign", "dispatch", "render")} <= set(EVERY)
    assert {"reply record", "reply matrix", "peer card", "peer enrol", "peer list"} <= set(EVERY)


@pytest.mark.parametrize("name", ["letter draft", "case list", "init"])
def test_no_word_of_help_stays_english_in_french(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "fr", *name.split(), "--help"]) == 0
    said = capsys.readouterr().out.replace("\xa0", " ").replace("\u202f", " ")
    assert "Utilisation : fieldcase" in said
    assert "Options :" in said
    assert "Afficher cette aide et s’arrêter." in said
    assert not [word for word in ("Usage", "Options:", "Arguments:", "env var", "required", "default") if word in said]


@pytest.mark.parametrize("name", EVERY)
def test_every_command_has_help_an_example_and_the_options_of_all(name: str) -> None:
    command = EVERY[name]
    assert command.help.endswith(".")
    assert "fieldcase " + name.split()[0] in command.epilog
    assert {one.name for one in command.params} >= set(COMMON)
    assert all(one.help for one in command.params)


def examples() -> Iterator[str]:
    for command in EVERY.values():
        yield from (line.strip() for line in command.epilog.splitlines() if line.strip().startswith("fieldcase "))


@pytest.mark.parametrize("line", list(examples()))
def test_every_example_can_be_typed(line: str) -> None:
    words = shlex.split(line)[1:]
    name = next(known for known in sorted(EVERY, key=len, reverse=True) if words[: len(known.split())] == known.split())
    EVERY[name].make_context(name, words[len(name.split()) :])


def test_no_command_takes_a_passphrase_as_an_argument() -> None:
    named = {one.name for command in EVERY.values() for one in command.params if "pass" in one.name}
    assert named == {"passphrase_file", "new_passphrase_file"}


def test_the_manual_is_what_the_commands_say() -> None:
    assert PAGE.read_text("utf-8") == commands_page(command_tree("en")), "run: python packaging/commands_page.py"


def test_help_is_spoken_in_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["case", "--lang", "fr", "--help"]) in (0, 2)
    capsys.readouterr()
    assert run(["--lang", "en", "case", "list", "--help"]) == 0
    english = capsys.readouterr().out
    assert "Examples:" in english
    assert "fieldcase case list detention" in english


def test_help_loads_nothing_of_a_vault() -> None:
    heavy = ("sqlcipher3", "cryptography", "pyrage", "rich.progress", "zstandard", "argon2", "zxcvbn")
    asked = (
        "import sys\nfrom fieldcase.cli.app import run\nrun(['case', 'list', '--help'])\n"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert said.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("words", [["case", "nonsense"], ["case", "list", "--limit", "many"], ["letter", "draft"]])
def test_wrong_usage_ends_with_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "Traceback" not in said.err


def test_what_is_refused_ends_with_1_and_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    secret = tmp_path / "passphrase"
    secret.write_text("it opens nothing\n")
    secret.chmod(0o600)
    words = ["case", "list", "--vault", str(tmp_path / "none"), "--passphrase-file", str(secret)]
    assert run(words) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert run([*words, "--json"]) == 1
    said = capsys.readouterr()
    document = json.loads(said.out)
    assert document["ok"] is False
    assert [one["rule"] for one in document["refused"]] == ["FC-150"]
    assert document["refused"][0]["remedy"]


def test_without_a_terminal_nobody_waits_for_a_passphrase(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(["due", "--vault", str(tmp_path)]) == 1
    assert "--passphrase-file" in capsys.readouterr().err


def test_a_passphrase_file_that_others_can_read_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    secret = tmp_path / "passphrase"
    secret.write_text("it opens nothing\n")
    secret.chmod(0o644)
    assert run(["due", "--vault", str(tmp_path), "--passphrase-file", str(secret)]) == 1
    assert "chmod 600" in capsys.readouterr().err


def test_what_nobody_foresaw_says_kind_and_place_and_never_what_it_was_about(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Breaks:
        def main(self, **_said: object) -> None:
            raise KeyError("Ilena Dovrak")

    monkeypatch.setattr(cli_app, "command_tree", Breaks)
    assert run(["due"]) == 1
    said = capsys.readouterr().err
    assert "KeyError" in said
    assert "test_commands.py" in said
    assert "Dovrak" not in said
    assert said.count("\n") == 1


def test_lists_and_terms_need_no_vault(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["record", "kinds", "--json"]) == 0
    kinds = json.loads(capsys.readouterr().out)["kinds"]
    assert {"case", "act", "consent"} <= {one["kind"] for one in kinds}
    assert run(["record", "terms", "consent_level"]) == 0
    assert "NAMED" in capsys.readouterr().out
    assert run(["record", "fields", "act"]) == 0
    assert "act_type" in capsys.readouterr().out
    assert run(["record", "terms", "nonsense"]) == 1
