"""Opens the window as the program does, says when the locked screen was painted, and ends: `prompt.py VAULT`."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Print one line once the passphrase can be typed."""
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtWidgets import QApplication

    from fieldcase.desktop.app import Program, vault_folder

    class Watcher(QObject):
        """Ends the process after the first painting of what it watches."""

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
            if event.type() is QEvent.Type.Paint:
                print("shown", flush=True)
                os._exit(0)
            return False

    application = QApplication(["fieldcase"])
    program = Program(application, vault_folder(["--vault", sys.argv[1]]))
    watcher = Watcher()
    application.installEventFilter(watcher)
    program.start()
    program.unlock_screen.passphrase.installEventFilter(watcher)
    application.removeEventFilter(watcher)
    application.exec()


if __name__ == "__main__":
    main()
