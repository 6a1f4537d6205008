"""Which screen belongs to which place: the one table that a new screen is added to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from fieldcase.desktop.cases.view import Cases
from fieldcase.desktop.dates import reading
from fieldcase.desktop.desk import Desk, Job
from fieldcase.desktop.exchange.transfer import Transfer
from fieldcase.desktop.files.sealing import sealing_of
from fieldcase.desktop.frame.keysheet import KeySheet
from fieldcase.desktop.frame.palette import Target, targets_of
from fieldcase.desktop.parts.screen import Screen
from fieldcase.desktop.standing import Standing

if TYPE_CHECKING:
    from fieldcase.office.finding import Found
    from fieldcase.office.session import Session

ABOUT_RECORDS = ("case", "letter", "write_letter", "reply", "register_reply")
"""The screens that are about one record; the others are places of their own."""
SHOWN_AS = {
    "case": "cases",
    "new_case": "cases",
    "import": "cases",
    "write_letter": "letters",
    "letter": "letters",
    "reply": "letters",
    "register_reply": "letters",
}
"""The place of the rail that stands for a screen that is none itself."""


class Rooms:
    """Makes screens. The list of cases stays, so that coming back finds the same row; others are made anew."""

    def __init__(self, desk: Desk, standing: Standing) -> None:
        self._desk, self._standing = desk, standing
        self._read = reading(standing.today, standing.hemisphere)
        self._cases: Cases | None = None
        self._finding: Job[Found] | None = None
        self.transfer, self.sealing = Transfer(desk), sealing_of(desk)
        self._makers: dict[str, Callable[[object], Screen]] = {
            "today": lambda _about: self._today(),
            "cases": self._cases_about,
            "letters": self._letters,
            "reports": lambda _about: self._reports(),
            "case": self._case,
            "letter": self._letter,
            "new_case": lambda _about: self._new_case(),
            "write_letter": self._write_letter,
            "exchange": lambda _about: self._exchange(),
            "reply": self._reply,
            "register_reply": self._register_reply,
            "import": lambda _about: self._import(),
            "keys": lambda _about: KeySheet(),
            "help": self._help,
            "settings": self._settings,
        }

    def knows(self, place: str) -> bool:
        """Whether it is a place of its own that a command can go to."""
        return place in self._makers and place not in ABOUT_RECORDS

    def leads(self, place: str, about: object) -> bool:
        """Whether one can go there with what is remembered: a place of its own, or a record by its id."""
        return self.knows(place) or (place in self._makers and isinstance(about, str) and bool(about))

    def screen(self, place: str, about: object) -> Screen:
        """The screen of a place; `about` is the record it is about."""
        return self._makers[place](about)

    def stays(self, screen: QWidget) -> bool:
        """Whether the screen is kept when another takes its place."""
        return screen is self._cases

    def forget(self, standing: Standing) -> None:
        """Another look or another language: every screen is made anew."""
        self._standing = standing
        self._read = reading(standing.today, standing.hemisphere)
        self._cases = None

    def search(self, words: str) -> None:
        """The words of the search box."""
        self._list().search(words)

    def find(self, words: str, then: Callable[[Sequence[Target]], object]) -> None:
        """What the palette offers for these words: numbers, working titles, codes of people, no names."""
        if self._finding is not None:
            self._finding.cancel()

        def ask(session: Session) -> Any:
            from fieldcase.office.finding import find

            return find(session, words)

        def take(found: Found) -> None:
            then(targets_of(found))

        self._finding = self._desk.run(ask, take, failed=lambda _refusal: then([]), reads=True)

    # --- the screens

    def _list(self) -> Cases:
        if self._cases is None:
            self._cases = Cases(self._desk, self._standing)
        return self._cases

    def _cases_about(self, about: object) -> Screen:
        """The list; with a question (`{"filters": {"status": "open"}}`) it asks that."""
        shown = self._list()
        if isinstance(about, dict):
            shown.take_up(about)
        return shown

    def _today(self) -> Screen:
        from fieldcase.desktop.today.view import Today

        return Today(self._desk, self._standing)

    def _reports(self) -> Screen:
        from fieldcase.desktop.reports.view import Reports

        return Reports(self._desk, self._standing)

    def _letters(self, about: object) -> Screen:
        from fieldcase.desktop.letters.view import Letters

        return Letters(self._desk, self._standing, about)

    def _case(self, about: object) -> Screen:
        from fieldcase.desktop.case.view import CaseView

        return CaseView(self._desk, self._standing, self._read, str(about))

    def _new_case(self) -> Screen:
        from fieldcase.desktop.case.opening import NewCase

        return NewCase(self._desk, self._standing, self._read)

    def _letter(self, about: object) -> Screen:
        from fieldcase.desktop.letter.view import LetterView

        return LetterView(self._desk, self._standing, str(about))

    def _write_letter(self, about: object) -> Screen:
        from fieldcase.desktop.letter.starting import StartLetter

        return StartLetter(self._desk, self._standing, str(about))

    def _help(self, about: object) -> Screen:
        from fieldcase.desktop.help.view import Help

        return Help(str(about or ""))

    def _settings(self, about: object) -> Screen:
        from fieldcase.desktop.settings.view import Settings

        return Settings(self._desk, self._standing, about if isinstance(about, str) else "")

    def _import(self) -> Screen:
        from fieldcase.desktop.importing.view import Import

        return Import(self._desk, self._standing)

    def _exchange(self) -> Screen:
        from fieldcase.desktop.exchange.view import Exchange

        return Exchange(self._desk, self._standing, self.transfer)

    def _reply(self, about: object) -> Screen:
        from fieldcase.desktop.reply.view import ReplyView

        return ReplyView(self._desk, self._standing, self._read, str(about))

    def _register_reply(self, about: object) -> Screen:
        from fieldcase.desktop.reply.registering import RegisterReply

        return RegisterReply(self._desk, self._standing, self._read, str(about))
