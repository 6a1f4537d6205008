"""A case from its first minute to its closing, on two laptops of one office (domain reference, sections 7.1 and 8)."""

from __future__ import annotations

import pytest

from fieldcase.model.kinds.decisions import Decision
from fieldcase.model.kinds.follow_up import FollowUp
from fieldcase.model.kinds.risks import RiskAssessment
from fieldcase.model.machines import NoSuchStep
from fieldcase.model.refusal import BadValue, BlockedByRules, NotYourRole
from fieldcase.office.casefile import gather
from fieldcase.office.cases import steps
from fieldcase.office.cases.opening import new_case
from fieldcase.office.cases.page import case_page
from fieldcase.office.cases.proposals import agree_step, last_proposal, propose_step
from fieldcase.office.decisions.deciding import Considered, decide, decline, propose_decision
from fieldcase.office.records import add, change
from fieldcase.office.risk.assessing import accept_risk, assess_acting, assess_risk
from fieldcase.office.risk.protecting import start_protection
from fieldcase.office.session import Session
from fieldcase.office.sources.information import bears_on, record_information
from fieldcase.office.sources.sources import record_source
from fieldcase.office.texts import words
from fieldcase.office.verification.assessing import assess_element
from fieldcase.office.verification.reviewing import (
    accept_assessment,
    ask_review,
    established_levels,
    return_assessment,
)
from tests.laptops import Clock, Matter, a_matter, carry

Both = tuple[Session, Session]


def rules(refused: pytest.ExceptionInfo[BlockedByRules]) -> list[str]:
    return [one.rule for one in refused.value.findings]


def state(session: Session, matter: Matter) -> str:
    return steps.state_shown(session, gather(session, matter.case.id))


def opened(session: Session, **more: str) -> Matter:
    matter = a_matter(session, **more)
    steps.triage(session, matter.case.id)
    steps.open_case(session, matter.case.id)
    return matter


def told(session: Session, matter: Matter, group: str, **more: str) -> str:
    """Somebody of an origin of their own supports all four elements; returns the item."""
    source = record_source(session, "eyewitness", group=group, grade="R2", reason="Known for years.")
    supports = [bears_on(element, matter.act.id) for element in ("E1", "E2", "E3", "E4")]
    item = record_information(
        session, matter.case.id, f"Seen by {group}.", supports=supports, sources=[source], event_date="2026-03-05",
        first_hand="yes", credibility=more.pop("credibility", "C2"), **more,
    )  # fmt: skip
    return item.id


def test_a_case_gets_its_number_at_once_and_for_ever(laptop: Session, clock: Clock) -> None:
    first, second = new_case(laptop, "One"), new_case(laptop, "Two")
    assert (first.case_no, second.case_no) == ("XKAL-03-2026-00001", "XKAL-03-2026-00002")
    clock.days(300)
    assert new_case(laptop, "Three").case_no.startswith("XKAL-03-2027-")
    with pytest.raises(BadValue):
        new_case(laptop, "  ")


def test_leaving_the_draft_needs_what_happened_to_whom_and_a_first_risk_and_no_more(laptop: Session) -> None:
    empty = new_case(laptop, "A call in the night")
    with pytest.raises(BlockedByRules) as refused:
        steps.triage(laptop, empty.id)
    assert set(rules(refused)) == {"G2"}
    assert {one.field for one in refused.value.findings} == {"summary", "involvement", "risk_assessment"}
    matter = a_matter(laptop)
    assert steps.triage(laptop, matter.case.id).case_no == matter.case.case_no
    assert state(laptop, matter) == "triage"


def test_steps_keep_their_order_and_their_roles(laptops: Both) -> None:
    officer, head = laptops
    matter = a_matter(officer)
    with pytest.raises(NoSuchStep):
        steps.open_case(officer, matter.case.id)
    carry(officer, head)
    with pytest.raises(NotYourRole):
        steps.triage(head, matter.case.id)
    assert steps.next_steps(officer, matter.case.id) == ("triage",)


def test_verification_begins_with_something_to_verify(laptop: Session) -> None:
    matter = opened(laptop)
    with pytest.raises(BlockedByRules) as refused:
        steps.begin_verification(laptop, matter.case.id)
    assert refused.value.findings[0].field == "information"
    told(laptop, matter, "neighbours")
    steps.begin_verification(laptop, matter.case.id)
    assert state(laptop, matter) == "under_verification"


def test_an_element_counts_for_more_than_credible_only_once_somebody_else_accepted_it(laptops: Both) -> None:
    officer, reader = laptops
    matter = opened(officer)
    told(officer, matter, "neighbours")
    told(officer, matter, "league")
    found = assess_element(officer, matter.case.id, "E2", matter.act.id, "corroborated", "Two accounts.")
    assert found.findings == ()
    assert len(found.assessment.finding.info_for) == 2
    key = ("E2", matter.act.id, "")
    assert established_levels(officer, matter.case.id)[key] == "credible"
    with pytest.raises(NotYourRole):
        accept_assessment(officer, found.assessment.id)
    ask_review(officer, found.assessment.id)
    carry(officer, reader)
    accept_assessment(reader, found.assessment.id)
    carry(officer, reader)
    assert established_levels(officer, matter.case.id)[key] == "corroborated"
    assess_element(officer, matter.case.id, "E2", matter.act.id, "corroborated", "Two accounts, and a mistake.")
    assert established_levels(officer, matter.case.id)[key] == "credible"


def test_what_was_accepted_falls_when_an_item_it_names_changes(laptops: Both) -> None:
    officer, reader = laptops
    matter = opened(officer)
    item = told(officer, matter, "neighbours")
    told(officer, matter, "league")
    found = assess_element(officer, matter.case.id, "E2", matter.act.id, "corroborated", "Two accounts.")
    ask_review(officer, found.assessment.id)
    carry(officer, reader)
    accept_assessment(reader, found.assessment.id)
    carry(officer, reader)
    change(officer, "information", item, {"first_hand": "no"})
    standing = officer.vault.standing("verification", found.assessment.id)
    assert standing is not None
    assert not standing.holds
    assert "changed" in standing.void


def test_a_level_that_nothing_carries_is_said_and_cannot_go_to_review(laptop: Session) -> None:
    matter = opened(laptop)
    told(laptop, matter, "neighbours", credibility="")
    found = assess_element(laptop, matter.case.id, "E2", matter.act.id, "corroborated", "One account.")
    assert "G12" in {one.rule for one in found.findings}
    with pytest.raises(BlockedByRules):
        ask_review(laptop, found.assessment.id)
    with pytest.raises(BadValue):
        assess_element(laptop, matter.case.id, "E2", "0" * 32, "credible", "Nothing.")
    with pytest.raises(BadValue):
        assess_element(laptop, matter.case.id, "E2", matter.act.id, "credible", "Nothing.", party=matter.party.id)


def test_an_assessment_is_given_back_with_a_comment_and_asked_for_again(laptops: Both) -> None:
    officer, reader = laptops
    matter = opened(officer)
    told(officer, matter, "neighbours")
    found = assess_element(officer, matter.case.id, "E2", matter.act.id, "credible", "One account.")
    ask_review(officer, found.assessment.id)
    carry(officer, reader)
    with pytest.raises(BlockedByRules):
        return_assessment(reader, found.assessment.id, " ")
    return_assessment(reader, found.assessment.id, "What did the lawyer see?")
    carry(officer, reader)
    ask_review(officer, found.assessment.id)
    assert officer.vault.standing("verification", found.assessment.id).state == "in_review"  # type: ignore[union-attr]


def proposed(officer: Session, matter: Matter, tool: str = "note_verbale") -> Decision:
    """A tool proposed once its risks are assessed."""
    risk = officer.vault.all(RiskAssessment, case=matter.case.id)[0]
    assess_acting(officer, risk.id, tool, "medium", "A letter may anger.")
    return propose_decision(
        officer, matter.case.id, tool, "Ask the State.", options={tool: Considered(pro="Direct.")},
        wishes="She wants a letter.", skipped="Nobody receives us.",
    )  # fmt: skip


def test_the_head_decides_what_an_officer_proposed_and_the_case_goes_into_action(laptops: Both) -> None:
    officer, head = laptops
    matter = opened(officer)
    with pytest.raises(BlockedByRules) as refused:
        propose_decision(officer, matter.case.id, "note_verbale", "Ask.", options={}, wishes="A letter.")
    assert {"3.10", "3.12"} == set(rules(refused))
    decision = proposed(officer, matter)
    assert "no_action_do_no_harm" in decision.options_considered
    assert decision.tier == 3
    with pytest.raises(NotYourRole):
        decide(officer, decision.id)
    carry(officer, head)
    decide(head, decision.id)
    carry(officer, head)
    assert state(officer, matter) == "action"
    assert officer.vault.standing("decision", decision.id).holds  # type: ignore[union-attr]


def test_a_risk_assessed_again_asks_for_the_decision_again(laptops: Both) -> None:
    officer, head = laptops
    matter = opened(officer)
    decision = proposed(officer, matter)
    assess_risk(officer, matter.case.id, matter.party.id, "high", reason="She was moved.")
    carry(officer, head)
    with pytest.raises(BlockedByRules) as refused:
        decide(head, decision.id)
    assert "3.10" in rules(refused)
    again = proposed(officer, matter)
    carry(officer, head)
    decide(head, again.id)
    assess_risk(officer, matter.case.id, matter.party.id, "imminent", reason="She is ill.")
    carry(officer, head)
    assert not head.vault.standing("decision", again.id).holds  # type: ignore[union-attr]
    assert state(head, matter) == "action"


def test_a_proposal_is_declined_with_a_reason(laptops: Both) -> None:
    officer, head = laptops
    matter = opened(officer)
    decision = proposed(officer, matter)
    carry(officer, head)
    with pytest.raises(BlockedByRules):
        decline(head, decision.id, "")
    decline(head, decision.id, "Too early.")
    assert head.vault.standing("decision", decision.id).state == "declined"  # type: ignore[union-attr]


def closable(officer: Session, head: Session) -> Matter:
    matter = opened(officer, risk="low")
    steps.record_closure(officer, matter.case.id, "contact_lost", "Nothing could be told.")
    propose_step(officer, matter.case.id, "closed", "Nobody answers any more.")
    carry(officer, head)
    return matter


def test_a_case_is_closed_by_the_head_when_nothing_is_open(laptops: Both) -> None:
    officer, head = laptops
    matter = closable(officer, head)
    with pytest.raises(NotYourRole):
        steps.close_case(officer, matter.case.id)
    steps.close_case(head, matter.case.id)
    carry(officer, head)
    assert state(officer, matter) == "closed"
    assert head.vault.standing("case", matter.case.id).state == "closed"  # type: ignore[union-attr]


def test_closing_is_refused_while_somebody_is_in_danger_or_nothing_was_told(laptops: Both) -> None:
    officer, head = laptops
    matter = opened(officer, risk="high")
    start_protection(officer, matter.case.id, "safety_advice", [matter.party.id])
    propose_step(officer, matter.case.id, "closed", "Enough.")
    carry(officer, head)
    with pytest.raises(BlockedByRules) as refused:
        steps.close_case(head, matter.case.id)
    assert rules(refused).count("G20") == 4
    carry(officer, head)


def test_closing_needs_a_proposal_and_whoever_proposed_does_not_close(laptops: Both) -> None:
    officer, head = laptops
    matter = opened(officer, risk="low")
    steps.record_closure(officer, matter.case.id, "contact_lost", "Nothing could be told.")
    carry(officer, head)
    with pytest.raises(BlockedByRules) as refused:
        steps.close_case(head, matter.case.id)
    assert rules(refused) == ["7.1"]
    propose_step(officer, matter.case.id, "closed", "Nobody answers.")
    with pytest.raises(NotYourRole):
        agree_step(officer, matter.case.id, "closed")
    carry(officer, head)
    agree_step(head, matter.case.id, "closed")
    proposal = last_proposal(head, matter.case.id, "closed")
    assert proposal is not None
    assert proposal.agreed == {head.seat.person}
    carry(officer, head)
    steps.record_closure(officer, matter.case.id, "refuted", "We told her why.")
    carry(officer, head)
    changed = last_proposal(head, matter.case.id, "closed")
    assert changed is not None
    assert changed.agreed == frozenset()


def test_a_closed_case_opens_again_under_its_number_when_something_is_new(laptops: Both) -> None:
    officer, head = laptops
    matter = closable(officer, head)
    steps.close_case(head, matter.case.id)
    carry(officer, head)
    propose_step(officer, matter.case.id, "reopened", "She called.")
    carry(officer, head)
    with pytest.raises(BlockedByRules) as refused:
        steps.reopen(head, matter.case.id, "She called.")
    assert refused.value.findings[0].field == "information"
    add(officer, FollowUp(case=matter.case.id, date="2026-04", kind="contact", text=words("She called.", "en")))
    carry(officer, head)
    assert steps.reopen(head, matter.case.id, "She called.").case_no == matter.case.case_no
    carry(officer, head)
    steps.open_case(officer, matter.case.id)
    assert state(officer, matter) == "open"


def test_a_case_is_not_admitted_by_a_second_person_after_protection_was_offered(laptops: Both) -> None:
    officer, reader = laptops
    matter = a_matter(officer, risk="low")
    steps.triage(officer, matter.case.id)
    propose_step(officer, matter.case.id, "not_admitted", "No link with the United Nations.")
    carry(officer, reader)
    with pytest.raises(BlockedByRules) as refused:
        steps.not_admit(reader, matter.case.id, "No link.")
    assert [one.field for one in refused.value.findings] == ["protection_action"]
    start_protection(reader, matter.case.id, "legal_aid_referral", [matter.party.id], status="declined")
    steps.not_admit(reader, matter.case.id, "No link.")
    assert state(reader, matter) == "not_admitted"


def test_follow_up_needs_a_reply_a_passed_day_or_something_new(laptops: Both) -> None:
    officer, head = laptops
    matter = opened(officer)
    decision = proposed(officer, matter)
    carry(officer, head)
    decide(head, decision.id)
    carry(officer, head)
    with pytest.raises(BlockedByRules):
        steps.follow_up(officer, matter.case.id)
    add(officer, FollowUp(case=matter.case.id, date="2026-03-20", kind="release", text=words("Released.", "en")))
    steps.follow_up(officer, matter.case.id)
    assert state(officer, matter) == "follow_up"
    with pytest.raises(BlockedByRules):
        steps.begin_action(officer, matter.case.id)


def test_the_urgent_track_waits_for_nobody(laptops: Both) -> None:
    officer, head = laptops
    matter = a_matter(officer)
    carry(officer, head)
    assert steps.set_track(head, matter.case.id, urgent=True).track == "urgent"
    with pytest.raises(NotYourRole):
        steps.set_track(head, matter.case.id, urgent=False)
    carry(officer, head)
    assert officer.vault.get(type(matter.case), matter.case.id).track == "urgent"


def test_a_risk_is_accepted_by_somebody_else_and_falls_when_it_changes(laptops: Both) -> None:
    officer, head = laptops
    matter = a_matter(officer, risk="high")
    risk = officer.vault.all(RiskAssessment)[0].id
    with pytest.raises(NotYourRole):
        accept_risk(officer, risk)
    carry(officer, head)
    accept_risk(head, risk)
    assert head.vault.standing("risk", risk).holds  # type: ignore[union-attr]
    carry(officer, head)
    assess_risk(officer, matter.case.id, matter.party.id, "imminent", reason="Threats by telephone.")
    carry(officer, head)
    assert not head.vault.standing("risk", risk).holds  # type: ignore[union-attr]


def test_the_page_of_a_case_says_where_it_stands_and_names_nobody(laptop: Session) -> None:
    matter = opened(laptop)
    told(laptop, matter, "neighbours")
    page = case_page(laptop, matter.case.id)
    assert (page.row.status, page.row.risk, page.row.responsible_states) == ("open", "medium", ("XKA",))
    assert page.established == dict.fromkeys(("E1", "E2", "E3", "E4"), "not_assessed")
    blocked = {line.rule for line in page.panel if line.state == "blocked"}
    assert {"G4", "G11", "3.10"} <= blocked
    assert {"case", "party", "act", "information", "risk_assessment"} <= set(page.records)
    assert "Dovrak" not in repr(page)
    assert [one.code for one in page.parties] == [matter.party.code]


def test_a_number_counts_on_into_the_next_year_and_never_goes_back(laptop: Session, clock: Clock) -> None:
    first = new_case(laptop, "One")
    clock.days(300)
    second = new_case(laptop, "Two")
    clock.days(-300)
    third = new_case(laptop, "Three")
    assert [one.case_no for one in (first, second, third)] == [
        "XKAL-03-2026-00001",
        "XKAL-03-2027-00002",
        "XKAL-03-2027-00003",
    ]


def test_what_was_given_once_never_changes_and_what_is_needed_is_never_emptied(laptop: Session) -> None:
    one, other = a_matter(laptop), a_matter(laptop, "Another")
    for kind, record, values in (
        ("case", one.case.id, {"case_no": other.case.case_no}),
        ("party", one.party.id, {"code": other.party.code}),
        ("act", one.act.id, {"case": other.case.id}),
        ("case", one.case.id, {"title_neutral": "  "}),
        ("case", one.case.id, {"title_neutral": None}),
    ):
        with pytest.raises(BadValue):
            change(laptop, kind, record, values)
    change(laptop, "case", one.case.id, {"title_neutral": "Said better", "case_no": one.case.case_no})
    assert gather(laptop, one.case.id).case.title_neutral == "Said better"
