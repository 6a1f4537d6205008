"""The place Letters: views as tabs, filters, the list with its clocks, the register of references. It only composes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from fieldcase.desktop.desk import Desk
from fieldcase.desktop.letters.actions import book, dispatches, numbers
from fieldcase.desktop.letters.bars import BulkBar, FilterBar
from fieldcase.desktop.letters.book import LOG, ORDERS, REGISTER, VIEWS, Book
from fieldcase.desktop.letters.deeds import Deeds
from fieldcase.desktop.letters.dispatches import (
    DISPATCH_COLUMNS,
    DISPATCHES_NARROW,
    DISPATCHES_STACKED,
    DispatchList,
)
from fieldcase.desktop.letters.list import (
    COLUMNS,
    LARGE,
    NARROW,
    NUMBER_COLUMNS,
    NUMBERS_STACKED,
    STACKED,
    LetterList,
    NumberList,
)
from fieldcase.desktop.parts.arrange import column, empty, framed, plain, row
from fieldcase.desktop.parts.banner import Banner
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.empty import Empty
from fieldcase.desktop.parts.label import Label, named
from fieldcase.desktop.parts.menubutton import MenuButton
from fieldcase.desktop.parts.screen import Screen
from fieldcase.desktop.parts.table import Table
from fieldcase.desktop.parts.tabs import Tabs
from fieldcase.desktop.standing import Standing
from fieldcase.desktop.theme.look import look
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import _, ngettext

if TYPE_CHECKING:
    from fieldcase.model.rules.numbering import Number
    from fieldcase.office.letters.book import BookRow
    from fieldcase.office.letters.dispatching import Dispatched

ROOM = 1000
"""Below so many pixels the State's column goes, so that the kind keeps its room."""
LETTERS, NUMBERS, SENT, NOTHING = range(4)


class Letters(Screen):
    """The screen; `about` “register” begins with the register of references, a
    mapping (`{"filters": {"answer": "overdue"}}`) with the letters that it asks for."""

    def __init__(self, desk: Desk, standing: Standing, about: object = None) -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk, self._standing, self._wording = desk, standing, standing.wording
        self.book = Book()
        self.book.take_order(standing.memory.of("letters"))
        self.letters = LetterList(self.book, standing.wording, standing.today)
        self.numbers = NumberList(standing.wording)
        self.sent = DispatchList(standing.wording)
        self._ready = False
        self._back_to = ""
        self._parts()
        self.deeds = Deeds(self, desk, standing)
        if about == "register":
            self.views.choose(REGISTER)
        elif isinstance(about, dict):
            self.take_up(about)

    # --- composing

    def _parts(self) -> None:
        names = [*(_(name) for name, _stages in VIEWS), _("Register of references"), _("Dispatches")]
        self.views = Tabs(names, _("Views"))
        self.views.chosen.connect(self._view)
        self.filters = FilterBar(self.book, self._wording)
        self.filters.changed.connect(self._show)
        self.table = _table(_("Letters"), self.letters, COLUMNS, letters=" ")
        self.table.opened.connect(self._open)
        self.table.asked.connect(lambda _letter, place: self.letters.tick(place))
        self.table.clicked.connect(lambda index: self.letters.tick(index.row()) if index.column() == 0 else None)
        self.letters.ticked.connect(self._ticked)
        header = self.table.horizontalHeader()
        header.setSectionsClickable(True)
        header.sectionClicked.connect(lambda at: self.sort(COLUMNS[at][0]))
        self.register = _table(_("Register of references"), self.numbers, NUMBER_COLUMNS)
        self.register.opened.connect(self._open_number)
        self.log = _table(_("Log of dispatches"), self.sent, DISPATCH_COLUMNS)
        self.log.opened.connect(self._open_dispatch)
        self.bulk = BulkBar()
        self.bulk.reminding.connect(lambda: self.deeds.remind())
        self.bulk.writing.connect(lambda: self.deeds.write(tuple(one.id for one in self.book.ticked)))
        self.bulk.cleared.connect(self.letters.tick_nothing)
        self._notices = QVBoxLayout()
        self._area = QStackedLayout()
        for part in (self.table, self.register, self.log):
            self._area.addWidget(part)
        card = framed(column(self.filters, (self._area, 1), self.bulk, gap=0, margins=(1, 1, 1, 2)))
        self.setLayout(column(*self._head(), self._notices, (card, 1), gap=8, margins=(24, 4, 24, 10)))
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.letters.tick_nothing)
        self._hide_columns()
        self.filters.show()

    def _head(self) -> tuple[QWidget, ...]:
        """The views, and what is done with the letters that are shown or with the one in the current row. With large
        text both are buttons that open a menu."""
        self.write_all = Button(_("Write all shown to files…"), "secondary", "file-output", small=True)
        self.write_all.clicked.connect(lambda: self.deeds.write(tuple(one.id for one in self.book.shown())))
        self.calendar = Button(_("Calendar file…"), "secondary", "calendar", small=True)
        self.calendar.clicked.connect(lambda: self.deeds.calendar())
        self.silence = Button(_("Had the State replied…"), "secondary", "hourglass", small=True)
        self.silence.clicked.connect(lambda: self.deeds.silence())
        self.explain = Button(_("Say what happened to it"), "secondary", "pen-line", small=True)
        self.explain.clicked.connect(lambda: self.deeds.explain())
        self.last = Button(_("Last number after a restore…"), "secondary", "hash", small=True)
        self.last.clicked.connect(lambda: self.deeds.last_number())
        self.sorting = MenuButton(_("Sort"), "list-filter")
        self.sorting.setProperty("small", not look().large)
        self.sorting.offer([(partial(_, words), partial(self.sort, name), None) for name, words in ORDERS.items()])
        tools = (self.silence, self.explain, self.last, self.calendar, self.write_all)
        hint = Label(_("Space selects, Enter opens"), "caption")
        self.choice = MenuButton(_("View"), "list")
        self.more = MenuButton(_("More"), "ellipsis")
        if not look().large:
            return plain(row((self.views, 1))), plain(row(self.sorting, *tools, ..., hint, gap=8))
        self.choice.offer([(tab.accessibleName, tab.click, None) for tab in self.views.tabs])
        self.more.offer([(tool.accessibleName, tool.click, tool) for tool in tools])
        held = plain(column(self.views, *tools))
        held.setParent(self)
        held.hide()
        return (plain(row(self.choice, ..., self.sorting, self.more, gap=8)),)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the kind keeps its room."""
        super().resizeEvent(event)
        self._hide_columns()

    def _hide_columns(self) -> None:
        narrow = 0 < self.width() < look().px(ROOM)
        for place, (name, _words, _width) in enumerate(COLUMNS):
            away = STACKED if look().stacked else LARGE if look().large else NARROW if narrow else ()
            self.table.setColumnHidden(place, name in away)
        for place, (name, _words, _width) in enumerate(NUMBER_COLUMNS):
            self.register.setColumnHidden(place, (look().large or narrow) and name in NUMBERS_STACKED)
        for place, (name, _words, _width) in enumerate(DISPATCH_COLUMNS):
            gone = DISPATCHES_STACKED if look().large else DISPATCHES_NARROW if narrow else ()
            self.log.setColumnHidden(place, name in gone)

    # --- asking

    def arrive(self) -> None:
        """Back at the same row, with what is new."""
        letter = self.letters.letter(self.table.currentIndex().row())
        self._back_to = letter.id if letter is not None else self._back_to
        {REGISTER: self.register, LOG: self.log}.get(self.views.current, self.table).setFocus()
        self.arrive_quietly()

    def arrive_quietly(self) -> None:
        """Ask for what is new; the focus stays where it is."""
        book(self._desk, self._take, self._failed)
        numbers(self._desk, self._take_numbers, self._failed)
        dispatches(self._desk, self._take_dispatches, self._failed)

    def _take(self, rows: tuple[BookRow, ...]) -> None:
        self._ready = True
        self.book.take(rows)
        self._show()

    def _take_numbers(self, found: tuple[Number, ...]) -> None:
        self.numbers.show(found)
        if self.numbers.rowCount():
            self.register.selectRow(0)
        asking = self.numbers.asking
        words = _("Register of references")
        self.views.tabs[REGISTER].say(f"{words}  {self._wording.number(asking)}" if asking else words)
        said = ngettext("{count} reference needs a word", "{count} references need a word", asking)
        self.views.tabs[REGISTER].mark("check" if asking else "", said.format(count=asking) if asking else "")
        self._show()

    def _take_dispatches(self, log: tuple[Dispatched, ...]) -> None:
        self.sent.show(log)
        if log:
            self.log.selectRow(0)
        self._show()

    def _failed(self, refusal: Refusal) -> None:
        self.notice(Banner("octagon-alert", str(refusal), "danger"))

    def notice(self, part: QWidget | None) -> None:
        """Show one thing above the list, in place of what stood there; None puts it away."""
        empty(self._notices)
        if part is not None:
            self._notices.addWidget(part)

    # --- what is shown

    def _view(self, place: int) -> None:
        if place < REGISTER:
            self.book.view = place
        self._show()

    def _show(self) -> None:
        register, letters = self.views.current == REGISTER, self.views.current < REGISTER
        self.filters.setVisible(letters)
        for part in (self.explain, self.last):
            part.setVisible(register)
        for part in (self.silence, self.write_all, self.sorting):
            part.setVisible(letters)
        for place, count in enumerate(self.book.counts() if self._ready else ()):
            words = _(VIEWS[place][0])
            self.views.tabs[place].say(f"{words}  {self._wording.number(count)}")
        self.sorting.say(_(ORDERS[self.book.order]))
        self.choice.say(self.views.tabs[max(0, self.views.current)].accessibleName())
        if not letters:
            self.bulk.hide()
        if self.views.current == LOG:
            self._area.setCurrentIndex(SENT if self.sent.rowCount() else self._nothing())
            return
        if register:
            self.explain.setEnabled(self.numbers.asking > 0)
            self._area.setCurrentIndex(NUMBERS if self.numbers.rowCount() else self._nothing())
            return
        self.letters.show()
        self.filters.show()
        self.bulk.tell(self.book)
        rows = self.letters.rowCount()
        self.silence.setEnabled(rows > 0)
        self.write_all.setEnabled(rows > 0)
        focused = self.table.hasFocus()
        self._area.setCurrentIndex(LETTERS if rows or not self._ready else self._nothing())
        if rows:
            self.table.selectRow(max(0, self.letters.row_of(self._back_to)))
            if focused:
                self.table.setFocus()

    def _nothing(self) -> int:
        """The empty state, in place of the one before; says where it stands."""
        if (old := self._area.widget(NOTHING)) is not None:
            self._area.removeWidget(old)
            old.deleteLater()
        self._area.addWidget(self._empty_said())
        return NOTHING

    def _empty_said(self) -> Empty:
        if self.views.current == LOG:
            lines = (_("What leaves, copies too, stands here with its proof from then on."),)
            return Empty("send", _("Nothing has left yet"), lines)
        if self.views.current == REGISTER:
            lines = (_("A letter gets its reference when it is signed; it stands here from then on."),)
            return Empty("hash", _("No reference was given yet"), lines)
        if self.book.filters:
            remove = Button(_("Remove all filters"), "secondary", "x")
            remove.clicked.connect(self._remove_filters)
            return Empty("search", _("Nothing found"), (_("No letter fits all of what is asked above."),), (remove,))
        if self.book.rows:
            return Empty("mail", _("No letter stands here"), (_("Other views show the other letters."),))
        cases = Button(_("Go to the cases"), "primary", "folder")
        cases.clicked.connect(lambda: self.went.emit("cases", None))
        lines = (_("A letter is begun from its case: open the case and press Write a letter."),)
        return Empty("mail", _("No letters yet"), lines, (cases,))

    def sort(self, name: str) -> None:
        """Sort by a column, as a click on its head does; remembered in the vault for this seat."""
        self.book.sort_by(name)
        self._standing.memory.keep(self._desk, "letters", self.book.kept())
        letter = self.letters.letter(self.table.currentIndex().row())
        self._back_to = letter.id if letter is not None else self._back_to
        self._show()

    def _ticked(self) -> None:
        self.bulk.tell(self.book)

    def _remove_filters(self) -> None:
        self.book.filters.clear()
        self._show()

    # --- going on

    def _open(self, place: int) -> None:
        letter = self.letters.letter(place)
        if letter is not None:
            self._back_to = letter.id
            self.went.emit(*(("case", letter.case) if letter.old else ("letter", letter.id)))

    def _open_number(self, place: int) -> None:
        number = self.numbers.number(place)
        if number is not None and number.asks:
            self.deeds.explain()
        elif number is not None and number.letter:
            self.went.emit("letter", number.letter)

    def _open_dispatch(self, place: int) -> None:
        if (one := self.sent.dispatched(place)) is not None:
            self.went.emit("letter", one.letter)

    def regions(self) -> list[QWidget]:
        """The views, then the list or the register."""
        named(self.views, _("Views"))
        shown = self._area.currentWidget()
        views = self.choice if look().large else self.views.tabs[max(0, self.views.current)]
        return [views, shown or self.table]

    def problems(self) -> list[QWidget]:
        return [self.views.tabs[REGISTER]] if self.numbers.asking else []

    def primary(self) -> None:
        """Of ticked letters the reminder, where it can be written; else open the row."""
        if self.bulk.isVisible() and self.bulk.remind.isEnabled():
            self.deeds.remind()
        elif self.views.current == LOG:
            self._open_dispatch(self.log.currentIndex().row())
        elif self.views.current != REGISTER:
            self._open(self.table.currentIndex().row())

    def where(self) -> dict[str, Any]:
        """The view, the filters and the row one is at."""
        letter = self.letters.letter(self.table.currentIndex().row())
        return {
            "view": self.views.current,
            "filters": dict(self.book.filters),
            "letter": letter.id if letter is not None else self._back_to,
        }

    def put_away(self) -> dict[str, object]:
        return {**self.where(), "ticks": sorted(self.book.ticks)}

    def take_up(self, kept: dict[str, object]) -> None:
        """Back to the view, the filters, the ticks and the row that were left."""
        filters, ticks, view = kept.get("filters"), kept.get("ticks"), kept.get("view")
        if isinstance(filters, dict):
            self.book.filters = {str(name): str(value) for name, value in filters.items()}
        if isinstance(ticks, list):
            self.book.ticks = {str(one) for one in ticks}
        self._back_to = str(kept.get("letter") or "")
        if isinstance(view, int) and 0 <= view <= LOG:
            self.views.choose(view)
        self._show()


def _table(
    name: str,
    model: LetterList | NumberList | DispatchList,
    columns: tuple[tuple[str, str, int], ...],
    letters: str = "",
) -> Table:
    table = Table(name, letters=letters)
    table.setModel(model)
    table.lay_out(tuple(width for _name, _words, width in columns))
    return table
