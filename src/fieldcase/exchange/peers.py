"""Whom this vault knows: seats of the rosters it holds, and seats of cards whose six words were compared.

An enrolled card is known until a roster of its office counts here; from then on the roster alone says who its seats
are. What any roster revoked stays revoked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from fieldcase.exchange.cards import Card
from fieldcase.exchange.package.opening import Standing
from fieldcase.exchange.roster import Rosters


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """The seats known here: `rosters` by office code, and the cards enrolled by voice."""

    rosters: Mapping[str, Rosters]
    cards: tuple[Card, ...] = ()

    def standing(self, seat: str) -> Standing:
        """The least of what the rosters say; what a card says where no roster of its office counts."""
        said = {rosters.standing(seat) for rosters in self.rosters.values()}
        for worst in (Standing.REVOKED, Standing.IN_QUESTION, Standing.CURRENT):
            if worst in said:
                return worst
        return Standing.CURRENT if self._enrolled(seat) else Standing.UNKNOWN

    def vault_of(self, seat: str) -> str:
        """The vault of a known seat, "" for any other."""
        found = (rosters.vault_of(seat) for rosters in self.rosters.values())
        card = self._enrolled(seat)
        return next((vault for vault in found if vault), card.vault if card else "")

    def takes_part(self, vault: str, office: str) -> bool:
        """Whether a vault may send into rooms of an office: its roster lists it, or, before there is one, its card
        says it.
        """
        if office in self.rosters:
            return self.rosters[office].takes_part(vault, office)
        return any(card.vault == vault and card.office == office for card in self.cards)

    def recipients_of(self, vault: str) -> dict[str, str]:
        """The age recipients of a known vault by compartment; empty for any other."""
        for rosters in self.rosters.values():
            if row := rosters.roster.vault(vault):
                return dict(row.recipients)
        return next((dict(card.recipients) for card in self.cards if card.vault == vault), {})

    def _enrolled(self, seat: str) -> Card | None:
        fitting = (card for card in self.cards if any(one.seat == seat for one in card.seats))
        return next((card for card in fitting if card.office not in self.rosters), None)


def known(rosters: Iterable[Rosters], cards: Iterable[Card]) -> Known:
    """All that is known, from the rosters of each office and the cards enrolled."""
    return Known(rosters={one.roster.office: one for one in rosters}, cards=tuple(cards))
