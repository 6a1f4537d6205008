"""What a seat was not allowed counts for nothing when it is read."""

from __future__ import annotations

import pytest

from fieldcase.model.declare import Room
from fieldcase.model.kinds import KINDS
from fieldcase.model.lawful import BY_FIELD, BY_KIND, BY_ROOM, BY_STEP, lawful, lawful_step, lawful_value, may_write
from fieldcase.model.machines import MACHINES
from fieldcase.model.roles import Delegate, Role, Roster, Seat

IN, CO, RV, HD, CU, HQ, AN = Role


def test_the_tables_name_kinds_fields_and_steps_that_exist() -> None:
    assert set(BY_ROOM) == set(Room)
    assert set(BY_KIND) <= set(KINDS)
    for kind, field in BY_FIELD:
        assert KINDS[kind].part(field)
    steps = next(inner for inner in KINDS["letter_step"].part("taken").parts if inner.name == "step")
    assert set(BY_STEP) == set(steps.field.choices)


def test_every_kind_can_be_written_by_somebody_in_each_of_its_rooms() -> None:
    for kind in KINDS.values():
        for room in kind.rooms:
            assert any(may_write([role], room, kind.name) for role in Role), (kind.name, room)


@pytest.mark.security
def test_an_analyst_writes_nothing_but_the_log() -> None:
    wrote = {(kind.name, room) for kind in KINDS.values() for room in kind.rooms if may_write([AN], room, kind.name)}
    assert wrote == {("log_entry", Room.LOG)}
    assert not any(
        lawful_step([AN], machine.name, step.to) for machine in MACHINES.values() for step in machine.transitions
    )


@pytest.mark.security
@pytest.mark.parametrize(
    ("roles", "room", "kind", "path", "value", "allowed"),
    [
        ((CO,), Room.CASE, "case", "title_neutral", "x", True),
        ((HD,), Room.CASE, "case", "title_neutral", "x", False),
        ((HD,), Room.CASE, "case", "track", "urgent", True),
        ((HD,), Room.CASE, "case", "track", "normal", False),
        ((CO,), Room.CASE, "case", "track", "normal", True),
        ((RV,), Room.IDENTITY, "party", "names/1", {}, False),
        ((CU,), Room.IDENTITY, "party", "names/1", {}, True),
        ((CU,), Room.CASE, "party", "code", "P-7K3D9X", False),
        ((HQ,), Room.SOURCE, "source", "code", "S-7K3D9X", False),
        ((CO,), Room.SOURCE, "source", "code", "S-7K3D9X", True),
        ((CO,), Room.CASE, "consent", "answer", {"level": "NAMED"}, True),
        ((HD,), Room.CASE, "consent", "answer", {"level": "NAMED"}, False),
        ((HQ,), Room.CASE, "consent", "answer", {"level": "NAMED", "withdrawn_at": "2025-03-12T10:00:00Z"}, True),
        ((RV,), Room.CASE, "consent", "answer", {"level": "NONE"}, True),
        ((RV,), Room.CASE, "consent", "answer", None, False),
        ((RV,), Room.CASE, "consent", "proposal", {}, False),
        ((CO,), Room.CASE, "assessment", "finding", {}, True),
        ((RV,), Room.CASE, "assessment", "finding", {}, False),
        ((RV,), Room.CASE, "letter", "blocks/1", {}, False),
        ((HD,), Room.CASE, "letter_step", "taken", {"step": "signature"}, True),
        ((RV,), Room.CASE, "letter_step", "taken", {"step": "signature"}, False),
        ((RV,), Room.CASE, "letter_step", "taken", {"step": "approval"}, True),
        ((CO,), Room.CASE, "letter_step", "taken", {"step": "approval"}, False),
        ((CO,), Room.CASE, "letter_step", "taken", {"step": "nonsense"}, False),
        ((CO,), Room.CASE, "external_ref", "reference", "x", True),
        ((CO,), Room.CASE, "external_ref", "confirmed_by", "x", False),
        ((HQ,), Room.CASE, "external_ref", "confirmed_by", "x", True),
        ((HQ,), Room.CASE, "matrix_row", "row", {}, True),
        ((CO,), Room.OFFICE, "roster", "line", "{}", False),
        ((HD,), Room.OFFICE, "roster", "line", "{}", True),
        ((CO,), Room.SEALED, "sealed_case", "summary/en", {}, True),
        ((RV,), Room.SEALED, "sealed_case", "summary/en", {}, False),
        ((CU,), Room.IDENTITY, "erasure", "", None, True),
        ((CO,), Room.IDENTITY, "erasure", "", None, False),
        ((CO,), Room.CASE, "kind_of_tomorrow", "field", 1, True),
        ((RV,), Room.CASE, "kind_of_tomorrow", "field", 1, False),
    ],
)
def test_rights_follow_room_kind_field_and_value(
    roles: tuple[Role, ...], room: Room, kind: str, path: str, value: object, allowed: bool
) -> None:
    assert may_write(roles, room, kind, path=path, value=value) is allowed


def test_steps_follow_their_machine() -> None:
    assert lawful_step([HD], "letter", "signed")
    assert not lawful_step([RV], "letter", "signed")
    assert not lawful_step([HD], "letter", "flown")
    assert not lawful_step([HD], "no_such_machine", "signed")


@pytest.mark.security
def test_a_roster_decides_and_a_stranger_was_allowed_nothing() -> None:
    head = Seat(id="1" * 32, key="1" * 64, roles=(HD,), vault="v1")
    deputy = Seat(
        id="2" * 32,
        key="2" * 64,
        roles=(RV,),
        vault="v2",
        delegate=Delegate(first="2025-03-01", last="2025-03-31", document="memo 4"),
    )
    roster = Roster(number=1, seats=(head, deputy))
    sign = {"machine": "letter", "to": "signed"}
    assert lawful(roster, head.key, Room.CASE, "transition", **sign)
    assert lawful(roster, deputy.key, Room.CASE, "transition", **sign, on="2025-03-31")
    assert not lawful(roster, deputy.key, Room.CASE, "transition", **sign, on="2025-04-01")
    assert not lawful(roster, deputy.key, Room.CASE, "transition", **sign)
    assert not lawful(roster, "3" * 64, Room.CASE, "comment")
    assert lawful(roster, deputy.key, Room.CASE, "comment")
    assert not lawful_value(roster, deputy.key, Room.CASE, "letter", "blocks/1", {})


def test_while_an_office_is_founded_everything_counts() -> None:
    assert lawful(Roster(), "3" * 64, Room.OFFICE, "roster")


def test_an_entry_of_the_head_that_sets_the_urgent_track_counts() -> None:
    roster = Roster(number=1, seats=(Seat(id="1" * 32, key="2" * 64, roles=(HD,), vault="3" * 32),))
    seat = "2" * 64
    assert lawful(roster, seat, Room.CASE, "case")
    assert lawful_value(roster, seat, Room.CASE, "case", "track", "urgent")
    assert not lawful_value(roster, seat, Room.CASE, "case", "title_neutral", "x")
    assert not lawful(roster, seat, Room.IDENTITY, "case")
