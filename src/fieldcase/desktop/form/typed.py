"""Texts and choices that are kept as a draft while they are typed (`drafting.Typed`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from fieldcase.desktop.desk import Desk
from fieldcase.desktop.drafting import Drafting
from fieldcase.desktop.form.sheet import fill, said
from fieldcase.desktop.parts.field import Field
from fieldcase.desktop.parts.several import Several
from fieldcase.desktop.parts.tick import Tick


class Fields(QObject):
    """Parts by name: what each says otherwise than it did when it was shown, and nothing of the others."""

    changed = Signal()

    def __init__(self, parts: Mapping[str, QWidget], parent: QObject) -> None:
        super().__init__(parent)
        self._parts = dict(parts)
        self._first = self._all()
        for part in self._parts.values():
            if isinstance(part, Tick):
                part.toggled.connect(self.changed)
            elif isinstance(part, Field | Several):
                part.changed.connect(self.changed)

    def typed(self) -> dict[str, Any]:
        """What is said otherwise now, by name."""
        return {name: value for name, value in self._all().items() if value != self._first[name]}

    def take_up(self, typed: Mapping[str, Any]) -> None:
        """Fill in what was kept; what is not asked here any more is left out."""
        for name, value in typed.items():
            if name in self._parts:
                fill(self._parts[name], value)

    def _all(self) -> dict[str, Any]:
        return {name: said(part) for name, part in self._parts.items()}


def drafted(desk: Desk, about: str, parts: Mapping[str, QWidget], owner: QWidget) -> Drafting:
    """Keep what is typed in the parts of `owner`, under `about`; leaving a dialog with Esc keeps it too."""
    drafting = Drafting(desk, about, Fields(parts, owner), owner)
    if isinstance(owner, QDialog):
        owner.rejected.connect(drafting.keep)
    return drafting
