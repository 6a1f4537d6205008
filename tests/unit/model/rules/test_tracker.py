"""The response tracker: clock, lateness, outcome and what is proposed (section 11, S16–S18)."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldcase.model.dates.deadlines import OfficeCalendar
from fieldcase.model.rules.settings import OfficeSettings
from fieldcase.model.rules.tracker import (
    Answer,
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
    silence,
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


def kinds_on(letter: LetterFacts, day: date, settings: OfficeSettings = EVERY_DAY) -> list[str]:
    return [task.kind for task in clock_tasks(letter, settings, day)]


def test_a_reminder_gives_days_of_its_own_before_the_next_one_or_the_next_tier_is_proposed() -> None:
    once = msgspec.structs.replace(NOTE, reminders=(date(2025, 4, 20),))
    assert kinds_on(once, date(2025, 5, 11)) == ["reply_overdue"], "15 days of the reminder, and 7 more"
    assert kinds_on(once, date(2025, 5, 12)) == ["reply_overdue", "propose_reminder"]
    twice = msgspec.structs.replace(NOTE, reminders=(date(2025, 4, 20), date(2025, 5, 12)))
    assert kinds_on(twice, date(2025, 5, 27)) == ["reply_overdue"], "the second reminder is not unanswered yet"
    assert kinds_on(twice, date(2025, 5, 28)) == ["reply_overdue", "next_tier"]


def test_a_reminder_has_no_tasks_of_its_own() -> None:
    reminder = LetterFacts(id="c" * 32, kind="reminder", dispatched=date(2025, 4, 20))
    assert clock(reminder, EVERY_DAY, date(2025, 6, 1)).state is ClockState.OVERDUE
    assert kinds_on(reminder, date(2025, 6, 1)) == []


def test_a_request_for_more_time_goes_to_the_head_until_decided_and_again_when_the_state_asks_again() -> None:
    letter = replied("extension_request", on=date(2025, 4, 1))
    assert "decide_extension" in kinds_on(letter, date(2025, 4, 2))
    decided = msgspec.structs.replace(letter, extended=date(2025, 4, 30), decided=date(2025, 4, 2))
    assert "decide_extension" not in kinds_on(decided, date(2025, 4, 3))
    again = ReplyFacts(
        id="d" * 32, kinds=("extension_request",), received=date(2025, 4, 25), asked_until=date(2025, 6, 1)
    )
    tasks = clock_tasks(
        msgspec.structs.replace(decided, replies=(*letter.replies, again)), EVERY_DAY, date(2025, 4, 26)
    )
    assert [task.sentence for task in tasks if task.kind == "decide_extension"] == [
        "The State asks for time until 2025-06-01: decide whether to give it."
    ]


def test_once_the_state_answered_its_request_for_time_needs_no_decision() -> None:
    asked = replied("extension_request", on=date(2025, 4, 1))
    answer = ReplyFacts(id="d" * 32, kinds=("rejection",), received=date(2025, 4, 5), matrix_reviewed=True)
    assert kinds_on(msgspec.structs.replace(asked, replies=(*asked.replies, answer)), date(2025, 4, 6)) == []


def test_where_the_clock_starts_on_receipt_a_receipt_that_lacks_is_asked_for_after_a_week() -> None:
    settings = OfficeSettings(calendar=EVERY_DAY.calendar, clock_start="receipt")
    assert clock(NOTE, settings, date(2025, 3, 13)).state is ClockState.WAITS_RECEIPT
    assert kinds_on(NOTE, date(2025, 3, 19), settings) == []
    assert kinds_on(NOTE, date(2025, 3, 20), settings) == ["confirm_receipt"]
    received = msgspec.structs.replace(NOTE, receipt=date(2025, 3, 20))
    assert clock(received, settings, date(2025, 3, 21)).state is ClockState.RUNNING
    thanks = msgspec.structs.replace(NOTE, kind="acknowledgement_state")
    assert clock(thanks, settings, date(2025, 9, 1)).state is ClockState.NO_DEADLINE


def test_a_day_fixed_when_the_clock_started_stays_whatever_the_office_settles_later() -> None:
    settings = OfficeSettings(calendar=EVERY_DAY.calendar, clock_start="receipt")
    fixed = msgspec.structs.replace(NOTE, due=date(2025, 4, 11))
    assert due_day(fixed, settings) == due_day(fixed, EVERY_DAY) == date(2025, 4, 11)
    assert due_day(msgspec.structs.replace(fixed, dispatched=None), settings) is None


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


@pytest.mark.parametrize(
    ("as_of", "replies", "expected"),
    [
        (date(2025, 4, 12), (), Answer.NO_REPLY),
        (date(2025, 4, 11), (), Answer.NOT_EXPIRED),
        (date(2025, 3, 11), (), Answer.NOT_ASKED),
        (date(2025, 5, 10), (date(2025, 5, 10),), Answer.REPLIED),
        (date(2025, 5, 10), (date(2025, 5, 11),), Answer.NO_REPLY),
    ],
)
def test_no_reply_by_a_day_is_computed_from_dates(as_of: date, replies: tuple[date, ...], expected: Answer) -> None:
    """G14: nobody ticks it."""
    came = tuple(ReplyFacts(id="b" * 32, kinds=("acknowledgement",), received=day) for day in replies)
    fact = silence(msgspec.structs.replace(NOTE, replies=came), EVERY_DAY, as_of)
    assert (fact.heard, fact.sent, fact.due) == (expected, date(2025, 3, 12), date(2025, 4, 11))


def test_S17_a_letter_of_20_april_had_time_until_20_may_when_the_cut_off_of_10_may_came() -> None:
    """S17."""
    letter = msgspec.structs.replace(NOTE, dispatched=date(2025, 4, 20))
    assert silence(letter, EVERY_DAY, date(2025, 5, 10)).heard is Answer.NOT_EXPIRED
    unsent = silence(msgspec.structs.replace(NOTE, dispatched=None), EVERY_DAY, date(2025, 5, 10))
    assert unsent.heard is Answer.NOT_ASKED
