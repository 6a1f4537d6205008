"""The preview: the rows as they will come in, and beside them what is to settle, equal problems as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from fieldcase.desktop.importing.rows import BLOCKS, PreviewTable, ToSettle, counts, to_settle
from fieldcase.desktop.parts.arrange import column, empty, framed, plain, row, rule, scrolling
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.field import Choice
from fieldcase.desktop.parts.label import Label, Picture, named
from fieldcase.desktop.parts.pill import Pill
from fieldcase.desktop.parts.table import Table
from fieldcase.desktop.parts.tick import Tick
from fieldcase.desktop.theme.look import look
from fieldcase.model.words import _, ngettext

if TYPE_CHECKING:
    from fieldcase.office.importing.assistant import Assisted

WIDTHS = (56, 130, 160, 130, 140, 110)


class PreviewPage(QWidget):
    """`ordered` asks to read the dates another way (`dmy`, `mdy`); `values` goes back to the texts; `sealed` tells
    whether rows about UN personnel are to be sealed."""

    ordered = Signal(str)
    values = Signal()
    sealed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._told: Assisted | None = None
        self._at, self._only = 0, False
        self._shown: frozenset[tuple[str | None, int]] | None = None
        self.model = PreviewTable()
        self.table = Table(_("Rows of the register"))
        self.table.setModel(self.model)
        self.table.verticalHeader().setDefaultSectionSize(look().px(32))
        self.sheets = Choice()
        named(self.sheets, _("Table"))
        self.sheets.activated.connect(self._sheet)
        self.only = Button(_("Only rows with problems"), "secondary", "list-filter", small=True)
        self.only.setCheckable(True)
        self.only.toggled.connect(self._filter)
        self._head, self._settle = QVBoxLayout(), QVBoxLayout()
        self._settle.setSpacing(look().px(8))
        self.remedies: list[Button] = []
        self.seal = Tick(_("Seal for head and custodian"))
        self.seal.toggled.connect(self.sealed)
        self._compose()

    def _compose(self) -> None:
        tools = row(self.sheets, ..., self.only, gap=8)
        card = framed(
            column(
                plain(column(self._head, tools, gap=6, margins=(12, 8))),
                (self.table, 1),
                gap=0,
                margins=(1, 1, 1, 2),
            )
        )
        side = plain(column(self._settle, ..., gap=0, margins=(14, 12)))
        panel = framed(column((scrolling(side, _("To settle")), 1), gap=0))
        body: QBoxLayout
        if look().stacked:
            self.behind = Button(_("Show the rows"), "secondary", "table-2")
            self.behind.setCheckable(True)
            card.hide()
            self.behind.toggled.connect(card.setVisible)
            self.behind.toggled.connect(lambda on: panel.setVisible(not on))
            body = column(row(self.behind, ...), (panel, 1), (card, 1), gap=8)
        else:
            panel.setFixedWidth(look().size("panel"))
            body = row((card, 1), panel, gap=16)
        self.setLayout(column((plain(body), 1), margins=(24, 12, 24, 8)))

    # --- what is shown

    def show_plan(self, told: Assisted) -> None:
        """Draw it anew, at the same table."""
        self._told, plan = told, told.plan
        self._at = min(self._at, len(plan.tables) - 1)
        self._shown = None
        self.sheets.clear()
        for at, table in enumerate(plan.tables):
            self.sheets.addItem(table.table or _("The table"), at)
        self.sheets.setCurrentIndex(self._at)
        self.sheets.setVisible(len(plan.tables) > 1)
        self._draw_head()
        self._draw_rows()
        self._draw_settle()

    def _draw_head(self) -> None:
        assert self._told is not None
        empty(self._head)
        plan = self._told.plan
        ready, asked, out = counts(plan)
        total = ngettext("{count} row", "{count} rows", plan.rows_total).format(count=plan.rows_total)
        pills = [
            Pill("circle-check", _("{count} ready").format(count=ready), "ok"),
            Pill("triangle-alert", _("{count} with a question").format(count=asked), "warn") if asked else None,
            Pill("circle-x", _("{count} left out").format(count=out), "danger") if out else None,
            Pill("copy-check", _("{count} here already").format(count=self._told.known), "neutral")
            if self._told.known
            else None,
        ]
        if look().stacked:
            self._head.addLayout(column(Label(total, "strong"), *(row(one, ...) for one in pills if one), gap=4))
        else:
            self._head.addLayout(row(Label(total, "strong"), *pills, ..., gap=8))

    def _draw_rows(self) -> None:
        assert self._told is not None
        only = self._shown
        self.model.show(self._told.plan, self._at, only)
        if only is None and self.only.isChecked():
            self.model.show(self._told.plan, self._at, self.model.problem_rows())
        count = self.model.columnCount()
        widths = [*WIDTHS[:count], *([120] * max(0, count - len(WIDTHS)))]
        widths[-1] = 0
        self.table.lay_out(tuple(widths))
        if self.model.rowCount():
            self.table.selectRow(0)

    def _draw_settle(self) -> None:
        assert self._told is not None
        empty(self._settle)
        self.remedies = []
        groups = to_settle(self._told.plan)
        cells = sum(one.cells for one in groups)
        said = ngettext("{count} cell", "{count} cells", cells).format(count=cells)
        self._settle.addLayout(row(Label(_("To settle"), "heading"), Label(said, "caption"), ...))
        if not groups:
            self._settle.addWidget(Label(_("Nothing is to settle."), "quiet"))
        for place, one in enumerate(groups):
            if place:
                self._settle.addWidget(rule())
            self._settle.addWidget(self._group(one))
        if pairs := len(self._told.plan.incidents):
            self._settle.addWidget(rule())
            self._settle.addWidget(self._alike(pairs))

    def _group(self, one: ToSettle) -> QWidget:
        blocks = one.weight == BLOCKS
        mark = Picture("circle-x" if blocks else "triangle-alert", "danger" if blocks else "warn")
        title = Label(one.sentence, "strong", wrap=True)
        buttons = self._buttons(one)
        seal = None
        if one.kind == "refer_oversight" and self._told is not None and self._told.sealable:
            seal = self.seal
            seal.setParent(None)
            seal.show()
        lines = column(
            row(plain(column(mark, ...)), (title, 1), gap=8),
            Label(one.said, "caption", wrap=True),
            seal,
            *(row(button, ...) for button in buttons),
            gap=4,
        )
        return plain(lines)

    def _buttons(self, one: ToSettle) -> list[Button]:
        found: list[tuple[str, str, object]] = []
        if one.kind in ("ambiguous_date", "date_order_mismatch"):
            found = [("remedy", _("Day first"), "dmy"), ("remedy", _("Month first"), "mdy")]
        elif one.kind == "unmapped_value":
            found = [("remedy", _("Choose terms…"), None)]
        made = []
        for kind, words, order in found:
            button = Button(words, kind, small=True)
            if isinstance(order, str):
                button.clicked.connect(lambda _on=False, order=order: self.ordered.emit(order))
            else:
                button.clicked.connect(lambda: self.values.emit())
            made.append(button)
        show = Button(_("Show these rows"), "quiet", small=True)
        show.clicked.connect(lambda: self._show_only(one))
        for button in (*made, show):
            button.setAccessibleName(f"{button.accessibleName()}: {one.sentence}")
        self.remedies += [*made, show]
        return [*made, show]

    def _alike(self, pairs: int) -> QWidget:
        said = ngettext(
            "{count} pair of rows may be one incident. Both come in, with a task to compare them.",
            "{count} pairs of rows may be one incident. All come in, with tasks to compare them.",
            pairs,
        ).format(count=pairs)
        head = row(Picture("copy-check", "warn"), (Label(_("Known already?"), "strong"), 1), gap=8)
        return plain(column(head, Label(said, "caption", wrap=True), gap=4))

    # --- what a person does

    def next_problem(self, step: int) -> None:
        """Go to the next row with a problem (F8)."""
        at = self.model.next_problem(self.table.currentIndex().row(), step)
        if at >= 0:
            self.table.selectRow(at)
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _sheet(self) -> None:
        self._at, self._shown = self.sheets.currentIndex(), None
        self._draw_rows()

    def _filter(self) -> None:
        self._shown = None
        self._draw_rows()

    def _show_only(self, one: ToSettle) -> None:
        assert self._told is not None
        names = [table.table for table in self._told.plan.tables]
        self._at = names.index(one.rows[0][0])
        self.sheets.setCurrentIndex(self._at)
        self._shown = frozenset(one.rows)
        if look().stacked:
            self.behind.setChecked(True)
        self._draw_rows()
        self.table.setFocus()
