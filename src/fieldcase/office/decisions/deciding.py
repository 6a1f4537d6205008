"""What to do: proposed by an officer with the options considered, decided by the head of presence (sections 3.12, 5).

A decision rests on its own text, on the risks it took into account and on the consents as they were: when one of them
changes, it has to be made again. Protection is no tool of this ladder and waits for no decision (G3).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import msgspec

from fieldcase.model import machines
from fieldcase.model.kinds.decisions import Decision, Option, Wishes
from fieldcase.model.refusal import Finding, require
from fieldcase.model.roles import Action
from fieldcase.model.rules.casefile import CaseFile
from fieldcase.model.rules.saying import found, said
from fieldcase.model.rules.sealing import sealed_output
from fieldcase.model.rules.steps import four_eyes
from fieldcase.model.words import _
from fieldcase.office.cases.sight import case_file
from fieldcase.office.cases.steps import state_shown, take_action
from fieldcase.office.records import add
from fieldcase.office.session import Session
from fieldcase.office.telling import require_codes
from fieldcase.office.texts import words

Text = str | Mapping[str, str]
DO_NOTHING = "no_action_do_no_harm"
USE_TOOL = "use_tool"
REVIEW_DAYS = 30
BEFORE_ACTION = frozenset({"open", "under_verification"})
SCOPES = {
    2: ("state_oral",),
    3: ("state_letter",),
    4: ("special_procedures", "treaty_bodies", "hrc_president"),
    5: ("sg_report", "public_statement"),
}
"""The uses whose consents a decision of each tier looks at; the letter itself asks for exactly its own."""


class Considered(msgspec.Struct, frozen=True, kw_only=True):
    """What speaks for and against one tool."""

    pro: Text = ""
    contra: Text = ""


def propose_decision(
    session: Session,
    case: str,
    tool: str,
    rationale: Text,
    *,
    options: Mapping[str, Considered],
    wishes: Text,
    wishes_considered: bool = True,
    skipped: Text = "",
    review_due: date | None = None,
    kind: str = USE_TOOL,
    language: str = "",
) -> Decision:
    """Propose a tool of the response ladder (or another `kind` of decision, then without one).

    Doing nothing is always among the options; risks and consents are taken as they stand now. Raises `NotYourRole`,
    `BadValue`, `BlockedByRules` (sections 3.10, 3.12; G33).
    """
    session.require(Action.PROPOSE_TOOL)
    file = case_file(session, case)
    lang = language or session.language
    tier = session.vocabularies.tier(tool) if tool else None
    considered = {DO_NOTHING: Considered(), **options}
    decision = Decision(
        case=case,
        kind=kind,
        tool=tool,
        tier=tier,
        skipped_tiers_reason=words(skipped, lang),
        options_considered={
            one: Option(tool=one, pro=words(said_of.pro, lang), contra=words(said_of.contra, lang))
            for one, said_of in considered.items()
        },
        rationale=words(rationale, lang),
        person_wishes_considered=Wishes(considered=wishes_considered, what=words(wishes, lang)),
        risk_ref=tuple(risk.id for risk in file.risks),
        consent_snapshot=_consents(file, tier),
        review_due=(review_due or session.today() + timedelta(days=REVIEW_DAYS)).isoformat(),
    )
    require(decision_findings(file, decision))
    return add(session, decision)


def decide(session: Session, decision: str) -> Decision:
    """Decide what was proposed, as somebody who did not write it (G9); a tool brings the case into action.

    The head decides; tiers 4 and 5 also headquarters. Raises `NotYourRole`, `NoSuchStep`, `BlockedByRules`.
    """
    held = session.vault.get(Decision, decision)
    session.require(action_of(held))
    file = case_file(session, held.case)
    _require_step(session, file, decision, "decided")
    ground = _ground(session, held)
    stands = four_eyes(file, session.seat.id, (decision,)) + _unchanged(session, file, held)
    require((*stands, *decision_findings(file, held)))
    with session.vault.writing() as writing:
        writing.transition("decision", decision, "decided", rests_on=ground)
        if (
            held.tool
            and held.kind == USE_TOOL
            and state_shown(session, file) in BEFORE_ACTION
            and held.tool != DO_NOTHING
        ):
            take_action(session, writing, file, decided=decision)
        writing.commit()
    return session.vault.get(Decision, decision)


def decline(session: Session, decision: str, reason: str) -> Decision:
    """Decline a proposal, or take a decision back, with the reason (in codes)."""
    held = session.vault.get(Decision, decision)
    session.require(action_of(held))
    file = case_file(session, held.case)
    _require_step(session, file, decision, "declined")
    if not reason.strip():
        sentence = _("A written reason is needed.")
        require((found("3.12", sentence, _("Write it, with codes only."), records=(decision,)),))
    with session.vault.writing() as writing:
        require_codes(session, reason, decision)
        writing.transition("decision", decision, "declined", reason=reason)
        writing.commit()
    return session.vault.get(Decision, decision)


def action_of(decision: Decision) -> Action:
    """Which right a decision needs, by the tier of its tool (section 5)."""
    if decision.tier is None or decision.tier <= 1:
        return Action.DECIDE_LOW_TOOL
    return Action.DECIDE_HIGH_TOOL if decision.tier <= 3 else Action.DECIDE_TOP_TOOL


def decision_findings(file: CaseFile, decision: Decision) -> tuple[Finding, ...]:
    """Section 3.12: what a decision must say; section 3.10: the risk of acting, from the second tier on; G33."""
    findings = list(_words(decision))
    if decision.tool and decision.tier is None:
        sentence = _("This tool is not on the ladder of responses.")
        findings.append(found("3.12", sentence, _("Choose one from the list."), field="tool"))
    if decision.kind == USE_TOOL and not decision.tool:
        findings.append(found("3.12", _("No tool is named."), _("Choose one from the list."), field="tool"))
    if decision.tier is not None and decision.tier >= 2:
        findings += sealed_output(file)
        findings += _acting(file, decision.tool)
    if skipped_tiers(file, decision) and not said(decision.skipped_tiers_reason):
        sentence = _("Lower tiers were not tried, and it is not said why.")
        findings.append(found("3.12", sentence, _("Write why they are skipped."), field="skipped_tiers_reason"))
    return tuple(findings)


def skipped_tiers(file: CaseFile, decision: Decision) -> tuple[int, ...]:
    """The tiers between monitoring and this tool that no standing decision of the case has used."""
    if decision.tier is None:
        return ()
    used = {one.tier for one in file.decisions if file.state("decision", one.id) == "decided"}
    return tuple(tier for tier in range(2, decision.tier) if tier not in used)


def _words(decision: Decision) -> Iterable[Finding]:
    if not said(decision.rationale):
        yield found("3.12", _("It is not said why."), _("Write the rationale."), field="rationale")
    if not decision.person_wishes_considered.considered:
        sentence = _("The person's wishes were not considered.")
        remedy = _("Ask for them; say so if the person cannot be reached.")
        yield found("3.12", sentence, remedy, field="person_wishes_considered")
    if DO_NOTHING not in {one.tool for one in decision.options_considered.values()}:
        sentence = _("Doing nothing, so as to do no harm, is not among the options.")
        yield found("3.12", sentence, _("Add it."), field="options_considered")


def _acting(file: CaseFile, tool: str) -> Iterable[Finding]:
    people = dict.fromkeys([*(one.party for one in file.involvements), *(v for act in file.acts for v in act.victims)])
    for party in people:
        rows = [risk for risk in file.risks if risk.subject in file.members(party)]
        if not file.protected(party) or any(a.tool == tool and a.level for r in rows for a in r.of_action.values()):
            continue
        code = file.code(party)
        sentence = _("Nobody has assessed what this tool may bring upon {party}.").format(party=code)
        remedy = _("Record the risk of acting for {party}.").format(party=code)
        yield found("3.10", sentence, remedy, records=(file.case.id,), party=code, field="of_action")


def _consents(file: CaseFile, tier: int | None) -> tuple[str, ...]:
    """The ledger values of the consents for uses of this tier, of everybody in the case, as they stand."""
    wanted = SCOPES.get(tier or 0, ())
    rows = [one for one in file.consents if one.scope in wanted and one.answer.level]
    return tuple(sorted({value for one in rows for value in file.consent_heads.get(one.id, ())}))


def _ground(session: Session, held: Decision) -> frozenset[str]:
    ground = set(session.vault.heads("decision", held.id)) | set(held.consent_snapshot)
    for risk in held.risk_ref:
        ground |= session.vault.heads("risk_assessment", risk)
    return frozenset(ground)


def _unchanged(session: Session, file: CaseFile, held: Decision) -> tuple[Finding, ...]:
    """The risks and consents are those that the officer took into account, and all of them are here."""
    now = {value for heads in file.consent_heads.values() for value in heads}
    findings = []
    if not set(held.consent_snapshot) <= now:
        sentence = _("A consent has changed since this was proposed.")
        findings.append(found("G6", sentence, _("Propose it again."), records=(held.id,), field="consent_snapshot"))
    proposed = max((one.at for one in session.vault.history("decision", held.id)), default=0)
    for risk in held.risk_ref:
        changed = [one for one in session.vault.history("risk_assessment", risk) if one.path == "assessment"]
        if any(one.at > proposed for one in changed):
            sentence = _("A risk was assessed again since this was proposed.")
            findings.append(found("3.10", sentence, _("Propose it again."), records=(held.id, risk), field="risk_ref"))
    return tuple(findings)


def _require_step(session: Session, file: CaseFile, decision: str, to: str) -> None:
    machines.transition("decision", file.state("decision", decision) or "proposed", to, roles=session.roles)


def tools(session: Session) -> tuple[tuple[str, int], ...]:
    """The ladder of responses: tools by tier, the lowest first; a ladder to think with, not an order to follow."""
    codes = session.vocabularies.codes("response_tool")
    found_tools = [(code, session.vocabularies.tier(code) or 0) for code in codes]
    return tuple(sorted(found_tools, key=lambda pair: pair[1]))
