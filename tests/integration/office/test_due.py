"""What needs a person today, and fields that two people wrote apart (sections 7 and 11; G34)."""

from __future__ import annotations

import pytest

from fieldcase.model.checking import LONGEST
from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.follow_up import Comment, Task
from fieldcase.model.kinds.risks import RiskAssessment
from fieldcase.model.refusal import BadValue, NotYourRole
from fieldcase.office.cases.conflicts import NoConflict, decide_conflict, list_conflicts
from fieldcase.office.cases.listing import CaseQuery, list_cases
from fieldcase.office.cases.page import case_page
from fieldcase.office.cases.proposals import propose_step
from fieldcase.office.cases.steps import open_case, triage
from fieldcase.office.consent.answering import Asked, record_consent
from fieldcase.office.decisions.deciding import Considered, decide, propose_decision
from fieldcase.office.due import DueItem, what_needs_me
from fieldcase.office.records import add, change
from fieldcase.office.risk.assessing import accept_risk, assess_acting, assess_risk
from fieldcase.office.risk.protecting import review_protection, start_protection
from fieldcase.office.session import Session
from tests.laptops import Clock, a_matter, carry

Both = tuple[Session, Session]


def kinds(session: Session, case: str = "") -> list[str]:
    return [item.kind for item in what_needs_me(session) if not case or item.case == case]


def test_nothing_needs_anybody_in_an_empty_office(laptops: Both) -> None:
    assert what_needs_me(laptops[0]) == what_needs_me(laptops[1]) == ()


def test_a_high_risk_is_the_heads_at_once_and_an_overdue_look_the_officers(laptops: Both, clock: Clock) -> None:
    officer, head = laptops
    matter = a_matter(officer, risk="high")
    carry(officer, head)
    found = what_needs_me(head)
    assert [(item.kind, item.party_code, item.case_no) for item in found] == [
        ("accept_risk", matter.party.code, matter.case.case_no)
    ]
    assert kinds(officer) == []
    accept_risk(head, officer.vault.all(RiskAssessment)[0].id)
    assert kinds(head) == []
    clock.days(8)
    late = what_needs_me(officer)
    assert [(item.kind, item.overdue) for item in late] == [("review_risk", True)]
    assess_risk(officer, matter.case.id, matter.party.id, "low", reason="She is out.")
    assert kinds(officer) == []


def test_consent_to_be_named_waits_for_a_second_person(laptops: Both) -> None:
    officer, reader = laptops
    matter = a_matter(officer)
    asked = Asked(method="in_person_oral", language="ar", risks_explained=True)
    record_consent(officer, matter.party.id, "state_letter", "NAMED", asked)
    record_consent(officer, matter.party.id, "share_hq", "NAMED", asked)
    vital = Asked(basis="vital_interest", method="in_person_oral")
    record_consent(officer, matter.party.id, "protection_partners", "NAMED", vital)
    carry(officer, reader)
    assert sorted((item.origin, item.role) for item in what_needs_me(reader)) == [("7.3", "reviewer"), ("G3", "head")]
    assert kinds(officer) == [], "nobody reads their own"


def test_a_decision_waits_for_the_head_and_for_its_author_when_its_ground_changed(laptops: Both) -> None:
    officer, head = laptops
    matter = a_matter(officer)
    triage(officer, matter.case.id)
    open_case(officer, matter.case.id)
    assess_acting(officer, officer.vault.all(RiskAssessment)[0].id, "quiet_oral", "low", "Quiet.")
    decision = propose_decision(
        officer, matter.case.id, "quiet_oral", "Ask.", options={"quiet_oral": Considered()}, wishes="Quietly."
    )
    carry(officer, head)
    assert kinds(head) == ["decide_tool"]
    decide(head, decision.id)
    assert kinds(head) == []
    assess_risk(officer, matter.case.id, matter.party.id, "low", reason="She is out.")
    carry(officer, head)
    assert kinds(officer) == ["propose_tool"]


def test_protection_is_to_be_looked_at_by_somebody_else_within_two_days(laptops: Both, clock: Clock) -> None:
    officer, head = laptops
    matter = a_matter(officer)
    action = start_protection(officer, matter.case.id, "safety_advice", [matter.party.id])
    carry(officer, head)
    assert [(item.kind, item.overdue) for item in what_needs_me(head)] == [("after_fact_review", False)]
    clock.days(3)
    assert what_needs_me(head)[0].overdue
    review_protection(head, action.id, "It was right.")
    assert kinds(head) == []


def test_a_proposed_step_a_task_a_draft_and_what_others_tell(laptops: Both, clock: Clock) -> None:
    officer, head = laptops
    matter = a_matter(officer)
    propose_step(officer, matter.case.id, "closed", "Nobody answers.")
    add(
        officer,
        Task(
            case=matter.case.id, kind="call", due_at="2026-03-20", assignee_role="head", origin="manual",
            target=(matter.case.id,), text="Call the ministry.",
        ),
    )  # fmt: skip
    carry(officer, head)
    head.vault.drafts.keep(f"case/{matter.case.id}", {"summary": "x"}, at=clock())
    waits = DueItem(kind="no_receipt", sentence="A package has no receipt.", origin="exchange")
    found = what_needs_me(head, [lambda _session: (waits,)])
    assert {item.kind for item in found} == {"call", "finish_draft", "take_step", "no_receipt"}
    assert found[0].kind == "call", "what has a day comes first"


def test_a_field_written_apart_is_a_conflict_until_somebody_decides(laptops: Both, clock: Clock) -> None:
    officer, head = laptops
    matter = a_matter(officer)
    carry(officer, head)
    risk = officer.vault.all(RiskAssessment)[0].id
    change(officer, "case", matter.case.id, {"track": "normal", "title_neutral": "One title"})
    with pytest.raises(NotYourRole):
        change(head, "case", matter.case.id, {"title_neutral": "Another title"})
    change(head, "case", matter.case.id, {"track": "urgent"})
    change(officer, "case", matter.case.id, {"track": "urgent"})
    change(officer, "case", matter.case.id, {"track": "normal"})
    carry(officer, head)
    lines = list_conflicts(officer)
    assert [(line.kind, line.path) for line in lines] == [("case", "track")]
    assert {value.value for value in lines[0].values} == {"urgent", "normal"}
    assert list_cases(officer, CaseQuery()).rows[0].conflicts == 1
    assert case_page(officer, matter.case.id).conflicts == lines
    assert "decide_conflict" in kinds(officer)
    urgent = next(value for value in lines[0].values if value.value == "urgent")
    with pytest.raises(BadValue):
        decide_conflict(officer, "case", matter.case.id, "track", urgent.ref, "x" * (LONGEST + 1))
    assert list_conflicts(officer) == lines, "a reason that cannot be written decides nothing"
    decided = decide_conflict(officer, "case", matter.case.id, "track", urgent.ref, "The stricter one stays.")
    said = next(one for one in officer.vault.all(Comment) if one.target_field == "track")
    assert (said.case, said.target, said.text) == (matter.case.id, matter.case.id, "The stricter one stays.")
    assert isinstance(decided, Case)
    assert decided.track == "urgent"
    assert list_conflicts(officer) == ()
    with pytest.raises(NoConflict):
        decide_conflict(officer, "case", matter.case.id, "track", urgent.ref)
    assert officer.vault.get(RiskAssessment, risk).level == "medium"
