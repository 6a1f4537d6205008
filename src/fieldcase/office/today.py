"""What the place Today shows beside the things to do: in which group each stands, what came since last time, what the
next days bring, how long until the report.

Everything is computed from lists on a day. Of the last time here the vault keeps the hour and four counts, beside the
ledger and never sent; they name nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import groupby

import msgspec

from fieldcase.model.kinds.reporting import ReportingCycle
from fieldcase.model.roles import Action, Reach
from fieldcase.model.rules.saying import day_of
from fieldcase.model.words import _, ngettext
from fieldcase.office.cases.sight import MANY, sealed
from fieldcase.office.cases.waiting import waiting
from fieldcase.office.due import needs_of, what_needs_me
from fieldcase.office.dueitem import DueItem
from fieldcase.office.exchange.receive import put_aside
from fieldcase.office.session import Session
from fieldcase.vault.database import transaction
from fieldcase.vault.views.lists import Compare, Filter, ListQuery, Row

WEEK = timedelta(days=7)
AHEAD = timedelta(days=14)
AT_ONCE = frozenset({"accept_risk", "decide_conflict", "after_fact_review", "protection_alert", "refer_oversight"})
"""What comes before anything else, whatever its day."""
OF_LETTERS = frozenset(
    {
        "approve_letter",
        "change_letter",
        "sign_letter",
        "dispatch_letter",
        "submit_proposal",
        "answer_proposal",
        "reply_overdue",
        "propose_reminder",
        "confirm_receipt",
        "explain_number",
    }
)
"""What needs somebody among the letters."""
LEFT_OPEN = frozenset({"finish_draft", "no_receipt"})
ABOUT = (
    "case",
    "letter",
    "earlier_letter",
    "state_reply",
    "assessment",
    "consent",
    "risk_assessment",
    "protection_action",
    "decision",
    "comment",
    "state_measure",
    "task",
)
"""Kinds of record that something to do may be about."""
DATED_AT_MOST = 60
"""So many lines of a part are asked since when they wait; more than that nobody reads in a day."""


class Group(StrEnum):
    """Where a thing to do stands on the page."""

    NOW = "now"
    WEEK = "week"
    LATER = "later"
    OPEN = "open"


class Need(msgspec.Struct, frozen=True, kw_only=True):
    """A thing to do, its group, and the kind of its first record (`letter`); empty where it is about none."""

    item: DueItem
    group: Group
    about: str = ""


class Since(msgspec.Struct, frozen=True, kw_only=True):
    """What came since a time (UTC instant); `at` is empty on the first day."""

    at: str = ""
    replies: int = 0
    cases: int = 0
    consents: int = 0
    aside: int = 0


class DayAhead(msgspec.Struct, frozen=True, kw_only=True):
    """What a day brings, in a few words; `kind` says of what."""

    day: date
    kind: str
    sentence: str


class ReportClock(msgspec.Struct, frozen=True, kw_only=True):
    """The cycle whose cut-off for replies comes next (or came last), and the days until it; below 0 it is past."""

    label: str
    cutoff: date
    days: int


class _Counts(msgspec.Struct, frozen=True, kw_only=True):
    at: str = ""
    replies: int = 0
    cases: int = 0
    consents: int = 0
    aside: int = 0


def needs(session: Session, part: str) -> tuple[Need, ...]:
    """What one part of the office (see `due.PARTS`) asks of this person. Raises as `due.needs_of` does."""
    items = _once(needs_of(session, part))
    abouts = _abouts(session, items)
    return tuple(
        Need(item=_dated(session, item, about), group=group_of(item, session.today()), about=about)
        for item, about in zip(items, abouts, strict=True)
    )


def group_of(item: DueItem, today: date) -> Group:
    """Now: overdue, due today or pressing by its kind. Later: due in more than a week. What has no day is for this
    week."""
    if item.kind in LEFT_OPEN:
        return Group.OPEN
    if item.kind in AT_ONCE or (item.due is not None and item.due <= today):
        return Group.NOW
    return Group.LATER if item.due is not None and item.due > today + WEEK else Group.WEEK


def counts(session: Session) -> Mapping[str, int]:
    """How many things need this person: today, among the letters (each once), in exchange. Raises `NotYourRole`."""
    today = session.today()
    items = [one for one in _once(what_needs_me(session)) if group_of(one, today) is not Group.LATER]
    letters = {one.records or (one.sentence,) for one in items if one.kind in OF_LETTERS}
    without = sum(1 for one in items if one.kind == "no_receipt")
    return {"today": len(items), "letters": len(letters), "exchange": without + len(put_aside(session))}


def since_last(session: Session) -> Since:
    """What came since this seat was here last. The first call of a session fixes what “last” means; every call notes
    that it is here now. Raises `NotYourRole`."""
    session.require(Action.READ_CASE)
    name = f"here-{session.seat.id}"
    before: _Counts = session.kept("since-last", "", lambda: _noted(session, name))
    now = _counted(session)
    with transaction(session.vault.files.ledger):
        session.vault.own.keep(name, msgspec.json.encode(now).decode())
    if not before.at:
        return Since()
    return Since(
        at=before.at,
        replies=max(0, now.replies - before.replies),
        cases=max(0, now.cases - before.cases),
        consents=max(0, now.consents - before.consents),
        aside=max(0, now.aside - before.aside),
    )


def days_ahead(session: Session) -> tuple[DayAhead, ...]:
    """What the next 14 days bring: replies and risk reviews due, consents that end, cut-offs; the nearest first.

    Raises `NotYourRole`; who sees own intake alone gets nothing.
    """
    if session.require(Action.READ_CASE) is Reach.OWN_INTAKE:
        return ()
    found = [*_replies(session), *_reviews(session), *_endings(session)]
    found += [(clock.cutoff, "cutoff") for clock in _cycles(session)]
    today = session.today()
    days = sorted(one for one in found if today < one[0] <= today + AHEAD)
    return tuple(
        DayAhead(day=day, kind=kind, sentence=_said(kind, len(tuple(same)))) for (day, kind), same in groupby(days)
    )


def report_clock(session: Session) -> ReportClock | None:
    """The cut-off for replies that comes next, else the one that came last; None where no cycle was entered."""
    session.require(Action.READ_CASE)
    clocks = sorted(_cycles(session), key=lambda one: one.cutoff)
    coming = (one for one in clocks if one.days >= 0)
    return next(coming, clocks[-1] if clocks else None)


def _once(items: Sequence[DueItem]) -> tuple[DueItem, ...]:
    """That a reply is overdue is not told beside the step that its clock proposes."""
    further = {one.records for one in items if one.kind in ("propose_reminder", "next_tier")}
    return tuple(one for one in items if one.kind != "reply_overdue" or one.records not in further)


def _dated(session: Session, item: DueItem, about: str) -> DueItem:
    """A line without a day says since when its record stands as it is."""
    if item.due is not None or item.since is not None or not about:
        return item
    changes = session.vault.history(about, item.records[0])
    if not changes:
        return item
    last = datetime.fromtimestamp(max(one.at for one in changes) / 1000, tz=session.zone)
    return msgspec.structs.replace(item, since=last.date())


def _abouts(session: Session, items: Sequence[DueItem]) -> list[str]:
    """The kind of each line's first record; none for lines past those that are dated."""
    ids = tuple({one.records[0] for one in items[:DATED_AT_MOST] if one.records})
    kinds: dict[str, str] = {}
    for kind in ABOUT if ids else ():
        kinds |= {row.id: kind for row in _rows(session, kind, Filter("id", Compare.ANY, ids))}
    return [kinds.get(one.records[0], "") if one.records else "" for one in items]


def _noted(session: Session, name: str) -> _Counts:
    try:
        return msgspec.json.decode(session.vault.own.get(name) or "{}", type=_Counts)
    except msgspec.DecodeError:  # written by a later program: what came since is not known then
        return _Counts()


def _counted(session: Session) -> _Counts:
    return _Counts(
        at=session.now(),
        replies=_total(session, "state_reply"),
        cases=_total(session, "case"),
        consents=_total(session, "consent"),
        aside=len(put_aside(session)),
    )


def _replies(session: Session) -> Iterator[tuple[date, str]]:
    held = waiting(session)
    shut = sealed(session, {one.case for one in held})
    yield from ((one.due, "reply") for one in held if one.case not in shut)


def _reviews(session: Session) -> Iterator[tuple[date, str]]:
    rows = _between(session, "risk_assessment", "review_due")
    shut = sealed(session, {row.case for row in rows if row.case})
    yield from _days((row for row in rows if row.case not in shut), "review_due", "review")


def _endings(session: Session) -> Iterator[tuple[date, str]]:
    rows = _between(session, "consent", "expires_on", Filter("withdrawn_at", Compare.EMPTY))
    return _days(rows, "expires_on", "consent")


def _between(session: Session, kind: str, column: str, *filters: Filter) -> tuple[Row, ...]:
    today = session.today()
    span = (
        Filter(column, Compare.FROM, today.isoformat()),
        Filter(column, Compare.UNTIL, (today + AHEAD).isoformat()),
    )
    return _rows(session, kind, *span, *filters)


def _days(rows: Iterable[Row], column: str, kind: str) -> Iterator[tuple[date, str]]:
    yield from ((day, kind) for row in rows if (day := day_of(row.columns[column])))


def _cycles(session: Session) -> Iterator[ReportClock]:
    today = session.today()
    for cycle in session.vault.all(ReportingCycle):
        cutoff = day_of(cycle.state_reply_cutoff)
        if cutoff:
            yield ReportClock(label=cycle.label, cutoff=cutoff, days=(cutoff - today).days)


def _said(kind: str, count: int) -> str:
    sentences = {
        "reply": ngettext("{count} reply due", "{count} replies due", count),
        "review": ngettext("{count} risk review", "{count} risk reviews", count),
        "consent": ngettext("{count} consent ends", "{count} consents end", count),
        "cutoff": _("Cut-off for replies"),
    }
    return sentences[kind].format(count=count)


def _total(session: Session, kind: str) -> int:
    return session.vault.page(ListQuery(kind=kind, limit=0)).total


def _rows(session: Session, kind: str, *filters: Filter) -> tuple[Row, ...]:
    return session.vault.page(ListQuery(kind=kind, filters=filters, limit=MANY)).rows
