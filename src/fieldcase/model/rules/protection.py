"""Protection does not wait (G3): what a protection action needs, and what the urgent track asks for at once.

Nothing here looks at verification, approval or elements. Only telling a partner who somebody is needs consent, or a
vital interest that the acting officer enters at once and the head reviews afterwards.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from fieldcase.model.kinds.risks import ProtectionAction, RiskAssessment
from fieldcase.model.refusal import Finding
from fieldcase.model.rules import consentwords
from fieldcase.model.rules.casefile import CaseFile
from fieldcase.model.rules.consent import effective
from fieldcase.model.rules.saying import day_of, found, instant
from fieldcase.model.rules.scales import CODED, NAMED, consent_rank, risk_rank
from fieldcase.model.rules.settings import OfficeSettings
from fieldcase.model.rules.tasks import TaskDraft
from fieldcase.model.words import _

PARTNERS = "protection_partners"


def protection_findings(file: CaseFile, action: ProtectionAction, on: date) -> tuple[Finding, ...]:
    """G3: an action that tells a partner who somebody is needs `protection_partners` consent at the level disclosed,
    or a `vital_interest` row (S35). No other action is ever refused."""
    if not action.discloses_to_partner:
        return ()
    level, findings = action.disclosed_level or NAMED, []
    for party in action.for_party:
        consent = effective(file, party, PARTNERS, "", on)
        if consent.rank < consent_rank(level):
            code = file.code(party)
            sentence = consentwords.sentence(consent.why, code, PARTNERS, consent.level)
            remedy = _("Record the answer, or a vital interest if the person cannot be reached: it holds at once.")
            findings.append(
                found("G3", sentence, remedy, records=(action.id,), party=code, field=f"consent/{PARTNERS}")
            )
    return tuple(findings)


def protection_tasks(file: CaseFile, action: ProtectionAction, settings: OfficeSettings) -> tuple[TaskDraft, ...]:
    """G3: the review after the fact within 48 hours, and the head told at once of a vital interest."""
    drafts, started = [], instant(action.started_at)
    if started and not action.after_fact_review.at:
        due = (started + timedelta(hours=settings.after_fact_review_hours)).date()
        sentence = _("Look at this protection action afterwards, by {due}.").format(due=due)
        drafts.append(
            TaskDraft(
                origin="G3", kind="after_fact_review", sentence=sentence, role="head", due=due, targets=(action.id,)
            )
        )
    for party in action.for_party:
        for row in file.consents:
            vital = row.party == party and row.scope == PARTNERS and row.answer.basis == "vital_interest"
            if vital and file.state("consent", row.id) != "reviewed":
                code = file.code(party)
                sentence = _("A vital interest of {party} was entered: review it now.").format(party=code)
                drafts.append(
                    TaskDraft(
                        origin="G3",
                        kind="review_vital_interest",
                        sentence=sentence,
                        role="head",
                        due=day_of(action.started_at),
                        targets=(row.id, action.id),
                        party_code=code,
                    )
                )
    return tuple(drafts)


def escalation_level(file: CaseFile, party: str, on: date) -> str:
    """G3: how an urgent escalation to headquarters speaks of a party: as `share_hq` allows, without it under the
    code."""
    level = effective(file, party, "share_hq", "", on).level
    return NAMED if level == NAMED else CODED


def urgent_proposed(risks: tuple[RiskAssessment, ...]) -> bool:
    """Section 7.4: a risk that is high or imminent proposes the urgent track."""
    return any(risk_rank(risk.level) >= risk_rank("high") for risk in risks)


def review_due(level: str, assessed: datetime, settings: OfficeSettings) -> date | None:
    """Section 3.10: by which local day a risk of this level is looked at again; `assessed` is local time."""
    hours = settings.risk_review_hours.get(level)
    return (assessed + timedelta(hours=hours)).date() if hours else None


def risk_tasks(file: CaseFile, on: date) -> tuple[TaskDraft, ...]:
    """Section 7.4: the head hears of a high or imminent risk at once, and a review that is overdue stays on the
    list."""
    drafts = []
    for risk in file.risks:
        code, due = file.code(risk.subject), day_of(risk.review_due)
        if risk_rank(risk.level) >= risk_rank("high") and file.state("risk", risk.id) != "accepted":
            sentence = _("The risk to {party} is high or imminent: look at it now.").format(party=code)
            drafts.append(_draft("accept_risk", sentence, "head", on, risk.id, code))
        if due is not None and on > due:
            sentence = _("The risk to {party} should have been looked at by {due}.").format(party=code, due=due)
            drafts.append(_draft("review_risk", sentence, "case_officer", due, risk.id, code))
    return tuple(drafts)


def _draft(kind: str, sentence: str, role: str, due: date, record: str, code: str) -> TaskDraft:
    return TaskDraft(origin="7.4", kind=kind, sentence=sentence, role=role, due=due, targets=(record,), party_code=code)


def running(file: CaseFile) -> tuple[ProtectionAction, ...]:
    """Actions that are agreed or under way; a case with one is not closed (G20)."""
    return tuple(action for action in file.protection if action.status in ("agreed", "under_way"))
