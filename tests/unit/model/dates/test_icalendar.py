"""Calendar files, read back by the grammar of RFC 5545 and not by what wrote them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldcase.model.dates.icalendar import DayEvent, write_calendar
from tests.calendars import events_of

AT = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)


def event(**more: object) -> DayEvent:
    return DayEvent(**{"uid": "a1", "day": date(2026, 4, 13), "summary": "Reply due", **more})  # type: ignore[arg-type]


def test_an_event_is_one_whole_day_that_takes_up_no_time() -> None:
    (one,) = events_of(write_calendar([event(revision=2)], AT))
    assert one == {
        "UID": "a1",
        "DTSTAMP": "20260312T093000Z",
        "DTSTART": "20260413",
        "DTEND": "20260414",
        "SUMMARY": "Reply due",
        "SEQUENCE": "2",
        "CLASS": "PRIVATE",
        "TRANSP": "TRANSPARENT",
        "STATUS": "CONFIRMED",
    }


def test_what_is_gone_is_cancelled_under_the_same_name() -> None:
    (one,) = events_of(write_calendar([event(gone=True)], AT))
    assert (one["UID"], one["STATUS"]) == ("a1", "CANCELLED")


def test_an_empty_calendar_is_one() -> None:
    assert events_of(write_calendar([], AT)) == []


def test_events_come_by_day_whatever_the_order_they_were_given_in() -> None:
    days = [date(2026, 5, 1), date(2026, 4, 1)]
    found = events_of(write_calendar([event(uid=str(day), day=day) for day in days], AT))
    assert [one["DTSTART"] for one in found] == ["20260401", "20260501"]


def test_the_file_names_no_program() -> None:
    assert b"fieldcase" not in write_calendar([event()], AT).lower()


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_text_comes_back_as_it_was_but_for_control_characters(said: str) -> None:
    data = write_calendar([event(summary=said)], AT)
    (one,) = events_of(data)
    kept = re.sub(r"[\x00-\x08\x0e-\x1f\x7f]", "", "\n".join(said.splitlines()))
    assert one["SUMMARY"] == kept


@pytest.mark.parametrize("mark", ["\r\nBEGIN:VALARM", "\nEND:VEVENT\nBEGIN:VEVENT", "\u2028X:Y", "\x0bX:Y"])
def test_no_text_adds_a_line_of_its_own(mark: str) -> None:
    (one,) = events_of(write_calendar([event(summary=f"Reply{mark}")], AT))
    assert one["SUMMARY"].startswith("Reply\n")
