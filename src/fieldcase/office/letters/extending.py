"""More time for the State: the head's decision alone, with its reason, to give it or not (section 11).

The clock goes on meanwhile; nothing here stops it, and no day is ever moved backwards.
"""

from __future__ import annotations

from datetime import date

from fieldcase.model.kinds.letters import LetterStep, StepTaken
from fieldcase.model.refusal import BadValue
from fieldcase.model.roles import Action
from fieldcase.model.rules.replies import clock_facts
from fieldcase.model.rules.tracker import due_day
from fieldcase.model.words import _
from fieldcase.office.letters.gathering import Opened, open_letter
from fieldcase.office.letters.refusals import NoReasonGiven, NothingToExtend
from fieldcase.office.records import write_new
from fieldcase.office.session import Session
from fieldcase.office.telling import require_codes

LEFT = ("dispatched", "receipt_confirmed")


def extend(session: Session, letter_id: str, until: date, reason: str) -> LetterStep:
    """Give the State more time, until a day.

    Raises `NotYourRole`, `NoReasonGiven`, `NothingToExtend`, `BadValue` for a day that gives no more time.
    """
    opened, due = _decided(session, letter_id, reason)
    latest = max(due, session.today())
    if until <= latest:
        why, expected = _("that gives no more time"), _("a day after {day}").format(day=latest)
        raise BadValue(field="until", value=until, why=why, expected=expected)
    return _keep(session, opened, until, reason)


def keep_due_day(session: Session, letter_id: str, reason: str) -> LetterStep:
    """Decide that the day stays as it is, though the State asked for more time.

    Raises `NotYourRole`, `NoReasonGiven`, `NothingToExtend`.
    """
    opened, due = _decided(session, letter_id, reason)
    return _keep(session, opened, due, reason)


def _decided(session: Session, letter_id: str, reason: str) -> tuple[Opened, date]:
    session.require(Action.SIGN_LETTER)
    opened = open_letter(session, letter_id)
    due = due_day(clock_facts(opened.file, opened.letter), session.settings)
    if opened.status not in LEFT or due is None:
        raise NothingToExtend
    if not reason.strip():
        raise NoReasonGiven
    return opened, due


def _keep(session: Session, opened: Opened, until: date, reason: str) -> LetterStep:
    letter = opened.letter.id
    taken = StepTaken(
        letter=letter, step="extension", at=session.now(), due_at=until.isoformat(), reason=reason.strip()
    )
    with session.vault.writing() as writing:
        step = write_new(session, writing, LetterStep(case=opened.letter.case, taken=taken))
        require_codes(session, reason, letter)
        writing.commit()
    return session.vault.get(LetterStep, step.id)
