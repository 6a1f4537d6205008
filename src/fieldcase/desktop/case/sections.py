"""A tab that lists the records of a case, kind by kind, from their declarations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame

from fieldcase.desktop.case.rows import Rows, cells_of, headings_of
from fieldcase.desktop.case.tab import CaseTab, Given
from fieldcase.desktop.form.saying import Names
from fieldcase.desktop.parts.arrange import column, framed, row
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.label import Label, named
from fieldcase.desktop.parts.table import Cell, Table
from fieldcase.desktop.theme.look import look
from fieldcase.desktop.wording import Wording
from fieldcase.model.declare import Kind, Record
from fieldcase.model.kinds import KINDS
from fieldcase.model.words import _

if TYPE_CHECKING:
    pass

MOST_ROWS = 8
NARROWEST, WIDEST = 72, 260
ROOM = 640
"""Pixels beyond which columns need a slider, the stretching one left out."""


class Sections(CaseTab):
    """One tab: a card for each kind that it lists."""

    def __init__(self, given: Given, kinds: tuple[str, ...]) -> None:
        super().__init__(given)
        page, wording, names = given.page, given.wording, given.names
        self.tables: list[Table] = []
        cards = [self._card(KINDS[kind], page.records.get(kind, ()), wording, names) for kind in kinds if kind in KINDS]
        self.setLayout(column(*cards, ..., gap=12))

    def _card(self, kind: Kind, records: tuple[Record, ...], wording: Wording, names: Names) -> QFrame:
        add = Button(_("Add"), "quiet", "plus", small=True)
        named(add, _("Add: {kind}").format(kind=_(kind.label)))
        add.clicked.connect(lambda: self.opened.emit(kind.name, None))
        head = row(Label(_(kind.plural), "heading"), Label(str(len(records)) if records else "", "caption"), ..., add)
        if not records:
            return framed(column(head, Label(_("Nothing recorded."), "quiet"), gap=4, margins=(16, 10, 16, 12)))
        table = Table(_(kind.plural))
        headings, cells = _said(headings_of(kind), [cells_of(kind, record, wording, names) for record in records])
        widths = _widths(headings, cells)
        table.setModel(Rows(headings, cells, table))
        table.lay_out(widths)
        table.opened.connect(lambda place: self.opened.emit(kind.name, records[place]))
        table.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if len(records) > MOST_ROWS else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        rows = min(len(records), MOST_ROWS)
        slider = look().px(14) if sum(widths) > ROOM else 0
        table.setFixedHeight(look().px(32) + rows * look().size("row") + slider)
        self.tables.append(table)
        return framed(column(row(head, margins=(16, 0)), table, gap=4, margins=(1, 10, 1, 2)))


def _said(headings: list[str], cells: list[list[Cell]]) -> tuple[list[str], list[list[Cell]]]:
    """Without the columns in which no record says anything."""
    kept = [place for place in range(len(headings)) if any(row[place].text for row in cells)] or [0]
    return [headings[place] for place in kept], [[row[place] for place in kept] for row in cells]


def _widths(headings: list[str], cells: list[list[Cell]]) -> tuple[int, ...]:
    """As wide as the widest words, within limits, in pixels at 100 % text; the last column takes what room is left."""
    words, heads = QFontMetrics(look().font("body")), QFontMetrics(look().font("caption", 600))
    scale = look().px(100) / 100
    widths = []
    for place, heading in enumerate(headings):
        widest = max([heads.horizontalAdvance(heading), *(words.horizontalAdvance(row[place].text) for row in cells)])
        widths.append(min(max(NARROWEST, round(widest / scale) + 28), WIDEST))
    return (*widths[:-1], 0)
