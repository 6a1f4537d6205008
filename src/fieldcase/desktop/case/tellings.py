"""What was told, item by item, with the grade of the information and the grade of its source apart (G12).

The case room knows of a source a grade and a letter. Who may read the source room sees which source it was, by its own
code; who it is, is asked for with a reason, logged, shown here alone and hidden again with the page.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from fieldcase.desktop.case.sheets import edit_sheet
from fieldcase.desktop.case.sourcecard import SourceCard
from fieldcase.desktop.case.tab import Given
from fieldcase.desktop.parts.arrange import column, framed, of_row, plain, row
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.empty import Empty
from fieldcase.desktop.parts.label import Label, Picture, named
from fieldcase.desktop.parts.pill import Pill
from fieldcase.desktop.theme.look import look
from fieldcase.model.declare import Words
from fieldcase.model.kinds.sources import Information
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.desktop.case.verifying import Verified

MARKS = {"supports": "plus", "contradicts": "minus", "neutral": "circle"}


class Tellings(QWidget):
    """A card for each item, then a card for each source that may be read here."""

    sheet = Signal(object)
    opened = Signal(str, object)
    said = Signal(str, object)
    changed = Signal()

    def __init__(self, given: Given, found: Verified, add: Callable[[], object]) -> None:
        super().__init__()
        self._given, self._found = given, found
        items = [one for one in given.page.records.get("information", ()) if isinstance(one, Information)]
        if not items and not found.sources:
            button = Button(_("Add information"), "primary", "plus")
            button.clicked.connect(add)
            first = _("Write down what was said, in codes, and who said it. The two are kept and graded apart.")
            self.setLayout(column(Empty("scale", _("Nobody has told anything yet."), (first,), (button,))))
            return
        infos = column(*(self._item(one) for one in items), ..., gap=10, margins=(0, 0, 6, 0))
        sources = self._sources()
        if look().large:
            self.setLayout(column(infos, sources, ..., gap=10))
        else:
            self.setLayout(row((infos, 3), (sources, 2), gap=12))

    def _item(self, item: Information) -> QFrame:
        wording = self._given.wording
        day = wording.dated(item.event_date) if item.event_date else _("day not said")
        origin = _("origin {letter}").format(letter=item.independence_group) if item.independence_group else ""
        first = {"yes": _("first hand"), "no": _("not first hand")}.get(item.first_hand, "")
        facts = " · ".join(one for one in (day, first, origin) if one)
        grade = Button(_("Grade it") if not item.credibility.level else _("Grade again"), "quiet", small=True)
        named(grade, f"{grade.text().strip()}, {item.no}")
        of_row(grade, item.id)
        grade.clicked.connect(lambda: self.sheet.emit(edit_sheet(self._given, "graded", item)))
        bears = Button(_("Bears on more…"), "quiet", small=True)
        named(bears, f"{_('Bears on more…')}, {item.no}")
        bears.clicked.connect(lambda: self.sheet.emit(edit_sheet(self._given, "bearing", item)))
        change = Button(_("Change"), "quiet", small=True)
        named(change, f"{_('Change')}, {item.no}")
        change.clicked.connect(lambda: self.opened.emit("information", item))
        return framed(
            column(
                row(Label(item.no, "strong"), (Label(facts, "caption", wrap=True), 1), gap=8),
                Label(_spoken(item.content, wording.language), wrap=True),
                self._grades(item),
                self._bearing(item),
                row(grade, bears, change, ..., gap=4),
                gap=6,
                margins=(14, 10),
            )
        )

    def _grades(self, item: Information) -> QWidget:
        """The two grades on lines of their own: neither follows from the other."""
        wording = self._given.wording
        said = (
            (_("Source"), item.reliability, wording.term("source_reliability", item.reliability)),
            (_("Information"), item.credibility.level, wording.term("information_credibility", item.credibility.level)),
        )
        lines: list[QWidget] = []
        for title, code, words in said:
            mark = (
                Pill("scale", f"{code} · {words}", "info") if code else Pill("triangle-alert", _("not graded"), "warn")
            )
            lines.append(plain(row(Label(title, "caption"), mark, ..., gap=6)))
        return plain(column(*lines, gap=4) if look().large else row(*lines, ..., gap=16))

    def _bearing(self, item: Information) -> QWidget | None:
        parts: list[QWidget] = []
        for one in item.supports.values():
            ink = "danger" if one.direction == "contradicts" else "ok"
            target = self._given.names.get(one.target, "–")
            words = _("contradicts {element} of {act}") if one.direction == "contradicts" else _("{element} of {act}")
            words = words.format(element=one.element, act=target)
            parts.append(
                plain(row(Picture(MARKS.get(one.direction, "circle"), ink, 14), Label(words, "caption"), gap=4))
            )
        if not parts:
            return Label(_("Bears on nothing yet."), "caption", ink="warn")
        return plain(column(*parts, gap=2) if len(parts) > 4 or look().large else row(*parts, ..., gap=12))

    def _sources(self) -> QWidget:
        holder = QVBoxLayout()
        holder.setContentsMargins(0, 0, 0, 0)
        holder.setSpacing(look().px(10))
        if not self._found.sources:
            words = _("Sources are closed on this laptop. What is recorded here of them goes to the custodian.")
            head = row(Picture("lock"), Label(_("Sources"), "heading"), ...)
            holder.addWidget(framed(column(head, Label(words, "caption", wrap=True), gap=6, margins=(14, 10))))
        told_here = {source for each in self._found.told_by.values() for source in each}
        numbers = {
            one.id: one.no for one in self._given.page.records.get("information", ()) if isinstance(one, Information)
        }
        for line in self._found.sources:
            if line.record not in told_here:
                continue
            told = [
                numbers[item] for item, each in self._found.told_by.items() if line.record in each and item in numbers
            ]
            card = SourceCard(self._given, line, tuple(told))
            card.sheet.connect(self.sheet)
            holder.addWidget(card)
        holder.addStretch(1)
        return plain(holder)


def _spoken(text: dict[str, Words], language: str) -> str:
    said = text.get(language) or text.get("en") or next(iter(text.values()), None)
    return said.text if said else ""
