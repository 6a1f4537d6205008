"""What a letter holds, changed on sheets: whom a proposal suggests, for which session, where its allegations stand.

Each changes the letter, so an approval is void after it; consent is asked at every step all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from fieldcase.desktop.desk import Desk
from fieldcase.desktop.form.sheet import AskSheet, Done
from fieldcase.desktop.letter.going import OPEN
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.field import choice_field, line_field, text_field
from fieldcase.desktop.parts.several import Several
from fieldcase.desktop.parts.tick import Tick
from fieldcase.desktop.wording import Wording
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.office.letters.page import LetterPage
    from fieldcase.office.session import Session

Values = dict[str, Any]
BRIEF = "hrc_president_brief"
ANSWERS = ("", "yes", "no", "unknown")


@dataclass(frozen=True)
class Asked:
    """One more thing that may be done: its words, and what makes its sheet."""

    name: str
    words: str
    sheet: Callable[[], AskSheet]


class ContentSheets:
    """The sheets of what a letter holds; `done` gets a sentence."""

    def __init__(
        self, desk: Desk, wording: Wording, page: LetterPage, done: Callable[[str], object], back: Done
    ) -> None:
        self._desk, self._wording, self._page = desk, wording, page
        self._done, self._back = done, back

    def offered(self) -> Iterator[Asked]:
        """What may be changed now by this seat, in the order of the menu."""
        page = self._page
        if page.status in OPEN and "DRAFT_LETTER" in page.may:
            if page.suggests:
                yield Asked("bodies", _("Mandates or committee that it suggests…"), self.bodies)
            if page.letter.kind == BRIEF:
                yield Asked("session", _("Session of the Council…"), self.session)
            if page.annexes:
                yield Asked("annex", _("Allegations in an annex…"), self.annex)
        if page.letter.kind == BRIEF and "RECORD_NOTE_OUTCOME" in page.may and page.status not in OPEN:
            yield Asked("outcome", _("What came of it…"), self.outcome)

    def bodies(self) -> AskSheet:
        """Mandates, or the committee, that the cover of a proposal suggests."""
        page = self._page
        choices = {code: self._wording.term("mechanism", code) for code in page.suggests}
        asked: dict[str, QWidget] = {"bodies": Several(_("It suggests"), choices, page.letter.bodies)}

        def use_case(session: Session, said: Values) -> object:
            from fieldcase.office.letters.proposing import propose_to

            return propose_to(session, page.letter.id, tuple(said["bodies"]))

        about = _("What the text says of them is drafted anew, where nobody changed it by hand.")
        words = (_("Save"), "check", _("The proposal suggests them."))
        title = _("Mandates or committee that it suggests")
        return self._sheet("bodies", title, about, asked, words, use_case)

    def session(self) -> AskSheet:
        """For which session of the Council a brief is."""
        hint = _("As the Council counts it: 62nd session. Empty: as the record of cooperation says.")
        asked: dict[str, QWidget] = {"session": line_field(_("Session"), self._page.letter.council_session, hint)}

        def use_case(session: Session, said: Values) -> object:
            from fieldcase.office.letters.goodoffices import say_session

            return say_session(session, self._page.letter.id, said["session"])

        words = (_("Save"), "check", _("The brief is for that session."))
        return self._sheet("session", _("Session of the Council"), "", asked, words, use_case)

    def annex(self) -> AskSheet:
        """Whether the allegations stand as a table behind the letter."""
        asked: dict[str, QWidget] = {
            "annexed": Tick(_("The allegations stand in a table behind the letter"), bool(self._page.letter.annexed))
        }

        def use_case(session: Session, said: Values) -> object:
            from fieldcase.office.letters.editing import put_in_annex

            return put_in_annex(session, self._page.letter.id, annexed=said["annexed"])

        about = _("Their block is drafted anew; what was written in it by hand goes. Their numbers stay.")
        words = (_("Save"), "check", _("The allegations stand where you said."))
        return self._sheet("annex", _("Allegations in an annex"), about, asked, words, use_case)

    def outcome(self) -> AskSheet:
        """What came of a brief for the President of the Council, as Geneva tells it."""
        unsaid = {"": _("Not said"), **{code: self._wording.choice(code) for code in ANSWERS if code}}
        asked: dict[str, QWidget] = {
            "text": text_field(_("Outcome"), "", _("In codes, as Geneva tells it. Empty: as it stands."), 4),
            "public": choice_field(_("Mentioned in public"), unsaid, ""),
            "when": line_field(
                _("When the State was consulted"), "", _("2026-03, or 2026-03-14. Only as Geneva tells it.")
            ),
            "how": line_field(_("How the State was consulted"), "", _("In codes.")),
        }

        def use_case(session: Session, said: Values) -> object:
            from fieldcase.model.kinds.reporting import Consulted
            from fieldcase.office.letters.goodoffices import record_outcome

            consulted = Consulted(when=said["when"], how=said["how"]) if said["when"] or said["how"] else None
            letter = self._page.letter.id
            return record_outcome(session, letter, outcome=said["text"], public=said["public"], consulted=consulted)

        words = (_("Record the outcome"), "check", _("What came of the brief is recorded."))
        return self._sheet("outcome", _("What came of the brief"), "", asked, words, use_case)

    def _sheet(
        self,
        name: str,
        title: str,
        about: str,
        asked: dict[str, QWidget],
        words: tuple[str, str, str],
        use_case: Callable[[Session, Values], object],
        needs: dict[str, str] | None = None,
    ) -> AskSheet:
        go = Button(words[0], "primary", words[1])
        return AskSheet(
            self._desk, title, about, asked, go, use_case, lambda _answer: self._done(words[2]), self._back,
            needs=needs, draft=f"letter/{self._page.letter.id}/{name}",
        )  # fmt: skip
