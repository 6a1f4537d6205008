"""Texts and choices that are kept as a draft while they are typed (`drafting.Typed`): one text, or several parts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from fieldcase.desktop.form.sheet import fill, said
from fieldcase.desktop.parts.field import Field
from fieldcase.desktop.parts.several import Several
from fieldcase.desktop.parts.tick import Tick


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
