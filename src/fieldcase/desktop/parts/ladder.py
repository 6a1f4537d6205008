"""A ladder of verification: five segments beside the word, never a sum of the four elements."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from fieldcase.desktop.parts.drawn import drawn
from fieldcase.desktop.theme.look import look

STEPS = 5
LEVELS = {
    "not_assessed": (0, "circle-dashed", "ink2"),
    "insufficient": (1, "circle-dashed", "ink2"),
    "credible": (2, "triangle-alert", "warn"),
    "corroborated": (3, "circle-check", "ok"),
    "reasonable_grounds": (4, "circle-check", "ok"),
    "confirmed": (5, "circle-check", "ok"),
    "contradicted": (5, "octagon-x", "danger"),
}
"""By level: how many segments are filled, and the icon and ink beside its word."""


class Ladder(QWidget):
    """Drawn only; the word beside it says the same."""

    def __init__(self, level: str, *, small: bool = False) -> None:
        super().__init__()
        self._level = level if level in LEVELS else "not_assessed"
        drawn(self, QAccessible.Role.Indicator)
        self.setFixedSize(look().px(STEPS * (12 if small else 18)), look().px(9))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Filled segments from the leading side; a contradicted one is crossed."""
        worn, painter = look(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        filled, _icon, ink = LEVELS[self._level]
        width = (self.width() - (STEPS - 1) * 3) / STEPS
        for step in range(STEPS):
            left = (STEPS - 1 - step if worn.right_to_left else step) * (width + 3)
            painter.setPen(QPen(worn.colour(ink if step < filled else "edge"), 1))
            painter.setBrush(worn.colour(ink) if step < filled else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(left + 0.5, 0.5, width - 1, self.height() - 1), 2, 2)
        if self._level == "contradicted":
            painter.setPen(QPen(worn.colour("surface"), 2))
            painter.drawLine(0, self.height(), self.width(), 0)
