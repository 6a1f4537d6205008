"""Proposals to headquarters: approved, taken there by a package, answered with a reference, and the answer comes back.

Three real vaults and packages between them. What headquarters needs arrives and can be read; what nobody agreed to
does not.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from fieldcase.model.declare import Room
from fieldcase.model.kinds.directory import ExternalRef
from fieldcase.model.kinds.letters import LetterStep
from fieldcase.model.kinds.parties import Party
from fieldcase.model.kinds.reporting import Consulted
from fieldcase.model.kinds.sources import Source
from fieldcase.model.lawful import lawful_step, may_write
from fieldcase.model.machines import NoSuchStep
from fieldcase.model.refusal import BadValue, BlockedByRules, NotYourRole
from fieldcase.model.roles import Role
from fieldcase.office.casefile import state_of
from fieldcase.office.consent.answering import record_consent
from fieldcase.office.consent.withdrawing import withdraw_consent
from fieldcase.office.due import what_needs_me
from fieldcase.office.letters.checking import check
from fieldcase.office.letters.drafting import Wanted, draft_letter
from fieldcase.office.letters.editing import edit_block
from fieldcase.office.letters.gathering import open_letter
from fieldcase.office.letters.goodoffices import note_of, record_outcome
from fieldcase.office.letters.headquarters import at_headquarters, open_paper, withdrawn_since
from fieldcase.office.letters.listing import list_letters
from fieldcase.office.letters.page import letter_page
from fieldcase.office.letters.proposing import (
    Given,
    accept_proposal,
    decline_proposal,
    propose_to,
    submit_to_headquarters,
)
from fieldcase.office.letters.refusals import (
    FromRecords,
    NeverSigned,
    NoNote,
    NoReasonGiven,
    NotAProposal,
    NotForThePublic,
)
from fieldcase.office.letters.rendering import render
from fieldcase.office.letters.steps import dispatch, sign
from fieldcase.office.parties.recording import record_party
from fieldcase.office.records import add
from fieldcase.office.session import Session
from tests.laptops import a_person
from tests.letter_ground import name_kalindra, pdf_text, ready, refused
from tests.offices import ASKED, Office
from tests.proposal_ground import GIVEN, KINDS, NAMES, approved, grounds, paper, proposed, submitted

BANNER = "PROPOSAL – NOT A COMMUNICATION"


def page(session: Session, letter: str, language: str = "en") -> str:
    return pdf_text(render(session, letter, "state_full", language, "pdf"))


def steps(session: Session, letter: str) -> dict[str, LetterStep]:
    return {one.step: one for one in session.vault.all(LetterStep) if one.letter == letter}


@pytest.mark.parametrize("kind", KINDS)
def test_a_proposal_goes_to_headquarters_is_taken_up_and_its_reference_comes_back(office: Office, kind: str) -> None:
    letter = submitted(office, kind)
    assert state_of(office.desk, "letter", letter.id) == "submitted_hq"
    assert steps(office.desk, letter.id)["submission"].taken.transfer
    text = page(office.desk, letter.id)
    assert BANNER in text
    assert "Ilena Dovrak" in text
    assert "12 Harbour" not in text
    accept_proposal(office.desk, letter.id, GIVEN, paper())
    office.round()
    for session in (office.first, office.second):
        assert state_of(session, "letter", letter.id) == "hq_accepted"
        answer = steps(session, letter.id)["hq_answer"].taken
        reference = session.vault.get(ExternalRef, answer.external_ref)
        assert (reference.reference, reference.confirmed_by) == ("AL XKA 1/2026", office.desk.seat.id)
        assert open_paper(session, letter.id) == paper()
        row = next(one for one in list_letters(session) if one.id == letter.id)
        assert (row.status, row.reference) == ("hq_accepted", "AL XKA 1/2026")


@pytest.mark.security
@pytest.mark.parametrize("kind", KINDS)
def test_who_agreed_under_a_code_has_no_name_at_headquarters(office: Office, kind: str) -> None:
    letter = submitted(office, kind, "CODED")
    text = page(office.desk, letter.id)
    assert "Person A" in text
    assert not any(name in text.casefold() for name in NAMES)
    assert all(not one.names for one in office.desk.vault.all(Party))
    assert not in_files(office.folder / "hq", NAMES)


@pytest.mark.security
def test_by_name_to_mandate_holders_and_under_a_code_to_headquarters_is_a_code_there(office: Office) -> None:
    letter = submitted(office, "sp_allegation_draft", "NAMED", headquarters="CODED")
    for session in (office.second, office.desk):
        assert "Person A" in page(session, letter.id)
        assert "Dovrak" not in page(session, letter.id)
    assert all(not one.names for one in office.desk.vault.all(Party))


def test_a_proposal_that_names_whom_headquarters_may_not_know_is_not_approved(office: Office) -> None:
    name_kalindra(office.first)
    found = grounds(office.first, "sp_allegation_draft", "NAMED", headquarters="CODED", wanted="NAMED")
    letter = proposed(office.first, found, "sp_allegation_draft", "en")
    office.post(office.first, office.second)
    assert "G4" in {one.rule for one in check(office.second, letter.id) if one.blocks}


def in_files(folder: Path, names: tuple[str, ...]) -> list[Path]:
    """Files of a folder in which a name stands plainly (they are encrypted: it never should)."""
    every = [path for path in folder.rglob("*") if path.is_file()]
    return [path for path in every if any(name.encode() in path.read_bytes().lower() for name in names)]


def test_headquarters_declines_with_a_reason_and_the_field_reads_it(office: Office) -> None:
    letter = submitted(office, "hrc_president_brief")
    with pytest.raises(NoReasonGiven):
        decline_proposal(office.desk, letter.id, " ")
    decline_proposal(office.desk, letter.id, "The session is over.")
    office.round()
    assert state_of(office.first, "letter", letter.id) == "hq_declined"
    found = at_headquarters(office.first, letter.id)
    assert (found.status, found.reason, found.reference) == ("hq_declined", "The session is over.", None)
    assert "read_answer" in {one.kind for one in what_needs_me(office.first)}


def test_each_side_is_told_what_a_proposal_waits_for(office: Office) -> None:
    letter = approved(office, "sp_urgent_draft")
    assert "submit_proposal" in {one.kind for one in what_needs_me(office.second)}
    office.round()
    submit_to_headquarters(office.second, letter.id)
    office.round()
    waiting = [one for one in what_needs_me(office.desk) if one.kind == "answer_proposal"]
    assert [one.records for one in waiting] == [(letter.id,)]
    assert "submit_proposal" not in {one.kind for one in what_needs_me(office.second)}
    accept_proposal(office.desk, letter.id, GIVEN, paper())
    assert "answer_proposal" not in {one.kind for one in what_needs_me(office.desk)}


def test_what_came_of_good_offices_stands_in_the_note_of_the_brief(office: Office) -> None:
    letter = submitted(office, "hrc_president_brief")
    note = note_of(office.desk, letter.id)
    assert note.links
    assert not any(name in str(note.facts).casefold() for name in NAMES)
    consulted = Consulted(when="2026-03-18", how="Meeting with the mission")
    record_outcome(office.desk, letter.id, outcome="The State said it would look.", public="no", consulted=consulted)
    office.round()
    told = note_of(office.first, letter.id)
    assert (told.public_mention, told.state_consulted.when) == ("no", "2026-03-18")
    page = letter_page(office.desk, letter.id)
    assert page.note is not None
    assert "RECORD_NOTE_OUTCOME" in page.may
    assert "RECORD_NOTE_OUTCOME" not in letter_page(office.first, letter.id).may
    with pytest.raises(NotYourRole):
        record_outcome(office.first, letter.id, public="yes")
    with pytest.raises(NoNote):
        note_of(office.first, "0" * 32)


def test_a_proposal_is_neither_signed_nor_dispatched(office: Office) -> None:
    letter = approved(office, "sp_allegation_draft")
    with pytest.raises(NeverSigned) as caught:
        sign(office.second, letter.id)
    assert "submit-hq" in caught.value.way_out
    office.post(office.first, office.second)
    with pytest.raises(NeverSigned):
        dispatch(office.first, letter.id, proof="0" * 32, method="by hand")


def test_a_proposal_is_submitted_once_a_package_took_it_as_it_was_approved(office: Office) -> None:
    letter = approved(office, "sp_allegation_draft")
    with pytest.raises(BlockedByRules) as caught:
        submit_to_headquarters(office.second, letter.id)
    assert refused(caught) == {"7.5"}
    office.round()
    step = submit_to_headquarters(office.second, letter.id)
    assert step.taken.transfer
    assert step.taken.consents


def test_a_case_that_headquarters_may_not_have_takes_no_proposal_there(office: Office) -> None:
    letter = approved(office, "sp_allegation_draft")
    with pytest.raises(NotYourRole):
        submit_to_headquarters(office.first, letter.id)
    file = open_letter(office.first, letter.id).file
    withdraw_consent(office.first, next(iter(file.parties)), "By telephone.", scopes=("share_hq",))
    office.post(office.first, office.second)
    with pytest.raises(BlockedByRules) as caught:
        submit_to_headquarters(office.second, letter.id)
    assert "G4" in refused(caught)


def test_a_withdrawal_on_the_way_shows_at_headquarters_before_the_answer(office: Office) -> None:
    letter = submitted(office, "sp_allegation_draft")
    assert withdrawn_since(office.desk, open_letter(office.desk, letter.id)) == ()
    file = open_letter(office.first, letter.id).file
    withdraw_consent(office.first, next(iter(file.parties)), "By telephone.", scopes=("special_procedures",))
    office.round()
    assert {one.rule for one in withdrawn_since(office.desk, open_letter(office.desk, letter.id))} == {"G4"}
    waiting = next(one for one in what_needs_me(office.desk) if one.kind == "answer_proposal")
    assert waiting.sentence.startswith("Decline a proposal")
    with pytest.raises(BlockedByRules) as caught:
        accept_proposal(office.desk, letter.id, GIVEN, paper())
    assert refused(caught) == {"G4"}
    text = page(office.desk, letter.id)
    assert "Withdrawn" in text
    assert "Dovrak" not in text


def test_what_had_gone_on_before_a_withdrawal_is_kept_as_the_fact_that_it_is(office: Office) -> None:
    letter = submitted(office, "sp_allegation_draft")
    file = open_letter(office.desk, letter.id).file
    withdraw_consent(office.desk, next(iter(file.parties)), "By letter.", scopes=("special_procedures",))
    accept_proposal(office.desk, letter.id, GIVEN, paper(), gone_on=True)
    office.round()
    found = at_headquarters(office.first, letter.id)
    assert found.status == "hq_accepted"
    assert {one.rule for one in found.changed} == {"G4"}


def test_a_reference_is_typed_with_its_parts_and_only_where_a_proposal_is_answered(office: Office) -> None:
    letter = submitted(office, "sp_allegation_draft")
    for given in (Given(system="", reference="AL 1", date="2026"), Given(system="SP", reference=" ", date="2026")):
        with pytest.raises(BadValue):
            accept_proposal(office.desk, letter.id, given, paper())
    with pytest.raises(BadValue):
        accept_proposal(office.desk, letter.id, Given(system="SP", reference="AL 1", date="soon"), paper())
    with pytest.raises(NotYourRole):
        accept_proposal(office.first, letter.id, GIVEN, paper())
    accept_proposal(office.desk, letter.id, GIVEN, paper())
    with pytest.raises(NoSuchStep):
        decline_proposal(office.desk, letter.id, "Too late.")


def test_a_note_verbale_does_not_go_to_headquarters_to_be_answered(office: Office) -> None:
    name_kalindra(office.first)
    found = ready(office.first)
    note = draft_letter(office.first, found.matter.case.id, "note_verbale", Wanted(languages=("en",)))
    office.post(office.first, office.second)
    with pytest.raises(NotAProposal):
        submit_to_headquarters(office.second, note.id)


def test_S38_a_brief_for_the_president_is_silent_on_the_complaint(office: Office) -> None:
    """S38: a statement to the Council and a complaint to a committee in one case; the brief tells of the first."""
    name_kalindra(office.first)
    found = grounds(office.first, "hrc_president_brief")
    link = {"mechanism": ("cat",), "mechanism_detail": "communication 917/2025", "mechanism_detail_sensitive": False}
    add(office.first, msgspec.structs.replace(found.matter.link, id="", type=("individual_complaint",), **link))
    letter = proposed(office.first, found, "hrc_president_brief", "en")
    text = page(office.first, letter.id)
    assert "Human Rights Council session" in text
    assert "917" not in text
    assert "Torture" not in text
    assert "G15" not in {one.rule for one in check(office.first, letter.id)}
    edit_block(office.first, letter.id, "en", "suggested_step", "She also wrote to the Committee against Torture.")
    assert "G15" in {one.rule for one in check(office.first, letter.id)}


def test_a_source_and_its_code_stand_in_no_part_of_a_proposal(office: Office) -> None:
    letter = submitted(office, "sp_allegation_draft")
    source = office.first.vault.all(Source)[0]
    for session in (office.first, office.desk):
        assert source.code not in page(session, letter.id)
    assert office.desk.vault.all(Source) == ()


@pytest.mark.security
def test_headquarters_writes_no_evidence_and_its_transition_is_nobodys_else(office: Office) -> None:
    letter = submitted(office, "sp_allegation_draft")
    roles = set(Role) - {Role.HQ_DESK}
    assert not may_write({Role.HQ_DESK}, Room.CASE, "evidence", path="reveals_source", value=False)
    assert not lawful_step(roles, "letter", "hq_accepted")
    with office.second.vault.writing() as writing:  # a program that somebody changed
        writing.transition("letter", letter.id, "hq_accepted")
        writing.commit()
    office.round()
    for session in (office.first, office.second, office.desk):
        assert state_of(session, "letter", letter.id) == "submitted_hq"


def test_limits_of_a_consent_say_codes_of_nobody_who_is_not_in_the_proposal(office: Office) -> None:
    name_kalindra(office.first)
    found = grounds(office.first, "sp_allegation_draft")
    party, other = found.matter.party, record_party(office.first, a_person("Lio Marek"))
    limits = f"Not before {other.code} is safe; {party.code} decides."
    record_consent(office.first, party.id, "special_procedures", "NAMED", ASKED, limits={"en": limits})
    letter = proposed(office.first, found, "sp_allegation_draft", "en")
    text = page(office.first, letter.id)
    assert "Not before … is safe; Ilena Dovrak decides." in text
    assert other.code not in text


def test_the_cover_is_edited_by_nobody_and_follows_the_records(office: Office) -> None:
    name_kalindra(office.first)
    found = grounds(office.first, "sp_allegation_draft")
    letter = proposed(office.first, found, "sp_allegation_draft", "en")
    with pytest.raises(FromRecords):
        edit_block(office.first, letter.id, "en", "consents", "Everybody agreed.")
    assert "Not asked" in page(office.first, letter.id)
    record_consent(office.first, found.matter.party.id, "public_statement", "CODED", ASKED)
    text = page(office.first, letter.id)
    assert "Not asked" not in text
    assert "Publication only with names withheld" in text


def test_mandates_proposed_are_chosen_among_mechanisms(office: Office) -> None:
    name_kalindra(office.first)
    letter = proposed(office.first, grounds(office.first, "sp_allegation_draft"), "sp_allegation_draft", "en")
    assert letter.bodies == ("sr_defenders", "wg_arbitrary_detention")
    changed = propose_to(office.first, letter.id, ("sr_torture",))
    assert changed.bodies == ("sr_torture",)
    text = page(office.first, letter.id)
    assert "Special Rapporteur on torture" in text
    assert "Arbitrary Detention" not in text
    with pytest.raises(BadValue):
        propose_to(office.first, letter.id, ("sr_nobody",))


def test_no_proposal_is_given_to_the_public(office: Office) -> None:
    name_kalindra(office.first)
    letter = proposed(office.first, grounds(office.first, "asg_brief"), "asg_brief", "en")
    with pytest.raises(NotForThePublic):
        render(office.first, letter.id, "public_redacted", "en", "pdf")
