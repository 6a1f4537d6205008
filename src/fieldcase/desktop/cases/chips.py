"""The line above the table: what is asked, as chips that can be changed and removed, and how many cases that finds."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from fieldcase.desktop.cases.actions import Question
from fieldcase.desktop.cases.columns import column
from fieldcase.desktop.cases.filters import Choices, label_of, menu_of
from fieldcase.desktop.parts.arrange import empty, row
from fieldcase.desktop.parts.chip import Chip
from fieldcase.desktop.parts.label import Label
from fieldcase.desktop.theme.look import look
from fieldcase.desktop.wording import Wording
from fieldcase.model.words import _, ngettext


class ChipBar(QFrame):
    """`added` gives a filter and its value, `removed` a filter (`words` for what was searched); `searching` goes to
    the search box."""

    added = Signal(str, str)
    removed = Signal(str)
    searching = Signal()

    def __init__(self, choices: Choices) -> None:
        super().__init__()
        self._choices = choices
        self._chips = QHBoxLayout()
        self._chips.setSpacing(look().px(8))
        self._count = Label("", "strong")
        self._order = Label("", "caption")
        self._order.setVisible(not look().stacked)
        self.setLayout(row(self._chips, ..., self._count, self._order, gap=8, margins=(16, 9, 16, 9)))

    def show_question(self, question: Question) -> None:
        """A chip for everything that is asked, then the one that adds a filter."""
        empty(self._chips)
        chips = []
        if question.words:
            chips.append(self._chip("words", _("Text"), question.words))
        for field, value in question.filters.items():
            chips.append(self._chip(field, label_of(field), self._choices.said(field, value)))
        add = Chip(_("Add a filter"))
        add.clicked.connect(lambda: self._menu(add, ""))
        chips.append(add)
        for chip in chips:
            self._chips.addWidget(chip)

    def tell(self, wording: Wording, total: int, everything: int, question: Question) -> None:
        """Say how many cases there are, and in what order."""
        narrowed = everything > total and bool(question.filters or question.words)
        said = ngettext("{count} case", "{count} cases", total).format(count=wording.number(total))
        if narrowed:
            said = ngettext("{count} of {all} case", "{count} of {all} cases", everything)
            said = said.format(count=wording.number(total), all=wording.number(everything))
        self._count.setText(said)
        self._order.setText(order_said(question))

    def _chip(self, field: str, label: str, value: str) -> Chip:
        chip = Chip(label, value)
        chip.removed.connect(lambda: self.removed.emit(field))
        chip.clicked.connect(lambda: self._menu(chip, field) if field != "words" else self.searching.emit())
        return chip

    def _menu(self, chip: QWidget, field: str) -> None:
        menu = menu_of(self, self._choices, field, self.added.emit)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(chip.mapToGlobal(chip.rect().bottomLeft()))


def order_said(question: Question) -> str:
    """The order of the rows in words."""
    if question.words:
        return _("best match first")
    by_day = question.order == "received_at"
    falling = _("{column}, newest first") if by_day else _("{column}, from the end")
    rising = _("{column}, oldest first") if by_day else _("{column}, in order")
    return (falling if question.descending else rising).format(column=_(column(question.order).heading))
