"""Starting a letter: in which languages. It may always be started; the rules say what stops it from leaving."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from fieldcase.desktop.desk import Desk
from fieldcase.desktop.languages import LANGUAGES
from fieldcase.desktop.letter.actions import draft
from fieldcase.desktop.parts.arrange import column, empty, framed, row
from fieldcase.desktop.parts.banner import Banner
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.label import Label
from fieldcase.desktop.parts.screen import Screen
from fieldcase.desktop.parts.tick import Tick
from fieldcase.desktop.standing import Standing
from fieldcase.desktop.theme.look import look
from fieldcase.model.kinds.letters import Letter
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import _

OFFERED = ("en", "fr", "es", "ar", "zh", "ru")
"""Languages that the templates of the note verbale are there in."""


class StartLetter(Screen):
    """The note verbale of a case; a reminder is drafted from the letter that it reminds of."""

    def __init__(self, desk: Desk, standing: Standing, case_id: str) -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk, self._case = desk, case_id
        spoken = standing.wording.language
        self._languages = {code: Tick(LANGUAGES[code], code in (spoken, OFFERED[0])) for code in OFFERED}
        self.go = Button(_("Draft it"), "primary", "pen-line")
        self.go.clicked.connect(self.primary)
        back = Button(_("Back"), "secondary")
        back.clicked.connect(lambda: self.went.emit("back", None))
        self._notices = QVBoxLayout()
        about = _(
            "It transmits the allegations of this case to the State and asks for information. Names appear only as "
            "far as each person agreed; until then their place is covered."
        )
        first = _("The first language is the authentic one; the others are courtesy translations.")
        card = framed(
            column(
                row(Label(_("Note verbale to the State"), "heading"), ..., back, self.go, gap=8),
                Label(about, wrap=True),
                self._notices,
                8,
                Label(_("Languages"), "strong"),
                *self._languages.values(),
                Label(first, "caption", wrap=True),
                gap=6,
                margins=(16, 12),
            )
        )
        card.setMaximumWidth(look().px(760))
        title = row(Label(_("Write a letter"), "title"), ...)
        self.setLayout(column(title, row((card, 1), ...), ..., gap=12, margins=(24, 14, 24, 16)))

    def primary(self) -> None:
        """Draft it in the languages that are ticked."""
        languages = tuple(code for code, box in self._languages.items() if box.isChecked())
        if not languages:
            self._notice(_("Choose at least one language."))
            return
        self.go.busy(_("Drafting…"))
        draft(self._desk, self._case, languages, self._drafted, self._refused)

    def arrive(self) -> None:
        self.go.setFocus()

    def _drafted(self, letter: Letter) -> None:
        self.said.emit(_("The letter is drafted. Nothing has left."), None)
        self.went.emit("letter", letter.id)

    def _refused(self, refusal: Refusal) -> None:
        self.go.ready()
        self._notice(str(refusal))

    def _notice(self, sentence: str) -> None:
        empty(self._notices)
        self._notices.addWidget(Banner("octagon-alert", sentence, "danger"))
