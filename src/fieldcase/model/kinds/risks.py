"""Risk to people, and what is done to protect them. Protection waits for no proof and no approval (G3)."""

from __future__ import annotations

from typing import Annotated

from fieldcase.model.declare import Field, Group, LText, Record, Room, Type, describe
from fieldcase.model.kinds.values import BOOL3, SaidBy
from fieldcase.model.words import N_

PROTECTION_STATUS = ("proposed", "agreed", "under_way", "done", "failed", "declined")


class RiskJudgement(Group, frozen=True, kw_only=True):
    """The level of risk of one party in one case, with everything it rests on; one decision."""

    subject: Annotated[str, Field(N_("Who is at risk"), Type.REF, refers="party", required=True, listed=True)] = ""
    case: Annotated[str, Field(N_("Case"), Type.REF, refers="case", required=True, listed=True)] = ""
    level: Annotated[
        str,
        Field(
            N_("Level of risk"),
            Type.CODE,
            N_("The matrix proposes, a person decides."),
            vocabulary="risk_level",
            required=True,
            listed=True,
        ),
    ] = ""
    reason: Annotated[LText, Field(N_("Why"), Type.LONG_TEXT, required=True)] = {}
    threat: Annotated[LText, Field(N_("Threat"), Type.LONG_TEXT, required=True)] = {}
    likelihood: Annotated[int | None, Field(N_("Likelihood, 1 to 4"), Type.NUMBER, required=True)] = None
    impact: Annotated[int | None, Field(N_("Impact, 1 to 4"), Type.NUMBER, required=True)] = None
    of_inaction: Annotated[LText, Field(N_("Risk if nothing is done"), Type.LONG_TEXT, required=True)] = {}
    digital_risk: Annotated[LText, Field(N_("Digital risk"), Type.LONG_TEXT)] = {}
    gender_specific_risk: Annotated[LText, Field(N_("Risk specific to gender"), Type.LONG_TEXT)] = {}
    relatives_risk: Annotated[LText, Field(N_("Risk to relatives"), Type.LONG_TEXT)] = {}
    mitigation: Annotated[LText, Field(N_("Mitigation"), Type.LONG_TEXT)] = {}
    review_due: Annotated[str, Field(N_("Review due"), Type.DAY, required=True, listed=True)] = ""
    assessed_at: Annotated[str, Field(N_("Assessed on"), Type.INSTANT, listed=True)] = ""


class ActionRisk(Group, frozen=True, kw_only=True):
    """The risk that using one tool would create; needed before any tool of the second tier or higher."""

    tool: Annotated[str, Field(N_("Tool"), Type.CODE, vocabulary="response_tool", required=True)] = ""
    level: Annotated[str, Field(N_("Level of risk"), Type.CODE, vocabulary="risk_level", required=True)] = ""
    reason: Annotated[LText, Field(N_("Why"), Type.LONG_TEXT, required=True)] = {}
    weighed_on: Annotated[str, Field(N_("Level of risk then"), Type.CODE, vocabulary="risk_level", computed=True)] = ""


class RiskAssessment(Record, frozen=True, kw_only=True):
    """Risk of one party in one case; natural key subject × case. The higher level wins until a person decides."""

    assessment: Annotated[RiskJudgement, Field(N_("Risk"), Type.GROUP, required=True)] = RiskJudgement()
    of_action: Annotated[dict[str, ActionRisk], Field(N_("Risk of acting"), Type.GROUP)] = {}

    @property
    def subject(self) -> str:
        return self.assessment.subject

    @property
    def case(self) -> str:
        return self.assessment.case

    @property
    def level(self) -> str:
        return self.assessment.level

    @property
    def review_due(self) -> str:
        return self.assessment.review_due


class SourceRiskJudgement(Group, frozen=True, kw_only=True):
    """The level of risk of one source in one case, with its reasoning."""

    subject: Annotated[str, Field(N_("Source"), Type.REF, refers="source", required=True, listed=True)] = ""
    case: Annotated[str, Field(N_("Case"), Type.REF, refers="case", required=True, listed=True)] = ""
    level: Annotated[
        str, Field(N_("Level of risk"), Type.CODE, vocabulary="risk_level", required=True, listed=True)
    ] = ""
    reason: Annotated[LText, Field(N_("Why"), Type.LONG_TEXT, required=True)] = {}
    mitigation: Annotated[LText, Field(N_("Mitigation"), Type.LONG_TEXT)] = {}
    review_due: Annotated[str, Field(N_("Review due"), Type.DAY, required=True, listed=True)] = ""


class SourceRisk(Record, frozen=True, kw_only=True):
    """Risk of a source; natural key source × case, in the source room."""

    assessment: Annotated[SourceRiskJudgement, Field(N_("Risk"), Type.GROUP, room=Room.SOURCE, required=True)] = (
        SourceRiskJudgement()
    )


class ProtectionAction(Record, frozen=True, kw_only=True):
    """Something done so that people are safer. Whoever starts it needs nobody's approval; a second look follows."""

    case: Annotated[str, Field(N_("Case"), Type.REF, refers="case", required=True, listed=True)] = ""
    kind: Annotated[
        str, Field(N_("Measure of protection"), Type.CODE, vocabulary="protection_action", required=True, listed=True)
    ] = ""
    for_party: Annotated[
        tuple[str, ...], Field(N_("For whom"), Type.REF, refers="party", required=True, listed=True)
    ] = ()
    requested_by_person: Annotated[
        str, Field(N_("Asked for by the person"), Type.BOOL3, choices=BOOL3, required=True)
    ] = ""
    status: Annotated[str, Field(N_("Status"), Type.CHOICE, choices=PROTECTION_STATUS, required=True, listed=True)] = ""
    partner: Annotated[str, Field(N_("Partner"), room=Room.IDENTITY)] = ""
    place: Annotated[str, Field(N_("Place"), help=N_("Where somebody hides."), room=Room.IDENTITY)] = ""
    discloses_to_partner: Annotated[
        bool | None,
        Field(
            N_("Tells a partner who it is"), Type.BOOL, N_("Then consent or a vital interest is needed."), required=True
        ),
    ] = None
    disclosed_level: Annotated[str, Field(N_("Level disclosed"), Type.CODE, vocabulary="consent_level")] = ""
    started_at: Annotated[str, Field(N_("Started"), Type.INSTANT, listed=True)] = ""
    ended_at: Annotated[str, Field(N_("Ended"), Type.INSTANT, listed=True)] = ""
    outcome: Annotated[LText, Field(N_("Outcome"), Type.LONG_TEXT)] = {}
    after_fact_review: Annotated[SaidBy, Field(N_("Looked at afterwards"), Type.GROUP)] = SaidBy()


RISK_ASSESSMENT = describe(
    RiskAssessment,
    "risk_assessment",
    N_("Risk"),
    N_("Risks"),
    N_("How much danger somebody is in, of acting and of not acting."),
    key=("subject", "case"),
    restrictive="risk_level",
    strictest=("imminent", "high", "medium", "low"),
)
SOURCE_RISK = describe(
    SourceRisk,
    "source_risk",
    N_("Risk of a source"),
    N_("Risks of sources"),
    N_("Kept apart so that nobody learns who a source is."),
    key=("subject", "case"),
    restrictive="risk_level",
    strictest=("imminent", "high", "medium", "low"),
)
PROTECTION_ACTION = describe(
    ProtectionAction,
    "protection_action",
    N_("Protection"),
    N_("Protection"),
    N_("Something done so that people are safer."),
)
