"""Letters once they are signed: kept as they were, numbered for ever, and a clock that runs until an answer."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from fieldcase.model.kinds.letters import EarlierLetter, LetterStep
from fieldcase.model.machines import NoSuchStep
from fieldcase.model.refusal import NotYourRole
from fieldcase.office.allegations.writing import new_version, revise_allegation
from fieldcase.office.casefile import state_of
from fieldcase.office.letters.composing import compose
from fieldcase.office.letters.drafting import draft_reminder
from fieldcase.office.letters.editing import edit_block, keep_warnings
from fieldcase.office.letters.extending import extend
from fieldcase.office.letters.gathering import open_letter
from fieldcase.office.letters.listing import letters_due, list_letters
from fieldcase.office.letters.page import letter_page
from fieldcase.office.letters.refusals import (
    FrozenText,
    GivenAtSignature,
    LetterPast,
    NoReasonGiven,
    NothingToExtend,
    NothingToRemind,
    SignatureBroken,
)
from fieldcase.office.letters.rendering import render
from fieldcase.office.letters.signed import freeze, sign_frozen
from fieldcase.office.letters.steps import (
    approve,
    cancel,
    dispatch,
    sign,
    submit,
    supersede,
)
from fieldcase.office.records import add
from fieldcase.office.session import Session
from tests.laptops import Clock, carry
from tests.letter_ground import (
    Both,
    bring_pages,
    dispatched,
    drafted,
    pdf_text,
    ready,
    signed,
)


def test_numbers_are_never_used_twice_and_cancelled_ones_stay(laptops: Both, officer: Session) -> None:
    head = laptops[1]
    found = ready(officer)
    first = signed(officer, head, found, "en")
    cancel(head, first.id, "The State answered meanwhile.")
    carry(officer, head)
    second = signed(officer, head, found, "en")
    refs = {row.id: (row.status, row.reference) for row in list_letters(head)}
    assert refs[first.id] == ("cancelled", "OHCHR/XKAL/07-001/2026")
    assert refs[second.id] == ("signed", "OHCHR/XKAL/07-002/2026")


def test_altered_pages_are_never_given_out(laptops: Both, officer: Session) -> None:
    head = laptops[1]
    letter = signed(officer, head, ready(officer), "en")
    step = next(one for one in head.vault.all(LetterStep) if one.step == "signature")
    pdf = step.renditions["state_full-en-pdf"]
    other = step.renditions["state_full-en-docx"]
    with head.vault.writing() as writing:
        forged = msgspec.structs.replace(pdf, object=other.object, identity=other.identity, sha256=other.sha256)
        writing.set("letter_step", step.id, {"renditions/state_full-en-pdf": msgspec.to_builtins(forged)})
        writing.commit()
    with pytest.raises(SignatureBroken):
        render(head, letter.id, "state_full", "en", "pdf")


def test_the_clock_asks_for_a_reminder_which_tells_no_facts_and_no_names(
    laptops: Both, officer: Session, clock: Clock
) -> None:
    head = laptops[1]
    found = ready(officer)
    letter = dispatched(officer, head, found)
    assert letters_due(officer) == ()
    clock.days(45)
    assert {one.task.kind for one in letters_due(officer)} == {"reply_overdue", "propose_reminder"}
    reminder = draft_reminder(officer, letter.id)
    text = {block.block: block for block in letter_page(officer, reminder.id, "en").blocks}
    assert "OHCHR/XKAL/07-001/2026" in text["previous_letters"].text
    assert "the note verbale" in text["previous_letters"].text
    assert "Allegations 1 and 2" in text["outstanding"].text
    french = {block.block: block for block in letter_page(officer, reminder.id, "fr").blocks}
    assert "la note verbale" in french["previous_letters"].text
    whole = " ".join(block.text for block in reminder.blocks.values())
    assert found.matter.party.code not in whole
    assert "airport" not in whole
    submit(officer, reminder.id)
    carry(officer, head)
    approve(head, reminder.id)
    sign(head, reminder.id)
    with pytest.raises(NotYourRole):
        extend(officer, letter.id, date(2026, 6, 1), "The ministry asked.")
    extend(head, letter.id, date(2026, 6, 1), "The ministry asked.")
    assert letters_due(head) == ()


def test_a_transmitted_version_is_frozen_and_a_new_one_waits_for_another_letter(
    laptops: Both, officer: Session
) -> None:
    found = ready(officer)
    letter = signed(officer, laptops[1], found, "en")
    first = found.allegations[0]
    with pytest.raises(FrozenText):
        revise_allegation(officer, first.id, text={"en": "Another text."})
    changed = new_version(officer, first.id, {"en": "Another text about {" + found.matter.party.code + "}."})
    assert (changed.alleg_no, changed.version, set(changed.text)) == (1, 2, {"en"})
    assert state_of(officer, "letter", letter.id) == "draft"


def test_reference_and_date_are_the_programs_and_a_signed_letter_is_past_changing(
    laptops: Both, officer: Session
) -> None:
    found = ready(officer)
    letter = drafted(officer, found, "en")
    with pytest.raises(GivenAtSignature):
        edit_block(officer, letter.id, "en", "reference", "Reference: OHCHR/1")
    cancel(officer, letter.id, "Written twice.")
    other = signed(officer, laptops[1], found, "en")
    with pytest.raises(LetterPast):
        edit_block(officer, other.id, "en", "concern", "The Office is concerned.")
    with pytest.raises(LetterPast):
        keep_warnings(officer, letter.id, "Because.")


def test_pages_that_an_officer_puts_in_the_place_of_the_signed_ones_are_none(laptops: Both, officer: Session) -> None:
    head = laptops[1]
    letter = signed(officer, head, ready(officer), "en")
    bring_pages(head, officer)
    step = next(one for one in officer.vault.all(LetterStep) if one.step == "signature")
    reference = step.taken.office_ref
    opened = open_letter(officer, letter.id)
    made = [("en", compose(officer, opened, "en", reference="OHCHR/XKAL/03-666/2026", final=True))]
    pages = freeze(officer, letter, made)
    at = officer.now()
    forged = msgspec.structs.replace(
        step.taken,
        at=at,
        office_ref="OHCHR/XKAL/03-666/2026",
        signature=sign_frozen(officer, letter.id, "OHCHR/XKAL/03-666/2026", at, pages),
    )
    add(officer, LetterStep(case=letter.case, taken=forged, renditions=pages))
    assert letter_page(officer, letter.id, "en").reference == reference
    assert reference in pdf_text(render(officer, letter.id, "state_full", "en", "pdf"))


def test_more_time_is_given_to_a_clock_that_runs(laptops: Both, officer: Session) -> None:
    head = laptops[1]
    letter = signed(officer, head, ready(officer), "en")
    with pytest.raises(NothingToExtend):
        extend(head, letter.id, date(2026, 6, 1), "The ministry asked.")


def test_a_letter_of_an_old_register_can_be_reminded_of_where_its_day_is_known(officer: Session) -> None:
    found = ready(officer)
    old = EarlierLetter(
        case=found.matter.case.id,
        kind="note_verbale",
        office_ref="OHCHR/KAL/212/2025",
        addressee_state="XKA",
        dispatched_at="2025-02",
    )
    vague = add(officer, old)
    with pytest.raises(NothingToRemind):
        draft_reminder(officer, vague.id)
    known = add(officer, msgspec.structs.replace(old, dispatched_at="2025-02-04", due_at="2025-03-06"))
    reminder = draft_reminder(officer, known.id, languages=("en",))
    text = {block.block: block.text for block in letter_page(officer, reminder.id, "en").blocks}
    assert "OHCHR/KAL/212/2025 of 4\u00a0February 2025" in text["previous_letters"]
    assert {one.task.kind for one in letters_due(officer)} == {"reply_overdue", "propose_reminder"}


def test_another_letter_takes_the_place_of_a_signed_one(laptops: Both, officer: Session) -> None:
    head = laptops[1]
    letter = signed(officer, head, ready(officer), "en")
    with pytest.raises(NoReasonGiven):
        supersede(head, letter.id, " ")
    supersede(head, letter.id, "The minister changed.")
    assert [(row.status, row.reference) for row in list_letters(head, status="superseded")] == [
        ("superseded", "OHCHR/XKAL/07-001/2026")
    ]
    assert letter_page(head, letter.id, "en").reference == "OHCHR/XKAL/07-001/2026"
    carry(officer, head)
    with pytest.raises(NoSuchStep):
        dispatch(officer, letter.id, proof="", method="")
