"""What follows from what was verified: the allegations that are put to a State, and what was decided to do.

An officer proposes, the head of presence decides; nobody decides what they wrote. Protection waits for none of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from fieldcase.desktop.case import verifying
from fieldcase.desktop.case.sheets import edit_sheet
from fieldcase.desktop.case.tab import Given
from fieldcase.desktop.drafting import Drafting
from fieldcase.desktop.form.typed import drafted
from fieldcase.desktop.parts.arrange import column, framed, of_row, plain, row
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.field import text_field
from fieldcase.desktop.parts.label import Label, named
from fieldcase.desktop.parts.pill import Pill
from fieldcase.desktop.theme.look import look
from fieldcase.model.declare import Words
from fieldcase.model.kinds.decisions import Allegation
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_, _

if TYPE_CHECKING:
    from fieldcase.desktop.case.verifying import Verified
    from fieldcase.office.decisions.listing import DecisionLine

STATES = {
    "proposed": ("hourglass", N_("Proposed"), "warn"),
    "decided": ("circle-check", N_("Decided"), "ok"),
    "declined": ("ban", N_("Declined"), "neutral"),
}


class Follows(QWidget):
    """Allegations beside decisions."""

    sheet = Signal(object)
    opened = Signal(str, object)
    said = Signal(str, object)
    changed = Signal()

    def __init__(self, given: Given, found: Verified) -> None:
        super().__init__()
        self._given = given
        allegations = [one for one in given.page.records.get("allegation", ()) if isinstance(one, Allegation)]
        write = Button(_("Write an allegation"), "secondary", "plus", small=True)
        write.clicked.connect(lambda: self.opened.emit("allegation", None))
        propose = Button(_("Propose a tool"), "secondary", "plus", small=True)
        propose.clicked.connect(lambda: self.sheet.emit(edit_sheet(given, "proposed", None)))
        left = column(
            row(Label(_("Allegations"), "heading"), ..., write),
            *(self._allegation(one) for one in allegations),
            None if allegations else self._none(_("Nothing is put to a State yet. Write what is alleged, with codes.")),
            ...,
            gap=10,
        )
        right = column(
            row(Label(_("Decisions"), "heading"), ..., propose),
            *(self._decision(one) for one in found.decisions),
            None if found.decisions else self._none(_("Nothing is decided yet. Propose a tool; the head decides.")),
            ...,
            gap=10,
        )
        self.setLayout(column(left, right, ..., gap=16) if look().large else row((left, 1), (right, 1), gap=16))

    def _none(self, words: str) -> QFrame:
        return framed(column(Label(words, "quiet", wrap=True), margins=(14, 10)), "dashed")

    def _allegation(self, one: Allegation) -> QFrame:
        acts = ", ".join(self._given.names.get(record, "–") for record in (*one.acts, *one.laws))
        people = ", ".join(self._given.names.get(named.party, "–") for named in one.persons.values())
        facts = [_("version {number}").format(number=one.version or 1), acts, people]
        change = Button(_("Change"), "quiet", small=True)
        number = one.alleg_no or 0
        named(change, _("Change allegation {number}").format(number=number))
        of_row(change, one.id)
        change.clicked.connect(lambda: self.opened.emit("allegation", one))
        title = _("Allegation {number}").format(number=number)
        return framed(
            column(
                row(
                    Label(title, "strong"), (Label(" · ".join(f for f in facts if f), "caption", wrap=True), 1), change
                ),
                Label(_spoken(one.text, self._given.wording.language), wrap=True),
                gap=6,
                margins=(14, 10),
            )
        )

    def _decision(self, one: DecisionLine) -> QFrame:
        wording = self._given.wording
        title = wording.term("response_tool", one.tool).strip() or wording.term("decision", one.kind).strip()
        icon, word, tone = STATES.get(one.state, STATES["proposed"])
        due = _("review {day}").format(day=wording.short_day(one.review_due)) if one.review_due else ""
        lines = [Label(f"{f.sentence} {f.remedy}", "caption", wrap=True, ink="danger") for f in one.findings]
        own = one.mine and one.state == "proposed"
        return framed(
            column(
                row((Label(title, "strong", wrap=True), 1), Pill(icon, _(word), tone)),
                Label(one.rationale, wrap=True),
                Label(_("Wishes: {words}").format(words=one.wishes), "caption", wrap=True) if one.wishes else None,
                Label(due, "caption") if due else None,
                *lines,
                Label(_("You wrote this, so somebody else decides it."), "caption", wrap=True) if own else None,
                self._deeds(one, title) if one.may_decide else None,
                gap=6,
                margins=(14, 10),
            )
        )

    def _deeds(self, one: DecisionLine, title: str) -> QWidget:
        field = text_field(_("Reason, where it is declined"), "", _("In codes."), 2)
        editor = field.editor
        assert isinstance(editor, QPlainTextEdit)
        yes = Button(_("Decide it"), "remedy", small=True)
        named(yes, f"{_('Decide it')}, {title}")
        no = Button(_("Decline it"), "secondary", small=True)
        named(no, f"{_('Decline it')}, {title}")
        of_row(yes, one.record)
        desk = self._given.desk
        drafting = drafted(desk, f"declining/{one.record}", {"reason": field}, field)

        def decided(_done: object) -> None:
            self._taken(drafting, _("Decided."))

        def declined(_done: object) -> None:
            self._taken(drafting, _("Declined."))

        yes.clicked.connect(lambda: verifying.decide(desk, one.record, decided, self._refused))
        no.clicked.connect(lambda: verifying.decline(desk, one.record, editor.toPlainText(), declined, self._refused))
        return plain(column(field, row(yes, no, ..., gap=8), gap=6))

    def _taken(self, drafting: Drafting, sentence: str) -> None:
        drafting.forget()
        self.said.emit(sentence, None)
        self.changed.emit()

    def _refused(self, refusal: Refusal) -> None:
        self.said.emit(str(refusal), None)


def _spoken(text: dict[str, Words], language: str) -> str:
    said = text.get(language) or text.get("en") or next(iter(text.values()), None)
    return said.text if said else ""
