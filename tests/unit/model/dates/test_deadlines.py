"""Deadlines by calendar rules."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from fieldcase.model.dates.deadlines import OfficeCalendar, days_late, due_on, reminders

OFFICE = OfficeCalendar(weekend=frozenset({4, 5}), holidays=frozenset({date(2025, 4, 13)}))


def test_a_deadline_is_calendar_days_moved_to_a_working_day() -> None:
    assert due_on(date(2025, 3, 12), 30, OfficeCalendar()) == date(2025, 4, 11)
    assert due_on(date(2025, 3, 13), 30, OfficeCalendar()) == date(2025, 4, 14)


def test_the_offices_own_weekend_and_holidays_count() -> None:
    assert due_on(date(2025, 3, 12), 30, OFFICE) == date(2025, 4, 14)


def test_an_office_that_never_works_moves_nothing() -> None:
    assert OfficeCalendar(weekend=frozenset(range(7))).next_working_day(date(2025, 4, 12)) == date(2025, 4, 12)


def test_reminders_lie_around_the_deadline_in_order_and_once() -> None:
    assert reminders(date(2025, 4, 11), [7, -7, 0], OfficeCalendar()) == (
        date(2025, 4, 4),
        date(2025, 4, 11),
        date(2025, 4, 18),
    )
    assert reminders(date(2025, 4, 11), [1, 2], OfficeCalendar()) == (date(2025, 4, 14),)


def test_the_day_itself_is_not_late() -> None:
    assert days_late(date(2025, 4, 11), date(2025, 4, 11)) == 0
    assert days_late(date(2025, 4, 11), date(2025, 4, 13)) == 2


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 400), st.frozensets(st.integers(0, 6), max_size=6))
def test_a_deadline_never_comes_early_and_is_a_working_day(start: date, days: int, weekend: frozenset[int]) -> None:
    office = OfficeCalendar(weekend=weekend)
    due = due_on(start, days, office)
    assert due >= start + timedelta(days=days)
    assert office.works_on(due)
