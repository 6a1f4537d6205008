"""What happened later, what is to be done, and what colleagues say to each other about a record."""

from __future__ import annotations

from typing import Annotated

from fieldcase.model.declare import Field, LText, Record, Type, describe
from fieldcase.model.words import N_

EVENTS = (
    "new_act",
    "release",
    "sentence",
    "contact",
    "state_measure",
    "deterioration",
    "recommendation_implemented",
)
COMMENTS = ("comment", "change_request", "approval_note")


class FollowUp(Record, frozen=True, kw_only=True):
    """Something that happened after the first recording of a case."""

    case: Annotated[str, Field(N_("Case"), Type.REF, refers="case", required=True, listed=True)] = ""
    date: Annotated[str, Field(N_("Date"), Type.EDTF, required=True, listed=True)] = ""
    kind: Annotated[str, Field(N_("What happened"), Type.CHOICE, choices=EVENTS, required=True, listed=True)] = ""
    text: Annotated[
        LText, Field(N_("Description"), Type.LONG_TEXT, N_("With codes only."), required=True, search=3)
    ] = {}
    refs: Annotated[
        tuple[str, ...],
        Field(
            N_("Records concerned"),
            Type.REF,
            refers="party act law_or_measure state_measure letter state_reply evidence",
        ),
    ] = ()
    next_date: Annotated[str, Field(N_("Look again on"), Type.DAY, listed=True)] = ""


class Task(Record, frozen=True, kw_only=True):
    """Something to be done by somebody until a day. Rules propose tasks; their texts carry codes only."""

    case: Annotated[str, Field(N_("Case"), Type.REF, refers="case", listed=True)] = ""
    kind: Annotated[str, Field(N_("Task"), required=True, listed=True)] = ""
    due_at: Annotated[str, Field(N_("Due"), Type.DAY, required=True, listed=True)] = ""
    assignee_role: Annotated[
        str, Field(N_("For the role"), help=N_("Whoever holds it, unless one person is named."), listed=True)
    ] = ""
    assignee: Annotated[str, Field(N_("For"), Type.REF, refers="seat", listed=True)] = ""
    origin: Annotated[
        str, Field(N_("Asked for by"), help=N_("A rule such as G7, or “manual”."), required=True, listed=True)
    ] = ""
    target: Annotated[tuple[str, ...], Field(N_("About"), Type.REF, required=True, listed=True)] = ()
    text: Annotated[str, Field(N_("What to do"), Type.LONG_TEXT, N_("With codes only."), search=2)] = ""
    party_code: Annotated[str, Field(N_("Code of the person"))] = ""
    done_at: Annotated[str, Field(N_("Done on"), Type.INSTANT, listed=True)] = ""
    done_note: Annotated[str, Field(N_("What was done"), Type.LONG_TEXT)] = ""


class Comment(Record, frozen=True, kw_only=True):
    """What a colleague says about a record or one field of it. Comments never leave the Organization."""

    case: Annotated[str, Field(N_("Case"), Type.REF, refers="case", listed=True)] = ""
    target: Annotated[str, Field(N_("About"), Type.REF, required=True, listed=True)] = ""
    target_field: Annotated[str, Field(N_("About the field"), listed=True)] = ""
    text: Annotated[str, Field(N_("Comment"), Type.LONG_TEXT, N_("With codes only."), required=True, search=2)] = ""
    kind: Annotated[str, Field(N_("Kind of comment"), Type.CHOICE, choices=COMMENTS, required=True, listed=True)] = ""
    resolved_by: Annotated[str, Field(N_("Resolved by"), Type.REF, refers="seat", listed=True)] = ""


FOLLOW_UP = describe(FollowUp, "follow_up", N_("Follow-up"), N_("Follow-up"), N_("What happened later."))
TASK = describe(Task, "task", N_("Task"), N_("Tasks"), N_("Something to be done until a day."))
COMMENT = describe(Comment, "comment", N_("Comment"), N_("Comments"), N_("What a colleague says about a record."))
