"""A filter chip: “Status: **not closed** ×”. Enter edits, Delete removes. The chip that adds one is dashed."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from fieldcase.desktop.parts.label import isolated
from fieldcase.desktop.theme.icons import picture
from fieldcase.desktop.theme.look import look
from fieldcase.model.words import _


class Chip(QAbstractButton):
    """A chip that is on when it has a value; `clicked` asks to edit it, `removed` to take it away."""

    removed = Signal()

    def __init__(self, label: str, value: str = "") -> None:
        super().__init__()
        self._value = value
        self._before = _("{label}:").format(label=label) if value else label
        self.setFixedHeight(look().px(28))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        said = _("{label}: {value}").format(label=label, value=value) if value else label
        self.setAccessibleName(said)
        if value:
            self.setAccessibleDescription(_("A filter. Enter changes it, Delete removes it."))

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        worn = look()
        width = worn.px(10) + self._label_width() + worn.px(6 + 14 + 10)
        if self._value:
            width += worn.px(6) + self._strong().horizontalAdvance(self._value)
        return QSize(width, worn.px(28))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete removes, Enter edits."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._value:
            self.removed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the cross removes."""
        if self._value and self._cross().contains(event.position()):
            self.setDown(False)
            self.removed.emit()
            return
        super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Pill-shaped, soft when on, dashed when it adds one."""
        worn, painter = look(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = bool(self._value)
        pen = QPen(worn.colour("accent" if on else "edge"), 1)
        if not on:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(worn.colour("accent_soft") if on else Qt.BrushStyle.NoBrush)
        if not on and self.underMouse():
            painter.setBrush(worn.colour("hover"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), worn.px(14), worn.px(14))
        at = worn.px(10)
        at = self._write(painter, at, self._before, worn.font("caption"), "ink2")
        if on:
            self._write(painter, at + worn.px(6), self._value, worn.font("caption", 600), "accent_ink")
        painter.drawPixmap(self._cross().topLeft(), picture("x" if on else "plus", "accent_ink" if on else "ink2", 14))

    def _write(self, painter: QPainter, at: int, words: str, font: QFont, ink: str) -> int:
        painter.setFont(font)
        painter.setPen(look().colour(ink))
        width = QFontMetrics(font).horizontalAdvance(words)
        left = self.width() - at - width if look().right_to_left else at
        painter.drawText(QRectF(left, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, isolated(words))
        return at + width

    def _cross(self) -> QRectF:
        side = look().px(14)
        left = look().px(10) if look().right_to_left else self.width() - look().px(10) - side
        return QRectF(QPointF(left, (self.height() - side) / 2), QPointF(left + side, (self.height() + side) / 2))

    def _label_width(self) -> int:
        metrics = QFontMetrics(look().font("caption"))
        return metrics.horizontalAdvance(self._before)

    def _strong(self) -> QFontMetrics:
        return QFontMetrics(look().font("caption", 600))
