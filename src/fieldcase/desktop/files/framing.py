"""What the sheets of a file have in common: a title, notices, Back, and one main button."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from fieldcase.desktop.case.tab import Sheet
from fieldcase.desktop.parts.arrange import column, empty, framed, row, scrolling
from fieldcase.desktop.parts.banner import Banner
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.label import Label
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import _


class FramedSheet(Sheet):
    """`compose` puts it together; Esc and Back leave it; `refuse` says why something was not done."""

    main: Button

    def compose(self, title: str, said: str, main: Button, *parts: QWidget | QLayout | None) -> None:
        """Head, notices and what stands below, in a card that scrolls."""
        self.main = main
        self.back = Button(_("Back"), "secondary")
        self.back.clicked.connect(self.leave)
        self._notices = QVBoxLayout()
        head = row((Label(title, "heading", wrap=True), 1), self.back, main, gap=8)
        body = column(
            head,
            Label(said, "caption", wrap=True) if said else None,
            self._notices,
            *parts,
            ...,
            gap=8,
            margins=(16, 12),
        )
        self.setLayout(column(scrolling(framed(body), title)))
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.leave)

    def offer(self) -> None:
        if self.main.isEnabled():
            self.main.click()

    def leave(self) -> None:
        """Close it; what was typed is kept."""
        self.keep()
        self.left.emit()

    def say(self, picture: str, sentence: str, tone: str) -> None:
        """One notice above everything."""
        empty(self._notices)
        self._notices.addWidget(Banner(picture, sentence, tone))

    def refuse(self, refusal: Refusal) -> None:
        """Say why it was not done; everything typed stays."""
        self.main.ready()
        self.say("octagon-alert", str(refusal), "danger")
