"""What was done to people, and the laws or measures that need no single victim."""

from __future__ import annotations

from typing import Annotated

from fieldcase.model.declare import Field, Group, LText, Record, Room, Type, describe
from fieldcase.model.kinds.values import Argued, Count, Imported, Known
from fieldcase.model.words import N_

ATTRIBUTION = ("commission", "acquiescence", "failure_to_protect", "none_non_state", "unknown")
LAW_STAGES = ("bill", "adopted", "in_force", "applied", "suspended", "repealed")
PURPOSE = ("purpose", "effect", "both", "unknown")


class Severity(Group, frozen=True, kw_only=True):
    """How grave, and why."""

    level: Annotated[str, Field(N_("Severity"), Type.CODE, vocabulary="severity", required=True, listed=True)] = ""
    rationale: Annotated[LText, Field(N_("Why"), Type.LONG_TEXT)] = {}


class Act(Record, frozen=True, kw_only=True):
    """One act. Its five countries are five facts: none is filled from another."""

    case: Annotated[str, Field(N_("Case"), Type.REF, refers="case", required=True, listed=True)] = ""
    act_no: Annotated[
        str,
        Field(N_("Number"), help=N_("A1, A2 … in the case; never used twice."), required=True, listed=True, search=6),
    ] = ""
    type: Annotated[
        tuple[str, ...],
        Field(
            N_("Type of act"),
            Type.CODE,
            N_("The finest term that fits; several may."),
            vocabulary="act_type",
            required=True,
            listed=True,
        ),
    ] = ()
    act_class: Annotated[
        str, Field(N_("Intimidation or reprisal"), Type.CODE, vocabulary="act_class", required=True, listed=True)
    ] = ""
    date: Annotated[
        str,
        Field(N_("Date of the act"), Type.EDTF, N_("An act that goes on has no end."), required=True, listed=True),
    ] = ""
    ongoing: Annotated[Known, Field(N_("Still going on"), Type.GROUP, required=True)] = Known()
    act_country: Annotated[
        str, Field(N_("Country of the act"), Type.STATE, N_("Where the harm was felt."), listed=True)
    ] = ""
    place_text: Annotated[
        str, Field(N_("Place, in general words"), help=N_("A region, not a village."), search=5, names=True)
    ] = ""
    place_detail: Annotated[str, Field(N_("Exact place"), room=Room.IDENTITY, search=5, names=True)] = ""
    latitude: Annotated[float | None, Field(N_("Latitude"), Type.NUMBER, room=Room.IDENTITY)] = None
    longitude: Annotated[float | None, Field(N_("Longitude"), Type.NUMBER, room=Room.IDENTITY)] = None
    is_online: Annotated[bool | None, Field(N_("Online"), Type.BOOL, required=True, listed=True)] = None
    is_offline: Annotated[bool | None, Field(N_("Offline"), Type.BOOL, required=True, listed=True)] = None
    online_means: Annotated[tuple[str, ...], Field(N_("Online means"), Type.CODE, vocabulary="online_means")] = ()
    perpetrator_types: Annotated[
        tuple[str, ...],
        Field(
            N_("Alleged author"),
            Type.CODE,
            N_("“Unidentified” is an answer."),
            vocabulary="perpetrator_type",
            required=True,
            listed=True,
        ),
    ] = ()
    state_organs: Annotated[tuple[str, ...], Field(N_("State organs"), Type.CODE, vocabulary="state_organ")] = ()
    responsible_state: Annotated[
        tuple[str, ...], Field(N_("Responsible State"), Type.STATE, N_("The attribution that is claimed."), listed=True)
    ] = ()
    attribution_mode: Annotated[
        str,
        Field(N_("Committed or tolerated"), Type.CHOICE, choices=ATTRIBUTION, required=True),
    ] = ""
    severity: Annotated[Severity, Field(N_("Severity"), Type.GROUP, required=True)] = Severity()
    harms: Annotated[tuple[str, ...], Field(N_("Harm"), Type.CODE, vocabulary="harm")] = ()
    victims: Annotated[
        tuple[str, ...],
        Field(N_("Victims"), Type.REF, N_("None only for a law, a measure or a mass."), refers="party", listed=True),
    ] = ()
    denial_of_access: Annotated[
        tuple[str, ...], Field(N_("Denied access"), Type.CODE, vocabulary="denial_of_access_type")
    ] = ()
    legal_basis_invoked: Annotated[
        LText, Field(N_("Legal basis invoked"), Type.LONG_TEXT, N_("What the authorities cited."), search=2)
    ] = {}
    rights_engaged: Annotated[
        tuple[str, ...],
        Field(N_("Rights engaged"), Type.CODE, N_("From the office's list of articles."), vocabulary="right"),
    ] = ()
    gender_dimension: Annotated[LText, Field(N_("Gender dimension"), Type.LONG_TEXT)] = {}
    narrative: Annotated[
        LText, Field(N_("What happened"), Type.LONG_TEXT, N_("With codes only."), required=True, search=4)
    ] = {}
    amount: Annotated[float | None, Field(N_("Amount"), Type.NUMBER, N_("Of a fine or a loss, in local money."))] = None
    remarks: Annotated[str, Field(N_("Remarks"), Type.LONG_TEXT, room=Room.IDENTITY, search=2)] = ""
    as_imported: Annotated[dict[str, Imported], Field(N_("In the old register"), Type.GROUP, room=Room.IDENTITY)] = {}


class LawStage(Group, frozen=True, kw_only=True):
    """What became of a law or measure, and when."""

    stage: Annotated[str, Field(N_("Stage"), Type.CHOICE, choices=LAW_STAGES, required=True)] = ""
    date: Annotated[str, Field(N_("Date"), Type.EDTF)] = ""


class Provision(Group, frozen=True, kw_only=True):
    """One article: what it says and what it does."""

    article: Annotated[str, Field(N_("Article"), required=True)] = ""
    text: Annotated[LText, Field(N_("Text"), Type.LONG_TEXT)] = {}
    effect: Annotated[LText, Field(N_("Effect"), Type.LONG_TEXT)] = {}


class Purpose(Group, frozen=True, kw_only=True):
    """Whether a law deters or hinders by purpose or by effect; either is enough."""

    answer: Annotated[str, Field(N_("Purpose or effect"), Type.CHOICE, choices=PURPOSE, required=True)] = ""
    reason: Annotated[LText, Field(N_("Reasoning"), Type.LONG_TEXT)] = {}


class LawOrMeasure(Record, frozen=True, kw_only=True):
    """A law, decree or general measure. It needs no individual victim (OP7)."""

    case: Annotated[str, Field(N_("Case"), Type.REF, refers="case", required=True, listed=True)] = ""
    lom_no: Annotated[
        str,
        Field(N_("Number"), help=N_("L1, L2 … in the case; never used twice."), required=True, listed=True, search=6),
    ] = ""
    enacting_state: Annotated[str, Field(N_("Enacting State"), Type.STATE, required=True, listed=True)] = ""
    type: Annotated[
        tuple[str, ...],
        Field(N_("Type of law or measure"), Type.CODE, vocabulary="law_measure_type", required=True, listed=True),
    ] = ()
    title: Annotated[LText, Field(N_("Title"), required=True, search=6)] = {}
    official_ref: Annotated[str, Field(N_("Official reference"), help=N_("Number, gazette, page."), search=4)] = ""
    stages: Annotated[dict[str, LawStage], Field(N_("History"), Type.GROUP, required=True)] = {}
    provisions: Annotated[dict[str, Provision], Field(N_("Provisions"), Type.GROUP, search=2)] = {}
    purpose_or_effect: Annotated[Purpose, Field(N_("Purpose or effect"), Type.GROUP, required=True)] = Purpose()
    impedes_access: Annotated[Argued, Field(N_("Impedes access to the United Nations"), Type.GROUP, required=True)] = (
        Argued()
    )
    denial_of_access: Annotated[
        tuple[str, ...], Field(N_("Denied access"), Type.CODE, vocabulary="denial_of_access_type")
    ] = ()
    applied_in_cases: Annotated[tuple[str, ...], Field(N_("Applied in these cases"), Type.REF, refers="case")] = ()
    affected_count: Annotated[Count, Field(N_("How many are affected"), Type.GROUP)] = Count()
    organisations_affected: Annotated[
        tuple[str, ...],
        Field(
            N_("Organisations affected"),
            Type.REF,
            N_("Naming one outside the office needs its consent."),
            refers="party",
        ),
    ] = ()
    source_file: Annotated[tuple[str, ...], Field(N_("Text as published"), Type.REF, refers="evidence")] = ()


ACT = describe(Act, "act", N_("Act"), N_("Acts"), N_("One act of intimidation or reprisal."))
LAW_OR_MEASURE = describe(
    LawOrMeasure,
    "law_or_measure",
    N_("Law or measure"),
    N_("Laws and measures"),
    N_("A rule or general measure that hinders or deters cooperation."),
)
