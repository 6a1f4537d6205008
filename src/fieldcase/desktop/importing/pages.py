"""The pages of the assistant on which something is chosen: the file, what the columns mean, what the texts mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from fieldcase.desktop.parts.arrange import column, empty, framed, plain, row, scrolling
from fieldcase.desktop.parts.banner import Banner
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.dropzone import DropZone
from fieldcase.desktop.parts.field import Choice
from fieldcase.desktop.parts.label import Label, named
from fieldcase.desktop.theme.look import look
from fieldcase.desktop.wording import Wording
from fieldcase.model.words import _, ngettext

if TYPE_CHECKING:
    from fieldcase.office.importing.assistant import Assisted, Column, ValueAsked


class FilePage(QWidget):
    """Choose or drop the register; what cannot be read is said here, with what to do."""

    def __init__(self, choose: Button) -> None:
        super().__init__()
        self.zone = DropZone(
            "file-input",
            _("Drop a register here"),
            _("An .xlsx or .csv file. It is read in memory and stays on this laptop; macros are never run."),
            (choose,),
        )
        self._notices = QVBoxLayout()
        whole = plain(column(self._notices, (self.zone, 1), gap=12, margins=(24, 12, 24, 12)))
        self.setLayout(column((scrolling(whole, _("Choose a file")), 1)))

    def refuse(self, sentence: str) -> None:
        """Say why the file was not read."""
        empty(self._notices)
        if sentence:
            self._notices.addWidget(Banner("octagon-alert", sentence, "danger"))


class _Choices(QWidget):
    """A list of lines, each with a choice."""

    def __init__(self, title: str, about: str) -> None:
        super().__init__()
        self._title = Label(title, "heading", wrap=True)
        self._about = Label(about, "caption", wrap=True)
        self._notices, self._box = QVBoxLayout(), QVBoxLayout()
        self.choices: list[Choice] = []
        card = framed(column(self._title, self._about, self._notices, self._box, gap=8, margins=(16, 12)))
        inner = plain(column(card, ..., margins=(24, 12, 24, 12)))
        self.setLayout(column(scrolling(inner, title)))

    def first(self) -> QWidget | None:
        """What the focus goes to."""
        return next(iter(self.choices), None)

    def _clear(self, notices: tuple[str, ...]) -> QGridLayout:
        empty(self._box)
        empty(self._notices)
        self.choices = []
        for said in notices:
            self._notices.addWidget(Banner("info", said))
        grid = QGridLayout()
        grid.setHorizontalSpacing(look().px(16))
        grid.setVerticalSpacing(look().px(6))
        grid.setColumnStretch(2, 1)
        self._box.addLayout(grid)
        return grid

    def _choice(self, options: dict[str, str], chosen: str, name: str) -> Choice:
        choice = Choice()
        for code, said in options.items():
            choice.addItem(said, code)
        choice.setCurrentIndex(max(0, choice.findData(chosen)))
        named(choice, name)
        choice.setMinimumWidth(look().px(240))
        self.choices.append(choice)
        return choice

    def _put(self, grid: QGridLayout, at: int, said: QWidget, caption: QWidget, choice: QWidget) -> None:
        if look().stacked:
            grid.addLayout(column(said, caption, choice, gap=2), at, 0, 1, 3)
        else:
            for place, part in enumerate((said, caption, choice)):
                grid.addWidget(part, at, place)


class ColumnsPage(_Choices):
    """Every column of every table with the field it feeds; `changed` gives table, column and field."""

    changed = Signal(int, str, str)

    def __init__(self) -> None:
        super().__init__(
            _("What do the columns mean?"),
            _("Suggested from the headers. A column that feeds no field is kept in words beside its row."),
        )

    def show_columns(self, told: Assisted) -> None:
        """Draw them anew."""
        grid, at, sheet = self._clear(told.plan.notices()), 0, -1
        nothing = {"": _("Kept beside the row")}
        options = {**nothing, **dict(sorted(told.fields.items(), key=lambda one: one[1]))}
        for one in told.columns:
            if one.table != sheet:
                sheet = one.table
                grid.addWidget(self._sheet(told, one), at, 0, 1, 3)
                at += 1
            said = Label(one.name, "strong", wrap=True)
            count = ngettext("{count} cell", "{count} cells", one.filled).format(count=one.filled)
            if one.more:
                count += " · " + ngettext("and {count} more field", "and {count} more fields", one.more).format(
                    count=one.more
                )
            choice = self._choice(options, one.field, _("Column {name} means").format(name=one.name))
            choice.setEnabled(not one.more)
            choice.activated.connect(
                lambda _at, one=one, choice=choice: self.changed.emit(one.table, one.name, str(choice.currentData()))
            )
            self._put(grid, at, said, Label(count, "caption"), choice)
            at += 1

    def _sheet(self, told: Assisted, one: Column) -> QWidget:
        rows = len(told.plan.tables[one.table].rows)
        count = ngettext("{count} row", "{count} rows", rows).format(count=rows)
        return plain(row(Label(one.sheet or _("The table"), "heading"), Label(count, "caption"), ..., margins=(0, 8)))


class ValuesPage(_Choices):
    """Texts that no term was found for, each once with the nearest; `changed` gives field, text and term."""

    changed = Signal(str, str, str)

    def __init__(self, wording: Wording) -> None:
        super().__init__(
            _("What do these texts mean?"),
            _("One answer counts for all its cells. What is left open is kept in the words of the register."),
        )
        self._wording = wording
        self.nearest: list[Button] = []

    def show_values(self, told: Assisted) -> None:
        """Draw them anew."""
        grid = self._clear(())
        self.nearest = []
        if not told.values:
            grid.addWidget(Label(_("Every text was understood. Nothing is to be chosen here."), "quiet"), 0, 0)
        for at, one in enumerate(told.values):
            self._line(grid, at, one, told)

    def _line(self, grid: QGridLayout, at: int, one: ValueAsked, told: Assisted) -> None:
        label = told.fields.get(one.field, one.field)
        said = Label(_("“{text}”").format(text=one.said), "strong", wrap=True)
        count = ngettext("{count} cell", "{count} cells", one.cells).format(count=one.cells)
        options = {"": _("Left as it is said"), **self._wording.terms(one.vocabulary)}
        choice = self._choice(options, "", _("{field}: “{text}” means").format(field=label, text=one.said))
        choice.activated.connect(
            lambda _at, choice=choice: self.changed.emit(one.field, one.said, str(choice.currentData()))
        )
        near: Button | None = None
        if one.nearest:
            term = self._wording.term(one.vocabulary, one.nearest)
            near = Button(_("Use {term}").format(term=term), "remedy", small=True)
            near.setAccessibleName(_("Use {term} for “{text}”").format(term=term, text=one.said))
            near.clicked.connect(lambda: self.changed.emit(one.field, one.said, one.nearest))
            self.nearest.append(near)
        caption = Label(f"{label} · {count}", "caption", wrap=True)
        self._put(grid, at, said, caption, plain(row((choice, 1), near, gap=8)))
