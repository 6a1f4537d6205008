"""The five steps of the assistant at the head of the page: done ones ticked, the current one filled, in words too."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from fieldcase.desktop.importing.told import STEPS
from fieldcase.desktop.parts.drawn import drawn
from fieldcase.desktop.parts.label import isolated
from fieldcase.desktop.theme.icons import picture
from fieldcase.desktop.theme.look import look
from fieldcase.model.words import _


class Steps(QWidget):
    """Cannot be operated: Back and the primary button go from step to step."""

    def __init__(self) -> None:
        super().__init__()
        self._at = 0
        drawn(self, QAccessible.Role.Indicator)
        self.setFixedHeight(look().px(30))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.go(0)

    def go(self, step: int) -> None:
        """The step one is at, from 0."""
        self._at = step
        said = _("Step {step} of {of}: {name}").format(step=step + 1, of=len(STEPS), name=_(STEPS[step]))
        self.setAccessibleName(said)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().px(520), look().px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Circle, word, chevron; mirrored in a right-to-left window."""
        worn, painter = look(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        at, side = 0.0, worn.px(20)
        top = (self.height() - side) / 2
        shown = [self._at] if worn.stacked else range(len(STEPS))
        for step in shown:
            words, now = _(STEPS[step]), step == self._at
            font = worn.font("strong" if now else "body")
            painter.setFont(font)
            width = QFontMetrics(font).horizontalAdvance(words)
            self._mark(painter, self._mirrored(QRectF(at, top, side, side)), step)
            painter.setFont(font)
            painter.setPen(worn.colour("ink" if now else "ink2"))
            room = self._mirrored(QRectF(at + side + worn.px(8), 0, width + 4, self.height()))
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), isolated(words))
            at += side + worn.px(8) + width + worn.px(14)
            if step != shown[-1]:
                chevron = self._mirrored(QRectF(at, top + worn.px(3), worn.px(14), worn.px(14)))
                painter.drawPixmap(chevron.toRect().topLeft(), picture("chevron-right", "ink2", 14))
                at += worn.px(26)

    def _mark(self, painter: QPainter, box: QRectF, step: int) -> None:
        worn = look()
        if step < self._at:
            painter.drawPixmap(box.toRect().topLeft(), picture("circle-check", "ok", 20))
            return
        now = step == self._at
        painter.setPen(worn.colour("accent" if now else "edge"))
        painter.setBrush(worn.colour("accent" if now else "surface"))
        painter.drawEllipse(box.adjusted(1, 1, -1, -1))
        painter.setPen(worn.colour("on_accent" if now else "ink2"))
        painter.setFont(worn.font("caption", 600))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(step + 1))

    def _mirrored(self, box: QRectF) -> QRectF:
        if not look().right_to_left:
            return box
        return QRectF(self.width() - box.right(), box.top(), box.width(), box.height())
