"""The life of a letter (domain reference, section 7.5), for the three families of letters.

A letter to a State is signed and dispatched here; a proposal goes to headquarters and is never signed; a letter to a
source needs a safe channel and no State checks. An officer signs and sends a letter to a source in one step, for nobody
decides on what they wrote; the head may sign it instead. Submitting, returning, dispatching and cancelling are facts;
approving and signing are decisions: one changed comma makes them void, and the letter is a draft again.
"""

from __future__ import annotations

from datetime import date

import msgspec

from fieldcase.model.machines.table import Machine, State, Transition, ways
from fieldcase.model.roles import Role
from fieldcase.model.words import N_

CO, RV, HD, HQ = Role.CASE_OFFICER, Role.REVIEWER, Role.HEAD, Role.HQ_DESK

STATE, PROPOSAL, SOURCE = "state", "proposal", "source"
PROPOSALS = frozenset(
    {
        "sp_allegation_draft",
        "sp_urgent_draft",
        "sp_other_draft",
        "treaty_body_brief",
        "hrc_president_brief",
        "asg_brief",
    }
)
TO_SOURCES = frozenset({"source_acknowledgement", "source_feedback"})


def family(kind: str) -> str:
    """The family of a kind of letter (vocabulary `letter_kind`): `state` if no proposal and to no source."""
    if kind in PROPOSALS:
        return PROPOSAL
    return SOURCE if kind in TO_SOURCES else STATE


_LEAVES = "G4 G6 G8"
_TEXT = "lint_clean blocks_complete"


def _for(families: tuple[str, ...], rows: tuple[Transition, ...]) -> tuple[Transition, ...]:
    return tuple(msgspec.structs.replace(row, families=families) for row in rows)


LETTER = Machine(
    name="letter",
    kind="letter",
    label=N_("Letter"),
    start="draft",
    states=(
        State("draft", N_("Draft")),
        State("in_review", N_("In review")),
        State("returned", N_("Returned")),
        State("approved", N_("Approved")),
        State("signed", N_("Signed")),
        State("dispatched", N_("Dispatched")),
        State("receipt_confirmed", N_("Receipt confirmed")),
        State("submitted_hq", N_("Sent to headquarters")),
        State("hq_accepted", N_("Accepted by headquarters")),
        State("hq_declined", N_("Declined by headquarters")),
        State("cancelled", N_("Cancelled")),
        State("superseded", N_("Replaced")),
    ),
    transitions=(
        *ways(
            "letter",
            ("draft returned", "in_review", (CO,), _TEXT, "fact"),
            ("in_review", "returned", (RV, HD), "comments", "fact"),
            ("in_review returned approved", "draft", (CO,), "", "fact"),
            ("draft in_review returned approved", "cancelled", (CO, HD), "reason", "fact"),
            ("signed", "cancelled", (HD,), "reason before_dispatch", "fact"),
            ("signed", "superseded", (HD,), "reason before_dispatch", "fact"),
        ),
        *_for(
            (STATE,),
            ways(
                "letter",
                ("in_review", "approved", (RV, HD), f"{_LEAVES} G5 G9 G11 G17 G18", "decision"),
                ("approved", "signed", (HD,), f"{_LEAVES} G9 G10 G23 office_ref frozen", "decision"),
                ("signed", "dispatched", (CO,), f"{_LEAVES} G25 proof", "fact"),
                ("dispatched", "receipt_confirmed", (CO,), "proof", "fact"),
            ),
        ),
        *_for(
            (PROPOSAL,),
            ways(
                "letter",
                ("in_review", "approved", (RV, HD), f"{_LEAVES} G5 G9 G11", "decision"),
                ("approved", "submitted_hq", (HD,), f"{_LEAVES} transfer_made", "fact"),
                ("submitted_hq", "hq_accepted", (HQ,), "external_ref G16", "fact"),
                ("submitted_hq", "hq_declined", (HQ,), "reason", "fact"),
            ),
        ),
        *_for(
            (SOURCE,),
            ways(
                "letter",
                ("in_review", "approved", (RV, HD), "G8 G9 safe_channel detail_agreed", "decision"),
                ("approved", "signed", (HD,), "G9 safe_channel frozen", "decision"),
                ("approved signed", "dispatched", (CO,), "safe_channel frozen proof", "fact"),
                ("dispatched", "receipt_confirmed", (CO,), "", "fact"),
            ),
        ),
    ),
)


def overdue(state: str, due: date | None, on: date, *, answered: bool) -> bool:
    """Whether a letter waits for a reply whose day has passed. The day itself is not overdue yet."""
    return state in ("dispatched", "receipt_confirmed") and due is not None and not answered and on > due
