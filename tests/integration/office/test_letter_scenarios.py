"""The scenarios of the domain reference (section 15) on letters, by their numbers, with the use cases on real vaults.

`tests/architecture/test_scenarios.py` lists which test runs which scenario.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldcase.model.kinds.acts import LawOrMeasure, LawStage, Provision
from fieldcase.model.kinds.directory import MandateText
from fieldcase.model.kinds.follow_up import Task
from fieldcase.model.kinds.letters import LetterStep
from fieldcase.model.kinds.parties import LifeStatus, Party
from fieldcase.model.refusal import BlockedByRules
from fieldcase.model.roles import Role
from fieldcase.office.allegations.writing import write_allegation
from fieldcase.office.casefile import state_of
from fieldcase.office.cases.opening import new_case
from fieldcase.office.consent.answering import Asked, record_consent
from fieldcase.office.consent.withdrawing import withdraw_consent
from fieldcase.office.letters.checking import check
from fieldcase.office.letters.drafting import Wanted, draft_letter
from fieldcase.office.letters.editing import edit_block, redraft_block, set_naming
from fieldcase.office.letters.listing import list_letters
from fieldcase.office.letters.rendering import render
from fieldcase.office.letters.steps import approve, cancel, dispatch, sign, submit
from fieldcase.office.parties.recording import record_party
from fieldcase.office.profiles.office import name_office
from fieldcase.office.profiles.states import write_addressee, write_state
from fieldcase.office.records import add, change
from fieldcase.office.session import Session
from fieldcase.office.sources.information import bears_on, record_information
from fieldcase.office.sources.sources import record_source
from fieldcase.office.texts import words
from fieldcase.office.verification.assessing import assess_element
from fieldcase.office.verification.reviewing import ask_review
from tests.laptops import Clock, a_colleague, a_matter, a_person, an_office, carry
from tests.letter_ground import (
    ASKED,
    NAMES,
    Both,
    a_proof,
    approved,
    bring_pages,
    dispatched,
    drafted,
    name_kalindra,
    ready,
    refused,
    rules_of,
    second_reading,
    signed,
)


def blocked_for(session: Session, letter: str) -> set[tuple[str, str]]:
    """What stands in a letter's way: rule and party."""
    return {(one.rule, one.party_code) for one in check(session, letter) if one.blocks}


def test_S3_consent_for_special_procedures_does_not_let_a_note_be_approved(laptops: Both, officer: Session) -> None:
    found = ready(officer, consent=False)
    party = found.matter.party
    record_consent(officer, party.id, "special_procedures", "NAMED", ASKED)
    letter = drafted(officer, found, "en")
    submit(officer, letter.id)
    carry(officer, laptops[1])
    with pytest.raises(BlockedByRules) as caught:
        approve(laptops[1], letter.id)
    (said,) = [one for one in caught.value.findings if one.rule == "G4" and one.blocks]
    assert (said.party_code, said.field) == (party.code, "consent/state_letter")
    assert not [word for word in ("Ilena", "Dovrak") if word in said.sentence + said.remedy]


def test_S4_whoever_withdraws_through_a_lawyer_is_heard_at_once_and_the_head_cannot_sign(
    laptops: Both, officer: Session
) -> None:
    head = laptops[1]
    found = ready(officer)
    party = found.matter.party
    letter = approved(officer, head, drafted(officer, found, "en"), found)
    carry(officer, head)
    gone = withdraw_consent(officer, party.id, "Her lawyer telephoned.")
    assert {(one.kind, one.origin, one.party_code) for one in gone.tasks} == {("change_letter", "G7", party.code)}
    carry(officer, head)
    with pytest.raises(BlockedByRules) as caught:
        sign(head, letter.id)
    assert refused(caught) == {"G4"}
    assert state_of(head, "letter", letter.id) == "approved"
    assert not [one for one in head.vault.all(LetterStep) if one.step == "signature"]


def test_S5_signed_and_then_withdrawn_it_is_refused_at_the_third_check_and_its_reference_is_never_used_again(
    laptops: Both, officer: Session
) -> None:
    head = laptops[1]
    found = ready(officer)
    letter = signed(officer, head, found, "en")
    bring_pages(head, officer)
    before = render(officer, letter.id, "state_full", "en", "pdf")
    withdraw_consent(officer, found.matter.party.id, "She said no.")
    with pytest.raises(BlockedByRules) as caught:
        dispatch(officer, letter.id, proof=a_proof(officer, letter.case).id, method="by hand")
    assert refused(caught) == {"G4"}
    carry(officer, head)
    assert {one.kind for one in head.vault.all(Task) if one.origin == "G7"} == {"cancel_letter"}
    cancel(head, letter.id, "Consent was withdrawn.")
    carry(officer, head)
    assert render(officer, letter.id, "state_full", "en", "pdf") == before
    record_consent(officer, found.matter.party.id, "state_letter", "NAMED", ASKED)
    second = signed(officer, head, found, "en")
    assert {row.id: row.reference for row in list_letters(head)} == {
        letter.id: "OHCHR/XKAL/07-001/2026",
        second.id: "OHCHR/XKAL/07-002/2026",
    }


def test_S6_what_left_is_not_recalled_the_public_rendition_is_blocked_and_the_person_is_asked(
    laptops: Both, officer: Session
) -> None:
    head = laptops[1]
    found = ready(officer)
    party = found.matter.party
    record_consent(officer, party.id, "public_statement", "ANON", ASKED)
    letter = dispatched(officer, head, found, "en")
    before = render(officer, letter.id, "state_full", "en", "pdf")
    assert render(officer, letter.id, "public_redacted", "en", "pdf")
    gone = withdraw_consent(officer, party.id, "She said no.")
    assert {one.kind for one in gone.tasks} == {"ask_about_recipient"}
    assert state_of(officer, "letter", letter.id) == "dispatched"
    assert render(officer, letter.id, "state_full", "en", "pdf") == before
    public = render(officer, letter.id, "public_redacted", "en", "pdf")
    assert b"Dovrak" not in public


def test_S7_the_exiles_consent_does_not_cover_his_sister_who_is_the_victim(officer: Session) -> None:
    found = ready(officer, consent=False)
    case, sister, act = found.matter.case.id, found.matter.party, found.matter.act
    tomas = record_party(
        officer, a_person("Tomas Arrel", gender="man", residence_country="XME"), case=case, role="cooperator"
    )
    change(
        officer,
        "cooperation_link",
        found.matter.link.id,
        {
            "cooperator": tomas.id,
            "op4_category/4d_relative_victim": "4d_relative_victim",
            "op4_category/4a_cooperation": None,
        },
    )
    record_consent(officer, tomas.id, "state_letter", "NAMED", ASKED)
    letter = drafted(officer, found, "en")
    stopped = blocked_for(officer, letter.id)
    assert ("G4", sister.code) in stopped
    assert ("G4", tomas.code) not in stopped
    assert ("G26", sister.code) in stopped
    record_consent(officer, sister.id, "state_letter", "NAMED", ASKED)
    assert ("G4", sister.code) not in blocked_for(officer, letter.id)
    assert act.responsible_state == ("XKA",)


def test_S8_a_letter_to_another_state_goes_through_headquarters_under_a_consent_of_its_own(officer: Session) -> None:
    found = ready(officer)
    party = found.matter.party
    names = {"en": NAMES["en"]}
    write_state(officer, "XME", names, language_for_letters="en")
    write_addressee(officer, "XME", "foreign_ministry", {"en": "Ministry of Foreign Affairs"}, {"en": "Sela"})
    change(officer, "act", found.matter.act.id, {"act_country": "XME"})
    wanted = Wanted(languages=("en",), state="XME", concerned_as="host")
    letter = draft_letter(officer, found.matter.case.id, "note_verbale", wanted)
    said = {(one.rule, one.field) for one in check(officer, letter.id) if one.blocks}
    assert {("G18", ""), ("G4", "consent/third_state")} <= said
    record_consent(officer, party.id, "third_state", "NAMED", ASKED)
    assert ("G4", "consent/third_state") not in {(one.rule, one.field) for one in check(officer, letter.id)}
    as_responsible = Wanted(languages=("en",), state="XME", concerned_as="responsible")
    accusing = draft_letter(officer, found.matter.case.id, "note_verbale", as_responsible)
    assert ("G18", "concerned_as") in {(one.rule, one.field) for one in check(officer, accusing.id) if one.blocks}


def test_S10_a_letter_on_a_law_names_nobody_and_asks_for_consent_once_an_organisation_is_listed(
    officer: Session,
) -> None:
    case = new_case(
        officer, "A decree on associations", summary="It dissolved 312 organisations.", subject="law_or_measure"
    ).id
    write_addressee(officer, "XKA", "minister", {"en": "the Minister of Justice"}, {"en": "The Minister"})
    law = LawOrMeasure(
        case=case,
        enacting_state="XKA",
        type=("mass_dissolution",),
        title=words("Decree on associations", "en"),
        stages={"1": LawStage(stage="in_force", date="2026-02-01")},
        provisions={"1": Provision(article="Article 4", text=words("312 organisations are dissolved.", "en"))},
    )
    add(officer, law)
    letter = draft_letter(officer, case, "law_comment", Wanted(languages=("en",), addressee_kind="minister"))
    assert letter.naming == {}
    assert rules_of(officer, letter.id) == {"G9"}
    rivers = record_party(officer, Party(kind="organisation"), case=case, role="victim")
    set_naming(officer, letter.id, {rivers.id: "NAMED"})
    assert ("G4", rivers.code) in blocked_for(officer, letter.id)


def test_S14_two_that_quote_the_same_post_are_one_group_and_the_level_cannot_go_to_review(laptop: Session) -> None:
    matter = a_matter(laptop)
    case, act = matter.case.id, matter.act.id
    for one in ("League of Rivers", "Open Coast"):
        source = record_source(laptop, "cso_local", group="the post of 6 March", grade="R2", reason=f"{one}: known.")
        record_information(
            laptop, case, "Quoted.", supports=[bears_on("E2", act)], sources=[source], event_date="2026-03-05",
            first_hand="no", credibility="C2",
        )  # fmt: skip
    made = assess_element(laptop, case, "E2", act, "corroborated", "Two organisations say so.")
    assert made.findings
    with pytest.raises(BlockedByRules):
        ask_review(laptop, made.assessment.id)


def test_S22_nobody_approves_their_own_letter_not_even_after_one_comma_of_anothers(
    tmp_path: Path, clock: Clock
) -> None:
    officer = an_office(tmp_path, clock)
    name_kalindra(officer)
    both = a_colleague(tmp_path, officer, clock, (Role.CASE_OFFICER, Role.REVIEWER, Role.HEAD))
    found = ready(officer)
    letter = drafted(officer, found, "en")
    submit(officer, letter.id)
    carry(officer, both)
    second_reading(both, letter.id, found)
    text = next(one.text for one in letter.blocks.values() if one.block == "concern")
    edit_block(both, letter.id, "en", "concern", text.replace(" is concerned", ", it is recalled, is concerned"))
    submit(both, letter.id)
    with pytest.raises(BlockedByRules) as caught:
        approve(both, letter.id)
    assert refused(caught) == {"G9"}
    both.close()
    officer.close()


def test_S24_a_girl_of_fifteen_who_objects_is_not_named_whatever_her_guardian_says(officer: Session) -> None:
    found = ready(officer, consent=False)
    girl = found.matter.party
    change(officer, "party", girl.id, {"date_of_birth": "2011-01-20"})
    mother = record_party(officer, a_person("Amara Volen"), case=found.matter.case.id, role="relative")
    guardian = Asked(
        basis="guardian", method="in_person_oral", language="en", risks_explained=True, given_by=mother.id,
        child_view="She does not want her name in it.", child_level="ANON",
    )  # fmt: skip
    record_consent(officer, girl.id, "state_letter", "NAMED", guardian)
    letter = drafted(officer, found, "en")
    assert {("G4", girl.code), ("G29", girl.code)} <= blocked_for(officer, letter.id)
    set_naming(officer, letter.id, {girl.id: "ANON"})
    assert {one for one in blocked_for(officer, letter.id) if one[0] in ("G4", "G29")} == set()


def test_S25_a_brothers_consent_for_somebody_held_incommunicado_ends_after_sixty_days(
    officer: Session, clock: Clock
) -> None:
    found = ready(officer, consent=False)
    party, case = found.matter.party, found.matter.case.id
    held = LifeStatus(status="detained", since="2026-03-05")
    change(officer, "party", party.id, {"status/2": {"status": held.status, "since": held.since}})
    brother = record_party(officer, a_person("Tomas Arrel", gender="man"), case=case, role="relative")
    asked = Asked(
        basis="family_unreachable", method="in_person_oral", language="en", risks_explained=True, given_by=brother.id
    )
    record_consent(officer, party.id, "state_letter", "NAMED", asked)
    letter = drafted(officer, found, "en")
    assert ("G4", party.code) not in blocked_for(officer, letter.id)
    assert brother.id not in {row.party for row in letter.naming.values()}
    clock.days(70)
    assert ("G4", party.code) in blocked_for(officer, letter.id)
    record_consent(officer, party.id, "state_letter", "NAMED", asked)
    assert ("G4", party.code) not in blocked_for(officer, letter.id)


WE = {
    "en": "Our office regrets this.",
    "fr": "Notre bureau le regrette.",
    "es": "Nuestra oficina lo lamenta.",
    "ru": "Мы сожалеем об этом.",
    "ar": "نحن نأسف لذلك.",
    "zh": "我们对此表示遗憾。",
}


@pytest.mark.parametrize("language", WE)
def test_S26_the_first_person_refuses_approval_in_six_languages(language: str, laptops: Both, officer: Session) -> None:
    found = ready(officer)
    if language not in ("en", "fr"):
        write_state(officer, "XKA", {language: NAMES["en"]})
        write_addressee(officer, "XKA", "foreign_ministry", {language: "Ministry"}, {language: "Ministry\nVardin"})
        for one in found.allegations:
            change(
                officer,
                "allegation",
                one.id,
                {f"text/{language}": {"text": "{" + found.matter.party.code + "}.", "original": False}},
            )
        title = {language: "54/24"}
        for mandate in officer.vault.all(MandateText):
            change(
                officer, "mandate_text", mandate.id, {f"title/{language}": {"text": title[language], "original": False}}
            )
        name_office(officer, name={language: "Office"}, place={language: "Vardin"}, letterhead={language: "Office"})
    letter = draft_letter(officer, found.matter.case.id, "note_verbale", Wanted(languages=(language,)))
    edit_block(officer, letter.id, language, "concern", WE[language])
    assert "N1" in rules_of(officer, letter.id)
    with pytest.raises(BlockedByRules) as caught:
        submit(officer, letter.id)
    assert "N1" in refused(caught)
    redraft_block(officer, letter.id, language, "concern")
    assert "N1" not in rules_of(officer, letter.id)


def test_S28_of_two_answers_written_apart_the_withdrawn_one_holds_until_a_person_decides(
    laptops: Both, officer: Session
) -> None:
    head = laptops[1]
    found = ready(officer)
    letter = approved(officer, head, drafted(officer, found, "en"), found)
    carry(officer, head)
    record_consent(officer, found.matter.party.id, "state_letter", "NAMED", ASKED)
    withdraw_consent(head, found.matter.party.id, "She told the head.")
    carry(officer, head)
    for session in (officer, head):
        assert "G4" in rules_of(session, letter.id)


def test_S36_a_prison_director_needs_no_consent_but_a_reason_and_the_victim_still_does(officer: Session) -> None:
    found = ready(officer, consent=False)
    case, victim = found.matter.case.id, found.matter.party
    director = record_party(officer, a_person("Radek Stolm", gender="man"), case=case, role="perpetrator")
    told = "{" + director.code + "} is alleged to have given the order."
    write_allegation(officer, case, {"en": told}, acts=[found.matter.act.id], persons={director.id: "NAMED"})
    letter = drafted(officer, found, "en")
    stopped = blocked_for(officer, letter.id)
    assert ("10.5", director.code) in stopped
    assert ("G4", director.code) not in stopped
    assert ("G4", victim.code) in stopped


def test_S37_no_letter_is_written_about_a_case_against_personnel_of_the_organization(officer: Session) -> None:
    found = ready(officer)
    before = drafted(officer, found, "en")
    change(officer, "act", found.matter.act.id, {"perpetrator_types/un_personnel": "un_personnel"})
    for step in (
        lambda: draft_letter(officer, found.matter.case.id, "note_verbale"),
        lambda: submit(officer, before.id),
        lambda: render(officer, before.id, "state_full", "en", "pdf"),
    ):
        with pytest.raises(BlockedByRules) as caught:
            step()
        assert refused(caught) == {"G33"}
