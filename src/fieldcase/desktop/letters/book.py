"""Which letters are shown: the view, the filters, the ticks. It holds records, knows no vault and draws nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from fieldcase.desktop.languages import LANGUAGES
from fieldcase.desktop.wording import Wording
from fieldcase.model.rules.tracker import LABELS, ClockState
from fieldcase.model.words import N_, _, ngettext
from fieldcase.office.letters.book import answer_of, within

if TYPE_CHECKING:
    from fieldcase.model.rules.tracker import Clock
    from fieldcase.office.letters.book import BookRow

VIEWS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (N_("All"), ()),
    (N_("Drafts"), ("draft",)),
    (N_("To approve or sign"), ("reading",)),
    (N_("Signed"), ("signed",)),
    (N_("Sent"), ("sent", "overdue")),
    (N_("Overdue"), ("overdue",)),
    (N_("With a reply"), ("answered",)),
)
"""Name of a view, and the stages that it shows; no stage is every letter."""
REGISTER, LOG = len(VIEWS), len(VIEWS) + 1
"""The places of the register of references and of the log of dispatches, after the views."""

ORDERS = {
    "": N_("Newest first"),
    "reference": N_("Reference"),
    "kind": N_("Kind"),
    "state": N_("To"),
    "case_no": N_("Case"),
    "status": N_("Status"),
    "sent": N_("Sent"),
    "clock": N_("Reply"),
}
"""By which columns the letters may be sorted; the empty one is the order of the office."""

FILTERS = {
    "kind": N_("Kind"),
    "state": N_("State"),
    "language": N_("Language"),
    "mine": N_("Cases"),
    "answer": N_("Answer"),
    "sent": N_("Sent"),
}
ANSWERS = {
    "full": N_("In full"),
    "partial": N_("In part"),
    "none_substantive": N_("Nothing of substance"),
    "overdue": N_("None, overdue"),
    "waiting": N_("None yet"),
}
"""What became of a letter, by code of `office.letters.book.answer_of`."""
MARKS = {
    ClockState.OVERDUE: ("clock-alert", "warn"),
    ClockState.SOON: ("hourglass", "info"),
    ClockState.RUNNING: ("clock", "neutral"),
    ClockState.WAITS_RECEIPT: ("receipt-text", "warn"),
    ClockState.WAITS_TRANSLATION: ("languages", "info"),
    ClockState.ANSWERED: ("circle-check", "ok"),
}
"""Icon and tone of a clock; the others have no mark."""


@dataclass
class Book:
    """The letters of the place. Threads: the window's."""

    rows: tuple[BookRow, ...] = ()
    view: int = 0
    filters: dict[str, str] = field(default_factory=dict)
    ticks: set[str] = field(default_factory=set)
    order: str = ""
    descending: bool = False

    def take(self, rows: Sequence[BookRow]) -> None:
        """The letters as they stand now; ticks of letters that are gone go too."""
        self.rows = tuple(rows)
        self.ticks &= {row.id for row in self.rows}

    def shown(self, view: int | None = None) -> tuple[BookRow, ...]:
        """The letters of a view (the one chosen) that pass the filters."""
        _name, stages = VIEWS[self.view if view is None else view]
        fitting = (row for row in self.rows if self._fits(row))
        return tuple(row for row in fitting if not stages or row.stage in stages)

    def sort_by(self, name: str) -> None:
        """Sort by a column; by the same once more, the other way round. Days begin with the latest."""
        if name in ORDERS:
            self.descending = not self.descending if name == self.order else name == "sent"
            self.order = name

    def in_order(self, rows: Sequence[BookRow], wording: Wording) -> tuple[BookRow, ...]:
        """The rows as they are sorted; what says nothing in that column stands last, whichever way."""
        if not self.order:
            return tuple(rows)
        said = [(_sorted_by(row, self.order, wording), row) for row in rows]
        full = sorted((one for one in said if one[0]), key=lambda one: one[0], reverse=self.descending)
        return tuple(row for _key, row in [*full, *(one for one in said if not one[0])])

    def kept(self) -> dict[str, object]:
        """The order, to be remembered."""
        return {"order": self.order, "descending": self.descending}

    def take_order(self, kept: Mapping[str, object]) -> None:
        """The order that was remembered."""
        order = kept.get("order")
        if isinstance(order, str) and order in ORDERS:
            self.order, self.descending = order, kept.get("descending") is True

    def counts(self) -> tuple[int, ...]:
        """How many letters each view has under the filters."""
        return tuple(len(self.shown(view)) for view in range(len(VIEWS)))

    def offered(self, name: str, wording: Wording) -> dict[str, str]:
        """The values that a filter can have, as far as letters have them, in words."""
        match name:
            case "kind":
                return {code: wording.term("letter_kind", code) for code in _each(row.kind for row in self.rows)}
            case "state":
                return {code: wording.state(code) for code in _each(row.state for row in self.rows)}
            case "language":
                codes = _each(code for row in self.rows for code in row.languages)
                return {code: LANGUAGES.get(code, code) for code in codes}
            case "answer":
                return {code: _(words) for code, words in ANSWERS.items()}
            case "sent":
                first, _slash, last = self.filters.get("sent", "").partition("/")
                days = f"{wording.short_day(first)} – {wording.short_day(last)}"
                return {self.filters["sent"]: days} if last else {}
            case _:
                return {"mine": _("mine alone")}

    @property
    def ticked(self) -> tuple[BookRow, ...]:
        """The ticked letters, in the order of the list."""
        return tuple(row for row in self.rows if row.id in self.ticks)

    @property
    def why_no_reminder(self) -> str:
        """Why no one reminder can be written for the ticked letters, in words; empty where it can."""
        ticked = self.ticked
        if any(row.clock.state is not ClockState.OVERDUE for row in ticked):
            return _("Choose overdue letters alone.")
        if len({row.state for row in ticked}) > 1:
            return _("Choose letters to one State.")
        return "" if ticked else _("Choose letters first.")

    def _fits(self, row: BookRow) -> bool:
        wanted: Mapping[str, str] = self.filters
        return (
            wanted.get("kind", row.kind) == row.kind
            and wanted.get("state", row.state) == row.state
            and ("language" not in wanted or wanted["language"] in row.languages)
            and ("mine" not in wanted or row.mine)
            and ("answer" not in wanted or answer_of(row) == wanted["answer"])
            and within(row, wanted.get("sent", ""))
        )


def _sorted_by(row: BookRow, order: str, wording: Wording) -> str:
    match order:
        case "kind":
            return wording.term("letter_kind", row.kind).casefold()
        case "state":
            return wording.state(row.state).casefold() if row.state else ""
        case "status":
            return wording.term("letter_status", row.status).casefold()
        case "sent":
            return row.dispatched.isoformat() if row.dispatched else ""
        case "clock":
            return row.clock.due.isoformat() if row.dispatched and row.clock.due else ""
        case _:
            return row.reference if order == "reference" else row.case_no


def clock_said(now: Clock, today: date) -> str:
    """Where a clock stands in words: “11 days late”, “due in 5 days”, “answered 3 days late”."""
    if now.state is ClockState.OVERDUE:
        return ngettext("{count} day late", "{count} days late", now.late).format(count=now.late)
    if now.state in (ClockState.RUNNING, ClockState.SOON) and now.due is not None:
        days = (now.due - today).days
        if not days:
            return _("due today")
        return ngettext("due in {count} day", "due in {count} days", days).format(count=days)
    if now.state is ClockState.ANSWERED and now.late > 0:
        said = ngettext("answered {count} day late", "answered {count} days late", now.late)
        return said.format(count=now.late)
    return _("answered in time") if now.state is ClockState.ANSWERED and now.due else _(LABELS[now.state])


def _each(codes: object) -> tuple[str, ...]:
    return tuple(sorted({code for code in codes if code}))  # type: ignore[attr-defined]  # an iterable of codes
