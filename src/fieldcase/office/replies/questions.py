"""What a reply says to the questions of a letter, each under its number there (domain reference, 10.7)."""

from __future__ import annotations

import msgspec

from fieldcase.model.kinds.letters import Letter
from fieldcase.model.kinds.replies import QUESTION_ROW, QuestionAnswer, QuestionRow, Quote
from fieldcase.model.refusal import BadValue
from fieldcase.model.roles import Action
from fieldcase.model.rules.replies import asked
from fieldcase.model.words import _
from fieldcase.office.records import write_values
from fieldcase.office.replies.matrix import drafted_anew, matchable, require_quote
from fieldcase.office.replies.registering import reply_file
from fieldcase.office.session import Session
from fieldcase.office.texts import words


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a question is answered (`yes`, `partly`, `no`), the words that answer it, and a neutral summary."""

    answered: str
    quote: str = ""
    translation: str = ""
    page: str = ""
    neutral_summary: str = ""
    summary_kept: str = ""


def match_question(session: Session, reply_id: str, letter_id: str, number: int, said: Said) -> QuestionRow:
    """Record what a reply says to the question of this number in a letter that it answers.

    Raises `NotYourRole`, `NotScreened`, `AwaitsTranslation`, `BadValue`, `QuoteNotFound`.
    """
    session.require(Action.REGISTER_REPLY)
    reply, state = matchable(session, reply_id)
    file = reply_file(session, reply)
    numbered = dict(asked(file, letter_id)) if letter_id in reply.to_letters else {}
    if number not in numbered:
        known = ", ".join(map(str, numbered)) or _("none")
        raise BadValue(field="question", value=number, why=_("the letter has no such question"), expected=known)
    require_quote(reply, said.quote, said.translation)
    answer = QuestionAnswer(
        reply=reply_id,
        letter=letter_id,
        question=numbered[number],
        number=number,
        answered=said.answered,
        quote=Quote(original=said.quote, translation=said.translation, page=said.page),
        neutral_summary=words(said.neutral_summary, session.language),
        summary_kept=said.summary_kept,
    )
    values = {"answer": msgspec.to_builtins(answer), "case": session.vault.get(Letter, letter_id).case}
    row = QUESTION_ROW.natural_id(values["answer"])
    with session.vault.writing() as writing:
        write_values(session, writing, QUESTION_ROW, row, values)
        drafted_anew(session, writing, reply_id, state)
        writing.commit()
    return session.vault.get(QuestionRow, row)
