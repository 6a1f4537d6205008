"""The place Reports: a period, a State, four counts, four charts. Each figure opens what it counts. It only composes.

Every chart is asked by itself: one that fails says so with Retry, the others stay.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTime
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from fieldcase.desktop.desk import Desk, Job
from fieldcase.desktop.parts.arrange import column, empty, plain, row, scrolling
from fieldcase.desktop.parts.banner import Banner
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.label import Label, Picture
from fieldcase.desktop.parts.menubutton import MenuButton
from fieldcase.desktop.parts.screen import Screen
from fieldcase.desktop.reports.actions import CHARTS, Choices, choices, figures
from fieldcase.desktop.reports.cards import ChartCard, failed_card, head_cards, waiting_card
from fieldcase.desktop.reports.words import period_said
from fieldcase.desktop.standing import Standing
from fieldcase.desktop.theme.look import look
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.office.figures import Bar, Chart, Heads, Period


class _Asked(QObject):
    """One chart that is asked; it goes with the page, so that no answer comes to a page that is gone."""

    def __init__(self, page: Reports, desk: Desk, name: str) -> None:
        super().__init__(page)
        self._page, self._desk, self._name = page, desk, name
        self._job: Job[Any] | None = None

    def ask(self) -> None:
        if self._job is not None:
            self._job.cancel()
        period = self._page.period
        if period is not None:
            self._job = figures(self._desk, self._name, period, self._page.state, self._take, self._fail)

    def _take(self, found: Any) -> None:
        self._page.take(self._name, found)

    def _fail(self, refusal: Refusal) -> None:
        self._page.fail(self._name, str(refusal))


class Reports(Screen):
    """The screen."""

    def __init__(self, desk: Desk, standing: Standing) -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk, self._standing, self._wording = desk, standing, standing.wording
        self.period: Period | None = None
        self.state = ""
        self.charts: dict[str, ChartCard] = {}
        self._choices: Choices | None = None
        self._wanted, self._tables = 0, False
        self._asked = {name: _Asked(self, desk, name) for name in CHARTS}
        self._places: dict[str, QVBoxLayout] = {name: QVBoxLayout() for name in CHARTS}
        self._parts()

    def _parts(self) -> None:
        self.when = MenuButton(_("Period"), "calendar")
        self.where_about = MenuButton(_("State"), "globe")
        self.where_about.say(_("All States"))
        self.tables = Button(_("As tables"), "quiet", "table-2")
        self.tables.clicked.connect(lambda: self.show_tables(not self._tables))
        self._note = Label("", "caption", wrap=True)
        self._time = Label("", "caption")
        title = Label(_("Reports"), "title")
        note = row(Picture("info", "ink2"), (self._note, 1), self._time, gap=8)
        if look().stacked:
            chosen = (row(self.when, ...), row(self.where_about, ...))
            head: QBoxLayout = column(row(title, ..., self.tables), *chosen, gap=6)
        else:
            head = row(title, self.when, self.where_about, ..., self.tables, gap=10)
        places = self._places
        if look().large:
            charts: QBoxLayout = column(*(places[name] for name in CHARTS[1:]), gap=12)
        else:
            first = row((places["by_month"], 5), (places["by_status"], 4), gap=12)
            second = row((places["by_act"], 5), (places["replies"], 4), gap=12)
            charts = column((first, 1), (second, 1), gap=12)
        inner = plain(column(head, places["heads"], charts, note, gap=12, margins=(24, 14, 24, 12)))
        self.setLayout(column((scrolling(inner, _("Reports")), 1), gap=0))

    # --- asking

    def arrive(self) -> None:
        """Shown: ask anew; the focus is on the period."""
        self.when.setFocus()
        choices(self._desk, self._offer, self._not_offered)

    def choose(self, place: int) -> None:
        """Show another period."""
        if self._choices is not None and 0 <= place < len(self._choices.periods):
            self._wanted, self.period = place, self._choices.periods[place]
            self.when.say(period_said(self.period, self._wording))
            self._ask()

    def choose_state(self, state: str) -> None:
        """Show the figures of one State; of all for an empty code."""
        self.state = state
        self.where_about.say(self._wording.state(state) if state else _("All States"))
        self._ask()

    def _ask(self) -> None:
        for name, asked in self._asked.items():
            if not self._places[name].count():
                self._places[name].addWidget(waiting_card(name))
            asked.ask()

    def _offer(self, found: Choices) -> None:
        self._choices = found
        self.when.offer(
            [
                (partial(period_said, one, self._wording), partial(self.choose, at), None)
                for at, one in enumerate(found.periods)
            ]
        )
        states = {"": _("All States"), **self._wording.known_states()}
        self.where_about.offer(
            [(words.strip, partial(self.choose_state, code), None) for code, words in states.items()]
        )
        # without the cases, figures of one State beside those of all would tell of the rest by subtraction
        self.where_about.setVisible(not found.why)
        small = _("Numbers of persons under {number} are hidden, and a second one where it could be worked out.")
        small = small.format(number=found.smallest)
        opens = found.why or _("Each figure opens what it counts.")
        self._note.setText(f"{opens} {small}")
        self.choose(min(self._wanted, len(found.periods) - 1))

    def _not_offered(self, refusal: Refusal) -> None:
        empty(self._places["heads"])
        self._places["heads"].addWidget(Banner("octagon-alert", str(refusal), "danger"))

    # --- what is shown

    def take(self, name: str, found: Heads | Chart) -> None:
        """A chart or the four counts came."""
        empty(self._places[name])
        why = self._choices.why if self._choices else ""
        if name == "heads":
            self._places[name].addWidget(plain(self._four(head_cards(found, self._open, why))))  # type: ignore[arg-type]  # the counts
        else:
            card = ChartCard(name, found, self._wording, self._open, why)  # type: ignore[arg-type]  # a chart
            card.show_table(self._tables)
            self.charts[name] = card
            self._places[name].addWidget(card)
        day, now = self._wording.short_day(self._standing.today), self._wording.clock(QTime.currentTime())
        self._time.setText(_("Figures of {day}, {time}").format(day=day, time=now))

    def fail(self, name: str, why: str) -> None:
        """A chart could not be worked out."""
        empty(self._places[name])
        self.charts.pop(name, None)
        self._places[name].addWidget(failed_card(name, why, self._asked[name].ask))

    def _four(self, cards: list[QFrame]) -> QBoxLayout:
        if look().stacked:
            return column(*cards, gap=8)
        if look().large:
            first, second = ((one, 1) for one in cards[:2]), ((one, 1) for one in cards[2:])
            return column(row(*first, gap=12), row(*second, gap=12), gap=12)
        return row(*((one, 1) for one in cards), gap=12)

    def show_tables(self, on: bool) -> None:
        """Every chart as a table, or as bars again."""
        self._tables = on
        self.tables.say(_("As bars") if on else _("As tables"))
        for card in self.charts.values():
            card.show_table(on)

    def _open(self, bar: Bar) -> None:
        """The cases or letters that a figure counts."""
        self.went.emit(bar.of, {"filters": dict(bar.filters)})

    # --- what the frame asks

    def regions(self) -> list[QWidget]:
        """The period, then the first bar of each chart."""
        return [self.when, *(card.chart.bars[0] for card in self.charts.values() if card.chart.bars)]

    def where(self) -> dict[str, Any]:
        """The period, the State, and whether tables are shown."""
        return {"period": self._wanted, "state": self.state, "tables": self._tables}

    def put_away(self) -> dict[str, object]:
        return self.where()

    def take_up(self, kept: dict[str, object]) -> None:
        """Back to the period, the State and the tables that were left."""
        period, state = kept.get("period"), kept.get("state")
        self._wanted = period if isinstance(period, int) and period >= 0 else 0
        self._tables = bool(kept.get("tables"))
        self.tables.say(_("As bars") if self._tables else _("As tables"))
        self.state = state if isinstance(state, str) else ""
        if self.state:
            self.where_about.say(self._wording.state(self.state))
