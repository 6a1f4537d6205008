"""Templates of letters: which are the office's own, their versions, and the formulae that nobody confirmed yet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from fieldcase.desktop.case.made import Undo
from fieldcase.desktop.desk import Desk
from fieldcase.desktop.form.typed import Fields
from fieldcase.desktop.languages import LANGUAGES
from fieldcase.desktop.parts.arrange import column, empty, plain, row
from fieldcase.desktop.parts.banner import Banner
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.choosing import chosen_file, chosen_folder
from fieldcase.desktop.parts.field import Field, choice_field, line_field, text_field
from fieldcase.desktop.parts.label import Label
from fieldcase.desktop.settings import letters
from fieldcase.desktop.settings.pane import Pane, beside, card
from fieldcase.desktop.standing import Standing
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.office.templates.versions import TemplateLine, Version


class TemplatesPane(Pane):
    """One template at a time. A text is checked before it is kept; every version stays."""

    def __init__(self, desk: Desk, standing: Standing) -> None:
        self.title = _("Templates of letters")
        self.for_others = _(
            "Letters of everybody are drafted from it from now on; letters already drafted keep theirs."
        )
        super().__init__(desk, standing)
        self._lines: tuple[TemplateLine, ...] = ()
        self.kind, self.language = "", "en"

    def arrive(self) -> None:
        letters.templates(self._desk, self._show)

    def first(self) -> QWidget | None:
        return self._kinds.editor if self._lines else None

    @property
    def line(self) -> TemplateLine:
        """The template that is chosen."""
        return next(one for one in self._lines if (one.kind, one.language) == (self.kind, self.language))

    def _show(self, lines: tuple[TemplateLine, ...]) -> None:
        self._lines = lines
        kinds = {one.kind: self._standing.wording.term("letter_kind", one.kind) for one in lines}
        self.kind = self.kind if self.kind in kinds else next(iter(kinds))
        self._kinds = choice_field(_("Kind of letter"), kinds, self.kind)
        spoken = {one.language: LANGUAGES.get(one.language, one.language) for one in lines}
        self._spoken = choice_field(_("Language of letters"), spoken, self.language)
        for field in (self._kinds, self._spoken):
            assert isinstance(field.editor, QComboBox)
            field.editor.activated.connect(lambda _at: self._other())
        own = [f"{kinds[one.kind]} ({LANGUAGES.get(one.language, one.language)})" for one in lines if one.own]
        said = (
            _("The office's own: {templates}").format(templates=", ".join(own))
            if own
            else _("All templates are those that ship with the program.")
        )  # noqa: E501
        self._one = column(gap=10)
        head = beside(self._kinds, self._spoken)
        self.put(Banner("file-text", said, "info"), card(head, self._one), self._formula())
        asked = {"formula": self.formula, "addressee": self.addressee, "text": self.text, "by": self.by, "on": self.on}
        self._words = self.drafted("formula", Fields(asked, self), self.clear)
        self._read()

    def _other(self) -> None:
        self.kind, self.language = _chosen(self._kinds), _chosen(self._spoken)
        self._read()

    def _read(self) -> None:
        there = any((one.kind, one.language) == (self.kind, self.language) for one in self._lines)
        if there:
            letters.versions(self._desk, self.kind, self.language, self._versions)

    def _versions(self, found: tuple[Version, ...]) -> None:
        empty(self._one)
        line = self.line
        whose = _("the office's own") if line.own else _("shipped with the program")
        said = _("Version {number}, {whose}.").format(number=line.version, whose=whose)
        if line.at:
            day = self._standing.wording.short_day(line.at[:10])
            said = _("Version {number}, {whose}, kept by {by} on {day}.").format(
                number=line.version, whose=whose, by=line.by, day=day
            )  # noqa: E501
        self._one.addWidget(Label(said, wrap=True))
        if line.unverified:
            names = ", ".join(letters.formula_words(one) for one in line.unverified)
            formulae = _("The office's to confirm: {formulae}.").format(formulae=names)
            self._one.addWidget(Banner("triangle-alert", formulae, "warn"))
        if line.apart:
            apart = _("Two laptops changed it apart. Keep one of the versions.")
            self._one.addWidget(Banner("git-merge", apart, "warn"))
        choices = {str(one.number): _version_words(one) for one in reversed(found)}
        self._number = choice_field(_("Version"), choices, str(line.version))
        self.save = Button(_("Save as a text file…"), "secondary", "file-output")
        self.save.clicked.connect(self._save)
        self.take = Button(_("Take a text file in…"), "primary", "file-input")
        self.take.clicked.connect(self._take)
        self.back = Button(_("Use this version"), "secondary", "rotate-ccw")
        self.back.clicked.connect(self._back)
        for part in (self._number, plain(row(self.save, self.back, ..., self.take, gap=8))):
            self._one.addWidget(part)

    def _formula(self) -> QWidget:
        kinds = {kind: _(said) for kind, said in letters.FORMULAE.items()}
        self.formula = choice_field(_("Formula"), kinds)
        self.addressee = choice_field(
            _("Kind of addressee"), {kind: _(said) for kind, said in letters.ADDRESSEES.items()}
        )
        self.text = text_field(_("Its words"), "", _("Left empty, the shipped formula is confirmed as it stands."), 3)
        self.by = line_field(_("Who confirmed it"), "", _("Such as: Protocol service."))
        self.on = line_field(_("On which day"), self._standing.today.isoformat())
        confirm = Button(_("Keep the formula"), "secondary")
        confirm.clicked.connect(self._confirm)
        rows = [beside(self.formula, self.addressee), beside(self.by, self.on)]
        title = Label(_("Formulae that letters open and close with"), "strong")
        return card(title, rows[0], self.text, rows[1], row(..., confirm))

    def _confirm(self) -> None:
        self.clear()
        letters.confirm_formula(
            self._desk,
            _chosen(self.formula),
            _chosen(self.addressee),
            self.language,
            _said(self.text),
            _said(self.by).strip(),
            _said(self.on).strip(),
            self._formula_kept,
            self.refuse,
        )

    def _save(self) -> None:
        if folder := chosen_folder(self, _("Folder for the template")):
            self.save_into(Path(folder))

    def save_into(self, folder: Path) -> None:
        """Write the version that is chosen into a folder."""
        self.clear()
        number = int(_chosen(self._number))
        done = _("The template is in {file}.")
        letters.save_template(
            self._desk,
            self.kind,
            self.language,
            number,
            folder,
            lambda name: self.said.emit(done.format(file=name), None),
            self.refuse,
        )

    def _take(self) -> None:
        if path := chosen_file(self, _("Text of the template")):
            self.take_in(Path(path))

    def take_in(self, path: Path) -> None:
        """Check a text and keep it as the office's own."""
        self.clear()
        done = _("The template is kept. Letters are drafted from it from now on.")
        letters.take_template(
            self._desk, self.kind, self.language, path, lambda undo: self.changed_by(done, undo), self.refuse
        )

    def _back(self) -> None:
        self.clear()
        number, done = int(_chosen(self._number)), _("This version is in force again.")
        letters.go_back(
            self._desk, self.kind, self.language, number, lambda undo: self.changed_by(done, undo), self.refuse
        )

    def _formula_kept(self, undo: Undo | None) -> None:
        self._words.forget()
        self.changed_by(_("The formula is kept, in the language chosen above."), undo)


def _version_words(one: Version) -> str:
    if not one.number:
        return _("0: shipped with the program")
    return _("{number}: {by}, {day}").format(number=one.number, by=one.by, day=one.at[:10])


def _chosen(field: Field) -> str:
    return str(field.editor.currentData()) if isinstance(field.editor, QComboBox) else ""


def _said(field: Field) -> str:
    editor = field.editor
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    return editor.text() if isinstance(editor, QLineEdit) else ""
