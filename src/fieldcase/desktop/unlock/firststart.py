"""The first start: no vault lies where one is looked for. Three ways, each said in words; training is the safe one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from fieldcase import __version__
from fieldcase.desktop.parts.arrange import column, framed, plain, row, rule, scrolling
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.label import Label, Picture
from fieldcase.desktop.theme.look import look
from fieldcase.desktop.unlock.spoken import Languages
from fieldcase.model.words import N_, _

WAYS = (
    (
        "training",
        "graduation-cap",
        N_("Try it in a training office"),
        N_("An invented country with invented people. Nothing of it can leave this laptop."),
    ),
    (
        "found",
        "folder-plus",
        N_("Found a new office"),
        N_("You are the first. You get recovery words to keep on paper; they are asked back before anything is made."),
    ),
    (
        "join",
        "users-round",
        N_("Join an office"),
        N_("This laptop makes a request, your head of presence answers it, and you compare six words by voice."),
    ),
)
"""Name, icon, words, and what happens."""


class FirstStart(QWidget):
    """`asked` gives the name of the way that was chosen, `elsewhere` to open a vault in another folder."""

    asked = Signal(str)
    spoke = Signal(str)

    def __init__(self, languages: tuple[str, ...] = ("en",)) -> None:
        super().__init__()
        self.setObjectName("lock")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.buttons: dict[str, Button] = {}
        parts: list[QWidget] = []
        for name, icon, words, happens in WAYS:
            parts += [rule(), self._way(name, icon, words, happens)]
        head = row(Picture("folder-lock", "accent", 32), Label("fieldcase", "display"), ..., gap=12)
        no_vault = Label(_("There is no vault on this laptop yet. How do you want to begin?"), "quiet", wrap=True)
        elsewhere = Button(_("My vault is in another folder…"), "quiet", "folder-open")
        elsewhere.clicked.connect(lambda: self.asked.emit("elsewhere"))
        card = framed(column(head, no_vault, 4, *parts, rule(), row(elsewhere, ...), gap=8, margins=(40, 32, 40, 16)))
        card.setFixedWidth(min(look().px(640), 1180))
        spoken = Languages(languages)
        spoken.spoke.connect(self.spoke)
        about = _("fieldcase {version} · works without a network · sends nothing by itself").format(version=__version__)
        inner = plain(
            column(
                ...,
                row(..., card, ...),
                ...,
                row(..., spoken, ...),
                row(..., Label(about, "caption", ink="rail_ink2"), ...),
                gap=8,
                margins=(0, 16, 0, 14),
            )
        )
        self.setLayout(column((scrolling(inner, _("How do you want to begin?")), 1), gap=0))

    def _way(self, name: str, icon: str, words: str, happens: str) -> QWidget:
        button = Button(_("Begin"), "primary" if name == "training" else "secondary")
        button.setAccessibleName(_("Begin: {way}").format(way=_(words)))
        button.setAccessibleDescription(_(happens))
        button.clicked.connect(lambda: self.asked.emit(name))
        self.buttons[name] = button
        text = column(Label(_(words), "heading", wrap=True), Label(_(happens), "caption", wrap=True), gap=2)
        mark = column(Picture(icon, "training" if name == "training" else "accent", 20), ..., margins=(0, 2))
        return plain(row(mark, (text, 1), column(..., button, ...), gap=12, margins=(0, 4)))
