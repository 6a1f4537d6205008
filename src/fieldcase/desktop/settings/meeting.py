"""Taking another laptop or office in: its card, six words read out by both sides, and what it is to be here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from fieldcase.desktop.desk import Desk
from fieldcase.desktop.parts.arrange import column, framed, plain, row
from fieldcase.desktop.parts.banner import Banner
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.choosing import chosen_folder
from fieldcase.desktop.parts.field import Field, choice_field, line_field
from fieldcase.desktop.parts.label import Label
from fieldcase.desktop.parts.tick import Tick
from fieldcase.desktop.settings import people
from fieldcase.desktop.start.typed import JOINERS, role_words
from fieldcase.model.refusal import Refusal
from fieldcase.model.roles import Role
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.office.exchange.meeting import CardSeen, TakenIn

OTHER_KEYS = "FC-446"


class Meeting(QWidget):
    """One card or request that was opened. `done` with a sentence when it was taken in; `refused` with a refusal."""

    done = Signal(str)
    refused = Signal(object)
    put_away = Signal()

    def __init__(self, desk: Desk, seen: CardSeen, free: str) -> None:
        super().__init__()
        self._desk, self.seen = desk, seen
        self.heard = line_field(
            _("The six words that they read to you"), "", _("By telephone or face to face, never in a message.")
        )
        self.device = line_field(_("Code of their laptop"), free, _("Two digits that were never used."))
        self.roles = {role: Tick(role_words(role), role in seen.roles) for role in JOINERS}
        self.role = choice_field(_("What they are to us"), {name: _(said) for name, said in people.PEER_ROLES.items()})
        self.replaces = line_field(
            _("In place of the keys"), "", _("As the refusal names them; only after asking them.")
        )
        self.replaces.hide()
        self.why = Label("", "caption", wrap=True)
        self.take = Button(_("Take the laptop in…") if seen.asks else _("Enrol the office"), "secondary")
        self.take.clicked.connect(self.go_on)
        away = Button(_("Put it away"), "quiet")
        away.clicked.connect(self.put_away)
        self.again = Button(_("Write the answer again…"), "secondary")
        self.again.clicked.connect(self._again)
        self.again.setVisible(seen.asks and seen.taken_in)
        words = Label(" ".join(seen.words), "heading", wrap=True)
        words.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        read = framed(column(Label(_("Read these six words to them:"), "caption"), words, margins=(12, 8)), "sunken")
        for field in (self.heard, self.device):
            field.changed.connect(self.weigh)
        for tick in self.roles.values():
            tick.toggled.connect(self.weigh)
        self.setLayout(
            column(
                Banner("user-round-check", self._who(), "warn"),
                read,
                self.heard,
                *self._asked(),
                row((self.why, 1), away, self.again, self.take, gap=8),
                gap=10,
            )
        )
        self.weigh()

    def _who(self) -> str:
        seen = self.seen
        if seen.asks:
            return _(
                "{name} asks to join, as {roles}. Nothing of this is proven before the words are the same."
            ).format(name=seen.name, roles=people.roles_said(seen.roles))
        return _(
            "A card of {office}, laptop {device}, {name}. Nothing of this is proven before the words are the same."
        ).format(office=seen.office, device=seen.device, name=seen.name)

    def _asked(self) -> list[QWidget]:
        if not self.seen.asks:
            return [self.role, self.replaces]
        ticks = plain(column(*self.roles.values(), gap=0))
        return [self.device, Label(_("What they are in the office"), "strong"), ticks]

    @property
    def chosen(self) -> tuple[Role, ...]:
        return tuple(role for role, tick in self.roles.items() if tick.isChecked())

    def weigh(self) -> None:
        """What is still lacking, in words."""
        why = ""
        if len(_line(self.heard).split()) < 6:
            why = _("Type the six words as you hear them.")
        elif self.seen.asks and not self.chosen:
            why = _("Choose at least one role.")
        self.why.setText(why)
        self.take.setEnabled(not why)
        self.take.setAccessibleDescription(why)

    def go_on(self) -> None:
        """Take them in; a laptop gets an answer, for which a folder is chosen."""
        if not self.seen.asks:
            assert isinstance(self.role.editor, QComboBox)
            role, replaces = str(self.role.editor.currentData()), _line(self.replaces)
            people.enrol_office(self._desk, self.seen, _line(self.heard), role, replaces, self._enrolled, self._refused)
        elif folder := chosen_folder(self, _("Folder for the answer")):
            self.answer_into(Path(folder))

    def answer_into(self, folder: Path) -> None:
        """Take the laptop in and write its answer into a folder."""
        heard, device = _line(self.heard), _line(self.device).strip()
        people.take_in(self._desk, self.seen, heard, device, self.chosen, folder, self._taken, self._refused)

    def _again(self) -> None:
        if folder := chosen_folder(self, _("Folder for the answer")):
            people.answer_again(self._desk, self.seen, Path(folder), self._written, self._refused)

    def _written(self, _done: object) -> None:
        self.done.emit(_("The answer is written. Give it to the laptop that asked."))

    def _enrolled(self, _peer: object) -> None:
        self.done.emit(_("{office} is enrolled.").format(office=self.seen.office))

    def _taken(self, taken: TakenIn) -> None:
        said = [_("The answer is written. Give it to the laptop that asked.")]
        if not taken.counts:
            said.append(_("It holds once the other of head and custodian signed too: write it again then."))
        if taken.founding_over:
            said.append(_("The founding is over: the root key now lives in the recovery sheets alone."))
        self.done.emit(" ".join(said))

    def _refused(self, refusal: Refusal) -> None:
        self.replaces.setVisible(refusal.code == OTHER_KEYS or self.replaces.isVisibleTo(self))
        self.refused.emit(refusal)


def _line(field: Field) -> str:
    return field.editor.text() if isinstance(field.editor, QLineEdit) else ""
