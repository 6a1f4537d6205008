"""A way to a vault as one card a step: where one is, what is asked, Back and the one button that goes on.

Back keeps what was typed. What cannot go on yet says why, in words beside the button. While a step works, its progress
stands in the place of the buttons, with Cancel.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from fieldcase.desktop.frame.training import TrainingBand
from fieldcase.desktop.parts.arrange import column, framed, plain, row, rule, scrolling
from fieldcase.desktop.parts.banner import Banner
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.label import Label, Picture
from fieldcase.desktop.parts.progress import Progress
from fieldcase.desktop.start.step import Step
from fieldcase.desktop.theme.look import look
from fieldcase.model.words import _

WIDTH = 640


class Wizard(QWidget):
    """`left` when Back is pressed on the first step; `wanted` with the place of a step whose button was pressed;
    `stopped` asks to cancel what a step does.
    """

    left = Signal()
    wanted = Signal(int)
    stopped = Signal()

    def __init__(self, way: str, picture: str, steps: Sequence[Step], *, training: bool = False) -> None:
        super().__init__()
        self.setObjectName("lock")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.steps = list(steps)
        self.at = 0
        self._way = way
        self._where = Label("", "caption")
        self._title = Label("", "title", wrap=True)
        self._sentence = Label("", "quiet", wrap=True)
        self._pages = QStackedWidget()
        self._wrong = plain(column(gap=0))
        self._banner: Banner | None = None
        self._why = Label("", "caption", wrap=True)
        self.back_button = Button(_("Back"), "secondary", "arrow-left")
        self.next_button = Button(_("Next"), "primary")
        self.progress = Progress()
        self._buttons = plain(row(self.back_button, (self._why, 1), self.next_button, gap=12))
        self._connect()
        head = row(Picture("folder-lock", "training" if training else "accent", 32), Label("fieldcase", "display"), ...)
        named = row(Picture(picture, "training" if training else "accent", 20), self._where, ..., gap=8)
        card = framed(
            column(
                head,
                4,
                named,
                self._title,
                self._sentence,
                4,
                rule(),
                4,
                self._pages,
                self._wrong,
                4,
                rule(),
                4,
                self._buttons,
                self.progress,
                gap=6,
                margins=(40, 28, 40, 24),
            )
        )
        card.setFixedWidth(min(look().px(WIDTH), 1180))
        inner = plain(column(..., row(..., card, ...), ..., margins=(16, 16)))
        band = TrainingBand(40) if training else None
        self.setLayout(column(band, (scrolling(inner, way), 1), gap=0))
        for step in self.steps:
            step.changed.connect(self._weigh)
        self.show_step(0)

    def _connect(self) -> None:
        self.back_button.clicked.connect(self.back)
        self.next_button.clicked.connect(self.onward)
        self.progress.stopped.connect(self.stopped)
        self.progress.hide()
        deeds: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl+Return", self.onward),
            ("Ctrl+Enter", self.onward),
            ("Esc", self.back),
            ("Alt+Left", self.back),
        )
        for keys, deed in deeds:
            QShortcut(QKeySequence(keys), self).activated.connect(deed)

    @property
    def step(self) -> Step:
        """The step that is shown."""
        return self.steps[self.at]

    @property
    def busy(self) -> bool:
        """Whether a step works, so that its buttons are away."""
        return not self.progress.isHidden()

    def show_step(self, at: int) -> None:
        """Show a step; the page is only as tall as the step needs."""
        self.at = at
        step = self.step
        while (shown := self._pages.widget(0)) is not None:
            self._pages.removeWidget(shown)
        self._pages.addWidget(step)
        step.show()
        self._clear()
        where, of = self._way, len(self.steps)
        if of > 1:
            where = _("{way} · step {at} of {of}").format(way=self._way, at=at + 1, of=of)
        self._where.setText(where)
        self._title.setText(step.title)
        self._sentence.setText(step.sentence)
        self._sentence.setVisible(bool(step.sentence))
        self.setAccessibleName(f"{where}. {step.title}")
        self.next_button.say(step.onward())
        step.shown()
        self._weigh()
        for line in step.findChildren(QLineEdit):
            line.returnPressed.connect(self.onward, Qt.ConnectionType.UniqueConnection)
        self.arrive()

    def arrive(self) -> None:
        """Put the focus where the step begins."""
        (self.step.first() or self.next_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def back(self) -> None:
        """The step before, with what was typed; from the first step out of the way."""
        if self.busy:
            return
        if self.at == 0:
            self.left.emit()
        else:
            self.show_step(self.at - 1)

    def onward(self) -> None:
        """Press the button that goes on, where it can be pressed."""
        if not self.busy and not self.step.lacking():
            self.wanted.emit(self.at)

    def work(self, words: str) -> None:
        """A step works: show how far it is, with Cancel."""
        self._clear()
        self._buttons.hide()
        self.step.setEnabled(False)
        self.progress.report(words, -1)
        self.progress.show()

    def rest(self) -> None:
        """It works no more: the buttons are there again."""
        self.progress.hide()
        self.step.setEnabled(True)
        self._buttons.show()
        self._weigh()
        self.arrive()

    def refuse(self, sentence: str) -> None:
        """Say what keeps this step from going on."""
        self.rest()
        self._clear()
        self._banner = Banner("circle-x", sentence, "danger")
        layout = self._wrong.layout()
        assert layout is not None
        layout.addWidget(self._banner)
        self._wrong.show()
        self.setAccessibleDescription(sentence)

    def forget(self) -> None:
        """The way is left: nothing secret stays in a field."""
        for step in self.steps:
            step.forget()

    def _clear(self) -> None:
        if self._banner is not None:
            self._banner.deleteLater()
            self._banner = None
        self._wrong.hide()
        self.setAccessibleDescription("")

    def _weigh(self) -> None:
        why = self.step.lacking()
        self._why.setText(why)
        self.next_button.setEnabled(not why)
        self.next_button.setAccessibleDescription(why)
