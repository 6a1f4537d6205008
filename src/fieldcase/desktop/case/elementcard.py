"""One of the four elements, drawn: its question, its ladder, what supports it, what contradicts it, what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from fieldcase.desktop.case import elements
from fieldcase.desktop.case.about import shows
from fieldcase.desktop.parts.arrange import column, framed, plain, row, rule, scrolling
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.label import Label, Picture, named
from fieldcase.desktop.parts.ladder import LEVELS, Ladder
from fieldcase.desktop.theme.look import look
from fieldcase.desktop.wording import Wording
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.office.verification.board import Board, BoardItem, ElementCard, TargetBoard

MOST = 160
"""Characters of an item that a card shows; the whole text stands with the item."""


class Element(QFrame):
    """`asked` gives what the button does (`elements.ASSESS` …); `weak` marks the element where work is due next."""

    asked = Signal(str)

    def __init__(self, card: ElementCard, target: TargetBoard, board: Board, wording: Wording, *, weak: bool) -> None:
        super().__init__()
        self.card = card
        self.setProperty("kind", "card")
        if card.counts == "contradicted":
            self.setProperty("edge", "danger")
        elif weak:
            self.setProperty("edge", "warn")
        self.setAccessibleName(elements.ladder_words(card, wording))
        self.setMinimumWidth(look().px(200))
        step = elements.step_of(card, board)
        self.button = Button(step.words, "remedy", small=True)
        where = elements.target_words(target, wording)
        who = f", {target.party_code}" if target.party_code and card.element in ("E1", "E3") else ""
        named(self.button, f"{step.words}, {card.element} {_(elements.TITLES[card.element])}, {where}{who}")
        self.button.clicked.connect(lambda: self.asked.emit(step.action))
        shows(self, "assessment", card.assessment)
        body = column(
            *self._head(card, wording),
            rule(),
            *_items("plus", "ok", _("Supports"), card.supports, elements.groups_line(card)),
            rule(),
            *_items("minus", "danger", _("Contradicts"), card.contradicts, ""),
            ...,
            gap=6,
            margins=(0, 0, 0 if look().large else 6, 0),
        )
        scrolls = not look().large
        inner = scrolling(plain(body), self.accessibleName()) if scrolls else plain(body)
        foot = _line(elements.foot_of(card, wording))
        self.setLayout(column((inner, 1), rule(), foot, self.button, gap=6, margins=(14, 12, 8, 12)))
        if scrolls:
            self.setMinimumHeight(look().px(220))

    def _head(self, card: ElementCard, wording: Wording) -> list[QWidget | QVBoxLayout]:
        title = plain(row(Label(card.element, "quiet"), (Label(_(elements.TITLES[card.element]), "heading"), 1), gap=6))
        _filled, icon, ink = LEVELS.get(card.counts, LEVELS["not_assessed"])
        level = wording.term("verification_level", card.counts)
        chosen = elements.chosen_line(card, wording)
        ladder = Ladder(card.counts)
        named(ladder, elements.ladder_words(card, wording))
        return [
            title,
            Label(_(elements.QUESTIONS[card.element]), "caption", wrap=True),
            ladder,
            plain(row(Picture(icon, ink), (Label(level, "strong", wrap=True, ink=ink), 1), gap=6)),
            *([Label(chosen, "caption", wrap=True, ink="warn")] if chosen else []),
        ]


def _items(icon: str, ink: str, title: str, items: tuple[BoardItem, ...], beside: str) -> list[QWidget]:
    head = plain(row(Picture(icon, ink, 14), Label(title, "over"), ..., Label(beside, "caption"), gap=6))
    if not items:
        none = _("Nothing recorded. Have you looked?") if icon == "minus" else _("Nothing recorded.")
        return [head, Label(none, "caption", wrap=True)]
    return [head, *(item_line(item) for item in items)]


def item_line(item: BoardItem, *, whole: bool = False) -> QWidget:
    """An item: its number, both grades in a soft box, where it comes from, and what it says."""
    grades = elements.grades_of(item)
    token = framed(row(Label(grades, "caption", ink="accent_ink"), margins=(6, 1)), "token") if grades else None
    if token is not None:
        named(
            token,
            _("Source {reliability}, information {credibility}").format(
                reliability=item.reliability or _("not graded"), credibility=item.credibility or _("not graded")
            ),
        )
    origin = Label(elements.origin_of(item), "caption", ink="" if item.intact else "danger")
    head = row(Label(item.number, "strong"), token, (origin, 1), gap=6)
    text = item.text if whole or len(item.text) <= MOST else item.text[:MOST].rsplit(" ", 1)[0] + " …"
    return plain(column(head, Label(text, wrap=True), gap=2))


def _line(line: elements.Line) -> QWidget:
    return plain(
        row(Picture(line.icon, line.ink, 14), (Label(line.words, "caption", wrap=True, ink=line.ink), 1), gap=6)
    )
