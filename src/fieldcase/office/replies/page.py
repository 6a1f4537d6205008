"""Everything that the page of one reply shows: what was asked beside what was answered, and how late it came."""

from __future__ import annotations

import re

import msgspec

from fieldcase.model.declare import LText
from fieldcase.model.kinds.decisions import Allegation
from fieldcase.model.kinds.replies import MatrixRow, QuestionRow, StateMeasure, StateReply
from fieldcase.model.roles import Action
from fieldcase.model.rules.replies import EACH_ALLEGATION
from fieldcase.model.rules.summaries import Excess
from fieldcase.office.documents import document_resources
from fieldcase.office.looks import look
from fieldcase.office.replies.listing import ReplyRow, row_of, with_cycles
from fieldcase.office.replies.matrix import MatrixLine, QuestionLine, ReplyMatrix, reply_matrix
from fieldcase.office.replies.measures import measures_of
from fieldcase.office.replies.registering import reply_file
from fieldcase.office.session import Session

SIGN = re.compile(r"\{(?:date|place):([^{}]*)\}")
"""A date or place that a letter prints in its own way; here it stands as it was written. Signs of persons stay."""


class Beside(msgspec.Struct, frozen=True, kw_only=True):
    """One thing asked and what the reply says to it. `asked` is the allegation or the question in the reader's language
    (with signs, no names); one of the two rows is there once somebody matched it."""

    letter: str
    reference: str
    number: int
    asked: str
    allegation: str = ""
    version: int = 0
    question: str = ""
    row: MatrixRow | None = None
    answer: QuestionRow | None = None
    over: tuple[Excess, ...] = ()


class ReplyPage(msgspec.Struct, frozen=True, kw_only=True):
    """The page of a reply. `texts` are its words by language, the original and translations; empty where the identity
    room is closed here."""

    row: ReplyRow
    reply: StateReply
    matrix: ReplyMatrix
    allegations: tuple[Beside, ...]
    questions: tuple[Beside, ...]
    measures: tuple[StateMeasure, ...]
    texts: dict[str, str]


def reply_page(session: Session, reply_id: str, *, words: bool = True) -> ReplyPage:
    """The page of a reply; that its words were read is noted in the log. Without `words` they stay where they are.

    Raises `NoSuchRecord`, `NotYourRole`, `BlockedByRules` (G33).
    """
    session.require(Action.READ_REPLY)
    matrix = reply_matrix(session, reply_id)
    reply = matrix.reply
    row = row_of(session, with_cycles(session, reply_file(session, reply)), reply)
    references = {one.id: one.reference for one in row.letters}
    texts = {language: said.text for language, said in reply.text.items()} if words else {}
    if texts:
        look(session, "read_reply", [reply_id], reply.case)
    return ReplyPage(
        row=row,
        reply=reply,
        matrix=matrix,
        allegations=tuple(_allegation(session, one, references) for one in matrix.lines),
        questions=tuple(
            _question(session, reply, one, references) for one in matrix.questions if one.question != EACH_ALLEGATION
        ),
        measures=measures_of(session, reply_id),
        texts=texts,
    )


def _allegation(session: Session, line: MatrixLine, references: dict[str, str]) -> Beside:
    held = session.vault.find(Allegation, line.allegation)
    return Beside(
        letter=line.letter,
        reference=references.get(line.letter, ""),
        number=line.number,
        asked=SIGN.sub(r"\1", _in(held.text, session.language)) if held else "",
        allegation=line.allegation,
        version=line.version,
        row=line.row,
        over=line.over,
    )


def _question(session: Session, reply: StateReply, line: QuestionLine, references: dict[str, str]) -> Beside:
    bank = {one.code: one.text for one in document_resources().questions}
    said = bank.get(line.question, {})
    text = said.get(session.language) or said.get("en", "")
    return Beside(
        letter=line.letter,
        reference=references.get(line.letter, ""),
        number=line.number,
        asked=text.replace("{government}", reply.from_state),
        question=line.question,
        answer=line.row,
        over=line.over,
    )


def _in(text: LText, language: str) -> str:
    found = text.get(language) or next(iter(text.values()), None)
    return found.text if found else ""
