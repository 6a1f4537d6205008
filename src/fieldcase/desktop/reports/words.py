"""How figures are said: periods, months, what a bar counts. No widgets."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale

from fieldcase.desktop.letters.book import ANSWERS
from fieldcase.desktop.parts.chart import Bar
from fieldcase.desktop.parts.label import reference
from fieldcase.desktop.wording import Wording
from fieldcase.model.words import N_, _, labelled, ngettext

if TYPE_CHECKING:
    from fieldcase.office.figures import Bar as Figure
    from fieldcase.office.figures import Chart, Heads, Period

INKS = {"full": "ok", "overdue": "warn"}
"""Answers whose bars are dyed; the words beside them say the same."""
TITLES = {
    "by_month": (N_("New cases by month"), N_("Month")),
    "by_status": (N_("Cases by status"), N_("Status")),
    "by_act": (N_("Cases by kind of act"), N_("Kind of act")),
    "replies": (N_("Replies of States"), N_("Answer")),
}
"""By chart: its title, and the heading of its table."""


def period_said(period: Period, wording: Wording) -> str:
    """A period as its button says it."""
    if period.start is None or period.end is None:
        return _("Everything")
    days = f"{wording.short_day(period.start)} – {wording.short_day(period.end)}"
    return labelled(period.label, reference(days)) if period.label else reference(days)


def note_of(name: str, chart: Chart) -> str:
    """What is said beside the title of a chart."""
    if name == "by_month":
        return _("hatched: acts online alone") if any(bar.part for bar in chart.bars) else ""
    if name == "by_status":
        return _("today")
    if name == "by_act":
        return _("first six")
    letters = int(chart.total) if chart.total.isdecimal() else 0
    return ngettext("by letter, {count} letter", "by letter, {count} letters", letters).format(count=letters)


def bars_of(name: str, chart: Chart, wording: Wording) -> list[Bar]:
    """The bars of a chart as they are drawn."""
    return [_bar(name, figure, wording) for figure in chart.bars]


def under_heads(heads: Heads) -> tuple[str, str, str, str]:
    """The line below each of the four counts."""
    gender = _("women {women} · men {men} · other or unknown {other}")
    more = ""
    if heads.more is not None:
        many = ngettext("{count} more than the period before", "{count} more than the period before", heads.more)
        few = ngettext("{count} fewer than the period before", "{count} fewer than the period before", -heads.more)
        more = (many if heads.more >= 0 else few).format(count=abs(heads.more))
    woman, man, other = (reference(heads.gender[code]) for code in ("woman", "man", "other"))
    people = gender.format(women=woman, men=man, other=other)
    return more, people, _("never added to persons"), _("{count} of them online").format(count=heads.online)


def _bar(name: str, figure: Figure, wording: Wording) -> Bar:
    said = _("{count} with acts online alone").format(count=figure.part) if figure.part else ""
    ink = INKS.get(figure.code, "accent") if name == "replies" else "accent"
    return Bar(_words(name, figure.code, wording), figure.shown, figure.count, figure.part, ink, said)


def _words(name: str, code: str, wording: Wording) -> str:
    match name:
        case "by_month":
            day = date.fromisoformat(f"{code}-01")
            return QLocale(wording.language).toString(QDate(day.year, day.month, 1), "MMM")
        case "by_status":
            return wording.term("case_status", code)
        case "by_act":
            return wording.term("act_type", code)
        case _:
            return _(ANSWERS[code])
