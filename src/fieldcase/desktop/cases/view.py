"""The list of cases: views as tabs, chips, count, table, what can be done to several. The search box asks here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from fieldcase.desktop.cases.actions import Question, look_at, page_of_cases
from fieldcase.desktop.cases.bulk import BulkBar
from fieldcase.desktop.cases.chips import ChipBar
from fieldcase.desktop.cases.columns import Layout
from fieldcase.desktop.cases.deeds import Deeds
from fieldcase.desktop.cases.filters import Choices, label_of
from fieldcase.desktop.cases.list import PAGE, CaseList
from fieldcase.desktop.cases.peek import Peek
from fieldcase.desktop.cases.table import CasesTable
from fieldcase.desktop.cases.tabs import ViewTabs
from fieldcase.desktop.cases.views import Views, asked, read_question
from fieldcase.desktop.desk import Desk, Job
from fieldcase.desktop.parts.arrange import column, framed, plain, row, scrolling
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.empty import Empty
from fieldcase.desktop.parts.label import Keycap, Label
from fieldcase.desktop.parts.screen import Screen
from fieldcase.desktop.remedies import HISTORY
from fieldcase.desktop.standing import Standing
from fieldcase.desktop.theme.look import look
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.office.cases.listing import CaseList as Found

TYPING_PAUSE = 80


class Cases(Screen):
    """The screen; `search` takes the words of the top bar."""

    def __init__(self, desk: Desk, standing: Standing) -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk, self._standing, self._wording = desk, standing, standing.wording
        self._memory = standing.memory
        self._question = Question()
        self._job: Job[Found] | None = None
        self._looking: Job[Any] | None = None
        self._back_to, self._back_row = "", 0
        self._all = -1
        self.columns = Layout.of(self._memory.of("cases"))
        self.choices = Choices(standing.wording, standing.seat, standing.colleagues, standing.today)
        self._list = CaseList(standing.wording, standing.colleagues)
        self._list.wanted.connect(self._fetch)
        self._list.ticked.connect(self._ticked)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._ask)
        self._parts()
        self._ask()

    # --- composing

    def _parts(self) -> None:
        self.views = ViewTabs(self._desk, Views(self._standing.seat, self._memory.of("views")))
        self.views.chosen.connect(self._view)
        self.views.changed.connect(lambda: self._memory.keep(self._desk, "views", self.views.views.kept()))
        self.views.said.connect(self.said)
        self.views.saving.connect(lambda: self.views.save(self._question, self.columns.kept()))
        self.views.arranging.connect(self._arrange)
        self.chips = ChipBar(self.choices)
        self.chips.added.connect(self._add)
        self.chips.removed.connect(self._remove)
        self.chips.searching.connect(lambda: self.went.emit("search", None))
        self.table = CasesTable(self._list, self.columns, self._wording)
        self.table.opened.connect(self._open)
        self.table.asked.connect(self._letter)
        self.table.laid_out.connect(self.lay_out)
        self.table.sorting.connect(self._sort)
        self.table.selectionModel().currentRowChanged.connect(self._moved)
        self.table.verticalScrollBar().valueChanged.connect(self._tell_span)
        self.bulk = BulkBar(self._standing.colleagues)
        self._deeds = Deeds(self._desk, self._list, self.said.emit, self._ask)
        self.bulk.given.connect(self._deeds.give)
        self.bulk.export.connect(self._deeds.ask_export)
        self.bulk.cleared.connect(self._list.tick_nothing)
        self._empty = QStackedLayout()
        self._empty.addWidget(self.table)
        self._area = plain(self._empty)
        card = framed(column(self.chips, (self._area, 1), self.bulk, gap=0, margins=(1, 1, 1, 2)))
        self.peek = Peek(self._area, self._wording)
        self.peek.opened.connect(lambda: self._open(self.table.currentIndex().row()))
        self.peek.closed.connect(lambda: self.table.setFocus())
        self._span = Label("", "caption")
        caps = (part for keys, words in self._hints() for part in (Keycap(keys), Label(words, "caption"), 6))
        hints = plain(row(*caps, ..., self._span, gap=6))
        hints.setVisible(not look().narrow(10_000))
        bring = Button(_("Import…"), "quiet", "file-input", small=True)
        bring.clicked.connect(lambda: self.went.emit("import", None))
        bring.setVisible(not look().stacked)
        self.setLayout(column(row((self.views, 1), bring), (card, 1), hints, gap=8, margins=(24, 4, 24, 10)))
        self.chips.show_question(self._question)

    def _hints(self) -> tuple[tuple[str, str], ...]:
        return (
            ("↑ ↓", _("move")),
            ("Space", _("select")),
            ("Enter", _("open")),
            ("P", _("peek without opening")),
            ("/", _("search")),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the title keeps its room."""
        super().resizeEvent(event)
        self.table.stand(self.columns, self.width())
        self.bulk.narrow(look().stacked or self.width() < look().px(1000))

    # --- columns

    def _arrange(self) -> None:
        from fieldcase.desktop.cases.sheets import Columns

        sheet = Columns(self, self.columns)
        sheet.changed.connect(self.lay_out)
        sheet.open()

    def lay_out(self, columns: Layout) -> None:
        """Columns as somebody wants them; it is remembered."""
        self.columns = columns
        self.table.stand(columns, self.width())
        self._memory.keep(self._desk, "cases", columns.kept())

    # --- what is asked

    def search(self, words: str) -> None:
        """Show what the words find, best first; no words show the list again."""
        self._put(Question(words.strip(), self._question.filters, *self._ordered()), at_once=False)

    def _ordered(self) -> tuple[str, bool]:
        return self._question.order, self._question.descending

    def _put(self, question: Question, *, at_once: bool = True) -> None:
        self._question = question
        self._back_to, self._back_row = "", 0
        self.chips.show_question(question)
        self.views.point_at(question)
        if at_once:
            self._ask()
        else:
            self._pause.start(TYPING_PAUSE)

    def _view(self, place: int) -> None:
        view = self.views.views.views[place]
        if view.own and view.columns:
            self.lay_out(Layout.of(view.columns))
        if view.question.words or not self._question.words:
            self.went.emit("found", view.question.words)
            self._put(view.question)
        else:
            self._put(Question(self._question.words, view.question.filters, *self._ordered()))

    def _add(self, field: str, value: str) -> None:
        filters = {**self._question.filters, field: value}
        self._put(Question(self._question.words, filters, *self._ordered()))

    def _remove(self, field: str) -> None:
        if field == "words":
            self.went.emit("found", "")
            self.search("")
            return
        rest = {name: value for name, value in self._question.filters.items() if name != field}
        self._put(Question(self._question.words, rest, *self._ordered()))

    def _sort(self, name: str) -> None:
        descending = not self._question.descending if self._question.order == name else name == "received_at"
        self._put(Question(self._question.words, self._question.filters, name, descending))

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
        if not self._question.filters and not self._question.words:
            self._all = found.total
        self.chips.tell(self._wording, found.total, self._all, self._question)
        if found.total:
            self._empty.setCurrentIndex(0)
            self._return(found.total)
            if focused:
                self.table.setFocus()
        else:
            self._show_empty()
        self._tell_span()

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

    def _tell_span(self) -> None:
        total = self._list.total
        first = self.table.rowAt(1) + 1
        last = self.table.rowAt(self.table.viewport().height() - look().px(18)) + 1 or total
        number = self._wording.number
        said = _("Rows {first}–{last} of {total}").format(first=number(first), last=number(last), total=number(total))
        self._span.setText(said if total and first else "")

    def _show_empty(self) -> None:
        if (old := self._empty.widget(1)) is not None:
            self._empty.removeWidget(old)
            old.deleteLater()
        self._empty.addWidget(scrolling(self._nothing()))
        self._empty.setCurrentIndex(1)

    def _nothing(self) -> Empty:
        filters = list(self._question.filters)
        if not filters and not self._question.words:
            new = Button(_("New case"), "primary", "plus")
            new.clicked.connect(lambda: self.went.emit("new_case", None))
            bring = Button(_("Import a spreadsheet"), "secondary", "file-input")
            bring.clicked.connect(lambda: self.went.emit("import", None))
            lines = (_("Record the first allegation, or import the spreadsheet that you kept until now."),)
            return Empty("folder-plus", _("No cases yet"), lines, (new, bring))
        field = filters[-1] if filters else "words"
        label = label_of(field) if filters else _("Text")
        remove = Button(_("Remove the filter {filter}").format(filter=label), "secondary", "x")
        remove.clicked.connect(lambda: self._remove(field))
        return Empty("search", _("Nothing found"), (_("No case fits all of what is asked above."),), (remove,))

    # --- going on

    def _letter(self, letter: str, place: int) -> None:
        """A key of the list: `/` searches, Space ticks, P peeks, H tells the history of the case."""
        if letter == "/":
            self.went.emit("search", None)
        elif letter == " ":
            self._list.tick(place)
        elif letter == "h":
            self._history(place)
        elif self.peek.isVisible():
            self.peek.hide_away()
        else:
            self._look(place)

    def _history(self, place: int) -> None:
        case = self._list.case(place)
        if case is not None and not case.sealed:
            self._back_to, self._back_row = case.id, place
            self.went.emit("at", ("case", case.id, {"tab": HISTORY}))

    def _look(self, place: int) -> None:
        case = self._list.case(place)
        if case is None:
            return
        if self._looking is not None:
            self._looking.cancel()
        self.peek.wait(case.case_no)
        self._looking = look_at(self._desk, case.id, self.peek.tell, self.peek.refuse)

    def _moved(self) -> None:
        if self.peek.isVisible():
            self._look(self.table.currentIndex().row())

    def _ticked(self) -> None:
        self.bulk.tell(len(self._list.ticks))

    def _out(self) -> None:
        """Esc: one layer back. The peek goes, then the ticks."""
        if self.peek.isVisible():
            self.peek.hide_away()
        elif self._list.ticks:
            self._list.tick_nothing()

    def _open(self, place: int) -> None:
        case = self._list.case(place)
        if case is None:
            return
        self._back_to, self._back_row = case.id, place
        if case.sealed:
            self.said.emit(_("This case is sealed. Ask the custodian of your office."), None)
            return
        self.peek.hide()
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
        return {
            **asked(self._question),
            "case": case.id if case is not None else self._back_to,
            "row": max(0, row) if row >= 0 else self._back_row,
        }

    def put_away(self) -> dict[str, object]:
        return {**self.where(), "ticks": dict(self._list.ticks)}

    def take_up(self, kept: dict[str, object]) -> None:
        """Ask the same again, and go to the same row. Other places ask so for the cases behind a figure."""
        question, row, ticks = read_question(kept), kept.get("row"), kept.get("ticks")
        self._put(question)
        self._back_to, self._back_row = str(kept.get("case", "")), row if isinstance(row, int) else 0
        self._list.ticks = dict(ticks) if isinstance(ticks, dict) else self._list.ticks
        self._ticked()
        self.went.emit("found", question.words)

    def primary(self) -> None:
        self.went.emit("new_case", None)

    def command(self, name: str) -> bool:
        if name == "open":
            self._open(self.table.currentIndex().row())
        elif name == "escape":
            self._out()
        elif name == "to_found":
            self.table.setFocus()
        else:
            return False
        return True

    def regions(self) -> list[QWidget]:
        ticked = [self.bulk.assign] if self.bulk.isVisible() else []
        return [self.views.current_tab, self.table, *ticked]
