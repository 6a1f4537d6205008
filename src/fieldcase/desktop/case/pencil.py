"""Draws the single marks of a timeline and the words beside them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QFontMetricsF, QLinearGradient, QPainter, QPen, QPolygonF

from fieldcase.desktop.case.marks import Drawn, Shape
from fieldcase.desktop.theme.icons import picture
from fieldcase.desktop.theme.look import look

_BAND = {"danger": "danger_soft", "warn": "warn_soft"}


def draw_mark(painter: QPainter, mark: Drawn, box: QRectF, mirrored: bool) -> None:
    """Draw one mark into its box; its words stand elsewhere."""
    match mark.shape:
        case Shape.POINT:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look().colour(mark.tone))
            painter.drawEllipse(box.center(), look().px(5), look().px(5))
        case Shape.SQUARE | Shape.DRAFT:
            _square(painter, mark, box)
        case Shape.DUE:
            _diamond(painter, mark, box)
        case Shape.BAND:
            _band(painter, mark, box, mirrored)
        case _:
            _bar(painter, mark, box, mirrored)


def halo_words(
    painter: QPainter,
    at: float,
    top: float,
    height: float,
    words: str,
    ink: str,
    *,
    strong: bool = False,
    halo: bool = True,
    trailing: bool = False,
) -> None:
    """Words that begin at `at` in reading direction (end there when `trailing`), on the card's own ground."""
    worn = look()
    font = worn.font("caption", 600 if strong else 400)
    painter.setFont(font)
    width = QFontMetricsF(font).horizontalAdvance(words) + 4
    leftwards = worn.right_to_left != trailing
    box = QRectF(at - width if leftwards else at, top, width, height)
    if halo and words:
        painter.fillRect(box.adjusted(-1, 3, 1, -3), worn.colour("surface"))
    painter.setPen(worn.colour(ink))
    side = Qt.AlignmentFlag.AlignRight if leftwards else Qt.AlignmentFlag.AlignLeft
    painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | side | Qt.AlignmentFlag.AlignAbsolute), words)


def _square(painter: QPainter, mark: Drawn, box: QRectF) -> None:
    worn = look()
    half = worn.px(5)
    hollow = mark.shape is Shape.DRAFT
    painter.setPen(QPen(worn.colour(mark.tone), 1.6) if hollow else Qt.PenStyle.NoPen)
    painter.setBrush(worn.colour("surface" if hollow else mark.tone))
    middle = box.center()
    painter.drawRoundedRect(QRectF(middle.x() - half, middle.y() - half, 2 * half, 2 * half), 2, 2)


def _diamond(painter: QPainter, mark: Drawn, box: QRectF) -> None:
    worn, middle = look(), box.center()
    half = worn.px(6)
    painter.setPen(QPen(worn.colour(mark.tone), 1.6))
    painter.setBrush(worn.colour("surface"))
    painter.drawPolygon(
        QPolygonF(
            [
                QPointF(middle.x() - half, middle.y()),
                QPointF(middle.x(), middle.y() - half),
                QPointF(middle.x() + half, middle.y()),
                QPointF(middle.x(), middle.y() + half),
            ]
        )
    )


def _band(painter: QPainter, mark: Drawn, box: QRectF, mirrored: bool) -> None:
    worn = look()
    middle = box.center().y()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(worn.colour(_BAND.get(mark.tone, "neutral_soft")))
    painter.drawRoundedRect(QRectF(box.left() + 1, middle - worn.px(10), box.width() - 2, worn.px(20)), 3, 3)
    left = box.right() - worn.px(20) if mirrored else box.left() + worn.px(5)
    icon = "triangle-alert" if mark.tone == "danger" else "diamond" if mark.tone == "warn" else "circle"
    painter.drawPixmap(int(left), int(middle - worn.px(7)), picture(icon, mark.tone, 14))


def _bar(painter: QPainter, mark: Drawn, box: QRectF, mirrored: bool) -> None:
    """Hard ends between two days, fading on both sides for “about”, fading at the far end for what goes on."""
    worn, middle = look(), box.center().y()
    soft = worn.colour(mark.tone, 70 if worn.theme == "light" else 110)
    clear = worn.colour(mark.tone, 0)
    stops = {
        Shape.ABOUT: ((0, clear), (0.35, soft), (0.65, soft), (1, clear)),
        Shape.OPEN: ((0, soft), (0.82, soft), (1, clear)),
    }.get(mark.shape, ((0, soft), (1, soft)))
    shade = QLinearGradient(box.left(), 0, box.right(), 0)
    for at, colour in stops:
        shade.setColorAt(1 - at if mirrored else at, colour)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(shade))
    top, bottom = middle - worn.px(8), middle + worn.px(8)
    painter.drawRoundedRect(QRectF(box.left(), top, box.width(), bottom - top), 3, 3)
    painter.setPen(QPen(worn.colour(mark.tone), 2))
    ends = {
        Shape.BETWEEN: (box.left(), box.right()),
        Shape.OPEN: (box.right(),) if mirrored else (box.left(),),
    }.get(mark.shape, ())
    for x in ends:
        painter.drawLine(QPointF(x, top), QPointF(x, bottom))
    if mark.shape is Shape.ABOUT:
        painter.setPen(QPen(worn.colour(mark.tone), 1.5, Qt.PenStyle.DotLine))
        painter.drawLine(
            QPointF(box.left() + box.width() * 0.2, bottom), QPointF(box.left() + box.width() * 0.8, bottom)
        )
