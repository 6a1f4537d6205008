"""The life of a State reply, a report entry and an export (domain reference, sections 7.6 to 7.8)."""

from __future__ import annotations

from datetime import date

from fieldcase.model.machines.table import Machine, Made, State, ways
from fieldcase.model.roles import Role
from fieldcase.model.words import N_

CO, RV, HD, CU, HQ = Role.CASE_OFFICER, Role.REVIEWER, Role.HEAD, Role.CUSTODIAN, Role.HQ_DESK

REPLY = Machine(
    name="reply",
    kind="state_reply",
    label=N_("State reply"),
    start="received",
    ground="matrix_drafted",
    states=(
        State("received", N_("Received"), Made.VALUE),
        State("registered", N_("Registered")),
        State("awaiting_translation", N_("Awaiting translation"), Made.NOTICED),
        State("matrix_drafted", N_("Matrix drafted")),
        State("matrix_reviewed", N_("Matrix reviewed")),
        State("closed", N_("Closed")),
    ),
    transitions=ways(
        "reply",
        ("received", "registered", (CO, HQ), "screened", "fact"),
        ("registered awaiting_translation matrix_reviewed", "matrix_drafted", (CO, HQ), "", "fact"),
        ("matrix_drafted", "matrix_reviewed", (RV,), "G9 G19", "decision"),
        ("matrix_reviewed", "closed", (CO,), "", "fact"),
        ("registered", "closed", (CO,), "nothing_put", "fact"),
    ),
)

_UNPUBLISHED = "draft in_review head_ok submitted_hq hq_edited field_confirmed"

ENTRY = Machine(
    name="entry",
    kind="report_entry",
    label=N_("Report entry"),
    start="draft",
    states=(
        State("draft", N_("Draft")),
        State("in_review", N_("In review")),
        State("head_ok", N_("Agreed by the head")),
        State("submitted_hq", N_("Sent to headquarters")),
        State("hq_edited", N_("Edited by headquarters")),
        State("field_confirmed", N_("Confirmed by the field")),
        State("published", N_("Published")),
        State("omitted", N_("Left out")),
        State("blocked", N_("Blocked"), Made.NOTICED),
    ),
    transitions=ways(
        "entry",
        ("draft blocked", "in_review", (CO,), "G14 G21", "fact"),
        ("in_review head_ok", "draft", (CO, RV, HD), "comments", "fact"),
        ("in_review", "head_ok", (HD,), "G4 G5 G8 G9 G11 G14 G21 G27", "decision"),
        ("head_ok", "submitted_hq", (HD,), "transfer_made", "fact"),
        ("submitted_hq field_confirmed", "hq_edited", (HQ,), "", "fact"),
        ("submitted_hq hq_edited", "field_confirmed", (RV, HD), "G5 G9 G14 G21", "decision"),
        ("field_confirmed", "published", (HQ,), "", "fact"),
        (f"{_UNPUBLISHED} blocked", "omitted", (HD, HQ), "reason", "fact"),
    ),
)

EXPORT = Machine(
    name="export",
    kind="",
    label=N_("Export"),
    start="proposed",
    states=(
        State("proposed", N_("Proposed")),
        State("checked", N_("Checked")),
        State("approved", N_("Approved")),
        State("sealed", N_("Sealed")),
        State("handed_over", N_("Handed over")),
        State("receipted", N_("Receipted")),
        State("lost", N_("Lost")),
    ),
    transitions=ways(
        "export",
        ("proposed", "checked", (CO, HD), "guard_report_shown G24", "fact"),
        ("checked", "approved", (HD,), "G9 G24 custodian_if_closed", "decision"),
        ("approved", "sealed", (CO, HD), "G24", "fact"),
        ("sealed", "handed_over", (CO, HD), "", "fact"),
        ("handed_over", "receipted", (CO, HD), "receipt", "fact"),
        ("handed_over", "lost", (CO, RV, HD, CU), "reason", "fact"),
    ),
)


def reply_state(entered: str, *, kinds: tuple[str, ...]) -> str:
    """The state shown of a reply: registered but in a language nobody read yet, it awaits its translation. Whoever
    enters that says what kind of reply it is after all, so nobody needs to see the translation itself to know."""
    if entered == "registered" and "translation_pending" in kinds:
        return "awaiting_translation"
    return entered or REPLY.start


def late(received: date, due: date | None) -> bool:
    """Whether a reply came after the day it was due."""
    return due is not None and received > due


def entry_state(entered: str, *, blocked: bool) -> str:
    """The state shown of a report entry: a withdrawal or a higher risk blocks every one that is not out yet."""
    state = entered or ENTRY.start
    return "blocked" if blocked and state in _UNPUBLISHED.split() else state
