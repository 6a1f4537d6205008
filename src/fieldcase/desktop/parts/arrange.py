"""Rows, columns and cards: how parts stand beside and below each other. Margins and gaps follow the text size."""

from __future__ import annotations

from collections.abc import Sequence
from types import EllipsisType
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from fieldcase.desktop.theme.look import look

Item = QWidget | QLayout | int | None | EllipsisType | tuple[QWidget | QLayout, int]
Margins = int | tuple[int, int] | tuple[int, int, int, int]
Box = TypeVar("Box", bound=QBoxLayout)


def row(*items: Item, gap: int = 8, margins: Margins = 0) -> QHBoxLayout:
    """A row of parts. A number is an empty space, `...` takes what room is left, a pair gives a stretch."""
    return _filled(QHBoxLayout(), items, gap, margins)


def column(*items: Item, gap: int = 8, margins: Margins = 0) -> QVBoxLayout:
    """A column of parts, told like a `row`."""
    return _filled(QVBoxLayout(), items, gap, margins)


def framed(layout: QLayout, kind: str = "card", tone: str = "") -> QFrame:
    """A frame around one layout: kinds are those of the stylesheet (card, sunken, top, foot, banner …)."""
    frame = QFrame()
    frame.setProperty("kind", kind)
    if tone:
        frame.setProperty("tone", tone)
    frame.setLayout(layout)
    return frame


def plain(layout: QLayout) -> QWidget:
    """A widget without a look of its own around one layout."""
    widget = QWidget()
    widget.setLayout(layout)
    return widget


def rule(upright: bool = False) -> QFrame:
    """A hairline."""
    line = QFrame()
    line.setProperty("kind", "vrule" if upright else "rule")
    return line


def scrolling(inner: QWidget, name: str = "") -> QScrollArea:
    """A region that scrolls by itself, up and down only. `name` is what a screen reader says of it."""
    area = QScrollArea()
    area.setWidget(inner)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setAccessibleName(name)
    return area


ROW = "row"
"""The property of a control that stands for the row of a record: its id."""


def of_row(control: QWidget, record: str) -> QWidget:
    """Note which record a control is about, so that whoever is led to it finds it."""
    control.setProperty(ROW, record)
    return control


def reveal(control: QWidget) -> None:
    """Give the focus to a control, and scroll whatever it stands in so that it is seen."""
    control.setFocus(Qt.FocusReason.OtherFocusReason)
    inside = control.parentWidget()
    while inside is not None:
        if isinstance(inside, QScrollArea):
            inside.ensureWidgetVisible(control)
        inside = inside.parentWidget()


def margins_of(margins: Margins) -> tuple[int, int, int, int]:
    """Left, top, right, bottom in pixels at this text size; mirrored by hand in a right-to-left window."""
    if isinstance(margins, int):
        sides: Sequence[int] = (margins,) * 4
    elif len(margins) == 2:
        sides = (margins[0], margins[1], margins[0], margins[1])
    else:
        sides = margins
    worn = look()
    leading, top, trailing, bottom = (worn.px(side) for side in sides)
    return (trailing, top, leading, bottom) if worn.right_to_left else (leading, top, trailing, bottom)


def held(part: QWidget, by: QWidget) -> None:
    """Take no more typing in `part` while what stands in it is saved; the focus waits in `by`."""
    by.setFocus(Qt.FocusReason.OtherFocusReason)
    part.setEnabled(False)


def released(part: QWidget) -> None:
    """Take typing again, where it was."""
    part.setEnabled(True)
    at = part.focusWidget()
    if at is not None:
        at.setFocus(Qt.FocusReason.OtherFocusReason)


def empty(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            continue
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            empty(inner)
            inner.deleteLater()


def _filled(box: Box, items: Sequence[Item], gap: int, margins: Margins) -> Box:
    box.setContentsMargins(*margins_of(margins))
    box.setSpacing(look().px(gap))
    for item in items:
        _put(box, item)
    return box


def _put(box: QBoxLayout, item: Item) -> None:
    part, stretch = item if isinstance(item, tuple) else (item, 0)
    if part is None:
        return
    if part is ...:
        box.addStretch(1)
    elif isinstance(part, int):
        box.addSpacing(look().px(part))
    elif isinstance(part, QWidget):
        box.addWidget(part, stretch)
    elif isinstance(part, QLayout):
        box.addLayout(part, stretch)
