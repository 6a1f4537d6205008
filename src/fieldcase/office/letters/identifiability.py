"""What only another person can say of a letter: could somebody be recognised (G5), is a name somebody else's.

Both answers are bound to the very text that was read, and count only from a person who did not write it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from fieldcase.documents.lint.identity import hints
from fieldcase.documents.names import Hit, PersonOnRecord, find_in_tree, inside, words_of
from fieldcase.documents.near import find_near
from fieldcase.documents.renditions import CHECKED, CODED_COPIES, Rendition
from fieldcase.documents.tree import Document
from fieldcase.model.declare import Room
from fieldcase.model.kinds.consents import IDENTIFIABLE, IdentifiabilityAnswer, Recognisable
from fieldcase.model.kinds.letters import NameReading, Recognition
from fieldcase.model.kinds.parties import Party
from fieldcase.model.refusal import BadValue, require
from fieldcase.model.roles import Action
from fieldcase.model.rules.naming import mentions, text_hash
from fieldcase.model.rules.scales import ANON, CODED
from fieldcase.model.rules.steps import four_eyes
from fieldcase.model.words import _
from fieldcase.office.documents import document_resources
from fieldcase.office.letters.checking import nearly_in, people_for, people_in
from fieldcase.office.letters.composing import compose
from fieldcase.office.letters.gathering import Opened, open_letter
from fieldcase.office.letters.refusals import IdentitiesClosed, NoReasonGiven
from fieldcase.office.looks import look
from fieldcase.office.names import SHORTEST_WORD
from fieldcase.office.records import write_new
from fieldcase.office.session import Session


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """Could the recipient recognise this party from the letter as it stands? `answer` is what was said of this text.

    `hints` are words of it by which they might: what somebody does, how old, where; “the only …”.
    """

    party: str
    code: str
    level: str
    answer: str = ""
    reason: str = ""
    hints: tuple[str, ...] = ()


class NameFound(msgspec.Struct, frozen=True, kw_only=True):
    """Words of the text that look like a party's name, or `near` one. For whoever decides; never for a log."""

    party: str
    code: str
    block: str
    words: str
    near: bool = False


def identifiability_asked(session: Session, letter_id: str) -> tuple[Question, ...]:
    """G5: the parties of a letter at ANON or CODED, with the answer given on exactly this text where there is one."""
    opened = open_letter(session, letter_id)
    asked = _questions(opened)
    told = _hints(session, opened) if asked else {}
    return tuple(msgspec.structs.replace(one, hints=told.get(one.code, ())) for one in asked)


def answer_identifiability(
    session: Session, letter_id: str, answers: Mapping[str, tuple[str, str]]
) -> tuple[IdentifiabilityAnswer, ...]:
    """Answer G5 for parties (record id: answer `yes`, `unsure` or `no`, and why, in codes) on the text as it stands.

    Raises `NotYourRole`, `BadValue`, `BlockedByRules` where one answers on one's own text (G9).
    """
    session.require(Action.ANSWER_IDENTIFIABILITY)
    opened = open_letter(session, letter_id)
    _require_other(session, opened)
    asked = {question.party for question in _questions(opened)}
    text = text_hash(opened.file, opened.letter)
    written = []
    with session.vault.writing() as writing:
        for party, (answer, reason) in answers.items():
            if party not in asked or answer not in IDENTIFIABLE:
                known = ", ".join(IDENTIFIABLE)
                raise BadValue(field="answer", value=answer, why=_("nobody asked this"), expected=known)
            judgement = Recognisable(party=party, about=letter_id, text=text, answer=answer, reason=reason.strip())
            record = IdentifiabilityAnswer(judgement=judgement, case=opened.letter.case)
            written.append(write_new(session, writing, record))
        writing.commit()
    return tuple(session.vault.get(IdentifiabilityAnswer, one.id) for one in written)


def names_found(session: Session, letter_id: str, language: str) -> tuple[NameFound, ...]:
    """Words of a letter that look like the name of somebody who is not cleared, or come near one in any
    rendition; the look is logged.

    Raises `IdentitiesClosed`.
    """
    opened = open_letter(session, letter_id)
    if Room.IDENTITY not in session.vault.rooms_open:
        raise IdentitiesClosed
    shown = {rendition: compose(session, opened, language, rendition) for rendition in CHECKED}
    found = {}
    for rendition, one in shown.items():
        document, nobody = one.composed.document, rendition in CODED_COPIES
        nearly = people_for(opened, one, nearly_in(session, opened, one), nobody=nobody)
        hits = _widest(find_near(document, nearly))
        if rendition is Rendition.STATE_FULL:
            hits += _outright(document, people_for(opened, one, people_in(session, one)))
        for hit in hits:
            party = opened.file.with_code(hit.party)
            record = party.id if party else _party_of(session, hit.party)
            found[record, hit.block, words_of(document, hit)] = hit
    look(session, "names_in_letter", [record for record, _block, _words in found], letter_id)
    return tuple(
        NameFound(party=record, code=hit.party, block=block, words=words, near=hit.trait == "near")
        for (record, block, words), hit in found.items()
    )


def _outright(document: Document, people: tuple[PersonOnRecord, ...]) -> list[Hit]:
    every = find_in_tree(document, people, shortest_word=SHORTEST_WORD)
    return _widest([hit for hit in every if hit.trait == "name"])


def _widest(hits: Sequence[Hit]) -> list[Hit]:
    """Without those inside another: who decides on a whole name decides on its words."""
    return [hit for hit in hits if not any(hit != other and inside(hit, other) for other in hits)]


def somebody_else(session: Session, letter_id: str, party: str, words: str, reason: str) -> Recognition:
    """Record that words of a letter are somebody else's name, not this party's (a minister may share a family's name).

    Kept with the letter, in the identity room, for exactly this text. Raises `NotYourRole`, `NoReasonGiven`,
    `BlockedByRules` where one wrote the text oneself.
    """
    session.require(Action.ANSWER_IDENTIFIABILITY)
    if not reason.strip() or not words.strip():
        raise NoReasonGiven
    opened = open_letter(session, letter_id)
    _require_other(session, opened)
    reading = NameReading(
        letter=letter_id,
        party=party,
        form=words.strip(),
        text=text_hash(opened.file, opened.letter),
        reason=reason.strip(),
    )
    with session.vault.writing() as writing:
        made = write_new(session, writing, Recognition(reading=reading))
        writing.commit()
    return session.vault.get(Recognition, made.id)


def _hints(session: Session, opened: Opened) -> dict[str, tuple[str, ...]]:
    """By party code, the words that may tell who it is, in every language of the letter."""
    found: dict[str, tuple[str, ...]] = {}
    for language in opened.letter.languages:
        one = compose(session, opened, language)
        told = hints(one.draft, one.composed.document, one.naming, document_resources())
        for party, words in told.items():
            found[party] = tuple(dict.fromkeys((*found.get(party, ()), *words)))
    return found


def _questions(opened: Opened) -> list[Question]:
    file, letter = opened.file, opened.letter
    text = text_hash(file, letter)
    said = {
        one.judgement.party: one.judgement
        for one in file.identifiability
        if one.judgement.about == letter.id and one.judgement.text == text
    }
    quiet = [one for one in mentions(file, letter) if one.level in (ANON, CODED) and file.protected(one.party)]
    return [
        Question(
            party=one.party,
            code=file.code(one.party),
            level=one.level,
            answer=said[one.party].answer if one.party in said else "",
            reason=said[one.party].reason if one.party in said else "",
        )
        for one in quiet
    ]


def _require_other(session: Session, opened: Opened) -> None:
    written = (opened.letter.id, *(row.allegation for row in opened.letter.allegations.values()))
    require(four_eyes(opened.file, session.seat.id, written))


def _party_of(session: Session, code: str) -> str:
    found = session.vault.where(Party, "code", [code])
    return found[0].id if found else ""
