"""All keys of the window on one page, from the same table that the shortcuts read."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout

from fieldcase.desktop.keys import KEYS, Key, spoken
from fieldcase.desktop.keys import key as named
from fieldcase.desktop.parts.arrange import column, framed, plain, row, scrolling
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.label import Keycap, Label
from fieldcase.desktop.parts.screen import Screen
from fieldcase.desktop.theme.look import look
from fieldcase.model.words import _


def written(key: Key) -> list[str]:
    """The keys of a command, each once: two of Qt's may be called the same. Without one it stands in the menu."""
    keys = key.keys or named("menu").keys
    return list({spoken(one): one for one in reversed(keys)}.values())[::-1]


class KeySheet(Screen):
    """`?`: every key and what it does."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        grid = QGridLayout()
        grid.setHorizontalSpacing(look().px(16))
        grid.setVerticalSpacing(look().px(6))
        shown = sorted(KEYS, key=lambda key: not key.keys)
        half = (len(shown) + 1) // 2
        columns = 1 if look().stacked else 2
        for place, key in enumerate(shown):
            line, side = (place, 0) if columns == 1 else (place % half, 2 * (place // half))
            grid.addLayout(row(*map(Keycap, written(key)), ..., gap=4), line, side)
            grid.addWidget(Label(_(key.words), wrap=True), line, side + 1)
            grid.setColumnStretch(side + 1, 1)
        card = framed(column(grid, margins=16))
        self._back = Button(_("Back"), "primary", "arrow-left")
        self._back.clicked.connect(self.primary)
        page = plain(column(card, ..., gap=12))
        head = row(Label(_("Keys"), "title"), ..., self._back)
        self.setLayout(column(head, (scrolling(page, _("Keys")), 1), gap=12, margins=(24, 14, 24, 16)))

    def primary(self) -> None:
        self.went.emit("back", None)

    def arrive(self) -> None:
        self._back.setFocus()
