"""Clearance by headquarters (G18): what only its desk may say of a letter, bound to the very text that it read, and to
the objections that it knew: one that another desk made meanwhile stands.
"""

from __future__ import annotations

from fieldcase.model.kinds.letters import LetterStep, StepTaken
from fieldcase.model.lettershapes import shape_of
from fieldcase.model.roles import Action
from fieldcase.model.rules.naming import text_hash
from fieldcase.office.letters.gathering import Opened, open_letter
from fieldcase.office.letters.refusals import NoReasonGiven, NothingToClear
from fieldcase.office.records import write_new
from fieldcase.office.session import Session
from fieldcase.office.telling import require_codes


def clear_letter(session: Session, letter_id: str, remarks: str = "") -> LetterStep:
    """Record that headquarters clears an approved letter as it stands; another text needs another clearance.

    Raises `NotYourRole` for everybody but the desk at headquarters, `NothingToClear`.
    """
    return _answer(session, letter_id, "clearance", remarks)


def object_to_letter(session: Session, letter_id: str, reason: str) -> LetterStep:
    """Record that headquarters does not clear a letter, and why: it cannot be signed until it does.

    Raises as `clear_letter` does, and `NoReasonGiven`.
    """
    if not reason.strip():
        raise NoReasonGiven
    return _answer(session, letter_id, "objection", reason)


def _answer(session: Session, letter_id: str, step: str, words: str) -> LetterStep:
    session.require(Action.ANSWER_PROPOSAL)
    opened = open_letter(session, letter_id)
    if opened.status != "approved" or not _cleared(opened):
        raise NothingToClear
    known = sorted(one.id for one in opened.file.steps if one.letter == letter_id and one.step == "objection")
    taken = StepTaken(
        letter=letter_id,
        step=step,
        at=session.now(),
        text=text_hash(opened.file, opened.letter),
        objections=tuple(known) if step == "clearance" else (),
        reason=words.strip(),
    )
    with session.vault.writing() as writing:
        require_codes(session, words, letter_id)
        made = write_new(session, writing, LetterStep(case=opened.letter.case, taken=taken))
        writing.commit()
    session.vault.log(f"letter_{step}", [letter_id])
    return session.vault.get(LetterStep, made.id)


def _cleared(opened: Opened) -> bool:
    shape = shape_of(opened.letter.kind)
    return shape is not None and shape.cleared
