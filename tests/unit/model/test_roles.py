"""The permission matrix, row by row, and the roster that says who is who."""

from __future__ import annotations

import pytest

from fieldcase.model.declare import Room
from fieldcase.model.refusal import NotYourRole
from fieldcase.model.roles import (
    ACTION_LABELS,
    ALLOWED,
    MAY_HOLD,
    REACH,
    ROLE_LABELS,
    Action,
    Delegate,
    Reach,
    Role,
    Roster,
    Seat,
    VaultCard,
    may,
    may_hold,
    reach,
    require,
)

IN, CO, RV, HD, CU, HQ, AN = Role


def seat(name: str, vault: str, *roles: Role, person: str = "", delegate: Delegate | None = None) -> Seat:
    return Seat(id=name * 32, key=name * 64, name=name, roles=roles, vault=vault, person=person, delegate=delegate)


def test_every_action_and_role_has_words_and_somebody_who_may() -> None:
    assert set(ALLOWED) == set(Action) == set(ACTION_LABELS)
    assert set(ROLE_LABELS) == set(Role)
    assert set(MAY_HOLD) == set(Room)
    assert all(ALLOWED.values())
    assert all(role in ALLOWED[action] for action, role in REACH)


@pytest.mark.parametrize(
    ("action", "roles"),
    [
        (Action.CREATE_CASE, {IN, CO}),
        (Action.EDIT_CASE, {IN, CO}),
        (Action.EDIT_IDENTITY, {IN, CO, CU}),
        (Action.READ_SOURCE, {IN, CO, HD, CU}),
        (Action.RECORD_CONSENT, {IN, CO, CU}),
        (Action.REVIEW_CONSENT, {RV}),
        (Action.WITHDRAW_CONSENT, {IN, CO, RV, HD, CU, HQ}),
        (Action.ASSESS_RISK, {IN, CO}),
        (Action.ACCEPT_RISK, {RV, HD}),
        (Action.START_PROTECTION, {IN, CO, RV, HD, CU}),
        (Action.ASSESS_ELEMENT, {CO}),
        (Action.REVIEW_ELEMENT, {RV}),
        (Action.DECIDE_HIGH_TOOL, {HD}),
        (Action.DECIDE_TOP_TOOL, {HD, HQ}),
        (Action.APPROVE_LETTER, {RV, HD}),
        (Action.SIGN_LETTER, {HD}),
        (Action.DISPATCH_LETTER, {CO}),
        (Action.REGISTER_REPLY, {CO, HQ}),
        (Action.REVIEW_MATRIX, {RV}),
        (Action.CONFIRM_REFERENCE, {HQ}),
        (Action.APPROVE_TRANSFER, {HD}),
        (Action.DESTROY_IDENTITY, {CU}),
        (Action.APPROVE_DESTRUCTION, {HD}),
        (Action.SEE_FIGURES, {CO, RV, HD, HQ, AN}),
    ],
)
def test_the_matrix_says_what_the_domain_reference_says(action: Action, roles: set[Role]) -> None:
    assert ALLOWED[action] == roles


@pytest.mark.security
def test_an_analyst_sees_figures_and_nothing_else() -> None:
    assert {action for action in Action if may([AN], action)} == {Action.SEE_FIGURES}
    assert [room for room in Room if may_hold([AN], room)] == [Room.OFFICE]


@pytest.mark.security
def test_headquarters_never_holds_sources_and_only_head_and_custodian_hold_the_sealed_room() -> None:
    assert not may_hold([HQ], Room.SOURCE)
    assert MAY_HOLD[Room.SOURCE] == MAY_HOLD[Room.SEALED] == {HD, CU}
    assert MAY_HOLD[Room.LOG] == {HD, CU}


def test_the_widest_reach_of_several_roles_counts() -> None:
    assert reach([IN], Action.READ_CASE) is Reach.OWN_INTAKE
    assert reach([IN, CO], Action.READ_CASE) is Reach.FULL
    assert reach([CO], Action.READ_IDENTITY) is Reach.REASONED
    assert reach([CO, CU], Action.READ_IDENTITY) is Reach.FULL
    assert reach([HQ], Action.READ_CASE) is Reach.TRANSFERRED
    assert reach([AN], Action.READ_CASE) is None


def test_what_a_role_may_not_is_refused_with_the_roles_that_may() -> None:
    assert require([CO], Action.DRAFT_LETTER) is Reach.FULL
    with pytest.raises(NotYourRole, match="sign a letter.*head of presence"):
        require([CO, RV], Action.SIGN_LETTER)
    with pytest.raises(NotYourRole):
        require([], Action.CREATE_CASE)


def test_a_delegate_signs_for_the_head_from_the_first_to_the_last_day() -> None:
    delegate = seat("d", "v1", RV, delegate=Delegate(first="2025-03-01", last="2025-03-31", document="memo 4"))
    assert [HD in delegate.roles_on(day) for day in ("2025-02-28", "2025-03-01", "2025-03-31", "2025-04-01")] == [
        False,
        True,
        True,
        False,
    ]
    assert not seat("d", "v1", RV, delegate=Delegate(first="2025-03-01", last="2025-03-31")).signs_for_head(
        "2025-03-02"
    )
    assert not seat("d", "v1", RV, delegate=Delegate(last="2025-03-31", document="memo 4")).signs_for_head("2025-03-02")
    assert seat("d", "v1", RV).roles_on("2025-03-02") == {RV}


def test_two_seats_are_two_persons_only_on_two_vaults_and_with_two_names_behind_them() -> None:
    one, two = seat("1", "v1", CO, CU, person="p1"), seat("2", "v2", RV, HD, person="p2")
    same_vault, same_person = seat("3", "v1", RV), seat("4", "v2", RV, person="p1")
    roster = Roster(number=1, seats=(one, two, same_vault, same_person), vaults=(VaultCard(id="v1"),))
    assert roster.two_persons(one.key, two.key)
    assert not roster.two_persons(one.key, one.key)
    assert not roster.two_persons(one.key, same_vault.key)
    assert not roster.two_persons(one.key, same_person.key)
    assert not roster.two_persons(one.key, "f" * 64)
    assert roster.same_person(one.id, same_person.id)
    assert roster.same_person("f" * 64, "f" * 64)
    assert not roster.same_person(one.id, two.id)
    assert not roster.same_person(one.key, "f" * 64), "nobody knows who that is"
    assert roster.seat(one.id) == roster.seat(one.key) == one
    assert roster.vault("v1") == VaultCard(id="v1")
    assert roster.vault("v9") is None
    assert roster.holding(HD) == (two,)
    assert roster.founded


def test_the_founding_ends_with_a_head_and_a_custodian_on_two_vaults() -> None:
    assert not Roster(number=1, seats=(seat("1", "v1", HD, CU),)).founded
    assert not Roster(number=1, seats=(seat("1", "v1", HD), seat("2", "v1", CU))).founded
    assert Roster(number=1, seats=(seat("1", "v1", HD), seat("2", "v2", CU))).founded
