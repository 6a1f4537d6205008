"""The head changes a template by commands; it goes to the officer's laptop in a package and letters follow it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from fieldcase.office import resources
from tests.commands import Laptop
from tests.laptops import PASSPHRASES, founded


@pytest.fixture
def laptops(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Laptop, Laptop]:
    """Laptops 03 (case officer, custodian) and 07 (reviewer, head)."""
    shutil.copytree(founded(tmp_path_factory.mktemp("founded")), tmp_path, dirs_exist_ok=True)
    (tmp_path / "stick").mkdir()
    one, other = (Laptop(tmp_path, device, PASSPHRASES[device]) for device in ("03", "07"))
    return one, other


@pytest.mark.slow
def test_a_template_is_checked_saved_sent_and_taken_back(laptops: tuple[Laptop, Laptop], tmp_path: Path) -> None:
    officer, head = laptops
    shipped = resources.read("templates/note_verbale.en.txt").decode()
    assert head.does("template", "show", "note_verbale", "en")["template"]["text"] == shipped
    file = tmp_path / "note_verbale.en.txt"
    file.write_text(shipped.replace("{{ concern }}", "{{ concern|upper }}"), "utf-8")
    line = shipped[: shipped.index("{{ concern }}")].count("\n") + 1
    for command in ("check", "save"):
        said = head.types("template", command, str(file), "--json").document
        assert [one["sentence"].partition(": ")[0] for one in said["findings"]] == [f"{file.name}, line {line}"]
    assert head.does("template", "history", "note_verbale", "en")["in_force"] == 0
    file.write_text(shipped.replace("would be grateful", "would be most grateful"), "utf-8")
    assert officer.refused("template", "save", str(file))[0] == "FC-003"
    assert head.does("template", "save", str(file))["version"] == 1
    head.does("sync", "--route", "stick")
    officer.does("receive", "--route", "stick")
    found = officer.does("template", "list")["templates"]
    ours = next(one for one in found if (one["kind"], one["language"]) == ("note_verbale", "en"))
    assert (ours["version"], ours["own"], ours["by"]) == (1, True, "Ines Duarte")
    assert "most grateful" in officer.does("template", "show", "note_verbale", "en")["template"]["text"]
    assert head.does("template", "back", "note_verbale", "en", "0")["shipped"]
    assert [one["number"] for one in head.does("template", "history", "note_verbale", "en")["versions"]] == [0, 1, 2]
    wrong = tmp_path / "note.txt"
    wrong.write_text("x", "utf-8")
    assert head.refused("template", "check", str(wrong))[0] == "FC-005"
