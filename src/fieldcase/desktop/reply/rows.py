"""One row of the reply matrix: asked, answered, position, beside each other; at 200 % text below each other."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from fieldcase.desktop.parts.arrange import column, plain, row, rule
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.label import Label, Picture, named, reference
from fieldcase.desktop.parts.pill import Pill
from fieldcase.desktop.reply.board import Line
from fieldcase.desktop.theme.look import look
from fieldcase.model.words import _


class MatrixRowCard(QFrame):
    """`line` in three cells; `asked` gives its key when somebody wants to say what was answered. `read` says that a
    second person read the matrix, `waits` that it cannot be filled yet."""

    asked = Signal(object)

    def __init__(self, line: Line, *, read: bool, waits: bool, may: bool) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.line = line
        words = _("Change the answer") if line.matched else _("Say what it answers")
        self.change = Button(
            words, "quiet" if line.matched else "remedy", "pen-line" if line.matched else "", small=True
        )
        what = _("Allegation {number}") if line.kind == "allegation" else _("Question {number}")
        named(self.change, _("{words}: {what}").format(words=words, what=what.format(number=line.number)))
        self.change.clicked.connect(lambda: self.asked.emit(line))
        self.change.setVisible(may and not waits)
        cells = (self._question(), self._answer(waits), self._position(read))
        if look().stacked:
            self.setLayout(column(cells[0], rule(), cells[1], rule(), cells[2], gap=0))
        else:
            parts = (cells[0], 3), rule(upright=True), (cells[1], 4), rule(upright=True), (cells[2], 4)
            self.setLayout(row(*parts, gap=0))
        self.setMinimumHeight(look().px(96))
        told = [*(said for _icon, _tone, said in line.positions)] or [_("nobody said yet")]
        named(self, what.format(number=line.number), ", ".join(told))

    def _question(self) -> QWidget:
        line = self.line
        number = Label(reference(line.number), "heading")
        head = row(number, Label(_("Asked"), "caption"), ..., Label(reference(line.reference), "caption"), gap=8)
        return plain(column(head, _selectable(line.asked), ..., gap=6, margins=(14, 10)))

    def _answer(self, waits: bool) -> QWidget:
        line = self.line
        page = _("page {page}").format(page=line.page) if line.page else ""
        head = row(Label(_("Answered"), "strong"), ..., Label(page, "caption"), gap=8)
        parts: list[QWidget] = []
        if line.quote:
            parts.append(_selectable(_("“{words}”").format(words=line.quote)))
            if line.original:
                parts.append(_selectable(_("“{words}”").format(words=line.original), "caption"))
        elif line.silent:
            said = row(
                Picture("circle-slash", "ink2"), (Label(_("The reply does not mention it"), wrap=True), 1), gap=8
            )
            parts += [plain(said), Label(_("Silence is not an admission."), "caption", wrap=True)]
        elif not line.matched:
            text = _("Waits: nobody works on it yet.") if waits else _("Nobody said yet what the reply says to it.")
            parts.append(Label(text, "quiet", wrap=True))
        else:
            parts.append(Label(_("No words of the reply were quoted."), "quiet", wrap=True))
        return plain(column(head, *parts, ..., gap=5, margins=(14, 10)))

    def _position(self, read: bool) -> QWidget:
        line = self.line
        beside: list[QWidget] = []
        if line.matched:
            icon, ink = ("circle-check", "ok") if read else ("hourglass", "warn")
            words = _("read by a second person") if read else _("waits for a second reader")
            beside = [Picture(icon, ink, 14), Label(words, "caption")]
        head = row(Label(_("Position"), "strong"), ..., *beside, gap=6)
        pills = [Pill(icon, said, tone) for icon, tone, said in line.positions]
        parts: list[QWidget] = [plain(row(pill, ...)) for pill in pills]
        if line.summary:
            parts.append(_selectable(line.summary))
        if line.over:
            words = _("Beyond its quote: {words}").format(words=line.over)
            said = row(
                Picture("triangle-alert", "warn", 14), (Label(words, "caption", wrap=True, ink="warn"), 1), gap=6
            )
            parts.append(plain(said))
        if line.kept:
            parts.append(Label(_("It stays: {reason}").format(reason=line.kept), "caption", wrap=True))
        if line.follow_up:
            follow = row(
                Picture("corner-down-right", "ink2", 14), (Label(line.follow_up, "caption", wrap=True), 1), gap=6
            )
            parts.append(plain(follow))
        return plain(column(head, *parts, ..., row(self.change, ...), gap=5, margins=(14, 10)))


def _selectable(text: str, kind: str = "body") -> Label:
    said = Label(text, kind, wrap=True)
    said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return said
