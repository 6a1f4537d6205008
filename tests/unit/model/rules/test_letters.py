"""What the rules ask of a letter's content (G4, G5, G8, G11, G16, G18, G28, G29, G32, sections 3.10 and 10.5)."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from fieldcase.model.kinds.parties import Name
from fieldcase.model.kinds.values import Named
from fieldcase.model.refusal import Finding, Severity
from fieldcase.model.rules import letters, recognition, references, sources
from fieldcase.model.rules.casefile import Status
from fieldcase.model.rules.naming import mentions, scopes_of, text_hash
from fieldcase.model.rules.panel import what_blocks
from tests.make import (
    a_consent,
    a_file,
    a_law,
    a_letter_file,
    a_link,
    a_party,
    a_risk,
    an_act,
    an_evidence,
    an_involvement,
    with_answers,
)
from tests.plain import HEAD, NAMES, OFFICER, SEATS, rid, text
from tests.transmitted import a_decision, a_letter, a_mandate, a_reference, an_allegation

TABLE = {"1": Named(party=rid("ilena"), level="NAMED")}


def rules(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.rule for finding in findings]


def test_a_letter_in_order_passes_every_check() -> None:
    for step in ("approval", "signature", "dispatch"):
        assert what_blocks(a_letter_file(seat=SEATS[HEAD]), step) == ()


def test_S3_consent_for_special_procedures_does_not_cover_a_note_verbale() -> None:
    """S3, G4: refused with the party's code and no name."""
    lf = a_letter_file(a_file(consents=(a_consent(scope="special_procedures"),)))
    (finding,) = letters.consent_findings(lf)
    assert (finding.rule, finding.party_code, finding.field) == ("G4", "P-ILENA2", "consent/state_letter")
    assert not any(name in finding.sentence + finding.remedy for name in NAMES)


@pytest.mark.parametrize("step", ["approval", "signature", "dispatch"])
def test_S4_S5_a_withdrawal_stops_the_letter_at_each_of_the_three_checks(step: str) -> None:
    """S4, S5, G4: the transitions, the kept bytes and the reference are tested with the letters of office."""
    lf = a_letter_file(a_file(consents=(a_consent(withdrawn_at="2025-03-31T10:00:00Z"),)))
    assert "G4" in rules(what_blocks(lf, step))


def test_G4_a_code_needs_coded_and_an_anonymous_mention_anon() -> None:
    for level, allowed, stops in (("CODED", "ANON", True), ("CODED", "CODED", False), ("ANON", "ANON", False)):
        letter = a_letter(naming={"1": Named(party=rid("ilena"), level=level)})
        lf = a_letter_file(a_file(consents=(a_consent(level=allowed),), letters=(letter,)))
        assert bool(letters.consent_findings(lf)) is stops


def test_G4_a_victim_of_an_act_is_mentioned_even_when_the_table_leaves_them_out() -> None:
    letter = a_letter(naming={})
    file = a_file(consents=(), letters=(letter,), allegations=(an_allegation(text=text("Detained."), persons={}),))
    assert [m.level for m in mentions(file, letter)] == ["ANON"]
    assert rules(letters.consent_findings(a_letter_file(file))) == ["G4"]


def test_G4_a_placeholder_outside_the_naming_table_is_found_and_so_is_one_for_nobody() -> None:
    letter = a_letter(naming={})
    file = a_file(letters=(letter,), allegations=(an_allegation(text=text("{P-ILENA2} and {P-NOBODY}"), persons={}),))
    sentences = [f.sentence for f in letters.consent_findings(a_letter_file(file))]
    assert any("not in the naming table" in s for s in sentences)
    assert any("P-NOBODY" in s for s in sentences)


def test_S8_a_letter_to_the_host_state_needs_third_state_consent_and_accuses_nobody() -> None:
    """S8, G18: followed in Merovia by agents of Kalindra; the letter to Kalindra is a separate one."""
    letter = a_letter(addressee_state="XME", concerned_as="host")
    file = a_file(acts=(an_act(act_country="XME"),), letters=(letter,), settings=a_file().settings)
    assert scopes_of(file, letter) == ("third_state",)
    assert [f.field for f in letters.consent_findings(a_letter_file(file))] == ["consent/third_state"]
    accused = msgspec.structs.replace(letter, responsibility_asserted=True)
    fields = [f.field for f in letters.addressee_findings(a_letter_file(file, letter=accused))]
    assert "responsibility_asserted" in fields
    as_responsible = msgspec.structs.replace(letter, concerned_as="responsible")
    assert "concerned_as" in [f.field for f in letters.addressee_findings(a_letter_file(file, letter=as_responsible))]


def test_G18_a_state_that_is_responsible_for_some_acts_only_is_a_third_state() -> None:
    acts = (an_act(), an_act("act two", act_no="A2", responsible_state=("XOR",)))
    file = a_file(acts=acts, allegations=(an_allegation(1, "act", "act two"),))
    assert scopes_of(file, file.letters[0]) == ("third_state",)


def test_G18_a_letter_to_another_state_than_that_of_accreditation_goes_through_headquarters() -> None:
    lf = a_letter_file(letter=a_letter(addressee_state="XME", concerned_as="territorial"))
    assert any("not accredited" in f.sentence for f in letters.addressee_findings(lf))
    silent = a_letter_file(letter=a_letter(concerned_as=""))
    assert [f.field for f in letters.addressee_findings(silent)] == ["concerned_as"]


def test_S36_an_official_needs_no_consent_but_a_reason_of_the_head() -> None:
    """S36, G4, section 10.5: the prison director is named; the victim still needs NAMED."""
    naming = {**TABLE, "2": Named(party=rid("director"), level="NAMED")}
    letter = a_letter(naming=naming)
    people = {rid("ilena"): a_party(), rid("director"): a_party("director")}
    involved = (an_involvement(), an_involvement("director", "perpetrator"))
    file = a_file(letters=(letter,), parties=people, involvements=involved)
    assert letters.consent_findings(a_letter_file(file)) == ()
    assert rules(letters.official_findings(a_letter_file(file))) == ["10.5"]
    decision = a_decision("override_protection", "", rationale=text("P-DIRECTOR2 is known to all."))
    decided = msgspec.structs.replace(
        file,
        decisions=(decision,),
        statuses={**file.statuses, ("decision", decision.id): Status(state="decided", by=HEAD)},
    )
    assert letters.official_findings(a_letter_file(decided)) == ()
    other = msgspec.structs.replace(decision, rationale=text("P-ILENA2 wishes it."))
    assert rules(letters.official_findings(a_letter_file(msgspec.structs.replace(decided, decisions=(other,))))) == [
        "10.5"
    ]


def test_G4_who_is_both_official_and_victim_is_protected() -> None:
    file = a_file(involvements=(an_involvement(role="official"),), consents=())
    assert file.protected(rid("ilena"))
    assert rules(letters.consent_findings(a_letter_file(file))) == ["G4"]


def test_S10_a_law_with_no_party_passes_and_naming_one_organisation_asks_for_its_consent() -> None:
    """S10, G28: published in a gazette or not."""
    allegation = an_allegation(acts=(), laws=(rid("law"),), text=text("The decree."), persons={})
    letter = a_letter("law_comment", naming={}, addressee_state="XOR", concerned_as="addressee_of_law")
    empty: dict[str, Any] = {"acts": (), "laws": (a_law(),), "links": (), "consents": (), "allegations": (allegation,)}
    quiet = a_file(letters=(letter,), parties={}, involvements=(), **empty)
    assert letters.consent_findings(a_letter_file(quiet)) == ()
    rivers = a_party("rivers", code="O-RIVERS", kind="organisation")
    named = msgspec.structs.replace(letter, naming={"1": Named(party=rivers.id, level="NAMED")})
    listed = a_file(letters=(named,), parties={rivers.id: rivers}, involvements=(), **empty)
    (finding,) = letters.consent_findings(a_letter_file(listed))
    assert (finding.rule, finding.party_code) == ("G4", "O-RIVERS")


def test_S24_naming_a_child_to_a_state_needs_a_reason_of_the_head() -> None:
    """S24, G29: the lower level stands."""
    child = a_party(date_of_birth="2010-05-01")
    row = a_consent(basis="guardian", child_view=text("She objects."), child_level="ANON")
    file = a_file(parties={child.id: child}, consents=(row,))
    assert {"G4", "G29"} <= set(rules(what_blocks(a_letter_file(file), "approval")))
    lower = a_letter(naming={"1": Named(party=child.id, level="ANON")})
    quieter = a_letter_file(file, letter=lower)
    assert letters.consent_findings(quieter) == letters.child_findings(quieter) == ()


def test_consent_to_be_named_that_nobody_reviewed_lets_a_letter_be_approved_and_not_signed() -> None:
    row = a_consent()
    file = a_file(statuses={("consent", row.id): Status(state="given")})
    lf = a_letter_file(file)
    assert [f.severity for f in letters.review_findings(lf, signing=False)] == [Severity.NOTE]
    assert [f.severity for f in letters.review_findings(lf, signing=True)] == [Severity.ERROR]


def coded() -> Any:
    letter = a_letter(naming={"1": Named(party=rid("ilena"), level="CODED")})
    return a_letter_file(a_file(letters=(letter,)))


def test_S39_an_answer_that_somebody_could_be_recognised_blocks() -> None:
    """S39, G5: “the only woman lawyer of the island”. “Unsure” blocks as well."""
    assert rules(recognition.recognition_findings(coded())) == ["G5"]
    for answer, stops in (("yes", True), ("unsure", True), ("no", False)):
        assert bool(recognition.recognition_findings(with_answers(coded(), "ilena", answer=answer))) is stops


def test_G5_the_authors_own_answer_does_not_count_and_another_text_needs_another_answer() -> None:
    assert rules(recognition.recognition_findings(with_answers(coded(), "ilena", by=OFFICER))) == ["G5"]
    answered = with_answers(coded(), "ilena")
    moved = msgspec.structs.replace(
        answered.letter, naming={**answered.letter.naming, "2": Named(party=rid("x"), level="ANON")}
    )
    assert text_hash(answered.file, moved) != text_hash(answered.file, answered.letter)
    assert "G5" in rules(recognition.recognition_findings(msgspec.structs.replace(answered, letter=moved)))


def test_S13_S29_nothing_of_a_source_stands_in_a_rendition() -> None:
    """S13, S29, G8: codes, evidence that reveals, file names, metadata and attachment names. Bytes: tested with
    documents."""
    assert sources.source_findings(a_letter_file()) == ()
    assert rules(sources.source_findings(a_letter_file(texts=("author: S-7K3D9X",)))) == ["G8"]
    photo = an_evidence(original_filename="ilena at the gate.jpg", reveals_source=True)
    file = a_file(evidence=(photo,))
    assert rules(sources.source_findings(a_letter_file(file, texts=("Ilena at the gate.JPG",)))) == ["G8"]
    assert rules(sources.source_findings(a_letter_file(file, enclosures=(photo.id,)))) == ["G8"]
    assert rules(sources.source_findings(a_letter_file(file, enclosures=(rid("nowhere"),)))) == ["G8"]


def test_S21_a_reference_is_printed_only_after_headquarters_confirmed_it_with_proof() -> None:
    """S21, G16."""
    letter = a_letter(external_ref=(rid("reference"),))
    for reference, stops in (
        (a_reference(confirmed=False), True),
        (a_reference(proof=""), True),
        (a_reference(), False),
    ):
        lf = a_letter_file(a_file(letters=(letter,), external_refs=(reference,)))
        assert ("G16" in rules(references.reference_findings(lf))) is stops
    assert rules(references.reference_findings(a_letter_file(letter=letter))) == ["G16"]


def test_G32_a_superseded_resolution_is_a_warning_and_an_unknown_one_an_error() -> None:
    letter = a_letter(mandates=(rid("mandate"),))
    old = a_mandate(status="superseded", superseded_on="2025-01-01")
    for texts, expected in (
        ((a_mandate(),), []),
        ((old,), [("G32", False)]),
        ((a_mandate(status="superseded", superseded_on="2026-01-01"),), []),
        ((), [("G32", True)]),
    ):
        lf = a_letter_file(a_file(letters=(letter,), mandates=texts))
        assert [(f.rule, f.blocks) for f in references.reference_findings(lf)] == expected


def test_the_risk_of_this_letter_is_assessed_before_it_goes() -> None:
    lf = a_letter_file(a_file(risks=(a_risk(tool=""),)))
    assert rules(letters.risk_findings(lf)) == ["3.10"]
    assert letters.risk_findings(a_letter_file(letter=a_letter("info_request_op8", naming={}))) == ()


def test_a_reminder_waits_while_a_risk_is_imminent_and_rechecks_the_first_letters_consent() -> None:
    reminder = a_letter("reminder", id=rid("reminder"), allegations={}, naming={}, previous_letters=(rid("letter"),))
    file = a_file(letters=(a_letter(), reminder), risks=(a_risk(level="imminent"),))
    assert rules(letters.risk_findings(a_letter_file(file, letter=reminder))) == ["3.10"]
    withdrawn = a_file(letters=(a_letter(), reminder), consents=(a_consent(level="NONE"),))
    assert rules(letters.consent_findings(a_letter_file(withdrawn, letter=reminder))) == ["G4"]


def test_S7_the_cooperators_consent_does_not_cover_the_sister() -> None:
    """S7: victim and cooperator are two people; both are mentioned, each needs consent of their own."""
    people = {rid("tomas"): a_party("tomas"), rid("sister"): a_party("sister")}
    file = a_file(
        parties=people,
        involvements=(an_involvement("tomas", "cooperator"), an_involvement("sister")),
        links=(a_link(cooperator="tomas", victim="sister"),),
        acts=(an_act(victim="sister"),),
        allegations=(an_allegation(text=text("Dismissed."), persons={}),),
        letters=(a_letter(naming={}),),
        consents=(a_consent("tomas"),),
    )
    assert [f.party_code for f in letters.consent_findings(a_letter_file(file))] == ["P-SISTER2"]


def test_names_in_the_identity_room_never_reach_a_finding() -> None:
    person = a_party(names={"1": Name(full="Ilena Dovrak")})
    file = a_file(parties={person.id: person}, consents=(), risks=(), assessments=())
    for finding in what_blocks(a_letter_file(file), "approval"):
        assert not any(name in finding.sentence + finding.remedy for name in NAMES)


def test_a_letter_puts_something_and_each_allegation_in_the_version_that_stands_now() -> None:
    assert rules(letters.version_findings(a_letter_file(letter=a_letter(allegations={})))) == ["3.13"]
    newer = a_file(allegations=(an_allegation(version=2),))
    assert rules(letters.version_findings(a_letter_file(newer))) == ["3.13"]
    assert letters.version_findings(a_letter_file(letter=a_letter("reminder", allegations={}))) == ()


def test_a_naming_table_cannot_hide_somebody_whom_the_text_names() -> None:
    letter = a_letter(naming={"1": Named(party=rid("ilena"), level="NONE")})
    file = a_file(letters=(letter,), consents=(a_consent(level="NONE"),))
    assert rules(letters.consent_findings(a_letter_file(file))) == ["G4"]


def test_a_level_that_nobody_knows_and_limits_in_words_are_pointed_out() -> None:
    odd = a_letter(naming={"1": Named(party=rid("ilena"), level="EVERYTHING")})
    assert "G4" in rules(letters.consent_findings(a_letter_file(letter=odd)))
    limited = a_file(consents=(a_consent(limits=text("Not my village.")),))
    assert [f.severity for f in letters.consent_findings(a_letter_file(limited))] == [Severity.WARNING]


def test_G25_a_letter_puts_no_reprisal_that_was_certainly_before_the_cooperation() -> None:
    file = a_file(acts=(an_act(date="2025-01-10"),))
    assert rules(letters.order_of_acts(a_letter_file(file))) == ["G25"]
    assert letters.order_of_acts(a_letter_file()) == ()


def test_a_letter_to_a_source_is_asked_for_contact_and_for_nothing_that_concerns_states() -> None:
    letter = a_letter("source_feedback", allegations={}, naming={"1": Named(party=rid("ilena"), level="CODED")})
    lf = a_letter_file(a_file(letters=(letter,), consents=(a_consent(scope="recontact"),)))
    assert scopes_of(lf.file, letter) == ("recontact",)
    assert letters.consent_findings(lf) == recognition.recognition_findings(lf) == letters.child_findings(lf) == ()
    assert letters.official_findings(lf) == letters.risk_findings(lf) == ()


def test_a_letter_without_a_state_says_so() -> None:
    lf = a_letter_file(letter=a_letter(addressee_state=""))
    assert "addressee_state" in [f.field for f in letters.addressee_findings(lf)]


def test_a_company_receives_under_its_own_consent() -> None:
    letter = a_letter("non_state_letter", addressee_state="", addressee_role=text("Acme Limited"))
    assert scopes_of(a_file(), letter) == ("third_state",)
    file = a_file(letters=(letter,), consents=(a_consent(scope="third_state", recipient="Acme Limited"),))
    assert letters.consent_findings(a_letter_file(file)) == ()


def test_G18_an_aide_memoire_for_another_state_falls_under_both_scopes() -> None:
    letter = a_letter("aide_memoire", addressee_state="XME", concerned_as="host")
    assert scopes_of(a_file(), letter) == ("state_oral", "third_state")
    assert scopes_of(a_file(), a_letter("aide_memoire")) == ("state_oral",)


def test_G5_another_place_of_an_act_is_another_text_for_whoever_was_asked_about_it() -> None:
    lf = a_letter_file(a_file())
    moved = msgspec.structs.replace(
        lf.file, acts=tuple(msgspec.structs.replace(act, place_text="Upper Sarn, the mill") for act in lf.file.acts)
    )
    assert lf.letter.allegations
    assert text_hash(moved, lf.letter) != text_hash(lf.file, lf.letter)
    elsewhere = msgspec.structs.replace(lf.file, acts=(*lf.file.acts, an_act("another", place_text="Port Sarn")))
    assert text_hash(elsewhere, lf.letter) == text_hash(lf.file, lf.letter)
