"""Today: what needs me, in groups, each line with its step; beside it the days. It only composes.

Each part of the office is asked by itself: one that fails says so with Retry, the others stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from fieldcase.desktop.case.made import Made, undoing
from fieldcase.desktop.desk import Desk
from fieldcase.desktop.parts.arrange import column, empty, framed, plain, row, rule, scrolling
from fieldcase.desktop.parts.banner import Banner
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.empty import Empty
from fieldcase.desktop.parts.label import Label, named
from fieldcase.desktop.parts.screen import Screen
from fieldcase.desktop.standing import Standing
from fieldcase.desktop.theme.look import look
from fieldcase.desktop.today.actions import Beside, beside_today, part_of_today
from fieldcase.desktop.today.board import GROUPS, SHOWN, Board
from fieldcase.desktop.today.done import Done
from fieldcase.desktop.today.lines import sentence_said, way_of, where_of
from fieldcase.desktop.today.rows import GreyRow, NeedRow
from fieldcase.desktop.today.side import side_cards
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import _, ngettext

if TYPE_CHECKING:
    from fieldcase.office.today import Need


class _Part(QObject):
    """One part of the office that is asked. It goes with the page, so that no answer comes to a page that is gone."""

    def __init__(self, page: Today, desk: Desk, name: str) -> None:
        super().__init__(page)
        self._page, self._desk, self._name = page, desk, name

    def ask(self) -> None:
        part_of_today(self._desk, self._name, self.take, self.fail)

    def take(self, found: tuple[Need, ...]) -> None:
        self._page.board.take(self._name, found)
        self._page.answered()

    def fail(self, refusal: Refusal) -> None:
        self._page.board.fail(self._name, str(refusal))
        self._page.answered()


class Today(Screen):
    """The place that the window begins with."""

    def __init__(self, desk: Desk, standing: Standing) -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk, self._standing = desk, standing
        self.board = Board()
        self.rows: list[NeedRow] = []
        self.retries: list[Button] = []
        self._parts = {name: _Part(self, desk, name) for name in self.board.asked}
        self._beside: Beside | None = None
        self._focus_wanted = True
        self._main, self._side = QVBoxLayout(), QVBoxLayout()
        for box in (self._main, self._side):
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(look().px(12))
        self._count = Label(self.board.said, "strong")
        self._compose()
        self._draw()

    def _compose(self) -> None:
        day = Label(self._standing.wording.weekday(self._standing.today), "quiet")
        title = Label(_("Today"), "title")
        if look().stacked:
            head = column(row(title, ..., self._count, gap=12), day, gap=2)
            body: QBoxLayout = column(column(head, self._main, gap=14), self._side, ..., gap=14)
        else:
            side = plain(column(self._side, ..., gap=0))
            side.setFixedWidth(look().size("panel"))
            left = column(row(title, day, ..., self._count, gap=12), self._main, ..., gap=14)
            body = row((left, 1), side, gap=24)
        inner = plain(column(body, gap=0, margins=(24, 14, 24, 16)))
        self.setLayout(column((scrolling(inner, _("Today")), 1), gap=0))

    # --- asking

    def arrive(self) -> None:
        """Shown: ask everybody anew; the focus goes to the first step once it is known."""
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab does not stop here
        self.setAccessibleName(_("Today"))
        self.setFocus()
        for part in self._parts.values():
            part.ask()
        beside_today(self._desk, self._show_beside, self._beside_failed)

    def answered(self) -> None:
        """A part answered or failed: draw, once all of them have."""
        if self.board.ready:
            self._draw()
            if self._focus_wanted:
                self._focus_wanted = False
                self._focus_first()

    def again(self, part: str) -> None:
        """Ask a part that failed once more."""
        self.board.again(part)
        self._focus_wanted = True
        self._parts[part].ask()

    # --- drawing

    def _draw(self) -> None:
        empty(self._main)
        self.rows, self.retries = [], []
        self._count.setText(self.board.said)
        for part in self.board.failed:
            self._main.addWidget(self._trouble(part))
        if not self.board.ready and not self.board.found:
            self._main.addWidget(framed(column(*(GreyRow() for _row in range(4)), gap=0)))
            return
        for name, words, more in GROUPS:
            if self.board.group(name):
                self._group(name, _(words), _(more) if more else "")
        if not self.rows and not self.board.failed:
            self._main.addWidget(self._nothing())
        if self.rows:
            self.rows[0].step.become("primary")

    def _group(self, name: str, words: str, more: str) -> None:
        lines, shown = self.board.group(name), self.board.shown(name)
        rows = [NeedRow(need, self._standing.wording, self._standing.today) for need in shown]
        for one in rows:
            one.step.clicked.connect(lambda _on=False, one=one: self._follow(one.need))
            if one.done is not None:
                one.done.clicked.connect(lambda _on=False, one=one: self._ask_done(one.need))
        self.rows += rows
        parts: list[QWidget] = []
        for place, one in enumerate(rows):
            parts += [rule()] if place else []
            parts.append(one)
        left = len(lines) - len(shown)
        if left:
            show = Button(ngettext("Show {count} more", "Show {count} more", left).format(count=left), "quiet")
            named(show, f"{show.text()}, {words}")
            show.clicked.connect(lambda: self._whole(name))
            parts += [rule(), plain(row(show, ..., margins=(12, 4, 12, 4)))]
        card = framed(column(*parts, gap=0, margins=(1, 2, 1, 2)))
        number = Label(self._standing.wording.number(len(lines)), "heading", ink="ink2")
        head = row(Label(words, "heading"), number, Label(more, "caption") if more else None, ..., gap=8)
        group = plain(column(head, card, gap=8))
        named(group, f"{words}, {number.text()}", more)
        self._main.addWidget(group)

    def _follow(self, need: Need) -> None:
        """Go where the step is taken."""
        place, about = way_of(need)
        where = where_of(need)
        self.went.emit(*(("at", (place, about, where)) if where else (place, about)))

    def _ask_done(self, need: Need) -> None:
        """What was done about a task."""
        self.asking = Done(self, self._desk, need.item.task, sentence_said(need, self._standing.wording))
        self.asking.done_so.connect(self._done)
        self.asking.open()

    def _done(self, made: Made) -> None:
        undo = undoing(self._desk, made)
        again = self._parts["tasks"].ask
        self.said.emit(_("Done."), (lambda: undo(lambda _none: again() if isValid(self) else None)) if undo else None)
        self._focus_wanted = True
        again()

    def _whole(self, name: str) -> None:
        self.board.whole.add(name)
        self._draw()
        place = sum(len(self.board.shown(group)) for group, _w, _m in GROUPS[: _place(name)]) + SHOWN
        self.rows[place].step.setFocus(Qt.FocusReason.OtherFocusReason)

    def _trouble(self, part: str) -> Banner:
        retry = Button(_("Retry"), "remedy", "rotate-ccw", small=True)
        named(retry, f"{_('Retry')}: {self.board.trouble(part)}")
        retry.clicked.connect(lambda: self.again(part))
        self.retries.append(retry)
        return Banner("triangle-alert", self.board.trouble(part), "warn", remedy=retry)

    def _nothing(self) -> Empty:
        cases = Button(_("Go to the cases"), "secondary", "folder")
        cases.clicked.connect(lambda: self.went.emit("cases", None))
        new = Button(_("New case"), "secondary", "plus")
        new.clicked.connect(lambda: self.went.emit("new_case", None))
        changed = self._beside.since.cases if self._beside else 0
        since = ngettext("{count} case came since last time.", "{count} cases came since last time.", changed)
        lines = (since.format(count=changed),) if changed else (_("What is due later stands in the next 14 days."),)
        card = Empty("sun", _("Nothing needs you today"), lines, (cases, new))
        card.setProperty("kind", "card")
        card.setMinimumHeight(look().px(240))
        return card

    def _beside_failed(self, refusal: Refusal) -> None:
        empty(self._side)
        self._side.addWidget(Banner("triangle-alert", str(refusal), "warn"))

    def _show_beside(self, beside: Beside) -> None:
        empty(self._side)
        self._beside = beside
        cases = Button(_("Go to the cases"), "quiet", small=True)
        cases.clicked.connect(lambda: self.went.emit("cases", None))
        for card in side_cards(beside, self._standing, cases):
            self._side.addWidget(card)
        if self.board.ready and not self.rows:
            self._draw()

    def _focus_first(self) -> None:
        first = self.rows[0].step if self.rows else self.retries[0] if self.retries else None
        if first is not None and self.focusWidget() in (None, self):
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- what the frame asks

    def primary(self) -> None:
        """The first step."""
        if self.rows:
            self.rows[0].step.click()

    def regions(self) -> list[QWidget]:
        return [one.step for one in self.rows[:1]]

    def problems(self) -> list[QWidget]:
        return [*self.retries, *(one.step for one in self.rows)]


def _place(name: str) -> int:
    return next(place for place, (group, _words, _more) in enumerate(GROUPS) if group == name)
