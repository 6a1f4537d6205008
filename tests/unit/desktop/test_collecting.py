"""Nothing of the window ends in the worker's thread: Qt would end the program with a segmentation fault."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from fieldcase.desktop.desk import Desk
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_


class Full(Refusal):
    message = N_("The box is full: {count}.")
    remedy = N_("Empty it.")


class Part:
    """Tells in which thread it ends."""

    def __init__(self, ended_in: list[int], *, circle: bool = False) -> None:
        self.ended_in, self.circle = ended_in, self if circle else None

    def __del__(self) -> None:
        self.ended_in.append(threading.get_ident())


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    made = Desk()
    yield made
    assert made.close()


def busy(_session: object) -> int:
    """Work that makes more than enough circles for Python to collect of its own accord."""
    for _number in range(5000):
        circle: list[object] = []
        circle.append(circle)
    return threading.get_ident()


def test_a_circle_is_collected_by_the_window_however_busy_the_worker(desk: Desk, qtbot: QtBot) -> None:
    ended_in: list[int] = []
    answers: list[int] = []
    desk.run(lambda _session: 0, answers.append)
    qtbot.waitUntil(lambda: len(answers) == 1)
    for _number in range(50):
        Part(ended_in, circle=True)
        desk.run(busy, answers.append)
    qtbot.waitUntil(lambda: len(answers) == 51)
    qtbot.waitUntil(lambda: len(ended_in) == 50)
    assert set(ended_in) == {threading.get_ident()}
    assert threading.get_ident() not in answers


@pytest.mark.parametrize("outcome", ["an answer", "a refusal"])
def test_who_asked_is_never_dropped_last_by_the_worker(desk: Desk, qtbot: QtBot, outcome: str) -> None:
    ended_in: list[int] = []

    def use_case(_session: object, part: Part) -> None:
        if outcome == "a refusal":
            raise Full(count=len(part.ended_in))

    for _number in range(300):
        part = Part(ended_in)
        desk.run(
            lambda _session, part=part: use_case(_session, part),
            lambda _answer, part=part: part.circle,
            failed=lambda _refusal, part=part: part.circle,
        )
        del part
    qtbot.waitUntil(lambda: not desk.busy)
    qtbot.waitUntil(lambda: len(ended_in) == 300)
    assert set(ended_in) == {threading.get_ident()}


def test_parts_of_the_window_in_circles_end_well_beside_a_busy_worker(desk: Desk, qtbot: QtBot) -> None:
    answers: list[int] = []
    ended: list[int] = []
    for number in range(100):
        part = QWidget()
        column = QVBoxLayout(part)
        column.addWidget(QLineEdit("x"))
        setattr(part, "itself", (part, column))  # noqa: B010  # the circle that a screen makes with its parts
        part.destroyed.connect(lambda _gone=None, number=number: ended.append(number))
        part.show()
        desk.run(busy, answers.append)
        del part, column
    qtbot.waitUntil(lambda: len(answers) == 100)
    qtbot.waitUntil(lambda: len(ended) == 100)
