"""A letter from its draft to its dispatch, on two laptops: who may do what, and what stands in the way."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import msgspec
import pytest

from fieldcase.model.kinds.decisions import Floor
from fieldcase.model.kinds.follow_up import Comment
from fieldcase.model.kinds.letters import EarlierLetter, LetterStep
from fieldcase.model.machines import NoSuchStep
from fieldcase.model.refusal import BadValue, BlockedByRules, NotYourRole
from fieldcase.model.roles import Role
from fieldcase.office.allegations.writing import new_version, revise_allegation, write_allegation
from fieldcase.office.casefile import state_of
from fieldcase.office.cases.sight import NotYourCase
from fieldcase.office.consent.withdrawing import withdraw_consent
from fieldcase.office.letters.checking import check
from fieldcase.office.letters.composing import compose
from fieldcase.office.letters.drafting import Wanted, draft_letter, draft_reminder
from fieldcase.office.letters.editing import change_letter, edit_block, keep_warnings, redraft, redraft_block
from fieldcase.office.letters.gathering import open_letter
from fieldcase.office.letters.listing import letters_due, list_letters
from fieldcase.office.letters.page import letter_page
from fieldcase.office.letters.refusals import (
    FrozenText,
    GivenAtSignature,
    LetterPast,
    NoReasonGiven,
    NoSuchBlock,
    NotFrozenHere,
    NothingToExtend,
    NothingToRemind,
    SignatureBroken,
)
from fieldcase.office.letters.rendering import render
from fieldcase.office.letters.signed import freeze, sign_frozen
from fieldcase.office.letters.steps import (
    approve,
    cancel,
    confirm_receipt,
    dispatch,
    extend,
    return_letter,
    sign,
    submit,
    supersede,
)
from fieldcase.office.records import add, change
from fieldcase.office.session import Session
from tests.laptops import Clock, a_colleague, carry
from tests.letter_ground import (
    a_proof,
    bring_pages,
    dispatched,
    drafted,
    name_kalindra,
    ready,
    rules_of,
    second_reading,
    signed,
)
from tests.letters.extraction import normal, pypdf_text

Both = tuple[Session, Session]


def pdf_text(data: bytes) -> str:
    return normal(pypdf_text(data))


def refused(caught: pytest.ExceptionInfo[BlockedByRules]) -> set[str]:
    return {one.rule for one in caught.value.findings}


@pytest.fixture
def officer(laptop: Session) -> Session:
    name_kalindra(laptop)
    return laptop


def test_a_note_is_drafted_in_two_languages_from_records_alone_and_holds_no_name(officer: Session) -> None:
    found = ready(officer)
    letter = drafted(officer, found)
    assert (letter.addressee_state, letter.concerned_as, letter.languages) == ("XKA", "responsible", ("en", "fr"))
    texts = " ".join(block.text for block in letter.blocks.values())
    assert found.matter.party.code in texts
    assert "Dovrak" not in texts
    assert {row.number: row.allegation for row in letter.allegations.values()} == {
        1: found.allegations[0].id,
        2: found.allegations[1].id,
    }
    assert {row.party: row.level for row in letter.naming.values()} == {found.matter.party.id: "NAMED"}
    assert set(letter.templates) == {"en", "fr"}


def test_the_page_shows_text_rules_names_and_the_pdf_in_each_language(officer: Session) -> None:
    found = ready(officer)
    letter = drafted(officer, found)
    page = letter_page(officer, letter.id, "fr")
    assert (page.status, page.language, page.case_no) == ("draft", "fr", found.matter.case.case_no)
    assert [(one.shown, one.cleared) for one in page.names] == [("Ilena Dovrak", True)]
    by_name = {block.block: block for block in page.blocks}
    assert "Ilena Dovrak" in by_name["allegations"].text
    assert "Ilena Dovrak" not in by_name["allegations"].source
    assert (by_name["reference"].fixed, by_name["allegations"].fixed) == (True, False)
    assert [line.rule for line in page.panel if line.state == "blocked"] == ["G9"]
    assert "Dovrak" in pdf_text(page.pdf)


def test_the_text_check_keeps_a_letter_from_being_submitted(officer: Session) -> None:
    letter = drafted(officer, ready(officer))
    edit_block(officer, letter.id, "en", "concern", "We are concerned. See KAL-03-2026-00001.")
    with pytest.raises(BlockedByRules) as caught:
        submit(officer, letter.id)
    assert refused(caught) == {"N1", "N7"}
    redraft_block(officer, letter.id, "en", "concern")
    submit(officer, letter.id)


def test_a_letter_is_approved_and_signed_on_another_laptop_and_dispatched_on_the_first(
    laptops: Both, officer: Session
) -> None:
    head = laptops[1]
    found = ready(officer)
    letter = signed(officer, head, found)
    steps = {one.step: one for one in officer.vault.all(LetterStep)}
    assert set(steps) == {"approval", "signature"}
    assert steps["signature"].taken.office_ref == "OHCHR/XKAL/07-001/2026"
    assert steps["approval"].taken.consents == steps["signature"].taken.consents != ()
    frozen = steps["signature"].renditions
    assert {(one.lang, one.format) for one in frozen.values()} == {
        (lang, form) for lang in ("en", "fr") for form in ("pdf", "docx", "tree")
    }
    with pytest.raises(NotFrozenHere):
        render(officer, letter.id, "state_full", "en", "pdf")
    bring_pages(head, officer)
    proof = a_proof(officer, letter.case)
    step = dispatch(officer, letter.id, proof=proof.id, method="by hand")
    assert step.taken.due_at == "2026-04-13"
    data = render(officer, letter.id, "state_full", "en", "pdf")
    assert hashlib.sha256(data).hexdigest() == frozen["state_full-en-pdf"].sha256
    assert data == render(head, letter.id, "state_full", "en", "pdf") == letter_page(officer, letter.id, "en").pdf
    text = pdf_text(data)
    assert "OHCHR/XKAL/07-001/2026" in text
    assert "TRAINING" in text
    assert "Ilena Dovrak" in text
    assert "DRAFT" not in text
    confirm_receipt(officer, letter.id, proof=proof.id)
    assert state_of(officer, "letter", letter.id) == "receipt_confirmed"


def test_no_proof_no_dispatch_and_no_dispatch_before_the_signature(laptops: Both, officer: Session) -> None:
    letter = signed(officer, laptops[1], ready(officer), "en")
    with pytest.raises(BlockedByRules) as caught:
        dispatch(officer, letter.id, proof="", method="by hand")
    assert refused(caught) == {"7.5"}
    proof = a_proof(officer, letter.case)
    with pytest.raises(BlockedByRules) as caught:
        dispatch(officer, letter.id, proof=proof.id, method="by hand", at="2026-03-01T08:00:00Z")
    assert "G25" in refused(caught)


def test_one_changed_comma_after_approval_makes_it_a_draft_again(laptops: Both, officer: Session) -> None:
    head = laptops[1]
    found = ready(officer)
    letter = drafted(officer, found)
    submit(officer, letter.id)
    carry(officer, head)
    second_reading(head, letter.id, found)
    approve(head, letter.id)
    block = letter.blocks["en-concern"]
    # apart: the officer does not know of the approval yet
    edit_block(officer, letter.id, "en", "concern", block.text.replace(", ", ", , ", 1))
    carry(officer, head)
    assert state_of(head, "letter", letter.id) == state_of(officer, "letter", letter.id) == "draft"
    with pytest.raises(NoSuchStep):
        sign(head, letter.id)


def test_another_date_or_place_of_an_act_makes_the_approval_void(laptops: Both, officer: Session) -> None:
    head = laptops[1]
    found = ready(officer)
    letter = drafted(officer, found)
    submit(officer, letter.id)
    carry(officer, head)
    second_reading(head, letter.id, found)
    approve(head, letter.id)
    carry(officer, head)
    change(officer, "act", found.matter.act.id, {"place_text": "Port Sarn"})
    assert state_of(officer, "letter", letter.id) == "draft"


def test_a_withdrawal_stops_the_next_step_and_takes_nothing_back(laptops: Both, officer: Session) -> None:
    head = laptops[1]
    found = ready(officer)
    letter = signed(officer, head, found, "en")
    bring_pages(head, officer)
    withdraw_consent(officer, found.matter.party.id, "She called and said no.")
    with pytest.raises(BlockedByRules) as caught:
        dispatch(officer, letter.id, proof=a_proof(officer, letter.case).id, method="by hand")
    assert "G4" in refused(caught)
    assert state_of(officer, "letter", letter.id) == "signed"
    with pytest.raises(NotYourRole):
        cancel(officer, letter.id, "Consent was withdrawn.")
    carry(officer, head)
    cancel(head, letter.id, "Consent was withdrawn.")
    assert [row.reference for row in list_letters(head)] == ["OHCHR/XKAL/07-001/2026"]


def test_who_may_take_which_step(laptops: Both, officer: Session) -> None:
    head = laptops[1]
    found = ready(officer)
    letter = drafted(officer, found)
    with pytest.raises(NotYourRole):
        approve(officer, letter.id)
    submit(officer, letter.id)
    carry(officer, head)
    for step in (
        lambda: draft_letter(head, letter.case, "note_verbale"),
        lambda: edit_block(head, letter.id, "en", "concern", "The Office is concerned."),
        lambda: submit(head, letter.id),
        lambda: dispatch(head, letter.id, proof="", method=""),
    ):
        with pytest.raises(NotYourRole):
            step()
    return_letter(head, letter.id, "Say how many officers there were.")
    assert state_of(head, "letter", letter.id) == "returned"
    comments = [one.text for one in head.vault.all(Comment) if one.target == letter.id]
    assert comments == ["Say how many officers there were."]
    carry(officer, head)
    submit(officer, letter.id)


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


def test_an_allegation_changed_after_drafting_is_noticed_and_taken_anew(officer: Session) -> None:
    found = ready(officer)
    letter = drafted(officer, found, "en")
    submit(officer, letter.id)
    told = "{" + found.matter.party.code + "} is alleged to have been held for nine hours on {date:2026-03-05}."
    revise_allegation(officer, found.allegations[0].id, text={"en": told})
    assert state_of(officer, "letter", letter.id) == "draft"
    assert "3.13" in rules_of(officer, letter.id)
    redraft_block(officer, letter.id, "en", "allegations")
    assert "3.13" not in rules_of(officer, letter.id)
    submit(officer, letter.id)
    assert officer.vault.get(type(found.allegations[0]), found.allegations[0].id).floor_snapshot == Floor(
        e1="credible", e2="credible", e3="credible", e4="not_assessed"
    )


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


def test_a_warning_of_the_text_check_stays_only_with_a_reason(officer: Session) -> None:
    found = ready(officer)
    letter = draft_letter(officer, found.matter.case.id, "note_verbale", Wanted(languages=("en",)))
    edit_block(officer, letter.id, "en", "concern", "The Office is concerned at this brutal conduct.")
    with pytest.raises(BlockedByRules) as caught:
        submit(officer, letter.id)
    assert refused(caught) == {"10.4"}
    keep_warnings(officer, letter.id, "The court itself called it so.")
    submit(officer, letter.id)


def test_an_allegation_has_the_next_number_and_needs_its_text(officer: Session) -> None:
    found = ready(officer)
    third = write_allegation(officer, found.matter.case.id, {"en": "Another."}, acts=[found.matter.act.id])
    assert (third.alleg_no, third.version) == (3, 1)


def test_pages_that_an_officer_puts_in_the_place_of_the_signed_ones_are_none(laptops: Both, officer: Session) -> None:
    head = laptops[1]
    letter = signed(officer, head, ready(officer), "en")
    bring_pages(head, officer)
    step = next(one for one in officer.vault.all(LetterStep) if one.step == "signature")
    reference = step.taken.office_ref
    opened = open_letter(officer, letter.id)
    made = [("en", compose(officer, opened, "en", reference="OHCHR/XKAL/03-666/2026", final=True))]
    pages = freeze(officer, made)
    forged = msgspec.structs.replace(
        step.taken,
        at=officer.now(),
        office_ref="OHCHR/XKAL/03-666/2026",
        signature=sign_frozen(officer, letter.id, "OHCHR/XKAL/03-666/2026", pages),
    )
    add(officer, LetterStep(case=letter.case, taken=forged, renditions=pages))
    assert letter_page(officer, letter.id, "en").reference == reference
    assert reference in pdf_text(render(officer, letter.id, "state_full", "en", "pdf"))


def test_who_takes_in_cases_sees_no_letter(laptops: Both, officer: Session, clock: Clock, tmp_path: Path) -> None:
    letter = drafted(officer, ready(officer), "en")
    intake = a_colleague(tmp_path, officer, clock, (Role.INTAKE,), device="09", name="Amara Volen")
    carry(officer, intake)
    with pytest.raises(NotYourCase):
        letter_page(intake, letter.id, "en")
    assert not list_letters(intake)
    assert not letters_due(intake)
    intake.close()


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


def test_a_whole_letter_is_drafted_anew_from_records_as_they_are(officer: Session) -> None:
    found = ready(officer)
    letter = drafted(officer, found, "en")
    edit_block(officer, letter.id, "en", "concern", "The Office is concerned.")
    edit_block(officer, letter.id, "en", "marking", "CONFIDENTIAL")
    change_letter(officer, letter.id, {"reply_due_days": 10, "requests/Q2": None})
    shorter = letter_page(officer, letter.id, "en")
    assert "23\u00a0March 2026" in next(one.text for one in shorter.blocks if one.block == "deadline")
    fresh = redraft(officer, letter.id)
    texts = {one.block: one for one in fresh.blocks.values()}
    assert "marking" not in texts
    assert texts["concern"].text != "The Office is concerned."
    assert not texts["concern"].edited
    assert "legal grounds" not in texts["requests"].text
    assert fresh.warnings_kept == letter.warnings_kept


def test_a_block_that_is_emptied_is_missed_and_an_unknown_one_is_refused(officer: Session) -> None:
    letter = drafted(officer, ready(officer), "en")
    edit_block(officer, letter.id, "en", "no_reprisal_clause", "")
    found = {(one.rule, one.field, one.severity.value) for one in check(officer, letter.id)}
    assert ("10.3", "no_reprisal_clause", "error") in found
    with pytest.raises(NoSuchBlock, match="requests"):
        edit_block(officer, letter.id, "en", "observations", "The Office observes nothing.")
    edit_block(officer, letter.id, "en", "publication_notice", "This note may be made public.")
    with pytest.raises(NoSuchBlock):
        redraft_block(officer, letter.id, "en", "observations")
    with pytest.raises(BadValue, match="language"):
        edit_block(officer, letter.id, "fr", "concern", "Le Bureau est préoccupé.")


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
