"""The first tab: the urgent track above everything, the timeline, the case in short, what is established."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtWidgets import QFrame, QGridLayout, QLayout, QStackedLayout

from fieldcase.desktop.case.about import About, shows
from fieldcase.desktop.case.closed import ClosedSheet
from fieldcase.desktop.case.marks import Drawn, drawn
from fieldcase.desktop.case.rows import Rows
from fieldcase.desktop.case.scale import shown_span
from fieldcase.desktop.case.sheets import edit_sheet
from fieldcase.desktop.case.tab import CaseTab, Given
from fieldcase.desktop.case.timeline import LegendMark, Timeline, legend
from fieldcase.desktop.parts.arrange import column, empty, framed, plain, row
from fieldcase.desktop.parts.banner import Banner
from fieldcase.desktop.parts.buttons import Button, IconButton
from fieldcase.desktop.parts.empty import Empty
from fieldcase.desktop.parts.label import Label, Picture, named, reference
from fieldcase.desktop.parts.ladder import LEVELS, Ladder
from fieldcase.desktop.parts.table import Cell, Table
from fieldcase.desktop.theme.look import look
from fieldcase.model.dates.shown import shown
from fieldcase.model.kinds.cases import Case
from fieldcase.model.words import N_, _, ngettext

if TYPE_CHECKING:
    from fieldcase.office.cases.timeline import Mark

ELEMENTS = {"E1": N_("Person"), "E2": N_("Act"), "E3": N_("Link"), "E4": N_("Attribution")}


class Summary(CaseTab):
    """The case at a glance."""

    def __init__(self, given: Given) -> None:
        super().__init__(given)
        self._page, self._wording, self._today = given.page, given.wording, given.standing.today
        pair = [self._short(), self._established()]
        below = column(*pair, gap=12) if look().large else row((pair[0], 3), (pair[1], 2), gap=12)
        self.setLayout(column(self._merged(), self._urgent(), self._timeline_card(), (below, 1), gap=12))

    def _merged(self) -> Banner | None:
        """A case that was merged says where it goes on, above everything."""
        into = next((one for one in self.given.opened.related if one.kind == "merged_into"), None)
        if into is None:
            return None
        button = Button(_("Open it"), "remedy", small=True)
        named(button, _("Open the case {number}").format(number=into.number))
        button.clicked.connect(lambda: self.went.emit("case", into.case))
        sentence = _("This case was merged. It goes on as {number}.").format(number=reference(into.number))
        return Banner("git-merge", sentence, "info", remedy=button)

    def _related(self) -> QLayout:
        """The cases that belong together with this one, each a button."""
        words = {
            "pattern": _("Pattern: {number}"),
            "same_person": _("Same person: {number}"),
            "split": _("Split off: {number}"),
            "merged_here": _("Merged here: {number}"),
        }
        buttons = []
        for one in self.given.opened.related:
            if one.kind in words:
                button = Button(words[one.kind].format(number=reference(one.number)), "quiet", "git-merge", small=True)
                button.clicked.connect(lambda _on=False, case=one.case: self.went.emit("case", case))
                buttons.append(button)
        return column(*(row(one, ...) for one in buttons), gap=2)

    def _urgent(self) -> Banner | None:
        if self._page.case.track != "urgent":
            return None
        actions = self._page.records.get("protection_action", ())
        under_way = sum(getattr(one, "status", "") in ("agreed", "under_way") for one in actions)
        count = ngettext("{count} protection action under way", "{count} protection actions under way", under_way)
        risks = self._page.records.get("risk_assessment", ())
        due = min((day for risk in risks if (day := getattr(risk, "review_due", ""))), default="")
        parts = [count.format(count=under_way)]
        if due:
            parts.append(_("risk review due {day}").format(day=self._wording.short_day(due)))
        button = Button(_("See the risks"), "remedy", small=True)
        button.clicked.connect(lambda: self.chosen.emit("people"))
        return Banner("zap", " · ".join(parts), "warn", strong=_("Urgent track"), remedy=button)

    # --- timeline

    def _timeline_card(self) -> QFrame:
        marks = [one for one in (self._drawn(mark) for mark in self._page.timeline) if one]
        span = shown_span([mark.date for mark in self._page.timeline if mark.date], self._today)
        self.timeline = Timeline()
        self.timeline.opened.connect(self._open)
        self.timeline.show_marks(marks, span, self._today)
        add = Button(_("Add"), "quiet", "plus", small=True)
        named(add, _("Add an act"))
        add.clicked.connect(lambda: self.opened.emit("act", None))
        self._as_list = Button(_("As a list"), "quiet", "list", small=True)
        self._as_list.clicked.connect(self._flip)
        first, last = (self._wording.short_day(day) for day in span)
        days = Label(_("{first} – {last}").format(first=first, last=last), "caption")
        head = row(
            Label(_("Timeline"), "heading"),
            None if look().large else days,
            ...,
            add,
            self._as_list,
            gap=4,
        )
        if not marks:
            when = Button(_("When did it happen?"), "secondary", "calendar")
            when.clicked.connect(lambda: self.opened.emit("act", None))
            empty = Empty("calendar", _("Nothing is dated yet"), (_("Add the first act or contact."),), (when,))
            return framed(column(head, empty, gap=8, margins=(16, 8, 16, 10)))
        self._drawing = QStackedLayout()
        self._drawing.addWidget(plain(column(self.timeline, self._legend(), gap=4)))
        self._drawing.addWidget(self._listed(marks))
        return framed(column(head, self._drawing, gap=4, margins=(16, 8, 16, 10)))

    def _open(self, of: Any) -> None:
        """The record of a mark (kind, id)."""
        kind, record_id = of
        record = next((one for one in self._page.records.get(kind, ()) if one.id == record_id), None)
        if record is not None:
            self.opened.emit(kind, record)

    def _drawn(self, mark: Mark) -> Drawn | None:
        if mark.date is None:
            return None
        brief = self._wording.brief(mark.date, self._today.year)
        words = mark.text if mark.lane == "risk" else _("{what}, {when}").format(what=mark.text, when=brief)
        full = _("{what}, {when}").format(what=mark.text, when=shown(mark.date))
        return drawn(mark.lane, mark.kind, words, full, mark.date, self._today, (mark.of, mark.record))

    def _legend(self) -> QLayout:
        pairs = [(LegendMark(shape), Label(words, "caption"), 6) for shape, words in legend()]
        lines = (pairs[:3], pairs[3:]) if look().large else (pairs,)
        rows = [row(*(part for pair in line for part in pair), ..., gap=6) for line in lines]
        return column(*rows, gap=2, margins=(0, 2, 0, 0))

    def _listed(self, marks: Sequence[Drawn]) -> Table:
        lanes = {"cooperation": _("Cooperation"), "acts": _("Act"), "risk": _("Risk"), "letters": _("Letter, reply")}
        cells = [(Cell(self._wording.short_day(mark.start)), Cell(lanes[mark.lane]), Cell(mark.full)) for mark in marks]
        table = Table(_("Timeline as a list"))
        table.setModel(Rows((_("From"), _("What"), _("In words")), cells, table))
        table.lay_out((112, 120, 0))
        table.opened.connect(lambda place: self._open(marks[place].record))
        return table

    def about(self) -> About | None:
        """The record of the mark in focus."""
        mark = self.timeline.mark if self.window().focusWidget() is self.timeline else None
        if mark is None:
            return None
        kind, record = cast(tuple[str, str], mark.record)
        return About(kind, record)

    def _flip(self) -> None:
        listed = self._drawing.currentIndex() == 0
        self._drawing.setCurrentIndex(int(listed))
        self._as_list.say(_("As a drawing") if listed else _("As a list"))

    # --- in short, what is established

    def _short(self) -> QFrame:
        summary = self._page.case.summary
        words = summary.get(self._wording.language) or summary.get("en") or next(iter(summary.values()), None)
        edit = Button(_("Edit"), "quiet", "pen-line", small=True)
        named(edit, _("Edit the case in short"), "F2")
        shows(edit, "case", self._page.case.id, "summary")
        edit.clicked.connect(lambda: self.opened.emit("case", self._page.case))
        received = IconButton("key-round", _("As received…"), small=True)
        named(received, _("What was received, word for word"), _("It may name people: it opens with a reason."))
        received.clicked.connect(self._received)
        text = Label(words.text if words else _("Nobody has written it yet."), "" if words else "quiet", wrap=True)
        self._opened = column(gap=4)
        self.given.shown.changed.connect(self._show_received)
        self._show_received()
        return framed(
            column(
                row(Label(_("In short"), "heading"), Label(_("codes only"), "caption"), ..., received, edit, gap=8),
                text,
                self._opened,
                self._related(),
                ...,
                gap=4,
                margins=(16, 8, 16, 10),
            )
        )

    def _show_received(self) -> None:
        """What was received, as long as it is shown; it goes by itself."""
        empty(self._opened)
        held = self.given.shown.record(self.given.case_id)
        if not isinstance(held, Case):
            return
        hide = Button(_("Hide now"), "secondary", small=True)
        hide.clicked.connect(self.given.shown.hide)
        until = _("As received · shown to you until {time}").format(time=self._wording.clock(self.given.shown.until))
        self._opened.addWidget(Banner("eye", until, "warn", remedy=hide))
        for one in held.as_received.values():
            self._opened.addWidget(Label(one.text, wrap=True))
        if not held.as_received:
            self._opened.addWidget(Label(_("Nothing is recorded."), "quiet"))

    def _received(self) -> None:
        """What was received, while it is shown; else the sheet that asks why it is opened."""
        held = self.given.shown.record(self.given.case_id)
        sheet = edit_sheet(self.given, "reading", None) if held is None else ClosedSheet(self.given, held)
        self.sheet.emit(sheet)

    def _established(self) -> QFrame:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look().px(8))
        grid.setVerticalSpacing(look().px(5))
        grid.setColumnStretch(3, 1)
        for place, (code, words) in enumerate(ELEMENTS.items()):
            level = self._page.established.get(code, "not_assessed")
            _steps, icon, ink = LEVELS.get(level, LEVELS["not_assessed"])
            said = self._wording.term("verification_level", level)
            name = Label(f"{code} {_(words)}", "caption")
            name.setMinimumWidth(look().px(96))
            ladder = Ladder(level, small=True)
            named(ladder, _("{element}: {level}").format(element=_(words), level=said))
            for at, part in enumerate((name, ladder, Picture(icon, ink, 14), Label(said))):
                grid.addWidget(part, place, at)
        return framed(column(Label(_("What is established"), "heading"), 2, grid, ..., gap=6, margins=(16, 12, 16, 10)))
