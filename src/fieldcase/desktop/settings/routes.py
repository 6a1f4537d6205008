"""Routes: by which folders and sticks packages go to each peer, which is preferred, and whether it can be written.

They are kept in the vault for this seat alone. A further kind of route is one more line in `exchange/routes.py`.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from fieldcase.desktop.desk import Desk
from fieldcase.desktop.exchange.actions import peers, prove_route
from fieldcase.desktop.exchange.routes import KINDS, ROUTES, Routes, Way, kind_words
from fieldcase.desktop.parts.arrange import column, plain, row, rule
from fieldcase.desktop.parts.banner import Banner
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.choosing import chosen_folder
from fieldcase.desktop.parts.empty import Empty
from fieldcase.desktop.parts.label import Label, Picture, named, reference
from fieldcase.desktop.parts.pill import Pill
from fieldcase.desktop.settings.pane import Pane, card
from fieldcase.desktop.settings.people import PEER_ROLES
from fieldcase.desktop.standing import Standing
from fieldcase.desktop.theme.look import look
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.office.exchange.cards import PeerLine

ASKS = {"folder": chosen_folder, "stick": chosen_folder}
"""What asks a person for the place of a route of each kind."""


class RoutesPane(Pane):
    """A card for each peer with its routes, the preferred one first."""

    def __init__(self, desk: Desk, standing: Standing) -> None:
        self.title = _("Routes")
        self.for_others = _("It changes nothing for others. It is remembered in the vault, for you alone.")
        super().__init__(desk, standing)
        self._peers: tuple[PeerLine, ...] = ()
        self._proved: tuple[str, Way] | None = None
        self.adds: list[Button] = []
        self.wrote: dict[tuple[str, Way], Button] = {}

    @property
    def routes(self) -> Routes:
        """What the vault remembers."""
        return Routes(self._standing.memory.of(ROUTES))

    def arrive(self) -> None:
        peers(self._desk, self._show, self.refuse)

    def first(self) -> QWidget | None:
        return self.adds[0] if self.adds else None

    def primary(self) -> None:
        """Add a route to the first peer that has none."""
        lacking = next((place for place, one in enumerate(self._peers) if not self.routes.of(one.vault)), -1)
        if lacking >= 0:
            self.adds[lacking * len(KINDS)].click()

    def _show(self, held: tuple[PeerLine, ...]) -> None:
        self._peers, self.adds, self.wrote = held, [], {}
        if not held:
            go = Button(_("Colleagues and roles"), "primary", "users-round")
            go.clicked.connect(lambda: self.went.emit("settings", "colleagues"))
            line = _("Packages go to the vaults whose cards were exchanged and whose six words were compared by voice.")
            self.put(Empty("arrow-left-right", _("No peers yet. Exchange cards with a colleague."), (line,), (go,)))
            self.adds = [go]
            return
        said = _("The preferred route is offered first when you send. Nothing is ever sent by itself.")
        self.put(Label(said, wrap=True), *(self._card(one) for one in held))

    def _card(self, peer: PeerLine) -> QWidget:
        ways = self.routes.of(peer.vault)
        head = row((Label(peer.name, "strong"), 1), Label(_(PEER_ROLES.get(peer.role, peer.role)), "caption"), gap=12)
        lines = [self._line(peer, way, preferred=not place) for place, way in enumerate(ways)]
        nothing = None if ways else Label(_("No route yet: each time it is asked where to write."), "quiet", wrap=True)
        adds = [self._add_button(peer, kind) for kind in KINDS]
        self.adds += adds
        buttons = column(*adds, gap=6) if look().stacked else row(*adds, ..., gap=8)
        return card(head, rule(), nothing, *lines, buttons)

    def _add_button(self, peer: PeerLine, kind: str) -> Button:
        words = _("Add: {kind}…").format(kind=_(KINDS[kind].words))
        button = Button(words, "secondary", KINDS[kind].icon, small=True)
        named(button, _("{deed}, {peer}").format(deed=words, peer=peer.name))
        button.clicked.connect(partial(self._ask, peer, kind))
        return button

    def _line(self, peer: PeerLine, way: Way, *, preferred: bool) -> QWidget:
        called = f"{kind_words(way)}, {way.called}"
        words = column(Label(called), Label(reference(way.place), "caption", wrap=True), gap=0)
        prove = self._deed(_("Test"), "secondary", peer, way, partial(self._prove, peer, way))
        prefer = self._deed(_("Prefer"), "secondary", peer, way, partial(self._prefer, peer, way))
        remove = self._deed(_("Remove"), "quiet", peer, way, partial(self._remove, peer, way))
        prefer.setVisible(not preferred)
        self.wrote[peer.vault, way] = prove
        pill = Pill("circle-check", _("Preferred"), "ok") if preferred else None
        buttons = row(pill, prove, prefer, remove, gap=6)
        mark = plain(column(Picture(KINDS[way.kind].icon, "ink2", 20), ..., margins=(0, 2)))
        shown = row(mark, (words, 1), buttons, gap=10)
        line = column(row(mark, (words, 1), gap=10), row(buttons, ...)) if look().stacked else shown
        told = Banner("circle-check", _("It can be written and read."), "ok")
        told.setVisible(self._proved == (peer.vault, way))
        return plain(column(line, told, gap=6))

    def _deed(self, words: str, kind: str, peer: PeerLine, way: Way, do: partial[None]) -> Button:
        button = Button(words, kind, small=True)
        named(button, _("{deed}, {peer}, {route}").format(deed=words, peer=peer.name, route=way.called))
        button.clicked.connect(do)
        return button

    # --- deeds

    def _ask(self, peer: PeerLine, kind: str, _on: bool = False) -> None:
        if place := ASKS[kind](self, _(KINDS[kind].ask)):
            self.add(peer, Way(kind, place))

    def add(self, peer: PeerLine, way: Way) -> None:
        """One more route, tested at once."""
        self._keep(self.routes.add(peer.vault, way))
        self._prove(peer, way)

    def _prove(self, peer: PeerLine, way: Way, _on: bool = False) -> None:
        self.clear()
        self._proved = None

        def proved(_none: None) -> None:
            self._proved = (peer.vault, way)
            self._anew(peer, way)

        prove_route(self._desk, way, proved, self.refuse)

    def _prefer(self, peer: PeerLine, way: Way, _on: bool = False) -> None:
        before = self.routes
        self._keep(self.routes.prefer(peer.vault, way))
        self.said.emit(_("It is offered first from now on."), partial(self._back_to, before))
        self._anew(peer, way)

    def _remove(self, peer: PeerLine, way: Way, _on: bool = False) -> None:
        before = self.routes
        self._keep(self.routes.remove(peer.vault, way))
        self.said.emit(_("The route is removed; what lies there stays."), partial(self._back_to, before))
        if self.adds:
            self.adds[0].setFocus()

    def _keep(self, routes: Routes) -> None:
        self._standing.memory.keep(self._desk, ROUTES, routes.said())
        self._show(self._peers)

    def _back_to(self, routes: Routes) -> None:
        """Undo, also when another pane is shown by then."""
        self._standing.memory.keep(self._desk, ROUTES, routes.said())
        if isValid(self):
            self._show(self._peers)

    def _anew(self, peer: PeerLine, way: Way) -> None:
        """Draw it anew with the focus where it was."""
        self._show(self._peers)
        if (button := self.wrote.get((peer.vault, way))) is not None:
            button.setFocus()
