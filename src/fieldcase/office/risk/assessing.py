"""Risk of one party in one case: assessed by an officer, looked at again in time, accepted by somebody else (7.4)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import msgspec

from fieldcase.model import machines
from fieldcase.model.kinds.parties import Party
from fieldcase.model.kinds.risks import RISK_ASSESSMENT, ActionRisk, RiskAssessment, RiskJudgement
from fieldcase.model.machines.people import risk_state
from fieldcase.model.refusal import BadValue, Finding, Refusal, require
from fieldcase.model.roles import Action
from fieldcase.model.rules import protection
from fieldcase.model.rules.casefile import CaseFile
from fieldcase.model.rules.saying import day_of, found
from fieldcase.model.rules.steps import four_eyes
from fieldcase.model.words import N_, _
from fieldcase.office.cases.sight import case_file, require_unsealed
from fieldcase.office.records import write_values
from fieldcase.office.session import Session
from fieldcase.office.texts import words

Text = str | Mapping[str, str]


class NoPartInCase(Refusal):
    """A risk is assessed for somebody whom the case is about, or who is in danger because of it."""

    code = "FC-451"
    message = N_("{code} has no part in this case, so no risk is assessed here.")
    remedy = N_("Check code and case, or say first what {code} is in the case: a relative, a witness, a lawyer.")


def assess_risk(
    session: Session,
    case: str,
    party: str,
    level: str,
    *,
    reason: Text,
    threat: Text = "",
    likelihood: int | None = None,
    impact: int | None = None,
    of_inaction: Text = "",
    digital_risk: Text = "",
    gender_specific_risk: Text = "",
    relatives_risk: Text = "",
    mitigation: Text = "",
    review_due: date | None = None,
    language: str = "",
) -> RiskAssessment:
    """Assess how much danger a party is in; the matrix of likelihood and impact proposes, a person decides.

    The next look is due within the office's hours for the level, or earlier; a first quick level needs a reason and no
    more. Raises `NotYourRole`, `BadValue`, `NoPartInCase`, `BlockedByRules` (G33).
    """
    session.require(Action.ASSESS_RISK)
    require_unsealed(session, case)
    code = session.vault.get(Party, party).code
    if party not in parties_in(case_file(session, case)):
        raise NoPartInCase(code=code)
    lang = language or session.language
    judgement = RiskJudgement(
        subject=party,
        case=case,
        level=level,
        reason=words(reason, lang),
        threat=words(threat, lang),
        likelihood=_scale("likelihood", likelihood),
        impact=_scale("impact", impact),
        of_inaction=words(of_inaction, lang),
        digital_risk=words(digital_risk, lang),
        gender_specific_risk=words(gender_specific_risk, lang),
        relatives_risk=words(relatives_risk, lang),
        mitigation=words(mitigation, lang),
        review_due=_due(session, level, review_due),
        assessed_at=session.now(),
    )
    require(_reasoned(judgement))
    said = msgspec.to_builtins(judgement)
    record = RISK_ASSESSMENT.natural_id(said)
    with session.vault.writing() as writing:
        write_values(session, writing, RISK_ASSESSMENT, record, {"assessment": said})
        writing.commit()
    return session.vault.get(RiskAssessment, record)


def assess_acting(
    session: Session, risk: str, tool: str, level: str, reason: Text, *, language: str = ""
) -> RiskAssessment:
    """Assess what using one tool may bring upon a party: needed before any tool of the second tier or higher (3.10),
    and again once the risk is high or imminent and was not then."""
    session.require(Action.ASSESS_RISK)
    held = session.vault.get(RiskAssessment, risk)
    require_unsealed(session, held.case)
    said = words(reason, language or session.language)
    answer = ActionRisk(tool=tool, level=level, reason=said, weighed_on=held.level)
    if not answer.reason:
        raise BadValue(
            field="reason", value=_("empty"), why=_("a level without a reason says nothing"), expected=_("why")
        )
    with session.vault.writing() as writing:
        write_values(session, writing, RISK_ASSESSMENT, risk, {f"of_action/{tool}": msgspec.to_builtins(answer)})
        writing.commit()
    return session.vault.get(RiskAssessment, risk)


def accept_risk(session: Session, risk: str) -> RiskAssessment:
    """Accept a risk assessment as somebody else than its author (G9); it falls as soon as the assessment changes.

    Raises `NotYourRole`, `NoSuchStep`, `BlockedByRules`.
    """
    session.require(Action.ACCEPT_RISK)
    held = session.vault.get(RiskAssessment, risk)
    file = case_file(session, held.case)
    state = risk_state(
        file.state("risk", risk), assessed=bool(held.level), review_due=day_of(held.review_due), on=session.today()
    )
    machines.transition("risk", state, "accepted", roles=session.roles)
    require(four_eyes(file, session.seat.id, (risk,)))
    with session.vault.writing() as writing:
        writing.transition("risk", risk, "accepted", rests_on=session.vault.heads("risk_assessment", risk))
        writing.commit()
    return session.vault.get(RiskAssessment, risk)


def proposed_level(likelihood: int, impact: int) -> str:
    """What the matrix of likelihood and impact (1 to 4 each) proposes; a person decides (section 3.10)."""
    product = likelihood * impact
    if product >= 12:
        return "imminent"
    if product >= 8:
        return "high"
    return "medium" if product >= 4 else "low"


def parties_in(file: CaseFile) -> frozenset[str]:
    """Everybody who has a part in a case, by a role, a link of cooperation or an act."""
    by_role = (one.party for one in file.involvements)
    by_link = (party for link in file.links for party in (link.cooperator, *link.victim))
    return frozenset((*by_role, *by_link, *(party for act in file.acts for party in act.victims))) - {""}


def _due(session: Session, level: str, wanted: date | None) -> str:
    """The day of the next look: as wanted, but never later than the office's hours for the level."""
    last = protection.review_due(level, session.clock().astimezone(session.zone), session.settings)
    if last is None:
        raise BadValue(
            field="level", value=level, why=_("it is no level of risk"), expected="low, medium, high, imminent"
        )
    if wanted is not None and wanted > last:
        raise BadValue(field="review_due", value=wanted, why=_("that is too late for this level"), expected=last)
    if wanted is not None and wanted < session.today():
        raise BadValue(
            field="review_due", value=wanted, why=_("it is past"), expected=_("a day up to {day}").format(day=last)
        )
    return (wanted or last).isoformat()


def _scale(field: str, value: int | None) -> int | None:
    if value is not None and value not in range(1, 5):
        raise BadValue(field=field, value=value, why=_("it goes from 1 to 4"), expected="1, 2, 3, 4")
    return value


def _reasoned(judgement: RiskJudgement) -> tuple[Finding, ...]:
    if judgement.reason:
        return ()
    sentence = _("The level of risk has no reason.")
    return (found("3.10", sentence, _("Write why this level was chosen."), field="reason"),)
