"""What a machine can see that is wrong with a screen: words that are cut, parts that overlap or stand outside of what
holds them, lists that scroll sideways, and English words in another language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QFocusFrame,
    QHeaderView,
    QLabel,
    QLineEdit,
    QScrollArea,
    QScrollBar,
    QStackedWidget,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

from fieldcase.desktop.case.matrix import Matrix
from fieldcase.desktop.cases.peek import Peek
from fieldcase.desktop.importing.preview import PreviewPage
from fieldcase.desktop.parts.focusring import FocusRing
from fieldcase.desktop.parts.toast import Toast

FLOATS = (FocusRing, Toast, Peek, QFocusFrame)
"""What lies over the rest on purpose."""
WIDE = (PreviewPage, Matrix)
"""What may scroll sideways: it is wide by its nature, and its first column stays."""
SLACK = 2
"""Pixels that nobody sees."""


def faults_of(shown: QWidget) -> list[str]:
    """What is wrong with what is shown, in words, each with where it is."""
    found = []
    for part in (shown, *shown.findChildren(QWidget)):
        if part.isVisibleTo(shown) and not isinstance(part, FLOATS) and not _in_a_float(part, shown):
            found += [f"{fault}: {_place(part, shown)}" for fault in _faults(part)]
    return found


def _in_a_float(part: QWidget, shown: QWidget) -> bool:
    while part is not shown and part.parentWidget() is not None:
        part = part.parentWidget()
        if isinstance(part, (Toast, FocusRing, QFocusFrame)):
            return True
    return False


def _in_wide(part: QWidget | None) -> bool:
    while part is not None and not isinstance(part, WIDE):
        part = part.parentWidget()
    return part is not None


def _faults(part: QWidget) -> Iterator[str]:
    if isinstance(part, QLabel):
        yield from _label(part)
    elif isinstance(part, QAbstractButton):
        yield from _button(part)
    elif isinstance(part, QComboBox):
        yield from _combo(part)
    elif isinstance(part, QLineEdit):
        yield from _line(part)
    elif isinstance(part, QHeaderView):
        yield from _header(part)
    elif isinstance(part, QAbstractScrollArea) and not _in_wide(part) and part.horizontalScrollBar().maximum() > 0:
        if part.horizontalScrollBar().isVisible():
            yield "scrolls sideways"
        elif isinstance(part, QScrollArea):
            yield f"{part.horizontalScrollBar().maximum()} pixels of it lie beyond its edge"
    yield from _children(part)


def _label(label: QLabel) -> Iterator[str]:
    words = label.text()
    if not words or not label.pixmap().isNull():
        return
    room = label.contentsRect()
    needs = label.sizeHint().width() - (label.width() - room.width())
    if label.wordWrap():
        tall = label.heightForWidth(label.width())
        if tall > label.height() + SLACK:
            yield f"{tall - label.height()} pixels too low for {words!r}"
        longest = max(
            (label.fontMetrics().horizontalAdvance(word) for word in re.split(r"[\s\u200b]+", words)), default=0
        )
        if longest > room.width() + SLACK:
            yield f"too narrow for a word of {words!r}"
    elif label.sizeHint().width() > label.width() + SLACK and words not in label.toolTip():
        yield f"{label.sizeHint().width() - label.width()} of {needs} pixels cut off {words!r}"
    if label.sizeHint().height() > label.height() + SLACK and not label.wordWrap():
        yield f"{label.sizeHint().height() - label.height()} pixels too low for {words!r}"


def _button(button: QAbstractButton) -> Iterator[str]:
    hint = button.sizeHint()
    words = button.text() or button.accessibleName()
    if hint.width() > button.width() + SLACK and words not in button.toolTip():
        yield f"{hint.width() - button.width()} pixels too narrow for {words!r}"
    if hint.height() > button.height() + SLACK:
        yield f"{hint.height() - button.height()} pixels too low for {words!r}"


def _combo(combo: QComboBox) -> Iterator[str]:
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    field = combo.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, combo
    )
    needs = combo.fontMetrics().horizontalAdvance(combo.currentText())
    if needs > field.width() + SLACK and combo.currentText() not in combo.toolTip():
        yield f"{needs - field.width()} pixels too narrow for {combo.currentText()!r}"


def _line(line: QLineEdit) -> Iterator[str]:
    needs = line.fontMetrics().horizontalAdvance(line.placeholderText())
    if not line.text() and needs > line.contentsRect().width() and line.placeholderText() not in line.toolTip():
        yield f"too narrow for its hint {line.placeholderText()!r}"


def _header(header: QHeaderView) -> Iterator[str]:
    if header.orientation() != Qt.Orientation.Horizontal or header.model() is None:
        return
    metrics = QFontMetrics(header.font())
    for column in range(header.count()):
        words = str(header.model().headerData(column, Qt.Orientation.Horizontal) or "")
        tip = header.model().headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
        needs = max(metrics.horizontalAdvance(line) for line in words.split("\n"))
        short = needs > header.sectionSize(column)
        if short and not header.isSectionHidden(column) and words not in str(tip or ""):
            yield f"column too narrow for its head {words!r}"


def _children(part: QWidget) -> Iterator[str]:
    """Parts that overlap, or stand outside."""
    if isinstance(part, (QAbstractItemView, QStackedWidget, QComboBox, QLineEdit)):
        return
    inner = [
        child
        for child in part.children()
        if isinstance(child, QWidget) and child.isVisible() and not child.isWindow() and not _beside(child)
    ]
    held = isinstance(part.parentWidget(), QAbstractScrollArea) and part.parentWidget().viewport() is part
    if not isinstance(part, QAbstractScrollArea) and not held:
        room = part.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK)
        for child in inner:
            if not room.contains(child.geometry()) and not child.geometry().isEmpty():
                yield f"{_called(child)} at {_numbers(child.geometry())} outside of {_numbers(part.rect())}"
    for at, one in enumerate(inner):
        for other in inner[at + 1 :]:
            both = one.geometry().intersected(other.geometry())
            if both.width() > SLACK and both.height() > SLACK and not isinstance(part, QAbstractScrollArea):
                yield f"{_called(one)} overlaps {_called(other)} by {both.width()}x{both.height()}"


def _beside(part: QWidget) -> bool:
    """Whether a part lies over others on purpose or is drawn by its holder."""
    return isinstance(part, (*FLOATS, QScrollBar))


def _numbers(rect: QRect) -> str:
    return f"{rect.x()},{rect.y()} {rect.width()}x{rect.height()}"


def _called(part: QWidget) -> str:
    words = part.accessibleName() or (part.text() if isinstance(part, (QLabel, QAbstractButton, QLineEdit)) else "")
    return f"{type(part).__name__}({words[:40]!r})" if words else type(part).__name__


def _place(part: QWidget, shown: QWidget) -> str:
    """Up to four holders of a part, the nearest last."""
    line = [_called(part)]
    while part is not shown and part.parentWidget() is not None and len(line) < 5:
        part = part.parentWidget()
        line.append(_called(part))
    return " < ".join(line)
