"""The response tracker: clock, lateness, outcome and what is proposed (section 11, S16–S18)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldcase.model.dates.deadlines import OfficeCalendar
from fieldcase.model.rules.settings import OfficeSettings
from fieldcase.model.rules.tracker import (
    ClockState,
    Late,
    LetterFacts,
    Outcome,
    ReplyFacts,
    clock,
    clock_tasks,
    due_day,
    lateness,
    outcome,
)

EVERY_DAY = OfficeSettings(calendar=OfficeCalendar(weekend=frozenset()))
NOTE = LetterFacts(id="a" * 32, kind="note_verbale", dispatched=date(2025, 3, 12))


def replied(*kinds: str, on: date) -> LetterFacts:
    return LetterFacts(
        id=NOTE.id,
        kind=NOTE.kind,
        dispatched=NOTE.dispatched,
        replies=(ReplyFacts(id="b" * 32, kinds=kinds, received=on),),
    )


def test_S16_a_note_of_12_march_is_due_on_11_april_and_a_reply_of_25_april_is_late_within_the_cycle() -> None:
    """S16."""
    assert due_day(NOTE, EVERY_DAY) == date(2025, 4, 11)
    assert lateness(date(2025, 4, 25), date(2025, 4, 11), date(2025, 5, 10)) is Late.WITHIN_CYCLE


def test_S16_the_outcome_is_partial_when_one_of_three_is_not_addressed() -> None:
    """S16: 1 and 2 denied, 3 ignored."""
    positions = {"1@1": ("denies_fact",), "2@1": ("denies_fact",), "3@1": ("not_addressed",)}
    assert outcome(("1@1", "2@1", "3@1"), positions, 1) is Outcome.PARTIAL


def test_S18_a_reply_three_days_after_the_cut_off_leaves_the_entry_frozen() -> None:
    """S18: offered to headquarters; the task list and R5 are made by office."""
    assert lateness(date(2025, 5, 13), date(2025, 4, 11), date(2025, 5, 10), date(2025, 9, 1)) is Late.AFTER_CUTOFF


def test_a_reply_after_publication_belongs_to_the_next_cycle() -> None:
    assert lateness(date(2025, 9, 2), None, date(2025, 5, 10), date(2025, 9, 1)) is Late.NEXT_CYCLE


@pytest.mark.parametrize("kind", ["acknowledgement", "interim", "extension_request", "supplementary"])
def test_an_acknowledgement_does_not_stop_the_clock(kind: str) -> None:
    assert clock(replied(kind, on=date(2025, 3, 20)), EVERY_DAY, date(2025, 4, 12)).state is ClockState.OVERDUE


@pytest.mark.parametrize("kind", ["substantive", "rejection", "oral"])
def test_an_answer_stops_the_clock_on_the_day_it_was_received(kind: str) -> None:
    now = clock(replied(kind, on=date(2025, 4, 25)), EVERY_DAY, date(2025, 5, 1))
    assert (now.state, now.stopped, now.late) == (ClockState.ANSWERED, date(2025, 4, 25), 14)


def test_a_reply_that_waits_for_translation_stops_the_clock_and_the_matrix_waits() -> None:
    letter = replied("translation_pending", on=date(2025, 4, 1))
    assert clock(letter, EVERY_DAY, date(2025, 6, 1)).state is ClockState.WAITS_TRANSLATION
    assert clock_tasks(letter, EVERY_DAY, date(2025, 6, 1)) == ()


def test_the_due_day_moves_to_the_next_working_day_of_the_office() -> None:
    friday_saturday = OfficeSettings(
        calendar=OfficeCalendar(weekend=frozenset({4, 5}), holidays=frozenset({date(2025, 4, 13)}))
    )
    assert due_day(NOTE, friday_saturday) == date(2025, 4, 14)


def test_the_clock_may_start_on_receipt() -> None:
    settings = OfficeSettings(calendar=EVERY_DAY.calendar, clock_start="receipt")
    assert due_day(NOTE, settings) is None
    received = LetterFacts(id=NOTE.id, kind=NOTE.kind, dispatched=NOTE.dispatched, receipt=date(2025, 3, 20))
    assert due_day(received, settings) == date(2025, 4, 19)


def test_only_a_later_day_counts_as_an_extension() -> None:
    def extended(day: date) -> LetterFacts:
        return LetterFacts(id=NOTE.id, kind=NOTE.kind, dispatched=NOTE.dispatched, extended=day)

    assert due_day(extended(date(2025, 4, 30)), EVERY_DAY) == date(2025, 4, 30)
    assert due_day(extended(date(2025, 4, 1)), EVERY_DAY) == date(2025, 4, 11)


def test_a_kind_without_a_deadline_and_a_letter_that_has_not_left_have_no_clock() -> None:
    thanks = LetterFacts(id=NOTE.id, kind="acknowledgement_state", dispatched=NOTE.dispatched)
    assert clock(thanks, EVERY_DAY, date(2026, 1, 1)).state is ClockState.NO_DEADLINE
    assert (
        clock(LetterFacts(id=NOTE.id, kind="note_verbale"), EVERY_DAY, date(2026, 1, 1)).state is ClockState.NOT_STARTED
    )


def test_tasks_follow_the_clock_seven_days_before_on_the_day_after_and_seven_days_later() -> None:
    def kinds(day: date) -> list[str]:
        return [task.kind for task in clock_tasks(NOTE, EVERY_DAY, day)]

    assert kinds(date(2025, 4, 3)) == []
    assert kinds(date(2025, 4, 4)) == ["reply_due_soon"]
    assert kinds(date(2025, 4, 11)) == ["reply_due_soon"]
    assert kinds(date(2025, 4, 12)) == ["reply_overdue"]
    assert kinds(date(2025, 4, 18)) == ["reply_overdue", "propose_reminder"]


def test_two_unanswered_reminders_ask_the_head_for_the_next_step() -> None:
    reminded = LetterFacts(
        id=NOTE.id, kind=NOTE.kind, dispatched=NOTE.dispatched, reminders=(date(2025, 4, 20), date(2025, 5, 10))
    )
    last = clock_tasks(reminded, EVERY_DAY, date(2025, 6, 1))[-1]
    assert (last.kind, last.role) == ("next_tier", "head")


def test_a_request_for_more_time_goes_to_the_head_until_decided() -> None:
    letter = replied("extension_request", on=date(2025, 4, 1))
    assert "decide_extension" in [t.kind for t in clock_tasks(letter, EVERY_DAY, date(2025, 4, 2))]


def test_an_answer_gives_ten_days_for_the_matrix() -> None:
    tasks = clock_tasks(replied("substantive", on=date(2025, 4, 1)), EVERY_DAY, date(2025, 4, 2))
    assert [(t.origin, t.kind, t.due) for t in tasks] == [("G19", "match_reply", date(2025, 4, 11))]


@pytest.mark.parametrize(
    ("positions", "replies", "expected"),
    [
        ({}, 0, Outcome.NO_REPLY),
        ({}, 1, Outcome.NONE_SUBSTANTIVE),
        ({"1": ("not_addressed",), "2": ("not_addressed",)}, 1, Outcome.NONE_SUBSTANTIVE),
        ({"1": ("denies_fact", "provides_information"), "2": ("accepts",)}, 1, Outcome.FULL),
        ({"1": ("not_addressed", "denies_link"), "2": ("not_addressed",)}, 2, Outcome.PARTIAL),
    ],
)
def test_the_outcome_of_a_letter(positions: dict[str, tuple[str, ...]], replies: int, expected: Outcome) -> None:
    assert outcome(("1", "2"), positions, replies) is expected


@given(st.dates(date(2025, 1, 1), date(2026, 12, 31)), st.integers(1, 60))
def test_a_letter_is_never_overdue_on_or_before_its_due_day(today: date, days: int) -> None:
    letter = LetterFacts(id=NOTE.id, kind=NOTE.kind, dispatched=NOTE.dispatched, days=days)
    now = clock(letter, OfficeSettings(), today)
    assert (now.state is ClockState.OVERDUE) == (now.due is not None and today > now.due)
