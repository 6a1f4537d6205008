"""Consent: per person, per use, per recipient. Nobody's consent covers anybody else; no row means that nobody asked.

A consent with its level, limits and dates is one decision and one value (`answer`). A withdrawal is a new value of it.
What an import found is only proposed (`proposal`, `remarks`): a machine never clears a name.
"""

from __future__ import annotations

from typing import Annotated

from fieldcase.model.declare import Field, Group, LText, Record, Room, Type, describe
from fieldcase.model.words import N_

IDENTIFIABLE = ("yes", "unsure", "no")


class ConsentAnswer(Group, frozen=True, kw_only=True):
    """What one party answered for one use and one recipient. An empty recipient means anyone of that scope."""

    party: Annotated[
        str, Field(N_("Person, group or organisation"), Type.REF, refers="party", required=True, listed=True)
    ] = ""
    scope: Annotated[str, Field(N_("Use"), Type.CODE, vocabulary="consent_scope", required=True, listed=True)] = ""
    recipient: Annotated[
        str,
        Field(N_("Only for"), help=N_("A State (XKA) or an organisation; empty for anyone of this use."), listed=True),
    ] = ""
    level: Annotated[
        str,
        Field(
            N_("Level"),
            Type.CODE,
            N_("NONE means: asked, and refused."),
            vocabulary="consent_level",
            required=True,
            listed=True,
        ),
    ] = ""
    limits: Annotated[
        LText, Field(N_("Limits"), Type.LONG_TEXT, N_("“Not before my hearing”, “not my village”. Codes only."))
    ] = {}
    basis: Annotated[str, Field(N_("Who consented"), Type.CODE, vocabulary="consent_basis", required=True)] = ""
    method: Annotated[str, Field(N_("How"), Type.CODE, vocabulary="consent_method", required=True)] = ""
    interpreter: Annotated[bool, Field(N_("Through an interpreter"), Type.BOOL)] = False
    explained_in_lang: Annotated[str, Field(N_("Language of the explanation"), required=True)] = ""
    risks_explained: Annotated[
        bool, Field(N_("Risks explained"), Type.BOOL, N_("Needed for any level above NONE."), required=True)
    ] = False
    obtained_by: Annotated[str, Field(N_("Obtained by"), Type.REF, refers="seat", required=True)] = ""
    obtained_at: Annotated[str, Field(N_("Obtained on"), Type.INSTANT, required=True)] = ""
    valid_from: Annotated[str, Field(N_("Valid from"), Type.DAY, required=True, listed=True)] = ""
    expires_on: Annotated[str, Field(N_("Expires on"), Type.DAY, listed=True)] = ""
    withdrawn_at: Annotated[str, Field(N_("Withdrawn on"), Type.INSTANT, listed=True)] = ""
    withdrawn_how: Annotated[str, Field(N_("How it was withdrawn"), Type.LONG_TEXT)] = ""
    child_view: Annotated[
        LText, Field(N_("The child's own view"), Type.LONG_TEXT, N_("Asked besides the guardian's consent."))
    ] = {}
    child_level: Annotated[
        str,
        Field(
            N_("Level the child agrees to"),
            Type.CODE,
            N_("The lower of the guardian's and the child's counts (G29)."),
            vocabulary="consent_level",
        ),
    ] = ""


class ConsentProposal(Group, frozen=True, kw_only=True):
    """What an import would propose. It clears nothing; without a date it is due for renewal at once."""

    proposed: Annotated[str, Field(N_("Proposed level"), Type.CODE, vocabulary="consent_level", listed=True)] = ""
    dated: Annotated[str, Field(N_("Date found"), Type.EDTF)] = ""
    batch: Annotated[str, Field(N_("Import"), Type.REF, refers="import_batch")] = ""
    party: Annotated[str, Field(N_("Person, group or organisation"), Type.REF, refers="party")] = ""
    scope: Annotated[str, Field(N_("Use"), Type.CODE, vocabulary="consent_scope")] = ""
    recipient: Annotated[str, Field(N_("Only for"))] = ""


class ConsentRemark(Group, frozen=True, kw_only=True):
    """Words about consent found in an old register, kept as they were."""

    words: Annotated[str, Field(N_("Words"), Type.LONG_TEXT, required=True)] = ""
    found_in: Annotated[str, Field(N_("Found in"))] = ""
    reason: Annotated[str, Field(N_("What was made of them"))] = ""


class Consent(Record, frozen=True, kw_only=True):
    """Consent of one party for one use and one recipient; natural key party × scope × recipient."""

    answer: Annotated[ConsentAnswer, Field(N_("Consent"), Type.GROUP, required=True)] = ConsentAnswer()
    given_by: Annotated[
        str,
        Field(N_("Given by"), Type.REF, N_("When it was not the person."), Room.IDENTITY, refers="party"),
    ] = ""
    evidence: Annotated[str, Field(N_("Evidence"), Type.REF, room=Room.IDENTITY, refers="evidence")] = ""
    proposal: Annotated[
        ConsentProposal,
        Field(N_("Proposed by import"), Type.GROUP, N_("Counts for nothing until a person confirms it.")),
    ] = ConsentProposal()
    remarks: Annotated[
        dict[str, ConsentRemark],
        Field(N_("Words found"), Type.GROUP, N_("As the old register had them."), Room.IDENTITY),
    ] = {}

    @property
    def party(self) -> str:
        return self.answer.party or self.proposal.party

    @property
    def scope(self) -> str:
        return self.answer.scope or self.proposal.scope

    @property
    def recipient(self) -> str:
        return self.answer.recipient or self.proposal.recipient

    @property
    def level(self) -> str:
        """The level that a person recorded; empty when there is only a proposal, or nothing."""
        return self.answer.level


class Recognisable(Group, frozen=True, kw_only=True):
    """Could the recipient recognise this party from this text? Answered by somebody who did not write it (G5)."""

    party: Annotated[
        str, Field(N_("Person, group or organisation"), Type.REF, refers="party", required=True, listed=True)
    ] = ""
    about: Annotated[
        str,
        Field(N_("In this text"), Type.REF, refers="letter report_entry good_offices_note", required=True, listed=True),
    ] = ""
    text: Annotated[
        str,
        Field(
            N_("Hash of the text read"),
            Type.SHA256,
            N_("Another text needs another answer."),
            required=True,
            listed=True,
        ),
    ] = ""
    answer: Annotated[
        str,
        Field(N_("Could the recipient recognise them?"), Type.CHOICE, choices=IDENTIFIABLE, required=True, listed=True),
    ] = ""
    reason: Annotated[str, Field(N_("Why"), Type.LONG_TEXT, N_("Place, date, role, small group. Codes only."))] = ""


class IdentifiabilityAnswer(Record, frozen=True, kw_only=True):
    """One answer to G5; natural key party × text. “Yes” and “unsure” block."""

    judgement: Annotated[Recognisable, Field(N_("Answer"), Type.GROUP, required=True)] = Recognisable()
    case: Annotated[str, Field(N_("Case"), Type.REF, refers="case", listed=True)] = ""


CONSENT = describe(
    Consent,
    "consent",
    N_("Consent"),
    N_("Consents"),
    N_("What a person agreed to, for one use and one recipient."),
    key=("party", "scope", "recipient"),
    restrictive="consent_level",
    strictest=("NONE", "ANON", "CODED", "NAMED"),
)
IDENTIFIABILITY_ANSWER = describe(
    IdentifiabilityAnswer,
    "identifiability_answer",
    N_("Identifiability"),
    N_("Identifiability"),
    N_("Whether a recipient could recognise somebody who is not named."),
    key=("party", "about", "text"),
    restrictive="identifiable",
    strictest=IDENTIFIABLE,
    level="answer",
)
