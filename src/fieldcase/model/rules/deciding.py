"""Deciding what to do (section 3.12): doing nothing is always weighed, the person's wishes and the risk of acting
too.

Tiers are a ladder to think with and not a sequence: one may be skipped, with a reason. Protection and the urgent
track are no decisions of this kind; they wait for nobody (G3).
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldcase.model.kinds.decisions import Decision
from fieldcase.model.refusal import Finding
from fieldcase.model.roles import Action
from fieldcase.model.rules.casefile import CaseFile
from fieldcase.model.rules.saying import found, said
from fieldcase.model.words import _

DO_NO_HARM = "no_action_do_no_harm"
RISK_FROM_TIER = 2
"""From this tier on, the risk that the tool itself creates is assessed first (section 3.10)."""


def decision_findings(file: CaseFile, decision: Decision) -> tuple[Finding, ...]:
    """Section 3.12: what a decision lacks before it can be proposed or taken."""
    return tuple(_lacks(file, decision))


def tool_action(file: CaseFile, tool: str) -> Action:
    """Section 5: which right deciding a tool needs: tiers 0–1, 2–3, or 4–5 (where headquarters may decide too)."""
    tier = file.vocabularies.tier(tool)
    if tier is None or tier >= 4:
        return Action.DECIDE_TOP_TOOL
    return Action.DECIDE_HIGH_TOOL if tier >= RISK_FROM_TIER else Action.DECIDE_LOW_TOOL


def skipped_tiers(file: CaseFile, tool: str) -> tuple[int, ...]:
    """The tiers below a tool's that nobody has used in this case."""
    tier = file.vocabularies.tier(tool) or 0
    used = {
        file.vocabularies.tier(decision.tool)
        for decision in file.decisions
        if decision.kind == "use_tool" and file.state("decision", decision.id) == "decided"
    }
    return tuple(lower for lower in range(1, tier) if lower not in used)


def _lacks(file: CaseFile, decision: Decision) -> Iterator[Finding]:
    def lack(sentence: str, remedy: str, field: str) -> Finding:
        return found("3.12", sentence, remedy, records=(decision.id,) if decision.id else (), field=field)

    if not said(decision.rationale):
        yield lack(_("The decision has no rationale."), _("Write why."), "rationale")
    if not any(option.tool == DO_NO_HARM for option in decision.options_considered.values()):
        sentence = _("Doing nothing, so as to do no harm, was not among the options.")
        yield lack(sentence, _("Weigh it, even if only to reject it."), "options_considered")
    if not decision.person_wishes_considered.considered:
        sentence = _("It is not said whether the person's wishes were considered.")
        yield lack(sentence, _("Read the wishes and say what follows from them."), "person_wishes_considered")
    if not decision.risk_ref:
        yield lack(_("The decision rests on no risk assessment."), _("Name the risks considered."), "risk_ref")
    if decision.kind != "use_tool":
        return
    tier = file.vocabularies.tier(decision.tool)
    if tier is None:
        yield lack(_("No tool is named."), _("Choose a tool."), "tool")
        return
    if skipped_tiers(file, decision.tool) and not said(decision.skipped_tiers_reason):
        yield lack(_("Lower tiers are skipped without a reason."), _("Write why."), "skipped_tiers_reason")
    if tier >= RISK_FROM_TIER:
        yield from _unassessed(file, decision)


def _unassessed(file: CaseFile, decision: Decision) -> Iterator[Finding]:
    for party in sorted(file.parties, key=file.code):
        rows = [risk for risk in file.risks if risk.subject in file.members(party)]
        answers = [answer for risk in rows for answer in risk.of_action.values()]
        if file.protected(party) and not any(answer.tool == decision.tool and answer.level for answer in answers):
            code = file.code(party)
            sentence = _("Nobody has assessed what using this tool may bring upon {party}.").format(party=code)
            remedy = _("Record the risk of acting for {party}.").format(party=code)
            yield found("3.10", sentence, remedy, records=(decision.id,), field="of_action", party=code)
