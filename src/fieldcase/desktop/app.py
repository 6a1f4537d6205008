"""Starts Qt and opens the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QApplication, QMainWindow


def run(arguments: Sequence[str]) -> int:
    """Open the window and return Qt's exit status when it is closed."""
    application = QApplication(["fieldcase", *arguments])
    application.setApplicationName("fieldcase")
    window = QMainWindow()
    window.setWindowTitle("Fieldcase")
    window.resize(1366, 768)
    window.show()
    return application.exec()
