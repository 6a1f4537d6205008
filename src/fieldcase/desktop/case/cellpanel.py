"""Beside the matrix: the cell in focus. What it stops, the person whose cell it is, and every answer that was recorded
for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from fieldcase.desktop.case.grid import Grid, Person, stops
from fieldcase.desktop.case.person import Deeds, button, person_parts
from fieldcase.desktop.case.tab import Given
from fieldcase.desktop.desk import Desk, Job
from fieldcase.desktop.parts.arrange import column, empty, row, rule
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.label import Label, named
from fieldcase.desktop.parts.pill import Pill
from fieldcase.model.rules.consent import Why
from fieldcase.model.words import N_, _

if TYPE_CHECKING:
    from fieldcase.office.cases.records import Written
    from fieldcase.office.consent.people import PeopleOfCase
    from fieldcase.office.session import Session

TONES = {"info": "info", "plain": "neutral", "dashed": "neutral", "warn": "warn", "danger": "danger"}

LETS_OUT = {
    "NAMED": N_("The name may appear."),
    "CODED": N_("Only the code may appear."),
    "ANON": N_("Nothing that identifies may appear."),
}
"""What an answer in force lets out, by its level."""


def history_of_cell(desk: Desk, consent: str, then: Callable[[Sequence[Written]], object]) -> Job[Any]:
    """Everything that was recorded for one person and use."""

    def ask(session: Session) -> Any:
        from fieldcase.office.cases.records import history_of

        return history_of(session, "consent", consent)

    return desk.run(ask, then, reads=True)


class CellPanel(QFrame):
    """`asked` records an answer, `deed` asks for a sheet (its name, the consent's id), `letter` leads to a letter,
    `read` takes an answer of the custodian off the list (its task)."""

    asked = Signal(str, str)
    deed = Signal(str, str, str)
    letter = Signal(str)
    review = Signal(str)
    read = Signal(str)

    def __init__(self, given: Given, told: PeopleOfCase | None) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._given, self._told_of = given, told
        self._deeds = Deeds(self.deed.emit, lambda party: self.asked.emit(party, ""), self.read.emit)
        self.answer = Button(_("Record an answer"), "primary", "pen-line")
        self._cell = ("", "")
        self._history: Job[Any] | None = None
        self._column = column(gap=6, margins=(16, 12))
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setLayout(self._column)
        self.answer.clicked.connect(lambda: self.asked.emit(*self._cell))

    def show_cell(self, grid: Grid, party: str, use: str) -> None:
        """Show one cell."""
        self._cell = (party, use)
        person = next((one for one in grid.people if one.id == party), None)
        if person is None:
            return
        self.answer.setParent(self)
        empty_but(self._column, self.answer)
        words = grid.use(use).replace("\n", " ")
        title = _("{person} · {use}").format(person=person.code, use=words[:1].lower() + words[1:])
        for part in (
            Label(title, "heading", wrap=True),
            self._pills(grid, party, use),
            Label(self._explained(grid, person, use), wrap=True),
            row(self.answer, ...),
            *self._more(grid, party, use),
            rule(),
            *person_parts(self._given, self._told_of, person, self._deeds),
            rule(),
            Label(_("History of this cell"), "strong"),
        ):
            self._column.addWidget(part) if isinstance(part, QWidget) else self._column.addLayout(part)
        self._lines = column(Label(_("No answer recorded yet"), "quiet"), gap=4)
        self._column.addLayout(self._lines)
        self._column.addStretch(1)
        self.answer.show()
        named(self, title, grid.said(party, use).whole)
        cell = grid.cell(party, use)
        if self._history is not None:
            self._history.cancel()
        if cell is not None and cell.consent:
            self._history = history_of_cell(self._given.desk, cell.consent, self._show_history)

    # --- parts

    def _pills(self, grid: Grid, party: str, use: str) -> Any:
        said = grid.said(party, use)
        cell = grid.cell(party, use)
        pills = [Pill(said.icon, said.word, TONES[said.look])]
        if said.stops:
            pills.append(Pill("octagon-alert", stops(said.stops), "danger"))
        if cell is not None and cell.reviewed:
            pills.append(Pill("book-open-check", _("Reviewed"), "ok"))
        return column(*(row(one, ...) for one in pills), gap=4)

    def _explained(self, grid: Grid, person: Person, use: str) -> str:
        """What it stops, in words; where nothing is stopped, what the answer lets out."""
        said = grid.said(person.id, use)
        stopped = grid.stopped(person.id, use)
        if stopped:
            letters = ", ".join(
                dict.fromkeys(self._given.wording.term("letter_kind", one.kind) for one in stopped if one.kind)
            )
            asked = said.look == "dashed"
            sentence = (
                _("{letters}: it mentions {person}. Without an answer it cannot go out.")
                if asked
                else _("{letters}: it mentions {person} more openly than the answer allows. It cannot go out so.")
            )
            return sentence.format(letters=letters, person=person.code)
        cell = grid.cell(person.id, use)
        why = cell.now.why if cell is not None else None
        if said.look == "dashed":
            return _("Nobody has asked. Nothing about {person} goes out under this use.").format(person=person.code)
        if why is Why.IN_FORCE and cell is not None and cell.now.level in LETS_OUT:
            return _(LETS_OUT[cell.now.level])
        return _("Nothing about {person} goes out under this use.").format(person=person.code)

    def _more(self, grid: Grid, party: str, use: str) -> list[Any]:
        parts: list[Any] = []
        cell = grid.cell(party, use)
        if stopped := grid.stopped(party, use):
            first = stopped[0].letter
            parts.append(button(_("Open the letter"), "mail", lambda: self.letter.emit(first)))
        if cell is None:
            return parts
        if cell.proposed:
            words = _("Confirm what the register says…")
            parts.append(button(words, "file-input", lambda: self._emit("confirming", party, cell.consent)))
        standing = cell.consent and cell.now.why is Why.IN_FORCE
        if standing and not cell.reviewed:
            parts.append(
                button(_("Read it as a second person"), "book-open-check", lambda: self.review.emit(cell.consent))
            )
        if cell.consent and cell.now.why not in (Why.WITHDRAWN, Why.REFUSED, Why.NOT_ASKED):
            parts.append(button(_("Withdraw…"), "undo-2", lambda: self._emit("withdrawal", party, use)))
        for recipient, counts in cell.recipients:
            level = self._given.wording.term("consent_level", counts.level)
            only = _("Only for {recipient}: {level}").format(
                recipient=self._given.wording.state(recipient), level=level
            )
            parts.append(Label(only, "caption", wrap=True))
        return parts

    def _emit(self, name: str, party: str, about: str) -> None:
        self.deed.emit(name, party, about)

    def _show_history(self, written: Sequence[Written]) -> None:
        lines = [said for one in reversed(written) if (said := self._told(one))]
        empty(self._lines)
        for first, second in lines or [(_("No answer recorded yet"), "")]:
            self._lines.addWidget(Label(first, "" if second else "quiet", wrap=True))
            if second:
                self._lines.addWidget(Label(second, "caption", wrap=True))

    def _told(self, one: Written) -> tuple[str, str] | None:
        if one.path != "answer" or not isinstance(one.value, dict):
            return None
        wording = self._given.wording
        withdrawn = str(one.value.get("withdrawn_at") or "")
        level = _("Withdrawn") if withdrawn else wording.term("consent_level", str(one.value.get("level", "")))
        how = str(one.value.get("withdrawn_how", "")) if withdrawn else ""
        how = how or wording.term("consent_method", str(one.value.get("method", "")))
        day = wording.short_day(withdrawn or str(one.value.get("obtained_at", "")))
        who = _("recorded by {who}").format(who=one.by)
        return level, " · ".join(part for part in (day, how, who) if part)


def empty_but(layout: Any, kept: QWidget) -> None:
    """Take everything out of a layout and let it go, but that widget."""
    _take_out(layout, kept)
    empty(layout)


def _take_out(layout: Any, kept: QWidget) -> None:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item.widget() is kept:
            layout.removeWidget(kept)
            return
        if item.layout() is not None:
            _take_out(item.layout(), kept)
