"""What the page of a reply says, without a window."""

from __future__ import annotations

from datetime import date

from fieldcase.desktop.reply.board import codes, marks_of
from fieldcase.model.rules.tracker import Clock, ClockState, Late, Outcome
from fieldcase.office.replies.listing import AnsweredLetter
from tests.unit.desktop.samples import wording


def letter(**more: object) -> AnsweredLetter:
    values: dict[str, object] = {
        "id": "a" * 32, "case": "b" * 32, "case_no": "XKAL-03-2026-00001", "reference": "OHCHR/XKAL/07-001/2026",
        "sent": date(2026, 3, 12), "clock": Clock(state=ClockState.ANSWERED, due=date(2026, 4, 13)),
        "late": Late.AFTER_CUTOFF, "days_late": 11, "outcome": Outcome.PARTIAL, "cutoff": date(2026, 5, 10), **more,
    }  # fmt: skip
    return AnsweredLetter(**values)  # type: ignore[arg-type]  # as declared


def test_the_marks_of_a_clock_stand_in_the_order_of_the_days() -> None:
    marks = marks_of(letter(), date(2026, 4, 24), date(2026, 5, 4), wording())
    assert [mark.kind for mark in marks] == ["sent", "due", "reply", "today", "cutoff"]
    assert [mark.words for mark in marks][:3] == ["Sent 12 Mar", "Due 13 Apr", "Reply 24 Apr"]


def test_what_is_not_known_has_no_mark() -> None:
    bare = letter(cutoff=None, sent=None, clock=Clock(state=ClockState.NO_DEADLINE))
    assert [mark.kind for mark in marks_of(bare, None, date(2026, 5, 4), wording())] == ["today"]


def test_people_stand_as_codes_and_days_in_words() -> None:
    assert codes("On 2026-03-05 {P-7K3D9X} was held.", wording()) == "On 5 March 2026 P-7K3D9X was held."
