"""What a transition still needs: the guards and conditions that its machine's table names, asked one by one.

Rules over a case are asked here; what only a use case can know (a reason typed, a proof held, a second person's
agreement) it says in `given`. Steps of letters are asked in `panel`, of entries in `entries`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date

from fieldcase.model.machines.conditions import CONDITIONS
from fieldcase.model.machines.table import Transition
from fieldcase.model.refusal import Finding
from fieldcase.model.rules.casefile import CaseFile
from fieldcase.model.rules.closing import closing_findings
from fieldcase.model.rules.intake import leave_draft
from fieldcase.model.rules.replies import clock_facts
from fieldcase.model.rules.saying import found
from fieldcase.model.rules.scales import risk_rank
from fieldcase.model.rules.tracker import due_day
from fieldcase.model.words import _

ASKED: dict[str, Callable[[CaseFile, date], tuple[Finding, ...] | bool]] = {
    "G2": lambda file, _on: leave_draft(file),
    "G20": lambda file, _on: closing_findings(file),
    "risk_assessed": lambda file, _on: any(risk.level for risk in file.risks),
    "subject_kind": lambda file, _on: bool(file.case.subject_kind),
    "elements_opened": lambda _file, _on: True,
    "information": lambda file, _on: bool(file.infos or file.evidence),
    "decision_with_tool": lambda file, _on: _tool_decided(file),
    "reply_overdue_or_new": lambda file, on: bool(file.replies) or _some_overdue(file, on),
    "head_if_high_risk": lambda file, _on: all(risk_rank(risk.level) < risk_rank("high") for risk in file.risks),
}
"""Conditions that follow from the case; `elements_opened` always holds: not assessed is the absence of a row."""


def unmet(file: CaseFile, step: Transition, on: date, given: Collection[str] = ()) -> tuple[Finding, ...]:
    """What a transition lacks on a day: findings of its rules, and each named condition that is neither met by the case
    nor among those in `given`."""
    findings: list[Finding] = []
    for guard in step.guards:
        if guard in given:
            continue
        answer = ASKED[guard](file, on) if guard in ASKED else False
        if isinstance(answer, tuple):
            findings += answer
        elif not answer and guard in CONDITIONS:
            findings.append(found(guard, _(CONDITIONS[guard]), records=(file.case.id,)))
        elif not answer:
            sentence = _("Rule {rule} has not been asked.").format(rule=guard)
            findings.append(found(guard, sentence, records=(file.case.id,)))
    return tuple(findings)


def _tool_decided(file: CaseFile) -> bool:
    return any(
        decision.kind == "use_tool" and decision.tool and file.state("decision", decision.id) == "decided"
        for decision in file.decisions
    )


def _some_overdue(file: CaseFile, on: date) -> bool:
    dues = [due_day(clock_facts(file, letter), file.settings) for letter in file.letters]
    return any(due is not None and on > due for due in dues)
