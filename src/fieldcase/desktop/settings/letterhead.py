"""The office in letters: its name, place, letterhead and signature block in each language, its logo, where it is, to
whom it is accredited."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from fieldcase.desktop.case.made import Undo
from fieldcase.desktop.desk import Desk
from fieldcase.desktop.form.sheet import fill, said
from fieldcase.desktop.languages import LANGUAGES
from fieldcase.desktop.parts.arrange import row
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.field import Field, choice_field, line_field, text_field
from fieldcase.desktop.parts.label import Label
from fieldcase.desktop.settings.actions import OfficeInLetters, name_office, office_in_letters
from fieldcase.desktop.settings.logo import LogoCard
from fieldcase.desktop.settings.pane import Pane, beside, card
from fieldcase.desktop.standing import Standing
from fieldcase.model.words import _

TEXTS = ("name", "place", "letterhead", "signature")
WHERE = ("accredited_to", "time_zone", "hemisphere")
MAY_GO = ("letterhead", "signature")
"""Texts that may be emptied: letters do without."""


class LetterheadPane(Pane):
    """One language at a time; what is typed in one is kept while another is looked at. `changed`: something is typed
    (it is kept as `drafting.Typed`)."""

    changed = Signal()

    def __init__(self, desk: Desk, standing: Standing) -> None:
        self.title = _("The office in letters")
        self.for_others = _(
            "Everybody's letters of this office are headed so from now on; signed letters stay as they are."
        )
        super().__init__(desk, standing)
        self._held: OfficeInLetters | None = None
        self._typed: dict[tuple[str, str], str] = {}
        self.language = "en"
        self.fields: dict[str, Field] = {}

    def arrive(self) -> None:
        self.end_drafts()
        office_in_letters(self._desk, self._show)

    def first(self) -> QWidget | None:
        return self.fields["name"].editor if self.fields else None

    def _show(self, held: OfficeInLetters) -> None:
        self._held = held
        self._typed = {}
        if self.language not in held.languages:
            self.language = held.languages[0]
        languages = {code: LANGUAGES.get(code, code) for code in held.languages}
        which = choice_field(
            _("Language of letters"), languages, self.language, _("Each language has texts of its own.")
        )
        self._which = which.editor
        assert isinstance(self._which, QComboBox)
        self._which.activated.connect(self._other)
        self.fields = {
            "name": line_field(_("Name of the office"), "", _("As a sentence says it: the Presence in Kalindra.")),
            "place": line_field(_("Place of letters"), "", _("Stands before the date.")),
            "letterhead": text_field(
                _("Letterhead"), "", _("Lines at the top of the first page: name, address, telephone."), 4
            ),
            "signature": text_field(
                _("Signature block"),
                "",
                _("Lines under the name of who signs, in letters that carry one. Empty: “for”, and the office’s name."),
                3,
            ),
            "accredited_to": line_field(
                _("Accredited to"),
                " ".join(held.record.accredited_to),
                _("Codes of States, such as XKA. Letters to others go through headquarters; what stands here stays."),
            ),
            "time_zone": line_field(
                _("Time zone"), held.record.time_zone, _("Such as Africa/Nairobi. Deadlines follow it.")
            ),
            "hemisphere": choice_field(
                _("Hemisphere"),
                {"": _("Not said"), "north": _("North"), "south": _("South")},
                held.record.hemisphere,
                _("Needed to understand seasons."),
            ),
        }
        self._fill()
        for field in self.fields.values():
            field.changed.connect(self._weigh)
            field.changed.connect(self.changed)
        self.why = Label("", "caption", wrap=True)
        self.button = Button(_("Save"), "primary")
        self.button.clicked.connect(self.primary)
        zone = [self.fields["time_zone"], self.fields["hemisphere"]]
        texts = card(which, *(self.fields[name] for name in TEXTS))
        self.logo = LogoCard(self._desk, held.logo, may=held.may)
        self.logo.kept.connect(self._logo_kept)
        where = card(self.fields["accredited_to"], beside(*zone))
        self.put(texts, self.logo, where, row((self.why, 1), self.button, gap=12))
        self._weigh()
        self._draft = self.drafted("letterhead", self, self._weigh)

    def primary(self) -> None:
        """Keep what was changed, of every language."""
        if self._held is None or not self.button.isEnabled():
            return
        self.clear()
        name_office(self._desk, self._changed(), self._saved, self.refuse)

    def _saved(self, undo: Undo | None) -> None:
        self._draft.forget()
        self.changed_by(_("Saved. Letters drafted from now on are headed so."), undo)

    def _logo_kept(self, there: bool, undo: Undo | None) -> None:
        words = _("Letters bear this logo from now on.") if there else _("Letters bear no logo from now on.")
        self.changed_by(words, undo)

    def typed(self) -> dict[str, Any]:
        """What is typed otherwise than it is kept: texts by name and language, and where the office is."""
        changed = self._changed() if self._held else {}
        texts = {f"{name}/{code}": text for name in TEXTS for code, text in changed.get(name, {}).items()}
        return texts | {name: said(self.fields[name]) for name in WHERE if name in changed}

    def take_up(self, typed: Mapping[str, Any]) -> None:
        """Fill it in again."""
        self._note()
        for key, value in typed.items():
            name, _slash, language = key.partition("/")
            if name in TEXTS:
                self._typed[name, language] = str(value)
            elif name in WHERE:
                fill(self.fields[name], value)
        self._fill()

    def _changed(self) -> dict[str, Any]:
        """The values that differ from what stands there, as `name_office` takes them."""
        self._note()
        assert self._held is not None
        record, changed = self._held.record, dict[str, Any]()
        for (name, language), text in self._typed.items():
            held = getattr(record, name).get(language)
            if text != (held.text if held else "") and (text.strip() or name in MAY_GO):
                changed.setdefault(name, {})[language] = text
        states = tuple(_line(self.fields["accredited_to"]).upper().replace(",", " ").split())
        if set(states) - set(record.accredited_to):
            changed["accredited_to"] = states
        if (zone := _line(self.fields["time_zone"]).strip()) and zone != record.time_zone:
            changed["time_zone"] = zone
        hemisphere = self.fields["hemisphere"].editor
        assert isinstance(hemisphere, QComboBox)
        if (side := hemisphere.currentData()) and side != record.hemisphere:
            changed["hemisphere"] = side
        return changed

    def _weigh(self) -> None:
        if self._held is None:
            return
        why = "" if self._changed() else _("Nothing was changed yet.")
        if not self._held.may:
            why = _("Your role does not allow it: ask the head of presence.")
        self.why.setText(why)
        self.button.setEnabled(not why)
        self.button.setAccessibleDescription(why)

    def _other(self, _at: int) -> None:
        self._note()
        assert isinstance(self._which, QComboBox)
        self.language = str(self._which.currentData())
        self._fill()

    def _note(self) -> None:
        for name in TEXTS:
            self._typed[name, self.language] = _line(self.fields[name])

    def _fill(self) -> None:
        assert self._held is not None
        for name in TEXTS:
            held = getattr(self._held.record, name).get(self.language)
            text = self._typed.get((name, self.language), held.text if held else "")
            editor = self.fields[name].editor
            editor.blockSignals(True)
            editor.setPlainText(text) if isinstance(editor, QPlainTextEdit) else editor.setText(text)  # type: ignore[union-attr]
            editor.blockSignals(False)


def _line(field: Field) -> str:
    editor = field.editor
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    return editor.text() if isinstance(editor, QLineEdit) else ""
