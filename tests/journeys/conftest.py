"""The window of the journeys, on a vault that is made once and copied for every test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fieldcase.desktop.app import Program
from fieldcase.desktop.theme.look import read_look, wear
from tests.kalindra import Kalindra, clock, kalindra
from tests.laptops import PASSPHRASES
from tests.morning import Morning


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Kalindra]:
    """A vault that is copied for every test."""
    place = tmp_path_factory.mktemp("kalindra")
    return place, kalindra(place / "vault", place / "outside", more=False)


@pytest.fixture
def morning(
    qapp: QApplication, qtbot: QtBot, office: tuple[Path, Kalindra], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Morning]:
    with begun_morning(
        qapp, qtbot, office[0], tmp_path, monkeypatch, vault="vault", case=office[1].case, letter=office[1].letter
    ) as begun:
        yield begun


Desk = tuple[Path, str, str]
"""An office of two laptops in a folder, and the case and the letter that a test is about."""


@contextmanager
def sat_down(request: pytest.FixtureRequest, at: str, desk: Desk) -> Iterator[Morning]:
    """A person at laptop `at` of a copy of an office, who has unlocked it."""
    qapp, qtbot, tmp_path, monkeypatch = (
        request.getfixturevalue(name) for name in ("qapp", "qtbot", "tmp_path", "monkeypatch")
    )
    place, case, letter = desk
    with begun_morning(qapp, qtbot, place, tmp_path, monkeypatch, vault=at, case=case, letter=letter) as begun:
        begun.unlock(PASSPHRASES[at])
        yield begun


@contextmanager
def begun_morning(
    qapp: QApplication,
    qtbot: QtBot,
    template: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    vault: str,
    case: str,
    letter: str,
) -> Iterator[Morning]:
    """The program, locked, on a copy of a template's vault; its heads outside lie beside it."""
    shutil.copytree(template, tmp_path / "laptop")
    outside = "outside" if vault == "vault" else f"outside-{vault}"
    monkeypatch.setenv("FIELDCASE_STATE", str(tmp_path / "laptop" / outside))
    locked: list[str] = []
    program = Program(qapp, tmp_path / "laptop" / vault, lambda: locked.append("locked"), clock)
    program.start()
    begun = Morning(program, tmp_path / "laptop" / vault, case, letter, qtbot, locked)
    program.desk.broken.connect(begun.bugs.append)
    yield begun
    assert [str(bug) for bug in begun.bugs] == []
    begun.leave()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    wear(qapp, read_look())
