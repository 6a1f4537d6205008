"""What the office concludes: four elements verified apart, what to do, and the allegation it puts."""

from __future__ import annotations

from typing import Annotated

from fieldcase.model.declare import Field, Group, LText, Record, Type, describe
from fieldcase.model.kinds.values import Named
from fieldcase.model.words import N_


class Finding(Group, frozen=True, kw_only=True):
    """How far one element of one act is established, with its reasoning; one decision.

    For E1 and E3 the party is part of the key: two victims of one act may stand differently. Who assessed it and
    whether somebody else accepted it is the ledger's to say; how many independent groups support it is computed.
    """

    element: Annotated[
        str, Field(N_("Element"), Type.CODE, vocabulary="verification_element", required=True, listed=True)
    ] = ""
    target: Annotated[
        str, Field(N_("Act, law or measure"), Type.REF, refers="act law_or_measure", required=True, listed=True)
    ] = ""
    party: Annotated[
        str, Field(N_("Person, group or organisation"), Type.REF, N_("For E1 and E3."), refers="party", listed=True)
    ] = ""
    level: Annotated[
        str, Field(N_("Level of verification"), Type.CODE, vocabulary="verification_level", required=True, listed=True)
    ] = ""
    reasoning: Annotated[LText, Field(N_("Reasoning"), Type.LONG_TEXT, required=True)] = {}
    info_for: Annotated[tuple[str, ...], Field(N_("Information for it"), Type.REF, refers="information evidence")] = ()
    info_against: Annotated[
        tuple[str, ...], Field(N_("Information against it"), Type.REF, refers="information evidence")
    ] = ()
    weighed: Annotated[LText, Field(N_("How what speaks against it was weighed"), Type.LONG_TEXT)] = {}
    gaps: Annotated[LText, Field(N_("Gaps"), Type.LONG_TEXT)] = {}
    next_step: Annotated[LText, Field(N_("Next step"), Type.LONG_TEXT)] = {}
    standard_of_proof: Annotated[str, Field(N_("Standard of proof"), required=True)] = ""
    assessed_at: Annotated[str, Field(N_("Assessed on"), Type.INSTANT, listed=True)] = ""


class Assessment(Record, frozen=True, kw_only=True):
    """One element assessed for one target; natural key element × target × party. No record means not assessed."""

    finding: Annotated[Finding, Field(N_("Finding"), Type.GROUP, required=True)] = Finding()
    case: Annotated[str, Field(N_("Case"), Type.REF, refers="case", required=True, listed=True)] = ""

    @property
    def element(self) -> str:
        return self.finding.element

    @property
    def target(self) -> str:
        return self.finding.target

    @property
    def party(self) -> str:
        return self.finding.party

    @property
    def level(self) -> str:
        return self.finding.level


class Option(Group, frozen=True, kw_only=True):
    """One tool that was considered, with what speaks for and against it."""

    tool: Annotated[str, Field(N_("Tool"), Type.CODE, vocabulary="response_tool", required=True)] = ""
    pro: Annotated[LText, Field(N_("For"), Type.LONG_TEXT)] = {}
    contra: Annotated[LText, Field(N_("Against"), Type.LONG_TEXT)] = {}


class Wishes(Group, frozen=True, kw_only=True):
    """Whether the person's wishes were considered, and what followed from them."""

    considered: Annotated[bool, Field(N_("Wishes considered"), Type.BOOL, required=True)] = False
    what: Annotated[LText, Field(N_("What follows from them"), Type.LONG_TEXT)] = {}


class Decision(Record, frozen=True, kw_only=True):
    """What is to be done and why. An officer proposes it; the head decides by a transition of machine `decision`.

    `consent_snapshot` and `risk_ref` name ledger values (entry and position, 68 hex digits) and records they rest on.
    """

    case: Annotated[str, Field(N_("Case"), Type.REF, refers="case", required=True, listed=True)] = ""
    kind: Annotated[str, Field(N_("Decision"), Type.CODE, vocabulary="decision", required=True, listed=True)] = ""
    tool: Annotated[str, Field(N_("Tool"), Type.CODE, vocabulary="response_tool", listed=True)] = ""
    tier: Annotated[int | None, Field(N_("Tier"), Type.NUMBER, N_("Follows from the tool."), listed=True)] = None
    skipped_tiers_reason: Annotated[LText, Field(N_("Why lower tiers are skipped"), Type.LONG_TEXT)] = {}
    options_considered: Annotated[
        dict[str, Option],
        Field(
            N_("Options considered"),
            Type.GROUP,
            N_("Doing nothing, so as to do no harm, is always one."),
            required=True,
        ),
    ] = {}
    rationale: Annotated[LText, Field(N_("Rationale"), Type.LONG_TEXT, required=True, search=2)] = {}
    person_wishes_considered: Annotated[Wishes, Field(N_("Wishes of the person"), Type.GROUP, required=True)] = Wishes()
    risk_ref: Annotated[
        tuple[str, ...], Field(N_("Risks taken into account"), Type.REF, refers="risk_assessment", required=True)
    ] = ()
    consent_snapshot: Annotated[tuple[str, ...], Field(N_("Consents as they were"), Type.TEXT)] = ()
    review_due: Annotated[str, Field(N_("Review due"), Type.DAY, required=True, listed=True)] = ""


class Floor(Group, frozen=True, kw_only=True):
    """The levels of the four elements at the time of approval. There is no overall grade."""

    e1: Annotated[str, Field(N_("E1: the person"), Type.CODE, vocabulary="verification_level")] = ""
    e2: Annotated[str, Field(N_("E2: the act"), Type.CODE, vocabulary="verification_level")] = ""
    e3: Annotated[str, Field(N_("E3: the link"), Type.CODE, vocabulary="verification_level")] = ""
    e4: Annotated[str, Field(N_("E4: attribution"), Type.CODE, vocabulary="verification_level")] = ""


class Allegation(Record, frozen=True, kw_only=True):
    """What is put to a State. A letter transmits one version of it, and replies answer that version.

    The text names people by placeholders such as {P-7K3D9X}, resolved by consent when a letter is rendered. A version
    that was transmitted is frozen: a later text gets the next number in `version`. `floor_snapshot` is taken by its
    author when it goes to review: a value that the approver added would void the approval.
    """

    case: Annotated[str, Field(N_("Case"), Type.REF, refers="case", required=True, listed=True)] = ""
    alleg_no: Annotated[
        int | None, Field(N_("Number"), Type.NUMBER, N_("Stable in the case."), required=True, listed=True)
    ] = None
    version: Annotated[
        int | None, Field(N_("Version"), Type.NUMBER, N_("Frozen once it was transmitted."), required=True, listed=True)
    ] = None
    text: Annotated[
        LText, Field(N_("Text"), Type.LONG_TEXT, N_("People as placeholders: {P-7K3D9X}."), required=True, search=3)
    ] = {}
    acts: Annotated[tuple[str, ...], Field(N_("Acts"), Type.REF, refers="act", listed=True)] = ()
    laws: Annotated[
        tuple[str, ...], Field(N_("Laws and measures"), Type.REF, refers="law_or_measure", listed=True)
    ] = ()
    persons: Annotated[dict[str, Named], Field(N_("People in it"), Type.GROUP)] = {}
    floor_snapshot: Annotated[Floor, Field(N_("Verification when submitted"), Type.GROUP, required=True)] = Floor()


ASSESSMENT = describe(
    Assessment,
    "assessment",
    N_("Verification"),
    N_("Verification"),
    N_("How far one of the four elements is established."),
    key=("element", "target", "party"),
)
DECISION = describe(Decision, "decision", N_("Decision"), N_("Decisions"), N_("What is to be done, and why."))
ALLEGATION = describe(
    Allegation, "allegation", N_("Allegation"), N_("Allegations"), N_("A numbered text that is put to a State.")
)
