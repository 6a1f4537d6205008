"""What a screen reader would say: names of everything that can be operated."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QWidget

OPERATED = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractItemView)


def name_of(widget: QWidget) -> str:
    if isinstance(widget, QComboBox):
        return widget.accessibleName()  # Qt on Linux gives the chosen words here and tells the label as a relation
    said = QAccessible.queryAccessibleInterface(widget)
    return said.text(QAccessible.Text.Name) if said is not None else ""


def nameless(root: QWidget) -> list[str]:
    """Controls inside `root` that a person can operate and that have no name."""
    return [
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for widget in root.findChildren(QWidget)
        if isinstance(widget, OPERATED)
        and widget.isVisibleTo(root)
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not name_of(widget).strip()
    ]


def too_small(root: QWidget, least: int = 24) -> list[str]:
    """Buttons smaller than a finger or an unsteady pointer can hit."""
    return [
        f"{name_of(button)}: {button.width()}×{button.height()}"
        for button in root.findChildren(QAbstractButton)
        if button.isVisibleTo(root) and min(button.width(), button.height()) < least
    ]
