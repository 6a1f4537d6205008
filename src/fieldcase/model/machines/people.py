"""Verification, consent and risk (domain reference, sections 7.2 to 7.4), and the decision that follows from them.

What was assessed, answered or judged is a value; only the second reading is a transition, a decision that falls as soon
as the value changes. Expiry and overdue reviews are noticed on a date and never written.
"""

from __future__ import annotations

from datetime import date

from fieldcase.model.machines.table import Machine, Made, State, ways
from fieldcase.model.roles import Role
from fieldcase.model.words import N_

IN, CO, RV, HD, CU, HQ = (
    Role.INTAKE,
    Role.CASE_OFFICER,
    Role.REVIEWER,
    Role.HEAD,
    Role.CUSTODIAN,
    Role.HQ_DESK,
)

VERIFICATION = Machine(
    name="verification",
    kind="assessment",
    label=N_("Verification"),
    start="not_assessed",
    ground="assessed",
    states=(
        State("not_assessed", N_("Not assessed"), Made.VALUE),
        State("assessed", N_("Assessed"), Made.VALUE),
        State("in_review", N_("In review")),
        State("accepted", N_("Accepted")),
        State("returned", N_("Returned")),
        State("stale", N_("New information since"), Made.NOTICED),
    ),
    transitions=ways(
        "verification",
        ("not_assessed", "assessed", (CO,), "", "fact"),
        ("assessed returned accepted stale", "in_review", (CO,), "G12 G13", "fact"),
        ("assessed in_review", "accepted", (RV,), "G9 G11 G12 G13", "decision"),
        ("in_review", "returned", (RV,), "comments", "fact"),
    ),
)

CONSENT = Machine(
    name="consent",
    kind="consent",
    label=N_("Consent"),
    start="not_asked",
    ground="given",
    states=(
        State("not_asked", N_("Not asked"), Made.VALUE),
        State("proposed", N_("Proposed by an import"), Made.VALUE),
        State("given", N_("Given"), Made.VALUE),
        State("refused", N_("Refused"), Made.VALUE),
        State("reviewed", N_("Given and reviewed")),
        State("expired", N_("Expired"), Made.NOTICED),
        State("withdrawn", N_("Withdrawn"), Made.VALUE),
    ),
    transitions=ways(
        "consent",
        ("not_asked", "proposed", (IN, CO, CU), "", "fact"),
        (
            "not_asked proposed refused withdrawn expired given reviewed",
            "given",
            (IN, CO, CU),
            "answer_recorded",
            "fact",
        ),
        ("not_asked proposed given reviewed expired", "refused", (IN, CO, CU), "answer_recorded", "fact"),
        ("given", "reviewed", (RV,), "G9", "decision"),
        ("given", "reviewed", (HD,), "G9 vital_interest", "decision"),
        ("given reviewed expired", "withdrawn", (IN, CO, RV, HD, CU, HQ), "", "fact"),
    ),
)

RISK = Machine(
    name="risk",
    kind="risk_assessment",
    label=N_("Risk"),
    start="due",
    ground="assessed",
    states=(
        State("due", N_("To be assessed"), Made.VALUE),
        State("assessed", N_("Assessed"), Made.VALUE),
        State("accepted", N_("Accepted")),
        State("review_due", N_("Review overdue"), Made.NOTICED),
        State("closed", N_("Closed with the case"), Made.NOTICED),
    ),
    transitions=ways(
        "risk",
        ("due assessed accepted review_due", "assessed", (IN, CO), "", "fact"),
        ("assessed review_due", "accepted", (RV, HD), "G9", "decision"),
    ),
)

DECISION = Machine(
    name="decision",
    kind="decision",
    label=N_("Decision"),
    start="proposed",
    states=(
        State("proposed", N_("Proposed"), Made.VALUE),
        State("decided", N_("Decided")),
        State("declined", N_("Declined")),
    ),
    transitions=ways(
        "decision",
        ("proposed declined", "decided", (HD, HQ), "G9", "decision"),
        ("proposed decided", "declined", (HD, HQ), "reason", "fact"),
    ),
)


def verification_state(
    entered: str, *, assessed: bool, assessed_on: date | None = None, newest: date | None = None
) -> str:
    """The state shown of one element. `entered` is the last transition that holds, empty when none does.

    An element whose newest information is later than its assessment is stale, accepted or not.
    """
    if not assessed:
        return "not_assessed"
    if assessed_on is not None and newest is not None and newest > assessed_on:
        return "stale"
    return entered or "assessed"


def consent_state(
    entered: str,
    *,
    level: str,
    withdrawn: bool,
    expires: date | None,
    on: date,
    proposed: bool = False,
    starts: date | None = None,
) -> str:
    """The state shown of one consent on a day. A consent counts through the day on which it expires, not after.

    A proposal without an answer is shown and clears nothing; a consent before its first day counts as not asked.
    """
    if withdrawn:
        return "withdrawn"
    if not level:
        return "proposed" if proposed else "not_asked"
    if level == "NONE":
        return "refused"
    if starts is not None and on < starts:
        return "not_asked"
    if expires is not None and on > expires:
        return "expired"
    return "reviewed" if entered == "reviewed" else "given"


def risk_state(entered: str, *, assessed: bool, review_due: date | None, on: date, case_closed: bool = False) -> str:
    """The state shown of a risk on a day: overdue from the day after its review was due."""
    if not assessed:
        return "due"
    if case_closed:
        return "closed"
    if review_due is not None and on > review_due:
        return "review_due"
    return "accepted" if entered == "accepted" else "assessed"
