"""One person at work in one vault: day, role, settings."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from fieldcase.model.refusal import NotYourRole
from fieldcase.model.roles import Action, Reach, Role
from fieldcase.office.founding.join import ask_to_join
from fieldcase.office.session import Session
from tests.laptops import CHEAP, OFFICER, Clock, put


def test_it_knows_who_works_here(session: Session) -> None:
    assert session.office == "XKAL"
    assert session.training
    assert session.seat.name == "Sami Rahal"
    assert session.roles == set(OFFICER)
    assert session.require(Action.CREATE_CASE) is Reach.FULL
    assert session.may(Action.RECORD_CONSENT)
    assert not session.may(Action.SIGN_LETTER)
    with pytest.raises(NotYourRole):
        session.require(Action.SIGN_LETTER)
    assert set(session.known.rosters) == {"XKAL"}


def test_before_the_answer_nobody_has_a_role(tmp_path: Path) -> None:
    session, _request = ask_to_join(
        tmp_path / "11", "a third laptop", name="Mira Sol", roles=(Role.HEAD,), training=True, clock=Clock(),
        outside=tmp_path / "outside", cost=CHEAP,
    )  # fmt: skip
    assert (session.office, session.roles, session.roster.seats) == ("", frozenset(), ())
    assert not session.may(Action.READ_CASE)
    session.close()
    session.close()


def test_the_day_is_the_offices(session: Session) -> None:
    session.clock = lambda: datetime(2026, 3, 12, 22, 30, tzinfo=UTC)
    assert session.today() == date(2026, 3, 12)
    put(session, "office_settings", {"time_zone": "Asia/Bangkok"})
    assert session.today() == date(2026, 3, 13)
    assert session.now() == "2026-03-12T22:30:00Z"


@pytest.mark.parametrize("zone", ["Nowhere/Nothing", "../../etc/passwd", "Europe", "x" * 5000, "\0"])
def test_a_zone_that_is_none_is_read_as_utc(session: Session, zone: str) -> None:
    put(session, "office_settings", {"time_zone": zone})
    assert session.zone.key == "UTC"


def test_a_holiday_that_is_no_date_stops_nobody(session: Session) -> None:
    put(session, "holiday", {"date": "2026-13-99"})
    put(session, "holiday", {"date": "2026-05-01"})
    assert session.settings.calendar.holidays == {date(2026, 5, 1)}


def test_settings_and_holidays_are_those_of_the_own_office(session: Session) -> None:
    with session.vault.writing() as writing:
        record = bytes.fromhex(writing.new_id())
        writing._append("XORV/office", "office_settings", record, {"time_zone": "Asia/Bangkok"})
        writing._append("XORV/office", "holiday", bytes.fromhex(writing.new_id()), {"date": "2026-05-01"})
        writing.commit()
    session.forget()
    assert session.zone.key == "UTC"
    assert session.settings.calendar.holidays == frozenset()


def test_what_is_kept_goes_when_its_ground_changes(session: Session) -> None:
    made: list[int] = []

    def make() -> int:
        made.append(1)
        return len(made)

    assert [session.kept("word", stamp, make) for stamp in (1, 1, 2)] == [1, 1, 2]
    session.forget()
    assert session.kept("word", 2, make) == 2
