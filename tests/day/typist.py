"""Somebody who does the day in a process of its own, to be killed: it tells of every field, key and finished step.

Up to one step the day goes as fast as it can; from there on as a person does it, a key every 40 ms.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from time import monotonic

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.day.day import Day, quick_keys
from tests.day.hands import Keys
from tests.day.story import STEPS
from tests.laptops import Clock

EVERY = 40
"""Milliseconds between two keys."""


def main(folder: str, slowly: str) -> None:
    """Do the day in `folder`; from the step `slowly` on as a person does."""
    os.environ["FIELDCASE_STATE"] = f"{folder}/state"
    quick_keys(setattr)
    hand = Keys()
    day = Day(QApplication(["fieldcase"]), hand, Path(folder), Clock())
    for step in STEPS:
        if step.__name__ == slowly:
            hand.began = lambda field: tell("field", field)
            hand.pressed = press
            tell("slowly")
        step(day)
        tell("done", step.__name__)


def press(what: str) -> None:
    """A key is pressed: wait as a person does, then tell the moment."""
    QTest.qWait(EVERY)
    tell("key", monotonic(), what)


def tell(*said: object) -> None:
    """One line for whoever kills this process."""
    print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
