"""The editor of one value, chosen by what its declaration says it is. It gives back what stands in the ledger.

An editor never loses what was typed: a text that does not fit is refused in place, with what would fit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu, QPlainTextEdit, QWidget

from fieldcase.desktop.parts.arrange import column, row
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.datefield import DateField, Reading
from fieldcase.desktop.parts.field import Field as FieldWidget
from fieldcase.desktop.parts.field import choice_field, line_field, text_field
from fieldcase.desktop.parts.label import Label, named
from fieldcase.desktop.wording import Wording
from fieldcase.model.dates.edtf import BadDate, Edtf
from fieldcase.model.declare import Field, Type
from fieldcase.model.words import _

INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")


class Unfit(Exception):
    """What is typed does not fit the field; the sentence says what would."""


@dataclass(frozen=True)
class Around:
    """What editors need besides the declaration: words, how dates are read, and what records can be chosen."""

    wording: Wording
    read: Reading
    choices: Mapping[str, Mapping[str, str]]
    """For each kind of record, what each of them is called (codes and numbers) by id."""


class Edited:
    """An editor with what it gives back (`value` raises `Unfit`); `put` fills in what a draft kept."""

    def __init__(self, widget: QWidget, value: Callable[[], Any], put: Callable[[Any], object], changed: Any) -> None:
        self.widget, self._value, self.put, self.changed = widget, value, put, changed

    @property
    def value(self) -> Any:
        return self._value()

    @property
    def typed(self) -> Any:
        """The value, or the very text where it does not fit: a draft keeps it as it stands."""
        try:
            return self._value()
        except Unfit:
            editor = getattr(self.widget, "editor", None)
            return editor.text() if isinstance(editor, QLineEdit) else None

    def refuse(self, sentence: str) -> None:
        """Show a problem beneath the editor."""
        if isinstance(self.widget, FieldWidget):
            self.widget.refuse(sentence)


def editor_for(field: Field, value: Any, around: Around, *, label: str = "") -> Edited | None:
    """The editor of one plain value; None where there is nothing to choose from."""
    label, hint = label or _(field.label), _(field.help)
    match field.type:
        case Type.CODE:
            return _choice(label, hint, around.wording.terms(field.vocabulary, (str(value or ""),)), value)
        case Type.CHOICE | Type.BOOL3:
            return _choice(label, hint, {code: around.wording.choice(code) for code in field.choices}, value)
        case Type.BOOL:
            return _yes_no(label, hint, around.wording, value)
        case Type.REF:
            known = {id_: said for kind in field.refers.split() for id_, said in around.choices.get(kind, {}).items()}
            return _choice(label, hint, known, value) if known else None
        case Type.EDTF | Type.DAY:
            return _dated(field.type, label, hint, value, around.read)
        case Type.INSTANT:
            return _instant(label, hint, value)
        case Type.NUMBER:
            return _number(label, hint, value)
        case Type.LONG_TEXT:
            return _long(label, hint, value or "")
        case Type.TEXT | Type.STATE:
            return _line(field.type, label, hint, value or "")
        case _:
            return None


class Codes(QWidget):
    """Several codes of one list: what is chosen in words, and a menu to choose from."""

    changed = Signal()

    def __init__(self, label: str, hint: str, choices: Mapping[str, str], chosen: tuple[str, ...]) -> None:
        super().__init__()
        self._choices = dict(choices)
        self.chosen = list(chosen)
        self._said = Label("", wrap=True)
        self._button = Button(_("Choose…"), "secondary", "list", small=True)
        named(self._button, _("Choose: {field}").format(field=label), hint)
        menu = QMenu(self._button)
        self._actions = {}
        for code, words in choices.items():
            action = self._actions[code] = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(code in self.chosen)
            action.toggled.connect(lambda on, code=code: self._set(code, on))
        self._button.setMenu(menu)
        title = Label(label, "strong")
        title.setBuddy(self._button)
        parts = [title, row((self._said, 1), self._button), Label(hint, "caption", wrap=True) if hint else None]
        self.setLayout(column(*parts, gap=4))
        self._say()

    def put(self, codes: Iterable[str]) -> None:
        """Choose exactly these."""
        wanted = set(codes)
        for code, action in self._actions.items():
            action.setChecked(code in wanted)

    def _set(self, code: str, on: bool) -> None:
        self.chosen = [one for one in self._choices if (one == code and on) or (one != code and one in self.chosen)]
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        said = ", ".join(self._choices.get(code, code).strip() for code in self.chosen)
        self._said.setText(said or _("Nothing chosen"))


def _choice(label: str, hint: str, choices: Mapping[str, str], value: Any) -> Edited:
    offered = {"": _("Not said"), **choices}
    if value and value not in offered:
        offered[value] = value
    field = choice_field(label, offered, value or "", hint)
    editor = field.editor
    assert isinstance(editor, QComboBox)
    return Edited(
        field,
        lambda: editor.currentData() or "",
        lambda said: editor.setCurrentIndex(max(0, editor.findData(said))),
        field.changed,
    )


def _yes_no(label: str, hint: str, wording: Wording, value: Any) -> Edited:
    said = {None: "", True: "yes", False: "no"}[value if isinstance(value, bool) else None]
    edited = _choice(label, hint, {code: wording.choice(code) for code in ("yes", "no")}, said)
    codes = {"": None, "yes": True, "no": False}
    words = {said: code for code, said in codes.items()}
    return Edited(
        edited.widget, lambda: codes[edited.value], lambda said: edited.put(words.get(said, "")), edited.changed
    )


def _line(kind: Type, label: str, hint: str, value: str) -> Edited:
    field = line_field(label, value, hint)
    editor = field.editor
    assert isinstance(editor, QLineEdit)

    def said() -> str:
        text = editor.text().strip()
        if kind is Type.STATE and text and not (len(text) == 3 and text.isalpha()):
            raise Unfit(_("Write the three letters of the State, such as KEN."))
        return text.upper() if kind is Type.STATE else text

    return Edited(field, said, lambda kept: editor.setText(str(kept)), field.changed)


def states_editor(label: str, hint: str, value: tuple[str, ...]) -> Edited:
    """Several States in one line, by their three letters."""
    field = line_field(label, " ".join(value), hint or _("Three letters each, such as KEN UGA."))
    editor = field.editor
    assert isinstance(editor, QLineEdit)

    def said() -> tuple[str, ...]:
        codes = tuple(dict.fromkeys(editor.text().upper().replace(",", " ").split()))
        if any(len(one) != 3 or not one.isalpha() for one in codes):
            raise Unfit(_("Write the three letters of each State, such as KEN UGA."))
        return codes

    return Edited(field, said, lambda kept: editor.setText(" ".join(kept)), field.changed)


def _long(label: str, hint: str, value: str) -> Edited:
    field = text_field(label, value, hint)
    editor = field.editor
    assert isinstance(editor, QPlainTextEdit)
    return Edited(
        field, lambda: editor.toPlainText().strip(), lambda said: editor.setPlainText(str(said)), field.changed
    )


def _number(label: str, hint: str, value: Any) -> Edited:
    field = line_field(label, _digits(value), hint)
    editor = field.editor
    assert isinstance(editor, QLineEdit)

    def said() -> float | int | None:
        text = editor.text().strip().replace(",", ".")
        if not text:
            return None
        try:
            number = float(text)
        except ValueError:
            raise Unfit(_("Write a number.")) from None
        return int(number) if number.is_integer() else number

    return Edited(field, said, lambda kept: editor.setText(_digits(kept)), field.changed)


def _digits(kept: Any) -> str:
    """A number as it is typed; a text that was none stays as it is."""
    return "" if kept is None else kept if isinstance(kept, str) else f"{kept:g}"


def _dated(kind: Type, label: str, hint: str, value: Any, read: Reading) -> Edited:
    field = DateField(label, value or "", read, hint)

    def said() -> str:
        text = field.value
        try:
            stored = Edtf.parse(text) if text else None
        except BadDate:
            raise Unfit(_("This is not a date. Write 2025-03-12, 2025-03 or “about March 2025”.")) from None
        if kind is Type.DAY and stored is not None and not stored.exact:
            raise Unfit(_("This needs one exact day, such as 2025-03-12."))
        return text

    return Edited(field, said, field.put, field.changed)


def _instant(label: str, hint: str, value: Any) -> Edited:
    shown = _minute(value)
    field = line_field(label, shown, hint or _("Day and time (UTC), such as 2026-03-05 14:30."))
    editor = field.editor
    assert isinstance(editor, QLineEdit)

    def said() -> str:
        text = editor.text().strip()
        if text == shown:
            return str(value or "")
        if not text:
            return ""
        try:
            return datetime.fromisoformat(text).strftime("%Y-%m-%dT%H:%M:%SZ")
        except ValueError:
            raise Unfit(_("Write day and time, such as 2026-03-05 14:30.")) from None

    return Edited(field, said, lambda kept: editor.setText(_minute(kept)), field.changed)


def _minute(instant: Any) -> str:
    """A stored instant as it is typed, to the minute; a text that is none stays as it is."""
    said = str(instant or "")
    return said[:16].replace("T", " ") if INSTANT.match(said) else said
