"""The second reading of a letter, by a person who did not write it: could somebody be recognised, whose are the names.

What is answered is bound to the text as it stands; a changed text is asked about again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from fieldcase.desktop.desk import Desk, Job
from fieldcase.desktop.form.sheet import fill
from fieldcase.desktop.form.typed import drafted
from fieldcase.desktop.parts.arrange import column, empty, framed, held, plain, released, row, scrolling
from fieldcase.desktop.parts.banner import Banner
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.field import Field, choice_field, line_field
from fieldcase.desktop.parts.label import Label, named
from fieldcase.desktop.wording import Wording
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.office.letters.identifiability import NameFound, Question
    from fieldcase.office.session import Session

    Asked = tuple[tuple[Question, ...], tuple[NameFound, ...]]

ANSWERS = ("no", "unsure", "yes")


def read_again(
    desk: Desk, letter_id: str, language: str, then: Callable[[Asked], object], failed: Callable[[Refusal], object]
) -> Job[Asked]:
    """The questions about people, and the words that are or come near a name on record."""

    def ask(session: Session) -> Any:
        from fieldcase.office.letters.identifiability import identifiability_asked, names_found

        return identifiability_asked(session, letter_id), names_found(session, letter_id, language)

    return desk.run(ask, then, failed=failed, reads=True)


class SecondReading(QWidget):
    """Cards with what is asked of one letter; `done` is called after an answer, `back` by the button back."""

    def __init__(
        self,
        desk: Desk,
        wording: Wording,
        letter_id: str,
        language: str,
        done: Callable[[], object],
        back: Callable[[], object],
    ) -> None:
        super().__init__()
        self._desk, self._wording = desk, wording
        self._letter, self._language, self._done = letter_id, language, done
        self._about = f"letter/{letter_id}/second_reading"
        self.answers: dict[str, tuple[Field, Field]] = {}
        self.names: list[tuple[NameFound, Field, Button]] = []
        self.save = Button(_("Save the answers"), "primary", "check")
        self.save.clicked.connect(self.answer)
        leave = Button(_("Back to the letter"), "secondary", "arrow-left")
        leave.clicked.connect(lambda: back())
        self._notices, self._cards = QVBoxLayout(), QVBoxLayout()
        head = row(Label(_("Second reading"), "heading"), ..., leave)
        self._page = plain(column(head, self._notices, self._cards, ..., gap=12, margins=(24, 10, 24, 12)))
        self.setLayout(column(scrolling(self._page, _("Second reading"))))
        read_again(desk, letter_id, language, self._show, self._refused)

    def answer(self) -> None:
        """Save the answers about people that were given; what is left open stays open."""
        given = {
            party: (answer, _typed(reason))
            for party, (choice, reason) in self.answers.items()
            if (answer := _chosen(choice))
        }
        if not given:
            self._notice(_("Answer at least one question."))
            return

        def ask(session: Session) -> object:
            from fieldcase.office.letters.identifiability import answer_identifiability

            return answer_identifiability(session, self._letter, given)

        self._ask(ask, self.drafting.forget)

    def somebody_else(self, found: NameFound, reason: Field) -> None:
        """Say that words of the letter are somebody else's name."""
        words = _typed(reason)

        def ask(session: Session) -> object:
            from fieldcase.office.letters.identifiability import somebody_else

            return somebody_else(session, self._letter, found.party, found.words, words)

        self._ask(ask, lambda: self._decided(reason))

    def _ask(self, use_case: Callable[[Session], object], taken: Callable[[], object]) -> None:
        """Nothing is typed while the office answers: it would not be in what it was given."""

        def told(_made: object) -> None:
            taken()
            self._done()

        held(self._page, self)
        self._desk.run(use_case, told, failed=self._refused)

    def _decided(self, reason: Field) -> None:
        """Of this name nothing is kept any more; what is typed about others stays."""
        fill(reason, "")
        self.names_drafting.keep()

    def _show(self, asked: Asked) -> None:
        questions, names = asked
        if questions:
            self._cards.addWidget(self._people(questions))
            answers = {f"{what}/{party}": field for party, pair in self.answers.items()
                       for what, field in zip(("answer", "why"), pair, strict=True)}  # fmt: skip
            self.drafting = drafted(self._desk, f"{self._about}/people", answers, self)
        if names:
            self._cards.addWidget(self._words(names))
            reasons = {f"{found.party}/{found.words}": reason for found, reason, _decide in self.names}
            self.names_drafting = drafted(self._desk, f"{self._about}/names", reasons, self)
        if not questions and not names:
            self._cards.addWidget(framed(column(Label(_("Nothing is asked about this text.")), margins=(16, 12))))

    def _people(self, questions: tuple[Question, ...]) -> QWidget:
        parts: list[QWidget] = []
        for one in questions:
            label = _("Could the recipient recognise {party}?").format(party=one.code)
            choices = {"": _("Not answered"), **{code: self._wording.choice(code) for code in ANSWERS}}
            choice = choice_field(label, choices, one.answer)
            reason = line_field(_("Why"), one.reason, _("In codes: place, date, role and small groups count."))
            named(reason.editor, _("Why, for {party}").format(party=one.code))
            self.answers[one.party] = (choice, reason)
            parts.append(plain(row((column(choice, ...), 2), (column(reason, ...), 3), gap=12)))
            if one.hints:
                parts.append(Label(_("The text says: {words}.").format(words="; ".join(one.hints))))
        head = row(Label(_("Could somebody be recognised?"), "heading"), ..., self.save)
        return framed(column(head, *parts, gap=10, margins=(16, 12)))

    def _words(self, names: tuple[NameFound, ...]) -> QWidget:
        about = _("Correct the words in the letter where they are this person's. Only who did not write it decides.")
        parts: list[QWidget] = [
            Label(_("Words that are, or come near, a name on record"), "heading"),
            Label(about, "caption", wrap=True),
        ]
        for one in names:
            said = _("“{words}” comes near the name of {party}") if one.near else _("“{words}” is the name of {party}")
            reason = line_field(said.format(words=one.words, party=one.code), "", _("Who it is instead"))
            decide = Button(_("Somebody else's name"), "secondary", "user-round-check", small=True)
            named(decide, decide.text(), said.format(words=one.words, party=one.code))
            decide.clicked.connect(lambda _on=False, one=one, reason=reason: self.somebody_else(one, reason))
            self.names.append((one, reason, decide))
            parts.append(plain(row((reason, 1), column(..., decide, ...), gap=12)))
        return framed(column(*parts, gap=8, margins=(16, 12)))

    def _refused(self, refusal: Refusal) -> None:
        released(self._page)
        self._notice(str(refusal))

    def _notice(self, sentence: str) -> None:
        empty(self._notices)
        self._notices.addWidget(Banner("octagon-alert", sentence, "danger"))


def _chosen(field: Field) -> str:
    assert isinstance(field.editor, QComboBox)
    return str(field.editor.currentData() or "")


def _typed(field: Field) -> str:
    assert isinstance(field.editor, QLineEdit)
    return field.editor.text().strip()
