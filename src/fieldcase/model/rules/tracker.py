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
from fieldcase.model.words import N_, _, ngettext

STOPS = frozenset({"substantive", "rejection", "oral", "translation_pending"})
"""Kinds of reply that stop the clock; an acknowledgement, an interim reply and a request for more time do not."""


class ReplyFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What the clock needs of a reply: its kinds (vocabulary `reply_kind`), the local day on which it was received, and
    the day until which it asks for time. `old`: known from an old register alone, so that there is nothing to read."""

    id: str
    kinds: tuple[str, ...]
    received: date
    matrix_reviewed: bool = False
    screened: bool = True
    old: bool = False
    closed: bool = False
    asked_until: date | None = None

    @property
    def stops(self) -> bool:
        return not STOPS.isdisjoint(self.kinds)


class LetterFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What the clock needs of a letter. `days` overrides the setting for its kind, `due` is the day fixed when its
    clock started; `extended` is the day that the head gave, `decided` when the head last decided on it (to give time
    or not); `reminders` the days on which reminders of it left, `followed` those of
    letters that told the State what its reply left open; `open` the numbers of the allegations that no reply answered,
    once a second person read that."""

    id: str
    kind: str
    dispatched: date | None = None
    receipt: date | None = None
    days: int | None = None
    urgent: bool = False
    due: date | None = None
    extended: date | None = None
    decided: date | None = None
    reminders: tuple[date, ...] = ()
    followed: tuple[date, ...] = ()
    open: tuple[int, ...] = ()
    replies: tuple[ReplyFacts, ...] = ()


class ClockState(StrEnum):
    """What the clock shows. A letter that left waits for its receipt where the office's clock starts on receipt."""

    NOT_STARTED = "not_started"
    WAITS_RECEIPT = "waits_receipt"
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


class Answer(StrEnum):
    """Whether a State had answered a letter by a day (G14)."""

    REPLIED = "replied"
    NO_REPLY = "no_reply"
    NOT_EXPIRED = "not_expired"
    NOT_ASKED = "not_asked"


class Silence(msgspec.Struct, frozen=True, kw_only=True):
    """What is known on a day of the answer to a letter that was sent and due on these days: computed, never ticked."""

    heard: Answer
    as_of: date
    sent: date | None = None
    due: date | None = None


class Outcome(StrEnum):
    """What all replies to a letter amount to, computed."""

    FULL = "full"
    PARTIAL = "partial"
    NONE_SUBSTANTIVE = "none_substantive"
    NO_REPLY = "no_reply"


LABELS: dict[str, str] = {
    ClockState.NOT_STARTED: N_("Has not left"),
    ClockState.WAITS_RECEIPT: N_("Waits for a receipt"),
    ClockState.NO_DEADLINE: N_("No reply asked"),
    ClockState.RUNNING: N_("Running"),
    ClockState.SOON: N_("Due soon"),
    ClockState.OVERDUE: N_("Overdue"),
    ClockState.WAITS_TRANSLATION: N_("Stopped: awaits translation"),
    ClockState.ANSWERED: N_("Stopped: answered"),
    Late.IN_TIME: N_("In time"),
    Late.WITHIN_CYCLE: N_("Late, within the cycle"),
    Late.AFTER_CUTOFF: N_("Late, after the cut-off"),
    Late.NEXT_CYCLE: N_("After publication: next cycle"),
    Outcome.FULL: N_("Answers everything"),
    Outcome.PARTIAL: N_("Answers in part"),
    Outcome.NONE_SUBSTANTIVE: N_("Answers nothing"),
    Outcome.NO_REPLY: N_("No reply"),
}
"""What clock, lateness and outcome are called."""


def due_day(letter: LetterFacts, settings: OfficeSettings) -> date | None:
    """Start plus N calendar days, moved to the office's next working day, or the day to which the head extended it.

    None while the clock has not started and for kinds without a deadline. With `clock_start` “receipt” it starts on
    receipt.
    """
    due = letter.due if letter.dispatched else None
    start = letter.receipt if settings.clock_start == "receipt" else letter.dispatched
    if due is None and start and (days := days_given(letter, settings)):
        due = due_on(start, days, settings.calendar)
    if due is None:
        return None
    return max(due, letter.extended) if letter.extended else due


def days_given(letter: LetterFacts, settings: OfficeSettings) -> int | None:
    """The calendar days that a letter gives for a reply: its own, else those of its kind; None where it gives none."""
    return letter.days if letter.days is not None else settings.days_for_reply(letter.kind, urgent=letter.urgent)


def asked_again(letter: LetterFacts, settings: OfficeSettings, due: date) -> date:
    """The day until which the State has time now: the due day, or that of the last reminder, which gives days of its
    own."""
    days = settings.days_for_reply("reminder") or 0
    return max((due, *(due_on(left, days, settings.calendar) for left in letter.reminders)))


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
        waits = settings.clock_start == "receipt" and letter.receipt is None and bool(days_given(letter, settings))
        return Clock(state=ClockState.WAITS_RECEIPT if waits else ClockState.NO_DEADLINE)
    if today > due:
        return Clock(state=ClockState.OVERDUE, due=due, late=days_late(due, today))
    soon = today >= due - timedelta(days=settings.remind_before_days)
    return Clock(state=ClockState.SOON if soon else ClockState.RUNNING, due=due)


def silence(letter: LetterFacts, settings: OfficeSettings, as_of: date) -> Silence:
    """G14: no reply had come by a day, only where none was registered by then *and* the due day lies before it (S17).

    Whatever a State sent is a reply, an acknowledgement too. A letter sent later than the day, or to which no reply is
    due, was not asked.
    """
    due, sent = due_day(letter, settings), letter.dispatched
    if any(reply.received <= as_of for reply in letter.replies):
        heard = Answer.REPLIED
    elif sent is None or due is None or sent > as_of:
        heard = Answer.NOT_ASKED
    else:
        heard = Answer.NO_REPLY if due < as_of else Answer.NOT_EXPIRED
    return Silence(heard=heard, as_of=as_of, sent=sent, due=due)


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
    """Section 11: what a letter's clock asks for on a day. A reminder is proposed, never sent by itself; a reminder has
    no tasks of its own, since those of the letter that it reminds of say it."""
    now = clock(letter, settings, today)
    drafts = [draft for reply in letter.replies if (draft := _matrix_task(reply, settings))]
    if now.state is ClockState.WAITS_RECEIPT and letter.dispatched:
        drafts += _receipt_task(letter, letter.dispatched, settings, today)
    if letter.kind == "reminder" or now.due is None:
        return tuple(drafts)
    if now.state is ClockState.SOON:
        sentence = _("A reply is due on {due}.").format(due=now.due)
        drafts.append(_task(letter, "reply_due_soon", sentence, now.due))
    if now.state is ClockState.OVERDUE:
        sentence = _("The reply was due on {due} and has not come.").format(due=now.due)
        drafts.append(_task(letter, "reply_overdue", sentence, now.due))
        drafts += _next_word(letter, settings, now.due, today)
    drafts += _left_open(letter, now)
    asked = [reply.received for reply in letter.replies if "extension_request" in reply.kinds]
    if now.stopped is None and asked and (letter.decided is None or max(asked) > letter.decided):
        drafts.append(_extension_task(letter, now.due))
    return tuple(drafts)


def _next_word(letter: LetterFacts, settings: OfficeSettings, due: date, today: date) -> list[TaskDraft]:
    """Seven days after the due day, or after that of the last reminder: a reminder; after two of them the next tier."""
    again = asked_again(letter, settings, due)
    unanswered = len(letter.reminders)
    if unanswered >= settings.reminders_before_next_tier and today > again:
        sentence = ngettext(
            "{count} reminder went unanswered: the head of presence decides on the next step.",
            "{count} reminders went unanswered: the head of presence decides on the next step.",
            unanswered,
        ).format(count=unanswered)
        return [_task(letter, "next_tier", sentence, due, role="head")]
    if unanswered < settings.reminders_before_next_tier and today >= again + timedelta(days=settings.remind_after_days):
        sentence = _("No reply since {due}: consider a reminder.").format(due=due)
        return [_task(letter, "propose_reminder", sentence, due)]
    return []


def _left_open(letter: LetterFacts, now: Clock) -> list[TaskDraft]:
    """What a State answered in part: its reply was read by two people, nobody closed it, and nobody wrote about the
    rest since (S16). The reminder is for what was left open alone."""
    stopping = [reply for reply in letter.replies if reply.stops]
    settled = all(reply.matrix_reviewed for reply in stopping) and any(not reply.closed for reply in stopping)
    if now.state is not ClockState.ANSWERED or not letter.open or not settled or now.stopped is None:
        return []
    if any(day >= now.stopped for day in (*letter.reminders, *letter.followed)):
        return []
    numbers = ", ".join(map(str, letter.open))
    sentence = ngettext(
        "The reply left allegation {numbers} open: consider a reminder of it, or close the reply.",
        "The reply left allegations {numbers} open: consider a reminder of them, or close the reply.",
        len(letter.open),
    ).format(numbers=numbers)
    return [_task(letter, "propose_reminder", sentence, now.stopped)]


def _extension_task(letter: LetterFacts, due: date) -> TaskDraft:
    until = max((one for reply in letter.replies if (one := reply.asked_until)), default=None)
    sentence = (
        _("The State asks for time until {day}: decide whether to give it.").format(day=until)
        if until
        else _("The State asks for more time: decide whether to give it.")
    )
    return _task(letter, "decide_extension", sentence, due, role="head")


def _receipt_task(letter: LetterFacts, sent: date, settings: OfficeSettings, today: date) -> list[TaskDraft]:
    last = sent + timedelta(days=settings.receipt_days)
    if today <= last:
        return []
    sentence = _("No receipt of the letter was entered, so its clock does not run: ask the addressee for it.")
    return [_task(letter, "confirm_receipt", sentence, last)]


def _matrix_task(reply: ReplyFacts, settings: OfficeSettings) -> TaskDraft | None:
    if reply.old:
        return None
    if not reply.screened:
        sentence = _("Read a reply for names and threats; nobody works on it before.")
        return TaskDraft(origin="G19", kind="screen_reply", sentence=sentence, due=reply.received, targets=(reply.id,))
    if not reply.stops or "translation_pending" in reply.kinds or reply.matrix_reviewed:
        return None
    due = due_on(reply.received, settings.matrix_days, settings.calendar)
    sentence = _("Match the reply to each allegation by {due}.").format(due=due.isoformat())
    return TaskDraft(origin="G19", kind="match_reply", sentence=sentence, due=due, targets=(reply.id,))


def _task(letter: LetterFacts, kind: str, sentence: str, due: date, role: str = "case_officer") -> TaskDraft:
    return TaskDraft(origin="tracker", kind=kind, sentence=sentence, role=role, due=due, targets=(letter.id,))
