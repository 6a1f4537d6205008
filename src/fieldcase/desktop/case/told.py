"""The sheets of what was told: an item of information with its source, its grade, the grade of a source, and what is
proposed to be done. The source's part goes to the source room alone."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

from fieldcase.desktop.case.answering import Answer, texts
from fieldcase.model.declare import Field, LText, Record, Room, Type, describe
from fieldcase.model.kinds.sources import Information, Source
from fieldcase.model.kinds.values import BOOL3, DIRECTIONS
from fieldcase.model.words import N_

if TYPE_CHECKING:
    from fieldcase.office.session import Session

SUPPORTS = "supports"
_TARGET = Field(N_("Act, law or measure"), Type.REF, refers="act law_or_measure", required=True)
_ELEMENTS = Field(N_("Which elements it bears on"), Type.CODE, vocabulary="verification_element", required=True)
_DIRECTION = Field(N_("Does it support or contradict?"), Type.CHOICE, choices=DIRECTIONS, required=True)
_CREDIBLE = Field(
    N_("Credibility of the information"),
    Type.CODE,
    N_("Of what was said, in itself; the source is graded apart."),
    vocabulary="information_credibility",
)
_WHY_CREDIBLE = Field(N_("Why this credibility"), Type.LONG_TEXT)
_GRADE = Field(
    N_("Reliability of the source"),
    Type.CODE,
    N_("How the source has proved, whatever it says now."),
    Room.SOURCE,
    vocabulary="source_reliability",
)
_WHY_GRADE = Field(N_("Why this reliability"), Type.LONG_TEXT, room=Room.SOURCE)


class Told(Record, frozen=True, kw_only=True):
    """What was said and who said it, as one records it in one go."""

    content: Annotated[
        LText,
        Field(N_("What was said"), Type.LONG_TEXT, N_("With codes, and without traits of the source."), required=True),
    ] = {}
    target: Annotated[str, _TARGET] = ""
    elements: Annotated[tuple[str, ...], _ELEMENTS] = ()
    direction: Annotated[str, _DIRECTION] = SUPPORTS
    event_date: Annotated[str, Field(N_("Date of the event"), Type.EDTF)] = ""
    first_hand: Annotated[str, Field(N_("First hand"), Type.BOOL3, choices=BOOL3)] = "unknown"
    credibility: Annotated[str, _CREDIBLE] = ""
    why: Annotated[LText, _WHY_CREDIBLE] = {}
    sources: Annotated[
        tuple[str, ...],
        Field(N_("From a source on record"), Type.REF, N_("By its own code."), Room.SOURCE, refers="source"),
    ] = ()
    source_type: Annotated[
        str,
        Field(
            N_("Or a new source: its kind"),
            Type.CODE,
            N_("Leave this empty where it came from a source on record."),
            Room.SOURCE,
            vocabulary="source_type",
        ),
    ] = ""
    group: Annotated[
        str,
        Field(
            N_("Origin of a new source"),
            Type.TEXT,
            N_("A word: sources that repeat one origin share it and count once."),
            Room.SOURCE,
        ),
    ] = ""
    grade: Annotated[str, _GRADE] = ""
    grade_why: Annotated[str, _WHY_GRADE] = ""
    identity: Annotated[
        str, Field(N_("Who it is"), Type.LONG_TEXT, N_("Only those who may see sources read it."), Room.SOURCE)
    ] = ""
    safe_channel: Annotated[str, Field(N_("Safe channel"), Type.TEXT, room=Room.SOURCE)] = ""


class Graded(Record, frozen=True, kw_only=True):
    """How credible an item is in itself."""

    credibility: Annotated[str, _CREDIBLE] = ""
    why: Annotated[LText, _WHY_CREDIBLE] = {}


class Bearing(Record, frozen=True, kw_only=True):
    """On which element an item bears besides."""

    target: Annotated[str, _TARGET] = ""
    elements: Annotated[tuple[str, ...], _ELEMENTS] = ()
    direction: Annotated[str, _DIRECTION] = SUPPORTS


class SourceGrade(Record, frozen=True, kw_only=True):
    """How reliable a source has proved."""

    grade: Annotated[str, Field(_GRADE.label, Type.CODE, _GRADE.help, vocabulary="source_reliability")] = ""
    why: Annotated[str, Field(_WHY_GRADE.label, Type.LONG_TEXT)] = ""


class Proposed(Record, frozen=True, kw_only=True):
    """A tool as it is proposed, with what speaks for and against it and against doing nothing."""

    tool: Annotated[str, Field(N_("Tool"), Type.CODE, vocabulary="response_tool", required=True)] = ""
    rationale: Annotated[LText, Field(N_("Rationale"), Type.LONG_TEXT, N_("Why, in codes."), required=True)] = {}
    wishes: Annotated[
        LText, Field(N_("What the person wishes"), Type.LONG_TEXT, N_("Say so if they cannot be asked."), required=True)
    ] = {}
    pro: Annotated[LText, Field(N_("What speaks for it"), Type.LONG_TEXT)] = {}
    contra: Annotated[LText, Field(N_("What speaks against it"), Type.LONG_TEXT)] = {}
    nothing: Annotated[
        LText,
        Field(N_("What doing nothing would mean"), Type.LONG_TEXT, N_("It is always one of the options.")),
    ] = {}
    skipped: Annotated[LText, Field(N_("Why lower tiers are skipped"), Type.LONG_TEXT)] = {}
    review_due: Annotated[str, Field(N_("Review due"), Type.DAY)] = ""


def _record(session: Session, case: str, said: Told) -> object:
    """The new source first, then the item that came from it: this laptop may be unable to read the source again."""
    from fieldcase.office.sources.information import bears_on, record_information, require_said
    from fieldcase.office.sources.sources import record_source

    require_said(session, texts(said.content))
    told_by = [session.vault.get(Source, one) for one in said.sources]
    if said.source_type or said.group or said.identity or said.grade:
        told_by.append(
            record_source(
                session,
                said.source_type,
                group=said.group,
                grade=said.grade,
                reason=said.grade_why,
                identity=said.identity,
                safe_channel=said.safe_channel,
            )
        )
    return record_information(
        session,
        case,
        texts(said.content),
        supports=[bears_on(one, said.target, said.direction) for one in said.elements],
        sources=told_by,
        event_date=said.event_date,
        first_hand=said.first_hand,
        credibility=said.credibility,
        credibility_reason=texts(said.why),
    )


def _grade(session: Session, _case: str, said: Graded) -> object:
    from fieldcase.office.sources.information import grade_information

    return grade_information(session, said.id, said.credibility, texts(said.why))


def _bear(session: Session, _case: str, said: Bearing) -> object:
    from fieldcase.office.sources.information import add_support, bears_on

    return [add_support(session, said.id, bears_on(one, said.target, said.direction)) for one in said.elements]


def _grade_source(session: Session, _case: str, said: SourceGrade) -> object:
    from fieldcase.office.sources.sources import grade_source

    return grade_source(session, said.id, said.grade, said.why)


def _propose(session: Session, case: str, said: Proposed) -> object:
    from fieldcase.office.decisions.deciding import DO_NOTHING, Considered, propose_decision

    options = {DO_NOTHING: Considered(contra=texts(said.nothing))}
    if said.tool and said.tool != DO_NOTHING:
        options[said.tool] = Considered(pro=texts(said.pro), contra=texts(said.contra))
    return propose_decision(
        session,
        case,
        said.tool,
        texts(said.rationale),
        options=options,
        wishes=texts(said.wishes),
        wishes_considered=bool(said.wishes),
        skipped=texts(said.skipped),
        review_due=date.fromisoformat(said.review_due) if said.review_due else None,
    )


def _graded(record: Record) -> Record:
    if not isinstance(record, Information):
        return record
    return Graded(id=record.id, credibility=record.credibility.level, why=record.credibility.reason)


def _bearing(record: Record) -> Record:
    return Bearing(id=record.id) if isinstance(record, Information) else record


TOLD: dict[str, Answer] = {
    "told": Answer(
        describe(
            Told,
            "told",
            N_("What was told"),
            N_("What was told"),
            N_("The information and its source are graded apart; the source goes to a room of its own."),
        ),
        (),
        lambda _case, _party: Told(),
        _record,
    ),
    "graded": Answer(
        describe(Graded, "graded", N_("Credibility"), N_("Credibility"), N_("Of the information, in itself.")),
        (),
        lambda _case, _party: Graded(),
        _grade,
        _graded,
    ),
    "bearing": Answer(
        describe(Bearing, "bearing", N_("Bears on"), N_("Bears on"), N_("One item may speak to several elements.")),
        (),
        lambda _case, _party: Bearing(),
        _bear,
        _bearing,
    ),
    "source_grade": Answer(
        describe(
            SourceGrade,
            "source_grade",
            N_("Reliability"),
            N_("Reliability"),
            N_("Of the source; what it said keeps its own grade."),
        ),
        (),
        lambda _case, _party: SourceGrade(),
        _grade_source,
    ),
    "proposed": Answer(
        describe(
            Proposed,
            "proposed",
            N_("Proposal of a tool"),
            N_("Proposals of tools"),
            N_("An officer proposes, the head of presence decides. Protection waits for no decision."),
        ),
        (),
        lambda _case, _party: Proposed(),
        _propose,
    ),
}
"""By the name of the sheet."""
