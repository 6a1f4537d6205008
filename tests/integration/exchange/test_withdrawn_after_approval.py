"""Consent withdrawn on one laptop stops what is no plain letter to a State: letters to sources, proposals on laws that
go through headquarters, letters that headquarters clears. Real vaults, and packages between every two steps."""

from __future__ import annotations

import msgspec
import pytest

from fieldcase.model.kinds.acts import LawOrMeasure
from fieldcase.model.kinds.letters import Letter
from fieldcase.model.kinds.parties import Name, Party
from fieldcase.model.refusal import Finding
from fieldcase.office.casefile import state_of
from fieldcase.office.consent.answering import record_consent
from fieldcase.office.consent.withdrawing import withdraw_consent
from fieldcase.office.letters.clearing import clear_letter
from fieldcase.office.letters.drafting import Wanted, draft_letter
from fieldcase.office.letters.editing import agree, keep_warnings, redraft_block, set_naming
from fieldcase.office.letters.headquarters import at_headquarters
from fieldcase.office.letters.proposing import accept_proposal, submit_to_headquarters
from fieldcase.office.letters.steps import approve, dispatch, sign, submit
from fieldcase.office.parties.recording import record_party
from fieldcase.office.records import change
from fieldcase.office.session import Session
from tests.laptops import Clock
from tests.letter_ground import ASKED, second_reading
from tests.meanwhile import Desk, stopped
from tests.offices import Office
from tests.proposal_ground import GIVEN, paper

pytestmark = pytest.mark.security


@pytest.fixture
def desk(office: Office, clock: Clock) -> Desk:
    return Desk(office, clock)


def told(found: tuple[Finding, ...], code: str) -> None:
    """Every finding says who withdrew, by code, and what to do; nothing else stands in the way."""
    assert {one.rule for one in found} == {"G4"}
    for one in found:
        assert f"{code} withdrew consent" in one.sentence
        assert one.remedy
        assert "Dovrak" not in str(one)


def to_source(desk: Desk, kind: str) -> Letter:
    """A letter to the person of the case, with everything agreed, in review on both laptops."""
    reachable(desk)
    change(desk.officer, "party", desk.party.id, {"safe_channel": "through the parish, in the evening"})
    wanted = Wanted(languages=("en",), person=desk.party.id)
    letter = draft_letter(desk.officer, desk.found.matter.case.id, kind, wanted)
    letter = agree(desk.officer, letter.id, detail="full", letterhead=True, name=True)
    submit(desk.officer, letter.id)
    desk.post()
    return letter


def reachable(desk: Desk) -> None:
    record_consent(desk.officer, desk.party.id, "recontact", "NAMED", ASKED)
    desk.post()


@pytest.mark.parametrize("kind", ["source_acknowledgement", "source_feedback"])
def test_a_withdrawal_in_a_package_stops_a_letter_to_a_source_at_every_step(kind: str, desk: Desk) -> None:
    letter = to_source(desk, kind)
    steps = (
        (lambda one: approve(desk.head, one), desk.officer),
        (lambda one: dispatch(desk.officer, one, proof="", method=""), desk.head),
        (lambda one: sign(desk.head, one), desk.officer),
        (lambda one: dispatch(desk.officer, one, proof="", method=""), desk.head),
    )
    at = ("in_review", "approved", "approved", "signed")
    for number, (step, hears) in enumerate(steps):
        withdraw_consent(hears, desk.party.id, "She called and said no.")
        desk.post()
        told(stopped(step, letter.id), desk.party.code)
        assert state_of(desk.officer, "letter", letter.id) == at[number]
        reachable(desk)
        if number != 1:  # between approval and signature the officer could send it too
            step(letter.id)
            desk.post()
    assert state_of(desk.head, "letter", letter.id) == "dispatched"


def cleared_letter(desk: Desk) -> Letter:
    """A letter to a de facto authority that laptop 07 approved and that is known at headquarters."""
    record_consent(desk.officer, desk.party.id, "share_hq", "NAMED", ASKED)
    letter = desk.draft("de_facto_letter")
    submit(desk.officer, letter.id)
    desk.office.round()
    second_reading(desk.head, letter.id, desk.found)
    approve(desk.head, letter.id)
    desk.office.round()
    return letter


def test_a_withdrawal_in_a_package_stops_a_letter_that_headquarters_cleared(desk: Desk) -> None:
    letter, office = cleared_letter(desk), desk.office
    clear_letter(office.desk, letter.id)
    office.round()
    how, scopes, to = "She called and said no.", ("third_state",), "Authority of the North"
    withdraw_consent(desk.officer, desk.party.id, how, scopes=scopes, recipient=to)
    desk.post()
    told(stopped(lambda one: sign(desk.head, one), letter.id), desk.party.code)
    assert state_of(desk.head, "letter", letter.id) == "approved"
    desk.agree(letter.id)
    desk.post()
    desk.signed(letter.id)
    withdraw_consent(desk.head, desk.party.id, how, scopes=scopes, recipient=to)
    desk.post()
    told(stopped(desk.dispatched, letter.id), desk.party.code)
    assert state_of(desk.officer, "letter", letter.id) == "signed"


def on_a_law(desk: Desk) -> tuple[Letter, Party]:
    """A proposal on a law that lists one organisation with its consent, approved on laptop 07."""
    officer = desk.officer
    party = record_party(
        officer,
        Party(kind="organisation", names={"1": Name(full="Open Rivers", script="Latn")}),
        case=desk.found.matter.case.id,
        role="victim",
    )
    desk.a_law()
    law = officer.vault.all(LawOrMeasure)[0]
    change(officer, "law_or_measure", law.id, {f"organisations_affected/{party.id}": party.id})
    allowed(officer, party, desk)
    letter = draft_letter(officer, desk.found.matter.case.id, "sp_other_draft", Wanted(languages=("en",)))
    set_naming(officer, letter.id, {party.id: "NAMED"})
    letter = redraft_block(officer, letter.id, "en", "law_provisions")
    keep_warnings(officer, letter.id, "Known no more exactly.")
    assert party.code in str(letter.blocks)
    submit(officer, letter.id)
    desk.office.round()
    approve(desk.head, letter.id)
    desk.office.round()
    return letter, party


def allowed(session: Session, party: Party, desk: Desk) -> None:
    organ = msgspec.structs.replace(ASKED, basis="organisation_organ")
    for scope in ("special_procedures", "share_hq"):
        record_consent(session, party.id, scope, "NAMED", organ)
    record_consent(session, desk.party.id, "share_hq", "CODED", ASKED)


def test_a_withdrawal_in_a_package_stops_a_proposal_on_a_law_before_it_goes_and_before_it_is_taken_up(
    desk: Desk,
) -> None:
    letter, party = on_a_law(desk)
    office = desk.office
    withdraw_consent(desk.officer, party.id, "Its board said no.", scopes=("special_procedures",))
    office.round(waits=True)
    told(stopped(lambda one: submit_to_headquarters(desk.head, one), letter.id), party.code)
    assert state_of(desk.head, "letter", letter.id) == "approved"
    allowed(desk.officer, party, desk)
    office.round(waits=True)
    submit_to_headquarters(desk.head, letter.id)
    office.round(waits=True)
    withdraw_consent(desk.officer, party.id, "Its board said no.", scopes=("special_procedures",))
    office.round(waits=True)
    found = stopped(lambda one: accept_proposal(office.desk, one, GIVEN, paper()), letter.id)
    told(found, party.code)
    assert all("--gone-on" in one.remedy for one in found)
    assert [one.party_code for one in at_headquarters(office.desk, letter.id).changed] == [party.code]
    assert state_of(office.desk, "letter", letter.id) == "submitted_hq"
