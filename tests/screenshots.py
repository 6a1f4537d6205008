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
from fieldcase.desktop.letter.view import LetterView
from fieldcase.desktop.theme import fonts
from fieldcase.desktop.theme.look import look, wear
from fieldcase.desktop.unlock.firststart import FirstStart
from fieldcase.office.profiles.office import name_office
from tests.kalindra import PASSPHRASE, Kalindra, clock, kalindra
from tests.kinds_ground import every_kind
from tests.laptops import PASSPHRASES, Clock, founded, two_laptops
from tests.letter_ground import bring_pages, signed

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
        self.unlock(PASSPHRASE)
        self.cases()
        self.case()
        self.letter()
        self.places()

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

    def letters(self, letters: dict[str, str]) -> None:
        """A letter of each family, the sheets of its steps, and facts that moved; `letters` by kind and standing."""
        for name, picture in (("source_feedback", "agree"), ("signed", "dispatch")):
            self.window.go("letter", letters[name])
            self.settle()
            self.window.screen_shown.primary()
            self.take(f"11-sheet-{picture}")
        name = {"en": "the Presence in Kalindra", "fr": "la Présence en Kalindra"}
        self.program.desk.run(lambda session: name_office(session, name=name))
        for kind in ("moved", "sp_urgent_draft", "sp_other_draft", "source_feedback", "law_comment", "de_facto_letter"):
            self.window.go("letter", letters[kind])
            self.take(f"10-letter-{kind}")
        self.window.go("letter", letters["moved"])
        self.settle()
        page = self.window.screen_shown
        assert isinstance(page, LetterView)
        page.blocks.stay.emit("opening")
        self.take("11-sheet-stays")
        self.window.go("write_letter", self.office.case)
        self.settle()
        start = self.window.screen_shown
        assert isinstance(start, StartLetter)
        for kind in ("source_feedback", "law_comment"):
            start.choose(kind)
            self.take(f"12-write-{kind}")

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


def letters_of(folder: Path) -> tuple[Kalindra, dict[str, str]]:
    """Laptop 03 of an office with a letter of every kind; one of them signed, of another the facts moved."""
    with two_laptops(founded(folder / "founded"), folder, Clock()) as (officer, head):
        found, drafts = every_kind(officer, head)
        letter = signed(officer, head, found, "en")
        bring_pages(head, officer)
        letters = {kind: one.id for kind, one in drafts.items()}
        return Kalindra(found.matter.case.id, letter.id), {
            **letters,
            "moved": letters["note_verbale"],
            "signed": letter.id,
        }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, required=True, help="folder for the pictures")
    parser.add_argument("--letters", action="store_true", help="only the letters of every kind")
    parser.add_argument("--lang", default="en", help="language of the window")
    said = parser.parse_args()
    into: Path = said.into
    into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        outside = Path(place) / "outside"
        os.environ["FIELDCASE_STATE"] = str(outside)
        os.environ["FIELDCASE_LANG"] = said.lang
        application, taken = QApplication(["fieldcase"]), 0
        if not said.letters:
            camera = Camera(application, Path(place) / "vault", into, kalindra(Path(place) / "vault", outside))
            camera.walk()
            camera.program.desk.close()
            taken = len(camera.taken)
        office, letters = letters_of(Path(place))
        os.environ["FIELDCASE_STATE"] = str(Path(place) / "outside-03")
        camera = Camera(application, Path(place) / "03", into, office)
        camera.program.start()
        camera.unlock(PASSPHRASES["03"])
        camera.letters(letters)
        camera.program.desk.close()
        print(f"{taken + len(camera.taken)} pictures in {into}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
