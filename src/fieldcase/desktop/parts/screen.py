"""What every screen is to the frame: a widget that can be shown, asked for its primary step, and put away."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class Screen(QWidget):
    """Base of the screens.

    `went` asks the frame to go somewhere: a place or a record, with what it is about. `said` shows a notice, with what
    undoes it (or None).
    """

    went = Signal(str, object)
    said = Signal(str, object)

    def primary(self) -> None:
        """Ctrl+Enter: the primary button of the screen."""

    def regions(self) -> list[QWidget]:
        """What F6 walks through: the first control of each part of the screen."""
        return []

    def problems(self) -> list[QWidget]:
        """What F8 walks through: the controls beside what blocks or needs a look."""
        return []

    def arrive(self) -> None:
        """Shown: put the focus on the first remedy, else on the first row."""

    def command(self, name: str) -> bool:
        """Carry out a command of the table of keys; False where the screen does not know it."""
        return False

    def where(self) -> dict[str, Any]:
        """Where one is in the screen (a tab, a row, an open sheet), as JSON values that `take_up` goes back to. It is
        remembered in the vault, so that unlocking leads to the same place."""
        return {}

    def called(self) -> str:
        """What the palette calls it among the last places: a number or a code, never a name; nothing for a place."""
        return ""

    def stopped(self) -> list[tuple[str, str]]:
        """What cannot be done here now, each with the reason in words."""
        return []

    def put_away(self) -> dict[str, object]:
        """What was typed and is not saved, so that it can be kept; empty when there is nothing."""
        return {}

    def keep(self) -> None:
        """Before the vault closes: keep what is typed as a draft in it."""

    def take_up(self, kept: dict[str, object]) -> None:
        """Show again what `put_away` or `where` gave."""
