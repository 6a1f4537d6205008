"""The reply matrix: what a reply says to each allegation that was put, and what all of it amounts to (3.15, 7.6, G19).

“Not addressed” is chosen by a person like any other position; silence is never turned into it. Quotes are the State's
own words, letter by letter.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

import msgspec

from fieldcase.model.declare import LText
from fieldcase.model.kinds.decisions import Allegation
from fieldcase.model.kinds.directory import StateProfile
from fieldcase.model.kinds.follow_up import Task
from fieldcase.model.kinds.replies import MATRIX_ROW, MatrixRow, QuestionRow, Quote, RowAnswer, StateReply
from fieldcase.model.machines import transition
from fieldcase.model.machines.conditions import CONDITIONS
from fieldcase.model.machines.replies import reply_state
from fieldcase.model.refusal import BadValue, Finding, Refusal, require
from fieldcase.model.roles import Action
from fieldcase.model.rules.casefile import CaseFile
from fieldcase.model.rules.replies import (
    answers,
    asked,
    matrix_findings,
    number_in,
    reply_outcome,
    rows_of,
    transmitted,
)
from fieldcase.model.rules.saying import found
from fieldcase.model.rules.steps import four_eyes
from fieldcase.model.rules.summaries import Excess, excesses, summary_findings
from fieldcase.model.rules.tracker import Outcome, outcome
from fieldcase.model.words import N_, _
from fieldcase.office.casefile import state_of
from fieldcase.office.cases.sight import require_unsealed
from fieldcase.office.letters.gathering import file_of_cases, open_letter
from fieldcase.office.records import write_values
from fieldcase.office.replies.alerts import alerts_of, raise_alerts
from fieldcase.office.replies.claims import claims
from fieldcase.office.replies.measures import Measure, write_measure
from fieldcase.office.replies.registering import reply_file, text_of
from fieldcase.office.session import Session
from fieldcase.office.texts import words
from fieldcase.vault.writing import Writing

PENDING = "translation_pending"
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


class AwaitsTranslation(Refusal):
    """A reply in a language that nobody here reads waits for its translation, and so does its matrix."""

    code = "FC-494"
    message = N_("This reply waits for its translation, so it is not matched yet.")
    remedy = N_(
        "Enter the translation: fieldcase reply translate. An unofficial one by whoever reads the language will do."
    )


class Position(msgspec.Struct, frozen=True, kw_only=True):
    """What the reply says to one allegation: positions (vocabulary `reply_position`, several may be), the words that it
    says it in, and a neutral summary in the State's own terms for the report; `summary_kept` says why a summary stays
    that seems to say more than the words beside it; `measures` are those that it tells of, recorded at once."""

    positions: tuple[str, ...]
    quote: str = ""
    translation: str = ""
    page: str = ""
    neutral_summary: str = ""
    officer_note: str = ""
    questions: tuple[str, ...] = ()
    summary_kept: str = ""
    new_facts: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()
    follow_up: str = ""


class MatrixLine(msgspec.Struct, frozen=True, kw_only=True):
    """One allegation as it was put under its number in the letter, and the row that this reply has for it; None while
    nobody matched it. `over` is what its summary says beyond the words beside it."""

    letter: str
    allegation: str
    version: int
    number: int
    row: MatrixRow | None = None
    over: tuple[Excess, ...] = ()


class QuestionLine(msgspec.Struct, frozen=True, kw_only=True):
    """One question under its number in the letter, and what this reply says to it; None while nobody said."""

    letter: str
    number: int
    question: str
    row: QuestionRow | None = None
    over: tuple[Excess, ...] = ()


class ReplyMatrix(msgspec.Struct, frozen=True, kw_only=True):
    """A reply with everything matched so far. `outcome` is of this reply alone; a letter's is of all its replies."""

    reply: StateReply
    status: str
    lines: tuple[MatrixLine, ...]
    outcome: Outcome
    findings: tuple[Finding, ...]
    alerts: tuple[Task, ...]
    questions: tuple[QuestionLine, ...] = ()


def match_allegation(
    session: Session, reply_id: str, allegation_id: str, said: Position, *, version: int = 0
) -> MatrixRow:
    """Record what a reply says to one allegation that a letter put; the newest version of it where none is named.

    A position that asks for or disputes an identity raises the alert at once (G19). Raises `NotYourRole`,
    `NotScreened`, `AwaitsTranslation`, `BadValue`, `QuoteNotFound`.
    """
    session.require(Action.REGISTER_REPLY)
    reply, state = matchable(session, reply_id)
    file = reply_file(session, reply)
    put = [one for letter in reply.to_letters for one in transmitted(file, letter) if one[0] == allegation_id]
    wanted = next((one for one in put if one[1] == version), None) if version else max(put, default=None)
    if wanted is None:
        expected = _("one that a letter put to which this reply answers")
        raise BadValue(field="allegation", value=allegation_id[:8], why=_("it was not put"), expected=expected)
    require_quote(reply, said.quote, said.translation)
    record = MatrixRow(row=_answer(session, reply, wanted, said), case=_case_of(session, reply, allegation_id))
    values = {"row": msgspec.to_builtins(record.row), "case": record.case}
    row_id = MATRIX_ROW.natural_id(values["row"])
    with session.vault.writing() as writing:
        write_values(session, writing, MATRIX_ROW, row_id, values)
        drafted_anew(session, writing, reply_id, state)
        matched = msgspec.structs.replace(record, id=row_id)
        others = tuple(one for one in file.rows if one.id != row_id)
        raise_alerts(session, writing, msgspec.structs.replace(file, rows=(*others, matched)), reply)
        for measure in said.measures:
            write_measure(session, writing, record.case, measure, reply)
        writing.commit()
    return session.vault.get(MatrixRow, row_id)


def matchable(session: Session, reply_id: str) -> tuple[StateReply, str]:
    """A reply that may be matched now, and where it stands. Raises `NotScreened`, `AwaitsTranslation`,
    `BlockedByRules` (G33)."""
    reply = session.vault.get(StateReply, reply_id)
    require_unsealed(session, reply.case)
    state = state_of(session, "reply", reply_id)
    if state not in MATCHED_FROM:
        raise NotScreened
    if PENDING in reply.kind:
        raise AwaitsTranslation
    return reply, state


def drafted_anew(session: Session, writing: Writing, reply_id: str, state: str) -> None:
    """A changed row takes the reply back to the drafted matrix."""
    if state != "matrix_drafted" or session.vault.standing("reply", reply_id) is None:
        writing.transition("reply", reply_id, "matrix_drafted")


def review_matrix(session: Session, reply_id: str) -> ReplyMatrix:
    """Accept a matrix as somebody who did not write it (G9): every version that was put has a position (G19), and no
    summary says more than the words beside it, unless its author wrote why it stays.

    It rests on the reply and every row; a row changed apart makes it void. Raises `NotYourRole`, `NoSuchStep`,
    `BlockedByRules`.
    """
    session.require(Action.REVIEW_MATRIX)
    reply = session.vault.get(StateReply, reply_id)
    require_unsealed(session, reply.case)
    transition("reply", state_of(session, "reply", reply_id), "matrix_reviewed", roles=session.roles)
    file = reply_file(session, reply)
    rows = rows_of(file, reply_id)
    said = [one for one in file.questions if one.reply == reply_id]
    written = tuple(one.id for one in (*rows, *said))
    lines, questions = _lines(session, file, reply), _questions(session, file, reply)
    over = _over_findings((*lines, *questions))
    require((*matrix_findings(file, reply), *over, *four_eyes(file, session.seat.id, written)))
    grounds = set(session.vault.heads("state_reply", reply_id))
    for row in rows:
        grounds |= session.vault.heads("matrix_row", row.id)
    for answer in said:
        grounds |= session.vault.heads("question_row", answer.id)
    with session.vault.writing() as writing:
        writing.transition("reply", reply_id, "matrix_reviewed", rests_on=grounds)
        writing.commit()
    return reply_matrix(session, reply_id)


def close_reply(session: Session, reply_id: str) -> StateReply:
    """Close a reply whose matrix was reviewed, or one of the State's own accord once it was read: nothing was put that
    it could be matched to. Raises `NotYourRole`, `NoSuchStep`, `AwaitsTranslation`, `BlockedByRules` (G33, and where
    letters that it answers wait for a matrix).
    """
    session.require(Action.REGISTER_REPLY)
    reply = session.vault.get(StateReply, reply_id)
    require_unsealed(session, reply.case)
    before = state_of(session, "reply", reply_id)
    transition("reply", before, "closed", roles=session.roles)
    if PENDING in reply.kind:
        raise AwaitsTranslation
    if before == "registered" and reply.to_letters:
        unmet, remedy = CONDITIONS["nothing_put"], _("Match what it says to each allegation first.")
        require((found("7.6", _(unmet), remedy, records=(reply_id,)),))
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
    lines, questions = _lines(session, file, reply), _questions(session, file, reply)
    positions = {
        f"{line.allegation}@{line.version}": line.row.position for line in lines if line.row and answers(line.row)
    }
    entered = state_of(session, "reply", reply_id)
    return ReplyMatrix(
        reply=reply,
        status=reply_state(entered, kinds=reply.kind),
        lines=lines,
        outcome=outcome([f"{line.allegation}@{line.version}" for line in lines], positions, 1),
        findings=(*matrix_findings(file, reply), *_over_findings((*lines, *questions))),
        alerts=alerts_of(session, reply_id),
        questions=questions,
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
        summary_kept=said.summary_kept,
        new_facts=said.new_facts,
        follow_up_needed=words(said.follow_up, session.language),
    )


def _case_of(session: Session, reply: StateReply, allegation: str) -> str:
    """A row belongs to the case of its allegation, so that a reply to two cases serves both."""
    found = session.vault.find(Allegation, allegation)
    return found.case if found else reply.case


def _lines(session: Session, file: CaseFile, reply: StateReply) -> tuple[MatrixLine, ...]:
    rows = {(row.allegation, row.version): row for row in rows_of(file, reply.id)}
    found = []
    for letter in reply.to_letters:
        for at, (allegation, version) in enumerate(transmitted(file, letter), 1):
            row = rows.get((allegation, version))
            over = over_of(session, reply, row.row.quote, row.row.neutral_summary, row.position) if row else ()
            number = number_in(file, letter, allegation) or at
            line = MatrixLine(letter=letter, allegation=allegation, version=version, number=number, row=row, over=over)
            found.append(line)
    return tuple(found)


def _questions(session: Session, file: CaseFile, reply: StateReply) -> tuple[QuestionLine, ...]:
    rows = {(row.letter, row.question): row for row in file.questions if row.reply == reply.id}
    found = []
    for letter in reply.to_letters:
        for number, code in asked(file, letter):
            row = rows.get((letter, code))
            over = over_of(session, reply, row.answer.quote, row.answer.neutral_summary) if row else ()
            found.append(QuestionLine(letter=letter, number=number, question=code, row=row, over=over))
    return tuple(found)


def over_of(
    session: Session, reply: StateReply, quote: Quote, summary: LText, positions: Iterable[str] = ()
) -> tuple[Excess, ...]:
    """What a summary says beyond the words beside it, in all its languages. Where the State did not address an
    allegation there are no words to stand beside it."""
    if "not_addressed" in positions and not quote.original:
        return ()
    names = [
        form
        for profile in session.vault.where(StateProfile, "code", [reply.from_state])
        for name in profile.names.values()
        for form in (name.formal, name.short, name.prepositional)
    ]
    found = (one for language, said in summary.items() for one in excesses(said.text, language, quote, claims(), names))
    return tuple(dict.fromkeys(found))


def _over_findings(lines: Iterable[MatrixLine | QuestionLine]) -> tuple[Finding, ...]:
    found: list[Finding] = []
    for line in lines:
        if isinstance(line, MatrixLine) and line.row:
            found += summary_findings(line.row.id, line.over, line.row.row.summary_kept)
        elif isinstance(line, QuestionLine) and line.row:
            found += summary_findings(line.row.id, line.over, line.row.answer.summary_kept)
    return tuple(dict.fromkeys(found))


def require_quote(reply: StateReply, quote: str, translation: str = "") -> None:
    """A quote stands in the reply, and its translation in a translation of it, as far as their words are held here.

    Raises `QuoteNotFound`.
    """
    text = text_of(reply)
    if quote and text and _plain(quote) not in _plain(text):
        raise QuoteNotFound
    translated = [words.text for language, words in reply.text.items() if language != reply.language]
    if translation and translated and not any(_plain(translation) in _plain(one) for one in translated):
        raise QuoteNotFound


def _plain(text: str) -> str:
    """The same letters whatever the line breaks and the composition of accents."""
    return " ".join(unicodedata.normalize("NFC", text).split())
