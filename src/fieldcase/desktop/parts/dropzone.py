"""A zone to drop a file on. It has a button that does the same, for nothing needs dragging."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from fieldcase.desktop.parts.arrange import column, row
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.drawn import drawn
from fieldcase.desktop.parts.label import Label, Picture, named
from fieldcase.desktop.theme.look import look


class DropZone(QWidget):
    """`dropped` gives the files (a tuple of paths) that somebody let go above it; `buttons` choose them instead."""

    dropped = Signal(object)

    def __init__(self, picture: str, title: str, sentence: str, buttons: tuple[Button, ...]) -> None:
        super().__init__()
        self._over = False
        self.setAcceptDrops(True)
        heading, said = Label(title, "strong", wrap=True), Label(sentence, "caption", wrap=True)
        for label in (heading, said):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setLayout(
            column(
                ...,
                row(..., Picture(picture, "accent", 32), ...),
                heading,
                said,
                *(row(..., button, ...) for button in buttons),
                ...,
                gap=8,
                margins=16,
            )
        )
        named(self, title, sentence)
        drawn(self, QAccessible.Role.Grouping)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files of this machine are taken, nothing else."""
        if files_of(event):
            event.acceptProposedAction()
            self._light(True)

    def dragLeaveEvent(self, event: QEvent) -> None:
        self._light(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._light(False)
        if files := files_of(event):
            event.acceptProposedAction()
            self.dropped.emit(files)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A dashed edge; a soft ground while a file is held above it."""
        worn, painter = look(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(worn.colour("accent" if self._over else "edge"), 2 if self._over else 1)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(worn.colour("accent_soft" if self._over else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)

    def _light(self, on: bool) -> None:
        self._over = on
        self.update()


def files_of(event: QDropEvent) -> tuple[Path, ...]:
    """The files of this machine that are being dropped."""
    urls = event.mimeData().urls() if event.mimeData().hasUrls() else []
    return tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile())
