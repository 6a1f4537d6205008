"""Small dialogs of the place Letters: files to write, a calendar, a reference to explain, what may be said of silence.

Esc is never a yes. What leaves the vault is said before it leaves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from fieldcase.desktop.desk import Desk
from fieldcase.desktop.drafting import Drafting
from fieldcase.desktop.form.typed import drafted
from fieldcase.desktop.languages import LANGUAGES
from fieldcase.desktop.parts.arrange import Item, column, empty, held, released, row
from fieldcase.desktop.parts.banner import Banner
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.field import choice_field, line_field, text_field
from fieldcase.desktop.parts.label import Label
from fieldcase.desktop.parts.tick import Tick
from fieldcase.desktop.theme.look import look
from fieldcase.model.words import N_, _, labelled, ngettext

if TYPE_CHECKING:
    from fieldcase.office.letters.silence import Told

RENDITIONS = {
    "state_full": N_("As it goes to the addressee"),
    "office_copy": N_("Copy for the office"),
    "public_redacted": N_("Public, with names blacked out"),
    "hq_coded": N_("For headquarters, in codes"),
}
FORMATS = {"pdf": "PDF", "docx": "DOCX"}
OUTSIDE = N_("Files in a folder are not protected by this program. Whoever gets the folder reads them.")


class Sheet(QDialog):
    """A title, some parts, and two buttons; `go` is the primary one."""

    drafting: Drafting | None = None
    _asked: tuple[QWidget, ...] = ()

    def __init__(self, parent: QWidget, title: str, parts: tuple[Item, ...], words: str, icon: str = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.go = Button(words, "primary", icon)
        back = Button(_("Back"), "secondary")
        for button in (self.go, back):
            button.setAutoDefault(False)
        back.clicked.connect(self.reject)
        foot = row(..., back, self.go)
        self.setLayout(column(Label(title, "heading", wrap=True), *parts, foot, gap=12, margins=20))
        self.setMinimumWidth(look().px(440))

    def asks(self, desk: Desk, about: str, parts: Mapping[str, QWidget]) -> None:
        """Keep what is typed in these parts as the draft of that name."""
        self.drafting, self._asked = drafted(desk, about, parts, self), tuple(parts.values())

    def busy(self, words: str) -> None:
        """While the office works nothing can be typed: it would not be in what it was given."""
        self.go.busy(words)
        for part in self._asked:
            held(part, self)

    def ready(self) -> None:
        """The office answered, and the dialog stays."""
        self.go.ready()
        for part in reversed(self._asked):
            released(part)

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its sentences need at this width."""
        super().showEvent(event)
        layout, room = self.layout(), self.screen().availableSize().height()
        if layout is not None and layout.hasHeightForWidth():
            self.resize(self.width(), min(max(self.height(), layout.heightForWidth(self.width())), room))


class WriteSheet(Sheet):
    """Which rendition, in what format; `chosen` gives both, and the caller asks for the folder."""

    chosen = Signal(str, str)

    def __init__(self, parent: QWidget, count: int) -> None:
        title = ngettext("Write {count} letter to a folder", "Write {count} letters to a folder", count)
        self.rendition = choice_field(_("Which copy"), {code: _(words) for code, words in RENDITIONS.items()})
        self.form = choice_field(_("Format"), FORMATS)
        hint = Label(
            _("Each file is called after its reference, never after a person or a case."), "caption", wrap=True
        )
        parts = (self.rendition, self.form, hint, Banner("triangle-alert", _(OUTSIDE), "warn"))
        super().__init__(parent, title.format(count=count), parts, _("Choose the folder…"), "folder-open")
        self.go.clicked.connect(self._choose)

    def _choose(self) -> None:
        rendition, form = self.rendition.editor, self.form.editor
        assert isinstance(rendition, QComboBox)
        assert isinstance(form, QComboBox)
        self.accept()
        self.chosen.emit(str(rendition.currentData()), str(form.currentData()))


class CalendarSheet(Sheet):
    """Whether the calendar says references; `chosen` gives it, and the caller asks for the folder."""

    chosen = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        said = Label(
            _("It says “Reply due” and “Reminder to consider” and nothing else: no name, no case, no State."), wrap=True
        )
        self.references = Tick(_("Say the office’s references too: whoever sees the calendar sees them"))
        parts = (said, self.references, Banner("triangle-alert", _(OUTSIDE), "warn"))
        super().__init__(parent, _("The days of replies for a calendar"), parts, _("Choose the folder…"), "folder-open")
        self.go.clicked.connect(self._choose)

    def _choose(self) -> None:
        self.accept()
        self.chosen.emit(self.references.isChecked())


class ExplainSheet(Sheet):
    """What happened to a reference; `said` gives the reason. It stays in the register."""

    said = Signal(str)

    def __init__(self, parent: QWidget, desk: Desk, reference: str) -> None:
        hint = _("With codes only. It stays in the register beside the number.")
        self.reason = text_field(_("What happened to it"), hint=hint, lines=4)
        title = _("What happened to {reference}?").format(reference=reference)
        super().__init__(parent, title, (self.reason,), _("Save the reason"), "check")
        self.go.clicked.connect(self._say)
        self.asks(desk, f"explaining/{reference}", {"reason": self.reason})
        self.reason.editor.setFocus()

    def refuse(self, sentence: str) -> None:
        """The office refused it: say why, and keep what was typed."""
        self.ready()
        self.reason.refuse(sentence)

    def _say(self) -> None:
        editor = self.reason.editor
        assert isinstance(editor, QPlainTextEdit)
        if not editor.toPlainText().strip():
            self.reason.refuse(_("Say in a few words what happened to it."))
            return
        self.busy(_("Saving…"))
        self.said.emit(editor.toPlainText())


class LastNumberSheet(Sheet):
    """Which number this laptop gave last; `said` gives number and reason. The numbers between are lost, and say so."""

    said = Signal(int, str)

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        self.number = line_field(_("Last number that went out"), "", _("Of this laptop and this year: 17."))
        hint = _("With codes only: the paper register ends there; the laptop was restored from a copy.")
        self.reason = text_field(_("How you know"), hint=hint, lines=3)
        about = Label(
            _("Only after an older copy of the vault was put back. What colleagues hold of it is received instead."),
            wrap=True,
        )
        title = _("Which number was given last?")
        super().__init__(parent, title, (about, self.number, self.reason), _("Save it"), "check")
        self.go.clicked.connect(self._say)
        self.asks(desk, "last_number", {"number": self.number, "reason": self.reason})
        self.number.editor.setFocus()

    def refuse(self, sentence: str) -> None:
        """The office refused it: say why, and keep what was typed."""
        self.ready()
        self.number.refuse(sentence)

    def _say(self) -> None:
        number, reason = self.number.editor, self.reason.editor
        assert isinstance(number, QLineEdit)
        assert isinstance(reason, QPlainTextEdit)
        typed = number.text().strip()
        if not (typed.isascii() and typed.isdecimal() and len(typed) < 7):
            self.number.refuse(_("Write a number, such as 17."))
            return
        if not reason.toPlainText().strip():
            self.reason.refuse(_("Say in a few words how you know."))
            return
        self.busy(_("Saving…"))
        self.said.emit(int(typed), reason.toPlainText())


class SilenceSheet(Sheet):
    """Whether the State had replied by a day, and the sentence for each language of the letter. `asked` gives the day;
    it writes nothing."""

    asked = Signal(object)

    def __init__(self, parent: QWidget, today: date, read: Callable[[str], date | None]) -> None:
        self._read = read
        self.day = line_field(_("Day"), today.isoformat(), _("Such as the cut-off of a report. Year, month, day."))
        self._told = QVBoxLayout()
        super().__init__(parent, _("Had the State replied by a day?"), (self.day, self._told), _("Say it"))
        self.go.clicked.connect(self._ask)

    def tell(self, told: Told, words: str) -> None:
        """Show the fact in words, and the sentence in each language."""
        self.go.ready()
        empty(self._told)
        self._told.addWidget(Label(words, "strong", wrap=True))
        for language, sentence in told.sentences.items():
            line = Label(sentence, wrap=True)
            line.setAccessibleName(labelled(LANGUAGES.get(language, language), sentence))
            self._told.addWidget(Label(LANGUAGES.get(language, language), "caption"))
            self._told.addWidget(line)

    def refuse(self, sentence: str) -> None:
        self.go.ready()
        self.day.refuse(sentence)

    def _ask(self) -> None:
        editor = self.day.editor
        assert isinstance(editor, QLineEdit)
        day = self._read(editor.text())
        if day is None:
            self.day.refuse(_("Write a day as year, month, day: 2026-05-10."))
            return
        self.go.busy(_("Looking…"))
        self.asked.emit(day)
