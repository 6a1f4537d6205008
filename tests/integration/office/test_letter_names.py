"""Who may be named in a letter, and who looks: consent, recognition, names in every rendition, confirmed forms."""

from __future__ import annotations

import pytest

from fieldcase.documents.resources import LanguageNotReady
from fieldcase.model.declare import Room
from fieldcase.model.kinds.letters import Letter
from fieldcase.model.kinds.parties import Involvement, Party
from fieldcase.model.machines import NoSuchStep
from fieldcase.model.refusal import BadValue, BlockedByRules, Refusal, Severity
from fieldcase.office.allegations.writing import new_version, write_allegation
from fieldcase.office.casefile import state_of
from fieldcase.office.consent.answering import record_consent
from fieldcase.office.decisions.deciding import Considered, decide, propose_decision
from fieldcase.office.letters.checking import check
from fieldcase.office.letters.drafting import Wanted, draft_letter
from fieldcase.office.letters.editing import edit_block, keep_warnings, set_naming
from fieldcase.office.letters.identifiability import (
    answer_identifiability,
    identifiability_asked,
    names_found,
    somebody_else,
)
from fieldcase.office.letters.page import letter_page
from fieldcase.office.letters.refusals import (
    KindNotReady,
    NoAddressee,
    NoStateProfile,
    NoTextInLanguage,
    OfficeUnnamed,
    StateUnnamed,
)
from fieldcase.office.letters.rendering import render
from fieldcase.office.letters.steps import (
    approve,
    submit,
)
from fieldcase.office.parties.recording import record_party
from fieldcase.office.profiles.states import confirm_name, write_addressee, write_state
from fieldcase.office.records import change
from fieldcase.office.session import Session
from tests.laptops import a_person, carry
from tests.letter_ground import (
    ASKED,
    NAMES,
    Both,
    carry_rooms,
    drafted,
    name_kalindra,
    pdf_text,
    ready,
    refused,
    rules_of,
    second_reading,
    signed,
)


def test_a_preview_covers_who_did_not_agree_and_nobody_may_approve(laptops: Both, officer: Session) -> None:
    head = laptops[1]
    found = ready(officer, consent=False, level="NAMED")
    letter = drafted(officer, found)
    page = letter_page(officer, letter.id, "en")
    assert [(one.shown, one.cleared) for one in page.names] == [(found.matter.party.code, False)]
    assert "Dovrak" not in pdf_text(page.pdf)
    submit_refused = rules_of(officer, letter.id)
    assert {"G4", "G9"} <= submit_refused
    carry(officer, head)
    with pytest.raises(NoSuchStep):
        approve(head, letter.id)
    assert "G4" in rules_of(head, letter.id)


def test_a_coded_person_is_person_a_and_waits_for_somebody_else_to_say_nobody_recognises_them(
    laptops: Both, officer: Session
) -> None:
    head = laptops[1]
    found = ready(officer, level="CODED")
    letter = drafted(officer, found)
    assert "Person A" in {block.block: block for block in letter_page(officer, letter.id, "en").blocks}["context"].text
    with pytest.raises(BlockedByRules) as caught:
        answer_identifiability(officer, letter.id, {found.matter.party.id: ("no", "Many were there.")})
    assert refused(caught) == {"G9"}
    submit(officer, letter.id)
    carry(officer, head)
    with pytest.raises(BlockedByRules) as caught:
        approve(head, letter.id)
    assert refused(caught) == {"G5"}
    answer_identifiability(head, letter.id, {found.matter.party.id: ("unsure", "There were few.")})
    with pytest.raises(BlockedByRules):
        approve(head, letter.id)
    answer_identifiability(head, letter.id, {found.matter.party.id: ("no", "Many were there.")})
    assert [one.answer for one in identifiability_asked(head, letter.id)] == ["no"]
    approve(head, letter.id)
    assert state_of(head, "letter", letter.id) == "approved"


def test_a_typed_name_is_found_in_every_rendition_until_it_is_a_sign(officer: Session) -> None:
    found = ready(officer)
    stranger = record_party(officer, a_person("Bogdan Vantar"))
    letter = drafted(officer, found)
    edit_block(officer, letter.id, "en", "concern", "The Office is concerned about Bogdan Vantar and Ilena Dovrak.")
    names = [one for one in check(officer, letter.id) if one.field == "concern" and one.blocks]
    assert {(one.rule, one.party_code) for one in names} >= {("N8", stranger.code), ("G4", found.matter.party.code)}


def test_somebody_else_of_this_name_is_said_by_another_person_for_this_text_alone(
    laptops: Both, officer: Session
) -> None:
    head = laptops[1]
    found = ready(officer)
    stranger = record_party(officer, a_person("Bogdan Vantar"))
    letter = drafted(officer, found)
    edit_block(officer, letter.id, "en", "concern", "The Office refers to the street named after Bogdan Vantar.")
    with pytest.raises(BlockedByRules):
        somebody_else(officer, letter.id, stranger.id, "Bogdan Vantar", "A poet of the last century.")
    carry(officer, head)
    hits = names_found(head, letter.id, "en")
    assert {(one.code, one.block, one.words) for one in hits} == {(stranger.code, "concern", "Bogdan Vantar")}
    somebody_else(head, letter.id, stranger.id, "Bogdan Vantar", "A poet of the last century.")
    assert "N8" not in rules_of(head, letter.id)
    carry(officer, head)
    edit_block(officer, letter.id, "en", "concern", "The Office refers to the square named after Bogdan Vantar.")
    assert "N8" in rules_of(officer, letter.id)


def test_words_that_come_near_a_name_wait_for_another_person_before_approval(laptops: Both, officer: Session) -> None:
    head = laptops[1]
    found = ready(officer)
    stranger = record_party(officer, a_person("Ivan Vantar"))
    letter = drafted(officer, found)
    edit_block(officer, letter.id, "en", "concern", "The Office refers to the street named after Ivan Ventar.")
    near = [one for one in check(officer, letter.id) if one.rule == "L1"]
    assert [(one.severity, one.field, one.party_code) for one in near] == [
        (Severity.ERROR, "", ""),
        (Severity.WARNING, "concern", stranger.code),
    ]
    assert not any("Ventar" in one.sentence + one.remedy for one in near)
    with pytest.raises(BlockedByRules) as caught:
        somebody_else(officer, letter.id, stranger.id, "Ivan Ventar", "A poet of the last century.")
    assert refused(caught) == {"G9"}
    submit(officer, letter.id)
    carry(officer, head)
    with pytest.raises(BlockedByRules) as caught:
        approve(head, letter.id)
    assert refused(caught) == {"L1"}
    hits = names_found(head, letter.id, "en")
    assert [(one.code, one.words, one.near) for one in hits] == [(stranger.code, "Ivan Ventar", True)]
    somebody_else(head, letter.id, stranger.id, "Ivan Ventar", "A poet of the last century.")
    approve(head, letter.id)
    assert state_of(head, "letter", letter.id) == "approved"


def test_a_decision_on_near_words_holds_for_the_text_that_was_read_alone(laptops: Both, officer: Session) -> None:
    head = laptops[1]
    found = ready(officer)
    stranger = record_party(officer, a_person("Ivan Vantar"))
    letter = drafted(officer, found)
    edit_block(officer, letter.id, "en", "concern", "The Office refers to the street named after Ivan Ventar.")
    carry(officer, head)
    somebody_else(head, letter.id, stranger.id, "Ivan Ventar", "A poet of the last century.")
    assert "L1" not in rules_of(head, letter.id)
    carry(officer, head)
    edit_block(officer, letter.id, "en", "concern", "The Office refers to a statement of Ivan Ventar.")
    assert "L1" in rules_of(officer, letter.id)


def test_somebody_recorded_since_the_first_check_is_looked_for_too(officer: Session) -> None:
    found = ready(officer)
    letter = drafted(officer, found)
    edit_block(officer, letter.id, "en", "concern", "The Office refers to a statement of Ivan Ventar.")
    assert "L1" not in rules_of(officer, letter.id)
    record_party(officer, a_person("Ivan Vantar"))
    assert "L1" in rules_of(officer, letter.id)


def test_the_office_copy_has_codes_and_the_public_one_nobody_who_did_not_agree_to_that(
    laptops: Both, officer: Session
) -> None:
    head = laptops[1]
    found = ready(officer)
    letter = signed(officer, head, found, "en")
    office = pdf_text(render(head, letter.id, "office_copy", "en", "pdf"))
    assert found.matter.party.code in office
    assert "Dovrak" not in office
    assert f"{found.matter.party.code} Named" in office
    public = pdf_text(render(head, letter.id, "public_redacted", "en", "pdf"))
    assert found.matter.party.code not in public
    assert "Dovrak" not in public
    assert "(text withheld)" in public
    assert "5 March" not in public


def test_leaving_somebody_out_of_the_naming_table_hides_nobody(officer: Session) -> None:
    found = ready(officer)
    letter = drafted(officer, found, "en")
    set_naming(officer, letter.id, {found.matter.party.id: "NONE"})
    assert officer.vault.get(Letter, letter.id).naming == {}
    assert "G4" in rules_of(officer, letter.id)


def test_a_lower_consent_than_before_is_taken_into_account_at_once(officer: Session) -> None:
    found = ready(officer)
    letter = drafted(officer, found, "en")
    record_consent(officer, found.matter.party.id, "state_letter", "ANON", ASKED)
    page = letter_page(officer, letter.id, "en")
    assert "Dovrak" not in pdf_text(page.pdf)
    assert "G4" in rules_of(officer, letter.id)


@pytest.mark.parametrize(
    ("lack", "refusal"),
    [
        ("formal", StateUnnamed),
        ("addressee", NoAddressee),
        ("office", OfficeUnnamed),
        ("state", NoStateProfile),
        ("kind", KindNotReady),
    ],
)
def test_what_a_profile_does_not_say_is_refused_and_never_made_up(
    laptop: Session, lack: str, refusal: type[Refusal]
) -> None:
    if lack != "office":
        name_kalindra(laptop)
    else:
        write_state(laptop, "XKA", NAMES)
        write_addressee(laptop, "XKA", "foreign_ministry", {"en": "Ministry"}, {"en": "Ministry"})
    found = ready(laptop)
    if lack == "formal":
        write_state(laptop, "XKA", NAMES, confirmed=False)
    wanted = Wanted(
        languages=("en",),
        addressee_kind="minister" if lack == "addressee" else "foreign_ministry",
        state="XME" if lack == "state" else "",
    )
    with pytest.raises(refusal):
        draft_letter(laptop, found.matter.case.id, "postcard" if lack == "kind" else "note_verbale", wanted)
    if lack == "formal":
        confirm_name(laptop, "XKA", "en")
        assert draft_letter(laptop, found.matter.case.id, "note_verbale", wanted).languages == ("en",)


def test_every_language_of_a_letter_has_words_and_every_allegation_a_text_in_it(officer: Session) -> None:
    found = ready(officer)
    case = found.matter.case.id
    with pytest.raises(LanguageNotReady):
        draft_letter(officer, case, "note_verbale", Wanted(languages=("en", "pt")))
    new_version(officer, found.allegations[0].id, {"en": "Only in English."})
    with pytest.raises(NoTextInLanguage):
        draft_letter(officer, case, "note_verbale", Wanted(languages=("en", "fr")))


def test_names_in_a_large_register_are_found_as_in_a_small_one(officer: Session) -> None:
    found = ready(officer)
    letter = drafted(officer, found, "en")
    check(officer, letter.id)
    stranger = record_party(officer, a_person("Bogdan al-Vantar"))
    edit_block(officer, letter.id, "en", "concern", "The Office refers to Mr VANTAR, B. and to others.")
    assert ("N8", stranger.code) in {(one.rule, one.party_code) for one in check(officer, letter.id)}


def test_a_laptop_that_has_not_received_who_somebody_is_cannot_check_the_text(laptops: Both, officer: Session) -> None:
    head = laptops[1]
    letter = drafted(officer, ready(officer, level="ANON"), "en")
    submit(officer, letter.id)
    carry_rooms(officer, head, Room.CASE, Room.OFFICE)
    assert "N8" in rules_of(head, letter.id)
    carry(officer, head)
    assert "N8" not in rules_of(head, letter.id)


def test_somebody_whose_name_nobody_knows_may_be_told_of_once_that_is_said(officer: Session) -> None:
    found = ready(officer)
    unknown = record_party(officer, Party(kind="person", gender="unknown"), case=found.matter.case.id, role="witness")
    case = found.matter.case.id
    write_allegation(
        officer, case, {"en": "Somebody ({" + unknown.code + "}) saw it."}, acts=[found.matter.act.id],
        persons={unknown.id: "ANON"},
    )  # fmt: skip
    letter = drafted(officer, found, "en")
    assert ("N8", unknown.code) in {(one.rule, one.party_code) for one in check(officer, letter.id)}
    change(officer, "party", unknown.id, {"remarks": "Nobody knows the name."})
    assert ("N8", unknown.code) not in {(one.rule, one.party_code) for one in check(officer, letter.id)}


def test_an_official_is_named_only_as_alleged_with_a_reason_of_the_head(laptops: Both, officer: Session) -> None:
    head = laptops[1]
    found = ready(officer)
    case = found.matter.case.id
    official = record_party(officer, a_person("Radek Stolm", gender="man"), case=case, role="official")
    place = next(one for one in officer.vault.all(Involvement, case=case) if one.party == official.id)
    change(officer, "involvement", place.id, {"rank": "Chief of the border post"})
    told = "{" + official.code + "}, Chief of the border post, is alleged to have given the order."
    write_allegation(officer, case, {"en": told}, acts=[found.matter.act.id], persons={official.id: "NAMED"})
    letter = drafted(officer, found, "en")
    assert ("10.5", official.code) in {(one.rule, one.party_code) for one in check(officer, letter.id) if one.blocks}
    decision = propose_decision(
        officer,
        case,
        "",
        f"{official.code} must be named: only one officer holds this post.",
        options={"note_verbale": Considered(pro="It is precise.")},
        wishes="She asks for it.",
        kind="override_protection",
    )
    carry(officer, head)
    decide(head, decision.id)
    carry(officer, head)
    assert "10.5" not in rules_of(officer, letter.id)
    assert "Radek Stolm" in pdf_text(letter_page(officer, letter.id, "en").pdf)


def test_one_letter_may_cover_two_cases_and_asks_for_everybody_in_both(laptops: Both, officer: Session) -> None:
    head = laptops[1]
    one, other = ready(officer), ready(officer, level="CODED")
    wanted = Wanted(languages=("en",), other_cases=(other.matter.case.id,))
    letter = draft_letter(officer, one.matter.case.id, "note_verbale", wanted)
    keep_warnings(officer, letter.id, "No place is known more exactly.")
    assert letter.case_nos == (one.matter.case.id, other.matter.case.id)
    numbers = {row.number: row.allegation for row in letter.allegations.values()}
    assert numbers == dict(enumerate((record.id for record in (*one.allegations, *other.allegations)), 1))
    assert {row.party: row.level for row in letter.naming.values()} == {
        one.matter.party.id: "NAMED",
        other.matter.party.id: "CODED",
    }
    text = pdf_text(letter_page(officer, letter.id, "en").pdf)
    assert "Ilena Dovrak" in text
    assert "Person A" in text
    submit(officer, letter.id)
    carry(officer, head)
    second_reading(head, letter.id, one)
    second_reading(head, letter.id, other)
    approve(head, letter.id)
    assert state_of(head, "letter", letter.id) == "approved"


def test_a_rendition_is_asked_for_by_what_there_is(officer: Session) -> None:
    letter = drafted(officer, ready(officer), "en")
    assert render(officer, letter.id, "office_copy", "en", "docx")[:2] == b"PK"
    for rendition, language, form in (
        ("secret", "en", "pdf"),
        ("office_copy", "fr", "pdf"),
        ("office_copy", "en", "odt"),
    ):
        with pytest.raises(BadValue):
            render(officer, letter.id, rendition, language, form)
