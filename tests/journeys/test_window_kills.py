"""The program is killed in the middle of typing: nothing typed more than two seconds before is missing afterwards.

Somebody types without a pause, a key every 40 ms, in several places of the window; the process is killed at a random
moment, and what the vault holds is compared with what was typed.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic

import pytest

from fieldcase.office.opening import open_vault
from tests.kalindra import PASSPHRASE, Kalindra, clock, kalindra

ROOT = Path(__file__).parents[2]
GRACE = 2.0
EVERY = 40
LETTERS = "abcdefghijklmnopqrstuvwxyz"
STEPS = ("new_case", "title", "consent", "block")

pytestmark = [pytest.mark.fault, pytest.mark.security]


@pytest.mark.parametrize("step", STEPS)
def test_nothing_typed_two_seconds_before_is_missing(
    tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FIELDCASE_STATE", str(tmp_path / "outside"))
    office = kalindra(tmp_path / "vault", tmp_path / "outside", more=False)
    lived = random.Random(f"{step} {os.getpid()}").uniform(2.6, 4.2)
    keys, killed = typed_until_killed(tmp_path / "vault", step, office, lived)
    must = sum(when < killed - GRACE for when in keys)
    assert must > 5
    session = open_vault(tmp_path / "vault", PASSPHRASE)
    held = [text for draft in session.vault.drafts.all() for text in texts(draft.typed)]
    session.close()
    words = (LETTERS * 9)[: len(keys)]
    assert max((common(text, words) for text in held), default=0) >= must, (held, words, must)


def common(text: str, words: str) -> int:
    """How many letters of what was typed stand in the text, from the first on."""
    at = text.find(words[:3])
    if at < 0:
        return 0
    tail = text[at:]
    return next((place for place in range(len(words)) if tail[place : place + 1] != words[place]), len(words))


def texts(value: object) -> Iterator[str]:
    """Every text inside JSON values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def typed_until_killed(vault: Path, step: str, office: Kalindra, lived: float) -> tuple[list[float], float]:
    """When each key was pressed, and when the process was killed."""
    code = f"from tests.journeys.test_window_kills import typist; typist({str(vault)!r}, {step!r}, {office.case!r}, "
    code += f"{office.letter!r})"
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "FIELDCASE_LANG": "en",
        "PYTHONPATH": f"{ROOT}/src:{ROOT}",
    }
    child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT)
    assert child.stdout is not None
    keys: list[float] = []
    try:
        for line in child.stdout:
            keys.append(float(line))
            if keys[-1] - keys[0] > lived:
                break
        killed = monotonic()
    finally:
        child.kill()
        child.wait()
        child.stdout.close()
    assert len(keys) > 20, "the typist typed nothing"
    return keys, killed


def typist(vault: str, step: str, case: str, letter: str) -> None:
    """Somebody at the window in a process of its own. Tells the moment of each key before it is pressed."""
    from PySide6.QtCore import QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QWidget

    from fieldcase.desktop.app import Program
    from fieldcase.desktop.frame.window import Window

    application = QApplication(["fieldcase"])
    program = Program(application, Path(vault), lambda: None, clock)
    program.start()
    settle(application, lambda: not program.desk.busy)
    program.unlock_screen.passphrase.setText(PASSPHRASE)
    program.unlock_screen.unlock()
    settle(application, lambda: isinstance(program.window, Window) and not program.desk.busy)
    window = program.window
    assert isinstance(window, Window)
    editor = reached(application, window, step, case, letter, lambda: not program.desk.busy)
    pressed = iter(LETTERS * 9)

    def press() -> None:
        print(monotonic(), flush=True)
        QTest.keyClicks(editor, next(pressed))

    assert isinstance(editor, QWidget)
    timer = QTimer()
    timer.timeout.connect(press)
    timer.start(EVERY)
    application.exec()


def reached(application, window, step: str, case: str, letter: str, idle: Callable[[], bool]):  # type: ignore[no-untyped-def]
    """The editor in which is typed at this step."""
    from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit

    if step == "new_case":
        window.go("new_case")
    elif step == "block":
        window.go("letter", letter)
    else:
        window.go("case", case)
    settle(application, idle)
    if step == "title":
        window.do("edit")
    elif step == "consent":
        page = window.screen_shown
        page._edit("consent", None, page._page.parties[0].id)
    elif step == "block":
        buttons = window.screen_shown.findChildren(QAbstractButton)
        next(one for one in buttons if one.accessibleName().startswith("Change block")).click()
    settle(application, idle)
    found = [*window.screen_shown.findChildren(QPlainTextEdit), *window.screen_shown.findChildren(QLineEdit)]
    wanted = QPlainTextEdit if step in ("block", "consent") else QLineEdit
    editor = next(one for one in found if isinstance(one, wanted) and one.isVisible() and not one.isReadOnly())
    editor.setFocus()
    if isinstance(editor, QLineEdit):
        editor.selectAll()
    else:
        editor.clear()
    return editor


def settle(application, condition: Callable[[], bool]) -> None:  # type: ignore[no-untyped-def]
    end = monotonic() + 20
    quiet = monotonic() + 0.3
    while not (condition() and monotonic() > quiet):
        application.processEvents()
        assert monotonic() < end, "the window did not come to rest"
