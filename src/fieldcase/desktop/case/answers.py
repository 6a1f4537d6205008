"""What a person decides about a case in one act, each with a use case of its own: an answer about consent, a level of
risk, how far an element is established. The sheet is made from the declaration; saving asks the use case.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from fieldcase.desktop.case.answering import Answer, texts
from fieldcase.desktop.case.made import Made, made
from fieldcase.desktop.case.told import TOLD
from fieldcase.desktop.desk import Desk, Job
from fieldcase.model.declare import Field, LText, Record, Type, assemble, describe, flatten, natural_id
from fieldcase.model.kinds import KINDS
from fieldcase.model.kinds.consents import Consent, ConsentAnswer
from fieldcase.model.kinds.decisions import ALLEGATION, Allegation, Assessment, Finding
from fieldcase.model.kinds.risks import ActionRisk, RiskAssessment, RiskJudgement
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_

if TYPE_CHECKING:
    from fieldcase.office.session import Session


class Acting(Record, frozen=True, kw_only=True):
    """The risk of acting for one person: in the vault it is part of that person's risk assessment (3.10)."""

    party: Annotated[str, Field(N_("Who is at risk"), Type.REF, refers="party", required=True)] = ""
    acting: Annotated[ActionRisk, Field(N_("Risk of acting"), Type.GROUP, required=True)] = ActionRisk()


class Alleged(Record, frozen=True, kw_only=True):
    """An allegation as it is written: its text, what it is about, and whom it speaks of at which level."""

    text: Annotated[
        LText, Field(N_("Text"), Type.LONG_TEXT, N_("People as placeholders: {P-7K3D9X}."), required=True)
    ] = {}
    acts: Annotated[tuple[str, ...], Field(N_("Acts"), Type.REF, refers="act")] = ()
    laws: Annotated[tuple[str, ...], Field(N_("Laws and measures"), Type.REF, refers="law_or_measure")] = ()
    persons: Annotated[tuple[str, ...], Field(N_("People in it"), Type.REF, refers="party")] = ()
    level: Annotated[
        str,
        Field(
            N_("How far they may be recognised"),
            Type.CODE,
            N_("What is wanted; what is printed follows from each person's consent."),
            vocabulary="consent_level",
        ),
    ] = ""


def _as_written(record: Record) -> Record:
    """The sheet of an allegation that is there already."""
    if not isinstance(record, Allegation):
        return record
    levels = [named.level for named in record.persons.values()]
    return Alleged(
        id=record.id,
        text=record.text,
        acts=record.acts,
        laws=record.laws,
        persons=tuple(named.party for named in record.persons.values()),
        level=levels[0] if levels else "",
    )


def _record_consent(session: Session, _case: str, record: Consent) -> object:
    from fieldcase.office.consent.answering import Asked, record_consent

    said = record.answer
    asked = Asked.told_by(said, given_by=record.given_by, evidence=record.evidence)
    return record_consent(
        session, said.party, said.scope, said.level, asked, recipient=said.recipient, limits=texts(said.limits)
    )


def _assess_risk(session: Session, case: str, record: RiskAssessment) -> object:
    from fieldcase.office.risk.assessing import assess_risk

    said = record.assessment
    return assess_risk(
        session,
        case,
        said.subject,
        said.level,
        reason=texts(said.reason),
        threat=texts(said.threat),
        likelihood=said.likelihood,
        impact=said.impact,
        of_inaction=texts(said.of_inaction),
        mitigation=texts(said.mitigation),
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
        texts(said.reasoning),
        party=said.party,
        weighed=texts(said.weighed),
        gaps=texts(said.gaps),
        next_step=texts(said.next_step),
    )


def _assess_acting(session: Session, case: str, record: Acting) -> object:
    from fieldcase.office.risk.assessing import assess_acting

    said = record.acting
    risk = natural_id("risk_assessment", record.party, case)
    return assess_acting(session, risk, said.tool, said.level, texts(said.reason))


def _write_allegation(session: Session, case: str, record: Alleged) -> object:
    from fieldcase.office.allegations.writing import revise_allegation, write_allegation

    persons = {party: record.level or "CODED" for party in record.persons}
    text = texts(record.text)
    if record.id:
        return revise_allegation(session, record.id, text=text, acts=record.acts, laws=record.laws, persons=persons)
    return write_allegation(session, case, text, acts=record.acts, laws=record.laws, persons=persons)


ANSWERS: dict[str, Answer] = {
    "consent": Answer(
        KINDS["consent"],
        (
            "given_by",
            "evidence",
            *(
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
                    "valid_from",
                    "expires_on",
                    "child_view",
                    "child_level",
                )
            ),
        ),
        lambda _case, party: Consent(answer=ConsentAnswer(party=party, basis="self" if party else "")),
        _record_consent,
        done=N_("Consent recorded."),
    ),
    "risk_assessment": Answer(
        KINDS["risk_assessment"],
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
        KINDS["assessment"],
        tuple(
            f"finding.{name}"
            for name in ("element", "target", "party", "level", "reasoning", "weighed", "gaps", "next_step")
        ),
        lambda case, party: Assessment(case=case, finding=Finding(party=party)),
        _assess_element,
    ),
    "acting": Answer(
        describe(
            Acting,
            "acting",
            N_("Risk of acting"),
            N_("Risks of acting"),
            N_("What using a tool may bring upon somebody."),
        ),
        ("party", "acting"),
        lambda _case, party: Acting(party=party, acting=ActionRisk(tool="note_verbale")),
        _assess_acting,
    ),
    "allegation": Answer(
        describe(Alleged, "alleged", ALLEGATION.label, ALLEGATION.plural, ALLEGATION.help),
        ("text", "acts", "laws", "persons", "level"),
        lambda _case, party: Alleged(persons=(party,) if party else (), level="CODED"),
        _write_allegation,
        _as_written,
    ),
    **TOLD,
}
"""By kind of record."""


def answer(
    desk: Desk,
    case_id: str,
    asked: Answer,
    record: Record,
    values: Mapping[str, Any],
    then: Callable[[Made], object],
    failed: Callable[[Refusal], object],
) -> Job[Made]:
    """Record what the sheet says: the record as it was with these values by ledger path."""
    said = assemble(asked.kind, record.id, {**flatten(asked.kind, record), **values})

    return desk.run(lambda session: made(session, lambda: asked.save(session, case_id, said)), then, failed=failed)
