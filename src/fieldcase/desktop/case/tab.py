"""What every tab of the case page is given, and what it may ask of the page around it.

A tab is one widget in one file, made anew after every change of the case; it is registered in `tabs.py`. It shows what
it is given and asks upwards by its signals; it never reaches into the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from fieldcase.desktop.case.about import About
from fieldcase.desktop.case.actions import Opened
from fieldcase.desktop.case.namesshown import NamesShown
from fieldcase.desktop.desk import Desk
from fieldcase.desktop.drafting import keep_below
from fieldcase.desktop.form.editors import Around
from fieldcase.desktop.form.saying import Names
from fieldcase.desktop.parts.arrange import ROW, reveal
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.datefield import Reading
from fieldcase.desktop.standing import Standing
from fieldcase.desktop.wording import Wording

if TYPE_CHECKING:
    from fieldcase.office.cases.page import CasePage


@dataclass(frozen=True)
class Given:
    """What a tab is made from: the case as the office gave it, and what asks, says and reads."""

    opened: Opened
    desk: Desk
    standing: Standing
    read: Reading
    names: Names
    """What records are called on the screen, by id: numbers and codes, never names of people."""
    shown: NamesShown
    """The names that were opened with a reason, for as long as they are shown."""

    @property
    def page(self) -> CasePage:
        """The page as the office gave it."""
        return self.opened.page

    @property
    def case_id(self) -> str:
        """The id of the case."""
        return self.page.case.id

    @property
    def wording(self) -> Wording:
        """The words in which everything is said."""
        return self.standing.wording

    @property
    def around(self) -> Around:
        """What a form needs to know around its record: its words, and the records that it may point at."""
        choices = {
            kind: {one.id: self.names[one.id] for one in records if one.id in self.names}
            for kind, records in self.page.records.items()
        }
        seats = {"seat": dict(self.opened.seats), "reader": dict(self.opened.readers)}
        return Around(self.wording, self.read, {**choices, **seats})


class Sheet(QWidget):
    """Something that takes the place of a tab until it is left: a form, a question that needs room.

    `done` gives the sentence of the notice and what undoes it: None, or a function that takes what is to be called when
    it is undone. The page is then read again. `left` closes the sheet, and nothing typed is lost.
    """

    done = Signal(str, object)
    left = Signal()

    def offer(self) -> None:
        """Ctrl+Enter and Ctrl+S: the primary button of the sheet."""

    def keep(self) -> None:
        """Keep what is typed as a draft in the vault."""
        keep_below(self)

    def begin(self) -> None:
        """Shown: put the focus into the first field."""

    def where(self) -> dict[str, Any]:
        """What the tab needs to open the same sheet again (`CaseTab.reopen`), as JSON values; empty where it is not
        opened again."""
        return {}


class CaseTab(QWidget):
    """Base of the tabs.

    `opened` asks for a record (kind and record; None adds one), `asked` for the answer of a person about a use,
    `sheet` puts a `Sheet` in the place of the tab, `wrote` says what was written and what undoes it (as `Sheet.done`),
    `changed` only that the page must be read again, `chosen` asks for another tab by its name, `went` and `said` are
    the page's own.
    """

    opened = Signal(str, object)
    asked = Signal(str, str)
    sheet = Signal(object)
    wrote = Signal(str, object)
    changed = Signal()
    chosen = Signal(str)
    went = Signal(str, object)
    said = Signal(str, object)

    rules_beside = True
    """Whether the rules stand at the trailing edge; a tab that has a panel of its own, or needs the width, says no."""

    scrolls = False
    """Whether the tab scrolls by itself; else the page scrolls it."""

    primary: Button | None = None
    """The one filled button, where the tab has its own; “Write a letter” is then an outlined one."""

    def __init__(self, given: Given) -> None:
        super().__init__()
        self.given = given

    def arrive(self) -> bool:
        """Put the focus where work begins; False leaves it to the page."""
        return False

    def regions(self) -> list[QWidget]:
        """What F6 walks through in this tab."""
        return []

    def problems(self) -> list[QWidget]:
        """What F8 walks through in this tab, before the rules."""
        return []

    def about(self) -> About | None:
        """What is in focus in a part that draws several things itself (a cell, a mark); others say `about.shows`."""
        return None

    def command(self, name: str) -> bool:
        """Carry out a command of the table of keys; False where the tab does not know it."""
        return False

    def keep(self) -> None:
        """Before the vault closes or another tab is chosen: keep what is typed as a draft."""
        keep_below(self)

    def where(self) -> dict[str, Any]:
        """Where one is in the tab (a row, a cell, a filter), as JSON values: given to `take_up` after the page was read
        again, and remembered in the vault, so that unlocking leads to the same place."""
        return {}

    def take_up(self, where: Mapping[str, Any]) -> None:
        """Be where `where` said; what is gone by now is left out."""

    _wanted = ""

    def lead(self, within: Mapping[str, Any], record: str) -> None:
        """Somebody was led here: be where `within` says, with the focus in the row of that record."""
        if within:
            self.take_up(within)
        self._wanted = record
        if not record or not self.settle():
            self.arrive()

    def settle(self) -> bool:
        """Give the focus to the row that was asked for, once it is there; a tab that draws later calls it again."""
        wanted = self._wanted
        rows = [one for one in self.findChildren(QPushButton) if one.property(ROW) == wanted and one.isEnabled()]
        if not wanted or not rows:
            return False
        self._wanted = ""
        reveal(rows[0])
        return True

    def reopen(self, where: Mapping[str, Any]) -> None:
        """Open the sheet again that `Sheet.where` told of, after the window was built anew."""
