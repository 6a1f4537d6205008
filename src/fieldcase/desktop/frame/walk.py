"""Walking with F6 and F8: to the next part of the window, to the next thing that blocks."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def step_to(stops: Iterable[QWidget], step: int) -> bool:
    """Put the focus on the next (1) or the previous (-1) of the stops in sight; False where there is none."""
    shown = [one for one in stops if one.isVisible()]
    if not shown:
        return False
    focus = QApplication.focusWidget()
    at = next((place for place, one in enumerate(shown) if one is focus), -1 if step > 0 else 0)
    shown[(at + step) % len(shown)].setFocus(Qt.FocusReason.ShortcutFocusReason)
    return True
