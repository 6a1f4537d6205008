"""A morning at the desk for tests: the real window on a real vault, and what the person at it does and sees."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from fieldcase.desktop.app import Program
from fieldcase.desktop.case.view import CaseView
from fieldcase.desktop.cases.view import Cases
from fieldcase.desktop.desk import Bug
from fieldcase.desktop.frame.window import Window
from fieldcase.desktop.letter.spans import SpanText
from fieldcase.desktop.letter.view import LetterView
from fieldcase.desktop.theme.look import read_look, wear
from tests.kalindra import PASSPHRASE

TITLE = "Detention after a submission to the Working Group"


@dataclass
class Morning:
    """The program on its vault, and what it did when it locked."""

    program: Program
    folder: Path
    case: str
    letter: str
    qtbot: QtBot
    locked: list[str] = field(default_factory=list)
    bugs: list[Bug] = field(default_factory=list)

    @property
    def window(self) -> Window:
        assert isinstance(self.program.window, Window)
        return self.program.window

    @property
    def cases(self) -> Cases:
        if not isinstance(self.window.screen_shown, Cases):
            self.window.go("cases")
        shown = self.window.screen_shown
        assert isinstance(shown, Cases)
        return shown

    @property
    def page(self) -> CaseView:
        shown = self.window.screen_shown
        assert isinstance(shown, CaseView)
        return shown

    def settle(self, until: Callable[[], bool] = lambda: True) -> None:
        """Wait until the desk has answered everything and the condition holds."""
        self.qtbot.waitUntil(lambda: not self.program.desk.busy and until(), timeout=10_000)

    def unlock(self, passphrase: str = PASSPHRASE) -> None:
        screen = self.program.unlock_screen
        screen.passphrase.setText(passphrase)
        self.qtbot.keyClick(screen.passphrase, Qt.Key.Key_Return)
        self.settle()

    def again(self, passphrase: str = PASSPHRASE) -> None:
        """Lock, and begin anew as another process would: from the vault alone."""
        self.window.lock()
        clock = self.program._clock
        self.leave()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        wear(application, read_look())
        self.program = Program(application, self.folder, lambda: self.locked.append("locked"), clock)
        self.program.desk.broken.connect(self.bugs.append)
        self.program.start()
        self.unlock(passphrase)

    def leave(self) -> None:
        """Close the window and the vault."""
        assert self.program.desk.close()
        if self.program.window is not None:
            self.program.window.close()
            self.program.window.deleteLater()
        self.program.deleteLater()

    def open_case(self) -> CaseView:
        self.window.go("case", self.case)
        self.settle(lambda: self.page._page is not None)
        return self.page

    def sees(self, *words: str) -> None:
        """Wait until all of these words stand on the screen."""
        self.settle(lambda: all(said in self.labels() for said in words))

    def labels(self) -> str:
        shown = [label.text() for label in self.window.findChildren(QLabel) if label.isVisibleTo(self.window)]
        texts = [one.toPlainText() for one in self.window.findChildren(SpanText) if one.isVisibleTo(self.window)]
        return "\n".join((*shown, *texts))


def open_letter(morning: Morning) -> LetterView:
    if not isinstance(morning.program.window, Window):
        morning.unlock()
    morning.window.go("letter", morning.letter)
    morning.settle(lambda: morning.window.screen_shown._page is not None)  # type: ignore[attr-defined]  # LetterView
    shown = morning.window.screen_shown
    assert isinstance(shown, LetterView)
    return shown


def edit_title(morning: Morning, words: str) -> None:
    morning.window.do("edit")
    morning.settle()
    title(morning.page).setText(words)
    choice = morning.page._sheet.form._edited["track"].widget.editor  # type: ignore[union-attr]  # opened just now
    assert isinstance(choice, QComboBox)


def title(page: CaseView) -> QLineEdit:
    assert page._sheet is not None
    line = page._sheet.form._edited["title_neutral"].widget.editor  # type: ignore[attr-defined]  # a Field
    assert isinstance(line, QLineEdit)
    return line


@contextmanager
def busy(morning: Morning) -> Iterator[None]:
    """The office answers nothing until this ends, as while a long package is packed."""
    gate = threading.Event()
    morning.program.desk.run(lambda _session: gate.wait(20))
    yield
    gate.set()
    morning.settle()


def drafts(morning: Morning) -> list[str]:
    """What the drafts are about that the vault keeps now."""
    found: list[list[str]] = []
    morning.program.desk.run(lambda session: [one.about for one in session.vault.drafts.all()], found.append)
    morning.settle(lambda: bool(found))
    return [about for about in found[0] if not about.startswith("remembered/")]
