"""What a person decides about a case in one act, each with a use case of its own: an answer about consent, a level of
risk, how far an element is established. The sheet is made from the declaration; saving asks the use case.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from fieldcase.desktop.desk import Desk, Job
from fieldcase.model.declare import Record, Words, assemble, flatten
from fieldcase.model.kinds import kind_of
from fieldcase.model.kinds.consents import Consent, ConsentAnswer
from fieldcase.model.kinds.decisions import Assessment, Finding
from fieldcase.model.kinds.risks import RiskAssessment, RiskJudgement
from fieldcase.model.refusal import Refusal

if TYPE_CHECKING:
    from fieldcase.office.session import Session


@dataclass(frozen=True)
class Answer:
    """`fields` are those that the sheet offers, `blank` the record it begins with, `save` the use case."""

    fields: tuple[str, ...]
    blank: Callable[[str, str], Record]
    save: Callable[[Session, str, Any], object]


def _record_consent(session: Session, _case: str, record: Consent) -> object:
    from fieldcase.office.consent.answering import Asked, record_consent

    said = record.answer
    asked = Asked(
        basis=said.basis,
        method=said.method,
        language=said.explained_in_lang,
        risks_explained=said.risks_explained,
        interpreter=said.interpreter,
        on=said.obtained_at,
        expires_on=said.expires_on,
    )
    return record_consent(
        session, said.party, said.scope, said.level, asked, recipient=said.recipient, limits=_texts(said.limits)
    )


def _assess_risk(session: Session, case: str, record: RiskAssessment) -> object:
    from fieldcase.office.risk.assessing import assess_risk

    said = record.assessment
    return assess_risk(
        session,
        case,
        said.subject,
        said.level,
        reason=_texts(said.reason),
        threat=_texts(said.threat),
        likelihood=said.likelihood,
        impact=said.impact,
        of_inaction=_texts(said.of_inaction),
        mitigation=_texts(said.mitigation),
        review_due=date.fromisoformat(said.review_due) if said.review_due else None,
    )


def _assess_element(session: Session, case: str, record: Assessment) -> object:
    from fieldcase.office.verification.assessing import assess_element

    said = record.finding
    return assess_element(
        session,
        case,
        said.element,
        said.target,
        said.level,
        _texts(said.reasoning),
        party=said.party,
        weighed=_texts(said.weighed),
        gaps=_texts(said.gaps),
        next_step=_texts(said.next_step),
    )


ANSWERS: dict[str, Answer] = {
    "consent": Answer(
        tuple(
            f"answer.{name}"
            for name in (
                "party",
                "scope",
                "recipient",
                "level",
                "limits",
                "basis",
                "method",
                "interpreter",
                "explained_in_lang",
                "risks_explained",
                "obtained_at",
                "expires_on",
            )
        ),
        lambda _case, party: Consent(answer=ConsentAnswer(party=party, basis="self" if party else "")),
        _record_consent,
    ),
    "risk_assessment": Answer(
        tuple(
            f"assessment.{name}"
            for name in (
                "subject",
                "level",
                "reason",
                "threat",
                "likelihood",
                "impact",
                "of_inaction",
                "mitigation",
                "review_due",
            )
        ),
        lambda case, party: RiskAssessment(assessment=RiskJudgement(subject=party, case=case)),
        _assess_risk,
    ),
    "assessment": Answer(
        tuple(
            f"finding.{name}"
            for name in ("element", "target", "party", "level", "reasoning", "weighed", "gaps", "next_step")
        ),
        lambda case, party: Assessment(case=case, finding=Finding(party=party)),
        _assess_element,
    ),
}
"""By kind of record."""


def answer(
    desk: Desk,
    case_id: str,
    record: Record,
    values: Mapping[str, Any],
    then: Callable[[object], object],
    failed: Callable[[Refusal], object],
) -> Job[object]:
    """Record what the sheet says: the record as it was with these values by ledger path."""
    kind = kind_of(type(record))
    said = assemble(kind, record.id, {**flatten(kind, record), **values})
    save = ANSWERS[kind.name].save
    return desk.run(lambda session: save(session, case_id, said), then, failed=failed)


def _texts(text: Mapping[str, Words]) -> dict[str, str]:
    return {language: words.text for language, words in text.items()}
