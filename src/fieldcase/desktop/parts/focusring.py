"""One focus ring for the whole window: two pixels, two pixels off the control, above everything, so that no style can
lose it. Text fields and lists show their focus themselves.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from fieldcase.desktop.theme.look import look

_SHOW_IT_THEMSELVES = (QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractItemView)
_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)


class FocusRing(QWidget):
    """Lies over `window` and follows the control that has the focus, clipped to what is visible of it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The control or something around it moved."""
        if event.type() in _MOVES:
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """A rounded line in the focus colour; on the dark rail in the rail's own mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        dark = self._target is not None and self._target.property("ground") == "rail"
        painter.setPen(QPen(look().colour("rail_mark" if dark else "focus"), 2))
        radius = 8 if self._target is None or self._target.property("kind") != "chip" else self.height() / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)

    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:
        for widget in self._watched:
            widget.removeEventFilter(self)
        self._watched.clear()
        inside = new is not None and self._window.isAncestorOf(new)
        self._target = new if inside and not isinstance(new, _SHOW_IT_THEMSELVES) else None
        at = self._target
        while at is not None and at is not self._window:
            at.installEventFilter(self)
            at.destroyed.connect(self._forget)
            self._watched.append(at)
            at = at.parentWidget()
        self._place()

    def _forget(self) -> None:
        self._watched.clear()
        self._target = None
        self.hide()

    def _place(self) -> None:
        target = self._target
        if target is None or not target.isVisible():
            self.hide()
            return
        seen = target.visibleRegion().boundingRect()
        if seen.isEmpty():
            self.hide()
            return
        corner = target.mapTo(self._window, seen.topLeft())
        self.setGeometry(QRect(corner, seen.size()).adjusted(-4, -4, 4, 4))
        self.show()
        self.raise_()
        self.update()
