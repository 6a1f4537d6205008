"""The locked screen, and the first start where no vault is there yet.

A wrong passphrase gets one sentence that never says whether somebody has a seat. After three wrong ones the next try
waits, with a countdown. The passphrase is taken out of the field as soon as it is handed over.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QWidget

from fieldcase import __version__
from fieldcase.desktop.frame.training import TrainingBand
from fieldcase.desktop.parts.arrange import column, framed, plain, row, rule, scrolling
from fieldcase.desktop.parts.banner import Banner
from fieldcase.desktop.parts.buttons import Button, IconButton
from fieldcase.desktop.parts.field import choice_field
from fieldcase.desktop.parts.label import Label, Picture
from fieldcase.desktop.parts.progress import Progress
from fieldcase.desktop.theme.look import look
from fieldcase.desktop.unlock.cannot import Cannot
from fieldcase.desktop.unlock.spoken import Languages
from fieldcase.model.words import _, ngettext

FREE_TRIES = 3
LONGEST_WAIT = 60


class Unlock(QWidget):
    """`given` hands over the passphrase once; `stopped` asks to cancel the opening.

    A training office has several `laptops` (who sits there, by folder); `moved` asks for another one than `laptop`.
    """

    given = Signal(str)
    stopped = Signal()
    asked = Signal(str)
    spoke = Signal(str)
    moved = Signal(str)

    def __init__(
        self,
        *,
        training: bool = False,
        languages: tuple[str, ...] = ("en",),
        laptops: Mapping[str, str] | None = None,
        laptop: str = "",
    ) -> None:
        super().__init__()
        self._laptops, self._laptop = laptops or {}, laptop
        self.setObjectName("lock")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._training, self._tries = training, 0
        self._caps = False
        self._wait = QTimer(self)
        self._wait.setInterval(1000)
        self._wait.timeout.connect(self._second)
        self._left = 0
        self._parts()
        self._spoken = Languages(languages)
        self._spoken.spoke.connect(self.spoke)
        card = self._card()
        foot = Label(
            _("Training data only. Your own office stays locked.")
            if training
            else _("Nothing can be read while it is locked."),
            "caption",
            ink="rail_ink2",
        )
        about = Label(
            _("fieldcase {version} · works without a network · sends nothing by itself").format(version=__version__),
            "caption",
            ink="rail_ink2",
        )
        inner = plain(
            column(
                ...,
                row(..., card, ...),
                8,
                row(..., foot, ...),
                ...,
                row(..., self._spoken, ...),
                row(..., about, ...),
                gap=8,
                margins=(0, 0, 0, 14),
            )
        )
        band = TrainingBand(40) if training else None
        self.setLayout(column(band, (scrolling(inner, _("Passphrase")), 1), gap=0))
        self.passphrase.setFocus()

    def _parts(self) -> None:
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.passphrase.setMaxLength(1024)
        self.passphrase.returnPressed.connect(self.unlock)
        self.passphrase.textEdited.connect(self._typing)
        self.passphrase.installEventFilter(self)
        self.show_button = IconButton("eye", _("Show the passphrase"))
        self.show_button.setCheckable(True)
        self.show_button.toggled.connect(self._show)
        self.button = Button(_("Unlock"), "primary", "lock-open")
        self.button.setSizePolicy(self.passphrase.sizePolicy())
        self.button.clicked.connect(self.unlock)
        self.hint = Label(_("Caps Lock is on."), "warn", wrap=True)
        self._hint_mark = Picture("triangle-alert", "warn")
        self._hint_line = plain(row(column(self._hint_mark, ..., margins=(0, 2)), (self.hint, 1), gap=6))
        self._hint_line.hide()
        self.progress = Progress()
        self.progress.stopped.connect(self.stopped)
        self.progress.hide()

    def _card(self) -> QFrame:
        label = Label(_("Passphrase"), "strong")
        label.setBuddy(self.passphrase)
        self.passphrase.setAccessibleName(_("Passphrase"))
        help_ = Button(_("I cannot open it"), "quiet", "life-buoy")
        other = (
            Button(_("Leave training"), "quiet", "log-out")
            if self._training
            else Button(_("Training office"), "quiet", "graduation-cap")
        )
        help_.clicked.connect(self._help)
        self._cannot = Cannot(self._training)
        self._cannot.hide()
        self._cannot.asked.connect(self.asked)
        other.clicked.connect(lambda: self.asked.emit("leave" if self._training else "training"))
        ink = "training" if self._training else "accent"
        inner = column(
            row(
                Picture("folder-lock", ink, 32),
                Label("fieldcase", "display"),
                ...,
                gap=12,
            ),
            Label(_("Training office"), "title") if self._training else Label(_("This laptop is locked."), "quiet"),
            self._chairs(),
            8,
            row(label, ..., *_keyboard(), gap=6),
            row((self.passphrase, 1), self.show_button, gap=8),
            self._hint_line,
            self._training_words(),
            4,
            self.button,
            self.progress,
            4,
            rule(),
            row(help_, ..., other) if not look().stacked else column(help_, other, gap=4),
            self._cannot,
            gap=6,
            margins=(40, 36, 40, 20),
        )
        card = framed(inner)
        width = 455 if look().text_size < 200 else 640
        card.setFixedWidth(look().px(width) if look().text_size < 200 else width * 2 - 240)
        return card

    def _chairs(self) -> QWidget | None:
        """At whose laptop of the training office one sits."""
        if len(self._laptops) < 2:
            return None
        field = choice_field(_("You sit at the laptop of"), dict(self._laptops), self._laptop)
        editor = field.editor
        assert isinstance(editor, QComboBox)
        editor.activated.connect(lambda _place: self.moved.emit(str(editor.currentData())))
        return field

    def _training_words(self) -> QWidget | None:
        if not self._training:
            return None
        return Banner("graduation-cap", _("Invented people in an invented country. Passphrase: training"), "training")

    def _help(self) -> None:
        self._cannot.setVisible(self._cannot.isHidden())

    def unlock(self) -> None:
        """Hand the passphrase over and forget it here."""
        if not self.button.isEnabled():
            return
        passphrase = self.passphrase.text()
        if not passphrase:
            self._say(_("Type your passphrase first."))
            return
        self._hint_line.hide()
        self.passphrase.setText("")  # unlike clear(), it takes the way back by undo too
        self.show_button.setChecked(False)
        self.passphrase.setEnabled(False)
        self.button.busy(_("Opening…"))
        self.progress.report(_("The key is being made from your passphrase."), -1)
        self.progress.show()
        self.given.emit(passphrase)

    def report(self, words: str, share: float) -> None:
        """How far the opening is."""
        self.progress.report(words, share)

    def refuse(self, sentence: str, *, wrong: bool = False) -> None:
        """Say why it did not open; a `wrong` passphrase counts as a try."""
        self.progress.hide()
        self.passphrase.setEnabled(True)
        self.button.ready()
        if wrong:
            self._tries += 1
            caps = _("Caps Lock is on.") if self._caps else _("Check the keyboard language and Caps Lock.")
            sentence = f"{sentence} {caps}"
        self._say(sentence, "danger")
        if wrong and self._tries > FREE_TRIES:
            self._left = min(LONGEST_WAIT, 2 ** (self._tries - FREE_TRIES))
            self.button.setEnabled(False)
            self._second()
            self._wait.start()
        self.passphrase.setFocus()

    def tell(self, sentence: str) -> None:
        """Say something beneath the passphrase that is no problem."""
        self._say(sentence, "accent")

    def again(self) -> None:
        """After cancelling: as it was before."""
        self.progress.hide()
        self.passphrase.setEnabled(True)
        self.button.ready()
        self.passphrase.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt does not tell whether Caps Lock is on: it is known from what a letter key gives."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            text = event.text()
            if event.key() == Qt.Key.Key_CapsLock:
                self._caps_lock(not self._caps)
            elif text.isalpha() and text.lower() != text.upper():
                shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self._caps_lock(text.isupper() != shift)
        return False

    def _caps_lock(self, on: bool) -> None:
        self._caps = on
        if on:
            self._say(_("Caps Lock is on."))
        elif self.hint.text() == _("Caps Lock is on."):
            self._hint_line.hide()

    def _typing(self) -> None:
        if not self._caps:
            self._hint_line.hide()

    def _say(self, sentence: str, ink: str = "warn") -> None:
        self.hint.setText(sentence)
        self.hint.setProperty("kind", ink)
        self.hint.dyed("accent_ink" if ink == "accent" else ink)
        self._hint_mark.show_icon({"danger": "circle-x", "accent": "info"}.get(ink, "triangle-alert"), ink)
        self.passphrase.setAccessibleDescription(sentence)
        self._hint_line.show()

    def _show(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.passphrase.setEchoMode(mode)
        name = _("Hide the passphrase") if shown else _("Show the passphrase")
        self.show_button.show_icon("eye-off" if shown else "eye", name)

    def _second(self) -> None:
        if self._left <= 0:
            self._wait.stop()
            self.button.ready()
            return
        wait = ngettext("Try again in {count} second.", "Try again in {count} seconds.", self._left)
        self.button.say(wait.format(count=self._left))
        self._left -= 1


def _keyboard() -> tuple[QWidget, ...]:
    """The language of the keyboard, where the system says it."""
    method = QGuiApplication.inputMethod()
    name = method.locale().nativeLanguageName() if method is not None else ""
    if not name:
        return ()
    return Picture("keyboard", "ink2", 14), Label(_("Keyboard: {language}").format(language=name), "caption")
