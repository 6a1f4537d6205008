"""The page of one case: its head, its tabs, and the rules at the trailing edge, in the same place on every tab."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from shiboken6 import isValid

from fieldcase.desktop.case.about import in_focus
from fieldcase.desktop.case.actions import STEPS, Opened, open_case, set_track, take_step
from fieldcase.desktop.case.called import names_of
from fieldcase.desktop.case.conflict import ask_about, being_decided, conflict_banner
from fieldcase.desktop.case.head import CaseHead
from fieldcase.desktop.case.historyof import HistoryOf
from fieldcase.desktop.case.leading import Way, way_led, way_of
from fieldcase.desktop.case.namesshown import NamesShown
from fieldcase.desktop.case.sheets import answer_sheet, edit_sheet, knows, led_sheet, resumed_sheet
from fieldcase.desktop.case.summary import Summary
from fieldcase.desktop.case.tab import CaseTab, Given, Sheet
from fieldcase.desktop.case.tabs import TABS, place_of
from fieldcase.desktop.desk import Desk
from fieldcase.desktop.parts.arrange import column, empty, plain, row, scrolling
from fieldcase.desktop.parts.datefield import Reading
from fieldcase.desktop.parts.rules import RulesPanel
from fieldcase.desktop.parts.screen import Page
from fieldcase.desktop.remedies import rule_lines, what_blocks
from fieldcase.desktop.standing import Standing
from fieldcase.desktop.theme.look import look
from fieldcase.model.declare import Record
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.office.cases.page import CasePage


class CaseView(Page):
    """The screen of the case `case_id`. It asks for its page anew after every change."""

    def __init__(self, desk: Desk, standing: Standing, read: Reading, case_id: str) -> None:
        super().__init__(_("Opening the case…"))
        self.case_id = case_id
        self._desk, self._standing, self._read = desk, standing, read
        self._page: CasePage | None = None
        self._given: Given | None = None
        self._tabs: dict[int, CaseTab] = {}
        self._tab = 0
        self._sheet: Sheet | None = None
        self._saved: Sheet | None = None
        self._stale = False
        self._shown = NamesShown(self)
        self._within: dict[str, Any] = {}
        self._resume: dict[str, Any] = {}
        self._led: dict[str, Any] = {}
        self._arriving = QTimer(self)
        self._arriving.setSingleShot(True)
        self._arriving.timeout.connect(self.arrive)
        self.refresh()

    def refresh(self, *_answer: object) -> None:
        """Read the page again, and show it as it now stands."""
        open_case(self._desk, self.case_id, self._show, self._failed)

    # --- showing

    def _show(self, opened: Opened) -> None:
        if not self._put_by():
            return
        first, page = self._page is None, opened.page
        held_focus = self._has_focus()
        self._within |= {TABS[place].name: tab.where() for place, tab in self._tabs.items()}
        self._page, self._sheet, self._tabs = page, None, {}
        names = names_of(page) | {**opened.readers, **opened.seats}
        self._given = Given(opened, self._desk, self._standing, self._read, names, self._shown)
        empty(self._column)
        self.panel = RulesPanel(_("Before a letter can go"), _("Protection never waits for this list."))
        self.panel.asked.connect(lambda remedy: self._lead(way_of(page, remedy)))
        self.panel.show_lines(rule_lines(page.panel))
        self._stack = QStackedWidget()
        self._holders = [column(gap=0) for _one in TABS]
        for holder in self._holders:
            self._stack.addWidget(plain(holder))
        self.head = self._head(opened)
        self._column.addWidget(self.head)
        self._column.addWidget(plain(self._body(page)), 1)
        if self._resume or not first:
            self._choose(self._tab)
        if self._resume:
            self._take_up_sheet()
        elif first or held_focus:
            self._arriving.start(0)

    def _put_by(self) -> bool:
        """Before it is built anew: keep what is typed. False where an open sheet cannot be opened again: it waits."""
        self.keep()
        if self._sheet is None or self._sheet is self._saved:
            return True
        self._resume = self._sheet.where()
        self._stale = not self._resume
        return not self._stale

    def _has_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def _body(self, page: CasePage) -> Any:
        waiting = len(page.conflicts)
        conflicts = conflict_banner(waiting, self._decide) if waiting else None
        self._side: QWidget | None = None
        if look().stacked:
            above = row(conflicts, margins=(0, 0, 12, 0)) if conflicts is not None else None
            return column(above, (self._stack, 1), gap=8, margins=(12, 8, 0, 0))
        self._side = scrolling(plain(column(self.panel, gap=0, margins=(0, 0, 4, 0))), _("Before a letter can go"))
        self._side.setFixedWidth(look().size("panel") + look().px(8))
        main = column(conflicts, (self._stack, 1), gap=8)
        return row((main, 1), self._side, gap=12, margins=(24, 12, 20, 12))

    def tab_at(self, place: int) -> CaseTab:
        """The tab at that place of the table, made when it is first asked for."""
        if place not in self._tabs:
            assert self._given is not None
            tab = self._tabs[place] = TABS[place].make(self._given)
            tab.opened.connect(self._open_of_kind)
            tab.asked.connect(self._ask_about)
            tab.sheet.connect(self._put_sheet)
            tab.wrote.connect(self._done)
            tab.changed.connect(self.refresh)
            tab.chosen.connect(lambda name: self._choose(place_of(name)))
            tab.went.connect(self.went)
            tab.said.connect(self.said)
            self._holders[place].addWidget(self._placed(tab))
            where = self._within.pop(TABS[place].name, None)
            if isinstance(where, dict):
                tab.take_up(where)
        return self._tabs[place]

    @property
    def summary(self) -> Summary:
        """The first tab."""
        tab = self.tab_at(0)
        assert isinstance(tab, Summary)
        return tab

    @property
    def tab_shown(self) -> CaseTab:
        """The tab that is shown."""
        return self.tab_at(self._tab)

    def _placed(self, tab: CaseTab) -> QWidget:
        """At 200 % text rules come first and all of it is one column that scrolls; else a tab scrolls beside them."""
        if look().stacked:
            rules = self.panel if isinstance(tab, Summary) else None
            return scrolling(plain(column(rules, tab, gap=12, margins=(0, 0, 12, 8))))
        return tab if tab.scrolls else scrolling(plain(column(tab, gap=0, margins=(0, 0, 6, 0))))

    def _head(self, opened: Opened) -> CaseHead:
        head = CaseHead(opened, self._standing.wording, self._tab)
        head.chosen.connect(self._choose)
        head.step.connect(self._take)
        head.write.clicked.connect(lambda: self.went.emit("write_letter", self.case_id))
        return head

    def _take(self, step: str) -> None:
        """A step of the menu: into its next state at once, or its sheet; what is not met is said in the notice."""
        assert self._page is not None
        if step == "case":
            self._edit("case", self._page.case)
            return
        if step in ("urgent", "normal"):
            set_track(self._desk, self.case_id, step == "urgent", self._tracked)
            return
        if step not in STEPS:
            self._edit(step, self._page.case if step == "assignment" else None)
            return

        def taken(_case: object) -> None:
            self.said.emit(_("Done: {step}").format(step=_(STEPS[step])), None)
            self.refresh()

        take_step(self._desk, self.case_id, step, taken)

    def _tracked(self, urgent: object) -> None:
        def undo() -> None:
            set_track(self._desk, self.case_id, not urgent, self._again)

        self.said.emit(_("On the urgent track.") if urgent else _("Back on the normal track."), undo)
        self.refresh()

    # --- moving about

    def _choose(self, place: int) -> None:
        if self._tab in self._tabs and place != self._tab:
            self._tabs[self._tab].keep()
        self._tab = place
        if self._sheet is not None:
            self._close_sheet()
        tab = self.tab_at(place)
        self._stack.setCurrentIndex(place)
        self.head.choose(place)
        self.head.write.become("secondary" if tab.primary is not None else "primary")
        if self._side is not None:
            self._side.setVisible(tab.rules_beside)

    def arrive(self) -> None:
        """The tab, once head and rules are painted; the focus where one was led, or it begins, else the remedies."""
        if self._page is None:
            return
        if self._tab not in self._tabs:
            self._choose(self._tab)
        led, self._led = self._led, {}
        if (way := way_led(self._page, led)) is not None:
            self._lead(way)
        elif self._sheet is None and not self.tab_shown.arrive():
            beside = self.panel.remedies if self.tab_shown.rules_beside else []
            (beside[0] if beside else self.head.tabs.tabs[self._tab]).setFocus()

    def regions(self) -> list[QWidget]:
        if self._page is None:
            return []
        own = [] if self._sheet is not None else self.tab_shown.regions()
        return [self.head.write, self.head.tabs.tabs[self._tab], *own, *self.panel.remedies[:1]]

    def problems(self) -> list[QWidget]:
        return [*self.tab_shown.problems(), *self.panel.remedies] if self._page is not None else []

    def primary(self) -> None:
        """Ctrl+Enter: save the sheet, else the filled button of the tab, else write a letter."""
        if self._sheet is not None:
            self._sheet.offer()
        elif self._page is not None:
            (self.tab_shown.primary or self.head.write).click()

    def command(self, name: str) -> bool:
        """Alt+1 … 7 choose a tab, F2 edits the case, Ctrl+S saves, H tells the history of what is in focus."""
        if self._page is None:
            return False
        if name.startswith("tab_"):
            self._choose(int(name.removeprefix("tab_")) - 1)
            return True
        if name in ("history", "field_history"):
            self._show_history()
            return True
        if self._sheet is None and self.tab_shown.command(name):
            return True
        if name == "edit" and self._sheet is None:
            self._edit("case", self._page.case)
            return True
        if name == "save" and self._sheet is not None:
            self._sheet.offer()
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """H, where nothing is typed: the history of what is in focus."""
        if event.text().lower() == "h" and not event.modifiers():
            self.command("history")
        else:
            super().keyPressEvent(event)

    def _show_history(self) -> None:
        about = in_focus(self) or (self.tab_shown.about() if self._sheet is None else None)
        if about is None or self._given is None:
            self.said.emit(_("Put the focus on a cell, a record or a field of it first."), None)
            return
        self.history = HistoryOf(self.window(), self._given, about)
        self.history.whole.connect(self._whole_history)
        self.history.open()

    def _whole_history(self, record: str) -> None:
        self._choose(place_of("history"))
        self.tab_shown.take_up({"record": record})

    def _ask_about(self, party: str, use: str) -> None:
        """The sheet of an answer of that person about that use."""
        assert self._given is not None
        self._put_sheet(answer_sheet(self._given, party, use))

    def _open_of_kind(self, kind: str, record: Record | None) -> None:
        """A letter and a reply have pages of their own; everything else is edited on a sheet."""
        if kind == "letter":
            self.went.emit("letter" if record else "write_letter", record.id if record else self.case_id)
        elif kind == "state_reply":
            self.went.emit("reply" if record else "register_reply", record.id if record else self.case_id)
        else:
            self._edit(kind, record)

    def _edit(self, kind: str, record: Record | None, party: str = "") -> None:
        assert self._given is not None
        self._put_sheet(edit_sheet(self._given, kind, record, party))

    def _put_sheet(self, sheet: Sheet) -> None:
        """Show a sheet in the place of the tab."""
        if self._sheet is not None:
            self._close_sheet()
        sheet.left.connect(self._close_sheet)
        sheet.done.connect(self._done)
        self._sheet = sheet
        self._stack.addWidget(sheet)
        self._stack.setCurrentWidget(sheet)
        self.head.write.become("secondary")
        sheet.begin()

    def _done(self, sentence: str, undo: Callable[[Callable[[object], object]], object] | None) -> None:
        self._saved = self._sheet
        self.said.emit(sentence, (lambda: undo(self._again)) if undo is not None else None)
        self.refresh()

    @property
    def _again(self) -> Callable[[object], object]:
        """Reads the page again where it is still there: what is undone is undone also after somebody went elsewhere."""
        return lambda _answer: self.refresh() if isValid(self) else None

    def _close_sheet(self) -> None:
        sheet, self._sheet = self._sheet, None
        if sheet is None:
            return
        sheet.keep()
        self._stack.removeWidget(sheet)
        sheet.deleteLater()
        self._choose(self._tab)
        self._arriving.start(0)
        if self._stale:
            self._stale = False
            self.refresh()

    def _lead(self, way: Way) -> None:
        """Go where a step is taken: another page, or a tab and its row or sheet."""
        assert self._given is not None
        if way.to is not None:
            self.went.emit("at", way.to)
            return
        if way.conflict:
            self._decide(way.conflict)
            return
        self._choose(way.tab)
        if (sheet := led_sheet(self._given, way)) is not None:
            self._put_sheet(sheet)
        else:
            self.tab_shown.lead(way.within, way.record)

    def _decide(self, record: str = "") -> None:
        assert self._given is not None
        self.deciding = ask_about(self, self._given, record, self._decided)

    def _decided(self) -> None:
        self.said.emit(_("Decided. Both values stay in the history."), None)
        self.refresh()

    def _failed(self, refusal: Refusal) -> None:
        self.not_shown(refusal, _("Back to the cases"), lambda: self.went.emit("cases", None))

    # --- what is typed and not saved

    def keep(self) -> None:
        super().keep()
        if self._sheet is not None:
            self._sheet.keep()
        for tab in self._tabs.values():
            tab.keep()

    def called(self) -> str:
        return f"{self._page.case.case_no}  {self._page.case.title_neutral}" if self._page is not None else ""

    def stopped(self) -> list[tuple[str, str]]:
        """Sending a letter, with the first thing that stands against it."""
        blocks = what_blocks(self._page.panel) if self._page is not None else ""
        return [(_("Let a letter go"), blocks)] if blocks else []

    def where(self) -> dict[str, Any]:
        """The tab, where one is within each tab, and the sheet that is open."""
        within = self._within | {TABS[place].name: tab.where() for place, tab in self._tabs.items()}
        told = {"tab": self._tab, "within": {name: where for name, where in within.items() if where}}
        told |= being_decided(self)
        sheet = self._sheet.where() if self._sheet is not None else {}
        return {**told, "sheet": sheet} if sheet else told

    def take_up(self, kept: dict[str, object]) -> None:
        """Be in the tab, and open the sheet, that `where` told of."""
        tab, within, sheet = kept.get("tab"), kept.get("within"), kept.get("sheet")
        self._tab = tab if isinstance(tab, int) and 0 <= tab < len(TABS) else 0
        self._within = dict(within) if isinstance(within, dict) else {}
        self._resume = sheet if isinstance(sheet, dict) else {}
        self._led = {name: kept[name] for name in ("records", "conflict", "remedy") if name in kept}

    def _take_up_sheet(self) -> None:
        """Open the sheet again that was open, unless its record is gone."""
        assert self._given is not None
        told, self._resume = self._resume, {}
        if not knows(str(told.get("kind", ""))):
            self.tab_shown.reopen(told)
        elif (sheet := resumed_sheet(self._given, told)) is not None:
            self._put_sheet(sheet)
