"""Where the clocks of letters stand: lists, receipts, more time, the calendar file, silence (section 11)."""

from __future__ import annotations

from datetime import date

import pytest

from fieldcase.model.refusal import BlockedByRules
from fieldcase.model.rules.tracker import Answer, ClockState, Outcome
from fieldcase.office.due import what_needs_me
from fieldcase.office.letters.calendar import calendar_file
from fieldcase.office.letters.extending import extend, keep_due_day
from fieldcase.office.letters.listing import letters_due, list_letters
from fieldcase.office.letters.refusals import NoReasonGiven, NothingToExtend
from fieldcase.office.letters.silence import silence_of
from fieldcase.office.letters.steps import confirm_receipt
from fieldcase.office.profiles.office import change_setting
from fieldcase.office.replies.registering import Came, register_reply
from fieldcase.office.session import Session
from tests.calendars import events_of
from tests.laptops import Clock, carry
from tests.letter_ground import a_proof, dispatched, ready, signed

Both = tuple[Session, Session]


def kinds(session: Session) -> list[str]:
    return [one.kind for one in what_needs_me(session) if one.origin in ("tracker", "G19")]


def replied(officer: Session, letter: str, case: str, *kind: str, **more: str) -> None:
    came = Came(
        from_state="XKA", kinds=kind, dated=officer.today().isoformat(), language="en", to_letters=(letter,),
        screened=True, text="The authorities are looking into it.", **more,
    )  # fmt: skip
    register_reply(officer, case, came)


def test_a_list_says_when_replies_are_due_and_where_the_clocks_stand(
    laptops: Both, officer: Session, clock: Clock
) -> None:
    letter = dispatched(officer, laptops[1], ready(officer), "en")
    (row,) = list_letters(officer)
    assert (row.clock.state, row.clock.due, row.outcome) == (ClockState.RUNNING, date(2026, 4, 13), Outcome.NO_REPLY)
    assert list_letters(officer, clocks=[ClockState.OVERDUE]) == list_letters(officer, state="XME") == ()
    clock.days(40)
    assert [one.id for one in list_letters(officer, state="XKA", clocks=[ClockState.OVERDUE])] == [letter.id]


def test_what_a_clock_asks_for_is_told_once_and_to_whom_it_concerns(
    laptops: Both, officer: Session, clock: Clock
) -> None:
    head = laptops[1]
    letter = dispatched(officer, head, ready(officer), "en")
    assert kinds(officer) == []
    clock.days(40)
    assert kinds(officer) == ["propose_reminder", "reply_overdue"]
    replied(officer, letter.id, letter.case, "extension_request", extended_to="2026-06-01")
    carry(officer, head)
    assert kinds(head) == ["decide_extension"]
    keep_due_day(head, letter.id, "The person is still held.")
    assert kinds(head) == []
    assert list_letters(head)[0].clock.due == date(2026, 4, 13), "the day stays"
    replied(officer, letter.id, letter.case, "substantive")
    assert kinds(officer) == ["match_reply"]


def test_time_is_given_by_the_head_with_a_reason_to_a_clock_that_runs(laptops: Both, officer: Session) -> None:
    head = laptops[1]
    found = ready(officer)
    letter = signed(officer, head, found, "en")
    for decide in (
        lambda: extend(head, letter.id, date(2026, 6, 1), "Asked."),
        lambda: keep_due_day(head, letter.id, "x"),
    ):
        with pytest.raises(NothingToExtend):
            decide()
    letter = dispatched(officer, head, ready(officer), "en")
    with pytest.raises(NoReasonGiven):
        keep_due_day(head, letter.id, " ")


def test_where_the_clock_starts_on_receipt_the_due_day_is_fixed_then(
    laptops: Both, officer: Session, clock: Clock
) -> None:
    head = laptops[1]
    change_setting(head, "clock_start", "receipt")
    carry(head, officer)
    officer.forget()
    letter = dispatched(officer, head, ready(officer), "en")
    (row,) = list_letters(officer)
    assert (row.clock.state, row.clock.due) == (ClockState.WAITS_RECEIPT, None)
    clock.days(8)
    assert kinds(officer) == ["confirm_receipt"]
    proof = a_proof(officer, letter.case).id
    for day in ("2026-03-11T12:00:00Z", "2026-03-22T12:00:00Z"):
        with pytest.raises(BlockedByRules, match="before it left, or later than today"):
            confirm_receipt(officer, letter.id, proof=proof, at=day)
    step = confirm_receipt(officer, letter.id, proof=proof)
    assert step.taken.due_at == "2026-04-20", "30 days from 20 March, and Sunday moved"
    assert list_letters(officer)[0].clock.due == date(2026, 4, 20)
    assert kinds(officer) == []
    clock.days(60)
    assert kinds(officer) == ["propose_reminder", "reply_overdue"]


def test_the_calendar_says_days_and_nothing_of_whom_they_are_about(
    laptops: Both, officer: Session, clock: Clock
) -> None:
    """Trap 23."""
    found = ready(officer)
    letter = dispatched(officer, laptops[1], found, "en")
    data = calendar_file(officer)
    events = events_of(data)
    assert [(one["DTSTART"], one["SUMMARY"]) for one in events] == [
        ("20260413", "Reply due"),
        ("20260420", "Reminder to consider"),
    ]
    for told in ("XKA", "KAL", "alindra", letter.id, letter.case, found.matter.party.code, found.matter.case.case_no):
        assert told.encode() not in data
    assert "OHCHR/XKAL/07-001/2026" in events_of(calendar_file(officer, references=True))[0]["SUMMARY"]


def test_a_calendar_taken_in_again_changes_what_stands_in_it(laptops: Both, officer: Session, clock: Clock) -> None:
    head = laptops[1]
    letter = dispatched(officer, head, ready(officer), "en")
    before = {one["UID"]: one for one in events_of(calendar_file(officer))}
    carry(officer, head)
    assert set(before) == {one["UID"] for one in events_of(calendar_file(head))}, "the same on both laptops"
    extend(head, letter.id, date(2026, 5, 4), "The ministry asked.")
    moved = {one["UID"]: one for one in events_of(calendar_file(head))}
    assert set(moved) == set(before)
    assert {one["DTSTART"] for one in moved.values()} == {"20260504", "20260511"}
    carry(head, officer)
    replied(officer, letter.id, letter.case, "substantive")
    done = {one["UID"]: one for one in events_of(calendar_file(officer))}
    assert {one["STATUS"] for one in done.values()} == {"CANCELLED"}
    for uid, one in done.items():
        assert int(before[uid]["SEQUENCE"]) < int(moved[uid]["SEQUENCE"]) < int(one["SEQUENCE"])
    clock.days(500)
    assert events_of(calendar_file(officer)) == []


def test_S17_at_the_cut_off_the_period_had_not_expired_and_the_sentence_says_so(
    laptops: Both, officer: Session
) -> None:
    """S17."""
    letter = dispatched(officer, laptops[1], ready(officer))
    told = silence_of(officer, letter.id, date(2026, 4, 10))
    assert told.fact.heard is Answer.NOT_EXPIRED
    assert set(told.sentences) == {"en", "fr"}
    assert "had not expired" in told.sentences["en"]
    after = silence_of(officer, letter.id, date(2026, 5, 10), ("en",))
    assert after.fact.heard is Answer.NO_REPLY
    assert "had not replied to the communication of" in after.sentences["en"]
    replied(officer, letter.id, letter.case, "acknowledgement")
    assert silence_of(officer, letter.id, date(2026, 5, 10)).sentences == {}
    assert letters_due(officer) == ()
