"""What comes next for a letter, and who takes it: by its machine and its shape."""

from __future__ import annotations

import msgspec
import pytest

from fieldcase.model.kinds.letters import Letter
from fieldcase.model.machines.letter import PROPOSALS
from fieldcase.model.roles import Role
from fieldcase.office.consent.answering import record_consent
from fieldcase.office.letters.ahead import Ahead, Step, step_ahead
from fieldcase.office.letters.drafting import Wanted, draft_letter
from fieldcase.office.letters.editing import agree
from fieldcase.office.letters.gathering import letter_file, open_letter
from fieldcase.office.letters.page import letter_page
from fieldcase.office.letters.steps import approve, confirm_receipt, submit
from fieldcase.office.records import change
from fieldcase.office.session import Session
from tests.laptops import carry
from tests.letter_ground import ASKED, Both, a_proof, approved, drafted, ready, second_reading, sent, signed

CO, RV, HD, HQ = Role.CASE_OFFICER, Role.REVIEWER, Role.HEAD, Role.HQ_DESK


def ahead(session: Session, letter: str) -> Ahead:
    return letter_page(session, letter).ahead


def test_a_note_goes_from_draft_to_receipt_step_by_step(laptops: Both, officer: Session) -> None:
    head, found = laptops[1], ready(officer)
    letter = drafted(officer, found, "en")
    assert ahead(officer, letter.id) == Ahead(step=Step.SUBMIT, roles=frozenset({CO}), may=True)
    submit(officer, letter.id)
    assert ahead(officer, letter.id) == Ahead(step=Step.APPROVE, roles=frozenset({RV, HD}), may=False)
    carry(officer, head)
    second_reading(head, letter.id, found)
    approve(head, letter.id)
    assert ahead(head, letter.id) == Ahead(step=Step.SIGN, roles=frozenset({HD}), may=True)


def test_what_was_signed_is_dispatched_and_what_left_is_received(laptops: Both, officer: Session) -> None:
    head, found = laptops[1], ready(officer)
    letter = signed(officer, head, found, "en")
    assert ahead(officer, letter.id) == Ahead(step=Step.DISPATCH, roles=frozenset({CO}), may=True)
    sent(officer, head, letter)
    assert ahead(officer, letter.id).step is Step.RECEIVE
    confirm_receipt(officer, letter.id, proof=a_proof(officer, letter.case).id)
    assert ahead(officer, letter.id) == Ahead()


def test_a_letter_to_a_source_is_agreed_on_first_and_then_signed_and_sent_by_its_officer(
    laptops: Both, officer: Session
) -> None:
    head, found = laptops[1], ready(officer)
    party = found.matter.party.id
    record_consent(officer, party, "recontact", "NAMED", ASKED)
    change(officer, "party", party, {"safe_channel": "through her sister"})
    letter = draft_letter(officer, found.matter.case.id, "source_feedback", Wanted(languages=("en",), person=party))
    assert ahead(officer, letter.id) == Ahead(step=Step.AGREE, roles=frozenset({CO}), may=True)
    agree(officer, letter.id, detail="minimal")
    assert ahead(officer, letter.id).step is Step.SUBMIT
    approved(officer, head, letter, found)
    carry(officer, head)
    assert ahead(officer, letter.id).step is Step.SEND
    assert ahead(head, letter.id).step is Step.SIGN


@pytest.mark.parametrize("kind", sorted(PROPOSALS))
def test_a_proposal_is_submitted_by_the_head_and_never_signed(officer: Session, kind: str) -> None:
    found = letter_file(officer, open_letter(officer, drafted(officer, ready(officer), "en").id), (), ())
    lf = msgspec.structs.replace(found, letter=Letter(kind=kind, case=found.letter.case))
    steps = [step_ahead(lf, status, [HD]) for status in ("draft", "in_review", "approved", "submitted_hq")]
    assert [one.step for one in steps] == [Step.SUBMIT, Step.APPROVE, Step.PROPOSE, Step.ANSWER]
    assert [one.may for one in steps] == [False, True, True, False]
    assert step_ahead(lf, "hq_accepted", [HD, HQ]) == Ahead()


def test_a_letter_to_a_de_facto_authority_waits_for_clearance_and_a_paper_is_made_final(officer: Session) -> None:
    found = letter_file(officer, open_letter(officer, drafted(officer, ready(officer), "en").id), (), ())
    lf = msgspec.structs.replace(found, letter=msgspec.structs.replace(found.letter, kind="de_facto_letter"))
    assert step_ahead(lf, "in_review", [HD]).step is Step.APPROVE
    assert step_ahead(lf, "approved", [HD]) == Ahead(step=Step.CLEAR, roles=frozenset({HQ}), may=False)
    paper = msgspec.structs.replace(lf, letter=msgspec.structs.replace(found.letter, kind="aide_memoire"))
    assert step_ahead(paper, "approved", [HD]).step is Step.FINISH
