"""Whom a vault knows: rosters of several offices, and cards until a roster comes."""

from __future__ import annotations

from typing import Any

from fieldcase.exchange import cards
from fieldcase.exchange.package.opening import Standing
from fieldcase.exchange.peers import known_here, roster_record, signed_roster
from fieldcase.exchange.roster import RosterDocument, SignedRoster, with_signature, write_roster
from fieldcase.model.kinds import office as kinds
from fieldcase.model.ledger.entries import natural_id
from fieldcase.model.roles import Role, Roster, Seat, VaultCard
from tests.parcels import NOW, Person

ROOT, OTHER_ROOT, ILENA, OREN, TARO = (Person(name) for name in ("Root", "Other", "Ilena", "Oren", "Taro"))


def a_roster(office: str, *people: Person, root: Person = ROOT, revoked: tuple[str, ...] = ()) -> SignedRoster:
    roster = Roster(
        number=1,
        office=office,
        seats=tuple(Seat(key=one.seat, roles=(Role.HEAD,), vault=one.vault) for one in people),
        vaults=tuple(
            VaultCard(id=one.vault, office=office, device="03", recipients=one.recipients, training=True)
            for one in people
        ),
    )
    document = RosterDocument(made=NOW, training=True, roster=roster, revoked=revoked)
    return with_signature(write_roster(document), root.seat, root.sign)


def a_peer(person: Person, office: str = "XKA", root: Person = ROOT, **said: Any) -> kinds.Peer:
    card = cards.Card(
        vault=person.vault,
        office=office,
        device="03",
        training=said.pop("training", True),
        made=NOW,
        root=root.seat,
        recipients=person.recipients,
        seats=(cards.card_seat(person.seat, person.name),),
    )
    text = cards.write_card(card, person.sign).document.text
    return kinds.Peer(**({"card": kinds.Card(card=text), "role": "colleague", "compared": NOW} | said))


def known(rosters: tuple[SignedRoster, ...] = (), peers: tuple[kinds.Peer, ...] = (), **roots: str) -> Any:
    records = [roster_record(one, "XKA") for one in rosters]
    return known_here(records, peers, roots=roots, training=True, met={})


def test_an_enrolled_card_is_known_in_the_rooms_of_its_office() -> None:
    here = known(peers=(a_peer(ILENA),))
    assert here.standing(ILENA.seat) is Standing.CURRENT
    assert here.standing(ILENA.seat, "XKA") is Standing.CURRENT
    assert here.standing(ILENA.seat, "XME") is Standing.UNKNOWN
    assert here.vault_of(ILENA.seat, "XKA") == ILENA.vault
    assert here.recipients_of(ILENA.vault) == ILENA.recipients
    assert here.recipients_of(OREN.vault) == {}
    assert here.standing(OREN.seat) is Standing.UNKNOWN


def test_a_card_not_compared_revoked_or_of_the_other_kind_counts_for_nothing() -> None:
    for said in ({"compared": ""}, {"revoked_at": NOW}, {"training": False}, {"card": kinds.Card(card="x")}):
        assert known(peers=(a_peer(ILENA, **said),)).standing(ILENA.seat) is Standing.UNKNOWN


def test_once_a_roster_counts_it_alone_says_who_the_seats_are() -> None:
    here = known((a_roster("XKA", OREN),), (a_peer(ILENA),))
    assert here.standing(ILENA.seat) is Standing.UNKNOWN
    assert here.standing(OREN.seat, "XKA") is Standing.CURRENT
    assert here.vault_of(OREN.seat, "XKA") == OREN.vault
    assert here.recipients_of(OREN.vault) == OREN.recipients


def test_a_roster_needs_the_root_key_settled_at_the_founding_or_on_a_card_compared() -> None:
    roster = a_roster("XKA", OREN)
    assert known((roster,)).standing(OREN.seat) is Standing.UNKNOWN
    assert known((roster,), XKA=ROOT.seat).standing(OREN.seat) is Standing.CURRENT
    assert known((roster,), XKA=OTHER_ROOT.seat).standing(OREN.seat) is Standing.UNKNOWN
    assert known((roster,), (a_peer(ILENA, root=OTHER_ROOT),), XKA=ROOT.seat).standing(OREN.seat) is Standing.CURRENT
    assert known((a_roster("XME", OREN),), XKA=ROOT.seat).standing(OREN.seat) is Standing.UNKNOWN


def test_an_office_says_nothing_about_the_seats_of_another() -> None:
    ours = a_roster("XKA", OREN)
    theirs = a_roster("XME", TARO, root=OTHER_ROOT, revoked=(OREN.seat,))
    here = known_here(
        [roster_record(ours, "XKA"), roster_record(theirs, "XME")],
        (),
        roots={"XKA": ROOT.seat, "XME": OTHER_ROOT.seat},
        training=True,
        met={},
    )
    assert here.standing(OREN.seat) is Standing.CURRENT
    assert here.standing(OREN.seat, "XKA") is Standing.CURRENT
    assert here.standing(OREN.seat, "XME") is Standing.REVOKED
    assert here.standing(TARO.seat, "XKA") is Standing.UNKNOWN


def test_a_roster_stands_in_the_office_room_under_the_id_of_its_text() -> None:
    roster = a_roster("XKA", OREN)
    record = roster_record(roster, "XKA")
    assert record.id == natural_id("roster", roster.hash).hex()
    assert signed_roster(record) == roster


def test_two_cards_of_one_office_with_different_roots_count_for_nothing_until_one_is_taken_out() -> None:
    rosters = (a_roster("XKA", ILENA), a_roster("XKA", TARO, root=OTHER_ROOT))
    true, false = a_peer(ILENA), a_peer(TARO, root=OTHER_ROOT)
    for peers in ((true, false), (false, true)):
        here = known(rosters, peers)
        assert here.rosters == {}
        assert {here.standing(one.seat) for one in (ILENA, TARO)} == {Standing.UNKNOWN}
    settled = known(rosters, (true, a_peer(TARO, root=OTHER_ROOT, revoked_at=NOW)))
    assert (settled.standing(ILENA.seat), settled.standing(TARO.seat)) == (Standing.CURRENT, Standing.UNKNOWN)


def test_the_root_settled_at_the_founding_wins_against_any_card() -> None:
    here = known((a_roster("XKA", ILENA),), (a_peer(TARO, root=OTHER_ROOT),), XKA=ROOT.seat)
    assert (here.standing(ILENA.seat), here.standing(TARO.seat)) == (Standing.CURRENT, Standing.UNKNOWN)
