"""More time for the State: the head's decision alone, with its reason, to give it or not (section 11); for a letter of
an old register too, whose day stands in the records as that of any other.

The clock goes on meanwhile; nothing here stops it, and no day is ever moved backwards.
"""

from __future__ import annotations

from datetime import date

from fieldcase.model.kinds.letters import EarlierLetter, Letter, LetterStep, StepTaken
from fieldcase.model.refusal import BadValue
from fieldcase.model.roles import Action
from fieldcase.model.rules.replies import clock_facts
from fieldcase.model.rules.tracker import due_day
from fieldcase.model.words import _
from fieldcase.office.cases.sight import require_unsealed
from fieldcase.office.letters.gathering import file_of_cases, open_letter
from fieldcase.office.letters.refusals import NoReasonGiven, NothingToExtend
from fieldcase.office.records import write_new
from fieldcase.office.session import Session
from fieldcase.office.telling import require_codes

LEFT = ("dispatched", "receipt_confirmed")


def extend(session: Session, letter_id: str, until: date, reason: str) -> LetterStep:
    """Give the State more time, until a day.

    Raises `NotYourRole`, `NoReasonGiven`, `NothingToExtend`, `BadValue` for a day that gives no more time.
    """
    letter, due = _decided(session, letter_id, reason)
    latest = max(due, session.today())
    if until <= latest:
        why, expected = _("that gives no more time"), _("a day after {day}").format(day=latest)
        raise BadValue(field="until", value=until, why=why, expected=expected)
    return _keep(session, letter, until, reason)


def keep_due_day(session: Session, letter_id: str, reason: str) -> LetterStep:
    """Decide that the day stays as it is, though the State asked for more time.

    Raises `NotYourRole`, `NoReasonGiven`, `NothingToExtend`.
    """
    letter, due = _decided(session, letter_id, reason)
    return _keep(session, letter, due, reason)


def _decided(session: Session, letter_id: str, reason: str) -> tuple[Letter | EarlierLetter, date]:
    session.require(Action.SIGN_LETTER)
    letter: Letter | EarlierLetter
    if earlier := session.vault.find(EarlierLetter, letter_id):
        require_unsealed(session, earlier.case)
        letter, file, left = earlier, file_of_cases(session, (earlier.case,)), True
    else:
        opened = open_letter(session, letter_id)
        letter, file, left = opened.letter, opened.file, opened.status in LEFT
    due = due_day(clock_facts(file, letter), session.settings)
    if not left or due is None:
        raise NothingToExtend
    if not reason.strip():
        raise NoReasonGiven
    return letter, due


def _keep(session: Session, letter: Letter | EarlierLetter, until: date, reason: str) -> LetterStep:
    taken = StepTaken(
        letter=letter.id, step="extension", at=session.now(), due_at=until.isoformat(), reason=reason.strip()
    )
    with session.vault.writing() as writing:
        step = write_new(session, writing, LetterStep(case=letter.case, taken=taken))
        require_codes(session, reason, letter.id)
        writing.commit()
    return session.vault.get(LetterStep, step.id)
