"""The band of the training office: hatched, violet, and said in words. Never colour alone."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from fieldcase.desktop.parts.drawn import drawn
from fieldcase.desktop.parts.label import isolated
from fieldcase.desktop.theme.look import look
from fieldcase.model.words import _


class TrainingBand(QWidget):
    """Across the top, above everything."""

    def __init__(self, height: int = 28) -> None:
        super().__init__()
        self._words = _("TRAINING OFFICE — invented people. Nothing leaves this laptop.")
        self.setFixedHeight(look().px(height))
        self.setAccessibleName(self._words)
        drawn(self, QAccessible.Role.StaticText)

    def paintEvent(self, event: QPaintEvent) -> None:
        worn, painter = look(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), worn.colour("training_soft"))
        painter.setPen(QPen(worn.colour("training", 60), 6))
        for left in range(-40, self.width() + 40, 22):
            painter.drawLine(left, self.height() + 4, left + self.height() + 8, -4)
        font = worn.font("body", 700)
        painter.setFont(font)
        width = QFontMetrics(font).horizontalAdvance(self._words) + worn.px(36)
        ground = QRectF((self.width() - width) / 2, 0, width, self.height())
        painter.fillRect(ground, worn.colour("training_soft"))
        painter.setPen(worn.colour("training"))
        painter.drawText(ground, int(Qt.AlignmentFlag.AlignCenter), isolated(self._words))
