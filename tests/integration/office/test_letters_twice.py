"""What would be done twice, or never be over: reminders, scans, replies of the State's own accord, old letters."""

from __future__ import annotations

from datetime import date

import pytest

from fieldcase.model.kinds.letters import EarlierLetter, LetterStep
from fieldcase.model.refusal import BadValue, BlockedByRules
from fieldcase.office.casefile import state_of
from fieldcase.office.due import what_needs_me
from fieldcase.office.letters.drafting import Wanted, draft_letter, draft_reminder
from fieldcase.office.letters.extending import extend, keep_due_day
from fieldcase.office.letters.reminding import NoneCanBeReminded, remind_of
from fieldcase.office.letters.steps import cancel
from fieldcase.office.records import add
from fieldcase.office.replies.matrix import close_reply
from fieldcase.office.replies.registering import Came, register_reply
from fieldcase.office.session import Session
from tests.laptops import Clock, carry
from tests.letter_ground import Both, dispatched, ready

SCAN = b"%PDF-1.7\n(a scan)"


def came(*letters: str, kinds: tuple[str, ...] = ("substantive",)) -> Came:
    return Came(
        from_state="XKA", kinds=kinds, dated="2026-03-12", language="en", to_letters=letters, screened=True,
        text="No person was held.",
    )  # fmt: skip


def test_a_reminder_is_not_drafted_beside_one_that_is_on_its_way(laptops: Both, officer: Session, clock: Clock) -> None:
    letters = [dispatched(officer, laptops[1], ready(officer), "en") for _ in range(2)]
    clock.days(70)
    first = draft_reminder(officer, letters[0].id)
    with pytest.raises(BlockedByRules, match="on its way") as caught:
        draft_reminder(officer, letters[0].id)
    assert first.id in caught.value.findings[0].records
    assert first.id[:8] in caught.value.findings[0].remedy
    with pytest.raises(BlockedByRules, match="on its way"):
        draft_letter(officer, letters[0].case, "reminder", Wanted(previous=(letters[0].id,)))
    both = remind_of(officer, [one.id for one in letters])
    assert (both.cites, [one.letter for one in both.left_out]) == ((letters[1].id,), [letters[0].id])
    with pytest.raises(NoneCanBeReminded, match="on its way"):
        remind_of(officer, [one.id for one in letters])
    cancel(officer, first.id, "Written twice.")
    assert draft_reminder(officer, letters[0].id).previous_letters == (letters[0].id,)


def test_the_same_scan_is_one_reply(laptops: Both, officer: Session) -> None:
    letters = [dispatched(officer, laptops[1], ready(officer), "en") for _ in range(2)]
    made = register_reply(officer, letters[0].case, came(letters[0].id), file=SCAN, file_name="scan.pdf")
    with pytest.raises(BadValue, match=f"registered as reply {made.reply_no} already"):
        register_reply(officer, letters[0].case, came(letters[0].id), file=SCAN, file_name="again.pdf")
    assert register_reply(officer, letters[0].case, came(letters[0].id), file=SCAN + b"2", file_name="next.pdf")
    assert register_reply(officer, letters[1].case, came(letters[1].id), file=SCAN, file_name="other.pdf")


def test_a_reply_of_the_states_own_accord_is_closed_once_it_was_read(laptops: Both, officer: Session) -> None:
    letter = dispatched(officer, laptops[1], ready(officer), "en")
    own = register_reply(officer, letter.case, came(kinds=("spontaneous_op8",)))
    close_reply(officer, own.id)
    assert state_of(officer, "reply", own.id) == "closed"
    asked = register_reply(officer, letter.case, came(letter.id))
    with pytest.raises(BlockedByRules, match="without a matrix"):
        close_reply(officer, asked.id)
    assert state_of(officer, "reply", asked.id) == "registered"


def test_a_letter_of_an_old_register_gets_more_time_and_its_task_goes(
    laptops: Both, officer: Session, clock: Clock
) -> None:
    head = laptops[1]
    case = ready(officer).matter.case.id
    old = add(
        officer,
        EarlierLetter(
            case=case, kind="note_verbale", office_ref="OHCHR/KAL/212/2025", addressee_state="XKA",
            dispatched_at="2026-01-10", due_at="2026-03-10",
        ),
    )  # fmt: skip
    carry(officer, head)
    clock.days(5)

    def asked(session: Session) -> list[str]:
        return [one.kind for one in what_needs_me(session) if old.id in one.records]

    assert asked(officer)
    step = extend(head, old.id, date(2026, 6, 1), "The ministry asked.")
    assert (step.case, step.taken.due_at) == (case, "2026-06-01")
    carry(officer, head)
    assert not asked(officer)
    with pytest.raises(BadValue, match="no more time"):
        extend(head, old.id, date(2026, 5, 1), "The ministry asked.")
    keep_due_day(head, old.id, "The person is still held.")
    assert len([one for one in head.vault.where(LetterStep, "letter", [old.id]) if one.step == "extension"]) == 2
