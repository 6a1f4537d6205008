"""What every screen is to the frame: a widget that can be shown, asked for its primary step, and put away.

`Page` is a screen about one record: it waits for the office, shows what came or why nothing did, and may have a sheet
in its place, in which nothing typed is lost.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldcase.desktop.drafting import keep_below
from fieldcase.desktop.parts.arrange import column, empty, plain, row
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.empty import Empty
from fieldcase.desktop.parts.label import Label
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import _


class Screen(QWidget):
    """Base of the screens.

    `went` asks the frame to go somewhere: a place or a record, with what it is about. `said` shows a notice, with what
    undoes it (or None).
    """

    went = Signal(str, object)
    said = Signal(str, object)

    def primary(self) -> None:
        """Ctrl+Enter: the primary button of the screen."""

    def regions(self) -> list[QWidget]:
        """What F6 walks through: the first control of each part of the screen."""
        return []

    def problems(self) -> list[QWidget]:
        """What F8 walks through: the controls beside what blocks or needs a look."""
        return []

    def arrive(self) -> None:
        """Shown: put the focus on the first remedy, else on the first row."""

    def command(self, name: str) -> bool:
        """Carry out a command of the table of keys; False where the screen does not know it."""
        return False

    def where(self) -> dict[str, Any]:
        """Where one is in the screen (a tab, a row, an open sheet), as JSON values that `take_up` goes back to. It is
        remembered in the vault, so that unlocking leads to the same place."""
        return {}

    def called(self) -> str:
        """What the palette calls it among the last places: a number or a code, never a name; nothing for a place."""
        return ""

    def stopped(self) -> list[tuple[str, str]]:
        """What cannot be done here now, each with the reason in words."""
        return []

    def put_away(self) -> dict[str, object]:
        """Before it is built anew: what was typed and is not saved, beside what drafts keep; empty where nothing is."""
        self.keep()
        return {}

    def keep(self) -> None:
        """Before the vault closes, or somebody goes elsewhere: keep what is typed in it as a draft."""
        keep_below(self)

    def take_up(self, kept: dict[str, object]) -> None:
        """Show again what `put_away` or `where` gave."""


class Laid(Protocol):
    """A sheet in the place of a page."""

    def offer(self) -> object: ...

    def keep(self) -> object: ...


class Page(Screen):
    """Everything stands in `_column`; until the office answers, `waiting` stands there."""

    def __init__(self, waiting: str) -> None:
        super().__init__()
        self.setObjectName("page")
        self.sheet: Laid | None = None
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setLayout(self._column)
        self._column.addWidget(plain(column(..., row(..., Label(waiting, "quiet"), ...), ...)))

    def keep(self) -> None:
        """Keep what is typed, on a sheet and beside it."""
        super().keep()
        if self.sheet is not None:
            self.sheet.keep()

    def put_away(self) -> dict[str, object]:
        """Where one is; what is typed goes into the draft of the sheet, which finds it again."""
        self.keep()
        return dict(self.where())

    def save_sheet(self) -> bool:
        """Press the button of the sheet, if one is open."""
        if self.sheet is not None:
            self.sheet.offer()
        return self.sheet is not None

    def not_shown(self, refusal: Refusal, words: str, leave: Callable[[], object]) -> None:
        """Say why nothing is shown, with the way out and a button that leaves."""
        empty(self._column)
        back = Button(words, "secondary", "arrow-left")
        back.clicked.connect(lambda: leave())
        self._column.addWidget(Empty("octagon-alert", refusal.sentence, (refusal.way_out,), (back,)))

    def _failed(self, refusal: Refusal) -> None:
        """The page could not be read: back to where one came from."""
        self.not_shown(refusal, _("Back"), lambda: self.went.emit("back", None))
