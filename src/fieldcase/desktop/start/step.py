"""One step of a way: what it asks, what is still lacking, and where the focus goes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fieldcase.model.words import _


class Step(QWidget):
    """Base of the steps. `changed` says that what is lacking may be another thing now."""

    changed = Signal()

    title = ""
    sentence = ""

    def onward(self) -> str:
        """The words of the button that goes on."""
        return _("Next")

    def lacking(self) -> str:
        """Why one cannot go on yet, in words; empty when one can."""
        return ""

    def first(self) -> QWidget | None:
        """What gets the focus when the step is shown."""
        return None

    def shown(self) -> None:
        """The step is shown: first, or again after Back."""

    def forget(self) -> None:
        """The way is left: passphrases and words are taken out of the fields."""
