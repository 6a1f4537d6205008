"""The routes to each peer without a window: which there are, which is preferred, what the vault remembers of them.

A further kind of route is one more line of `KINDS`, one more way to ask for its place (`settings/routes.py`) and one
more in `office.exchange.cards.route_of`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from fieldcase.model.words import N_, _

ROUTES = "routes"
"""Under this the vault remembers the routes, by vault id, and under `last` the folder last used."""
LAST = "last"


@dataclass(frozen=True)
class Kind:
    """A kind of route: icon, what it is called, what stands below it, and what asks for its place."""

    icon: str
    words: str
    below: str
    ask: str


KINDS: dict[str, Kind] = {
    "folder": Kind(
        "folder",
        N_("Shared folder"),
        N_("both sides reach it"),
        N_("Folder that both sides reach"),
    ),
    "stick": Kind(
        "usb",
        N_("Memory stick"),
        N_("carried by hand"),
        N_("Where the memory stick lies"),
    ),
}


@dataclass(frozen=True)
class Way:
    """One route to a peer: its kind and place (a path)."""

    kind: str
    place: str

    @property
    def called(self) -> str:
        """How it is called on the screen: the last part of its path, never the whole."""
        return PurePath(self.place).name or self.place


class Routes:
    """The routes to the peers, the preferred one first. Changed by making another: it is a value."""

    def __init__(self, said: Mapping[str, Any]) -> None:
        """`said` as the vault remembers it; what does not read as a route is left out."""
        self._last = said[LAST] if isinstance(said.get(LAST), str) else ""
        self._ways = {vault: ways for vault, held in said.items() if (ways := _ways(held))}

    @property
    def last(self) -> str:
        """The folder last used for everybody; empty where none was."""
        return self._last

    def of(self, vault: str) -> tuple[Way, ...]:
        """The routes to a peer, the preferred one first."""
        return self._ways.get(vault, ())

    def add(self, vault: str, way: Way) -> Routes:
        """One more route; where it is there already its kind is put right."""
        held = self.of(vault)
        if any(one.place == way.place for one in held):
            return self._with(vault, tuple(way if one.place == way.place else one for one in held))
        return self._with(vault, (*held, way))

    def remove(self, vault: str, way: Way) -> Routes:
        """Without this route; the next is preferred then."""
        return self._with(vault, tuple(one for one in self.of(vault) if one != way))

    def prefer(self, vault: str, way: Way) -> Routes:
        """This route is offered first."""
        return self._with(vault, (way, *(one for one in self.of(vault) if one != way)))

    def used(self, way: Way, *vaults: str) -> Routes:
        """A way was used for these peers: it becomes a route of who has none there."""
        found = Routes({**self.said(), LAST: way.place})
        for vault in vaults:
            if all(one.place != way.place for one in found.of(vault)):
                found = found.add(vault, way)
        return found

    def said(self) -> dict[str, Any]:
        """What the vault remembers."""
        kept: dict[str, Any] = {vault: [[one.kind, one.place] for one in ways] for vault, ways in self._ways.items()}
        return {**kept, **({LAST: self._last} if self._last else {})}

    def _with(self, vault: str, ways: tuple[Way, ...]) -> Routes:
        rest = {name: one for name, one in self.said().items() if name != vault}
        return Routes({**rest, **({vault: [[one.kind, one.place] for one in ways]} if ways else {})})


def _ways(held: object) -> tuple[Way, ...]:
    if not isinstance(held, list):
        return ()
    return tuple(
        Way(*one) for one in held if isinstance(one, list) and len(one) == 2 and one[0] in KINDS and all(one)
    )  # fmt: skip


def kind_words(way: Way) -> str:
    """What its kind is called."""
    return _(KINDS[way.kind].words)
