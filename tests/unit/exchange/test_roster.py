"""Rosters: which count, who counts as a second person, and that revoking wins in any order (card.md, section 5)."""

from __future__ import annotations

import random
from typing import Any

import msgspec
import pytest

from fieldcase.exchange.package.opening import Standing
from fieldcase.exchange.roster import (
    NoRoster,
    RosterDocument,
    RosterUnreadable,
    SignedRoster,
    read_roster,
    read_together,
    with_signature,
    write_roster,
)
from fieldcase.model.roles import Role, Roster, Seat, VaultCard
from tests.parcels import NOW, Person

ROOT, ILENA, OREN, TARO, NEVE = (Person(name) for name in ("Root", "Ilena", "Oren", "Taro", "Neve"))
ROLES = {
    ILENA: (Role.CASE_OFFICER, Role.CUSTODIAN),
    OREN: (Role.REVIEWER, Role.HEAD),
    TARO: (Role.HQ_DESK,),
    NEVE: (Role.HEAD, Role.CUSTODIAN),
}
MET = {ILENA.vault: (OREN.seat,), OREN.vault: (ILENA.seat,), NEVE.vault: (ILENA.seat,)}


def document(*people: Person, after: tuple[SignedRoster, ...] = (), **said: Any) -> RosterDocument:
    roles = said.pop("roles", ROLES)
    number = said.pop("number", 1 + max((read_roster(one.line).roster.number for one in after), default=0))
    roster = Roster(
        number=number,
        office="XKA",
        seats=tuple(Seat(key=one.seat, name=one.name, roles=roles[one], vault=one.vault) for one in people),
        vaults=tuple(VaultCard(id=one.vault, office="XKA", device="03", training=True) for one in people),
        previous=after[0].hash if after else "",
    )
    facts: dict[str, Any] = {"made": NOW, "training": True, "met": MET, "after": tuple(one.hash for one in after)}
    return RosterDocument(roster=roster, **(facts | said))


def signed(document: RosterDocument, *by: Person) -> SignedRoster:
    roster = write_roster(document)
    for one in by:
        roster = with_signature(roster, one.seat, one.sign)
    return roster


FIRST = signed(document(ILENA, OREN), ROOT)


def read(*rosters: SignedRoster, **how: Any) -> Any:
    return read_together(rosters, root=ROOT.seat, **how)


def test_the_first_roster_counts_by_the_root_key_alone() -> None:
    rosters = read(FIRST)
    assert rosters.standing(ILENA.seat) is Standing.CURRENT
    assert rosters.vault_of(OREN.seat) == OREN.vault
    assert rosters.standing(TARO.seat) is Standing.UNKNOWN
    assert rosters.head == FIRST.hash
    assert rosters.under(FIRST.hash).seat(OREN.seat).roles == ROLES[OREN]
    assert rosters.under("0" * 64) is None
    with pytest.raises(NoRoster):
        read(signed(document(ILENA, OREN), ILENA, OREN))


def test_founding_ends_with_a_head_and_a_custodian_on_two_vaults() -> None:
    assert not read(signed(document(NEVE), ROOT)).founded
    assert read(FIRST).founded


def test_a_later_roster_needs_head_and_custodian_on_two_vaults() -> None:
    later = document(ILENA, OREN, TARO, after=(FIRST,))
    for by, counts in (((), False), ((ILENA,), False), ((OREN,), False), ((OREN, ILENA), True), ((ROOT,), True)):
        rosters = read(FIRST, signed(later, *by))
        assert (rosters.standing(TARO.seat) is Standing.CURRENT) is counts


def test_one_person_with_both_roles_does_not_do() -> None:
    first = signed(document(NEVE, TARO, met={NEVE.vault: (TARO.seat,)}), ROOT)
    later = signed(document(NEVE, TARO, ILENA, after=(first,)), NEVE, TARO)
    assert read(first, later).standing(ILENA.seat) is Standing.UNKNOWN


def test_a_seat_counts_as_second_person_once_another_vault_met_it() -> None:
    first = signed(document(ILENA, OREN, met={}), ROOT)
    later = signed(document(ILENA, OREN, TARO, after=(first,)), ILENA, OREN)
    assert read(first, later).standing(TARO.seat) is Standing.UNKNOWN
    assert read(first, later, met=MET).standing(TARO.seat) is Standing.CURRENT
    own = {ILENA.vault: (ILENA.seat,), OREN.vault: (OREN.seat,)}
    assert read(first, later, met=own).standing(TARO.seat) is Standing.UNKNOWN
    assert read(FIRST).confirmed(ILENA.seat, OREN.seat)
    assert not read(FIRST).confirmed(ILENA.seat, ILENA.seat)


def test_a_signature_that_does_not_hold_counts_for_nothing() -> None:
    later = signed(document(ILENA, OREN, TARO, after=(FIRST,)), ILENA, OREN)
    forged = msgspec.structs.replace(later, signatures={**later.signatures, OREN.seat: later.signatures[ILENA.seat]})
    assert read(FIRST, forged).standing(TARO.seat) is Standing.UNKNOWN
    assert read(FIRST, forged, later).standing(TARO.seat) is Standing.CURRENT
    assert read(FIRST, later, forged).standing(TARO.seat) is Standing.CURRENT


def test_a_revocation_needs_two_and_puts_in_question_by_one() -> None:
    revoking = document(ILENA, OREN, after=(FIRST,), revoked=(OREN.seat,))
    asked = read(FIRST, signed(revoking, ILENA))
    assert asked.standing(OREN.seat) is Standing.IN_QUESTION
    assert asked.standing(ILENA.seat) is Standing.CURRENT
    assert read(FIRST, signed(revoking, ILENA, OREN)).standing(OREN.seat) is Standing.REVOKED
    assert read(FIRST, signed(revoking, TARO)).standing(OREN.seat) is Standing.CURRENT


def test_revoking_wins_against_a_later_roster_that_lists_the_seat_again() -> None:
    second = signed(document(ILENA, OREN, NEVE, after=(FIRST,), revoked=(NEVE.seat,)), ILENA, OREN)
    third = signed(document(ILENA, OREN, NEVE, after=(second,)), ILENA, OREN)
    rosters = read(FIRST, second, third)
    assert rosters.heads == (third.hash,)
    assert rosters.standing(NEVE.seat) is Standing.REVOKED
    assert rosters.roster.seat(NEVE.seat) is None


def test_a_seat_that_was_dropped_is_not_current() -> None:
    first = signed(document(ILENA, OREN, TARO), ROOT)
    rosters = read(first, signed(document(ILENA, OREN, after=(first,)), ILENA, OREN))
    assert rosters.standing(TARO.seat) is Standing.REVOKED


def test_rosters_made_apart_are_read_together_at_their_narrowest() -> None:
    first = signed(document(ILENA, OREN, TARO), ROOT)
    adds = signed(document(ILENA, OREN, TARO, NEVE, after=(first,)), ILENA, OREN)
    drops = signed(document(ILENA, OREN, after=(first,), roles=ROLES | {OREN: (Role.HEAD,)}), ILENA, OREN)
    rosters = read(first, adds, drops)
    assert set(rosters.heads) == {adds.hash, drops.hash}
    assert rosters.standing(NEVE.seat) is Standing.CURRENT
    assert rosters.standing(TARO.seat) is Standing.REVOKED
    assert rosters.roster.seat(OREN.seat).roles == (Role.HEAD,)
    both = signed(document(ILENA, OREN, NEVE, after=(adds, drops)), ILENA, OREN)
    assert read(first, adds, drops, both).heads == (both.hash,)


def test_what_a_seat_revoked_apart_had_added_does_not_count() -> None:
    first = signed(document(ILENA, OREN, NEVE), ROOT)
    by_neve = signed(document(ILENA, OREN, NEVE, TARO, after=(first,)), OREN, NEVE)
    assert read(first, by_neve).standing(TARO.seat) is Standing.CURRENT
    revokes = signed(document(ILENA, OREN, after=(first,), revoked=(NEVE.seat,)), ILENA, OREN)
    rosters = read(first, by_neve, revokes)
    assert rosters.standing(NEVE.seat) is Standing.REVOKED
    assert rosters.standing(TARO.seat) is not Standing.CURRENT


def test_the_reading_does_not_depend_on_order_or_repetition() -> None:
    first = signed(document(ILENA, OREN, NEVE), ROOT)
    second = signed(document(ILENA, OREN, NEVE, TARO, after=(first,)), OREN, NEVE)
    third = signed(document(ILENA, OREN, after=(first,), revoked=(NEVE.seat,)), ILENA, OREN)
    asked = signed(document(ILENA, OREN, after=(second,), revoked=(TARO.seat,)), ILENA)
    known = [first, second, third, asked]
    expected = read(*known)
    for seed in range(10):
        shuffled = known * 2
        random.Random(seed).shuffle(shuffled)
        assert read(*shuffled) == expected


@pytest.mark.parametrize(
    "line",
    [
        "",
        "{}",
        "[" * 2000,
        write_roster(document(ILENA, ILENA)).line,
        write_roster(document(ILENA, number=0)).line,
        write_roster(document(ILENA)).line.replace(ILENA.seat, "x"),
        write_roster(document(ILENA, training=False)).line,
        write_roster(document(ILENA, format="fieldcase-roster/2")).line,
    ],
)
def test_a_roster_of_another_form_is_refused_and_counts_for_nothing(line: str) -> None:
    with pytest.raises(RosterUnreadable):
        read_roster(line)
    odd = with_signature(SignedRoster(line=line), ROOT.seat, ROOT.sign)
    assert read(FIRST, odd).counting.keys() == {FIRST.hash}


def test_nobody_but_head_and_custodian_puts_a_seat_in_question() -> None:
    roles = {**ROLES, NEVE: (Role.CASE_OFFICER, Role.REVIEWER)}
    first = signed(document(ILENA, OREN, NEVE, roles=roles), ROOT)
    revoking = document(ILENA, NEVE, after=(first,), revoked=(OREN.seat, ILENA.seat), roles=roles)
    assert read(first, signed(revoking, NEVE)).in_question == frozenset()


def test_who_asked_takes_the_question_back_by_a_later_roster_that_keeps_the_seat() -> None:
    first = signed(document(ILENA, OREN, NEVE), ROOT)
    earlier = signed(document(ILENA, OREN, NEVE, TARO, after=(first,), made="2025-01-01T00:00:00Z"), ILENA, OREN)
    asked = signed(document(ILENA, OREN, after=(first,), revoked=(NEVE.seat,), made="2026-02-01T00:00:00Z"), ILENA)
    later = document(ILENA, OREN, NEVE, TARO, after=(first,), made="2026-02-02T00:00:00Z")
    without = document(ILENA, OREN, after=(first,), made="2026-02-02T00:00:00Z")
    for rosters, standing in (
        ((asked,), Standing.IN_QUESTION),
        ((asked, earlier), Standing.IN_QUESTION),
        ((asked, signed(later, ILENA)), Standing.IN_QUESTION),
        ((asked, signed(later, OREN, ILENA)), Standing.CURRENT),
        ((asked, signed(without, OREN, ILENA)), Standing.REVOKED),
    ):
        assert read(first, *rosters).standing(NEVE.seat) is standing


def test_who_lost_a_role_is_sealed_nothing_of_the_compartments_it_opened() -> None:
    def roster(roles: Any, **said: Any) -> RosterDocument:
        made = document(ILENA, OREN, roles=roles, **said)
        keys = {"case": "age1case", "identity": "age1identity", "sealed": "age1sealed", "odd": "age1odd"}
        vaults = tuple(msgspec.structs.replace(one, recipients=keys) for one in made.roster.vaults)
        return msgspec.structs.replace(made, roster=msgspec.structs.replace(made.roster, vaults=vaults))

    first = signed(roster(ROLES), ROOT)
    narrower = {**ROLES, OREN: (Role.REVIEWER,)}
    second = signed(roster(narrower, after=(first,)), ILENA, OREN)
    apart = signed(roster(ROLES, after=(first,), made="2026-02-02T00:00:00Z"), ILENA, OREN)
    for rosters in ((first, second), (first, second, apart), (first, apart, second)):
        common = read(*rosters).roster
        assert set(common.vault(OREN.vault).recipients) == {"case", "identity"}
        assert set(common.vault(ILENA.vault).recipients) == {"case", "identity", "sealed"}
    assert set(read(first).roster.vault(OREN.vault).recipients) == {"case", "identity", "sealed"}
