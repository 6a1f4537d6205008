"""Scenarios on what goes to Geneva, by their numbers, and what another laptop heard between the steps of a proposal."""

from __future__ import annotations

import pytest

from fieldcase.model.kinds.directory import ExternalRef
from fieldcase.model.lettershapes import SHAPES
from fieldcase.model.machines.letter import PROPOSALS
from fieldcase.model.refusal import BlockedByRules
from fieldcase.office.casefile import state_of
from fieldcase.office.consent.withdrawing import withdraw_consent
from fieldcase.office.letters.checking import check
from fieldcase.office.letters.drafting import Wanted, draft_letter
from fieldcase.office.letters.proposing import accept_proposal, submit_to_headquarters
from fieldcase.office.letters.steps import approve, submit
from fieldcase.office.records import add, change
from fieldcase.office.session import Session
from tests.letter_ground import name_kalindra
from tests.offices import Office
from tests.proposal_ground import GIVEN, KINDS, grounds, paper, proposed, submitted

pytestmark = pytest.mark.security


def rules(session: Session, letter: str) -> set[str]:
    return {one.rule for one in check(session, letter) if one.blocks}


def with_body(session: Session, link: str, body: str) -> None:
    """The cooperation of the case was with another body, and with it alone."""
    change(session, "cooperation_link", link, {f"mechanism/{body}": body, "mechanism/hrc_plenary": None})


def test_S11_deferral_before_the_ngo_committee_cannot_go_into_a_brief_for_the_president(office: Office) -> None:
    name_kalindra(office.first)
    found = grounds(office.first, "hrc_president_brief")
    with_body(office.first, found.matter.link.id, "ecosoc_ngo_committee")
    letter = proposed(office.first, found, "hrc_president_brief", "en")
    assert "G15" in rules(office.first, letter.id)


@pytest.mark.parametrize("kind", ["sp_allegation_draft", "hrc_president_brief"])
def test_S12_cooperation_with_a_regional_court_alone_is_not_proposed_as_a_reprisal(kind: str, office: Office) -> None:
    name_kalindra(office.first)
    found = grounds(office.first, kind)
    body = next(
        code
        for code in office.first.vocabularies.codes("mechanism")
        if office.first.vocabularies.flag("mechanism", code, "regional")
    )
    with_body(office.first, found.matter.link.id, body)
    letter = proposed(office.first, found, kind, "en")
    assert "G27" in rules(office.first, letter.id)


def test_S21_a_reference_that_an_officer_typed_is_printed_only_once_headquarters_confirmed_it(office: Office) -> None:
    letter = submitted(office, "sp_allegation_draft")
    typed = add(office.first, ExternalRef(system="Special procedures", reference="AL XKA 1/2026", case=letter.case))
    change(office.first, "case", letter.case, {f"previous_report_refs/{typed.id}": typed.id})
    asking = draft_letter(office.first, letter.case, "info_request_op8", Wanted(languages=("en",)))
    assert "G16" in rules(office.first, asking.id)
    _step, confirmed = accept_proposal(office.desk, letter.id, GIVEN, paper())
    office.round()
    refs = {f"previous_report_refs/{typed.id}": None, f"previous_report_refs/{confirmed.id}": confirmed.id}
    change(office.first, "case", letter.case, refs)
    citing = draft_letter(office.first, letter.case, "info_request_op8", Wanted(languages=("en",)))
    assert "AL XKA 1/2026" in str(citing.blocks)
    assert "G16" not in rules(office.first, citing.id)


@pytest.mark.parametrize("kind", [KINDS[0], *(pytest.param(kind, marks=pytest.mark.slow) for kind in KINDS[1:])])
def test_a_withdrawal_in_a_package_stops_a_proposal_before_approval_and_before_it_goes(
    kind: str, office: Office
) -> None:
    name_kalindra(office.first)
    found = grounds(office.first, kind)
    party = found.matter.party.id
    early = proposed(office.first, found, kind, "en")
    submit(office.first, early.id)
    letter = proposed(office.first, found, kind, "en")
    submit(office.first, letter.id)
    office.post(office.first, office.second)
    approve(office.second, letter.id)
    withdraw_consent(office.first, party, "She called and said no.")
    office.round(waits=True)
    for step, record in ((approve, early.id), (submit_to_headquarters, letter.id)):
        with pytest.raises(BlockedByRules) as caught:
            step(office.second, record)
        stopped = [one for one in caught.value.findings if one.rule == "G4" and one.blocks]
        assert stopped
        for one in stopped:
            assert "withdrew consent" in one.sentence
            assert one.remedy == f"Leave {found.matter.party.code} out."
            assert "Dovrak" not in one.sentence + one.remedy
    assert [state_of(office.second, "letter", one.id) for one in (early, letter)] == ["in_review", "approved"]


def test_every_proposal_is_tried() -> None:
    assert set(KINDS) | {"sp_other_draft"} == PROPOSALS & set(SHAPES)
