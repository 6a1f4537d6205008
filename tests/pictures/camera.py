"""The camera: opens the program on the invented office, waits until it has come to rest, takes a picture.

Given a list for faults it writes no picture: it looks for what is cut, what overlaps and what stands outside.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from fieldcase.desktop.app import Program
from fieldcase.desktop.desk import Bug
from fieldcase.desktop.frame.window import Window
from fieldcase.desktop.theme import fonts
from fieldcase.desktop.theme.look import look, wear
from fieldcase.desktop.unlock.actions import Clock
from tests.kalindra import Kalindra
from tests.pictures.faults import faults_of
from tests.pictures.images import Book, save_small

SIZE = (1366, 768)
LOW = (1366, 698)
SMALL = (1280, 680)
PATIENCE = 60.0
VARIANT = re.compile(r"-(?:dark|contrast|right-to-left|rtl|light-[0-9]+)(?:-100)?$")
"""Names of pictures of another look; a book has a folder for each instead."""


class Camera:
    """Holds the program on the vault in `folder`, and writes pictures into `into`, each by its name."""

    def __init__(
        self,
        application: QApplication,
        folder: Path,
        into: Path,
        office: Kalindra,
        clock: Clock | None = None,
        book: Book | None = None,
        faults: list[str] | None = None,
    ) -> None:
        self.book, self.faults = book, faults
        self.application, self.into, self.office = application, into, office
        self.program = Program(application, folder, lambda: None, clock)
        fonts.load(fonts.LATER)
        if book is not None:
            wear(application, replace(look(), theme=book.theme, text_size=book.text, language=book.worn[2]))
        self.taken: list[str] = []
        self.program.desk.broken.connect(self._stop)

    def unlock(self, passphrase: str) -> None:
        """Past the first screen, at the size of a small laptop."""
        self.program.unlock_screen.passphrase.setText(passphrase)
        self.program.unlock_screen.unlock()
        self.until(lambda: isinstance(self.program.window, Window))
        self.window.resize(*SIZE)
        QCursor.setPos(0, 0)
        if self.book is not None:
            self._wear_book(self.book)

    def _wear_book(self, book: Book) -> None:
        """What a walk calls the usual look is the book's own."""
        relook, resize = self.window.relook, self.window.resize

        def as_in_the_book(theme: str, text_size: int, language: str = "") -> None:
            usual = (theme, text_size) == ("light", 100)
            relook(*((book.theme, book.text) if usual else (theme, text_size)), language)

        def as_large(width: int, height: int) -> None:
            resize(*(book.size if (width, height) == SIZE else (width, height)))

        setattr(self.window, "relook", as_in_the_book)  # noqa: B010  # on this one window alone
        setattr(self.window, "resize", as_large)  # noqa: B010
        self.window.resize(*SIZE)
        os.environ["FIELDCASE_LANG"] = book.worn[2]
        wear(self.application, replace(look(), language=book.worn[2]))
        self.window.relook("light", 100)

    def _another(self, of: QWidget | None) -> bool:
        """Whether this is a picture of another look or size than the book's."""
        if self.book is None:
            return False
        window = of if of is not None and of.isWindow() and not isinstance(of, QDialog) else self.program.window
        worn = look().theme, look().text_size, look().language
        return worn != self.book.worn or (window is not None and window.size() != QSize(*self.book.size))

    @property
    def window(self) -> Window:
        assert isinstance(self.program.window, Window)
        return self.program.window

    def _stop(self, bug: Bug) -> None:
        raise SystemExit(str(bug))

    def take(self, name: str, of: QWidget | None = None) -> None:
        """One picture, when everything asked is answered and drawn; or the faults of what would be on it."""
        if self._another(of) or (self.book is not None and VARIANT.search(name)):
            return
        self.settle()
        shown = of or self.window
        if self.faults is not None:
            self.faults += [f"{name}: {fault}" for fault in faults_of(shown)]
            self.taken.append(name)
            return
        if self.book is None:
            shown.grab().save(str(self.into / f"{name}.png"))
        else:
            save_small(shown.grab(), self.into / f"{name}.png")
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

    def leave(self) -> int:
        """Close the vault and the window; how many pictures were taken."""
        self.program.desk.close()
        if self.program.window is not None:
            self.program.window.close()
            self.program.window.deleteLater()
        self.program.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return len(self.taken)
