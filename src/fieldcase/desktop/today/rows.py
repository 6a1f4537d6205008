"""One line of Today: icon, sentence, pill, when and why, and the button of its step; and the grey rows before it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from fieldcase.desktop.parts.arrange import column, plain, row
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.drawn import drawn
from fieldcase.desktop.parts.label import Label, Picture, named, reference, unbroken
from fieldcase.desktop.parts.pill import TONES, Pill
from fieldcase.desktop.theme.look import look
from fieldcase.desktop.today.lines import caption_parts, pill_of, sentence_said, step_words
from fieldcase.desktop.wording import Wording
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.office.today import Need

ROOM = 540
"""So wide a sentence may be, at 100 % text, for its pill to stand beside it."""


ANSWERED = frozenset({"show_name"})
"""Tasks that an answer ends, where it is given."""


class NeedRow(QFrame):
    """A line; `step` is its button, `done` says that the task was done, where the line is one."""

    def __init__(self, need: Need, wording: Wording, today: date) -> None:
        super().__init__()
        self.need = need
        icon, words, tone = pill_of(need, today)
        sentence, caption = sentence_said(need, wording), caption_parts(need, wording, today)
        number = need.item.case_no
        self.step = Button(step_words(need), "remedy", small=True)
        named(self.step, f"{step_words(need)}, {number or sentence}", sentence)
        self.done: Button | None = None
        if need.item.task and need.item.kind not in ANSWERED:
            self.done = Button(_("Done…"), "quiet", small=True)
            named(self.done, f"{_('Done…')} {number or sentence}", sentence)
        beside = QFontMetrics(look().font("strong")).horizontalAdvance(sentence) < look().px(ROOM) and not look().large
        pill = Pill(icon, words, tone)
        # the pill's own name says nothing new: the whole line is the name of its row
        below = " · ".join(part for part in (reference(number), *map(unbroken, caption)) if part)
        said = Label(sentence, "strong", wrap=not beside)
        lines = column(
            row(said, pill, ..., gap=8) if beside else said,
            row(pill, ...) if not beside else None,
            Label(below, "caption", wrap=True),
            gap=2,
        )
        mark = plain(column(Picture(icon, TONES[tone], 20), ..., gap=0))
        content = row(mark, (lines, 1), gap=12)
        if look().stacked:
            self.setLayout(column(content, row(..., self.done, self.step, gap=8), gap=8, margins=(16, 10, 16, 10)))
        else:
            self.setLayout(row((content, 1), self.done, self.step, gap=12, margins=(16, 10, 16, 10)))
        self.setAccessibleName(", ".join(part for part in (sentence, words, number, *caption) if part))


class GreyRow(QWidget):
    """A line that is on its way."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(look().px(58))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("on its way…"))
        drawn(self, QAccessible.Role.Indicator)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Two grey bars, without motion."""
        worn, painter = look(), QPainter(self)
        painter.setPen(worn.colour("sunken"))
        painter.setBrush(worn.colour("sunken"))
        for top, share in ((14, 0.42), (36, 0.6)):
            width = int((self.width() - worn.px(64)) * share)
            left = self.width() - worn.px(48) - width if worn.right_to_left else worn.px(48)
            painter.drawRoundedRect(left, worn.px(top), width, worn.px(10), 4, 4)
