"""The list of cases: views as tabs, chips, count, table. The search box of the top bar asks here."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from fieldcase.desktop.cases.actions import Question, page_of_cases
from fieldcase.desktop.cases.filters import FILTERED, VIEWS, label_of, menu_of, value_said
from fieldcase.desktop.cases.list import COLUMNS, PAGE, SORTED_BY, CaseList
from fieldcase.desktop.desk import Desk, Job
from fieldcase.desktop.parts.arrange import column, empty, framed, plain, row
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.chip import Chip
from fieldcase.desktop.parts.empty import Empty
from fieldcase.desktop.parts.label import Keycap, Label, named
from fieldcase.desktop.parts.screen import Screen
from fieldcase.desktop.parts.table import Table
from fieldcase.desktop.parts.tabs import Tabs
from fieldcase.desktop.standing import Standing
from fieldcase.desktop.theme.look import look
from fieldcase.model.words import _, ngettext

if TYPE_CHECKING:
    from fieldcase.office.cases.listing import CaseList as Found

TYPING_PAUSE = 80


class Cases(Screen):
    """The screen; `search` takes the words of the top bar."""

    def __init__(self, desk: Desk, standing: Standing) -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk, self._wording = desk, standing.wording
        self._question = Question()
        self._job: Job[Found] | None = None
        self._back_to, self._back_row = "", 0
        self._list = CaseList(standing.wording)
        self._list.wanted.connect(self._fetch)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._ask)
        self._parts()
        self._ask()

    def _parts(self) -> None:
        self.views = Tabs([_(words) for words, _filters in VIEWS], _("Views"))
        self.views.chosen.connect(self._view)
        self.table = Table(_("Cases"), letters="/")
        self.table.setModel(self._list)
        self.table.lay_out(tuple(width for _name, _words, width in COLUMNS))
        self.table.setColumnWidth(len(COLUMNS) - 1, self._widest_day())
        self.table.opened.connect(self._open)
        self.table.asked.connect(lambda _letter, _row: self.went.emit("search", None))
        header = self.table.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(False)
        header.sectionClicked.connect(self._sort)
        if look().stacked:
            for place in (2, 4, 6):
                self.table.setColumnHidden(place, True)
        self._count = Label("", "strong")
        self._order = Label("", "caption")
        self._chips = QHBoxLayout()
        self._chips.setSpacing(look().px(8))
        self._empty = QStackedLayout()
        self._empty.addWidget(self.table)
        card = framed(
            column(
                row(self._chips, ..., self._count, self._order, gap=8, margins=(16, 9, 16, 9)),
                (self._empty, 1),
                gap=0,
                margins=(1, 1, 1, 2),
            )
        )
        hints = plain(
            row(
                *(part for keys, words in self._hints() for part in (Keycap(keys), Label(words, "caption"), 6)),
                ...,
                gap=6,
            )
        )
        hints.setVisible(not look().narrow(10_000))
        self.setLayout(column(row(self.views), (card, 1), hints, gap=8, margins=(24, 4, 24, 10)))
        self._show_chips()

    def _widest_day(self) -> int:
        """A date is never cut: its column is as wide as the widest in the language."""
        metrics = QFontMetrics(look().font("body"))
        days = [self._wording.short_day(date(2026, month, 28)) for month in range(1, 13)]
        return max(metrics.horizontalAdvance(day) for day in days) + look().px(20)

    def _hints(self) -> tuple[tuple[str, str], ...]:
        return (("↑ ↓", _("move")), ("Enter", _("open")), ("/", _("search")), ("Ctrl+N", _("new case")))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the title keeps its room: the day of receipt goes."""
        super().resizeEvent(event)
        self.table.setColumnHidden(len(COLUMNS) - 1, look().stacked or self.width() < look().px(1090))

    # --- what is asked

    def search(self, words: str) -> None:
        """Show what the words find, best first; no words show the list again."""
        self._question = Question(words.strip(), self._question.filters, *self._ordered())
        self._show_chips()
        self._pause.start(TYPING_PAUSE)

    def _ordered(self) -> tuple[str, bool]:
        return self._question.order, self._question.descending

    def _filter(self, filters: dict[str, str]) -> None:
        self._question = Question(self._question.words, filters, *self._ordered())
        self._show_chips()
        self._ask()

    def _view(self, place: int) -> None:
        self._filter(dict(VIEWS[place][1]))

    def _add(self, field: str, value: str) -> None:
        self._filter({**self._question.filters, field: value})

    def _remove(self, field: str) -> None:
        if field == "words":
            self.went.emit("search", "")
            self.search("")
            return
        self._filter({name: value for name, value in self._question.filters.items() if name != field})

    def _sort(self, place: int) -> None:
        name = COLUMNS[place][0]
        if name not in SORTED_BY:
            return
        descending = not self._question.descending if self._question.order == name else name == "received_at"
        self._question = Question(self._question.words, self._question.filters, name, descending)
        self._ask()

    def _ask(self) -> None:
        self._list.ask()
        self._fetch(0)

    def _fetch(self, offset: int) -> None:
        if offset == 0 and self._job is not None:
            self._job.cancel()
        question = self._question

        def show(found: Found) -> None:
            if question is self._question:
                self._show(offset, found)

        job = page_of_cases(self._desk, question, offset, PAGE, show)
        if offset == 0:
            self._job = job

    # --- what is shown

    def _show(self, offset: int, found: Found) -> None:
        focused = self.table.hasFocus()
        self._list.show(offset, found.rows, found.total)
        if offset:
            self._find_row(offset)
            return
        self._count.setText(
            ngettext("{count} case", "{count} cases", found.total).format(count=self._wording.number(found.total))
        )
        self._order.setText(self._order_said())
        if found.total:
            self._empty.setCurrentIndex(0)
            self._return(found.total)
            if focused:
                self.table.setFocus()
        else:
            self._show_empty()

    def _return(self, total: int) -> None:
        """Back to the row one was at: by its case where that is held, else by its place until its page is there."""
        place = self._list.row_of(self._back_to)
        self.table.selectRow(place if place >= 0 else min(self._back_row, total - 1))

    def _find_row(self, offset: int) -> None:
        """A page came: when it holds the case one was at, and nobody moved meanwhile, that is the row."""
        place = self._list.row_of(self._back_to)
        moved = self.table.currentIndex().row() != self._back_row
        if offset <= place < offset + PAGE and not moved:
            self._back_row = place
            self.table.selectRow(place)

    def _order_said(self) -> str:
        if self._question.words:
            return _("best match first")
        heading = next((_(words) for name, words, _width in COLUMNS if name == self._question.order), "")
        falling = _("{column}, newest first") if self._question.order == "received_at" else _("{column}, from the end")
        rising = _("{column}, oldest first") if self._question.order == "received_at" else _("{column}, in order")
        return (falling if self._question.descending else rising).format(column=heading)

    def _show_chips(self) -> None:
        empty(self._chips)
        shown = dict(self._question.filters)
        if self._question.words:
            self._chip("words", _("Text"), self._question.words)
        for field, value in shown.items():
            self._chip(field, label_of(field), value_said(self._wording, field, value))
        add = Chip(_("Add a filter"))
        add.clicked.connect(lambda: self._menu(add, ""))
        self._chips.addWidget(add)

    def _chip(self, field: str, label: str, value: str) -> None:
        chip = Chip(label, value)
        chip.removed.connect(lambda: self._remove(field))
        chip.clicked.connect(lambda: self._menu(chip, field) if field != "words" else self.went.emit("search", None))
        self._chips.addWidget(chip)

    def _menu(self, chip: QWidget, field: str) -> None:
        menu = menu_of(self, self._wording, field, self._add)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(chip.mapToGlobal(chip.rect().bottomLeft()))

    def _show_empty(self) -> None:
        if (old := self._empty.widget(1)) is not None:
            self._empty.removeWidget(old)
            old.deleteLater()
        self._empty.addWidget(self._nothing())
        self._empty.setCurrentIndex(1)

    def _nothing(self) -> Empty:
        asked = list(self._question.filters)
        if not asked and not self._question.words:
            new = Button(_("New case"), "primary", "plus")
            new.clicked.connect(lambda: self.went.emit("new_case", None))
            lines = (_("Record the first allegation, or import your spreadsheet with `fieldcase import FILE`."),)
            return Empty("folder-plus", _("No cases yet"), lines, (new,))
        field = asked[-1] if asked else "words"
        label = label_of(field) if asked else _("Text")
        remove = Button(_("Remove the filter {filter}").format(filter=label), "secondary", "x")
        remove.clicked.connect(lambda: self._remove(field))
        return Empty("search", _("Nothing found"), (_("No case fits all of what is asked above."),), (remove,))

    # --- going on

    def _open(self, place: int) -> None:
        case = self._list.case(place)
        if case is None:
            return
        self._back_to, self._back_row = case.id, place
        if case.sealed:
            self.said.emit(_("This case is sealed. Ask the custodian of your office."), None)
            return
        self.went.emit("case", case.id)

    def _note_row(self) -> None:
        """Remember the row one is at, before the list is asked anew."""
        row = self.table.currentIndex().row()
        case = self._list.case(row)
        if case is not None:
            self._back_to, self._back_row = case.id, row

    def arrive(self) -> None:
        """Back at the same row, with what is new."""
        self.table.setFocus()
        self._note_row()
        self._ask()

    def where(self) -> dict[str, Any]:
        """What is asked, and the row one is at."""
        row = self.table.currentIndex().row()
        case = self._list.case(row)
        asked = self._question
        return {
            "words": asked.words,
            "filters": dict(asked.filters),
            "order": asked.order,
            "descending": asked.descending,
            "case": case.id if case is not None else self._back_to,
            "row": max(0, row),
        }

    def put_away(self) -> dict[str, object]:
        return self.where()

    def take_up(self, kept: dict[str, object]) -> None:
        """Ask the same again, and go to the same row."""
        filters = kept.get("filters")
        fitting = {str(name): str(value) for name, value in filters.items()} if isinstance(filters, dict) else {}
        order = str(kept.get("order", "received_at"))
        words, row = str(kept.get("words", "")), kept.get("row")
        self._back_to, self._back_row = str(kept.get("case", "")), row if isinstance(row, int) else 0
        self._question = Question(
            words,
            {name: value for name, value in fitting.items() if name in FILTERED},
            order if order in SORTED_BY else "received_at",
            bool(kept.get("descending", True)),
        )
        self._show_chips()
        self._ask()
        if words:
            self.went.emit("found", words)

    def primary(self) -> None:
        self.went.emit("new_case", None)

    def command(self, name: str) -> bool:
        if name == "open":
            self._open(self.table.currentIndex().row())
            return True
        return False

    def regions(self) -> list[QWidget]:
        named(self.views, _("Views"))
        return [self.views.tabs[self.views.current], self.table]
