"""Colleagues and roles: who works here, what waits for a signature, and taking laptops and offices in or out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from fieldcase.desktop.desk import Desk
from fieldcase.desktop.parts.arrange import column, plain, row, rule
from fieldcase.desktop.parts.banner import Banner
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.choosing import chosen_file, chosen_folder
from fieldcase.desktop.parts.empty import Empty
from fieldcase.desktop.parts.label import Label, reference
from fieldcase.desktop.parts.pill import Pill
from fieldcase.desktop.parts.question import Question
from fieldcase.desktop.settings import people
from fieldcase.desktop.settings.delegation import Delegation
from fieldcase.desktop.settings.meeting import Meeting
from fieldcase.desktop.settings.pane import Pane, card
from fieldcase.desktop.settings.people import People
from fieldcase.desktop.standing import Standing
from fieldcase.model.roles import Role
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.office.exchange.meeting import CardSeen, SeatLine
    from fieldcase.office.rosters.removing import Removal
    from fieldcase.office.rosters.signing import Waiting


class ColleaguesPane(Pane):
    """Everything here is signed by two, and nothing of a card counts before six words were compared by voice."""

    def __init__(self, desk: Desk, standing: Standing) -> None:
        self.title = _("Colleagues and roles")
        self.for_others = _(
            "Who gets packages, who may read and sign what: it counts on every laptop once two signed it."
        )
        super().__init__(desk, standing)
        self._held: People | None = None
        self.meeting: Meeting | None = None
        self.delegation: Delegation | None = None
        self.signs: list[Button] = []
        self.save_button = Button(_("Save our card…"), "secondary", "file-output")
        self.open_button = Button(_("Open a card or request…"), "primary", "file-input")

    def arrive(self) -> None:
        people.people(self._desk, self._show)

    def first(self) -> QWidget:
        return self.signs[0] if self.signs else self.open_button

    def primary(self) -> None:
        """Sign what waits, else open a card."""
        (self.signs[0] if self.signs else self.open_button).click()

    def _show(self, held: People) -> None:
        self.keep()
        self._held, self.meeting, self.delegation, self.signs = held, None, None, []
        self._delegating = column(gap=0)
        founding = _("Nothing about real people can be written before head and custodian are on two laptops.")
        self.put(
            Banner("info", founding, "warn", strong=_("The office is being founded.")) if held.founding else None,
            *(self._waiting(one) for one in held.waits),
            card(Label(_("Who works here"), "strong"), *(self._seat(one) for one in held.seats), self._delegating),
            self._taking_in(held),
            self._others(held),
        )

    def _seat(self, seat: SeatLine) -> QWidget:
        signs = people.delegate_line(seat, self._standing.wording.day)
        said = column(
            Label(seat.name, "strong", wrap=True),
            Label(people.roles_said(seat.roles), "caption", wrap=True),
            Label(signs, "caption", wrap=True) if signs else None,
            gap=0,
        )
        out = Button(_("Take out…"), "danger", small=True)
        out.setAccessibleName(_("Take out {name}, laptop {laptop}…").format(name=seat.name, laptop=seat.called))
        out.clicked.connect(lambda: self._plan(seat.called))
        out.setVisible(bool(self._held and self._held.may) and not seat.own)
        you = Pill("circle-user-round", _("You"), "info") if seat.own else None
        return plain(row((said, 1), Label(reference(seat.called)), you, *self._signing(seat), out, gap=12))

    def _signing(self, seat: SeatLine) -> list[QWidget]:
        """What lets a seat sign for the head for a time, or no more; the head needs none."""
        if Role.HEAD in seat.roles or not (self._held and self._held.may):
            return []
        if seat.delegate is None:
            made = Button(_("Let sign for the head…"), "secondary", small=True)
            made.setAccessibleName(_("Let {name} sign for the head…").format(name=seat.name))
            made.clicked.connect(lambda: self._delegate(seat))
        else:
            made = Button(_("End the delegation…"), "secondary", small=True)
            made.setAccessibleName(_("End the delegation of {name}…").format(name=seat.name))
            made.clicked.connect(lambda: self._ask_end(seat))
        return [made]

    def _delegate(self, seat: SeatLine) -> None:
        self.clear()
        self._delegation_away()
        today = self._standing.today.isoformat()
        self.delegation = Delegation(self._desk, seat.name, seat.called, today)
        self.delegation.done.connect(self._done)
        self.delegation.refused.connect(self.refuse)
        self.delegation.put_away.connect(self._delegation_away)
        self._delegating.addWidget(self.delegation)
        self.delegation.begin()

    def keep(self) -> None:
        super().keep()
        if self.delegation is not None:
            self.delegation.keep()

    def _delegation_away(self) -> None:
        if self.delegation is not None:
            self.delegation.keep()
            self.delegation.hide()
            self.delegation.deleteLater()
            self.delegation = None

    def _ask_end(self, seat: SeatLine) -> None:
        self.clear()
        self.question = Question(
            self,
            _("End the delegation of {name}?").format(name=seat.name),
            people.delegate_line(seat, self._standing.wording.day),
            _("End it"),
            lambda: people.end_delegation(self._desk, seat.called, self._ended, self.refuse),
        )
        self.question.open()

    def _ended(self, at_once: bool) -> None:
        self._done(people.delegation_said(at_once))

    def _waiting(self, waits: Waiting) -> QWidget:
        sign = Button(_("Sign it"), "secondary" if self.signs else "primary", "stamp")
        sign.clicked.connect(lambda: self._sign(waits.code))
        self.signs.append(sign)
        lines = (Label(line, wrap=True) for line in people.waiting_lines(waits))
        return card(Label(_("Waits for your signature"), "strong"), *lines, row(..., sign), gap=6)

    def _taking_in(self, held: People) -> QWidget:
        self.save_button = Button(_("Save our card…"), "secondary", "file-output")
        self.save_button.clicked.connect(self._save)
        self.open_button = Button(_("Open a card or request…"), "secondary" if self.signs else "primary", "file-input")
        self.open_button.clicked.connect(self._choose)
        self.open_button.setEnabled(held.may)
        said = _("Exchange cards by any way; they hold no secret. Then both sides read six words out by voice.")
        why = "" if held.may else _("Your role does not allow it: ask the head of presence.")
        self.open_button.setAccessibleDescription(why)
        self._room = column(gap=0)
        buttons = row(self.save_button, self.open_button, (Label(why, "caption", wrap=True), 1), gap=8)
        return card(Label(_("Take a laptop or an office in"), "strong"), Label(said, wrap=True), buttons, self._room)

    def _others(self, held: People) -> QWidget:
        if not held.peers:
            said = _("Exchange cards with headquarters, so that packages can go there.")
            return Empty("users-round", _("No other office is enrolled"), (said,))
        lines = [
            row((Label(one.name), 1), Label(_(people.PEER_ROLES.get(one.role, one.role)), "caption"), gap=12)
            for one in held.peers
        ]
        return card(Label(_("Other offices"), "strong"), rule(), *lines)

    # --- cards

    def _save(self) -> None:
        if folder := chosen_folder(self, _("Folder for our card")):
            self.save_into(Path(folder))

    def save_into(self, folder: Path) -> None:
        """Write our card into a folder."""
        self.clear()
        people.save_card(self._desk, folder, self._saved, self.refuse)

    def _saved(self, name: str) -> None:
        self.said.emit(_("Our card is in {file}.").format(file=name), None)

    def _choose(self) -> None:
        if path := chosen_file(self, _("Card or request")):
            self.look_at(path)

    def look_at(self, path: str) -> None:
        """Show what a card or request says, with the six words."""
        self.clear()
        people.look_at(self._desk, Path(path), self._seen, self.refuse)

    def _seen(self, seen: CardSeen) -> None:
        self._put_away()
        self.meeting = Meeting(self._desk, seen, self._held.free if self._held else "")
        self.meeting.done.connect(self._done)
        self.meeting.refused.connect(self.refuse)
        self.meeting.put_away.connect(self._put_away)
        self._room.addWidget(self.meeting)
        self.meeting.heard.editor.setFocus()

    def _put_away(self) -> None:
        if self.meeting is not None:
            self.meeting.hide()
            self.meeting.deleteLater()
            self.meeting = None

    def _done(self, sentence: str) -> None:
        self.clear()
        self.changed_by(sentence, None)

    # --- signatures

    def _sign(self, code: str) -> None:
        self.clear()
        people.sign(self._desk, code, self._signed, self.refuse)

    def _signed(self, _waiting: object) -> None:
        self._done(_("Signed. Send what waits, so that it counts on the other laptops too."))

    def _plan(self, called: str) -> None:
        self.clear()
        people.plan_removal(self._desk, called, self._ask, self.refuse)

    def _ask(self, plan: Removal) -> None:
        title = _("Take {who} out?").format(who=plan.who)
        lines = "\n\n".join(people.removal_lines(plan))
        words = _("Take out") if plan.at_once else _("Propose it")
        self.question = Question(self, title, lines, words, lambda: self._remove(plan), danger=True)
        self.question.open()

    def _remove(self, plan: Removal) -> None:
        done = _("Taken out.") if plan.at_once else _("Proposed. Until the other signs, packages of this seat wait.")
        people.propose_removal(self._desk, plan.laptop, plan.code, lambda _done: self._done(done), self.refuse)
