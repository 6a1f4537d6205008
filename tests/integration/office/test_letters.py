"""A letter from its draft to its dispatch, on two laptops: who may do what, and what stands in the way."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from fieldcase.model.kinds.decisions import Floor
from fieldcase.model.kinds.follow_up import Comment
from fieldcase.model.kinds.letters import LetterStep
from fieldcase.model.machines import NoSuchStep
from fieldcase.model.refusal import BadValue, BlockedByRules, NotYourRole
from fieldcase.model.roles import Role
from fieldcase.office.allegations.writing import revise_allegation, write_allegation
from fieldcase.office.casefile import state_of
from fieldcase.office.cases.sight import NotYourCase
from fieldcase.office.consent.withdrawing import withdraw_consent
from fieldcase.office.letters.checking import check
from fieldcase.office.letters.drafting import Wanted, draft_letter
from fieldcase.office.letters.editing import change_letter, edit_block, keep_warnings, redraft, redraft_block
from fieldcase.office.letters.listing import letters_due, list_letters
from fieldcase.office.letters.page import letter_page
from fieldcase.office.letters.refusals import (
    NoSuchBlock,
    NotFrozenHere,
)
from fieldcase.office.letters.rendering import render
from fieldcase.office.letters.steps import (
    approve,
    cancel,
    confirm_receipt,
    dispatch,
    return_letter,
    sign,
    submit,
)
from fieldcase.office.records import change
from fieldcase.office.session import Session
from tests.laptops import Clock, a_colleague, carry
from tests.letter_ground import (
    Both,
    a_proof,
    bring_pages,
    drafted,
    pdf_text,
    ready,
    refused,
    rules_of,
    second_reading,
    signed,
)


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


def test_who_takes_in_cases_sees_no_letter(laptops: Both, officer: Session, clock: Clock, tmp_path: Path) -> None:
    letter = drafted(officer, ready(officer), "en")
    intake = a_colleague(tmp_path, officer, clock, (Role.INTAKE,), device="09", name="Amara Volen")
    carry(officer, intake)
    with pytest.raises(NotYourCase):
        letter_page(intake, letter.id, "en")
    assert not list_letters(intake)
    assert not letters_due(intake)
    intake.close()


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
