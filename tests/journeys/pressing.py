"""A person at the window of a morning whose mouse or keys do everything: what is shown is pressed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QAbstractButton, QMenu

from fieldcase.office.session import Session
from tests.day.hands import Hand, Mouse
from tests.morning import Morning

Answer = TypeVar("Answer")
LAPTOP = QRect(0, 0, 1366, 768)


class Person:
    """Who sits at the window; `hand` presses, `knows` asks the office what the vault holds."""

    def __init__(self, morning: Morning, hand: Hand | None = None) -> None:
        self.morning, self.hand = morning, hand or Mouse()
        window = morning.window
        window.setGeometry(LAPTOP)
        window.show()
        window.activateWindow()
        self.hand.window = window
        self.hand.idle = lambda: not morning.program.desk.busy
        self.hand.wait(window.isActiveWindow, "the window of this person")

    def at(self, place: str, about: str) -> None:
        """Go to a place, as a line of Today leads there."""
        self.morning.window.go(place, about)
        self.hand.settle()

    def knows(self, ask: Callable[[Session], Answer]) -> Answer:
        """What the office tells of the vault."""
        told: list[Any] = []
        self.morning.program.desk.run(ask, told.append)
        self.hand.wait(lambda: told, "the answer of the office")
        return told[0]  # type: ignore[no-any-return]  # what `ask` gave

    def told(self, *words: str) -> None:
        """Wait until the notice at the foot of the window says these words."""
        toast = self.morning.window.toast
        self.hand.wait(lambda: all(said in toast.accessibleName() for said in words), f"the notice {words}")

    def menu(self, name: str = "More") -> list[str]:
        """The lines of the menu behind a button, as they are read."""
        button = self.hand.find(QAbstractButton, name)
        menu = button.menu()  # type: ignore[attr-defined]  # a QPushButton or QToolButton
        assert isinstance(menu, QMenu)
        return [line.text().replace("&&", "&") for line in menu.actions()]
