"""“I cannot open it”: what may be done, said without telling whether there is a seat, an office, or a case."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from fieldcase.desktop.parts.arrange import column, row
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.label import Label, Picture
from fieldcase.model.words import N_, _

WAYS = (
    ("keyboard", N_("Check Caps Lock and the language of the keyboard; show the passphrase while you type it.")),
    (
        "life-buoy",
        N_("Forgotten? Nobody can tell it to you. A colleague's laptop or headquarters holds your office's records."),
    ),
    (
        "key-round",
        N_("The recovery sheets bring the office back: tell your head of presence or your custodian."),
    ),
    (
        "shield-alert",
        N_("If somebody forces you, or the laptop was out of your hands: do not type it. Tell your office first."),
    ),
)


class Cannot(QFrame):
    """`asked` for a vault in another folder."""

    asked = Signal(str)

    def __init__(self, training: bool) -> None:
        super().__init__()
        self.setProperty("kind", "sunken")
        lines = [
            row(column(Picture(icon), ..., margins=(0, 2)), (Label(_(words), wrap=True), 1), gap=8)
            for icon, words in (WAYS[:1] if training else WAYS)
        ]
        self.elsewhere = Button(_("My vault is in another folder…"), "quiet", "folder-open", small=True)
        self.elsewhere.clicked.connect(lambda: self.asked.emit("elsewhere"))
        self.setLayout(column(*lines, row(self.elsewhere, ...), gap=8, margins=(12, 10)))
