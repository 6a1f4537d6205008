"""The clock of a letter, drawn: sent, due, answered, today, cut-off on one line; what is late is red and says by how
much. The same stands in words in its accessible description.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from fieldcase.desktop.parts.drawn import drawn
from fieldcase.desktop.parts.label import isolated, named
from fieldcase.desktop.reply.board import Mark
from fieldcase.desktop.theme.look import look

INSET = 46
"""Pixels at 100 % text between the edge and the first mark."""


class ClockLine(QWidget):
    """`marks` by day; `late` whole days that the reply came, or has not come, after it was due."""

    def __init__(self, marks: Sequence[Mark], late: int, name: str) -> None:
        super().__init__()
        self._marks, self._late = tuple(marks), late
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        named(self, name, "; ".join(mark.words for mark in marks))
        drawn(self, QAccessible.Role.Chart)

    def sizeHint(self) -> QSize:
        return QSize(look().px(320), look().px(56))

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line by parts, then the marks with their words below them."""
        worn, painter = look(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        places, level = self._places(), worn.px(22)
        for one, other in zip(self._marks, self._marks[1:], strict=False):
            left, right = places[one.day], places[other.day]
            pen = QPen(worn.colour(self._ink(one, other)), worn.px(3))
            if one.kind in ("reply", "today") and other.kind != "due" and not self._red(one, other):
                pen = QPen(worn.colour("edge"), worn.px(2), Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawLine(QPointF(left, level), QPointF(right, level))
            if self._late and self._red(one, other):
                painter.setPen(worn.colour("danger"))
                painter.setFont(worn.font("caption"))
                painter.drawText(
                    QRectF(left - 60, 0, right - left + 120, level - worn.px(6)),
                    Qt.AlignmentFlag.AlignCenter,
                    f"+{self._late}",
                )
        self._draw_words(painter, places, level)
        for mark in self._marks:
            self._draw_mark(painter, mark, QPointF(places[mark.day], level))

    def _places(self) -> dict[object, float]:
        days = [mark.day for mark in self._marks]
        if not days:
            return {}
        inset, first = look().px(INSET), days[0]
        span = max((days[-1] - first).days, 1)
        room = max(self.width() - 2 * inset, 1)
        places: dict[object, float] = {day: inset + room * (day - first).days / span for day in days}
        if look().right_to_left:
            places = {day: self.width() - at for day, at in places.items()}
        return places

    def _red(self, one: Mark, other: Mark) -> bool:
        due = next((mark.day for mark in self._marks if mark.kind == "due"), None)
        end = next((mark.day for mark in self._marks if mark.kind == "reply"), None)
        end = end or next((mark.day for mark in self._marks if mark.kind == "today"), None)
        return due is not None and end is not None and one.day >= due and other.day <= end and one.day < other.day

    def _ink(self, one: Mark, other: Mark) -> str:
        return "danger" if self._red(one, other) else "accent"

    def _draw_words(self, painter: QPainter, places: dict[object, float], level: float) -> None:
        """Words below the marks; what would lie on other words moves as little as it can."""
        worn = look()
        painter.setFont(worn.font("caption"))
        painter.setPen(worn.colour("ink"))
        widths = QFontMetrics(worn.font("caption"))
        spans: list[list[float]] = []
        for mark in self._marks:
            wide = float(widths.horizontalAdvance(mark.words) + worn.px(8))
            spans.append([min(max(places[mark.day] - wide / 2, 0), self.width() - wide), wide])
        order = sorted(range(len(spans)), key=lambda place: spans[place][0])
        for place, after in zip(order, order[1:], strict=False):
            spans[after][0] = max(spans[after][0], spans[place][0] + spans[place][1])
        end = float(self.width())
        for place in reversed(order):
            spans[place][0] = min(spans[place][0], end - spans[place][1])
            end = spans[place][0]
        for (start, width), mark in zip(spans, self._marks, strict=True):
            room = QRectF(start, level + worn.px(10), width, worn.px(20))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, isolated(mark.words))

    def _draw_mark(self, painter: QPainter, mark: Mark, at: QPointF) -> None:
        worn = look()
        half = worn.px(5)
        ink = {"sent": "accent", "due": "accent", "reply": "danger" if self._late else "ok", "today": "accent"}
        colour = worn.colour(ink.get(mark.kind, "ink2"))
        painter.setPen(QPen(colour, worn.px(2)))
        filled = mark.kind in ("sent", "reply")
        painter.setBrush(colour if filled else worn.colour("surface"))
        if mark.kind in ("due", "cutoff"):
            corners = [(0, -half - 1), (half + 1, 0), (0, half + 1), (-half - 1, 0)]
            painter.drawPolygon(QPolygonF([QPointF(at.x() + x, at.y() + y) for x, y in corners]))
        elif mark.kind == "reply":
            painter.drawEllipse(at, half, half)
        else:
            painter.drawRect(QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half))
