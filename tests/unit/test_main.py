"""The choice between window and commands."""

from __future__ import annotations

import subprocess
import sys

import pytest

import fieldcase
from fieldcase.__main__ import main


def started(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["fieldcase", *words])
    return main()


def test_version_is_printed_and_nothing_else_happens(monkeypatch, capsys) -> None:
    assert started(monkeypatch, "--version") == 0
    assert capsys.readouterr().out == f"fieldcase {fieldcase.__version__}\n"


def test_wrong_usage_ends_with_2_and_says_what_is_wrong(monkeypatch, capsys) -> None:
    assert started(monkeypatch, "--no-such-option") == 2
    assert "--no-such-option" in capsys.readouterr().err


def test_without_a_display_the_help_is_shown_instead_of_a_window(monkeypatch, capsys) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert started(monkeypatch) == 0
    assert "fieldcase [OPTIONS]" in capsys.readouterr().out


def test_a_command_does_not_load_what_only_letters_and_windows_need() -> None:
    heavy = ("PySide6", "reportlab", "fpdf", "docx", "babel", "openpyxl", "rapidfuzz", "pypdfium2", "lxml", "jinja2")
    asked = (
        "import sys; sys.argv = ['fieldcase', '--version']\n"
        "from fieldcase.__main__ import main\n"
        "main()\n"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert said.stdout.splitlines()[-1] == "[]"


@pytest.mark.security
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_no_memory_is_dumped_when_the_program_dies() -> None:
    asked = (
        "import resource, sys; sys.argv = ['fieldcase', '--version']\n"
        "from fieldcase.__main__ import main\n"
        "main()\n"
        "print(resource.getrlimit(resource.RLIMIT_CORE))"
    )
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert said.stdout.splitlines()[-1] == "(0, 0)"
