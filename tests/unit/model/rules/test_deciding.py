"""Recording answers (section 7.3), deciding (3.12) and what a transition still needs (7.1)."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from fieldcase.model.kinds.decisions import Wishes
from fieldcase.model.machines import MACHINES, transition
from fieldcase.model.machines.conditions import CONDITIONS
from fieldcase.model.roles import Action
from fieldcase.model.rules.asking import answer_findings, consent_tasks
from fieldcase.model.rules.casefile import Status
from fieldcase.model.rules.deciding import decision_findings, skipped_tiers, tool_action
from fieldcase.model.rules.flow import ASKED, unmet
from tests.make import a_case, a_consent, a_file, a_party, a_risk
from tests.plain import HEAD, TODAY, rid, text
from tests.transmitted import a_decision, a_reply, a_step

WISHED = Wishes(considered=True, what=text("She wants to be heard."))


def fields(findings: Any) -> list[str]:
    return [finding.field for finding in findings]


def test_a_full_answer_is_recorded_and_a_refusal_needs_nothing_else() -> None:
    assert answer_findings(a_file(), a_consent().answer) == ()
    bare = msgspec.structs.replace(a_consent().answer, basis="", method="", risks_explained=False, obtained_at="")
    assert answer_findings(a_file(), msgspec.structs.replace(bare, level="NONE")) == ()
    assert answer_findings(a_file(), msgspec.structs.replace(bare, withdrawn_at="2025-04-01T08:00:00Z")) == ()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"basis": ""}, "answer.basis"),
        ({"method": ""}, "answer.method"),
        ({"explained_in_lang": ""}, "answer.explained_in_lang"),
        ({"obtained_at": "lately"}, "answer.obtained_at"),
        ({"valid_from": ""}, "answer.valid_from"),
        ({"risks_explained": False}, "answer.risks_explained"),
        ({"level": "EVERYTHING"}, "answer.level"),
    ],
)
def test_each_thing_an_answer_lacks_is_said(changes: dict[str, Any], field: str) -> None:
    assert fields(answer_findings(a_file(), a_consent(**changes).answer)) == [field]


def test_G29_a_guardians_answer_needs_the_childs_view_when_it_is_recorded() -> None:
    child = a_party(date_of_birth="2010-05-01")
    file = a_file(parties={child.id: child})
    assert fields(answer_findings(file, a_consent(basis="guardian").answer)) == ["answer.child_view"]


def test_consents_ask_for_review_for_renewal_and_again_after_an_event() -> None:
    def kinds(*rows: Any, on: date = TODAY, **more: Any) -> list[tuple[str, str]]:
        tasks = consent_tasks(a_file(consents=rows, **more), on)
        return [(task.kind, task.due.isoformat() if task.due else "") for task in tasks]

    assert kinds(a_consent()) == []
    unread = {("consent", a_consent().id): Status(state="given")}
    assert kinds(a_consent(), statuses=unread) == [("review_consent", "2025-03-25")]
    assert kinds(a_consent(level="CODED", expires_on="2025-04-10")) == [("ask_again", "2025-04-10")]
    assert kinds(a_consent(level="CODED", expires_on="2025-03-20")) == [("ask_again", "2025-04-01")]
    assert kinds(a_consent(level="NONE")) == []


def decided(tool: str = "note_verbale", **changes: Any) -> Any:
    return a_decision(tool=tool, person_wishes_considered=WISHED, skipped_tiers_reason=text("Urgent."), **changes)


def test_a_decision_weighs_doing_nothing_the_wishes_and_the_risk() -> None:
    assert decision_findings(a_file(), decided()) == ()
    empty = decided(rationale={}, options_considered={}, risk_ref=())
    empty = msgspec.structs.replace(empty, person_wishes_considered=Wishes())
    assert fields(decision_findings(a_file(), empty)) == [
        "rationale",
        "options_considered",
        "person_wishes_considered",
        "risk_ref",
    ]
    assert fields(decision_findings(a_file(), decided(tool=""))) == ["tool"]


def test_skipping_tiers_needs_a_reason_and_a_tier_that_was_used_is_not_skipped() -> None:
    silent = msgspec.structs.replace(decided(), skipped_tiers_reason={})
    assert skipped_tiers(a_file(), "note_verbale") == (1, 2)
    assert fields(decision_findings(a_file(), silent)) == ["skipped_tiers_reason"]
    lower = [a_decision(tool=tool, id=rid(tool)) for tool in ("preventive_briefing", "quiet_oral")]
    used = a_file(
        decisions=tuple(lower), statuses={("decision", d.id): Status(state="decided", by=HEAD) for d in lower}
    )
    assert decision_findings(used, silent) == ()


def test_the_risk_of_the_tool_is_assessed_from_the_second_tier_on() -> None:
    file = a_file(risks=(a_risk(tool=""),))
    assert fields(decision_findings(file, decided())) == ["of_action"]
    assert decision_findings(file, decided("monitor_only")) == ()
    assert decision_findings(file, msgspec.structs.replace(decided(), kind="admit")) == ()


def test_who_decides_follows_from_the_tier() -> None:
    tools = ("no_action_do_no_harm", "note_verbale", "sp_proposal", "nothing_known")
    assert [tool_action(a_file(), tool) for tool in tools] == [
        Action.DECIDE_LOW_TOOL,
        Action.DECIDE_HIGH_TOOL,
        Action.DECIDE_TOP_TOOL,
        Action.DECIDE_TOP_TOOL,
    ]


def test_a_transition_says_what_it_lacks_and_takes_what_the_use_case_knows() -> None:
    triage = transition("case", "draft", "triage")
    assert unmet(a_file(), triage, TODAY, {"G1"}) == ()
    assert [f.rule for f in unmet(a_file(risks=()), triage, TODAY)] == ["G1", "G2"]
    open_ = transition("case", "triage", "open")
    assert [f.rule for f in unmet(a_file(risks=(), case=a_case(subject_kind="")), open_, TODAY)] == [
        "risk_assessed",
        "subject_kind",
    ]
    merged = transition("case", "open", "merged")
    assert [f.rule for f in unmet(a_file(), merged, TODAY, {"proposed_by_officer"})] == ["target_exists", "G1"]


def test_action_needs_a_decision_and_follow_up_a_reply_or_a_day_gone_by() -> None:
    action = transition("case", "open", "action")
    assert [f.rule for f in unmet(a_file(), action, TODAY)] == ["decision_with_tool"]
    decision = decided()
    taken = a_file(decisions=(decision,), statuses={("decision", decision.id): Status(state="decided", by=HEAD)})
    assert unmet(taken, action, TODAY) == ()
    follow_up = transition("case", "action", "follow_up")
    sent = a_file(steps=(a_step("dispatch", "2025-03-01T10:00:00Z"),))
    assert [f.rule for f in unmet(sent, follow_up, date(2025, 3, 31))] == ["reply_overdue_or_new"]
    assert unmet(sent, follow_up, date(2025, 4, 1)) == ()
    assert unmet(a_file(replies=(a_reply(),)), follow_up, TODAY) == ()


def test_every_guard_of_the_case_machine_is_asked_or_is_a_condition_with_words() -> None:
    for step in MACHINES["case"].transitions:
        for guard in step.guards:
            assert guard in ASKED or guard in CONDITIONS or guard == "G1"
