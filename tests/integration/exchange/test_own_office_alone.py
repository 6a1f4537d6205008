"""Whom this office enrolled stands in its own room: what another office writes of its peers changes nothing here."""

from __future__ import annotations

import pytest

from fieldcase.model.kinds.office import Card, Peer
from fieldcase.office.exchange.cards import known_peers
from fieldcase.office.rosters.making import in_force, keep_roster, met_so_far, next_roster, signed_first
from fieldcase.office.rosters.signing import close_cards
from tests.offices import Office

pytestmark = pytest.mark.security
GONE = "f" * 64


@pytest.fixture
def office(office: Office) -> Office:
    """The three vaults after a round of packages."""
    office.round()
    return office


def they_say(office: Office, card: Card, **more: str) -> None:
    """Laptop 03 of XKAL writes a peer of its own, which headquarters comes to hold."""
    with office.first.vault.writing() as writing:
        writing.save(Peer(card=card, **more))
        writing.commit()
    office.round()


def test_a_seat_revoked_here_closes_no_card_of_another_office(office: Office) -> None:
    they_say(office, Card(office="XME", seat=GONE, vault="e" * 32), role="liaison", compared="by voice")
    desk = office.desk
    assert any(one.card.seat == GONE for one in desk.vault.all(Peer))
    roster = in_force(desk).roster
    document = next_roster(
        desk, seats=roster.seats, vaults=roster.vaults, met=met_so_far(in_force(desk)), revoked=(GONE,)
    )
    keep_roster(desk, signed_first(desk, document))
    assert GONE in in_force(desk).revoked
    before = {name: desk.vault.entries_in(name) for name in desk.vault.rooms.names}
    close_cards(desk)
    assert {name: desk.vault.entries_in(name) for name in desk.vault.rooms.names} == before


def test_how_the_words_were_compared_is_said_by_the_own_office_alone(office: Office) -> None:
    second = office.second.vault
    before = {one.name: (one.role, one.compared) for one in known_peers(office.desk)}
    they_say(
        office, Card(office="XKAL", device="07", seat=second.seat, vault=second.id), role="liaison", compared="by voice"
    )
    assert {one.name: (one.role, one.compared) for one in known_peers(office.desk)} == before
