"""Pictures of every screen, on the invented office of Kalindra: `python -m tests.pictures --into DIR`."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.kalindra import PASSPHRASE, clock, kalindra
from tests.laptops import PASSPHRASES
from tests.pictures import before, book, case, cases, letter, places, settings, today
from tests.pictures.camera import Camera

AREAS = {"today": today, "cases": cases, "case": case, "letter": letter, "places": places, "settings": settings}
"""The areas that are pictured on one open office, in the order in which a person meets them."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, required=True, help="folder for the pictures")
    parser.add_argument("--only", nargs="*", choices=("before", *AREAS, "letters", "book"), help="only these areas")
    parser.add_argument("--lang", default="en", help="language of the window")
    said = parser.parse_args()
    into: Path = said.into
    into.mkdir(parents=True, exist_ok=True)
    wanted = tuple(said.only or ("before", *AREAS, "letters", "book"))
    with tempfile.TemporaryDirectory() as place:
        outside = Path(place) / "outside"
        os.environ["FIELDCASE_STATE"] = str(outside)
        os.environ["FIELDCASE_LANG"] = said.lang
        application, taken = QApplication(["fieldcase"]), 0
        if set(wanted) - {"letters", "book"}:
            office = kalindra(Path(place) / "vault", outside)
            camera = Camera(application, Path(place) / "vault", into, office, clock)
            if "before" in wanted:
                before.walk(camera)
            else:
                camera.program.start()
            camera.unlock(PASSPHRASE)
            for name, area in AREAS.items():
                if name in wanted:
                    area.walk(camera)
            camera.program.desk.close()
            taken = len(camera.taken)
        if {"letters", "book"} & set(wanted):
            office, letters = letter.letters_of(Path(place))
            os.environ["FIELDCASE_STATE"] = str(Path(place) / "outside-03")
            camera = Camera(application, Path(place) / "03", into, office)
            camera.program.start()
            camera.unlock(PASSPHRASES["03"])
            if "letters" in wanted:
                letter.letters(camera, letters)
            if "book" in wanted:
                book.walk(camera)
            camera.program.desk.close()
            taken += len(camera.taken)
        print(f"{taken} pictures in {into}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
