"""A row that goes on below where its parts do not fit beside each other: French runs longer, and text may be large."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from fieldcase.desktop.theme.look import look


class Flow(QLayout):
    """Lays parts out in reading order, mirrored in a right-to-left window; none is cut while it fits by itself."""

    def __init__(self, gap: int = 8) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(look().px(gap))

    # --- what Qt asks of a layout

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # Qt asks for None at the end
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        """All in one line."""
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in shown) + self.spacing() * max(0, len(shown) - 1)
        return QSize(width, max((size.height() for size in shown), default=0))

    def minimumSize(self) -> QSize:
        """No narrower than the widest part."""
        found = QSize(0, 0)
        for item in self._items:
            if not item.isEmpty():
                found = found.expandedTo(item.minimumSize())
        return found

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._lay(rect, move=True)

    # --- laying out

    def _lay(self, rect: QRect, *, move: bool) -> int:
        """Put the parts into lines of this width; returns the height of all."""
        top, gap = 0, self.spacing()
        for line in self._lines(rect.width()):
            tall = max(item.sizeHint().height() for item in line)
            left = 0
            for item in line:
                size = item.sizeHint()
                wide = min(size.width(), rect.width())
                if move:
                    start = rect.width() - left - wide if look().right_to_left else left
                    at = QPoint(rect.x() + start, rect.y() + top + (tall - size.height()) // 2)
                    item.setGeometry(QRect(at, QSize(wide, size.height())))
                left += wide + gap
            top += tall + gap
        return max(0, top - gap)

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            wide = item.sizeHint().width()
            if not lines or used + self.spacing() + wide > width:
                lines.append([])
                used = wide
            else:
                used += self.spacing() + wide
            lines[-1].append(item)
        return lines


def wrapping(*parts: QWidget | None, gap: int = 8) -> Flow:
    """A row of parts that goes on below where it must."""
    flow = Flow(gap)
    for part in parts:
        if part is not None:
            flow.addWidget(part)
    return flow
