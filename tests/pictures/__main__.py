"""Pictures of every screen, on the invented office of Kalindra: `python -m tests.pictures --into DIR`.

With `--books` they are the pictures of the user guide: a folder for each language and look, small files.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.kalindra import PASSPHRASE, Kalindra, clock, kalindra
from tests.laptops import PASSPHRASES, Clock
from tests.pictures import (
    before,
    book,
    case,
    cases,
    exchange,
    importing,
    letter,
    places,
    replies,
    settings,
    today,
    verify,
)
from tests.pictures.camera import Camera
from tests.pictures.images import BOOKS, Book
from tests.reply_ground import ANSWERED, Replied

KINDS = ("letters", "book")
"""What is pictured on an office that has a letter of every kind."""

REPLIES = ("replies",)
"""What is pictured on an office to which a State replied."""

AREAS = {
    "today": today,
    "cases": cases,
    "case": case,
    "letter": letter,
    "places": places,
    "settings": settings,
    "verify": verify,
    "exchange": exchange,
    "importing": importing,
}
"""The areas that are pictured on one open office, in the order in which a person meets them."""


class Studio:
    """Offices that are made once; every set of pictures is taken on copies of them."""

    def __init__(self, place: Path, wanted: tuple[str, ...]) -> None:
        self._place, self.wanted = place, wanted
        self._usual: Kalindra | None = None
        self._letters: tuple[Kalindra, dict[str, str]] | None = None
        self._replied: tuple[Kalindra, Replied] | None = None
        self.faults: list[str] | None = None
        self.application = QApplication(["fieldcase"])

    def take(self, into: Path, album: Book | None, taken: int = 0) -> int:
        """Every wanted picture into this folder; returns how many."""
        into.mkdir(parents=True, exist_ok=True)
        if set(self.wanted) - set(KINDS) - set(REPLIES):
            taken += self._office(into, album)
        if set(self.wanted) & set(KINDS):
            taken += self._kinds(into, album)
        if set(self.wanted) & set(REPLIES):
            taken += self._replies(into, album)
        return taken

    def _office(self, into: Path, album: Book | None) -> int:
        made = self._place / "made"
        os.environ["FIELDCASE_STATE"] = str(made / "outside")
        self._usual = self._usual or kalindra(made / "vault", made / "outside")
        with tempfile.TemporaryDirectory() as place:
            copied = Path(shutil.copytree(made, Path(place) / "office"))
            os.environ["FIELDCASE_STATE"] = str(copied / "outside")
            camera = Camera(self.application, copied / "vault", into, self._usual, clock, album, self.faults)
            if "before" in self.wanted:
                before.walk(camera)
            else:
                camera.program.start()
            camera.unlock(PASSPHRASE)
            for name, area in AREAS.items():
                if name in self.wanted:
                    area.walk(camera)
            return camera.leave()

    def _kinds(self, into: Path, album: Book | None) -> int:
        made = self._place / "kinds"
        if self._letters is None:
            made.mkdir()
            self._letters = letter.letters_of(made)
        office, letters = self._letters
        with tempfile.TemporaryDirectory() as place:
            copied = Path(shutil.copytree(made, Path(place) / "office"))
            os.environ["FIELDCASE_STATE"] = str(copied / "outside-03")
            camera = Camera(self.application, copied / "03", into, office, None, album, self.faults)
            camera.program.start()
            camera.unlock(PASSPHRASES["03"])
            if "letters" in self.wanted and (album is None or album.letters):
                letter.letters(camera, letters)
            if "book" in self.wanted:
                book.walk(camera)
            return camera.leave()

    def _replies(self, into: Path, album: Book | None) -> int:
        made = self._place / "replied"
        self._replied = self._replied or replies.office_of(made)
        office, found = self._replied
        with tempfile.TemporaryDirectory() as place:
            copied = Path(shutil.copytree(made, Path(place) / "office"))
            os.environ["FIELDCASE_STATE"] = str(copied / "outside-03")
            camera = Camera(self.application, copied / "03", into, office, Clock(ANSWERED), album, self.faults)
            camera.program.start()
            camera.unlock(PASSPHRASES["03"])
            replies.replies(camera, found)
            return camera.leave()


def main() -> int:
    """Take what was asked for; 0 when every screen came to rest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, required=True, help="folder for the pictures")
    parser.add_argument("--only", nargs="*", choices=("before", *AREAS, *KINDS, *REPLIES), help="only these areas")
    parser.add_argument("--lang", default="en", help="language of the window")
    parser.add_argument("--books", nargs="*", choices=[one.name for one in BOOKS], help="sets of the user guide")
    parser.add_argument("--theme", default="light", help="colours of the window: light, dark or contrast")
    parser.add_argument("--text", type=int, default=100, help="size of its text in per cent")
    parser.add_argument("--look", default="", help="language whose direction and fonts it wears")
    parser.add_argument("--size", type=int, nargs=2, default=(1366, 768), help="width and height of the window")
    parser.add_argument("--faults", action="store_true", help="no pictures: say what is cut or overlaps")
    said = parser.parse_args()
    os.environ["FIELDCASE_LANG"] = said.lang
    with tempfile.TemporaryDirectory() as place:
        studio = Studio(Path(place), tuple(said.only or ("before", *AREAS, *KINDS, *REPLIES)))
        if said.books is None:
            studio.faults = [] if said.faults else None
            one = Book("", said.lang, said.theme, said.look, letters=True, text=said.text, size=tuple(said.size))
            usual = (*one.worn, one.size) == ("light", 100, said.lang, (1366, 768)) and not said.faults
            print(f"{studio.take(said.into, None if usual else one)} pictures in {said.into}")
            print(*studio.faults or (), sep="\n")
            return 1 if studio.faults else 0
        for one in BOOKS:
            if not said.books or one.name in said.books:
                os.environ["FIELDCASE_LANG"] = one.language
                taken = studio.take(said.into / one.name, one)
                print(f"{taken} pictures in {said.into / one.name}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
