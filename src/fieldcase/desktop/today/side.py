"""What stands beside the things to do: the clock of the report, what came since last time, the next 14 days."""

from __future__ import annotations

from PySide6.QtCore import QDate, QLocale
from PySide6.QtWidgets import QFrame, QGridLayout

from fieldcase.desktop.parts.arrange import Item, column, framed, plain, row
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.label import Label, Picture, named
from fieldcase.desktop.standing import Standing
from fieldcase.desktop.theme.look import look
from fieldcase.desktop.today.actions import Beside
from fieldcase.model.words import _, labelled, ngettext


def side_cards(beside: Beside, standing: Standing, cases: Button) -> list[QFrame]:
    """The cards, in their order; `cases` is the button that opens what came."""
    return [_clock(beside, standing), _since(beside, standing, cases), _ahead(beside, standing)]


def _clock(beside: Beside, standing: Standing) -> QFrame:
    clock = beside.clock
    if clock is None:
        said = Label(_("No reporting cycle was entered. Headquarters sets its dates."), "quiet", wrap=True)
        return _card(_("Report"), said)
    if clock.days >= 0:
        words = ngettext("day to the cut-off for replies,", "days to the cut-off for replies,", clock.days)
    else:
        words = ngettext("day past the cut-off for replies,", "days past the cut-off for replies,", -clock.days)
    number = Label(standing.wording.number(abs(clock.days)), "display")
    day = Label(standing.wording.short_day(clock.cutoff), "quiet")
    card = _card(
        _("Report {cycle}").format(cycle=clock.label),
        row(number, (column(Label(words, "quiet", wrap=True), day, gap=0), 1), gap=10),
    )
    named(card, _("Report {cycle}").format(cycle=clock.label), f"{abs(clock.days)} {words} {day.text()}")
    return card


def _since(beside: Beside, standing: Standing, cases: Button) -> QFrame:
    since = beside.since
    if not since.at:
        said = Label(_("You are here for the first time on this laptop."), "quiet", wrap=True)
        return _card(_("Since last time"), said)
    counted = (
        ("mail-open", _("Replies registered"), since.replies, ""),
        ("folder-plus", _("New cases"), since.cases, ""),
        ("user-round-pen", _("Answers on consent"), since.consents, ""),
        ("package-x", _("Packages put aside"), since.aside, "danger"),
    )
    shown = [one for one in counted if one[2]]
    if not shown:
        return _card(_since_when(since.at, standing), Label(_("Nothing new."), "quiet"))
    lines = [
        plain(row(Picture(icon, ink or "ink2"), (Label(words), 1), Label(str(count), "strong"), gap=8))
        for icon, words, count, ink in shown
    ]
    for line, (_icon, words, count, _ink) in zip(lines, shown, strict=True):
        named(line, labelled(words, count))
    return _card(_since_when(since.at, standing), *lines, row(cases, ...) if since.cases else None)


def _ahead(beside: Beside, standing: Standing) -> QFrame:
    if not beside.ahead:
        return _card(_("Next 14 days"), Label(_("Nothing is due."), "quiet"))
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(look().px(16))
    grid.setVerticalSpacing(look().px(6))
    grid.setColumnStretch(1, 1)
    locale = QLocale(standing.wording.language)
    for place, one in enumerate(beside.ahead):
        day = QDate(one.day.year, one.day.month, one.day.day)
        grid.addWidget(Label(locale.toString(day, "ddd d"), "caption"), place, 0)
        grid.addWidget(Label(one.sentence, wrap=True), place, 1)
    card = _card(_("Next 14 days"), plain(grid))
    said = "; ".join(labelled(standing.wording.short_day(one.day), one.sentence) for one in beside.ahead)
    named(card, _("Next 14 days"), said)
    return card


def _since_when(at: str, standing: Standing) -> str:
    return _("Since {when}").format(when=standing.wording.moment(at, standing.today))


def _card(title: str, *parts: Item) -> QFrame:
    card = framed(column(Label(title, "heading", wrap=True), *parts, gap=8, margins=(16, 12, 16, 14)))
    named(card, title)
    return card
