"""The reply matrix: what a reply says to each allegation that was put, and what all of it amounts to (3.15, 7.6, G19).

“Not addressed” is chosen by a person like any other position; silence is never turned into it. Quotes are the State's
own words, letter by letter.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

import msgspec

from fieldcase.model.kinds.decisions import Allegation
from fieldcase.model.kinds.follow_up import Task
from fieldcase.model.kinds.replies import MATRIX_ROW, MatrixRow, Quote, RowAnswer, StateReply
from fieldcase.model.machines import transition
from fieldcase.model.machines.replies import reply_state
from fieldcase.model.refusal import BadValue, Finding, Refusal, require
from fieldcase.model.roles import Action
from fieldcase.model.rules.casefile import CaseFile
from fieldcase.model.rules.replies import answers, matrix_findings, reply_outcome, rows_of, transmitted
from fieldcase.model.rules.steps import four_eyes
from fieldcase.model.rules.tracker import Outcome, outcome
from fieldcase.model.words import N_, _
from fieldcase.office.casefile import state_of
from fieldcase.office.cases.sight import require_unsealed
from fieldcase.office.letters.gathering import file_of_cases, open_letter
from fieldcase.office.records import write_values
from fieldcase.office.replies.alerts import alerts_of, raise_alerts
from fieldcase.office.replies.registering import reply_file, text_of
from fieldcase.office.session import Session
from fieldcase.office.texts import words

MATCHED_FROM = frozenset({"registered", "matrix_drafted", "matrix_reviewed"})


class NotScreened(Refusal):
    """Nobody has read the reply for names and threats yet."""

    code = "FC-482"
    message = N_("This reply was not screened yet, so nobody works on it.")
    remedy = N_("Let somebody read it for names and threats first.")


class QuoteNotFound(Refusal):
    """A quote is the State's own words."""

    code = "FC-483"
    message = N_("These words do not stand in the reply.")
    remedy = N_("Copy them from the text of the reply, letter by letter.")


class Position(msgspec.Struct, frozen=True, kw_only=True):
    """What the reply says to one allegation: positions (vocabulary `reply_position`, several may be), the words that it
    says it in, and a neutral summary in the State's own terms for the report."""

    positions: tuple[str, ...]
    quote: str = ""
    translation: str = ""
    page: str = ""
    neutral_summary: str = ""
    officer_note: str = ""
    questions: tuple[str, ...] = ()
    new_facts: tuple[str, ...] = ()
    follow_up: str = ""


class MatrixLine(msgspec.Struct, frozen=True, kw_only=True):
    """One allegation as it was put, and the row that this reply has for it; None while nobody matched it."""

    letter: str
    allegation: str
    version: int
    number: int
    row: MatrixRow | None = None


class ReplyMatrix(msgspec.Struct, frozen=True, kw_only=True):
    """A reply with everything matched so far. `outcome` is of this reply alone; a letter's is of all its replies."""

    reply: StateReply
    status: str
    lines: tuple[MatrixLine, ...]
    outcome: Outcome
    findings: tuple[Finding, ...]
    alerts: tuple[Task, ...]


def match_allegation(
    session: Session, reply_id: str, allegation_id: str, said: Position, *, version: int = 0
) -> MatrixRow:
    """Record what a reply says to one allegation that a letter put; the newest version of it where none is named.

    A position that asks for or disputes an identity raises the alert at once (G19). Raises `NotYourRole`,
    `NotScreened`, `BadValue`, `QuoteNotFound`.
    """
    session.require(Action.REGISTER_REPLY)
    reply = session.vault.get(StateReply, reply_id)
    require_unsealed(session, reply.case)
    state = state_of(session, "reply", reply_id)
    if state not in MATCHED_FROM:
        raise NotScreened
    file = reply_file(session, reply)
    put = [one for letter in reply.to_letters for one in transmitted(file, letter) if one[0] == allegation_id]
    wanted = next((one for one in put if one[1] == version), None) if version else max(put, default=None)
    if wanted is None:
        expected = _("one that a letter put to which this reply answers")
        raise BadValue(field="allegation", value=allegation_id[:8], why=_("it was not put"), expected=expected)
    _require_quote(reply, said.quote)
    record = MatrixRow(row=_answer(session, reply, wanted, said), case=_case_of(session, reply, allegation_id))
    values = {"row": msgspec.to_builtins(record.row), "case": record.case}
    row_id = MATRIX_ROW.natural_id(values["row"])
    with session.vault.writing() as writing:
        write_values(session, writing, MATRIX_ROW, row_id, values)
        if state != "matrix_drafted" or session.vault.standing("reply", reply_id) is None:
            writing.transition("reply", reply_id, "matrix_drafted")
        matched = msgspec.structs.replace(record, id=row_id)
        others = tuple(one for one in file.rows if one.id != row_id)
        raise_alerts(session, writing, msgspec.structs.replace(file, rows=(*others, matched)), reply)
        writing.commit()
    return session.vault.get(MatrixRow, row_id)


def review_matrix(session: Session, reply_id: str) -> ReplyMatrix:
    """Accept a matrix as somebody who did not write it (G9): every version that was put has a position (G19).

    It rests on the reply and every row; a row changed apart makes it void. Raises `NotYourRole`, `NoSuchStep`,
    `BlockedByRules`.
    """
    session.require(Action.REVIEW_MATRIX)
    reply = session.vault.get(StateReply, reply_id)
    require_unsealed(session, reply.case)
    transition("reply", state_of(session, "reply", reply_id), "matrix_reviewed", roles=session.roles)
    file = reply_file(session, reply)
    rows = rows_of(file, reply_id)
    require((*matrix_findings(file, reply), *four_eyes(file, session.seat.id, tuple(row.id for row in rows))))
    grounds = set(session.vault.heads("state_reply", reply_id))
    for row in rows:
        grounds |= session.vault.heads("matrix_row", row.id)
    with session.vault.writing() as writing:
        writing.transition("reply", reply_id, "matrix_reviewed", rests_on=grounds)
        writing.commit()
    return reply_matrix(session, reply_id)


def close_reply(session: Session, reply_id: str) -> StateReply:
    """Close a reply whose matrix was reviewed. Raises `NotYourRole`, `NoSuchStep`."""
    session.require(Action.REGISTER_REPLY)
    transition("reply", state_of(session, "reply", reply_id), "closed", roles=session.roles)
    with session.vault.writing() as writing:
        writing.transition("reply", reply_id, "closed")
        writing.commit()
    return session.vault.get(StateReply, reply_id)


def reply_matrix(session: Session, reply_id: str) -> ReplyMatrix:
    """A reply with its matrix as it stands: every allegation that was put, matched or not. Raises `NoSuchRecord`,
    `NotYourRole`.
    """
    session.require(Action.READ_REPLY)
    reply = session.vault.get(StateReply, reply_id)
    require_unsealed(session, reply.case)
    file = reply_file(session, reply)
    lines = tuple(_lines(file, reply))
    positions = {
        f"{line.allegation}@{line.version}": line.row.position for line in lines if line.row and answers(line.row)
    }
    entered = state_of(session, "reply", reply_id)
    return ReplyMatrix(
        reply=reply,
        status=reply_state(entered, kinds=reply.kind, translated=bool(reply.translations)),
        lines=lines,
        outcome=outcome([f"{line.allegation}@{line.version}" for line in lines], positions, 1),
        findings=matrix_findings(file, reply),
        alerts=alerts_of(session, reply_id),
    )


def letter_outcome(session: Session, letter_id: str) -> Outcome:
    """What all replies to a letter amount to (section 11), computed from all their rows."""
    opened = open_letter(session, letter_id)
    return reply_outcome(file_of_cases(session, (opened.letter.case, *opened.letter.case_nos)), letter_id)


def replies_to(session: Session, letter_id: str) -> tuple[StateReply, ...]:
    """The replies to a letter, an earlier letter or a talk."""
    session.require(Action.READ_REPLY)
    return session.vault.where(StateReply, "to_letters", [letter_id])


def _answer(session: Session, reply: StateReply, put: tuple[str, int], said: Position) -> RowAnswer:
    return RowAnswer(
        reply=reply.id,
        allegation=put[0],
        version=put[1],
        position=said.positions,
        quote=Quote(original=said.quote, translation=said.translation, page=said.page),
        questions=said.questions,
        officer_note=words(said.officer_note, session.language),
        neutral_summary=words(said.neutral_summary, session.language),
        new_facts=said.new_facts,
        follow_up_needed=words(said.follow_up, session.language),
    )


def _case_of(session: Session, reply: StateReply, allegation: str) -> str:
    """A row belongs to the case of its allegation, so that a reply to two cases serves both."""
    found = session.vault.find(Allegation, allegation)
    return found.case if found else reply.case


def _lines(file: CaseFile, reply: StateReply) -> Iterable[MatrixLine]:
    rows = {(row.allegation, row.version): row for row in rows_of(file, reply.id)}
    for letter in reply.to_letters:
        for number, (allegation, version) in enumerate(transmitted(file, letter), 1):
            row = rows.get((allegation, version))
            yield MatrixLine(letter=letter, allegation=allegation, version=version, number=number, row=row)


def _require_quote(reply: StateReply, quote: str) -> None:
    text = text_of(reply)
    if quote and text and _plain(quote) not in _plain(text):
        raise QuoteNotFound


def _plain(text: str) -> str:
    """The same letters whatever the line breaks and the composition of accents."""
    return " ".join(unicodedata.normalize("NFC", text).split())
