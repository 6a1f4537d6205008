"""A dialog that chooses files leaves no trace of the folder outside the vault."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CHOOSE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from fieldcase.desktop.parts import choosing
application = QApplication([])
if sys.argv[1] == "forget":
    choosing.forget_folders()
def accept():
    for one in QApplication.topLevelWidgets():
        if isinstance(one, QFileDialog):
            one.findChild(QLineEdit, "fileNameEdit").setText(sys.argv[2] + "/scan.pdf")
            one.accept()
again = QTimer(interval=100)
again.timeout.connect(accept)
again.start()
assert choosing.chosen_file(None, "Scan of the proof").endswith("scan.pdf")
"""


def left_in(config: Path, how: str, folder: Path) -> str:
    config.mkdir()
    around = {**os.environ, "XDG_CONFIG_HOME": str(config), "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run([sys.executable, "-c", CHOOSE, how, str(folder)], env=around, check=True, timeout=60)
    return "".join(one.read_text("utf-8", "replace") for one in config.rglob("*") if one.is_file())


@pytest.mark.security
def test_the_folder_of_a_chosen_file_is_remembered_nowhere(tmp_path: Path) -> None:
    folder = tmp_path / "Dovrak"
    folder.mkdir()
    (folder / "scan.pdf").write_bytes(b"%PDF-1.4")
    assert left_in(tmp_path / "quiet", "forget", folder) == ""
    assert "lastVisited" in left_in(tmp_path / "loud", "keep", folder)  # what Qt does by itself
