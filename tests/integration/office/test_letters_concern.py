"""A letter of concern: to a minister, with a salutation, signed with a name, also on the urgent track; and an
aide-memoire, which is neither sent nor signed."""

from __future__ import annotations

import pytest

from fieldcase.documents.draft import FormulaMissing
from fieldcase.model.kinds.directory import ExternalRef
from fieldcase.model.kinds.letters import LetterStep
from fieldcase.model.refusal import BlockedByRules
from fieldcase.office.consent.answering import record_consent
from fieldcase.office.letters.drafting import Wanted, draft_letter
from fieldcase.office.letters.editing import edit_block, keep_warnings, redraft_block
from fieldcase.office.letters.page import letter_page
from fieldcase.office.letters.refusals import GivenAtSignature, NoAddressee
from fieldcase.office.letters.rendering import render
from fieldcase.office.letters.steps import dispatch, sign
from fieldcase.office.profiles.logo import set_logo, take_out_logo
from fieldcase.office.profiles.office import name_office
from fieldcase.office.profiles.states import write_addressee
from fieldcase.office.records import add, change
from fieldcase.office.replies.measures import Measure, record_measure
from fieldcase.office.session import Session
from tests.laptops import carry
from tests.letter_ground import (
    ASKED,
    Both,
    a_proof,
    approved,
    assessed,
    bring_pages,
    name_kalindra,
    pdf_text,
    ready,
    refused,
    rules_of,
)
from tests.unit.documents.test_logo import RED
from tests.unit.documents.test_logo import png as logo_png

MINISTER = {"en": "the Minister of Justice of the Republic of Kalindra", "fr": "Ministre de la justice de Kalindra"}
LINES = {"en": "The Minister of Justice\nVardin", "fr": "Ministre de la justice\nVardin"}
TO_MINISTER = Wanted(languages=("en", "fr"), addressee_kind="minister", urgent=True)


@pytest.fixture
def officer(laptop: Session) -> Session:
    name_kalindra(laptop)
    write_addressee(laptop, "XKA", "minister", MINISTER, LINES)
    return laptop


def test_a_letter_of_concern_is_signed_with_the_name_of_whoever_signs(laptops: Both, officer: Session) -> None:
    head, found = laptops[1], assessed(officer, ready(officer))
    case = found.matter.case.id
    record_measure(officer, case, Measure(kind="charges_dropped", stage="completed", date="2026-03", by_state="XKA"))
    letter = draft_letter(officer, case, "letter_concern", TO_MINISTER)
    keep_warnings(officer, letter.id, "Known no more exactly.")
    page = {block.block: block.text for block in letter_page(officer, letter.id, "en").blocks}
    assert list(page)[:5] == ["letterhead", "reference", "date_place", "addressee", "salutation"]
    assert page["salutation"] == "Excellency,"
    assert "Charges dropped" in page["acknowledged_positive"]
    assert "urgency" in page["deadline"]
    assert "initials_stamp" not in page
    with pytest.raises(GivenAtSignature):
        edit_block(officer, letter.id, "en", "signature", "Somebody else")
    approved(officer, head, letter, found)
    with pytest.raises(BlockedByRules) as caught:
        sign(head, letter.id, signed_how="initials_stamp")
    assert refused(caught) == {"G10"}
    assert sign(head, letter.id).taken.signed_how == "signature"
    carry(officer, head)
    bring_pages(head, officer)
    text = pdf_text(render(officer, letter.id, "state_full", "en", "pdf"))
    assert head.seat.name in text
    assert text.index("highest consideration") < text.rindex(head.seat.name)
    shown = {block.block: block.text for block in letter_page(officer, letter.id, "fr").blocks}
    assert head.seat.name in shown["signature"]
    step = dispatch(officer, letter.id, proof=a_proof(officer, case).id, method="by hand")
    assert step.taken.due_at == "2026-03-19"
    assert {one.step for one in officer.vault.all(LetterStep)} == {"approval", "signature", "dispatch"}


def test_the_lines_under_the_signature_are_the_offices_own_where_it_has_some(officer: Session) -> None:
    found = assessed(officer, ready(officer))
    name_office(officer, signature={"en": "Head of presence\nKalindra"})
    letter = draft_letter(officer, found.matter.case.id, "letter_concern", TO_MINISTER)
    page = {block.block: block.text for block in letter_page(officer, letter.id, "en").blocks}
    assert page["signature"].endswith("Head of presence\nKalindra")
    assert "for the" not in page["signature"]
    french = {block.block: block.text for block in letter_page(officer, letter.id, "fr").blocks}
    assert "Head of presence" not in french["signature"]
    name_office(officer, signature={"en": ""})
    assert officer.office_record.signature == {}
    redraft_block(officer, letter.id, "en", "signature")
    page = {block.block: block.text for block in letter_page(officer, letter.id, "en").blocks}
    assert "for the" in page["signature"]


def test_the_logo_is_on_the_signed_pages_and_another_one_changes_nothing_of_them(
    laptops: Both, officer: Session
) -> None:
    head, found = laptops[1], assessed(officer, ready(officer))
    set_logo(officer, logo_png(40, 20, RED))
    letter = draft_letter(officer, found.matter.case.id, "letter_concern", TO_MINISTER)
    keep_warnings(officer, letter.id, "Known no more exactly.")
    approved(officer, head, letter, found)
    sign(head, letter.id)
    carry(head, officer)
    bring_pages(head, officer)
    signed = render(officer, letter.id, "state_full", "en", "pdf")
    assert b"/Subtype /Image" in signed
    take_out_logo(officer)
    assert render(officer, letter.id, "state_full", "en", "pdf") == signed
    assert b"/Subtype /Image" not in render(officer, letter.id, "office_copy", "en", "pdf")


def test_a_letter_of_concern_may_not_lose_its_form(officer: Session) -> None:
    found = assessed(officer, ready(officer))
    letter = draft_letter(officer, found.matter.case.id, "letter_concern", TO_MINISTER)
    keep_warnings(officer, letter.id, "Known no more exactly.")
    assert rules_of(officer, letter.id) == {"G9"}
    edit_block(officer, letter.id, "en", "salutation", "")
    assert "10.3" in rules_of(officer, letter.id)
    edit_block(officer, letter.id, "en", "concern", "See {{case}} and P-7K3D9X.")
    assert {"10.3", "N7"} <= rules_of(officer, letter.id)


def test_it_goes_to_those_whom_a_salutation_is_for_and_its_own_risk_is_assessed(officer: Session) -> None:
    found = ready(officer)
    case = found.matter.case.id
    with pytest.raises(FormulaMissing):
        draft_letter(officer, case, "letter_concern", Wanted(languages=("en",)))
    with pytest.raises(NoAddressee):
        draft_letter(officer, case, "letter_concern", Wanted(languages=("en",), addressee_kind="authority"))
    letter = draft_letter(officer, case, "letter_concern", TO_MINISTER)
    assert "3.10" in rules_of(officer, letter.id)


def test_an_aide_memoire_rests_on_consent_to_an_oral_approach_and_is_not_signed(
    laptops: Both, officer: Session
) -> None:
    head, found = laptops[1], ready(officer)
    assessed(officer, found, "aide_memoire")
    letter = draft_letter(officer, found.matter.case.id, "aide_memoire", Wanted(languages=("en", "fr")))
    keep_warnings(officer, letter.id, "Known no more exactly.")
    assert "G4" in rules_of(officer, letter.id)
    record_consent(officer, found.matter.party.id, "state_oral", "NAMED", ASKED)
    assert rules_of(officer, letter.id) == {"G9"}
    page = [block.block for block in letter_page(officer, letter.id, "fr").blocks]
    assert page == ["title", "date_place", "mandate", "allegations", "concern", "requests", "no_reprisal_clause"]
    edit_block(officer, letter.id, "en", "concern", "Excellency, our Office is concerned.")
    assert {"N1", "N5"} <= rules_of(officer, letter.id)
    redraft_block(officer, letter.id, "en", "concern")
    approved(officer, head, letter, found)
    with pytest.raises(BlockedByRules) as caught:
        sign(head, letter.id, signed_how="signature")
    assert refused(caught) == {"G10"}
    assert sign(head, letter.id).taken.signed_how == "none"


def test_a_request_for_information_names_nobody_and_cites_only_reports_that_were_confirmed(officer: Session) -> None:
    found = ready(officer)
    case = found.matter.case.id
    plain = draft_letter(officer, case, "info_request_op8", Wanted(languages=("en", "fr")))
    assert plain.allegations == plain.naming == {}
    assert plain.requests == ("Q3", "Q4", "Q5", "Q6", "Q7", "Q8", "Q12")
    assert rules_of(officer, plain.id) == {"G9"}
    page = {block.block: block.text for block in letter_page(officer, plain.id, "en").blocks}
    assert "reported_cases" not in page
    assert "27 April 2026" in page["deadline"].replace("\N{NO-BREAK SPACE}", " ")
    edit_block(officer, plain.id, "en", "requests", "{" + found.matter.party.code + "} was detained.")
    assert "10.3" in rules_of(officer, plain.id)
    report = add(officer, ExternalRef(system="secretary_general", reference="A/HRC/00/00", date="2025", case=case))
    change(officer, "case", case, {f"previous_report_refs/{report.id}": report.id})
    citing = draft_letter(officer, case, "info_request_op8", Wanted(languages=("en",)))
    page = {block.block: block.text for block in letter_page(officer, citing.id, "en").blocks}
    assert "A/HRC/00/00" in page["reported_cases"]
    assert "Q11" in citing.requests
    assert "G16" in rules_of(officer, citing.id)
