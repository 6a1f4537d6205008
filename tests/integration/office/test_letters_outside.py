"""Comments on a law, letters to a company and to a de facto authority: from the records to dispatch."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from fieldcase.model.kinds.acts import LawOrMeasure, LawStage, Provision
from fieldcase.model.kinds.letters import Letter
from fieldcase.model.kinds.parties import Name, Party
from fieldcase.model.refusal import BadValue, BlockedByRules, NotYourRole
from fieldcase.model.roles import Role
from fieldcase.office.consent.answering import record_consent
from fieldcase.office.letters.checking import check
from fieldcase.office.letters.clearing import clear_letter, object_to_letter
from fieldcase.office.letters.drafting import Wanted, draft_letter
from fieldcase.office.letters.editing import change_letter, edit_block, keep_warnings, redraft_block, set_naming
from fieldcase.office.letters.page import letter_page
from fieldcase.office.letters.refusals import (
    LawNotInLanguage,
    NoReasonGiven,
    NothingToClear,
    NothingToComment,
    WhichAddressee,
)
from fieldcase.office.letters.rendering import render
from fieldcase.office.letters.steps import approve, sign, submit
from fieldcase.office.parties.recording import record_party
from fieldcase.office.profiles.outside import write_outside_addressee
from fieldcase.office.records import add, change
from fieldcase.office.session import Session
from fieldcase.office.texts import words
from tests.laptops import Clock, a_colleague, a_matter, carry
from tests.letter_ground import (
    ASKED,
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

COMPANY = {"en": "Harbour Holding Ltd", "fr": "Société Harbour Holding"}
NORTH = {"en": "Authority of the North", "fr": "Autorité du Nord"}


@pytest.fixture
def officer(laptop: Session) -> Session:
    name_minister(laptop)
    return laptop


def a_law(session: Session, case: str, *, languages: tuple[str, ...] = ("en", "fr"), **more: Any) -> LawOrMeasure:
    """A decree on associations with two articles."""
    said = {"en": "No association may receive funds from abroad.", "fr": "Aucune association ne reçoit de fonds."}
    does = {"en": "Associations are fined.", "fr": "Les associations paient une amende."}
    article = {lang: said[lang] for lang in languages}
    law = LawOrMeasure(
        case=case,
        enacting_state="XKA",
        type=("foreign_funding_law",),
        title=words({"en": "Decree on associations", "fr": "Décret sur les associations"}, "en"),
        official_ref="Gazette 12/2025",
        stages={"1": LawStage(stage="adopted", date="2025-02-01"), "2": LawStage(stage="in_force", date="2025-03")},
        provisions={
            "1": Provision(article="Article 4", text=words(article, "en")),
            "2": Provision(article="Article 9", effect=words({lang: does[lang] for lang in languages}, "en")),
        },
    )
    return add(session, msgspec.structs.replace(law, **more))


def told(session: Session, letter: Letter, language: str = "en") -> dict[str, str]:
    return {block.block: block.text for block in letter_page(session, letter.id, language).blocks}


TO_MINISTER = Wanted(languages=("en", "fr"), addressee_kind="minister")


def test_a_comment_on_a_law_goes_through_its_articles_and_is_signed_without_any_party(
    laptops: Both, officer: Session
) -> None:
    head, matter = laptops[1], a_matter(officer)
    case = matter.case.id
    with pytest.raises(NothingToComment):
        draft_letter(officer, case, "law_comment", TO_MINISTER)
    law = a_law(officer, case)
    letter = draft_letter(officer, case, "law_comment", TO_MINISTER)
    assert (letter.addressee_state, letter.concerned_as, letter.laws) == ("XKA", "addressee_of_law", (law.id,))
    assert letter.allegations == letter.naming == {}
    page = told(officer, letter)
    assert list(page)[4:] == [
        "salutation", "mandate", "law_provisions", "standards", "recommendations", "technical_cooperation",
        "deadline", "closing", "signature",
    ]  # fmt: skip
    provisions = page["law_provisions"].replace("\N{NO-BREAK SPACE}", " ")
    assert "Gazette 12/2025" in provisions
    assert "Adopted: 1 February 2025; in force: March 2025" in provisions
    assert provisions.index("Article 4") < provisions.index("funds from abroad") < provisions.index("Article 9")
    assert "Aucune association" in told(officer, letter, "fr")["law_provisions"]
    assert rules_of(officer, letter.id) == {"G9"}
    submit(officer, letter.id)
    carry(officer, head)
    approve(head, letter.id)
    assert sign(head, letter.id).taken.signed_how == "signature"
    assert sent(officer, head, letter).taken.due_at == "2026-04-13"
    text = pdf_text(render(officer, letter.id, "state_full", "fr", "pdf"))
    assert text.index("Article 4") < text.index("coopération technique") < text.rindex(head.seat.name)


def test_G28_a_comment_lists_an_organisation_once_it_agreed_and_is_about_a_law_of_its_addressee(
    officer: Session,
) -> None:
    case = a_matter(officer).case.id
    party = record_party(officer, Party(kind="organisation", names={"1": Name(full="Open Rivers", script="Latn")}))
    law = a_law(officer, case, organisations_affected=(party.id,))
    letter = draft_letter(officer, case, "law_comment", TO_MINISTER)
    assert party.code not in str(letter.blocks)
    set_naming(officer, letter.id, {party.id: "NAMED"})
    for language in ("en", "fr"):
        for block in ("law_provisions", "no_reprisal_clause"):
            redraft_block(officer, letter.id, language, block)
    assert "Open Rivers" not in told(officer, letter)["law_provisions"]
    assert "suffers harm" in told(officer, letter)["no_reprisal_clause"]
    assert "G4" in rules_of(officer, letter.id)
    record_consent(
        officer, party.id, "state_letter", "NAMED", msgspec.structs.replace(ASKED, basis="organisation_organ")
    )
    assert rules_of(officer, letter.id) == {"G9"}
    change(officer, "law_or_measure", law.id, {"enacting_state": "XOR"})
    assert {"10.1", "G18"} <= rules_of(officer, letter.id)


def test_a_comment_needs_the_words_of_the_law_in_each_of_its_languages(officer: Session) -> None:
    case = a_matter(officer).case.id
    a_law(officer, case, languages=("en",))
    with pytest.raises(LawNotInLanguage, match="L1"):
        draft_letter(officer, case, "law_comment", TO_MINISTER)


def agreed(session: Session, found: Ready, recipient: str) -> None:
    record_consent(session, found.matter.party.id, "third_state", "NAMED", ASKED, recipient=recipient)


def test_a_letter_to_a_company_names_it_in_consent_and_gives_it_no_title_of_a_State(
    laptops: Both, officer: Session
) -> None:
    head, found = laptops[1], assessed(officer, ready(officer))
    case, languages = found.matter.case.id, ("en", "fr")
    with pytest.raises(WhichAddressee):
        draft_letter(officer, case, "non_state_letter", Wanted(languages=languages))
    company = write_outside_addressee(officer, "Harbour Holding", "company", COMPANY, country="XSI")
    letter = draft_letter(officer, case, "non_state_letter", Wanted(languages=languages))
    assert (letter.outside, letter.recipient, letter.addressee_state) == (company.id, "Harbour Holding", "")
    assert letter.requests == ("Q1", "Q2", "Q3", "Q7", "Q12")
    keep_warnings(officer, letter.id, "Known no more exactly.")
    record_consent(officer, found.matter.party.id, "third_state", "NAMED", ASKED)
    assert rules_of(officer, letter.id) == {"G4", "G9"}
    agreed(officer, found, "Harbour Holding")
    assert rules_of(officer, letter.id) == {"G9"}
    edit_block(officer, letter.id, "en", "context", "The statement was made before the return to Kalindra.")
    assert not [one for one in check(officer, letter.id) if one.rule == "10.5"], "the State of the events may be named"
    redraft_block(officer, letter.id, "en", "context")
    page = " ".join(told(officer, letter).values())
    assert not {"Government", "Minister", "Excellency", "obligations of the State"} & {w for w in WORDS if w in page}
    edit_block(officer, letter.id, "en", "addressee", "Minister of Trade, Harbour Holding Ltd")
    assert "N2" in rules_of(officer, letter.id)
    redraft_block(officer, letter.id, "en", "addressee")
    approved(officer, head, letter, found)
    assert sign(head, letter.id).taken.signed_how == "signature"
    assert sent(officer, head, letter).taken.due_at == "2026-04-13"
    text = pdf_text(render(officer, letter.id, "state_full", "fr", "pdf"))
    assert text.index("Société Harbour Holding") < text.index("Madame, Monsieur,") < text.rindex(head.seat.name)


def test_what_somebody_agreed_to_for_one_company_carries_no_letter_to_another(officer: Session) -> None:
    found = assessed(officer, ready(officer))
    write_outside_addressee(officer, "Harbour Holding", "company", COMPANY)
    other = write_outside_addressee(officer, "Quay Works", "company", {"en": "Quay Works Ltd"})
    agreed(officer, found, "Harbour Holding")
    wanted = Wanted(languages=("en",), outside=other.id)
    letter = draft_letter(officer, found.matter.case.id, "non_state_letter", wanted)
    keep_warnings(officer, letter.id, "Known no more exactly.")
    assert "G4" in rules_of(officer, letter.id)
    change_letter(officer, letter.id, {"recipient": "Harbour Holding"})
    assert "10.1" in rules_of(officer, letter.id)
    assert "Quay Works" in next(one.sentence for one in check(officer, letter.id) if one.rule == "10.1")
    change_letter(officer, letter.id, {"recipient": "Quay Works"})
    assert "10.1" not in rules_of(officer, letter.id)


@pytest.mark.parametrize("name", ["XKA", " fra "])
def test_no_addressee_outside_the_States_is_called_like_the_code_of_one(officer: Session, name: str) -> None:
    with pytest.raises(BadValue, match="name"):
        write_outside_addressee(officer, name, "company", COMPANY)
    assert write_outside_addressee(officer, "QQQ", "company", COMPANY).name == "QQQ"


WORDS = ("Government", "Minister", "Excellency", "obligations of the State")


def test_a_letter_to_a_de_facto_authority_waits_for_headquarters_and_recognises_nobody(
    tmp_path: Path, laptops: Both, officer: Session, clock: Clock
) -> None:
    head, found = laptops[1], assessed(officer, ready(officer))
    desk = a_colleague(tmp_path, officer, clock, (Role.HQ_DESK,), device="90", name="Desk")
    write_outside_addressee(officer, "Authority of the North", "de_facto_authority", NORTH)
    agreed(officer, found, "Authority of the North")
    letter = draft_letter(officer, found.matter.case.id, "de_facto_letter", Wanted(languages=("en", "fr")))
    keep_warnings(officer, letter.id, "Known no more exactly.")
    page = told(officer, letter)
    assert list(page)[2:] == [
        "date_place", "addressee", "mandate", "allegations", "requests", "no_reprisal_clause", "deadline",
        "disclaimer", "signature",
    ]  # fmt: skip
    assert "recognition of any authority" in page["disclaimer"]
    edit_block(officer, letter.id, "en", "disclaimer", "")
    assert "10.3" in rules_of(officer, letter.id)
    redraft_block(officer, letter.id, "en", "disclaimer")
    approved(officer, head, letter, found)
    with pytest.raises(BlockedByRules) as caught:
        sign(head, letter.id)
    assert refused(caught) == {"G18"}
    assert "ask for clearance" in caught.value.findings[0].remedy
    with pytest.raises(NotYourRole):
        clear_letter(head, letter.id)
    carry(head, desk)
    with pytest.raises(NoReasonGiven):
        object_to_letter(desk, letter.id, " ")
    object_to_letter(desk, letter.id, "Not while the talks last.")
    carry(head, desk)
    with pytest.raises(BlockedByRules, match="objects"):
        sign(head, letter.id)
    clear_letter(desk, letter.id)
    carry(head, desk)
    assert sign(head, letter.id).taken.signed_how == "signature"
    assert sent(officer, head, letter).taken.due_at == "2026-03-27"
    with pytest.raises(NothingToClear):
        clear_letter(head_with_desk(desk, head), letter.id)
    desk.close()


def test_an_objection_beside_a_clearance_stands_whatever_the_clocks_of_two_desks_say(
    tmp_path: Path, laptops: Both, officer: Session, clock: Clock
) -> None:
    head, found = laptops[1], assessed(officer, ready(officer))
    one, other = (
        a_colleague(tmp_path, officer, clock, (Role.HQ_DESK,), device=device, name=f"Desk {device}")
        for device in ("90", "91")
    )
    write_outside_addressee(officer, "Authority of the North", "de_facto_authority", NORTH)
    agreed(officer, found, "Authority of the North")
    letter = draft_letter(officer, found.matter.case.id, "de_facto_letter", Wanted(languages=("en",)))
    keep_warnings(officer, letter.id, "Known no more exactly.")
    approved(officer, head, letter, found)
    for desk in (one, other):
        carry(head, desk)
    object_to_letter(one, letter.id, "Not while the talks last.")
    clear_letter(other, letter.id)
    for desk in (one, other):
        carry(head, desk)
    with pytest.raises(BlockedByRules, match="objects"):
        sign(head, letter.id)
    carry(head, other)
    clear_letter(other, letter.id)
    carry(head, other)
    assert sign(head, letter.id).taken.signed_how == "signature"
    for desk in (one, other):
        desk.close()


def head_with_desk(desk: Session, head: Session) -> Session:
    """The desk once it knows that the letter left."""
    carry(head, desk)
    return desk
