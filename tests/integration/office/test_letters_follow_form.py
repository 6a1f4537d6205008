"""What goes back to a letter that was signed is a letter that is signed: reminder, follow-up, acknowledgement, thanks
(domain reference, section 10.1: “as first letter”)."""

from __future__ import annotations

import pytest

from fieldcase.model.kinds.letters import EarlierLetter, Letter
from fieldcase.model.refusal import BlockedByRules
from fieldcase.office.letters.drafting import Wanted, draft_letter, draft_reminder
from fieldcase.office.letters.editing import edit_block, keep_warnings, redraft_block
from fieldcase.office.letters.page import letter_page
from fieldcase.office.letters.rendering import render
from fieldcase.office.letters.steps import sign
from fieldcase.office.records import add
from fieldcase.office.replies.matrix import Position, match_allegation
from fieldcase.office.replies.registering import Came, register_reply
from fieldcase.office.session import Session
from tests.laptops import Clock
from tests.letter_ground import (
    Both,
    Ready,
    approved,
    assessed,
    name_minister,
    pdf_text,
    ready,
    refused,
    rules_of,
    sent,
)


@pytest.fixture
def officer(laptop: Session) -> Session:
    name_minister(laptop)
    return laptop


def concern(officer: Session, head: Session, found: Ready) -> Letter:
    """A letter of concern to a minister that was dispatched."""
    wanted = Wanted(languages=("en", "fr"), addressee_kind="minister")
    letter = draft_letter(officer, found.matter.case.id, "letter_concern", wanted)
    keep_warnings(officer, letter.id, "Known no more exactly.")
    approved(officer, head, letter, found)
    sign(head, letter.id)
    sent(officer, head, letter)
    return letter


def told(session: Session, letter: Letter, language: str = "en") -> dict[str, str]:
    return {block.block: block.text for block in letter_page(session, letter.id, language).blocks}


def test_the_reminder_of_a_letter_is_a_letter_signed_as_it_was(laptops: Both, officer: Session, clock: Clock) -> None:
    head, found = laptops[1], assessed(officer, ready(officer))
    first = concern(officer, head, found)
    clock.days(40)
    letter = draft_reminder(officer, first.id)
    assert letter.addressee_kind == "minister"
    page = told(officer, letter)
    assert list(page) == [
        "letterhead", "reference", "date_place", "addressee", "salutation", "opening", "previous_letters",
        "outstanding", "deadline", "closing", "signature",
    ]  # fmt: skip
    assert page["opening"] == "I have the honour to refer to earlier correspondence."
    assert "the letter of concern OHCHR/XKAL/07-001/2026" in page["previous_letters"]
    assert told(officer, letter, "fr")["salutation"] == "Excellence,"
    keep_warnings(officer, letter.id, "None of them matters here.")
    approved(officer, head, letter, found)
    with pytest.raises(BlockedByRules) as caught:
        sign(head, letter.id, signed_how="initials_stamp")
    assert refused(caught) == {"G10"}
    assert sign(head, letter.id).taken.signed_how == "signature"
    assert sent(officer, head, letter).taken.due_at == "2026-05-06"
    text = pdf_text(render(officer, letter.id, "state_full", "en", "pdf"))
    assert text.index("Excellency,") < text.index("earlier correspondence") < text.rindex(head.seat.name)
    again = draft_reminder(officer, letter.id)
    assert "signature" in told(officer, again)


@pytest.mark.parametrize("kind", ["acknowledgement_state", "thanks_reply", "follow_up"])
def test_an_answer_in_a_correspondence_of_letters_is_a_letter(
    laptops: Both, officer: Session, clock: Clock, kind: str
) -> None:
    head, found = laptops[1], assessed(officer, ready(officer))
    first = concern(officer, head, found)
    clock.days(20)
    came = Came(
        from_state="XKA", kinds=("substantive",), dated="2026-03-28", language="en", to_letters=(first.id,),
        text="No person was held.", screened=True,
    )  # fmt: skip
    reply = register_reply(officer, first.case, came).id
    for row in first.allegations.values():
        match_allegation(officer, reply, row.allegation, Position(positions=("denies_fact",), neutral_summary="No."))
    wanted = Wanted(previous=(first.id,)) if kind == "follow_up" else Wanted(replies_to=(reply,))
    letter = draft_letter(officer, first.case, kind, wanted)
    page = told(officer, letter)
    assert page["salutation"] == "Excellency,"
    assert page["opening"].startswith("I have the honour to")
    assert "initials_stamp" not in page
    if kind == "follow_up":
        assert "present letter" in page["no_reprisal_clause"]
    assert rules_of(officer, letter.id) <= {"G9"}
    edit_block(officer, letter.id, "en", "salutation", "")
    assert "10.3" in rules_of(officer, letter.id)
    redraft_block(officer, letter.id, "en", "salutation")
    assert rules_of(officer, letter.id) <= {"G9"}


def test_a_letter_of_the_old_register_is_answered_in_its_own_form(officer: Session) -> None:
    found = assessed(officer, ready(officer))
    old = EarlierLetter(
        case=found.matter.case.id, kind="letter_concern", addressee_state="XKA", office_ref="KAL/12",
        dispatched_at="2026-02-03",
    )  # fmt: skip
    made = add(officer, old)
    letter = draft_letter(
        officer,
        found.matter.case.id,
        "reminder",
        Wanted(languages=("en",), previous=(made.id,), addressee_kind="minister"),
    )
    assert "signature" in told(officer, letter)
