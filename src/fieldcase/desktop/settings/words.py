"""Words: terms of the office's own in the lists that are open. Added, retired, offered again; never deleted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from fieldcase.desktop.case.made import Undo
from fieldcase.desktop.desk import Desk
from fieldcase.desktop.form.typed import Fields
from fieldcase.desktop.parts.arrange import plain, row
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.empty import Empty
from fieldcase.desktop.parts.field import choice_field, line_field
from fieldcase.desktop.parts.label import Label
from fieldcase.desktop.parts.pill import Pill
from fieldcase.desktop.settings.actions import undone_by
from fieldcase.desktop.settings.pane import Pane, beside, card
from fieldcase.desktop.standing import Standing
from fieldcase.desktop.theme.look import look
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.model.kinds.office import OfficeTerm
    from fieldcase.office.session import Session


def retiring(term: str, retired: bool) -> Callable[[Session], object]:
    """The use case that offers a term no more, or again."""

    def ask(session: Session) -> Any:
        from fieldcase.office import wordings

        return wordings.retire_term(session, term, retired)

    return ask


@dataclass(frozen=True)
class Words:
    """The open lists with their titles, the office's own terms, and whether this seat may change them."""

    lists: dict[str, str]
    own: tuple[OfficeTerm, ...]
    may: bool


class WordsPane(Pane):
    """Own terms by list; below them a new one. What changes is offered everywhere at once."""

    def __init__(self, desk: Desk, standing: Standing) -> None:
        self.title = _("Words")
        self.for_others = _(
            "Everybody in this office is offered these terms. Headquarters counts them once it maps them."
        )
        super().__init__(desk, standing)
        self._held: Words | None = None
        self.list_name = ""

    def arrive(self) -> None:
        def ask(session: Session) -> Words:
            from fieldcase.office import wordings

            return Words(wordings.open_lists(session), wordings.own_terms(session), wordings.may_add(session))

        self._desk.run(ask, self._show)

    def first(self) -> QWidget | None:
        return self.label.editor if self._held else None

    def primary(self) -> None:
        """Add the term that was typed."""
        if self._held is None or not self.add.isEnabled():
            return
        assert isinstance(self._lists.editor, QComboBox)
        name, label = str(self._lists.editor.currentData()), self._typed
        self.list_name = name

        def ask(session: Session) -> Any:
            from fieldcase.office import wordings

            return wordings.add_term(session, name, label)

        self.clear()
        self._desk.run(ask, self._added, failed=self.refuse)

    @property
    def _typed(self) -> str:
        return self.label.editor.text().strip() if isinstance(self.label.editor, QLineEdit) else ""

    def _show(self, held: Words) -> None:
        self._held = held
        self._lists = choice_field(_("List"), held.lists, self.list_name)
        self.label = line_field(_("New term"), "", _("In the language of the window; as lists are to show it."))
        self.label.changed.connect(self._weigh)
        assert isinstance(self.label.editor, QLineEdit)
        self.label.editor.returnPressed.connect(self.primary)
        self.add = Button(_("Add the term"), "primary", "plus")
        self.add.clicked.connect(self.primary)
        self.why = Label("", "caption", wrap=True)
        none = Empty(
            "tag", _("The office has no terms of its own"), (_("Add what the lists lack; nothing is ever deleted."),)
        )
        own = card(*(self._term(one) for one in held.own)) if held.own else none
        self.put(own, card(beside(self._lists, self.label), row((self.why, 1), self.add, gap=12)))
        self._weigh()
        self._term_typed = self.drafted("words", Fields({"list": self._lists, "term": self.label}, self), self._weigh)

    def _term(self, one: OfficeTerm) -> QWidget:
        said = one.term.labels.get(look().language) or next(iter(one.term.labels.values()))
        retired = one.term.retired
        button = Button(_("Offer it again") if retired else _("Retire it"), "secondary", small=True)
        name = _("Offer “{term}” again") if retired else _("Retire “{term}”")
        button.setAccessibleName(name.format(term=said.text))
        button.setEnabled(bool(self._held and self._held.may))
        button.clicked.connect(lambda: self.retire(one.id, not retired))
        pill = Pill("archive", _("Retired"), "neutral") if retired else None
        title = self._held.lists.get(one.term.list, one.term.list) if self._held else ""
        return plain(
            row(
                (Label(said.text, "strong", wrap=True), 1),
                pill,
                (Label(title, "caption", wrap=True), 1),
                button,
                gap=12,
            )
        )

    def retire(self, term: str, retired: bool) -> None:
        """Offer a term no more, or again."""
        self.clear()
        done = _("Retired. Records that have it keep it.") if retired else _("It is offered again.")
        undo = undone_by(self._desk, retiring(term, not retired))
        self._desk.run(retiring(term, retired), lambda _done: self._changed(done, undo), failed=self.refuse)

    def _added(self, term: OfficeTerm) -> None:
        """A term is never deleted: what undoes a new one retires it."""
        self._term_typed.forget()
        self._changed(_("The term is offered from now on."), undone_by(self._desk, retiring(term.id, True)))

    def _changed(self, sentence: str, undo: Undo) -> None:
        """Every list of the window is read anew, after the undoing too; this pane is gone by then."""
        relay: Callable[[str], object] = getattr(self.window(), "speak", str)
        self.said.emit(sentence, lambda: undo(lambda _done: relay(look().language)))
        self.went.emit("speak", look().language)

    def _weigh(self) -> None:
        why = "" if self._typed else _("Type a term.")
        if self._held is None or not self._held.may:
            why = _("Your role does not allow it: ask the head of presence.")
        self.why.setText(why)
        self.add.setEnabled(not why)
        self.add.setAccessibleDescription(why)
