"""Who was allowed what, and for whom closed rows are sealed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldcase.model.declare import Room
from fieldcase.model.kinds import KINDS
from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.office import LogEntry, Office
from fieldcase.model.kinds.sources import Source
from fieldcase.model.lawful import BY_VALUE, lawful, lawful_value
from fieldcase.model.ledger.entries import Label, value_bytes
from fieldcase.model.roles import Delegate, Role, Roster, Seat
from fieldcase.office.checking import check_vault
from fieldcase.office.law import LAST_INSTANT, Law, Rights
from fieldcase.office.opening import open_vault
from fieldcase.office.records import add
from fieldcase.office.session import Session
from fieldcase.vault.keys.slots import WrongPassphrase
from fieldcase.vault.rooms import NobodyReads
from tests.laptops import Clock, a_colleague, a_matter, an_office

OFFICER_ALONE = (Role.CASE_OFFICER,)


def label(kind: str, roster: bytes | None, wall: int = 0) -> Label:
    return Label(bytes(16), wall, True, 1, bytes(16), kind, (), (), (), roster)


def test_before_any_roster_everything_counts_and_after_it_nobody_leaves_it_out(tmp_path: Path) -> None:
    law = Law()
    stranger, founding = bytes([3]) * 32, label("case", None)
    assert law.in_room("XKAL/case")(founding, stranger, ())
    assert not law.in_room("XKAL/case")(label("case", bytes(32)), stranger, ())
    assert (law.head_of("XKAL"), law.roster.seats, law.rosters) == (None, (), None)
    assert law.holders("XKAL", "source") == ()
    session = an_office(tmp_path, Clock())
    founder, head = session.vault.keys.public, session.law.head_of("XKAL")
    judge = session.law.in_room("XKAL/case")
    assert judge(founding, founder, ())
    assert judge(label("case", head), founder, ())
    assert not judge(founding, stranger, ())
    assert not judge(label("case", head), stranger, ())
    assert not judge(label("case", bytes(32)), founder, ())
    assert not session.law.apart(founder, founder)
    session.close()


def test_a_clock_at_the_end_of_time_stops_no_reading(tmp_path: Path) -> None:
    session = an_office(tmp_path, Clock())
    head = session.law.head_of("XKAL")
    judge = session.law.in_room("XKAL/case")
    assert judge(label("case", head, 2**62), session.vault.keys.public, ())
    assert datetime.fromtimestamp(LAST_INSTANT / 1000, UTC).year == 9999
    session.close()


def test_two_persons_who_met_confirm_each_other(tmp_path: Path) -> None:
    clock = Clock()
    first = an_office(tmp_path, clock)
    second = a_colleague(tmp_path, first, clock)
    one, other = first.vault.keys.public, second.vault.keys.public
    for session in (first, second):
        assert session.law.apart(one, other)
        assert session.law.apart(other, one)
        assert not session.law.apart(one, one)
        session.close()


@pytest.mark.security
def test_an_officer_alone_keeps_a_log_that_only_the_recovery_sheets_open(tmp_path: Path) -> None:
    session = an_office(tmp_path, Clock(), OFFICER_ALONE)
    case = add(session, Case(title_neutral="Detention", track="normal"))
    session.vault.log("see_identity", [case.id], "to call her")
    assert session.vault.all(LogEntry) == ()
    assert session.vault.entries_in("XKAL/log") == 2
    assert [office.founding.code for office in session.vault.all(Office)] == ["XKAL"]
    with pytest.raises(NobodyReads, match="XKAL/source"):
        add(session, Source())
    assert check_vault(session).ok
    session.close()
    with pytest.raises(WrongPassphrase):
        open_vault(tmp_path / "03", "something else", clock=Clock(), outside=tmp_path / "outside-03")
    again = open_vault(tmp_path / "03", "a laptop that opens", clock=Clock(), outside=tmp_path / "outside-03")
    assert again.vault.notices == []
    assert again.vault.entries_in("XKAL/log") == 3
    again.close()


@pytest.mark.security
def test_what_an_officer_adds_is_sealed_for_head_and_custodian(tmp_path: Path) -> None:
    clock = Clock()
    first = an_office(tmp_path, clock)
    officer = a_colleague(tmp_path, first, clock, OFFICER_ALONE, device="11", name="Mira Sol")
    assert officer.law.holders("XKAL", "source") == (first.vault.keys.recipients()["source"],)
    assert officer.law.holders("XKAL", "log") == (first.vault.keys.recipients()["sealed"],)
    assert officer.law.holders("XORV", "log") == ()
    source = add_source(officer)
    officer.vault.log("see_identity", ["a" * 32], "to call her")
    for room, key in (("XKAL/source", "source"), ("XKAL/log", "sealed")):
        found = list(officer.vault.rooms.sealed(room).verify(lambda done, of: None, first.vault.keys.readers(key)))
        assert found == []
    assert officer.vault.find(Source, source) is None
    assert check_vault(officer).ok
    a_matter(officer)
    officer.close()
    first.close()


def add_source(session: Session) -> str:
    with session.vault.writing() as writing:
        source = writing.new_id()
        writing.set("source", source, {"code": "S-234567"})
        writing.commit()
    return source


FIELDS = [(kind.name, part.name) for kind in KINDS.values() for part in kind.parts] + [("strange", "field")]
SAID = st.sampled_from(
    ["urgent", "normal", None, {"step": "approval"}, {"step": "dispatch"}, {"level": "NONE"}, {"withdrawn_at": "2026"}]
)
ENTRY = st.tuples(
    st.sampled_from(FIELDS + 20 * sorted(BY_VALUE)),
    st.sampled_from(["", "/1", "/answer"]),
    SAID,
    st.sampled_from(list(Room)),
    st.sampled_from([0, 1_772_000_000_000, 2**62]),
)


@given(st.sets(st.sampled_from(Role)), st.booleans(), st.lists(ENTRY, min_size=1, max_size=12))
def test_rights_looked_up_once_are_those_of_every_single_reading(
    roles: set[Role], delegate: bool, entries: list[tuple[tuple[str, str], str, object, Room, int]]
) -> None:
    given_for = Delegate(document="note", first="2026-02-01", last="2026-03-31") if delegate else None
    seat = Seat(id="ab" * 16, key="cd" * 32, roles=tuple(sorted(roles)), delegate=given_for)
    roster = Roster(number=1, office="XKAL", seats=(seat,))
    rights = Rights(roster, seat.key)
    for (kind, field), further, value, room, wall in entries * 2:
        day = datetime.fromtimestamp(min(wall, LAST_INSTANT) / 1000, UTC).date().isoformat()
        path = field + further
        alone = lawful(roster, seat.key, room, kind, on=day)
        every = alone and lawful_value(roster, seat.key, room, kind, path, value, on=day)
        said = value_bytes(bytes(16), path, value)
        assert rights.allow(room, label(kind, bytes(32), wall), (None, said)) == every
        assert rights.allow(room, label(kind, bytes(32), wall), (None,)) == alone
