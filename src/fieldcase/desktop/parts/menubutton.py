"""A button that opens a menu, for choices that have no room side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from fieldcase.desktop.parts.buttons import Button
from fieldcase.model.words import labelled

Choice = tuple[Callable[[], str], Callable[[], object], QWidget | None]


class MenuButton(Button):
    """A button that opens a menu of what stands side by side where there is room. Its words are the choice made."""

    def __init__(self, name: str, picture: str) -> None:
        super().__init__(name, "secondary", picture)
        self._name = name
        self._choices: Sequence[Choice] = ()
        self.clicked.connect(self.open)

    def offer(self, choices: Sequence[Choice]) -> None:
        """What the menu has: how each is called, what it does, and the part that says whether it can be done now."""
        self._choices = choices

    def say(self, words: str) -> None:
        super().say(words)
        name = getattr(self, "_name", words)
        self.setAccessibleName(words if words == name else labelled(name, words))

    def open(self) -> None:
        """Open the menu below the button."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for said, deed, part in self._choices:
            if part is None or not part.isHidden():
                action = menu.addAction(said().replace("&", "&&"))
                action.setEnabled(part is None or part.isEnabled())
                action.triggered.connect(lambda _on=False, deed=deed: deed())
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
