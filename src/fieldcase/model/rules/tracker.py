"""The response tracker (domain reference, section 11): what the clock of a letter says on a day, and what it asks
for.

Days are local days of the office; the caller turns instants into days and gives today. Nothing is ever sent by
itself: the tracker proposes. Silence is no admission, and a late reply never rewrites what was frozen.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from enum import StrEnum

import msgspec

from fieldcase.model.dates.deadlines import days_late, due_on
from fieldcase.model.rules.settings import OfficeSettings
from fieldcase.model.rules.tasks import TaskDraft
from fieldcase.model.words import _, ngettext

STOPS = frozenset({"substantive", "rejection", "oral", "translation_pending"})
"""Kinds of reply that stop the clock; an acknowledgement, an interim reply and a request for more time do not."""


class ReplyFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What the clock needs of a reply: its kinds (vocabulary `reply_kind`) and the local day on which it was
    received."""

    id: str
    kinds: tuple[str, ...]
    received: date
    matrix_reviewed: bool = False

    @property
    def stops(self) -> bool:
        return not STOPS.isdisjoint(self.kinds)


class LetterFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What the clock needs of a letter. `days` overrides the setting for its kind, `due` is the day that the letter
    itself gave; `extended` is a decision of the head."""

    id: str
    kind: str
    dispatched: date | None = None
    receipt: date | None = None
    days: int | None = None
    urgent: bool = False
    due: date | None = None
    extended: date | None = None
    reminders: tuple[date, ...] = ()
    replies: tuple[ReplyFacts, ...] = ()


class ClockState(StrEnum):
    """What the clock shows."""

    NOT_STARTED = "not_started"
    NO_DEADLINE = "no_deadline"
    RUNNING = "running"
    SOON = "soon"
    OVERDUE = "overdue"
    WAITS_TRANSLATION = "waits_translation"
    ANSWERED = "answered"


class Clock(msgspec.Struct, frozen=True, kw_only=True):
    """A letter's clock on one day. `due` already holds the extension; `late` are whole days past it."""

    state: ClockState
    due: date | None = None
    late: int = 0
    stopped: date | None = None


class Late(StrEnum):
    """How a reply stands to the due date and the reporting cycle."""

    IN_TIME = "in_time"
    WITHIN_CYCLE = "late_within_cycle"
    AFTER_CUTOFF = "late_after_cutoff"
    NEXT_CYCLE = "next_cycle"


class Outcome(StrEnum):
    """What all replies to a letter amount to, computed."""

    FULL = "full"
    PARTIAL = "partial"
    NONE_SUBSTANTIVE = "none_substantive"
    NO_REPLY = "no_reply"


def due_day(letter: LetterFacts, settings: OfficeSettings) -> date | None:
    """Start plus N calendar days, moved to the office's next working day, or the day to which the head extended it.

    None while the clock has not started and for kinds without a deadline. With `clock_start` “receipt” it starts on
    receipt.
    """
    start = letter.receipt if settings.clock_start == "receipt" else letter.dispatched
    days = letter.days if letter.days is not None else settings.days_for_reply(letter.kind, urgent=letter.urgent)
    if start is None or not (days or letter.due):
        return None
    due = letter.due or due_on(start, days or 0, settings.calendar)
    return max(due, letter.extended) if letter.extended else due


def clock(letter: LetterFacts, settings: OfficeSettings, today: date) -> Clock:
    """Section 11: the state of a letter's clock on a day; overdue is computed, never written."""
    due = due_day(letter, settings)
    stopping = sorted((r for r in letter.replies if r.stops and r.received <= today), key=lambda r: r.received)
    if stopping:
        first = stopping[0]
        waits = all("translation_pending" in reply.kinds for reply in stopping)
        state = ClockState.WAITS_TRANSLATION if waits else ClockState.ANSWERED
        return Clock(state=state, due=due, late=days_late(due, first.received) if due else 0, stopped=first.received)
    if letter.dispatched is None:
        return Clock(state=ClockState.NOT_STARTED)
    if due is None:
        return Clock(state=ClockState.NO_DEADLINE)
    if today > due:
        return Clock(state=ClockState.OVERDUE, due=due, late=days_late(due, today))
    soon = today >= due - timedelta(days=settings.remind_before_days)
    return Clock(state=ClockState.SOON if soon else ClockState.RUNNING, due=due)


def lateness(received: date, due: date | None, cutoff: date | None = None, published: date | None = None) -> Late:
    """Section 11: where a reply falls. After publication it goes to the next cycle's Annex II; between cut-off and
    publication the entry's text stays frozen and headquarters decides on an addendum (S18)."""
    if published and received > published:
        return Late.NEXT_CYCLE
    if cutoff and received > cutoff:
        return Late.AFTER_CUTOFF
    return Late.WITHIN_CYCLE if due and received > due else Late.IN_TIME


def outcome(allegations: Collection[str], positions: Mapping[str, Collection[str]], replies: int) -> Outcome:
    """Section 11: the outcome of a letter from all matrix rows of all its replies.

    `allegations` are the transmitted allegation versions, `positions` the positions chosen for each; `replies` how
    many were registered. A position “not addressed” answers nothing.
    """
    if not replies:
        return Outcome.NO_REPLY
    answered = [a for a in allegations if set(positions.get(a, ())) - {"not_addressed"}]
    if allegations and len(answered) == len(set(allegations)):
        return Outcome.FULL
    return Outcome.PARTIAL if answered else Outcome.NONE_SUBSTANTIVE


def clock_tasks(letter: LetterFacts, settings: OfficeSettings, today: date) -> tuple[TaskDraft, ...]:
    """Section 11: what a letter's clock asks for on a day. A reminder is proposed, never sent by itself."""
    now = clock(letter, settings, today)
    drafts = [draft for reply in letter.replies if (draft := _matrix_task(reply, settings))]
    if now.state is ClockState.SOON and now.due:
        sentence = _("A reply is due on {due}.").format(due=now.due)
        drafts.append(_task(letter, "reply_due_soon", sentence, now.due))
    if now.state is ClockState.OVERDUE and now.due:
        sentence = _("The reply was due on {due} and has not come.").format(due=now.due)
        drafts.append(_task(letter, "reply_overdue", sentence, now.due))
        after = timedelta(days=settings.remind_after_days)
        last = max(letter.reminders, default=None)
        unanswered = len(letter.reminders)
        if unanswered >= settings.reminders_before_next_tier:
            sentence = ngettext(
                "{count} reminder went unanswered: the head of presence decides on the next step.",
                "{count} reminders went unanswered: the head of presence decides on the next step.",
                unanswered,
            ).format(count=unanswered)
            drafts.append(_task(letter, "next_tier", sentence, now.due, role="head"))
        elif today >= now.due + after and (last is None or today >= last + after):
            sentence = _("No reply since {due}: consider a reminder.").format(due=now.due)
            drafts.append(_task(letter, "propose_reminder", sentence, now.due))
    if any("extension_request" in reply.kinds for reply in letter.replies) and letter.extended is None:
        sentence = _("The State asks for more time: decide whether to give it.")
        drafts.append(_task(letter, "decide_extension", sentence, now.due or today, role="head"))
    return tuple(drafts)


def _matrix_task(reply: ReplyFacts, settings: OfficeSettings) -> TaskDraft | None:
    if not reply.stops or "translation_pending" in reply.kinds or reply.matrix_reviewed:
        return None
    due = due_on(reply.received, settings.matrix_days, settings.calendar)
    sentence = _("Match the reply to each allegation by {due}.").format(due=due.isoformat())
    return TaskDraft(origin="G19", kind="match_reply", sentence=sentence, due=due, targets=(reply.id,))


def _task(letter: LetterFacts, kind: str, sentence: str, due: date, role: str = "case_officer") -> TaskDraft:
    return TaskDraft(origin="tracker", kind=kind, sentence=sentence, role=role, due=due, targets=(letter.id,))
