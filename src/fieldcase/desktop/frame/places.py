"""The places that are not built as screens yet: each says what it will show and which command does it today."""

from __future__ import annotations

from dataclasses import dataclass

from fieldcase.desktop.parts.arrange import column
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.empty import Empty
from fieldcase.desktop.parts.label import Label
from fieldcase.desktop.parts.screen import Screen
from fieldcase.model.words import N_, _


@dataclass(frozen=True)
class Waiting:
    """What a place will show, and what does it now."""

    icon: str
    title: str
    will: str
    command: str


WAITING = {
    "reports": Waiting(
        "chart-column",
        N_("Reports"),
        N_("This place will show periods, figures and the report pack, each figure with its cases."),
        "fieldcase case list --json",
    ),
}


class WaitingPlace(Screen):
    """An honest empty place; its button goes to the cases."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("page")
        waiting = WAITING[name]
        now = _("Until then, in a terminal: {command}").format(command=waiting.command)
        self._cases = Button(_("Go to the cases"), "primary", "folder")
        self._cases.clicked.connect(self.primary)
        empty = Empty(waiting.icon, _("Not in the window yet"), (_(waiting.will), now), (self._cases,))
        empty.setProperty("kind", "card")
        self.setLayout(
            column(
                Label(_(waiting.title), "title"),
                (empty, 1),
                gap=12,
                margins=(24, 14, 24, 16),
            )
        )

    def primary(self) -> None:
        self.went.emit("cases", None)

    def arrive(self) -> None:
        self._cases.setFocus()
