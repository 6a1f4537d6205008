"""The timeline: lanes of cooperation, acts, risk, letters and replies, with every doubt drawn as a range.

An exact day is a point, days between two days a bar with hard ends, “about” a bar that fades on both sides, what goes
on fades past today. Arrow keys walk the marks by date, Enter opens one; the same content stands beside it as a list.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QLocale, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from fieldcase.desktop.case.marks import Drawn, Lane, Shape
from fieldcase.desktop.case.pencil import draw_mark, halo_words
from fieldcase.desktop.case.scale import Scale, rows_for
from fieldcase.desktop.parts.drawn import at, drawn
from fieldcase.desktop.theme.icons import picture
from fieldcase.desktop.theme.look import look
from fieldcase.model.words import N_, _

ROW, LANE_PAD, AXIS, LEADING = 22, 6, 26, 154
MOST_ROWS = 5
LANES = {
    Lane.COOPERATION: ("handshake", N_("Cooperation")),
    Lane.ACTS: ("zap", N_("Acts")),
    Lane.RISK: ("shield-alert", N_("Risk")),
    Lane.LETTERS: ("mail", N_("Letters, replies")),
}


class Timeline(QWidget):
    """`opened` gives the record of the mark that a person opened."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._marks: list[Drawn] = []
        self._today = date.min
        self._span = (date.min, date.min)
        self._rows: dict[int, int] = {}
        self._heights: dict[Lane, int] = {}
        self._boxes: list[tuple[QRectF, Drawn]] = []
        self._at = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Timeline"))
        drawn(self, QAccessible.Role.Chart)

    def show_marks(self, marks: Sequence[Drawn], span: tuple[date, date], today: date) -> None:
        """Show these marks within the days of `span`."""
        self._marks = sorted(marks, key=lambda mark: (mark.start, mark.end))
        self._span, self._today, self._at = span, today, -1
        at(self, "")
        self.setAccessibleDescription("; ".join(mark.full for mark in self._marks))
        self._place()

    @property
    def mark(self) -> Drawn | None:
        """The mark one is at."""
        return self._marks[self._at] if 0 <= self._at < len(self._marks) else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other rows may be needed at another width."""
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk by date; Enter opens."""
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}.get(
            Qt.Key(event.key())
        )
        if step is not None and self._marks:
            if look().right_to_left and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
                step = -step
            self._at = min(max(self._at + step, 0), len(self._marks) - 1)
            self.setAccessibleDescription(self._marks[self._at].full)
            at(self, self._marks[self._at].full)
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and 0 <= self._at < len(self._marks):
            self.opened.emit(self._marks[self._at].record)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open what lies under the pointer."""
        mark = self._under(event.position())
        if mark is not None:
            self.opened.emit(mark.record)

    def event(self, event: QEvent) -> bool:
        """The tooltip says the date in full."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            mark = self._under(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), mark.full if mark else "", self)
            return True
        return super().event(event)

    # --- placing

    def _scale(self) -> Scale:
        leading = look().px(LEADING)
        trailing = look().px(8)
        left = trailing if look().right_to_left else leading
        return Scale(*self._span, left, max(self.width() - leading - trailing, 50), look().right_to_left)

    def _place(self) -> None:
        if self._span[0] == date.min:
            return
        scale = self._scale()
        metrics = QFontMetricsF(look().font("caption"))
        self._rows, self._heights = {}, {}
        for lane in Lane:
            places = [place for place, mark in enumerate(self._marks) if mark.lane is lane]
            boxes = [self._extent(self._marks[place], scale, metrics) for place in places]
            if scale.mirrored:
                boxes = [(-right, -left) for left, right in boxes]
            rows = rows_for(boxes, MOST_ROWS)
            self._rows |= dict(zip(places, rows, strict=True))
            height = max([row + 1 for row in rows], default=1)
            self._heights[lane] = look().px(height * ROW + 2 * LANE_PAD)
        self.setFixedHeight(look().px(AXIS) + sum(self._heights.values()))
        self.update()

    def _extent(self, mark: Drawn, scale: Scale, metrics: QFontMetricsF) -> tuple[float, float]:
        """Left and right of a mark with its words."""
        left, width = self._body(mark, scale)
        words = metrics.horizontalAdvance(mark.words) + look().px(14)
        if mark.shape is Shape.BAND or self._inside(mark, scale, metrics):
            return left, left + max(width, words + look().px(20) if mark.shape is Shape.BAND else width)
        leftwards = self._before(mark, scale, metrics) != scale.mirrored
        return (left - words, left + width) if leftwards else (left, left + width + words)

    def _body(self, mark: Drawn, scale: Scale) -> tuple[float, float]:
        if mark.shape in (Shape.POINT, Shape.SQUARE, Shape.DUE, Shape.DRAFT):
            half = look().px(6)
            return scale.x(mark.start) - half, 2 * half
        left, width = scale.span(mark.start, mark.end)
        least = look().px(10)
        return (left, width) if width >= least else (left - (least - width) / 2, least)

    def _inside(self, mark: Drawn, scale: Scale, metrics: QFontMetricsF) -> bool:
        """Whether the words fit into the bar itself."""
        if mark.shape not in (Shape.OPEN, Shape.BETWEEN, Shape.ABOUT):
            return False
        return metrics.horizontalAdvance(mark.words) + look().px(24) < self._body(mark, scale)[1]

    def _before(self, mark: Drawn, scale: Scale, metrics: QFontMetricsF) -> bool:
        """Whether the words stand before the mark, because there is no room after it and there is before it."""
        left, width = self._body(mark, scale)
        words = metrics.horizontalAdvance(mark.words) + look().px(14)
        at_left = left - words > scale.left
        at_right = left + width + words < scale.left + scale.width + look().px(8)
        return (not at_left and at_right) if scale.mirrored else (not at_right and at_left)

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._span[0] == date.min:
            return
        worn, painter = look(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = self._scale()
        self._boxes = []
        self._paint_axis(painter, scale)
        top = worn.px(AXIS)
        tops: dict[Lane, int] = {}
        for lane, (icon, words) in LANES.items():
            painter.setPen(QPen(worn.colour("line"), 1))
            painter.drawLine(QPointF(0, top), QPointF(self.width(), top))
            side = worn.px(16)
            left = self.width() - side if scale.mirrored else 0
            painter.drawPixmap(left, top + worn.px(LANE_PAD + 3), picture(icon, "ink2", 16))
            at = self.width() - worn.px(24) if scale.mirrored else worn.px(24)
            halo_words(painter, at, top + worn.px(LANE_PAD), worn.px(ROW), _(words), "ink2", strong=True)
            tops[lane] = top + worn.px(LANE_PAD)
            top += self._heights.get(lane, 0)
        self._paint_today(painter, scale, behind=True)
        for place, mark in enumerate(self._marks):
            row = self._rows.get(place, -1)
            if row >= 0:
                self._paint_mark(painter, scale, place, mark, tops[mark.lane] + row * worn.px(ROW))
        self._paint_today(painter, scale, behind=False)

    def _paint_axis(self, painter: QPainter, scale: Scale) -> None:
        worn = look()
        ticks = scale.ticks()
        room = scale.width / max(len(ticks), 1)
        for day, kind in ticks:
            x = scale.x(day)
            painter.setPen(QPen(worn.colour("line"), 1))
            painter.drawLine(QPointF(x, 4), QPointF(x, self.height()))
            short = QLocale.FormatType.ShortFormat if room < worn.px(74) else QLocale.FormatType.LongFormat
            month = QLocale(worn.language).standaloneMonthName(day.month, short)
            words = str(day.year) if kind == "year" or day.month == 1 else month
            at = x - worn.px(6) if scale.mirrored else x + worn.px(6)
            halo_words(painter, at, 0, worn.px(ROW), words, "ink2", strong=day.month == 1, halo=False)

    def _paint_mark(self, painter: QPainter, scale: Scale, place: int, mark: Drawn, top: float) -> None:
        worn = look()
        metrics = QFontMetricsF(worn.font("caption"))
        left, width = self._body(mark, scale)
        box = QRectF(left, top, width, worn.px(ROW))
        draw_mark(painter, mark, box, scale.mirrored)
        if mark.shape is Shape.BAND or self._inside(mark, scale, metrics):
            inset = worn.px(24 if mark.shape is Shape.BAND else 8)
            at = box.right() - inset if scale.mirrored else box.left() + inset
            strong, ink = mark.shape is Shape.BAND, mark.tone if mark.shape is Shape.BAND else "ink"
            halo_words(painter, at, top, box.height(), mark.words, ink, strong=strong, halo=False)
        else:
            before = self._before(mark, scale, metrics)
            leftwards = before != scale.mirrored
            at = left - worn.px(5) if leftwards else left + width + worn.px(5)
            room = at if leftwards else self.width() - at
            words = metrics.elidedText(mark.words, Qt.TextElideMode.ElideRight, room - worn.px(6))
            halo_words(painter, at, top, box.height(), words, "ink", trailing=before)
        first, last = self._extent(mark, scale, metrics)
        whole = QRectF(first, top, last - first, box.height())
        self._boxes.append((whole, mark))
        if self.hasFocus() and place == self._at:
            painter.setPen(QPen(worn.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(whole.adjusted(-2, 1, 2, -1), 4, 4)

    def _paint_today(self, painter: QPainter, scale: Scale, *, behind: bool) -> None:
        worn = look()
        x = scale.x(self._today)
        if behind:
            painter.setPen(QPen(worn.colour("accent"), 2))
            painter.drawLine(QPointF(x, worn.px(AXIS - 4)), QPointF(x, self.height()))
            return
        font = worn.font("caption", 600)
        painter.setFont(font)
        width = QFontMetricsF(font).horizontalAdvance(_("Today")) + worn.px(12)
        tag = QRectF(min(max(x - width / 2, 0), self.width() - width), worn.px(2), width, worn.px(20))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(worn.colour("accent"))
        painter.drawRoundedRect(tag, 4, 4)
        painter.setPen(worn.colour("on_accent"))
        painter.drawText(tag, int(Qt.AlignmentFlag.AlignCenter), _("Today"))

    def _under(self, at: QPointF) -> Drawn | None:
        return next((mark for box, mark in self._boxes if box.contains(at)), None)


def legend() -> tuple[tuple[Shape, str], ...]:
    """What each shape means, for the line below the drawing."""
    return (
        (Shape.POINT, _("exact day")),
        (Shape.BETWEEN, _("between two days")),
        (Shape.ABOUT, _("about")),
        (Shape.OPEN, _("goes on")),
        (Shape.DUE, _("reply due")),
    )


class LegendMark(QWidget):
    """One shape, small, beside its word."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self._shape = shape
        self.setFixedSize(look().px(26), look().px(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        day = date(2026, 1, 1)
        mark = Drawn(Lane.ACTS, self._shape, day, day + timedelta(days=1), "", "", "ink2")
        draw_mark(painter, mark, QRectF(self.rect()).adjusted(1, 0, -1, 0), look().right_to_left)
