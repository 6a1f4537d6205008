"""Keeps what is typed: two seconds after the last key it is in the vault, sealed to the seat, beside the ledger."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from fieldcase.desktop.case.actions import draft_of, keep_draft
from fieldcase.desktop.desk import Desk
from fieldcase.desktop.form.form import Form
from fieldcase.desktop.theme.look import look


class Drafting(QObject):
    """The draft of one form. `found` says that something typed before was filled in again."""

    found = Signal()

    def __init__(self, desk: Desk, about: str, form: Form) -> None:
        super().__init__(form)
        self._desk, self._about, self._form = desk, about, form
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self.keep)
        self._kept = False
        form.changed.connect(self._changed)
        draft_of(desk, about, self._take_up)

    def keep(self) -> None:
        """Keep it now."""
        typed = self._form.typed()
        if typed or self._kept:
            self._kept = bool(typed)
            keep_draft(self._desk, self._about, typed)
        self._pause.stop()

    def forget(self) -> None:
        """Saved: there is nothing to keep any more."""
        self._pause.stop()
        self._form.changed.disconnect(self._changed)
        if self._kept:
            keep_draft(self._desk, self._about, {})

    def _changed(self) -> None:
        self._pause.start(look().duration("autosave"))

    def _take_up(self, typed: dict[str, Any]) -> None:
        if typed and not self._form.typed():
            self._kept = True
            self._form.take_up(typed)
            self.found.emit()
