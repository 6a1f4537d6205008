"""What clocks of letters, replies and promised measures ask for today, read from lists first (sections 3.16 and 11)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import timedelta

from fieldcase.model.kinds.replies import StateMeasure, StateReply
from fieldcase.model.rules.measures import measure_tasks
from fieldcase.model.rules.tasks import TaskDraft
from fieldcase.model.words import _
from fieldcase.office.cases.sight import MANY, sealed
from fieldcase.office.cases.waiting import waiting
from fieldcase.office.letters.listing import letters_due
from fieldcase.office.session import Session
from fieldcase.vault.views.lists import Compare, Filter, ListQuery, Row

OVER = ("closed", "not_admitted", "merged", "transferred")
"""States of a case in which nobody asks any more what became of a measure."""


def reply_tasks(session: Session) -> Iterator[tuple[TaskDraft, str]]:
    """Each task with the id of its case, once: replies due soon or overdue, receipts that lack, reminders to propose,
    the next tier and requests for time for the head, replies to read and to match and what they leave open, promises.
    """
    replies = _unsettled(session)
    told: set[tuple[str, ...]] = set()
    letters = _pressing(session) | {letter for row in replies for letter in row.columns["to_letters"] or ()}
    for one in letters_due(session, only=letters) if letters else ():
        if (key := (one.task.kind, *one.task.targets)) not in told:
            told.add(key)
            yield one.task, one.case
    yield from _unread(session, replies)
    yield from _promises(session)


def _pressing(session: Session) -> set[str]:
    """Letters whose reply is due soon, or whose clock waits for a receipt."""
    soon = session.today() + timedelta(days=session.settings.remind_before_days)
    found = {one.letter for one in waiting(session) if one.due <= soon} | _old_unanswered(session, soon.isoformat())
    if session.settings.clock_start == "receipt":
        found |= {row.id for row in _rows(session, "letter", Filter("status:letter", Compare.IS, "dispatched"))}
    return found


def _old_unanswered(session: Session, until: str) -> set[str]:
    """Letters of an old register whose reply is due by a day, and to which none was registered."""
    due = {row.id for row in _rows(session, "earlier_letter", Filter("due_at", Compare.UNTIL, until))}
    return due - {letter for row in _rows(session, "state_reply") for letter in row.columns["to_letters"] or ()}


def _unsettled(session: Session) -> list[Row]:
    """Replies that nobody closed."""
    closed = {row.id for row in _rows(session, "state_reply", Filter("status:reply", Compare.IS, "closed"))}
    return [row for row in _rows(session, "state_reply") if row.id not in closed]


def _unread(session: Session, replies: Iterable[Row]) -> Iterator[tuple[TaskDraft, str]]:
    """What States wrote of their own accord and nobody has read for names and threats yet."""
    ids = [row.id for row in replies if not row.columns["to_letters"] and not row.columns["screened"]]
    found = session.vault.where(StateReply, "id", ids)
    shut = sealed(session, {one.case for one in found})
    for reply in found:
        if reply.language and reply.case not in shut:  # one of an old register holds nothing to read
            due = session.settings.local_day(reply.received_at)
            sentence = _("Read a reply for names and threats; nobody works on it before.")
            yield (
                TaskDraft(origin="G19", kind="screen_reply", sentence=sentence, due=due, targets=(reply.id,)),
                reply.case,
            )


def _promises(session: Session) -> Iterator[tuple[TaskDraft, str]]:
    """Measures of which nothing more was heard, in cases that go on."""
    held = {one.id: one for one in session.vault.all(StateMeasure)}
    cases = {one.case for one in held.values() if one.case}
    shut = sealed(session, cases) | _over(session, cases)
    known = [one for one in held.values() if one.case not in shut]
    for draft in measure_tasks(known, session.settings, session.today()):
        yield draft, held[draft.targets[0]].case


def _over(session: Session, cases: Collection[str]) -> frozenset[str]:
    if not cases:
        return frozenset()
    over = (Filter("id", Compare.ANY, tuple(cases)), Filter("status:case", Compare.ANY, OVER))
    return frozenset(row.id for row in _rows(session, "case", *over))


def _rows(session: Session, kind: str, *filters: Filter) -> tuple[Row, ...]:
    return session.vault.page(ListQuery(kind=kind, filters=filters, limit=MANY)).rows
