"""Pictures of every screen, on the invented office of Kalindra: `python -m tests.screenshots --into DIR`."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from fieldcase.desktop.app import Program
from fieldcase.desktop.desk import Bug
from fieldcase.desktop.frame.window import Window
from fieldcase.desktop.letter.starting import StartLetter
from fieldcase.desktop.theme import fonts
from fieldcase.desktop.theme.look import look, wear
from fieldcase.desktop.unlock.firststart import FirstStart
from tests.kalindra import PASSPHRASE, Kalindra, clock, kalindra

SIZE = (1366, 768)
LOW = (1366, 698)
SMALL = (1280, 680)
PATIENCE = 20.0


class Camera:
    """Walks the program and takes pictures."""

    def __init__(self, application: QApplication, folder: Path, into: Path, office: Kalindra) -> None:
        self.application, self.into, self.office = application, into, office
        self.program = Program(application, folder, lambda: None, clock)
        fonts.load(fonts.LATER)
        self.taken: list[str] = []
        self.program.desk.broken.connect(self._stop)

    def walk(self) -> None:
        """Every screen, in the order in which a person meets them."""
        first = FirstStart()
        self.program._present(first)
        first.buttons["training"].click()
        self.take("01-first-start", self.program.window)
        self.program.start()
        screen = self.program.unlock_screen
        screen.passphrase.setText("x" * 23)
        screen._caps_lock(True)
        self.take("02-unlock", self.program.window)
        screen._caps_lock(False)
        screen.passphrase.setText(PASSPHRASE)
        screen.unlock()
        self.until(lambda: isinstance(self.program.window, Window))
        self.window.resize(*SIZE)
        self.cases()
        self.case()
        self.letter()
        self.places()

    @property
    def window(self) -> Window:
        assert isinstance(self.program.window, Window)
        return self.program.window

    def cases(self) -> None:
        self.window.top.search.setText("working group")
        self.window._search("working group")
        self.take("03-cases")
        self.window.top.search.clear()
        self.window._search("")
        self.settle()

    def case(self) -> None:
        self.window.go("case", self.office.case)
        self.take("04-case")
        for place, name in enumerate(("people", "happened", "verification", "letters"), 2):
            self.window.do(f"tab_{place}")
            self.take(f"05-case-{name}")
        self.window.do("tab_1")
        self.window.resize(*LOW)
        self.take("04-case-low")
        self.window.resize(*SMALL)
        self.take("04-case-small")
        self.window.resize(*SIZE)
        for theme, size in (("dark", 100), ("contrast", 100), ("light", 150), ("light", 200)):
            self.window.relook(theme, size)
            self.take(f"04-case-{theme}-{size}")
        self.window.relook("light", 100)
        wear(self.application, replace(look(), language="ar"))
        self.window.relook("light", 100)
        self.take("04-case-right-to-left")
        wear(self.application, replace(look(), language=os.environ["FIELDCASE_LANG"]))
        self.window.relook("light", 100)
        self.settle()
        self.window.do("edit")
        self.take("06-edit")

    def letter(self) -> None:
        self.window.go("letter", self.office.letter)
        self.take("07-letter")
        self.window.relook("dark", 100)
        self.take("07-letter-dark")
        self.window.relook("light", 200)
        self.take("07-letter-200")
        self.window.relook("light", 100)
        self.settle()
        self.window.go("write_letter", self.office.case)
        self.take("08-write-a-letter")
        start = self.window.screen_shown
        assert isinstance(start, StartLetter)
        start.choose("reminder")
        self.take("08-write-a-reminder")

    def places(self) -> None:
        for place in ("today", "new_case", "keys"):
            self.window.go(place)
            self.take(f"09-{place}")

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


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, required=True, help="folder for the pictures")
    parser.add_argument("--lang", default="en", help="language of the window")
    said = parser.parse_args()
    into: Path = said.into
    into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        outside = Path(place) / "outside"
        os.environ["FIELDCASE_STATE"] = str(outside)
        os.environ["FIELDCASE_LANG"] = said.lang
        office = kalindra(Path(place) / "vault", outside)
        application = QApplication(["fieldcase"])
        camera = Camera(application, Path(place) / "vault", into, office)
        camera.walk()
        camera.program.desk.close()
        print(f"{len(camera.taken)} pictures in {into}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
