"""The peers on the screen: a table of tall rows, at 200 % text a card for each."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from fieldcase.desktop.exchange.peers import COLUMNS, PeerTable, state_of
from fieldcase.desktop.exchange.routes import Way
from fieldcase.desktop.parts.arrange import column, empty, framed, plain, row
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.label import Label, named
from fieldcase.desktop.parts.pill import Pill
from fieldcase.desktop.parts.table import Table
from fieldcase.desktop.theme.look import look
from fieldcase.model.words import _, labelled

WIDTHS = (0, 150, 120, 140, 170, 180, 110)
TALL = 52


class PeerList(QWidget):
    """`chosen` gives the name of a peer to send to, and the place of the route that it goes by (or nothing)."""

    chosen = Signal(str, str)

    def __init__(self, model: PeerTable) -> None:
        super().__init__()
        self.model = model
        self.table = Table(_("Peers and routes"))
        self.table.setModel(model)
        self.table.lay_out(WIDTHS)
        self.table.verticalHeader().setDefaultSectionSize(look().px(TALL))
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.table.opened.connect(lambda at: self.chosen.emit(model.rows[at][0].name, _place(model.rows[at][1])))
        self._cards = QVBoxLayout()
        self._cards.setSpacing(look().px(12))
        self.buttons: list[Button] = []
        self._either = QStackedLayout()
        self._either.addWidget(framed(column(self.table, gap=0, margins=(1, 1, 1, 2))))
        if look().stacked:
            self.setLayout(self._cards)
        else:
            self.setLayout(self._either)
        model.modelReset.connect(self._draw)
        self._draw()

    @property
    def current(self) -> str:
        """The peer of the current row; empty where there is none."""
        at = self.table.currentIndex().row()
        return self.model.rows[at][0].name if 0 <= at < len(self.model.rows) else ""

    @property
    def place(self) -> str:
        """The place of the route of the current row; empty where there is none."""
        at = self.table.currentIndex().row()
        return _place(self.model.rows[at][1]) if 0 <= at < len(self.model.rows) else ""

    def first(self) -> QWidget:
        """What the focus goes to."""
        return self.buttons[0] if self.buttons else self.table

    def _choose(self, name: str, place: str, _on: bool = False) -> None:
        self.chosen.emit(name, place)

    def _draw(self) -> None:
        if not look().stacked:
            rows = min(len(self.model.rows), 6)
            self.table.setFixedHeight(look().px(32) + rows * look().px(TALL) + look().px(4))
            if self.model.peers and self.table.currentIndex().row() < 0:
                self.table.selectRow(0)
            return
        empty(self._cards)
        self.buttons = []
        for at, (peer, way, first) in enumerate(self.model.rows):
            cells = self.model.cells(peer, way, first)
            send = Button(_("Send…"), "remedy", small=True)
            by = "" if first or way is None else f", {way.called}"
            named(send, _("Send to {peer}").format(peer=peer.name) + by)
            send.clicked.connect(partial(self._choose, peer.name, _place(way)))
            self.buttons.append(send)
            lines = [
                Label(labelled(_(COLUMNS[place]), " · ".join(filter(None, (cell.text, cell.below)))), wrap=True)
                for place, cell in enumerate(cells[1:-1], 1)
                if cell.text
            ]
            head = row((Label(cells[0].text, "strong", wrap=True), 1), send)
            state = row(Pill(*state_of(peer)), ...) if first else None
            below = Label(cells[0].below, "caption", wrap=True)
            card = framed(column(head, state, below, *lines, gap=4, margins=(12, 10)))
            card.setAccessibleName(self.model.said(at))
            self._cards.addWidget(card)
        self._cards.addWidget(plain(column(gap=0)))


def _place(way: Way | None) -> str:
    return way.place if way is not None else ""
