"""What the page of a reply says, made from the office's page without a widget: rows, clock, pills, rules.

Signs of people stand as their codes; nothing here knows a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from fieldcase.desktop.parts.rules import RuleLine
from fieldcase.desktop.wording import Wording
from fieldcase.model.refusal import Severity
from fieldcase.model.rules.tracker import LABELS, ClockState, Late, Outcome
from fieldcase.model.words import N_, _, ngettext

if TYPE_CHECKING:
    from fieldcase.model.declare import LText
    from fieldcase.office.replies.listing import AnsweredLetter
    from fieldcase.office.replies.page import Beside, ReplyPage

SIGN = re.compile(r"\{([PGO]-[0-9A-Z]+)\}")
DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
PENDING = "translation_pending"
READ = ("matrix_reviewed", "closed")
DONE = "done"
POSITIONS: dict[str, tuple[str, str]] = {
    "accepts": ("check", "ok"),
    "partly_accepts": ("check", "ok"),
    "justifies_law": ("scale", "neutral"),
    "not_addressed": ("circle-slash", "warn"),
    "disputes_identity": ("shield-alert", "danger"),
    "asks_identity": ("shield-alert", "danger"),
    "provides_information": ("info", "neutral"),
    "announces_investigation": ("search", "neutral"),
    "announces_remedy": ("handshake", "neutral"),
}
"""Icon and tone of each position; those that deny have a cross."""
ANSWERED = {"yes": ("check", "ok"), "partly": ("circle-dashed", "warn"), "no": ("x", "neutral")}
OUTCOMES = {
    Outcome.FULL: ("circle-check", "ok"),
    Outcome.PARTIAL: ("file-pen", "neutral"),
    Outcome.NONE_SUBSTANTIVE: ("circle-slash", "warn"),
    Outcome.NO_REPLY: ("hourglass", "neutral"),
}
ASKING = frozenset({"asks_identity", "names_source", "names_person", "threatens"})
FLAGS = {
    "names_source": N_("It names a source"),
    "names_person": N_("It names a person"),
    "asks_identity": N_("It asks who somebody is"),
    "threatens": N_("It threatens"),
}
"""The dangers that a reader may find in a reply."""


@dataclass(frozen=True)
class Line:
    """One row of the matrix: what was asked, what was answered, where the State stands, in words."""

    key: tuple[str, str]
    """The letter, and the allegation or question that the row is about."""
    number: str
    kind: str
    """`allegation` or `question`."""
    asked: str
    reference: str = ""
    matched: bool = False
    quote: str = ""
    original: str = ""
    page: str = ""
    positions: tuple[tuple[str, str, str], ...] = ()
    """Icon, tone and words of each position."""
    summary: str = ""
    over: str = ""
    kept: str = ""
    follow_up: str = ""
    silent: bool = False
    """A person read the reply and found that it does not mention this."""


@dataclass(frozen=True)
class Mark:
    """One mark of the clock line: what happened and when."""

    kind: str
    """`sent`, `due`, `reply`, `today` or `cutoff`."""
    day: date
    words: str


def said_in(text: LText, language: str) -> str:
    """A text in a language, else in any, with codes for signs."""
    found = text.get(language) or next(iter(text.values()), None)
    return codes(found.text) if found else ""


def codes(text: str, wording: Wording | None = None) -> str:
    """People by their codes instead of their signs; days in words where the words are given."""
    said = SIGN.sub(r"\1", text)
    return DAY.sub(lambda one: wording.day(one[0]), said) if wording is not None else said


def lines_of(page: ReplyPage, wording: Wording) -> tuple[Line, ...]:
    """The rows of the matrix: allegations first, then questions, in the order of the letters."""
    several = len(page.row.letters) > 1
    rows = [_allegation(one, wording, several) for one in page.allegations]
    return (*rows, *(_question(one, wording, several) for one in page.questions))


def _allegation(one: Beside, wording: Wording, several: bool) -> Line:
    key = (one.letter, one.allegation)
    number, asked, reference = str(one.number), codes(one.asked, wording), one.reference if several else ""
    if one.row is None or not one.row.position:
        return Line(key, number, "allegation", asked, reference)
    answer = one.row.row
    said = tuple(
        (*POSITIONS.get(code, ("x", "neutral")), wording.term("reply_position", code)) for code in one.row.position
    )
    return Line(
        key, number, "allegation", asked, reference,
        matched=True,
        quote=answer.quote.translation or answer.quote.original,
        original=answer.quote.original if answer.quote.translation else "",
        page=answer.quote.page,
        positions=said,
        summary=said_in(answer.neutral_summary, wording.language),
        over=_over(one),
        kept=answer.summary_kept,
        follow_up=said_in(answer.follow_up_needed, wording.language),
        silent="not_addressed" in one.row.position and not answer.quote.original,
    )  # fmt: skip


def _question(one: Beside, wording: Wording, several: bool) -> Line:
    key, reference = (one.letter, one.question), one.reference if several else ""
    if one.answer is None:
        return Line(key, one.question, "question", codes(one.asked, wording), reference)
    answer = one.answer.answer
    icon, tone = ANSWERED.get(answer.answered, ("info", "neutral"))
    words = {"yes": _("Answered"), "partly": _("Answered in part"), "no": _("Not answered")}
    return Line(
        key, one.question, "question", codes(one.asked, wording), reference,
        matched=True,
        quote=answer.quote.translation or answer.quote.original,
        original=answer.quote.original if answer.quote.translation else "",
        page=answer.quote.page,
        positions=((icon, tone, words.get(answer.answered, answer.answered)),),
        summary=said_in(answer.neutral_summary, wording.language),
        over=_over(one),
        kept=answer.summary_kept,
        silent=answer.answered == "no" and not answer.quote.original,
    )  # fmt: skip


def _over(one: Beside) -> str:
    return ", ".join(dict.fromkeys(each.words for each in one.over if each.words))


def marks_of(letter: AnsweredLetter, received: date | None, today: date, wording: Wording) -> tuple[Mark, ...]:
    """The marks of a letter's clock, by day; a reply that comes in on a day stands there."""
    year = today.year

    def day(one: date) -> str:
        return wording.short_day(one) if one.year != year else wording.short_day(one).rsplit(" ", 1)[0]

    told = (
        ("sent", letter.sent, _("Sent {day}")),
        ("due", letter.clock.due, _("Due {day}")),
        ("reply", received, _("Reply {day}")),
        ("today", today, _("Today")),
        ("cutoff", letter.cutoff, _("Cut-off {day}")),
    )
    found = [Mark(kind, at, words.format(day=day(at))) for kind, at, words in told if at is not None]
    return tuple(sorted(found, key=lambda one: one.day))


def late_pill(page: ReplyPage) -> tuple[str, str, str] | None:
    """Icon, words and tone of how late the reply came for the letter for which it is latest."""
    days = max((one.days_late for one in page.row.letters), default=0)
    if page.row.late is None:
        return None
    if page.row.late is Late.IN_TIME:
        return "clock", _("In time"), "ok"
    if page.row.late is Late.AFTER_CUTOFF:
        words = ngettext("{count} day late, after the cut-off", "{count} days late, after the cut-off", days)
    elif page.row.late is Late.NEXT_CYCLE:
        words = ngettext("{count} day late, after publication", "{count} days late, after publication", days)
    else:
        words = ngettext("{count} day late", "{count} days late", days)
    return "clock-alert", words.format(count=days), "warn"


def clock_said(letter: AnsweredLetter) -> str:
    """Where the clock of a letter stands, in words."""
    return _(LABELS[letter.clock.state])


def waits(page: ReplyPage) -> str:
    """What keeps the matrix from being filled: `screen`, `translation` or nothing."""
    if page.row.status == "received":
        return "screen"
    return "translation" if PENDING in page.reply.kind else ""


def rules_of(page: ReplyPage) -> list[RuleLine]:
    """What stands between the matrix and its closing; `action` is (what, letter, allegation or question)."""
    found: list[RuleLine] = []
    wait = waits(page)
    if wait == "screen":
        sentence = _("Nobody has read this reply for names and threats")
        why = _("Until then its words stay closed, and nobody works on it.")
        found.append(RuleLine("blocked", sentence, why, _("I read it"), ("screen", "", "")))
    if wait == "translation":
        sentence = _("The reply waits for its translation")
        why = _("The clock is stopped meanwhile. An unofficial translation will do.")
        found.append(RuleLine("blocked", sentence, why, _("Enter the translation"), ("translate", "", "")))
    found += _from_findings(page) if not wait else []
    found += _counts(page) if not wait else []
    if page.row.status == "matrix_drafted":
        sentence = _("A second person reads the matrix")
        found.append(RuleLine("waiting", sentence, _("“Does not address” is always read by two.")))
    if page.row.status in READ:
        found.append(RuleLine("done", _("The matrix was read by a second person")))
    if page.reply.original_file:
        found.append(RuleLine("done", _("The scan is kept as it came")))
    return found


def _from_findings(page: ReplyPage) -> Iterable[RuleLine]:
    seen: set[str] = set()
    where = {one.row.id: (one.letter, one.allegation) for one in page.allegations if one.row is not None}
    for one in page.matrix.findings:
        if one.severity is Severity.NOTE or one.sentence in seen:
            continue
        seen.add(one.sentence)
        state = "blocked" if one.severity is Severity.ERROR else "check"
        row = next((where[record] for record in one.records if record in where), None)
        put = next(((a.letter, a.allegation) for a in page.allegations if a.allegation in one.records), row)
        action: tuple[str, str, str] = ("match", *put) if put else ("", "", "")
        words = _("Say what it answers") if put else ""
        if one.rule == "3.16":
            action, words = ("measure", "", ""), _("Record the measure")
        elif one.rule == "10.7" and one.field == "answered":
            left = next((q for q in page.questions if q.answer is None), None)
            action = ("question", left.letter, left.question) if left else ("", "", "")
            words = _("Say what it answers") if left else ""
        found = RuleLine(state, one.sentence, one.remedy if not words else "", words, action)
        yield found


def _counts(page: ReplyPage) -> Iterable[RuleLine]:
    count = len(page.allegations)
    rows = [one.row for one in page.allegations if one.row is not None and one.row.position]
    told = [row for row in rows if any(words.text.strip() for words in row.row.neutral_summary.values())]
    if count and len(rows) == count:
        yield RuleLine("done", _("A position for {done} of {count}").format(done=len(rows), count=count))
    if count and len(told) == count:
        yield RuleLine("done", _("A neutral summary for {done} of {count}").format(done=len(told), count=count))


def open_numbers(page: ReplyPage) -> tuple[int, ...]:
    """The numbers of the allegations that this reply leaves open, where somebody read that it does."""
    return tuple(
        sorted(one.number for one in page.allegations if one.row is not None and one.row.position == ("not_addressed",))
    )


def overdue(letter: AnsweredLetter) -> bool:
    """Whether the State still owes an answer to the letter."""
    return letter.clock.state is ClockState.OVERDUE


def danger_of(page: ReplyPage) -> tuple[str, str] | None:
    """The alert at the head of the panel: its title, and what to do."""
    flags = set(page.reply.protection_flags)
    positions = {code for one in page.allegations if one.row is not None for code in one.row.position}
    if "asks_identity" in flags or positions & {"asks_identity", "disputes_identity"}:
        return _("The reply asks for a name"), _("Confirm nobody, and do not confirm that a source exists.")
    if "threatens" in flags:
        return _("The reply threatens"), _("Look at the risk of everybody it may mean today, before anything else.")
    if flags & {"names_source", "names_person"}:
        return _("The reply names somebody"), _("Look at the risk of whoever is named before the reply goes on.")
    return None
