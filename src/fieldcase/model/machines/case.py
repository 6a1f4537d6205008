"""The life of a case (domain reference, section 7.1). All its steps are facts: an edit undoes none of them."""

from __future__ import annotations

from datetime import date

from fieldcase.model.machines.table import Machine, Made, State, ways
from fieldcase.model.roles import Role
from fieldcase.model.words import N_

IN, CO, RV, HD = Role.INTAKE, Role.CASE_OFFICER, Role.REVIEWER, Role.HEAD
ACTIVE = "open under_verification action awaiting_reply follow_up"

CASE = Machine(
    name="case",
    kind="case",
    label=N_("Case"),
    start="draft",
    states=(
        State("draft", N_("Draft")),
        State("triage", N_("In triage")),
        State("open", N_("Opened")),
        State("under_verification", N_("Under verification")),
        State("action", N_("Action")),
        State("awaiting_reply", N_("Awaiting reply"), Made.NOTICED),
        State("follow_up", N_("Follow-up")),
        State("closed", N_("Closed")),
        State("reopened", N_("Reopened")),
        State("not_admitted", N_("Not admitted")),
        State("merged", N_("Merged")),
        State("transferred", N_("Transferred")),
    ),
    transitions=ways(
        "case",
        ("draft", "triage", (IN, CO), "G1 G2", "fact"),
        ("triage reopened", "open", (CO,), "risk_assessed subject_kind elements_opened", "fact"),
        ("triage", "not_admitted", (RV,), "proposed_by_officer reason head_if_high_risk protection_offered", "fact"),
        ("open", "under_verification", (CO,), "information", "fact"),
        ("open under_verification", "action", (HD,), "decision_with_tool", "fact"),
        ("action awaiting_reply", "follow_up", (CO, HD), "reply_overdue_or_new", "fact"),
        ("open under_verification", "follow_up", (CO, HD), "new_act_or_measure", "fact"),
        ("follow_up", "action", (CO, HD), "new_act_or_measure", "fact"),
        (ACTIVE, "closed", (HD,), "proposed_by_officer second_reader reason G20", "fact"),
        ("closed not_admitted", "reopened", (HD,), "proposed_by_officer new_information", "fact"),
        (
            f"draft triage {ACTIVE} closed not_admitted reopened",
            "merged",
            (RV,),
            "proposed_by_officer target_exists G1",
            "fact",
        ),
        (f"triage {ACTIVE} closed reopened", "transferred", (HD,), "receipt", "fact"),
    ),
)


def case_state(entered: str, *, letters_out: tuple[date | None, ...] = ()) -> str:
    """The state shown of a case: `action` with a letter on its way shows as awaiting a reply.

    `letters_out` holds, for each dispatched State letter that was not answered yet, the day its reply is due; None is a
    letter without a date, which nobody waits for.
    """
    if entered == "action" and any(due is not None for due in letters_out):
        return "awaiting_reply"
    return entered or CASE.start
