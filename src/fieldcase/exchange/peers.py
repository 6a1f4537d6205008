"""Whom this vault knows: seats of the rosters it holds, and seats of cards whose six words were compared.

An enrolled card is known until a roster of its office counts here; from then on the roster alone says who its seats
are. An office says who takes part in its own rooms, and nothing about those of others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from fieldcase.exchange.cards import Card, CardFromTheFuture, CardOfOtherKind, CardUnreadable, read_card
from fieldcase.exchange.package.opening import Standing
from fieldcase.exchange.roster import Met, NoRoster, Rosters, SignedRoster, read_together
from fieldcase.model.kinds.office import Peer, RosterRecord, RosterSignature
from fieldcase.model.ledger.entries import natural_id

_BEST_FIRST: Final = (Standing.CURRENT, Standing.IN_QUESTION, Standing.REVOKED)


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """The seats known here: `rosters` by office code, and the cards enrolled by voice."""

    rosters: Mapping[str, Rosters]
    cards: tuple[Card, ...] = ()

    def standing(self, seat: str, office: str | None = None) -> Standing:
        """What is known of a seat in the rooms of an office: its roster says it, or before there is one a card.

        Without an office, the best that any says: each office revokes in its own rooms only.
        """
        if office is None:
            said = {rosters.standing(seat) for rosters in self.rosters.values()}
            said |= {Standing.CURRENT for card in self.cards if self._vouches(card, seat)}
            return next((best for best in _BEST_FIRST if best in said), Standing.UNKNOWN)
        if office in self.rosters:
            return self.rosters[office].standing(seat)
        return Standing.CURRENT if self.vault_of(seat, office) else Standing.UNKNOWN

    def vault_of(self, seat: str, office: str) -> str:
        """The vault of a seat that takes part in the rooms of an office, "" for any other."""
        if office in self.rosters:
            return self.rosters[office].vault_of(seat)
        own = (card for card in self.cards if card.office == office and self._vouches(card, seat))
        return next((card.vault for card in own), "")

    def recipients_of(self, vault: str) -> dict[str, str]:
        """The age recipients of a known vault by compartment; empty for any other."""
        for rosters in self.rosters.values():
            if row := rosters.roster.vault(vault):
                return dict(row.recipients)
        return next((dict(card.recipients) for card in self.cards if card.vault == vault), {})

    def _vouches(self, card: Card, seat: str) -> bool:
        """A card says who its seats are until a roster of its office does."""
        return card.office not in self.rosters and any(one.seat == seat for one in card.seats)


def known_here(
    rosters: Iterable[RosterRecord], peers: Iterable[Peer], *, roots: Mapping[str, str], training: bool, met: Met
) -> Known:
    """All that is known, from the records of the office rooms.

    `roots`: the public root keys (64 hex) by office code that were settled at a founding; those of other offices are
    read from the cards of `peers` that are enrolled. `met`: as in `roster.read_together`. Cards of peers that were
    revoked or cannot be read, cards of one office with different roots, and rosters of offices whose root nobody
    vouches for, count for nothing.
    """
    enrolled = [card for peer in peers if peer.compared and not peer.revoked_at and (card := _card(peer, training))]
    said: dict[str, set[str]] = {}
    for card in enrolled:
        said.setdefault(card.office, set()).add(card.root or "")
    # Two laptops enrolled different keys apart: until a person says which are theirs, none counts.
    cards = [card for card in enrolled if len(said[card.office]) == 1]
    known_roots = {card.office: card.root for card in cards if card.root} | dict(roots)
    by_office: dict[str, list[SignedRoster]] = {}
    for record in rosters:
        by_office.setdefault(record.office, []).append(signed_roster(record))
    read = {
        office: together
        for office, found in by_office.items()
        if office in known_roots and (together := _together(found, office, known_roots[office], met))
    }
    return Known(rosters=read, cards=tuple(cards))


def signed_roster(record: RosterRecord) -> SignedRoster:
    """The roster that a record of the office room holds."""
    return SignedRoster(
        line=record.line, signatures={key: signature.signature for key, signature in record.signatures.items()}
    )


def roster_record(roster: SignedRoster, office: str) -> RosterRecord:
    """The record under which a roster stands in the office room; its id is that of its text."""
    signatures = {key: RosterSignature(by=key, signature=armour) for key, armour in roster.signatures.items()}
    return RosterRecord(
        id=natural_id("roster", roster.hash).hex(), office=office, line=roster.line, signatures=signatures
    )


def _card(peer: Peer, training: bool) -> Card | None:
    try:
        return read_card(peer.card.card, training=training).card
    except (CardUnreadable, CardFromTheFuture, CardOfOtherKind):
        return None


def _together(found: Iterable[SignedRoster], office: str, root: str, met: Met) -> Rosters | None:
    try:
        rosters = read_together(found, root=root, met=met)
    except NoRoster:
        return None
    return rosters if rosters.roster.office == office else None
