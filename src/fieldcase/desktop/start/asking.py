"""The steps that ask: the office, who sits here, the passphrase, the recovery sheets and their words asked back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from fieldcase.desktop.desk import Desk
from fieldcase.desktop.parts.arrange import column, framed, plain, row
from fieldcase.desktop.parts.banner import Banner
from fieldcase.desktop.parts.field import Field, line_field
from fieldcase.desktop.parts.label import Label, reference
from fieldcase.desktop.parts.tick import Tick
from fieldcase.desktop.start.newpassphrase import NewPassphrase
from fieldcase.desktop.start.step import Step
from fieldcase.desktop.start.typed import Founding, Joining, You, role_words
from fieldcase.desktop.theme.look import look
from fieldcase.model.refusal import Refusal
from fieldcase.model.roles import Role
from fieldcase.model.words import _


class OfficeStep(Step):
    """The code of the office, its name, the code of this laptop, and whether it is for training."""

    def __init__(self, typed: Founding) -> None:
        super().__init__()
        self.title = _("Which office is it?")
        self.sentence = _("Its code stands in every case number and reference, and cannot be changed later.")
        self._typed = typed
        self.code = _line(_("Code of the office"), typed.code, _("2 to 12 capital letters or digits, such as KAL."))
        self.name = _line(
            _("Name of the office"), typed.title, _("As it stands in letters. May be left empty and written later.")
        )
        self.device = _line(_("Code of this laptop"), typed.device, _("Two digits. The first laptop is 01."))
        self.training = Tick(_("A training office, for exercises only and for ever"), typed.training)
        self._hint = Label(_("Its code begins with X; it never exchanges anything with a real office."), "caption")
        for field in (self.code, self.name, self.device):
            field.changed.connect(self._take)
        self.training.toggled.connect(self._take)
        side = [self.code, self.device]
        codes = column(*side, gap=10) if look().stacked else row(*((one, 1) for one in side), gap=16)
        self.setLayout(column(codes, self.name, self.training, self._hint, gap=10))

    def first(self) -> QWidget:
        return self.code.editor

    def lacking(self) -> str:
        return self._typed.lacking()

    def refuse(self, refusal: Refusal) -> None:
        """Show what the office says of a code, beneath its field."""
        field = self.device if refusal.code == "FC-404" else self.code
        field.refuse(str(refusal))
        field.editor.setFocus()

    def _take(self) -> None:
        typed = self._typed
        typed.code, typed.title = _text(self.code).strip().upper(), _text(self.name)
        typed.device, typed.training = _text(self.device).strip(), self.training.isChecked()
        self.changed.emit()


class YouStep(Step):
    """The name colleagues know, and what one is in the office."""

    def __init__(self, you: You, roles: Sequence[Role], *, joining: Joining | None = None) -> None:
        super().__init__()
        self.title = _("Who are you?")
        self.sentence = (
            _("Your office sees this name and the roles that you wish for; it decides which you get.")
            if joining
            else _("Colleagues see this name beside what you write. You may have several roles.")
        )
        self._you, self._joining = you, joining
        self.name = _line(_("Your name"), you.name, _("As colleagues know you."))
        self.name.changed.connect(self._take)
        self.roles = {role: Tick(role_words(role), role in you.roles) for role in roles}
        self.training = Tick(_("The office is a training office"), joining.training if joining else False)
        self.training.setVisible(joining is not None)
        for tick in (*self.roles.values(), self.training):
            tick.toggled.connect(self._take)
        ticks = column(*self.roles.values(), gap=0)
        two = _("Head of presence and custodian must be on two laptops before real data is entered.")
        more = None if joining else Label(two, "caption", wrap=True)
        self.setLayout(column(self.name, Label(_("What you are in the office"), "strong"), ticks, more, self.training))

    def first(self) -> QWidget:
        return self.name.editor

    def lacking(self) -> str:
        return self._you.lacking()

    def _take(self) -> None:
        self._you.name = _text(self.name)
        self._you.roles = tuple(role for role, tick in self.roles.items() if tick.isChecked())
        if self._joining is not None:
            self._joining.training = self.training.isChecked()
        self.changed.emit()


class PassphraseStep(Step):
    """A passphrase, weighed. `own` gives the words that somebody who knows the person would try."""

    def __init__(
        self, desk: Desk, own: Callable[[], tuple[str, ...]], training: Callable[[], bool], onward: str = ""
    ) -> None:
        super().__init__()
        self._onward = onward
        self.title = _("Choose a passphrase")
        self.sentence = _(
            "It is all that stands between this laptop and whoever takes it. Nobody can tell it to you again."
        )
        self._own, self._training = own, training
        self.field = NewPassphrase(desk)
        self.field.changed.connect(self.changed)
        self._any = Label(_("A training vault takes any passphrase."), "caption")
        self.setLayout(column(self.field, self._any))

    def onward(self) -> str:
        return self._onward or super().onward()

    def first(self) -> QWidget:
        return self.field.once

    def shown(self) -> None:
        self.field.own_words = self._own()
        self.field.any_will_do = self._training()
        self._any.setVisible(self._training())

    def lacking(self) -> str:
        return self.field.lacking()

    def forget(self) -> None:
        self.field.forget()


class SheetStep(Step):
    """One recovery sheet, to be copied by hand. It is shown while the way lasts and never again."""

    def __init__(self, number: int, of: int) -> None:
        super().__init__()
        self.title = _("Recovery sheet {number} of {of}").format(number=number, of=of)
        self.sentence = _("Copy it by hand onto paper, and give each sheet to another person to keep.")
        self._check = Label("", "strong")
        self._needed = Label("", "caption", wrap=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look().px(14))
        self._grid.setVerticalSpacing(look().px(3))
        self.copied = Tick(_("I have copied this sheet"))
        self.copied.toggled.connect(self.changed)
        sheet = plain(self._grid)
        sheet.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._words: list[Label] = []
        self.setLayout(
            column(self._check, framed(column(sheet, margins=(14, 10)), "sunken"), self._needed, self.copied)
        )

    def put(self, words: Sequence[str], check: str, needed: int, of: int) -> None:
        """The words of the sheet, in order, its check value, and how many sheets bring the office back."""
        self.forget()
        self._check.setText(_("Check value: {check}").format(check=reference(check)))
        said = _("Any {needed} of the {of} sheets bring the office back; one alone tells nothing.")
        self._needed.setText(said.format(needed=needed, of=of))
        columns = 2 if look().stacked else 4
        rows = -(-len(words) // columns)
        for at, word in enumerate(words):
            label = Label(f"{at + 1:2}  {word}", "mono", ink="ink")
            self._grid.addWidget(label, at % rows, at // rows)
            self._words.append(label)

    def first(self) -> QWidget:
        return self.copied

    def lacking(self) -> str:
        return "" if self.copied.isChecked() else _("Say that you have copied the sheet.")

    def forget(self) -> None:
        for label in self._words:
            label.setText("")
            label.deleteLater()
        self._words = []


class AskedStep(Step):
    """Words of the sheets asked back, so that nobody clicks them away."""

    def __init__(self) -> None:
        super().__init__()
        self.title = _("Read words back from your sheets")
        self.sentence = _("The office is made only when these are right.")
        self.fields: dict[tuple[int, int], Field] = {}
        self._layout = column(gap=10)
        self.setLayout(self._layout)

    def ask(self, asked: Sequence[tuple[int, int]]) -> None:
        """Ask for these words: (sheet, position)."""
        for field in self.fields.values():
            field.deleteLater()
        self.fields = {}
        for sheet, position in asked:
            field = _line(_("Sheet {sheet}, word {position}").format(sheet=sheet, position=position), "")
            field.changed.connect(self.changed)
            self._layout.addWidget(field)
            self.fields[sheet, position] = field

    @property
    def answers(self) -> dict[tuple[int, int], str]:
        return {asked: _text(field) for asked, field in self.fields.items()}

    def onward(self) -> str:
        return _("Make the office")

    def first(self) -> QWidget | None:
        return next((field.editor for field in self.fields.values()), None)

    def lacking(self) -> str:
        empty = sum(not _text(field).strip() for field in self.fields.values())
        return _("Words that are still to be typed: {count}").format(count=empty) if empty else ""

    def forget(self) -> None:
        for field in self.fields.values():
            if isinstance(field.editor, QLineEdit):
                field.editor.setText("")


class DoneStep(Step):
    """The office is made: what comes next, before real people are written down."""

    def __init__(self, lines: Sequence[str], warning: str = "") -> None:
        super().__init__()
        self.title = _("The office is made")
        said = [
            row(column(Label(str(at), "heading", ink="accent_ink"), ...), (Label(line, wrap=True), 1), gap=14)
            for at, line in enumerate(lines, 1)
        ]
        banner = Banner("info", warning, "info") if warning else None
        self.setLayout(column(*said, banner, gap=10))

    def onward(self) -> str:
        return _("Open the office")


def _line(label: str, value: str, hint: str = "") -> Field:
    return line_field(label, value, hint)


def _text(field: Field) -> str:
    return field.editor.text() if isinstance(field.editor, QLineEdit) else ""
