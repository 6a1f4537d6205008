"""The camera: opens the program on the invented office, waits until it has come to rest, takes a picture."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from fieldcase.desktop.app import Program
from fieldcase.desktop.desk import Bug
from fieldcase.desktop.frame.window import Window
from fieldcase.desktop.theme import fonts
from fieldcase.desktop.unlock.actions import Clock
from tests.kalindra import Kalindra

SIZE = (1366, 768)
LOW = (1366, 698)
SMALL = (1280, 680)
PATIENCE = 20.0


class Camera:
    """Holds the program on the vault in `folder`, and writes pictures into `into`, each by its name."""

    def __init__(
        self, application: QApplication, folder: Path, into: Path, office: Kalindra, clock: Clock | None = None
    ) -> None:
        self.application, self.into, self.office = application, into, office
        self.program = Program(application, folder, lambda: None, clock)
        fonts.load(fonts.LATER)
        self.taken: list[str] = []
        self.program.desk.broken.connect(self._stop)

    def unlock(self, passphrase: str) -> None:
        """Past the first screen, at the size of a small laptop."""
        self.program.unlock_screen.passphrase.setText(passphrase)
        self.program.unlock_screen.unlock()
        self.until(lambda: isinstance(self.program.window, Window))
        self.window.resize(*SIZE)

    @property
    def window(self) -> Window:
        assert isinstance(self.program.window, Window)
        return self.program.window

    def _stop(self, bug: Bug) -> None:
        raise SystemExit(str(bug))

    def take(self, name: str, of: QWidget | None = None) -> None:
        """One picture, when everything asked is answered and drawn."""
        self.settle()
        shown = of or self.window
        (shown.grab()).save(str(self.into / f"{name}.png"))
        self.taken.append(name)

    def settle(self) -> None:
        """Until the desk is idle and a moment has passed, for what waits a little before it draws."""
        for _round in range(3):
            self.until(lambda: not self.program.desk.busy)
            quiet = monotonic() + 0.2
            self.until(lambda quiet=quiet: monotonic() > quiet)

    def until(self, condition: Callable[[], bool]) -> None:
        end = monotonic() + PATIENCE
        while not condition():
            self.application.processEvents()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            if monotonic() > end:
                raise SystemExit("the window did not come to rest")
