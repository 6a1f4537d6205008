"""A new passphrase: typed twice, weighed honestly as one types, with six words proposed by chance.

It lives in the two fields and in memory, nowhere else: no draft, no clipboard. `forget` empties both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from fieldcase.desktop.desk import Desk, Job
from fieldcase.desktop.parts.arrange import column, framed, plain, row
from fieldcase.desktop.parts.buttons import Button, IconButton
from fieldcase.desktop.parts.caps import CapsLock
from fieldcase.desktop.parts.field import Field
from fieldcase.desktop.parts.label import Label, Picture
from fieldcase.desktop.start.actions import propose_words, weigh
from fieldcase.desktop.start.typed import guessing_time
from fieldcase.desktop.theme.look import look
from fieldcase.model.words import N_, _

if TYPE_CHECKING:
    from fieldcase.office.passphrases import Strength

SCORES = (
    (N_("Would be guessed at once"), "danger"),
    (N_("Weak"), "danger"),
    (N_("Not enough"), "warn"),
    (N_("Enough"), "ok"),
    (N_("Strong"), "ok"),
)
"""zxcvbn's 0 to 4, in words and tone."""


class Meter(QWidget):
    """Five segments; the word beside them says the same."""

    def __init__(self) -> None:
        super().__init__()
        self._filled, self._tone = 0, "ink3"
        self.setFixedSize(look().px(120), look().px(8))

    def show_score(self, filled: int, tone: str) -> None:
        """`filled` segments of five, in the ink of a tone."""
        self._filled, self._tone = filled, tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        worn, painter = look(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        width = (self.width() - 4 * worn.px(4)) / 5
        for place in range(5):
            at = 4 - place if worn.right_to_left else place
            painter.setBrush(worn.colour(self._tone if place < self._filled else "line"))
            painter.drawRoundedRect(QRectF(at * (width + worn.px(4)), 0, width, self.height()), 3, 3)


class NewPassphrase(QWidget):
    """`changed` whenever what is lacking may be another thing. A training vault takes any passphrase."""

    changed = Signal()

    def __init__(self, desk: Desk, *, any_will_do: bool = False) -> None:
        super().__init__()
        self._desk, self.any_will_do = desk, any_will_do
        self.own_words: tuple[str, ...] = ()
        self._strength: Strength | None = None
        self._job: Job[Strength] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(look().duration("typing_pause"))
        self._pause.timeout.connect(self._weigh)
        self.once, self.again = _secret(), _secret()
        caps = CapsLock(self.once)
        caps.turned.connect(self._caps)
        self.show_button = IconButton("eye", _("Show the passphrase"))
        self.show_button.setCheckable(True)
        self.show_button.toggled.connect(self._show)
        self._first = Field(_("New passphrase"), self.once)
        self._second = Field(_("The same passphrase again"), self.again)
        self._first.changed.connect(self._typed)
        self._second.changed.connect(self.changed)
        self._second.left.connect(self._compare)
        self.meter, self.said = Meter(), Label("", "caption", wrap=True)
        self._mark = Picture("circle-dashed", "ink3", 14)
        self._caps_line = plain(
            row(Picture("triangle-alert", "warn"), Label(_("Caps Lock is on."), "warn"), ..., gap=6)
        )
        self._caps_line.hide()
        eye = column(..., self.show_button)
        self.setLayout(
            column(
                row((self._first, 1), eye, gap=8),
                self._caps_line,
                row(self.meter, self._mark, (self.said, 1), gap=8),
                self._proposal(),
                self._second,
                gap=8,
            )
        )
        self._say()

    def _proposal(self) -> QWidget:
        self.propose = Button(_("Propose six words"), "secondary", "key-round", small=True)
        self.propose.clicked.connect(self._ask_for_words)
        self.words = Label("", "strong", wrap=True)
        self.words.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._use = Button(_("Use these words"), "remedy", small=True)
        self._use.clicked.connect(self._take_words)
        hint = Label(
            _("Six words drawn by chance. Keep them in your head, or on paper away from this laptop."),
            "caption",
            wrap=True,
        )
        self._offered = framed(column(self.words, row((hint, 1), self._use), gap=6, margins=(12, 8)), "sunken")
        self._offered.hide()
        return plain(column(row(self.propose, ...), self._offered, gap=6))

    @property
    def passphrase(self) -> str:
        """What was typed, once it was typed twice."""
        return self.once.text()

    def lacking(self) -> str:
        """Why it cannot be taken yet, in words."""
        if not self.once.text():
            return _("Type a passphrase, or let six words be proposed.")
        if not self.any_will_do and self._strength is None:
            return _("The passphrase is being weighed…")
        if not self.any_will_do and self._strength is not None and not self._strength.enough:
            return _("This passphrase would be guessed. Six words that have nothing to do with each other hold.")
        if self.again.text() != self.once.text():
            return _("Type the same passphrase again.")
        return ""

    def forget(self) -> None:
        """Empty the fields and what was proposed."""
        for part in (self.once, self.again):
            part.setText("")  # unlike clear(), it takes the way back by undo too
        self.show_button.setChecked(False)
        self.words.setText("")
        self._offered.hide()
        self._strength = None
        self._say()

    def _typed(self) -> None:
        self._strength = None
        if self._job is not None:
            self._job.cancel()
        if self.once.text():
            self._pause.start()
        self._say()
        self.changed.emit()

    def _weigh(self) -> None:
        self._job = weigh(self._desk, self.once.text(), self.own_words, self._weighed)

    def _weighed(self, found: Strength) -> None:
        self._strength = found
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        if self._strength is None:
            self.meter.show_score(0, "ink3")
            self._mark.show_icon("circle-dashed", "ink3", 14)
            self.said.setText(_("How long it would hold is shown here as you type."))
            return
        words, tone = SCORES[self._strength.score]
        self.meter.show_score(self._strength.score + 1, tone)
        self._mark.show_icon("circle-check" if self._strength.enough else "triangle-alert", tone, 14)
        said = _("{strength}. Machines that have this laptop would guess it in: {time}.").format(
            strength=_(words), time=guessing_time(self._strength.seconds)
        )
        self.said.setText(said)
        self.once.setAccessibleDescription(said)

    def _compare(self) -> None:
        if self.again.text() and self.again.text() != self.once.text():
            self._second.refuse(_("The two are not the same. Type it again."))

    def _ask_for_words(self) -> None:
        propose_words(self._desk, self._propose)

    def _propose(self, words: str) -> None:
        self.words.setText(words)
        self._offered.show()
        self.propose.say(_("Propose six other words"))
        self._use.setFocus()

    def _take_words(self) -> None:
        self.once.setText(self.words.text())
        self.again.setText("")
        self._typed()
        self.again.setFocus()

    def _caps(self, on: bool) -> None:
        self._caps_line.setVisible(on)

    def _show(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        for part in (self.once, self.again):
            part.setEchoMode(mode)
        name = _("Hide the passphrase") if shown else _("Show the passphrase")
        self.show_button.show_icon("eye-off" if shown else "eye", name)


def _secret() -> QLineEdit:
    """A masked line that remembers and suggests nothing, and keeps its own direction."""
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    line.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
    line.setMaxLength(1024)
    return line
