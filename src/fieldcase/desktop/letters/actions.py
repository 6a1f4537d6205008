"""What the place Letters asks of the office; each function is one use case, carried out by the worker."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fieldcase.desktop.desk import Desk, Job, Report
from fieldcase.model.refusal import Refusal

if TYPE_CHECKING:
    from fieldcase.model.rules.numbering import Number
    from fieldcase.office.letters.book import BookRow
    from fieldcase.office.letters.dispatching import Dispatched
    from fieldcase.office.letters.many import Batch
    from fieldcase.office.letters.reminding import Reminded
    from fieldcase.office.letters.silence import Told
    from fieldcase.office.session import Session

Failed = Callable[[Refusal], object]
CALENDAR = "reply-days.ics"
"""What a calendar file is called: it says nothing of what is in it."""


def book(desk: Desk, then: Callable[[tuple[BookRow, ...]], object], failed: Failed) -> Job[tuple[BookRow, ...]]:
    """Every letter."""

    def ask(session: Session) -> Any:
        from fieldcase.office.letters.book import letter_book

        return letter_book(session)

    return desk.run(ask, then, failed=failed, reads=True)


def numbers(desk: Desk, then: Callable[[tuple[Number, ...]], object], failed: Failed) -> Job[tuple[Number, ...]]:
    """The register of references."""

    def ask(session: Session) -> Any:
        from fieldcase.office.letters.register import numbers_given

        return numbers_given(session)

    return desk.run(ask, then, failed=failed, reads=True)


def dispatches(desk: Desk, then: Callable[[tuple[Dispatched, ...]], object], failed: Failed) -> Job[Any]:
    """The log of dispatches."""

    def ask(session: Session) -> Any:
        from fieldcase.office.letters.dispatching import dispatch_log

        return dispatch_log(session)

    return desk.run(ask, then, failed=failed)


def say_last(desk: Desk, serial: int, reason: str, then: Callable[[Any], object], failed: Failed) -> Job[Any]:
    """Say which number of this year this laptop gave last."""

    def ask(session: Session) -> Any:
        from fieldcase.office.letters.register import last_number

        return last_number(session, serial, reason)

    return desk.run(ask, then, failed=failed)


def explain(desk: Desk, reference: str, reason: str, then: Callable[[Any], object], failed: Failed) -> Job[Any]:
    """Say what happened to a reference that no letter accounts for."""

    def ask(session: Session) -> Any:
        from fieldcase.office.letters.register import explain_number

        return explain_number(session, reference, reason)

    return desk.run(ask, then, failed=failed)


def remind(
    desk: Desk, letters: tuple[str, ...], then: Callable[[Reminded], object], failed: Failed, progress: Report
) -> Job[Reminded]:
    """Draft one reminder of several letters."""

    def ask(session: Session, report: Report) -> Any:
        from fieldcase.office.letters.reminding import remind_of

        return remind_of(session, letters, progress=report)

    return desk.run(ask, then, failed=failed, progress=progress)


def write_all(
    desk: Desk,
    letters: tuple[str, ...],
    into: Path,
    rendition: str,
    form: str,
    then: Callable[[Batch], object],
    failed: Failed,
    progress: Report,
) -> Job[Batch]:
    """Write letters as files into a folder that a person chose."""

    def ask(session: Session, report: Report) -> Any:
        from fieldcase.office.letters.many import draw_many

        return draw_many(session, letters, into, rendition=rendition, fmt=form, progress=report)

    return desk.run(ask, then, failed=failed, progress=progress)


def write_calendar(desk: Desk, into: Path, references: bool, then: Callable[[str], object], failed: Failed) -> Job[str]:
    """Write the days of replies as a file for a calendar; says what it is called."""

    def ask(session: Session) -> str:
        from fieldcase.office.given import write_given
        from fieldcase.office.letters.calendar import calendar_file

        write_given(into / CALENDAR, calendar_file(session, references=references))
        return CALENDAR

    return desk.run(ask, then, failed=failed)


def silence(desk: Desk, letter: str, day: date, then: Callable[[Told], object], failed: Failed) -> Job[Told]:
    """Whether the State had answered a letter by a day, and the sentence that says so."""

    def ask(session: Session) -> Any:
        from fieldcase.office.letters.silence import silence_of

        return silence_of(session, letter, day)

    return desk.run(ask, then, failed=failed, reads=True)
