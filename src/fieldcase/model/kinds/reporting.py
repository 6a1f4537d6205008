"""The report of the Secretary-General: its cycles, the office's entries, and notes for the President's good offices.

A cycle has two destinations (OP15). What head, headquarters and field agree to are transitions.
"""

from __future__ import annotations

from typing import Annotated

from fieldcase.model.declare import Field, Group, LText, Record, Room, Type, describe
from fieldcase.model.kinds.letters import AllegationInLetter
from fieldcase.model.kinds.values import BOOL3, Named
from fieldcase.model.words import N_

CYCLE_STATUS = ("planned", "open", "cut_off", "published")
PERIOD_BASIS = ("act_in_period", "received_in_period", "development_in_period")


class ReportingCycle(Record, frozen=True, kw_only=True):
    """One year of reporting, with its dates as headquarters sets them."""

    label: Annotated[str, Field(N_("Cycle"), room=Room.OFFICE, required=True, listed=True)] = ""
    period_from: Annotated[str, Field(N_("From"), Type.DAY, room=Room.OFFICE, required=True, listed=True)] = ""
    period_to: Annotated[str, Field(N_("To"), Type.DAY, room=Room.OFFICE, required=True, listed=True)] = ""
    submission_deadline: Annotated[str, Field(N_("Submission deadline"), Type.DAY, room=Room.OFFICE)] = ""
    state_reply_cutoff: Annotated[
        str, Field(N_("Cut-off for replies"), Type.DAY, N_("Not the end of the period."), Room.OFFICE)
    ] = ""
    hrc_session: Annotated[str, Field(N_("Session of the Council"), room=Room.OFFICE)] = ""
    ga_session: Annotated[str, Field(N_("Session of the General Assembly"), room=Room.OFFICE)] = ""
    status: Annotated[
        str, Field(N_("Status"), Type.CHOICE, room=Room.OFFICE, choices=CYCLE_STATUS, required=True, listed=True)
    ] = ""


class PeriodBasis(Group, frozen=True, kw_only=True):
    """Why the entry belongs to the cycle, with the date that proves it (G21)."""

    basis: Annotated[str, Field(N_("Why in this period"), Type.CHOICE, choices=PERIOD_BASIS, required=True)] = ""
    date: Annotated[str, Field(N_("Date"), Type.EDTF, required=True)] = ""


class ProtectionReason(Group, frozen=True, kw_only=True):
    """Why the State was not approached: a reason of protection, in words (G14)."""

    reason: Annotated[str, Field(N_("Reason"), Type.CODE, vocabulary="omission_reason", required=True)] = ""
    words: Annotated[LText, Field(N_("In words"), Type.LONG_TEXT, required=True)] = {}


class OmittedCounts(Group, frozen=True, kw_only=True):
    """How many are left out, so that silence is counted too."""

    women: Annotated[int, Field(N_("Women"), Type.NUMBER)] = 0
    men: Annotated[int, Field(N_("Men"), Type.NUMBER)] = 0
    other: Annotated[int, Field(N_("Other genders"), Type.NUMBER)] = 0
    unknown: Annotated[int, Field(N_("Gender unknown"), Type.NUMBER)] = 0
    organisations: Annotated[int, Field(N_("Organisations"), Type.NUMBER)] = 0


class Omission(Group, frozen=True, kw_only=True):
    """That an entry stays out of the report, why, and how many people it concerns."""

    omitted: Annotated[bool, Field(N_("Left out"), Type.BOOL, listed=True)] = False
    reasons: Annotated[tuple[str, ...], Field(N_("Reasons"), Type.CODE, vocabulary="omission_reason")] = ()
    counts: Annotated[OmittedCounts, Field(N_("How many"), Type.GROUP)] = OmittedCounts()


class NoReply(Group, frozen=True, kw_only=True):
    """That no reply had come at the cut-off: computed, never ticked."""

    letters: Annotated[tuple[str, ...], Field(N_("Letters"), Type.REF, refers="letter earlier_letter")] = ()
    due_dates: Annotated[tuple[str, ...], Field(N_("Due dates"), Type.DAY)] = ()
    as_of: Annotated[str, Field(N_("As of"), Type.DAY)] = ""


class ReportEntry(Record, frozen=True, kw_only=True):
    """What the office proposes to say in the report about one or more cases."""

    case: Annotated[str, Field(N_("Case"), Type.REF, refers="case", required=True, listed=True)] = ""
    cycle: Annotated[str, Field(N_("Cycle"), Type.REF, refers="reporting_cycle", required=True, listed=True)] = ""
    case_nos: Annotated[
        tuple[str, ...], Field(N_("All cases it covers"), Type.REF, refers="case", required=True, listed=True)
    ] = ()
    state_section: Annotated[
        str, Field(N_("Under the State"), Type.STATE, N_("The responsible State."), required=True, listed=True)
    ] = ""
    section: Annotated[
        str, Field(N_("Section"), Type.CODE, vocabulary="report_section", required=True, listed=True)
    ] = ""
    also_section: Annotated[str, Field(N_("Also in section"), Type.CODE, vocabulary="report_section")] = ""
    period_basis: Annotated[PeriodBasis, Field(N_("Period"), Type.GROUP, required=True)] = PeriodBasis()
    text: Annotated[
        LText, Field(N_("Text"), Type.LONG_TEXT, N_("People as placeholders: {P-7K3D9X}."), required=True, search=3)
    ] = {}
    allegations: Annotated[dict[str, AllegationInLetter], Field(N_("Allegations"), Type.GROUP, required=True)] = {}
    transmitted_by: Annotated[
        tuple[str, ...],
        Field(
            N_("Transmitted by"),
            Type.REF,
            refers="letter oral_approach external_ref earlier_letter",
        ),
    ] = ()
    protection_reason: Annotated[ProtectionReason, Field(N_("Why the State was not approached"), Type.GROUP)] = (
        ProtectionReason()
    )
    reply_summary: Annotated[LText, Field(N_("Summary of the reply"), Type.LONG_TEXT)] = {}
    summary_kept: Annotated[
        str, Field(N_("Why the summary stays"), help=N_("Where it seems to say more than the reply does."))
    ] = ""
    no_reply_at_cutoff: Annotated[NoReply, Field(N_("No reply at the cut-off"), Type.GROUP, computed=True)] = NoReply()
    naming: Annotated[dict[str, Named], Field(N_("Who may be recognised"), Type.GROUP, required=True)] = {}
    previous_report_refs: Annotated[
        tuple[str, ...], Field(N_("Earlier reports that mention it"), Type.REF, refers="external_ref")
    ] = ()
    positive_developments: Annotated[
        tuple[str, ...], Field(N_("Positive developments"), Type.REF, refers="state_measure")
    ] = ()
    omission: Annotated[Omission, Field(N_("Leaving out"), Type.GROUP)] = Omission()


class Consulted(Group, frozen=True, kw_only=True):
    """How the State was consulted, as Geneva told."""

    when: Annotated[str, Field(N_("When"), Type.EDTF)] = ""
    how: Annotated[str, Field(N_("How"))] = ""
    reaction: Annotated[LText, Field(N_("Reaction"), Type.LONG_TEXT)] = {}


class GoodOfficesNote(Record, frozen=True, kw_only=True):
    """Facts for the good offices of the President of the Council: only links with the Council itself (OP13, G15)."""

    case: Annotated[str, Field(N_("Case"), Type.REF, refers="case", required=True, listed=True)] = ""
    letter: Annotated[
        str,
        Field(N_("Brief"), Type.REF, N_("The proposal that took it to headquarters."), refers="letter", listed=True),
    ] = ""
    hrc_session: Annotated[str, Field(N_("Session of the Council"), required=True, listed=True)] = ""
    links: Annotated[
        tuple[str, ...], Field(N_("Cooperation with the Council"), Type.REF, refers="cooperation_link", required=True)
    ] = ()
    facts: Annotated[LText, Field(N_("Facts"), Type.LONG_TEXT, required=True, search=3)] = {}
    naming: Annotated[dict[str, Named], Field(N_("Who may be recognised"), Type.GROUP, required=True)] = {}
    state_consulted: Annotated[Consulted, Field(N_("State consulted"), Type.GROUP, N_("Only as Geneva tells it."))] = (
        Consulted()
    )
    outcome: Annotated[LText, Field(N_("Outcome"), Type.LONG_TEXT)] = {}
    public_mention: Annotated[str, Field(N_("Mentioned in public"), Type.BOOL3, choices=BOOL3)] = ""


REPORTING_CYCLE = describe(
    ReportingCycle, "reporting_cycle", N_("Reporting cycle"), N_("Reporting cycles"), N_("One year of reporting.")
)
REPORT_ENTRY = describe(
    ReportEntry, "report_entry", N_("Report entry"), N_("Report entries"), N_("What the report is to say about a case.")
)
GOOD_OFFICES_NOTE = describe(
    GoodOfficesNote,
    "good_offices_note",
    N_("Good offices note"),
    N_("Good offices notes"),
    N_("Facts for the President of the Council."),
)
