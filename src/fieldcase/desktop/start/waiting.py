"""The vault that belongs to no office yet: its request out, the office's card and answer in, six words by voice.

It can be locked and opened again; the request stays the same. What is compared is typed as it was heard, so that nobody
confirms unread.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from fieldcase.desktop.desk import Desk
from fieldcase.desktop.frame.training import TrainingBand
from fieldcase.desktop.parts.arrange import column, framed, plain, row, rule, scrolling
from fieldcase.desktop.parts.banner import Banner
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.choosing import chosen_file, chosen_folder
from fieldcase.desktop.parts.field import line_field
from fieldcase.desktop.parts.label import Label, Picture
from fieldcase.desktop.parts.question import Question
from fieldcase.desktop.standing import Standing
from fieldcase.desktop.start import joining
from fieldcase.desktop.theme.look import look
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import _

REQUEST_FILE = "fieldcase-request.txt"


class Waiting(QWidget):
    """`joined` with the facts of the vault that belongs to an office now; `locked` asks to lock; `given_up` when the
    request was withdrawn and its vault is gone.
    """

    joined = Signal(object)
    locked = Signal()
    given_up = Signal()

    def __init__(self, desk: Desk, standing: Standing) -> None:
        super().__init__()
        self.setObjectName("lock")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self._desk, self._answer = desk, b""
        self._parts()
        ink = "training" if standing.training else "accent"
        card = framed(
            column(
                row(Picture("folder-lock", ink, 32), Label("fieldcase", "display"), ...),
                4,
                Label(_("This laptop waits for an office to take it in"), "title", wrap=True),
                Label(_("You can lock it meanwhile; the request stays as it is."), "quiet", wrap=True),
                rule(),
                *self._steps(),
                self._wrong,
                rule(),
                row(self.withdraw_button, ..., self.lock_button, self.join_button, gap=8),
                gap=10,
                margins=(40, 28, 40, 24),
            )
        )
        card.setFixedWidth(min(look().px(660), 1180))
        inner = plain(column(..., row(..., card, ...), ..., margins=(16, 16)))
        band = TrainingBand(40) if standing.training else None
        self.setLayout(column(band, (scrolling(inner, _("Join an office")), 1), gap=0))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.join)
        QShortcut(QKeySequence("Ctrl+L"), self).activated.connect(self.locked)
        self.save_button.setFocus()

    def _parts(self) -> None:
        self.save_button = Button(_("Save the request…"), "secondary", "file-output")
        self.save_button.clicked.connect(self._save)
        self.card_button = Button(_("Open the office's card…"), "secondary", "file-input")
        self.card_button.clicked.connect(lambda: self._choose(_("Card of the office")))
        self.answer_button = Button(_("Open the answer…"), "secondary", "mail-open")
        self.answer_button.clicked.connect(lambda: self._choose(_("Answer of the office")))
        self.saved, self.answered = Label("", "caption", wrap=True), Label("", "caption", wrap=True)
        self.words = Label("", "heading", wrap=True)
        self.words.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._read_out = framed(
            column(Label(_("Read these six words to your office by voice:"), "caption"), self.words, margins=(12, 8)),
            "sunken",
        )
        self._read_out.hide()
        self.heard = line_field(
            _("The six words that your office reads to you"), "", _("By telephone or face to face, never in a message.")
        )
        self.heard.changed.connect(self._weigh)
        self._wrong = plain(column(gap=0))
        self._banner: Banner | None = None
        self.why = Label("", "caption", wrap=True)
        self.join_button = Button(_("Join the office"), "primary")
        self.join_button.clicked.connect(self.join)
        self.lock_button = Button(_("Lock"), "secondary", "lock")
        self.lock_button.clicked.connect(self.locked)
        self.withdraw_button = Button(_("Withdraw the request…"), "danger")
        self.withdraw_button.clicked.connect(self._ask_to_withdraw)
        self._weigh()

    def _steps(self) -> list[QWidget]:
        first = _("Give the request to your office, by any way. It holds no secret.")
        second = _("Your office gives you its card. Both sides read six words out; they must be the same.")
        third = _("The answer comes back as a file. Take it in, with the words that your office read to you.")
        return [
            _numbered(1, first, self.save_button, self.saved),
            _numbered(2, second, self.card_button, self._read_out),
            _numbered(3, third, self.answer_button, self.answered, self.heard, self.why),
        ]

    def join(self) -> None:
        """Take the answer on, once the words are the same."""
        if not self.join_button.isEnabled():
            return
        self._say("")
        self.join_button.busy(_("Joining…"))
        joining.accept(self._desk, self._answer, self._heard, self.joined.emit, self._refused)

    def take_in(self, path: str) -> None:
        """A file of the office: its card, or its answer."""
        self._say("")
        joining.read(self._desk, Path(path), self._card, self._answer_came, self._refused)

    @property
    def _heard(self) -> str:
        editor = self.heard.editor
        return editor.text() if isinstance(editor, QLineEdit) else ""

    def _save(self) -> None:
        if folder := chosen_folder(self, _("Folder for the request")):
            self.save_into(Path(folder))

    def save_into(self, folder: Path) -> None:
        """Write the request into a folder, under a name that says what it is."""
        self._say("")
        joining.save_request(self._desk, folder / REQUEST_FILE, self._saved, self._refused)

    def _saved(self, name: str) -> None:
        self.saved.setText(_("The request is in {file}.").format(file=name))
        self.card_button.setFocus()

    def _choose(self, title: str) -> None:
        if path := chosen_file(self, title):
            self.take_in(path)

    def _card(self, words: tuple[str, ...]) -> None:
        self.words.setText(" ".join(words))
        self._read_out.show()
        self.answer_button.setFocus()

    def _answer_came(self, sealed: bytes) -> None:
        self._answer = sealed
        self.answered.setText(_("The answer is here. It counts once the six words are the same."))
        self._weigh()
        self.heard.editor.setFocus()

    def _weigh(self) -> None:
        why = ""
        if not self._answer:
            why = _("The answer of your office is lacking.")
        elif len(self._heard.split()) < 6:
            why = _("Type the six words as you hear them.")
        self.why.setText(why)
        self.why.setVisible(bool(why))
        self.join_button.setEnabled(not why)
        self.join_button.setAccessibleDescription(why)

    def _ask_to_withdraw(self) -> None:
        Question(
            self,
            _("Withdraw the request?"),
            _("The vault of this request goes, and nothing else. An answer to this request is worthless then."),
            _("Withdraw it"),
            self._withdraw,
            danger=True,
        ).open()

    def _withdraw(self) -> None:
        joining.withdraw(self._desk, lambda _done: self.given_up.emit(), self._refused)

    def _refused(self, refusal: Refusal) -> None:
        self.join_button.ready()
        self._weigh()
        self._say(str(refusal))

    def _say(self, sentence: str) -> None:
        if self._banner is not None:
            self._banner.deleteLater()
            self._banner = None
        layout = self._wrong.layout()
        if sentence and layout is not None:
            self._banner = Banner("circle-x", sentence, "danger")
            layout.addWidget(self._banner)
        self._wrong.setVisible(bool(sentence))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file may be dropped; the buttons do the same."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """The first file that was dropped."""
        if paths := [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]:
            self.take_in(paths[0])


def _numbered(number: int, sentence: str, button: Button, *more: QWidget) -> QWidget:
    said = Label(sentence, wrap=True)
    aligned = column(said, row(button, ...), *more, gap=6)
    return plain(row(column(Label(str(number), "heading", ink="accent_ink"), ...), (aligned, 1), gap=14))
