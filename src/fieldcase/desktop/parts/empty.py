"""An empty state: what is missing, one sentence on the first step, at most two buttons. Never a blank page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from fieldcase.desktop.parts.arrange import column, row
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.label import Label, Picture


class Empty(QFrame):
    """Centred in the room it has. `lines` are sentences below the title; `buttons` the first step and one other."""

    def __init__(self, picture: str, title: str, lines: tuple[str, ...], buttons: tuple[Button, ...] = ()) -> None:
        super().__init__()
        self.setProperty("kind", "empty")
        said = [Label(line, "quiet", wrap=True) for line in lines]
        heading = Label(title, "heading", wrap=True)
        for label in (heading, *said):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setMaximumWidth(label.fontMetrics().averageCharWidth() * 76)
        self.setLayout(
            column(
                ...,
                row(..., Picture(picture, "accent", 24), ...),
                row(..., (heading, 6), ...),
                *(row(..., (label, 6), ...) for label in said),
                row(..., *buttons, ...),
                ...,
                gap=10,
                margins=16,
            )
        )
        self.setAccessibleName(title)
        self.setAccessibleDescription(" ".join(lines))
