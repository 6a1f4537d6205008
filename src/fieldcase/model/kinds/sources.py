"""Who told the office, and what was told. Sources live whole in the source room, information in codes in the case room.

The two are joined only by `InformationSource`, in the source room. The case room sees of a source no more than a grade
and a letter for its independence group. A kind with fields in the source room has none elsewhere: records there never
share an id or a second with records of other rooms.
"""

from __future__ import annotations

from typing import Annotated

from fieldcase.model.declare import Field, Group, LText, Record, Room, Type, describe
from fieldcase.model.kinds.values import BOOL3, Imported, Support
from fieldcase.model.words import N_

OPEN_SOURCES = ("state_official", "court_document", "media", "social_media", "open_source", "mechanism")
"""The terms of `source_type` that the case room may know: “victim” or “lawyer” beside an item would say who spoke."""


class Reliability(Group, frozen=True, kw_only=True):
    """How reliable a source has proved, and why. Never computed from what it says. `at` is a day: a second would join a
    source to what it said.
    """

    grade: Annotated[
        str, Field(N_("Reliability"), Type.CODE, vocabulary="source_reliability", required=True, listed=True)
    ] = ""
    reason: Annotated[str, Field(N_("Why"), Type.LONG_TEXT, required=True)] = ""
    at: Annotated[str, Field(N_("Graded on"), Type.DAY)] = ""
    by: Annotated[str, Field(N_("Graded by"), Type.REF, refers="seat")] = ""


class Source(Record, frozen=True, kw_only=True):
    """Somebody or something that told the office. Its code has nothing to do with any person's code."""

    code: Annotated[str, Field(N_("Code"), room=Room.SOURCE, required=True, listed=True, search=12)] = ""
    identity: Annotated[
        str,
        Field(N_("Who it is"), Type.LONG_TEXT, room=Room.SOURCE, search=8, names=True),
    ] = ""
    is_party: Annotated[
        str,
        Field(
            N_("Is also this person"),
            Type.REF,
            N_("The only place where the two codes meet."),
            Room.SOURCE,
            refers="party",
        ),
    ] = ""
    type: Annotated[
        str,
        Field(N_("Kind of source"), Type.CODE, room=Room.SOURCE, vocabulary="source_type", required=True, listed=True),
    ] = ""
    independence_group: Annotated[
        str,
        Field(
            N_("Independence group"),
            help=N_("Sources that repeat one origin share a group and count once."),
            room=Room.SOURCE,
            required=True,
            listed=True,
        ),
    ] = ""
    reliability: Annotated[Reliability, Field(N_("Reliability"), Type.GROUP, room=Room.SOURCE, required=True)] = (
        Reliability()
    )
    safe_channel: Annotated[str, Field(N_("Safe channel"), room=Room.SOURCE)] = ""
    remarks: Annotated[str, Field(N_("Remarks"), Type.LONG_TEXT, room=Room.SOURCE)] = ""
    as_imported: Annotated[dict[str, Imported], Field(N_("In the old register"), Type.GROUP, room=Room.SOURCE)] = {}


class Credibility(Group, frozen=True, kw_only=True):
    """How credible an item is in itself, and why. Never computed from the source's reliability (G12)."""

    level: Annotated[
        str, Field(N_("Credibility"), Type.CODE, vocabulary="information_credibility", required=True, listed=True)
    ] = ""
    reason: Annotated[LText, Field(N_("Why"), Type.LONG_TEXT)] = {}


class Information(Record, frozen=True, kw_only=True):
    """One thing that was said, without any trait of who said it.

    `reliability` and `independence_group` are copied from the source room by who holds its key: they are all that the
    case room knows of the source.
    """

    case: Annotated[str, Field(N_("Case"), Type.REF, refers="case", required=True, listed=True)] = ""
    no: Annotated[
        str,
        Field(N_("Number"), help=N_("I1, I2 … in the case; never used twice."), required=True, listed=True, search=6),
    ] = ""
    content: Annotated[
        LText,
        Field(
            N_("What was said"),
            Type.LONG_TEXT,
            N_("With codes, and without traits of the source."),
            required=True,
            search=3,
        ),
    ] = {}
    received_at: Annotated[str, Field(N_("Received"), Type.INSTANT, required=True, listed=True)] = ""
    event_date: Annotated[str, Field(N_("Date of the event"), Type.EDTF, required=True, listed=True)] = ""
    first_hand: Annotated[str, Field(N_("First hand"), Type.BOOL3, choices=BOOL3, required=True, listed=True)] = ""
    credibility: Annotated[Credibility, Field(N_("Credibility"), Type.GROUP, required=True)] = Credibility()
    supports: Annotated[dict[str, Support], Field(N_("Bears on"), Type.GROUP, required=True)] = {}
    reliability: Annotated[
        str,
        Field(
            N_("Reliability of the source"),
            Type.CODE,
            N_("Copied from the source; no more is known of it here."),
            vocabulary="source_reliability",
            listed=True,
        ),
    ] = ""
    independence_group: Annotated[
        str, Field(N_("Independence group"), help=N_("A letter for one origin in this case."), listed=True)
    ] = ""
    source_type: Annotated[
        str,
        Field(
            N_("Kind of source, in general"),
            Type.CHOICE,
            N_("Only where it points at no person; empty for everybody who spoke in confidence."),
            choices=OPEN_SOURCES,
        ),
    ] = ""


class InformationSource(Record, frozen=True, kw_only=True):
    """Which source an item came from, and how it was taken. The bridge between the rooms stands in the source room."""

    information: Annotated[
        str,
        Field(
            N_("Item"),
            Type.REF,
            room=Room.SOURCE,
            refers="information evidence state_measure",
            required=True,
            listed=True,
        ),
    ] = ""
    source: Annotated[
        str, Field(N_("Source"), Type.REF, room=Room.SOURCE, refers="source", required=True, listed=True)
    ] = ""
    mode: Annotated[
        tuple[str, ...], Field(N_("How it was taken"), Type.CODE, room=Room.SOURCE, vocabulary="interview_mode")
    ] = ()
    interpreter: Annotated[str, Field(N_("Interpreter"), room=Room.SOURCE)] = ""
    received_channel: Annotated[str, Field(N_("Exact channel"), room=Room.SOURCE)] = ""


class LetterToSource(Record, frozen=True, kw_only=True):
    """To which source a letter goes. The case room knows that there is a letter, never to whom."""

    letter: Annotated[
        str, Field(N_("Letter"), Type.REF, room=Room.SOURCE, refers="letter", required=True, listed=True)
    ] = ""
    source: Annotated[
        str, Field(N_("Source"), Type.REF, room=Room.SOURCE, refers="source", required=True, listed=True)
    ] = ""


SOURCE = describe(Source, "source", N_("Source"), N_("Sources"), N_("Who told the office; known to the custodian."))
INFORMATION = describe(
    Information, "information", N_("Information"), N_("Information"), N_("One thing that was said, graded by itself.")
)
INFORMATION_SOURCE = describe(
    InformationSource,
    "information_source",
    N_("Source of an item"),
    N_("Sources of items"),
    N_("Which source an item came from."),
)
LETTER_TO_SOURCE = describe(
    LetterToSource,
    "letter_to_source",
    N_("Letter to a source"),
    N_("Letters to sources"),
    N_("To which source a letter goes."),
)
