"""Two seats of one office at windows of their own, with one hand between them and one clock above them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QRect
from PySide6.QtWidgets import QApplication

from fieldcase.desktop.app import Program
from fieldcase.desktop.frame.window import Window
from fieldcase.office.session import Session
from tests.day.hands import Hand

Answer = TypeVar("Answer")
LAPTOP = QRect(0, 0, 1366, 768)


class Seat:
    """Somebody at a laptop: their program on their vault. `knows` looks into the vault, through the office alone."""

    def __init__(
        self, application: QApplication, hand: Hand, folder: Path, passphrase: str, clock: Callable[[], datetime]
    ) -> None:
        self._application, self.hand, self.folder, self.passphrase, self._clock = (
            application,
            hand,
            folder,
            passphrase,
            clock,
        )
        self.bugs: list[object] = []
        self.locked = False
        self.program = self._begun()

    def _begun(self) -> Program:
        self.locked = False
        program = Program(self._application, self.folder, self._lock, self._clock)
        program.desk.broken.connect(self.bugs.append)
        program.start()
        return program

    def _lock(self) -> None:
        self.locked = True

    def sit_down(self) -> None:
        """Take the hand to this laptop: its window is the one that hears keys."""
        window = self.program.window
        assert window is not None
        window.show()
        window.activateWindow()
        self.hand.window = window
        self.hand.idle = self._idle
        self.hand.wait(window.isActiveWindow, "the window of this seat")

    def _idle(self) -> bool:
        """Whether the desk has answered; the window may have been put in the place of another meanwhile."""
        self.hand.window = self.program.window
        return not self.program.desk.busy

    @property
    def window(self) -> Window:
        """The window of the open vault."""
        assert isinstance(self.program.window, Window)
        return self.program.window

    def arrived(self) -> None:
        """Wait for the window of the open vault to take the place of what was before."""
        self.hand.wait(lambda: isinstance(self.program.window, Window), "the window of the office")
        self.sit_down()

    def unlock(self) -> None:
        """A new program on the locked vault, as after a lock or a start; the passphrase is typed."""
        self.leave()
        self.program = self._begun()
        self.sit_down()
        self.hand.write("Passphrase", self.passphrase)
        self.hand.press("Unlock")
        self.arrived()

    def knows(self, ask: Callable[[Session], Answer]) -> Answer:
        """What the office tells of the vault."""
        told: list[Any] = []
        self.program.desk.run(ask, told.append)
        self.hand.wait(lambda: told, "the answer of the office")
        return told[0]  # type: ignore[no-any-return]  # what `ask` gave

    def leave(self) -> None:
        """Close this program and its vault."""
        self.program.end()
        if self.program.window is not None:
            self.program.window.close()
            self.program.window.deleteLater()
        self.program.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
