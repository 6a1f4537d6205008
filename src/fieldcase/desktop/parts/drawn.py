"""What is drawn by hand, told to a screen reader: a role in place of none; its name and words are the widget's own."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QApplication, QWidget

ROLE, VALUE, INSTALLED = "drawnAs", "drawnValue", "hearsWhatIsDrawn"
"""Names of dynamic properties: the role of a widget, what it is at, and whether the application asks for both."""


class DrawnWords(QAccessibleWidget):
    """The interface of one drawn widget: its role, its name and description, and what it is at."""

    def __init__(self, widget: QWidget, role: QAccessible.Role) -> None:
        super().__init__(widget, role)
        self._widget = widget

    def text(self, which: QAccessible.Text) -> str:
        """Name and description as set on the widget; as value what one is at in it."""
        if which == QAccessible.Text.Value:
            return str(self._widget.property(VALUE) or "")
        return super().text(which)


def drawn(widget: QWidget, role: QAccessible.Role) -> None:
    """Say what a widget is that paints itself: a chart, a graphic, a document, an indicator."""
    widget.setProperty(ROLE, role.value)


def at(widget: QWidget, words: str) -> None:
    """Say what one is at in a drawn widget: the mark, the step, the page."""
    widget.setProperty(VALUE, words)


def hear_what_is_drawn(application: QApplication) -> None:
    """From now on every drawn widget has its role. Once for an application."""
    if not application.property(INSTALLED):
        QAccessible.installFactory(_interface)
        application.setProperty(INSTALLED, True)


def _interface(_class: str, widget: QObject) -> QAccessibleInterface | None:
    if not isinstance(widget, QWidget) or widget.property(ROLE) is None:
        return None
    return DrawnWords(widget, QAccessible.Role(widget.property(ROLE)))
