"""The Verification tab: four elements side by side for one act and person; then what was told; then what follows.

Four ladders and never a sum. The floor strip says what may go out on this act. The tab asks for its board anew each
time it is made, for what counts depends on everything that was recorded since.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from fieldcase.desktop.case import elements
from fieldcase.desktop.case.elementcard import Element
from fieldcase.desktop.case.elementsheet import ElementSheet
from fieldcase.desktop.case.follows import Follows
from fieldcase.desktop.case.sheets import edit_sheet, element_sheet
from fieldcase.desktop.case.tab import CaseTab, Given
from fieldcase.desktop.case.tellings import Tellings
from fieldcase.desktop.case.verifying import Verified, verified
from fieldcase.desktop.parts.arrange import column, empty, framed, plain, row, rule, scrolling
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.empty import Empty
from fieldcase.desktop.parts.field import Choice
from fieldcase.desktop.parts.label import Label, Picture, named
from fieldcase.desktop.theme.look import look
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_, _
from fieldcase.office.verification.board import Board, ElementCard, TargetBoard

NARROWEST = 235
"""Pixels of a card at 100 % text; four, two or one stand beside each other."""
SIDE_BY_SIDE = 4
VIEWS = (N_("Four elements"), N_("Information and sources"), N_("Allegations and decisions"))


class Verification(CaseTab):
    """Choose what is shown above; the element where work is due next has the focus."""

    rules_beside = False
    scrolls = True

    def __init__(self, given: Given) -> None:
        super().__init__(given)
        self._verified: Verified | None = None
        self._place, self._view = ("", ""), 0
        self._due = False
        self.cards: list[Element] = []
        self._body = column(row(..., Label(_("Reading what was verified…"), "quiet"), ...), ..., gap=10)
        self.setLayout(self._body)
        verified(given.desk, given.case_id, self._show, self._failed)

    # --- the page around it

    def arrive(self) -> bool:
        self._due = True
        self._focus()
        return True

    def regions(self) -> list[QWidget]:
        return [self._switch[self._view], *([self.cards[0].button] if self.cards else [])] if self._verified else []

    def problems(self) -> list[QWidget]:
        """The weakest element first, then the others that need something."""
        if self._verified is None or self._view or not self.cards:
            return []
        weakest = self.shown.weakest
        order = [self.cards[weakest], *(one for place, one in enumerate(self.cards) if place != weakest)]
        needy = [one for one in order if elements.needs_something(one.card)]
        return [one.button for one in needy]

    def where(self) -> dict[str, Any]:
        return {"target": list(self._place), "view": self._view}

    def take_up(self, where: Mapping[str, Any]) -> None:
        """The same act, person and view."""
        target, view = where.get("target"), where.get("view")
        if isinstance(target, list) and len(target) == len(self._place):
            self._place = (str(target[0]), str(target[1]))
        self._view = view if isinstance(view, int) and 0 <= view < len(VIEWS) else 0
        if "element" in where and isinstance(target, list):
            self._again = {**where, "target": target[0], "of": target[1]}
        if self._verified is not None:
            self._show(self._verified)

    def reopen(self, where: Mapping[str, Any]) -> None:
        """The sheet of an element again, once the board is there."""
        self._again = dict(where)
        if self._verified is not None:
            self._open_again()

    _again: Mapping[str, Any] = {}

    def _open_again(self) -> None:
        told, self._again = self._again, {}
        of_it = [one for one in self.board.targets if one.record == told["target"]]
        target = next((one for one in of_it if one.party == told["of"]), of_it[0] if of_it else None)
        if target is None:
            return
        weakest = target.cards[target.weakest]
        card = next((one for one in target.cards if one.element == told["element"]), weakest)
        if told.get("assess") is True and self.board.may_assess:
            self.sheet.emit(element_sheet(self.given, target, card))
        else:
            self._open(target, card)

    # --- showing

    @property
    def board(self) -> Board:
        """What was read."""
        assert self._verified is not None
        return self._verified.board

    @property
    def shown(self) -> TargetBoard:
        """The act, law or measure, for the person chosen."""
        board = self.board.targets
        return next((one for one in board if (one.record, one.party) == self._place), board[0])

    def _failed(self, refusal: Refusal) -> None:
        empty(self._body)
        self._body.addWidget(Empty("octagon-alert", refusal.sentence, (refusal.way_out,)))

    def _show(self, found: Verified) -> None:
        self._verified = found
        empty(self._body)
        self._body.addWidget(self._switcher(found))
        self._stack = QStackedWidget()
        self._elements = QVBoxLayout()
        self._elements.setContentsMargins(0, 0, 0, 0)
        self._elements.setSpacing(look().px(10))
        self._views_made = {0}
        self._stack.addWidget(plain(self._elements))
        self._holders = [column(gap=0) for _view in VIEWS[1:]]
        for holder in self._holders:
            self._stack.addWidget(plain(holder))
        self._body.addWidget(self._stack, 1)
        self._show_elements()
        self._choose_view(self._view)
        if self._again:
            self._open_again()
        elif not self.settle():
            self._focus()

    def _make_view(self, place: int) -> None:
        """What was told, or what follows, made when it is first looked at."""
        assert self._verified is not None
        self._views_made.add(place)
        part = (
            Tellings(self.given, self._verified, self._add_information)
            if place == 1
            else Follows(self.given, self._verified)
        )
        part.sheet.connect(self.sheet)
        part.opened.connect(self.opened)
        part.said.connect(self.said)
        part.changed.connect(self.changed)
        self._holders[place - 1].addWidget(part if look().stacked else scrolling(part))

    def _switcher(self, found: Verified) -> QWidget:
        infos = len(self.given.page.records.get("information", ()))
        follows = len(found.decisions) + len(self.given.page.records.get("allegation", ()))
        self._switch = []
        for place, (words, count) in enumerate(zip(VIEWS, (0, infos, follows), strict=True)):
            button = Button(f"{_(words)} ({count})" if count else _(words), "secondary", small=True)
            button.clicked.connect(lambda _on, place=place: self._choose_view(place))
            self._switch.append(button)
        add = Button(_("Add information"), "secondary", "plus", small=True)
        add.clicked.connect(self._add_information)
        self.add = add
        if look().stacked:
            self._views = self._choice(_("What is shown"), {str(at): _(one) for at, one in enumerate(VIEWS)}, "0")
            self._views.activated.connect(self._choose_view)
            for button in self._switch:
                button.setParent(self)
                button.hide()
            return plain(column(self._views, add, gap=6))
        return plain(row(*self._switch, ..., add, gap=6))

    def _choose_view(self, place: int) -> None:
        self._view = place
        for at, button in enumerate(self._switch):
            button.tick(at == place)
        if look().stacked:
            self._views.setCurrentIndex(place)
        if place not in self._views_made:
            self._make_view(place)
        self._stack.setCurrentIndex(place)

    def _show_elements(self) -> None:
        empty(self._elements)
        self.cards = []
        if not self.board.targets:
            record = Button(_("Say what happened"), "primary")
            record.clicked.connect(lambda: self.chosen.emit("happened"))
            first = _("An act, a law or a measure is verified: record it first. Protection does not wait for this.")
            self._elements.addWidget(Empty("scale", _("There is nothing to verify yet."), (first,), (record,)), 1)
            return
        target = self.shown
        self._place = (target.record, target.party)
        self._elements.addWidget(self._targets(target))
        grid = self._grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(look().px(12))
        for place, card in enumerate(target.cards):
            weak = place == target.weakest and elements.needs_something(card)
            drawn = Element(card, target, self.board, self.given.wording, weak=weak)
            drawn.asked.connect(lambda action, card=card: self._asked(action, card))
            self.cards.append(drawn)
        self._columns = 0
        self._arrange()
        holder = plain(grid)
        if look().large:
            whole = plain(column(holder, self._strip(target), gap=12))
            self._elements.addWidget(whole if look().stacked else scrolling(whole), 1)
            return
        self._elements.addWidget(holder, 1)
        self._elements.addWidget(self._strip(target))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.cards:
            self._arrange()

    def _arrange(self) -> None:
        """Four side by side, else two by two, else one column."""
        fit = max(1, self.width() // look().px(NARROWEST))
        columns = SIDE_BY_SIDE if fit >= SIDE_BY_SIDE else 2 if fit > 1 else 1
        if columns == self._columns:
            return
        self._columns = columns
        for place, card in enumerate(self.cards):
            self._grid.addWidget(card, place // columns, place % columns)
        for place in range(SIDE_BY_SIDE):
            self._grid.setColumnStretch(place, 1 if place < columns else 0)

    def _targets(self, shown: TargetBoard) -> QWidget:
        """What the elements are about: an act, a law or a measure, and the person."""
        wording, targets = self.given.wording, self.board.targets
        records = {one.record: elements.target_words(one, wording) for one in targets}
        people = {one.party: one.party_code for one in targets if one.record == shown.record and one.party}
        acts = self._choice(_("Act"), records, shown.record)
        acts.activated.connect(lambda _at: self._go(acts.currentData(), ""))
        title = Label(_("Act"), "strong")
        title.setBuddy(acts)
        others: list[QWidget] = []
        if len(people) > 1:
            persons = self._choice(_("person"), people, shown.party)
            persons.activated.connect(lambda _at: self._go(shown.record, persons.currentData()))
            others = [Label(_("person"), "caption"), persons]
        elif shown.party_code:
            others = [Label(_("person"), "caption"), Label(shown.party_code, "strong")]
        buttons = self._buttons(records, shown.record) if len(records) <= SIDE_BY_SIDE and not look().large else None
        if buttons is None:
            return plain(row(title, acts, *others, ..., gap=8))
        acts.hide()
        acts.setParent(self)
        return plain(row(Label(_("Act"), "strong"), *buttons, *others, ..., gap=8))

    def _choice(self, name: str, choices: Mapping[str, str], value: str) -> QComboBox:
        box = Choice()
        for code, words in choices.items():
            box.addItem(words, code)
        box.setCurrentIndex(max(0, box.findData(value)))
        named(box, name)
        return box

    def _buttons(self, records: Mapping[str, str], shown: str) -> list[Button]:
        made = []
        for record, words in records.items():
            button = Button(words, "secondary", small=True)
            button.tick(record == shown)
            button.clicked.connect(lambda _on, record=record: self._go(record, ""))
            made.append(button)
        return made

    def _go(self, record: str, party: str) -> None:
        wanted = next((one for one in self.board.targets if one.record == record and party in ("", one.party)), None)
        if wanted is not None:
            self._place = (wanted.record, wanted.party)
            self._show_elements()
            self._due = True
            self._focus()

    def _strip(self, target: TargetBoard) -> QWidget:
        """What may go out on this act alone."""
        level = self.given.wording.term("verification_level", target.floor)
        floor = _("{level}: lowest of E1–E3").format(level=level)
        lines: list[Any] = []
        for line in target.outputs:
            always = line.output == "protection"
            icon, ink = (
                ("zap", "warn") if always else ("circle-check", "ok") if line.possible else ("circle-x", "danger")
            )
            word = _("always") if always else _("possible") if line.possible else _("blocked")
            head = row(
                Picture(icon, ink), Label(_(elements.OUTPUTS[line.output]), "strong"), Label(word, "caption", ink=ink),
                ..., gap=5,
            )  # fmt: skip
            said = column(head, Label(line.missing, "caption", wrap=True) if line.missing else None, gap=1)
            lines.append(said)
        title = column(Label(_("Floor for use outside"), "caption"), Label(floor, "strong", wrap=look().large), gap=2)
        if look().large:
            return framed(column(title, *lines, gap=6, margins=(14, 10)))
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look().px(20))
        grid.setVerticalSpacing(look().px(4))
        beside = len(lines)
        for place, one in enumerate(lines):
            grid.addLayout(one, place // beside, place % beside)
        for place in range(1, beside):
            grid.setColumnStretch(place, 1)
        return framed(row(title, rule(upright=True), (grid, 1), gap=14, margins=(14, 8)))

    # --- doing

    def _asked(self, action: str, card: ElementCard) -> None:
        if action in (elements.ASSESS, elements.WEIGH):
            self.sheet.emit(element_sheet(self.given, self.shown, card))
        else:
            self._open(self.shown, card)

    def _open(self, target: TargetBoard, card: ElementCard) -> None:
        def again() -> None:
            self.sheet.emit(element_sheet(self.given, target, card))

        self.sheet.emit(ElementSheet(self.given, self.board, target, card, again))

    def _add_information(self) -> None:
        target = self._place[0]
        sheet = edit_sheet(self.given, "told", None, beside=self._sources())
        if target:
            sheet.form.take_up({"target": target})
        self.sheet.emit(sheet)

    def _sources(self) -> dict[str, dict[str, str]]:
        """The sources that may be chosen, by their own codes."""
        assert self._verified is not None
        return {"source": {one.record: f"{one.code} · {one.grade}" for one in self._verified.sources}}

    def _focus(self) -> None:
        if not self._due or self._verified is None:
            return
        self._due = False
        if self.cards and not self._view:
            self.cards[self.shown.weakest].button.setFocus()
        else:
            (self._views if look().stacked else self._switch[self._view]).setFocus()
