"""The book of letters: where each letter stands, and whose case it is in."""

from __future__ import annotations

import pytest

from fieldcase.model.kinds.letters import EarlierLetter
from fieldcase.model.rules.tracker import Clock, ClockState
from fieldcase.office.cases.opening import new_case
from fieldcase.office.letters.book import Stage, letter_book, stage_of
from fieldcase.office.letters.listing import list_letters
from fieldcase.office.records import add
from fieldcase.office.session import Session


@pytest.mark.parametrize(
    ("status", "clock", "stage"),
    [
        ("draft", ClockState.NOT_STARTED, Stage.DRAFT),
        ("returned", ClockState.NOT_STARTED, Stage.DRAFT),
        ("approved", ClockState.NOT_STARTED, Stage.READING),
        ("signed", ClockState.NOT_STARTED, Stage.SIGNED),
        ("dispatched", ClockState.RUNNING, Stage.SENT),
        ("receipt_confirmed", ClockState.NO_DEADLINE, Stage.SENT),
        ("receipt_confirmed", ClockState.OVERDUE, Stage.OVERDUE),
        ("dispatched", ClockState.ANSWERED, Stage.ANSWERED),
        ("dispatched", ClockState.WAITS_TRANSLATION, Stage.ANSWERED),
        ("submitted_hq", ClockState.NOT_STARTED, Stage.SENT),
        ("cancelled", ClockState.NOT_STARTED, Stage.OVER),
    ],
)
def test_a_letter_stands_where_its_status_and_its_clock_say(status: str, clock: ClockState, stage: Stage) -> None:
    assert stage_of(status, Clock(state=clock)) is stage


def test_letters_of_an_old_register_are_in_the_book_with_their_clock(session: Session) -> None:
    case = new_case(session, "A visit", channel="remote")
    old = add(
        session,
        EarlierLetter(
            case=case.id,
            kind="note_verbale",
            office_ref="NV/7",
            addressee_state="XKA",
            dispatched_at="2026-01-05",
            due_at="2026-02-04",
        ),
    )
    (row,) = letter_book(session)
    assert (row.id, row.old, row.stage, row.reference) == (old.id, True, Stage.OVERDUE, "NV/7")
    assert (row.case_no, row.mine, row.clock.late) == (case.case_no, True, 36)
    assert list_letters(session) == ()
