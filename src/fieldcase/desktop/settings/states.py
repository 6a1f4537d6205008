"""States and addressees: how letters name a State in each language, and to whom there they go."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from fieldcase.desktop.case.made import Undo
from fieldcase.desktop.desk import Desk
from fieldcase.desktop.languages import LANGUAGES
from fieldcase.desktop.parts.arrange import plain, row
from fieldcase.desktop.parts.banner import Banner
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.empty import Empty
from fieldcase.desktop.parts.field import Field, choice_field, line_field, text_field
from fieldcase.desktop.parts.label import Label
from fieldcase.desktop.settings import letters
from fieldcase.desktop.settings.letters import ADDRESSEES, States
from fieldcase.desktop.settings.pane import Pane, beside, card
from fieldcase.desktop.standing import Standing
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.model.kinds.directory import StateProfile

NAMES = ("formal", "short", "prepositional")
TO = ("role", "lines")


class StatesPane(Pane):
    """One State and one language at a time. A name from a list is printed only once a person confirmed it. `changed`:
    something is typed (it is kept as `drafting.Typed`)."""

    changed = Signal()

    def __init__(self, desk: Desk, standing: Standing) -> None:
        self.title = _("States and addressees")
        self.for_others = _("Every letter of this office names States so, and goes to these addressees, from now on.")
        super().__init__(desk, standing)
        self._held: States | None = None
        self.code, self.language, self.kind = "", "en", "foreign_ministry"
        self.fields: dict[str, Field] = {}
        self._saved_parts: tuple[str, ...] = ()

    def arrive(self) -> None:
        self.end_drafts()
        letters.states(self._desk, self._show)

    def first(self) -> QWidget | None:
        return self.fields["code"].editor if self.fields else None

    def primary(self) -> None:
        """Save the names."""
        if self.fields:
            self.names_button.click()

    @property
    def profile(self) -> StateProfile | None:
        """The State whose code is typed, where the office keeps it."""
        held = self._held.profiles if self._held else ()
        return next((one for one in held if one.code == self.code), None)

    def _show(self, held: States) -> None:
        self._held, self._saved_parts = held, ()
        if not self.code and held.profiles:
            self.code = held.profiles[0].code
        known = {one.code: self._standing.wording.state(one.code) for one in held.profiles} | {"": _("Another State…")}
        self._which = choice_field(_("State"), known, self.code)
        spoken = {code: LANGUAGES.get(code, code) for code in held.languages}
        self._spoken = choice_field(_("Language of letters"), spoken, self.language)
        kinds = {kind: _(said) for kind, said in ADDRESSEES.items()}
        self._kinds = choice_field(_("Kind of addressee"), kinds, self.kind)
        self.fields = {
            "code": line_field(_("Code of the State"), self.code, _("Three letters, such as CHE; XKA in training.")),
            "formal": line_field(_("Formal name"), "", _("Such as: the Republic of Kalindra.")),
            "short": line_field(_("Short name"), "", _("Such as: Kalindra.")),
            "prepositional": line_field(
                _("The formal name after “of”"), "", _("Such as: of the Republic of Kalindra.")
            ),
            "role": line_field(_("Addressee"), "", _("Its whole name: the Ministry of Foreign Affairs of …")),
            "lines": text_field(_("Lines of the address"), "", "", 3),
        }
        for field in (self._which, self._spoken, self._kinds):
            assert isinstance(field.editor, QComboBox)
            field.editor.activated.connect(lambda _at: self._other())
        self.fields["code"].left.connect(self._code_left)
        for field in self.fields.values():
            field.changed.connect(self._weigh)
            field.changed.connect(self.changed)
        self._buttons()
        self._fill()
        nobody = Empty(
            "mail", _("No State is entered yet"), (_("Enter the State that you write to, then whom there."),)
        )
        head = beside(self._which, self.fields["code"], self._spoken)
        self._waits = Banner(
            "triangle-alert", _("This name comes from a list. Saving it confirms it for letters."), "warn"
        )
        self.put(
            None if held.profiles else nobody,
            card(
                head,
                self._waits,
                *(self.fields[name] for name in NAMES),
                self._row(self.names_why, self.propose, self.names_button),
            ),  # noqa: E501
            card(self._kinds, self.fields["role"], self.fields["lines"], self._row(self.to_why, None, self.to_button)),
        )
        self._weigh()
        self.drafted("states", self, self._weigh)

    def _buttons(self) -> None:
        self.names_button = Button(_("Save the names"), "primary")
        self.names_button.clicked.connect(self._save_names)
        self.propose = Button(_("Take them from the list"), "secondary")
        self.propose.clicked.connect(self._propose)
        self.to_button = Button(_("Save the addressee"), "secondary")
        self.to_button.clicked.connect(self._save_addressee)
        self.names_why, self.to_why = Label("", "caption", wrap=True), Label("", "caption", wrap=True)

    @staticmethod
    def _row(why: Label, other: Button | None, button: Button) -> QWidget:
        return plain(row((why, 1), other, button, gap=8))

    def _other(self) -> None:
        chosen = [
            field.editor.currentData()
            for field in (self._which, self._spoken, self._kinds)
            if isinstance(field.editor, QComboBox)
        ]  # noqa: E501
        before, (self.code, self.language, self.kind) = self.code, map(str, chosen)
        if before != self.code:
            _put(self.fields["code"], self.code)
        self._fill()
        self._weigh()

    def _code_left(self) -> None:
        self.code = _said(self.fields["code"]).strip().upper()

    def _kept(self) -> dict[str, str]:
        """What the office keeps of the State, language and kind of addressee that are chosen."""
        profile = self.profile
        name = profile.names.get(self.language) if profile else None
        kept = {part: str(getattr(name, part)) if name else "" for part in NAMES}
        to = profile.addressees.get(self.kind) if profile else None
        for part in TO:
            held = getattr(to, part).get(self.language) if to else None
            kept[part] = held.text if held else ""
        return kept

    def _fill(self) -> None:
        for part, text in self._kept().items():
            _put(self.fields[part], text)

    def typed(self) -> dict[str, Any]:
        """What is typed otherwise than it is kept, and of which State, in which language, for whom."""
        if not self.fields:
            return {}
        kept, code = self._kept(), _said(self.fields["code"]).strip()
        open_parts = [part for part in kept if part not in self._saved_parts]
        texts = {
            part: _said(self.fields[part]) for part in open_parts if _said(self.fields[part]).strip() != kept[part]
        }
        if not texts and code.upper() == self.code:
            return {}
        return {**texts, "code": code, "which": self.code, "language": self.language, "kind": self.kind}

    def take_up(self, typed: Mapping[str, Any]) -> None:
        """Fill it in again, at the State, language and kind of addressee where it was typed."""
        at = ((self._which, "which"), (self._spoken, "language"), (self._kinds, "kind"))
        for field, name in at:
            if isinstance(field.editor, QComboBox) and name in typed:
                found = field.editor.findData(typed[name])
                field.editor.setCurrentIndex(found if found >= 0 else field.editor.findData(""))
        self._other()
        self.code = str(typed.get("which", self.code))
        for part in ("code", *NAMES, *TO):
            if part in typed:
                _put(self.fields[part], str(typed[part]))

    def _weigh(self) -> None:
        role = "" if self._held and self._held.may else _("Your role does not allow it: ask the head of presence.")
        code = _said(self.fields["code"]).strip()
        lacking = "" if code else _("The code of the State is lacking.")
        names = lacking or ("" if _said(self.fields["formal"]).strip() else _("The formal name is lacking."))
        to = lacking or ("" if _said(self.fields["role"]).strip() else _("The addressee is lacking."))
        for why, label, button in ((names, self.names_why, self.names_button), (to, self.to_why, self.to_button)):
            label.setText(role or why)
            button.setEnabled(not (role or why))
            button.setAccessibleDescription(role or why)
        self.propose.setEnabled(not (role or lacking))
        name = self.profile.names.get(self.language) if self.profile else None
        self._waits.setVisible(bool(name and name.formal and not name.confirmed_by))

    def _save_names(self) -> None:
        self.clear()
        self._code_left()
        names = {part: _said(self.fields[part]).strip() for part in NAMES}
        letters.write_state(self._desk, self.code, self.language, names, partial(self._saved, NAMES), self.refuse)

    def _save_addressee(self) -> None:
        self.clear()
        self._code_left()
        role, lines = _said(self.fields["role"]).strip(), _said(self.fields["lines"]).strip()
        then = partial(self._saved, TO)
        letters.write_addressee(self._desk, self.code, self.kind, self.language, role, lines, then, self.refuse)

    def _propose(self) -> None:
        self.clear()
        self._code_left()
        letters.propose_names(self._desk, self.code, partial(self._saved, NAMES), self.refuse)

    def _saved(self, parts: tuple[str, ...], undo: Undo | None) -> None:
        """What was saved is no draft any more; what is typed beside it stays one."""
        self._saved_parts = parts
        self.changed_by(_("Saved. Letters drafted from now on use it."), undo)


def _said(field: Field) -> str:
    editor = field.editor
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    return editor.text() if isinstance(editor, QLineEdit) else ""


def _put(field: Field, text: str) -> None:
    editor = field.editor
    editor.blockSignals(True)
    if isinstance(editor, QPlainTextEdit):
        editor.setPlainText(text)
    elif isinstance(editor, QLineEdit):
        editor.setText(text)
    editor.blockSignals(False)
