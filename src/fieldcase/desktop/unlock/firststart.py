"""The first start: no vault lies where one is looked for. Three ways, each said in words; training is the safe one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from fieldcase import __version__
from fieldcase.desktop.parts.arrange import column, framed, plain, row, rule
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.label import Label, Picture
from fieldcase.desktop.theme.look import look
from fieldcase.model.words import N_, _

WAYS = (
    (
        "training",
        "graduation-cap",
        N_("Try it with training data"),
        N_("An invented country with invented people. Nothing of it can leave this laptop."),
        "fieldcase demo --into DIR",
    ),
    (
        "found",
        "folder-plus",
        N_("Found a new office"),
        N_("You get recovery words to keep on paper. They are asked back before anything is written."),
        "fieldcase init --office KAL --name NAME --role head",
    ),
    (
        "join",
        "users-round",
        N_("Join an office"),
        N_("Your laptop makes a request; your head of presence answers it, and you compare a code by voice."),
        "fieldcase init --join --name NAME --role case_officer --out request.txt",
    ),
)
"""Name, icon, words, what happens, and the command that does it now."""


class FirstStart(QWidget):
    """`asked` gives the name of the way that was chosen, `elsewhere` to open a vault in another folder."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("lock")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        parts: list[QWidget] = []
        self.buttons: dict[str, Button] = {}
        for name, icon, words, happens, command in WAYS:
            parts.append(rule())
            parts.append(self._way(name, icon, words, happens, command))
        self._said = Label("", "strong", wrap=True)
        self._said.hide()
        head = row(Picture("folder-lock", "accent", 32), Label("fieldcase", "display"), ..., gap=12)
        no_vault = Label(_("There is no vault on this laptop yet. How do you want to begin?"), "quiet", wrap=True)
        elsewhere = Button(_("My vault is in another folder…"), "quiet", "folder-open")
        elsewhere.clicked.connect(lambda: self.asked.emit("elsewhere"))
        card = framed(
            column(head, no_vault, 4, *parts, self._said, rule(), row(elsewhere, ...), gap=8, margins=(40, 32, 40, 16))
        )
        card.setFixedWidth(min(look().px(620), 1180))
        about = _("fieldcase {version} · works without a network · sends nothing by itself").format(version=__version__)
        self.setLayout(
            column(
                ...,
                row(..., card, ...),
                ...,
                row(..., Label(about, "caption", ink="rail_ink2"), ...),
                margins=(0, 0, 0, 14),
            )
        )

    def explain(self, sentence: str) -> None:
        """Say something below the ways."""
        self._said.setText(sentence)
        self._said.show()

    def _way(self, name: str, icon: str, words: str, happens: str, command: str) -> QWidget:
        button = Button(_("How"), "primary" if name == "training" else "secondary")
        button.setAccessibleName(_("How: {way}").format(way=_(words)))
        said = Label(_("In a terminal: {command}").format(command=command), "mono", wrap=True)
        said.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        said.hide()
        button.clicked.connect(lambda: said.setVisible(not said.isVisible()))
        self.buttons[name] = button
        text = column(Label(_(words), "heading", wrap=True), Label(_(happens), "caption", wrap=True), said, gap=2)
        mark = column(Picture(icon, "accent", 20), ..., margins=(0, 2))
        return plain(row(mark, (text, 1), column(button, ...), gap=12, margins=(0, 2)))
