"""The lines around the list of letters: filters and what is done with all of them above, what is done with the ticked
ones below."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget

from fieldcase.desktop.letters.book import FILTERS, Book
from fieldcase.desktop.parts.arrange import column, empty, row
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.chip import Chip
from fieldcase.desktop.parts.flow import wrapping
from fieldcase.desktop.parts.label import Keycap, Label, Picture, named
from fieldcase.desktop.theme.look import look
from fieldcase.desktop.wording import Wording
from fieldcase.model.words import _, ngettext


class FilterBar(QFrame):
    """`changed`: the filters of the book are others now."""

    changed = Signal()

    def __init__(self, book: Book, wording: Wording) -> None:
        super().__init__()
        self._book, self._wording = book, wording
        self._chips = QHBoxLayout()
        self._chips.setSpacing(look().px(8))
        self._count = Label("", "strong")
        self.setLayout(row(self._chips, ..., self._count, gap=8, margins=(16, 9, 16, 9)))
        named(self, _("Filters"))

    def show(self) -> None:
        """A chip for each filter, then the one that adds; how many letters there are."""
        empty(self._chips)
        for name, value in self._book.filters.items():
            said = self._book.offered(name, self._wording).get(value, value)
            chip = Chip(_(FILTERS[name]), said)
            chip.removed.connect(lambda name=name: self._remove(name))
            chip.clicked.connect(lambda _on=False, chip=chip, name=name: self._offer(chip, name))
            self._chips.addWidget(chip)
        add = Chip(_("Add a filter"))
        add.clicked.connect(lambda: self._offer(add, ""))
        self._chips.addWidget(add)
        count, total = len(self._book.shown()), len(self._book.rows)
        said = ngettext("{count} letter", "{count} letters", count)
        if count < total:
            said = ngettext("{count} of {all} letter", "{count} of {all} letters", total)
        number = self._wording.number
        self._count.setText(said.format(count=number(count), all=number(total)))
        super().show()

    def add(self, name: str, value: str) -> None:
        """Narrow the list."""
        self._book.filters[name] = value
        self.changed.emit()

    def _remove(self, name: str) -> None:
        self._book.filters.pop(name, None)
        self.changed.emit()

    def _offer(self, chip: QWidget, name: str) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for one in (name,) if name else FILTERS:
            offered = self._book.offered(one, self._wording)
            inner = menu if name else menu.addMenu(_(FILTERS[one]))
            inner.setEnabled(bool(offered))
            for value, words in offered.items():
                action = inner.addAction(words.replace("&", "&&"))
                action.triggered.connect(lambda _on=False, one=one, value=value: self.add(one, value))
        menu.popup(chip.mapToGlobal(chip.rect().bottomLeft()))


class BulkBar(QFrame):
    """What can be done with the ticked letters. A blocked step has its reason beside it in words."""

    reminding = Signal()
    writing = Signal()
    cleared = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("tone", "info")
        self._count = Label("", "strong")
        self.remind = Button(_("Write one reminder"), "secondary", "clock-alert")
        self.remind.clicked.connect(self.reminding)
        self.write = Button(_("Write to files…"), "secondary", "file-output")
        self.write.clicked.connect(self.writing)
        self._why = Label("", "caption", wrap=look().large)
        clear = Button(_("Clear selection"), "quiet")
        clear.clicked.connect(self.cleared)
        esc = Keycap("Esc")
        esc.setVisible(not look().large)
        icon = Picture("square-check-big", "accent")
        parts = (icon, self._count, self.remind, self._why, self.write, ..., clear, esc)
        if look().stacked:
            buttons = wrapping(self._count, self.remind, self.write, clear)
            self.setLayout(column(buttons, self._why, gap=4, margins=(16, 6)))
        else:
            self.setLayout(row(*parts, gap=10, margins=(16, 6)))
        named(self, _("Selected letters"))
        self.hide()

    def tell(self, book: Book) -> None:
        """Show how many are ticked, and why no reminder can be written of them where none can."""
        count, why = len(book.ticks), book.why_no_reminder
        said = ngettext("{count} letter selected", "{count} letters selected", count)
        self._count.setText(said.format(count=count))
        self.remind.setEnabled(not why)
        self.remind.setAccessibleDescription(why)
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self.setVisible(count > 0)
