"""What the sheets of a file have in common: a title, notices, Back, and one main button."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from fieldcase.desktop.case.tab import Sheet
from fieldcase.desktop.desk import Desk
from fieldcase.desktop.drafting import Drafting
from fieldcase.desktop.form.typed import drafted
from fieldcase.desktop.parts.arrange import column, empty, framed, held, released, row, scrolling
from fieldcase.desktop.parts.banner import Banner
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.label import Label
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import _


class FramedSheet(Sheet):
    """`compose` puts it together, `asks` keeps what is typed; Esc and Back leave it; `refuse` says why it was not done.
    While the office works (`busy`) nothing can be typed, for it would not be in what it was given.
    """

    main: Button
    drafting: Drafting
    _asked: tuple[QWidget, ...] = ()

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

    def asks(self, desk: Desk, about: str, parts: Mapping[str, QWidget]) -> None:
        """Keep what is typed in these parts as the draft of that name."""
        self.keeps(drafted(desk, about, parts, self), *parts.values())

    def keeps(self, drafting: Drafting, *parts: QWidget) -> None:
        """Keep what is typed in these parts."""
        self.drafting, self._asked = drafting, parts

    def busy(self, words: str) -> None:
        """The office works."""
        self.main.busy(words)
        for part in self._asked:
            held(part, self)

    def ready(self) -> None:
        """The office answered, and the sheet stays."""
        self.main.ready()
        for part in reversed(self._asked):
            released(part)

    def taken(self) -> None:
        """It is done: what was typed is kept no more."""
        self.drafting.forget()

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
        self.ready()
        self.say("octagon-alert", str(refusal), "danger")
