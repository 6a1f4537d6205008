"""How controls are called, where they are hit, and where they stand among the others."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QTextEdit,
    QWidget,
)


def name_of(widget: QWidget | None) -> str:
    """What a screen reader says of it, else what stands on it."""
    if widget is None:
        return "nothing"
    said = widget.accessibleName()
    if not said and isinstance(widget, QAbstractButton | QLabel):
        said = widget.text()
    return said.replace("\u2002", "").replace("&&", "&").strip()


def called(widget: QWidget, name: str) -> bool:
    """Whether it is called so; a star stands for any words."""
    said = name_of(widget)
    on_it = (
        widget.text().replace("\u2002", "").replace("&&", "&").strip() if isinstance(widget, QAbstractButton) else ""
    )
    return like(said, name) or like(on_it, name)


def like(said: str, name: str) -> bool:
    """Whether these words are meant; a star stands for any words."""
    return fnmatchcase(said, name) if "*" in name else said == name


def written(editor: QWidget) -> str:
    if isinstance(editor, QLineEdit):
        return editor.text()
    assert isinstance(editor, QPlainTextEdit | QTextEdit)
    return editor.toPlainText()


def hot(widget: QWidget) -> QPoint:
    """Where one clicks: on the box of a tick that is drawn at the leading side, else in the middle."""
    if isinstance(widget, QAbstractButton) and widget.isCheckable() and widget.width() > 60:
        return QPoint(10, widget.height() // 2)
    return widget.rect().center()


def stands_on(view: QAbstractItemView, index: QModelIndex) -> bool:
    """Whether the current line is this one; where single cells are chosen, whether the current cell is."""
    here, cells = view.currentIndex(), QAbstractItemView.SelectionBehavior.SelectItems
    by_cell = isinstance(view, QTableView) and view.selectionBehavior() is cells
    return here.row() == index.row() and (not by_cell or here.column() == index.column())


def areas_around(widget: QWidget) -> Iterator[QAbstractScrollArea]:
    """The scroll areas that it lies in, the nearest first."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QAbstractScrollArea) and parent.viewport().isAncestorOf(widget):
            yield parent
        parent = parent.parentWidget()


def ahead(widget: QWidget) -> bool:
    """Whether Tab is the shorter way to it, Shift+Tab the longer."""
    focus = QApplication.focusWidget()
    if focus is None:
        return True
    ways = []
    for step in (QWidget.nextInFocusChain, QWidget.previousInFocusChain):
        at, count = step(focus), 1
        while at is not None and at not in (widget, focus):
            at, count = step(at), count + 1
        ways.append(count)
    return ways[0] <= ways[1]


def beside(widget: QWidget, focus: QWidget | None) -> bool:
    """Whether both are choices of one group, so that an arrow key goes from one to the other."""
    if not isinstance(widget, QAbstractButton) or not isinstance(focus, QAbstractButton):
        return False
    if widget.group() is not None:
        return widget.group() is focus.group() and not widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return widget.autoExclusive() and focus.autoExclusive() and widget.parentWidget() is focus.parentWidget()
