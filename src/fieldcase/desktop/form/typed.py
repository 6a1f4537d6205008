"""A single text that is kept as a draft while it is typed (`drafting.Typed`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QPlainTextEdit

from fieldcase.desktop.parts.field import Field


class Written(QObject):
    """The text of `field`, kept under `name`."""

    changed = Signal()

    def __init__(self, field: Field, name: str) -> None:
        super().__init__(field)
        self._field, self._name = field, name
        field.changed.connect(self.changed)

    def typed(self) -> dict[str, Any]:
        """What stands in the field; nothing where nothing does."""
        editor = self._field.editor
        if isinstance(editor, QComboBox):
            return {}
        text = editor.toPlainText() if isinstance(editor, QPlainTextEdit) else editor.text()
        return {self._name: text} if text else {}

    def take_up(self, typed: Mapping[str, Any]) -> None:
        """Fill in what was kept."""
        editor, text = self._field.editor, str(typed.get(self._name, ""))
        if isinstance(editor, QPlainTextEdit):
            editor.setPlainText(text)
        elif not isinstance(editor, QComboBox):
            editor.setText(text)
