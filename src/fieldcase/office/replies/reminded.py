"""A reply that comes to a reminder answers the letters that the reminder recalls, not the reminder."""

from __future__ import annotations

from fieldcase.documents.facts import LetterKind
from fieldcase.model.kinds.letters import Letter
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_
from fieldcase.office.letters.listing import reference_given, register_of
from fieldcase.office.session import Session


class WhichOfThem(Refusal):
    """The reminder recalls several letters, and nobody said which of them the reply answers."""

    code = "FC-488"
    message = N_("That reminder recalls several letters: {references}.")
    remedy = N_("Name those of them that the reply answers: the clocks of the others go on.")


def answered_by(session: Session, records: tuple[str, ...]) -> tuple[str, ...]:
    """What a reply answers, with the letter that a reminder among them recalls.

    Of a reminder of several letters one at least is to be named. Raises `WhichOfThem`.
    """
    found = list(records)
    for record in records:
        letter = session.vault.find(Letter, record)
        if letter is None or letter.kind != LetterKind.REMINDER or not letter.previous_letters:
            continue
        recalled = letter.previous_letters
        if not set(recalled) & set(records):
            if len(recalled) > 1:
                raise WhichOfThem(references=_references(session, recalled))
            found += recalled
    return tuple(dict.fromkeys(found))


def _references(session: Session, records: tuple[str, ...]) -> str:
    file = register_of(session, only=records)
    every = {one.id: reference_given(file, one) for one in file.letters}
    every |= {one.id: reference_given(file, one) for one in file.earlier_letters}
    return ", ".join(every.get(record) or record[:8] for record in records)
