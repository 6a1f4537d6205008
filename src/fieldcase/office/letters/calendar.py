"""The days on which replies are due, as a file for a calendar: on a telephone anybody may look (trap 23).

It says “Reply due” and “Reminder to consider” and nothing else: no name, no case, no State, no reference unless the
officer asks for references. Taken in again it moves, adds and takes away, since a letter keeps its events.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import timedelta

from fieldcase.model.dates.icalendar import DayEvent, write_calendar
from fieldcase.model.kinds.letters import EarlierLetter, Letter
from fieldcase.model.roles import Action, Reach
from fieldcase.model.rules.casefile import CaseFile
from fieldcase.model.rules.replies import clock_facts
from fieldcase.model.rules.tracker import Clock, LetterFacts, asked_again, clock
from fieldcase.model.words import _
from fieldcase.office.letters.listing import GONE, reference_given, register_of
from fieldcase.office.session import Session

KEPT_DAYS = 400
"""A letter answered longer ago than this is in nobody's calendar any more; what is overdue always is."""


def calendar_file(session: Session, *, references: bool = False) -> bytes:
    """The calendar of replies that are due, as the clocks stand today (RFC 5545).

    With `references` each says the office's own reference of its letter. Raises `NotYourRole`.
    """
    if session.require(Action.READ_CASE) is Reach.OWN_INTAKE:
        return write_calendar((), session.clock())
    return write_calendar(_events(session, register_of(session), references), session.clock())


def _events(session: Session, file: CaseFile, references: bool) -> Iterator[DayEvent]:
    letters: tuple[Letter | EarlierLetter, ...] = (*file.letters, *file.earlier_letters)
    for letter in letters:
        facts = clock_facts(file, letter)
        now = clock(facts, session.settings, session.today())
        if now.due is None or letter.kind == "reminder" or file.state("letter", letter.id) in GONE:
            continue
        if now.stopped and (session.today() - now.stopped).days > KEPT_DAYS:
            continue
        reference = reference_given(file, letter) if references else ""
        yield from _of_letter(session, file, facts, now, reference)


def _of_letter(session: Session, file: CaseFile, facts: LetterFacts, now: Clock, reference: str) -> Iterator[DayEvent]:
    """The due day, and the day on which a reminder would be proposed while there may be one more."""
    settings = session.settings
    if now.due is None:
        return
    revision = _revision(file, facts)
    answered = now.stopped is not None
    yield DayEvent(
        uid=_uid(facts.id, "due"),
        day=now.due,
        summary=_("Reply due: {reference}").format(reference=reference) if reference else _("Reply due"),
        revision=revision,
        gone=answered,
    )
    again = asked_again(facts, settings, now.due) + timedelta(days=settings.remind_after_days)
    remind = _("Reminder to consider: {reference}").format(reference=reference) if reference else ""
    yield DayEvent(
        uid=_uid(facts.id, "remind"),
        day=again,
        summary=remind or _("Reminder to consider"),
        revision=revision,
        gone=answered or len(facts.reminders) >= settings.reminders_before_next_tier,
    )


def _revision(file: CaseFile, facts: LetterFacts) -> int:
    """It grows with every step, reply and reminder of a letter, on whichever laptop the file is made."""
    steps = sum(1 for step in file.steps if step.letter == facts.id)
    return steps + len(facts.replies) + len(facts.reminders)


def _uid(letter: str, what: str) -> str:
    """The same on every laptop of the office; nothing can be told from it, for a letter's id is chance."""
    return hashlib.sha256(f"{what} {letter}".encode()).hexdigest()[:32]
