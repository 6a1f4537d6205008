"""Starts Qt: the locked screen first, the window once a vault is open. Locking starts the program anew.

It asks for a passphrase and looks at nothing else: no list of vaults, no last case, no network.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from shiboken6 import isValid

from fieldcase.desktop.bugs import BugDialog
from fieldcase.desktop.desk import Bug, Desk, Job
from fieldcase.desktop.lock import IdleLock, Lock, replace_process
from fieldcase.desktop.parts.choosing import chosen_folder, forget_folders
from fieldcase.desktop.parts.drawn import hear_what_is_drawn
from fieldcase.desktop.parts.focusring import FocusRing
from fieldcase.desktop.standing import Standing
from fieldcase.desktop.theme import fonts
from fieldcase.desktop.theme.look import TEXT_SIZES, THEMES, Look, dress, look, read_look, wear
from fieldcase.desktop.unlock.actions import WRONG_PASSPHRASE, Clock, laptops, trainable, unlock, warm_up
from fieldcase.desktop.unlock.firststart import FirstStart
from fieldcase.desktop.unlock.view import Unlock
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import _, speak
from fieldcase.office import resources
from fieldcase.office.founding.places import in_training_office, usual_training, usual_vault

if TYPE_CHECKING:
    from fieldcase.desktop.start.beginning import Beginning

SIZE = (1366, 768)
SMALLEST = (640, 480)
SWITCH = 0.0005
"""Seconds after which the worker lets the window have its turn; Python's own five milliseconds, at each of a hundred
cells to paint, would be half a second."""


def run(arguments: Sequence[str]) -> int:
    """Open the window and return Qt's exit status when it is closed. `--vault DIR` names the folder of the vault."""
    application = QApplication.instance() or QApplication(["fieldcase"])
    assert isinstance(application, QApplication)
    application.setApplicationName("fieldcase")
    application.setDesktopFileName("fieldcase")
    program = Program(application, vault_folder(arguments))
    sys.excepthook = program.stumbled
    application.aboutToQuit.connect(program.end)
    program.start()
    return application.exec()


def vault_folder(arguments: Sequence[str]) -> Path:
    """The folder that `--vault` or `FIELDCASE_VAULT` names, else the usual one."""
    given = list(arguments)
    if "--vault" in given[:-1]:
        return Path(given[given.index("--vault") + 1])
    if named := os.environ.get("FIELDCASE_VAULT"):
        return Path(named)
    return usual_vault()


class Program(QObject):
    """What is on the screen: locked, first start, a vault that waits for its office, or open.

    `lock` replaces the process and `clock` tells the time; tests hand in others, and where training offices are made.
    """

    def __init__(
        self,
        application: QApplication,
        folder: Path,
        lock: Lock | None = None,
        clock: Clock | None = None,
        training: Path | None = None,
    ) -> None:
        super().__init__(application)
        self._application, self.folder, self._clock = application, folder, clock
        self._lock = lock or (lambda: replace_process(self.folder))
        self._own_folder, self._training_place = folder, training or usual_training()
        sys.setswitchinterval(SWITCH)
        self.desk = Desk(self)
        self.desk.broken.connect(self._broken)
        self.window: QMainWindow | None = None
        self.beginning: Beginning | None = None
        self._job: Job[object] | None = None
        forget_folders()
        hear_what_is_drawn(application)
        fonts.load(fonts.FIRST)
        language = spoken_language()
        speak(resources.catalogue(language))
        wear(application, read_look(theme=system_theme(application), language=language))

    def start(self) -> None:
        """Show the locked screen, or the first start where no vault is."""
        there = self.folder.is_dir() and any(self.folder.iterdir())
        self._frame()
        wear(self._application, replace(look(), training=there and in_training_office(self.folder)))
        self._present(self._locked() if there else self._first())
        QTimer.singleShot(0, lambda: fonts.load(fonts.LATER))
        if there:
            warm_up(self.desk)

    # --- the screens before the window

    def _locked(self) -> Unlock:
        training = look().training
        chairs = laptops(self.folder) if training else {}
        screen = Unlock(training=training, languages=resources.languages(), laptops=chairs, laptop=str(self.folder))
        screen.given.connect(self._open)
        screen.stopped.connect(self._stop)
        screen.asked.connect(self._asked)
        screen.spoke.connect(self._speak)
        screen.moved.connect(self._move)
        self.unlock_screen = screen
        return screen

    def _first(self) -> FirstStart:
        screen = FirstStart(resources.languages())
        screen.asked.connect(self._asked)
        screen.spoke.connect(self._speak)
        return screen

    def _frame(self) -> QMainWindow:
        """The window around the screens before the vault is open, dressed before they are built."""
        if self.window is None:
            self.window = QMainWindow()
            self.window.setMinimumSize(*SMALLEST)
            self.window.resize(*SIZE)
            dress(self.window)
        return self.window

    def _present(self, screen: QWidget) -> None:
        window = self._frame()
        window.setWindowTitle(_("Fieldcase — training office") if look().training else _("Fieldcase"))
        window.setCentralWidget(screen)
        self.ring = FocusRing(screen)
        window.show()
        screen.show()
        if isinstance(screen, Unlock):
            screen.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)
        elif isinstance(screen, FirstStart):
            screen.buttons["training"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, passphrase: str) -> None:
        screen = self.unlock_screen
        self._job = unlock(self.desk, self.folder, passphrase, self._clock, self._opened, self._refused, screen.report)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self.unlock_screen.again()

    def _refused(self, refusal: Refusal) -> None:
        wrong = refusal.code == WRONG_PASSPHRASE
        sentence = _("That did not open it.") if wrong else str(refusal)
        self.unlock_screen.refuse(sentence, wrong=wrong)

    def _opened(self, standing: Standing) -> None:
        """The vault is open: put the window in the place of the locked screen, or wait for the office it asked."""
        from fieldcase.desktop.frame.window import Window

        speak(resources.catalogue(standing.language))
        os.environ["FIELDCASE_LANG"] = standing.language
        wear(self._application, remembered_look(look(), standing))
        if not standing.office:
            self._wait(standing)
            return
        self.desk.broken.disconnect(self._broken)
        locked, self.window = self.window, Window(self.desk, standing, self._lock)
        if locked is not None:
            self.window.setGeometry(locked.geometry())
            locked.hide()
            locked.deleteLater()
        self.window.as_left(maximised=locked is not None and locked.isMaximized())

    def _wait(self, standing: Standing) -> None:
        from fieldcase.desktop.start.waiting import Waiting

        screen = Waiting(self.desk, standing)
        screen.joined.connect(self._opened)
        screen.locked.connect(self._lock_now)
        screen.given_up.connect(self.start)
        self._present(screen)
        assert self.window is not None
        IdleLock(screen).due.connect(self._lock_now)

    def _lock_now(self) -> None:
        if self.window is not None:
            self.window.hide()
        self.desk.close()
        self._lock()

    def _speak(self, language: str) -> None:
        """Another language for the window, before it is opened."""
        speak(resources.catalogue(language))
        os.environ["FIELDCASE_LANG"] = language
        wear(self._application, replace(look(), language=language))
        self.start()

    def _asked(self, what: str) -> None:
        """A way out of the locked screen or the first start."""
        if what == "elsewhere":
            folder = chosen_folder(self.window, _("Folder of the vault"))
            if folder:
                self._own_folder = Path(folder)
                self._move(folder)
        elif what == "leave":
            self._move(str(usual_vault() if in_training_office(self._own_folder) else self._own_folder))
        elif what == "training" and (made := trainable(self._training_place)) is not None:
            self._move(str(made))
        else:
            self._begin(what)

    def _move(self, folder: str) -> None:
        """Another vault is asked for."""
        self.folder = Path(folder)
        self.start()

    def _begin(self, way: str) -> None:
        """A guided way to a new vault."""
        from fieldcase.desktop.start.beginning import Beginning

        self.beginning = Beginning(self.desk, self.folder, self._training_place, self._present, self._clock)
        self.beginning.opened.connect(self._opened)
        self.beginning.trained.connect(lambda folder: self._move(str(folder)))
        self.beginning.left.connect(self.start)
        self.beginning.idle.connect(self._lock_now)
        self.beginning.ready_before.connect(self.start)
        wear(self._application, replace(look(), training=way == "training"))
        self.beginning.go(way)

    def end(self) -> None:
        """The program ends: what was begun and is not whole is taken away, the vault is closed."""
        if self.beginning is not None:
            self.beginning.cancel()
        self.desk.close()

    def stumbled(self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        """A fault in the window itself: said like one in the worker, by kind and place, never by its message."""
        BugDialog(Bug(error), self.window).open()

    def _broken(self, bug: Bug) -> None:
        if hasattr(self, "unlock_screen") and isValid(self.unlock_screen):
            self.unlock_screen.again()
        BugDialog(bug, self.window).open()


def remembered_look(worn: Look, standing: Standing) -> Look:
    """The colours and the text size that this seat chose last, where they are ones that there are."""
    said = standing.memory.of("look")
    theme, size = said.get("theme"), said.get("text_size")
    return replace(
        worn,
        theme=theme if theme in THEMES else worn.theme,
        text_size=size if size in TEXT_SIZES else worn.text_size,
        language=standing.language,
        training=standing.training,
    )


def spoken_language() -> str:
    """`FIELDCASE_LANG`, then the system's language, then English: the first that is spoken."""
    import locale

    spoken = resources.languages()
    wishes = (os.environ.get("FIELDCASE_LANG", ""), locale.getlocale()[0] or "")
    codes = (wish.replace("-", "_").split("_")[0].lower() for wish in wishes if wish)
    return next((code for code in codes if code in spoken), "en")


def system_theme(application: QApplication) -> str:
    """Dark where the system is dark."""
    return "dark" if application.styleHints().colorScheme() is Qt.ColorScheme.Dark else "light"
