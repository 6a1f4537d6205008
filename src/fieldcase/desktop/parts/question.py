"""A question, only for what cannot be undone: its title says the question, its button the deed. Esc is never a yes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from fieldcase.desktop.parts.arrange import column, row
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.label import Label
from fieldcase.desktop.theme.look import look
from fieldcase.model.words import _


class Question(QDialog):
    """`deed` is called when the button with these `words` is pressed; Esc and “Not now” do nothing."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        sentence: str,
        words: str,
        deed: Callable[[], object],
        *,
        danger: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setAccessibleDescription(sentence)
        self.yes = Button(words, "danger" if danger else "primary")
        self.yes.setAutoDefault(False)
        no = Button(_("Not now"), "secondary")
        no.setAutoDefault(False)
        no.clicked.connect(self.reject)
        self.yes.clicked.connect(self.accept)
        self.accepted.connect(deed)
        said = Label(sentence, wrap=True)
        self.setLayout(
            column(Label(title, "heading", wrap=True), said, 8, row(..., no, self.yes, gap=8), gap=8, margins=20)
        )
        self.setMinimumWidth(look().px(420))
        no.setFocus()
