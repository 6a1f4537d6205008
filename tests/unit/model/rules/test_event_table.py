"""Every row of the table of events (domain reference, section 11), one test each."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from fieldcase.model.dates.deadlines import OfficeCalendar
from fieldcase.model.rules.settings import OfficeSettings
from fieldcase.model.rules.tracker import (
    ClockState,
    Late,
    LetterFacts,
    ReplyFacts,
    clock,
    clock_tasks,
    due_day,
    lateness,
)

SETTINGS = OfficeSettings(calendar=OfficeCalendar(weekend=frozenset()))
NOTE = LetterFacts(id="a" * 32, kind="note_verbale", dispatched=date(2025, 3, 12))
DUE, CUT_OFF, PUBLISHED = date(2025, 4, 11), date(2025, 5, 10), date(2025, 9, 1)


def after(*replies: ReplyFacts, **more: object) -> LetterFacts:
    return msgspec.structs.replace(NOTE, replies=replies, **more)


def reply(kind: str, on: date = date(2025, 4, 1), **more: object) -> ReplyFacts:
    return msgspec.structs.replace(ReplyFacts(id="b" * 32, kinds=(kind,), received=on), **more)


def kinds(letter: LetterFacts, on: date) -> list[str]:
    return [task.kind for task in clock_tasks(letter, SETTINGS, on)]


def test_seven_days_before_a_task_says_that_it_is_due_soon() -> None:
    assert (kinds(NOTE, date(2025, 4, 3)), kinds(NOTE, date(2025, 4, 4))) == ([], ["reply_due_soon"])


def test_past_the_due_day_it_is_overdue_and_the_officer_is_told() -> None:
    assert clock(NOTE, SETTINGS, date(2025, 4, 12)).state is ClockState.OVERDUE
    (task,) = clock_tasks(NOTE, SETTINGS, date(2025, 4, 12))
    assert (task.kind, task.role, task.due) == ("reply_overdue", "case_officer", DUE)


def test_seven_days_after_a_reminder_is_proposed_and_never_sent() -> None:
    assert "propose_reminder" not in kinds(NOTE, date(2025, 4, 17))
    assert "propose_reminder" in kinds(NOTE, date(2025, 4, 18))


def test_after_two_unanswered_reminders_the_head_decides_on_the_next_tier() -> None:
    letter = msgspec.structs.replace(NOTE, reminders=(date(2025, 4, 20), date(2025, 5, 12)))
    assert [task.role for task in clock_tasks(letter, SETTINGS, date(2025, 6, 30)) if task.kind == "next_tier"] == [
        "head"
    ]


def test_an_acknowledgement_does_not_stop_the_clock() -> None:
    letter = after(reply("acknowledgement"))
    assert clock(letter, SETTINGS, date(2025, 4, 12)).state is ClockState.OVERDUE
    assert kinds(letter, date(2025, 4, 2)) == kinds(NOTE, date(2025, 4, 2))


@pytest.mark.parametrize("kind", ["interim", "extension_request"])
def test_with_an_interim_reply_or_a_request_for_time_the_clock_goes_on_and_the_head_may_give_time(kind: str) -> None:
    letter = after(reply(kind))
    assert clock(letter, SETTINGS, date(2025, 4, 12)).state is ClockState.OVERDUE
    given = msgspec.structs.replace(letter, extended=date(2025, 5, 2), decided=date(2025, 4, 2))
    assert due_day(given, SETTINGS) == date(2025, 5, 2)
    assert clock(given, SETTINGS, date(2025, 4, 12)).state is ClockState.RUNNING


@pytest.mark.parametrize("kind", ["substantive", "rejection", "oral"])
def test_an_answer_stops_the_clock_and_gives_ten_days_for_the_matrix(kind: str) -> None:
    letter = after(reply(kind))
    assert clock(letter, SETTINGS, date(2025, 6, 1)).state is ClockState.ANSWERED
    assert [(task.kind, task.due) for task in clock_tasks(letter, SETTINGS, date(2025, 4, 2))] == [
        ("match_reply", date(2025, 4, 11))
    ]


def test_what_awaits_translation_stops_the_clock_on_receipt_and_its_matrix_waits() -> None:
    now = clock(after(reply("translation_pending")), SETTINGS, date(2025, 6, 1))
    assert (now.state, now.stopped) == (ClockState.WAITS_TRANSLATION, date(2025, 4, 1))
    assert kinds(after(reply("translation_pending")), date(2025, 6, 1)) == []


def test_nobody_works_on_a_reply_that_was_not_read_for_names_and_threats() -> None:
    unread = after(reply("substantive", screened=False))
    assert kinds(unread, date(2025, 4, 2)) == ["screen_reply"]
    assert clock(unread, SETTINGS, date(2025, 4, 2)).state is ClockState.ANSWERED, "but its clock stopped on receipt"
    assert kinds(after(reply("substantive", old=True)), date(2025, 4, 2)) == [], (
        "an old register holds no reply to read"
    )


def test_what_a_state_reports_of_its_own_accord_has_no_clock() -> None:
    assert not reply("spontaneous_op8").stops


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        (DUE, Late.IN_TIME),
        (date(2025, 4, 12), Late.WITHIN_CYCLE),
        (CUT_OFF, Late.WITHIN_CYCLE),
        (date(2025, 5, 11), Late.AFTER_CUTOFF),
        (PUBLISHED, Late.AFTER_CUTOFF),
        (date(2025, 9, 2), Late.NEXT_CYCLE),
    ],
)
def test_a_late_reply_falls_within_the_cycle_after_the_cut_off_or_into_the_next(received: date, expected: Late) -> None:
    assert lateness(received, DUE, CUT_OFF, PUBLISHED) is expected


def test_what_a_partial_answer_left_open_is_told_once_it_was_read_twice_until_somebody_wrote_or_closed_it() -> None:
    read = reply("substantive", matrix_reviewed=True)
    letter = after(read, open=(3,))
    (task,) = clock_tasks(letter, SETTINGS, date(2025, 5, 1))
    assert (task.kind, "allegation 3 open" in task.sentence) == ("propose_reminder", True)
    assert kinds(after(reply("substantive"), open=(3,)), date(2025, 5, 1)) == ["match_reply"]
    assert kinds(msgspec.structs.replace(letter, followed=(date(2025, 4, 20),)), date(2025, 5, 1)) == []
    assert kinds(msgspec.structs.replace(letter, reminders=(date(2025, 4, 20),)), date(2025, 5, 1)) == []
    assert kinds(after(msgspec.structs.replace(read, closed=True), open=(3,)), date(2025, 5, 1)) == []
