"""Starting, stumbling, starting anew: nothing of a case reaches the terminal, and locking leaves no old memory."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from fieldcase.desktop.app import Program, spoken_language, vault_folder
from fieldcase.desktop.bugs import BugDialog
from fieldcase.desktop.theme.look import look
from fieldcase.desktop.unlock.firststart import FirstStart
from fieldcase.desktop.unlock.view import Unlock

AGAIN = """
import os
from fieldcase.desktop.lock import replace_process
secret = "Ilena Dovrak"
if os.environ.get("SECOND"):
    print("a new program")
else:
    os.environ["SECOND"] = "yes"
    replace_process()
print("the end")
"""


def test_locking_starts_the_same_program_anew_in_the_same_process() -> None:
    ran = subprocess.run([sys.executable, "-c", AGAIN], capture_output=True, text=True, timeout=60, check=True)
    assert ran.stdout.split("\n")[:2] == ["a new program", "the end"]
    assert ran.stdout.count("the end") == 1


def test_the_vault_is_the_one_named_or_the_usual_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FIELDCASE_VAULT", raising=False)
    assert vault_folder(["--vault", "/elsewhere/vault"]) == Path("/elsewhere/vault")
    assert vault_folder([]).parts[-2:] == ("fieldcase", "vault")
    monkeypatch.setenv("FIELDCASE_VAULT", "/named/vault")
    assert vault_folder([]) == Path("/named/vault")


def test_it_speaks_the_language_asked_for_or_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIELDCASE_LANG", "xx")
    assert spoken_language() in {"en", "fr"}
    monkeypatch.setenv("FIELDCASE_LANG", "en")
    assert spoken_language() == "en"


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot, tmp_path: Path):  # type: ignore[no-untyped-def]  # a generator fixture
    made = Program(qapp, tmp_path / "vault", lambda: None)
    yield made
    assert made.desk.close()
    if made.window is not None:
        made.window.close()
        made.window.deleteLater()


def test_without_a_vault_it_explains_how_to_begin(program: Program) -> None:
    program.start()
    assert program.window is not None
    assert isinstance(program.window.centralWidget(), FirstStart)


def test_with_a_vault_it_asks_for_the_passphrase_and_names_nothing(program: Program, tmp_path: Path) -> None:
    (tmp_path / "vault").mkdir()
    (tmp_path / "vault" / "slots").write_bytes(b"")
    program.start()
    assert program.window is not None
    assert isinstance(program.window.centralWidget(), Unlock)
    assert str(tmp_path) not in " ".join(label.text() for label in program.window.findChildren(QLabel))


def test_a_broken_slot_file_is_a_sentence_in_place(program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "vault").mkdir()
    (tmp_path / "vault" / "slots").write_bytes(b"not a slot file")
    program.start()
    program.unlock_screen.passphrase.setText("anything at all")
    program.unlock_screen.unlock()
    qtbot.waitUntil(lambda: not program.desk.busy, timeout=10_000)
    assert program.unlock_screen.hint.text()
    assert program.unlock_screen.button.isEnabled()


def test_a_fault_in_the_window_is_shown_without_its_message(program: Program, qtbot: QtBot) -> None:
    program.start()
    try:
        raise RuntimeError("cannot draw Ilena Dovrak")
    except RuntimeError as error:
        program.stumbled(type(error), error, error.__traceback__)
    assert program.window is not None
    dialog = program.window.findChild(BugDialog)
    assert dialog is not None
    assert "RuntimeError" in dialog.report
    assert "Dovrak" not in " ".join(label.text() for label in dialog.findChildren(QLabel))
    dialog.accept()


def test_another_language_is_spoken_at_once(program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIELDCASE_LANG", os.environ.get("FIELDCASE_LANG", "en"))
    (tmp_path / "vault").mkdir()
    (tmp_path / "vault" / "slots").write_bytes(b"")
    program.start()
    program._speak("fr")
    try:
        assert look().language == "fr"
        chosen = [one.text() for one in program.unlock_screen.findChildren(QPushButton) if one.isChecked()]
        assert chosen == ["Français"]
    finally:
        program._speak("en")
