"""The cards of the place Reports: the four counts, and a chart with its table."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QWidget

from fieldcase.desktop.parts.arrange import column, framed, row
from fieldcase.desktop.parts.banner import Banner
from fieldcase.desktop.parts.buttons import Button, IconButton
from fieldcase.desktop.parts.chart import BarChart
from fieldcase.desktop.parts.label import Label, Picture, named
from fieldcase.desktop.reports.words import TITLES, bars_of, note_of, under_heads
from fieldcase.desktop.theme.look import look
from fieldcase.desktop.wording import Wording
from fieldcase.model.words import _, ngettext

if TYPE_CHECKING:
    from fieldcase.office.figures import Bar, Chart, Heads

Open = Callable[["Bar"], object]


class HeadCard(QFrame):
    """One count with its line. Its number is a button to the cases in which it was counted."""

    def __init__(self, icon: str, number: str, words: str, below: str, opens: Callable[[], object] | None) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        figure: QWidget = Label(number, "display")
        if opens is not None:
            figure = self.button = QPushButton(number)
            figure.setProperty("kind", "quiet")
            figure.setFont(look().font("display"))
            figure.setStyleSheet(f"QPushButton {{ font-size: {look().text('display')}px; padding: 0 2px; }}")
            figure.setMinimumWidth(look().px(28))
            figure.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            named(figure, f"{number} {words}", _("Opens the cases"))
            figure.clicked.connect(lambda: opens())
        first = row(Picture(icon, "accent", 20), figure, Label(words, "strong", wrap=True), ..., gap=8)
        self.setLayout(column(first, Label(below, "caption", wrap=True), gap=2, margins=(14, 8, 14, 10)))
        self.setAccessibleName(f"{number} {words}, {below}" if below else f"{number} {words}")


def head_cards(heads: Heads, opens: Open, why: str) -> list[QFrame]:
    """The four counts, never added."""
    below = under_heads(heads)
    cases = ngettext("case", "cases", heads.cases.count if heads.cases.count is not None else 2)
    go = None if why else lambda: opens(heads.cases)
    return [
        HeadCard("folder", heads.cases.shown, cases, below[0], go),
        HeadCard("user-round", heads.persons, _("persons"), below[1], go),
        HeadCard("users-round", heads.organisations, _("organisations and groups"), below[2], go),
        HeadCard("zap", heads.acts, _("acts"), below[3], go),
    ]


class ChartCard(QFrame):
    """A chart with its title and, at its head, the button to its table."""

    def __init__(self, name: str, chart: Chart, wording: Wording, opens: Open, why: str) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        title, heading = (_(words) for words in TITLES[name])
        bars = bars_of(name, chart, wording)
        self.chart = BarChart(title, heading, bars, upright=name == "by_month", why=why)
        self.chart.opened.connect(lambda place: opens(chart.bars[place]))
        self.turn = IconButton("table-2", _("{chart} as a table").format(chart=title), kind="icon-quiet", small=True)
        self._title = title
        self.turn.clicked.connect(lambda: self.show_table(not self.chart.as_table))
        head = row(Label(title, "heading"), Label(note_of(name, chart), "caption", wrap=True), ..., self.turn, gap=8)
        some = any(one.count != 0 for one in bars)
        none = None if some else Label(_("Nothing in this period."), "quiet")
        self.setLayout(column(head, none, (self.chart, 1), None if some else ..., gap=6, margins=(16, 8, 12, 8)))
        self.chart.setVisible(some)
        self.turn.setVisible(some)
        self.setAccessibleName(title)

    def show_table(self, on: bool) -> None:
        """The table in place of the bars, or the bars again."""
        self.chart.show_table(on)
        said = _("{chart} as bars") if on else _("{chart} as a table")
        self.turn.show_icon("chart-column" if on else "table-2", said.format(chart=self._title))


def waiting_card(name: str) -> QFrame:
    """A chart that is on its way."""
    title = _(TITLES[name][0]) if name in TITLES else _("Figures")
    card = framed(column(Label(title, "heading"), Label(_("on its way…"), "quiet"), ..., margins=(16, 10, 12, 12)))
    card.setMinimumHeight(look().px(90))
    return card


def failed_card(name: str, why: str, again: Callable[[], object]) -> QFrame:
    """A chart that could not be worked out, with what brings it back."""
    title = _(TITLES[name][0]) if name in TITLES else _("Figures")
    retry = Button(_("Retry"), "remedy", "rotate-ccw", small=True)
    named(retry, f"{_('Retry')}: {title}")
    retry.clicked.connect(lambda: again())
    return framed(column(Label(title, "heading"), Banner("triangle-alert", why, "warn", remedy=retry), ..., margins=12))
