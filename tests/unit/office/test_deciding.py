"""What a decision must say, and which right it needs."""

from __future__ import annotations

import msgspec
import pytest

from fieldcase.model.kinds.decisions import Decision, Option, Wishes
from fieldcase.model.kinds.risks import ActionRisk
from fieldcase.model.roles import Action
from fieldcase.model.rules.casefile import CaseFile, Status
from fieldcase.office.decisions.deciding import action_of, decision_findings, skipped_tiers
from tests.make import a_file, a_risk, an_act
from tests.plain import rid, text

DECISION = Decision(
    id=rid("decision"),
    case=rid("case"),
    kind="use_tool",
    tool="note_verbale",
    tier=3,
    skipped_tiers_reason=text("The ministry receives nobody."),
    options_considered={tool: Option(tool=tool) for tool in ("no_action_do_no_harm", "note_verbale")},
    rationale=text("Ask the State."),
    person_wishes_considered=Wishes(considered=True),
)


def rules(file: CaseFile, decision: Decision = DECISION) -> list[tuple[str, str]]:
    return [(one.rule, one.field) for one in decision_findings(file, decision) if one.blocks]


def with_acting(file: CaseFile, tool: str) -> CaseFile:
    answer = {tool: ActionRisk(tool=tool, level="low", reason=text("It is expected."))}
    return msgspec.structs.replace(
        file, risks=tuple(msgspec.structs.replace(risk, of_action=answer) for risk in file.risks)
    )


def test_a_decision_that_says_everything_passes() -> None:
    assert rules(with_acting(a_file(), "note_verbale")) == []


def test_the_risk_of_acting_is_asked_for_from_the_second_tier_on() -> None:
    file = with_acting(a_file(), "head_meeting")
    found = decision_findings(file, DECISION)
    assert [(one.rule, one.field) for one in found] == [("3.10", "of_action")] * len(found)
    assert found
    assert all(one.party_code.startswith("P-") for one in found)
    low = msgspec.structs.replace(DECISION, tool="monitor_only", tier=1)
    assert rules(file, low) == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"rationale": {}}, "rationale"),
        ({"person_wishes_considered": Wishes()}, "person_wishes_considered"),
        ({"options_considered": {"note_verbale": Option(tool="note_verbale")}}, "options_considered"),
        ({"skipped_tiers_reason": {}}, "skipped_tiers_reason"),
        ({"tool": "", "tier": None}, "tool"),
    ],
)
def test_what_a_decision_must_say_is_asked_for(change: dict[str, object], field: str) -> None:
    file = with_acting(a_file(), "note_verbale")
    assert ("3.12", field) in rules(file, msgspec.structs.replace(DECISION, **change))


def test_tiers_that_were_tried_are_not_skipped() -> None:
    earlier = Decision(id=rid("earlier"), case=rid("case"), kind="use_tool", tool="quiet_oral", tier=2)
    file = msgspec.structs.replace(
        a_file(), decisions=(earlier,), statuses={("decision", earlier.id): Status(state="decided")}
    )
    assert skipped_tiers(file, DECISION) == ()
    void = msgspec.structs.replace(file, statuses={("decision", earlier.id): Status(state="decided", holds=False)})
    assert skipped_tiers(void, DECISION) == (2,)


def test_a_sealed_case_has_no_tool_that_leaves_the_office() -> None:
    file = with_acting(a_file(), "note_verbale")
    sealed = msgspec.structs.replace(file, acts=(an_act(perpetrator_types=("un_personnel",)),))
    assert ("G33", "") in rules(sealed)


@pytest.mark.parametrize(
    ("tier", "action"),
    [(None, "DECIDE_LOW_TOOL"), (1, "DECIDE_LOW_TOOL"), (3, "DECIDE_HIGH_TOOL"), (4, "DECIDE_TOP_TOOL")],
)
def test_the_tier_says_who_decides(tier: int | None, action: str) -> None:
    assert action_of(msgspec.structs.replace(DECISION, tier=tier)) is Action[action]


def test_a_risk_without_a_level_of_acting_counts_as_not_assessed() -> None:
    risk = msgspec.structs.replace(a_risk(), of_action={"1": ActionRisk(tool="note_verbale")})
    file = msgspec.structs.replace(a_file(), risks=(risk,))
    assert ("3.10", "of_action") in rules(file)
