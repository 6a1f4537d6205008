"""The case, and the sealed case that only head and custodian may open (G33)."""

from __future__ import annotations

from typing import Annotated

from fieldcase.model.declare import Field, Group, LText, Record, Room, Type, describe
from fieldcase.model.kinds.values import Count, Imported
from fieldcase.model.words import N_

SUBJECTS = ("persons", "organisations", "law_or_measure", "mixed")
TRACKS = ("normal", "urgent")
RELATED = ("pattern", "same_person", "split", "merged")


class RelatedCase(Group, frozen=True, kw_only=True):
    """Another case and how it belongs together with this one."""

    case: Annotated[str, Field(N_("Case"), Type.REF, refers="case", required=True)] = ""
    kind: Annotated[str, Field(N_("Connection"), Type.CHOICE, choices=RELATED, required=True)] = ""


class Closure(Group, frozen=True, kw_only=True):
    """Why a case was closed and what was told to the person (G20)."""

    reason: Annotated[str, Field(N_("Reason for closing"), Type.CODE, vocabulary="closure_reason", required=True)] = ""
    closed_at: Annotated[str, Field(N_("Closed on"), Type.INSTANT)] = ""
    told_to_person: Annotated[
        LText,
        Field(N_("What was told to the person"), Type.LONG_TEXT, N_("In codes; say also if nothing could be told.")),
    ] = {}


class Case(Record, frozen=True, kw_only=True):
    """Facts in the case room, in codes. Its status is computed from transitions and never written here.

    `as_received` keeps the words as they came, with names, in the identity room; `summary` is what the case room sees.
    """

    case_no: Annotated[
        str,
        Field(
            N_("Case number"),
            help=N_("Given once, by the laptop that opens the case; it never changes."),
            required=True,
            listed=True,
            search=12,
            names=True,
        ),
    ] = ""
    title_neutral: Annotated[
        str,
        Field(
            N_("Working title"),
            help=N_("No names, no villages, no posts that one person alone holds."),
            required=True,
            listed=True,
            search=8,
        ),
    ] = ""
    status: Annotated[str, Field(N_("Status"), Type.CODE, vocabulary="case_status", listed=True, computed=True)] = ""
    track: Annotated[
        str,
        Field(
            N_("Track"),
            Type.CHOICE,
            N_("Urgent may be set at any time, by anyone who works on the case, without approval."),
            choices=TRACKS,
            required=True,
            listed=True,
        ),
    ] = ""
    received_at: Annotated[
        str,
        Field(
            N_("Received"), Type.INSTANT, N_("When the United Nations first heard of it."), required=True, listed=True
        ),
    ] = ""
    received_channel: Annotated[
        str,
        Field(
            N_("Channel"),
            Type.CODE,
            N_("Kept coarse here; the exact way stays with the source."),
            vocabulary="intake_channel",
            required=True,
        ),
    ] = ""
    summary: Annotated[
        LText,
        Field(N_("Summary"), Type.LONG_TEXT, N_("The facts as alleged, with codes only."), required=True, search=4),
    ] = {}
    subject_kind: Annotated[
        str,
        Field(
            N_("Subject"),
            Type.CHOICE,
            N_("A law or measure needs no individual victim."),
            choices=SUBJECTS,
            required=True,
            listed=True,
        ),
    ] = ""
    responsible_states: Annotated[
        tuple[str, ...],
        Field(N_("Responsible States"), Type.STATE, N_("Follows from the acts."), listed=True, computed=True),
    ] = ()
    un_nexus: Annotated[
        str,
        Field(
            N_("Nexus"),
            Type.CODE,
            N_("Follows from the links of cooperation."),
            vocabulary="un_nexus",
            listed=True,
            computed=True,
        ),
    ] = ""
    transnational_kind: Annotated[
        tuple[str, ...],
        Field(
            N_("Transnational"),
            Type.CODE,
            N_("Suggested by rule, confirmed by an officer."),
            vocabulary="transnational_kind",
        ),
    ] = ()
    gender_dimension: Annotated[
        LText, Field(N_("Gender dimension"), Type.LONG_TEXT, N_("How gender shaped the act or its effect."), search=2)
    ] = {}
    mass_count: Annotated[Count, Field(N_("People or organisations not recorded singly"), Type.GROUP)] = Count()
    previous_report_refs: Annotated[
        tuple[str, ...], Field(N_("Earlier reports that mention it"), Type.REF, refers="external_ref")
    ] = ()
    related_cases: Annotated[dict[str, RelatedCase], Field(N_("Related cases"), Type.GROUP)] = {}
    merged_into: Annotated[
        str, Field(N_("Merged into"), Type.REF, N_("The old number still leads there."), refers="case", listed=True)
    ] = ""
    assigned_to: Annotated[str, Field(N_("Officer"), Type.REF, refers="seat", listed=True)] = ""
    reviewer: Annotated[
        str, Field(N_("Reviewer"), Type.REF, N_("Somebody else than the officer."), refers="seat", listed=True)
    ] = ""
    closure: Annotated[Closure, Field(N_("Closing"), Type.GROUP)] = Closure()
    old_number: Annotated[
        str,
        Field(
            N_("Old number"), help=N_("The number in a register that was imported."), listed=True, search=10, names=True
        ),
    ] = ""
    as_imported: Annotated[dict[str, Imported], Field(N_("In the old register"), Type.GROUP)] = {}
    as_received: Annotated[
        LText,
        Field(
            N_("As received, word for word"),
            Type.LONG_TEXT,
            N_("May name people; never leaves the identity room."),
            room=Room.IDENTITY,
            search=3,
        ),
    ] = {}
    remarks: Annotated[
        str, Field(N_("Remarks"), Type.LONG_TEXT, N_("May name people."), room=Room.IDENTITY, search=2)
    ] = ""


class SealedCase(Record, frozen=True, kw_only=True):
    """A case against personnel of the Organization, kept apart whole: it has no ordinary outputs (G33)."""

    case_no: Annotated[str, Field(N_("Case number"), room=Room.SEALED, required=True, listed=True, search=12)] = ""
    received_at: Annotated[str, Field(N_("Received"), Type.INSTANT, room=Room.SEALED, required=True, listed=True)] = ""
    summary: Annotated[LText, Field(N_("Summary"), Type.LONG_TEXT, room=Room.SEALED, required=True, search=4)] = {}
    persons: Annotated[str, Field(N_("Persons concerned"), Type.LONG_TEXT, room=Room.SEALED, search=6, names=True)] = ""
    referred_to: Annotated[
        str, Field(N_("Referred to"), help=N_("The oversight service that was told."), room=Room.SEALED)
    ] = ""
    referred_at: Annotated[str, Field(N_("Referred on"), Type.INSTANT, room=Room.SEALED, listed=True)] = ""
    old_number: Annotated[str, Field(N_("Old number"), room=Room.SEALED, listed=True, search=10)] = ""
    as_imported: Annotated[dict[str, Imported], Field(N_("In the old register"), Type.GROUP, room=Room.SEALED)] = {}


CASE = describe(
    Case, "case", N_("Case"), N_("Cases"), N_("One link between cooperation and harm, and all that belongs to it.")
)
SEALED_CASE = describe(
    SealedCase, "sealed_case", N_("Sealed case"), N_("Sealed cases"), N_("Kept for head and custodian alone.")
)
