"""The order of Tab: as things stand, not as they were made. What is drawn anew later would else come last."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QGridLayout,
    QLayout,
    QMainWindow,
    QScrollArea,
    QStackedLayout,
    QStackedWidget,
    QWidget,
)


class TabbedWindow(QMainWindow):
    """A window in which Tab goes from control to control in the order of the layouts, and round again."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        """The next control in sight, or the one before it; where the focus is nowhere, as Qt does it."""
        body, at = self.centralWidget(), QApplication.focusWidget()
        found = list(stops(body)) if body is not None else []
        if at not in found:
            return super().focusNextPrevChild(forward)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        found[(found.index(at) + (1 if forward else -1)) % len(found)].setFocus(reason)
        return True


def stops(widget: QWidget) -> Iterator[QWidget]:
    """What takes the focus of Tab within a widget and can be operated, in the order of its layouts."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None and widget.isEnabled():
        yield widget
    for one in _inside(widget):
        if not one.isHidden() and not one.isWindow():
            yield from stops(one)


def _inside(widget: QWidget) -> list[QWidget]:
    """What stands in a widget; what lies over it without a place in its layout comes last."""
    if isinstance(widget, (QScrollArea, QStackedWidget)):
        shown = widget.widget() if isinstance(widget, QScrollArea) else widget.currentWidget()
        return [shown] if shown is not None else []
    if isinstance(widget, QAbstractScrollArea):
        return []
    layout = widget.layout()
    placed = list(_laid(layout, shown=False)) if layout is not None else []
    over = [one for one in widget.children() if isinstance(one, QWidget) and one not in placed]
    return [*(_laid(layout) if layout is not None else ()), *over]


def _laid(layout: QLayout, *, shown: bool = True) -> Iterator[QWidget]:
    """The widgets of a layout and of those in it, in reading order; with `shown`, of pages the one that is shown."""
    places = list(range(layout.count()))
    if isinstance(layout, QStackedLayout) and shown:
        places = [layout.currentIndex()] if layout.count() else []
    elif isinstance(layout, QGridLayout):
        places.sort(key=lambda at: layout.getItemPosition(at)[:2])  # type: ignore[index]  # a tuple of four
    for at in places:
        item = layout.itemAt(at)
        if item is None:
            continue
        if (widget := item.widget()) is not None:
            yield widget
        elif (below := item.layout()) is not None:
            yield from _laid(below, shown=shown)
