"""One pane of the settings: its title, whom it changes something for, and what stands below."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from fieldcase.desktop.case.made import Undo
from fieldcase.desktop.desk import Desk
from fieldcase.desktop.drafting import Drafting, Typed
from fieldcase.desktop.parts.arrange import column, empty, framed, row
from fieldcase.desktop.parts.banner import Banner
from fieldcase.desktop.parts.label import Label, Picture
from fieldcase.desktop.standing import Standing
from fieldcase.desktop.theme.look import look
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import _


class Pane(QWidget):
    """Base of the panes. `said` shows a notice; `went` asks the frame for something (a place, another look)."""

    said = Signal(str, object)
    went = Signal(str, object)

    title = ""
    for_others = ""

    def __init__(self, desk: Desk, standing: Standing) -> None:
        super().__init__()
        self._desk, self._standing = desk, standing
        self._problem: Banner | None = None
        self._drafts: list[Drafting] = []
        self._body = QVBoxLayout()
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(look().px(12))
        self._wrong = QVBoxLayout()
        mark = column(Picture("users-round", "ink2", 14), ..., margins=(0, 2))
        others = row(mark, (Label(self.for_others, "caption", wrap=True), 1), gap=6)
        self.setLayout(
            column(
                Label(self.title, "heading", wrap=True),
                others,
                self._wrong,
                self._body,
                ...,
                gap=8,
                margins=(0, 4, 0, 16),
            )
        )

    def arrive(self) -> None:
        """Shown: read what stands there now."""

    def primary(self) -> None:
        """The main button of the pane, where it has one."""

    def first(self) -> QWidget | None:
        """What gets the focus when one comes from the list of panes."""
        return None

    def put(self, *items: QWidget | QLayout | None) -> None:
        """Show these in the place of what stood there; what is typed there is kept first."""
        self.end_drafts()
        empty(self._body)
        for item in items:
            if isinstance(item, QWidget):
                self._body.addWidget(item)
            elif item is not None:
                self._body.addLayout(item)

    # --- what is typed, and what was changed

    def drafted(self, about: str, typed: Typed, filled: Callable[[], object]) -> Drafting:
        """Keep what is typed there as a draft in the vault; `filled` is called once it was filled in again."""
        draft = Drafting(self._desk, f"settings/{about}", typed, self)
        draft.found.connect(filled)
        draft.found.connect(self._found)
        self._drafts.append(draft)
        return draft

    def keep(self) -> None:
        """Keep what is typed now."""
        for draft in self._drafts:
            draft.keep()

    def end_drafts(self) -> None:
        """Keep what is typed, for the last time before it is shown anew."""
        self.keep()
        for draft in self._drafts:
            draft.over = True
        self._drafts = []

    def changed_by(self, sentence: str, undo: Undo | None) -> None:
        """Say what was changed, with what undoes it; where nothing does, that is said too. Then it is read anew."""
        if undo is None:
            sentence = _("{sentence} This is not undone with one key.").format(sentence=sentence)
            self.said.emit(sentence, None)
        else:
            self.said.emit(sentence, lambda: undo(self._undone))
        self.arrive()

    def _undone(self, _answer: object) -> None:
        """Undone: read it again where it is still shown."""
        if isValid(self) and self.isVisible():
            self.end_drafts()
            self.arrive()

    def _found(self) -> None:
        self._say(Banner("info", _("You typed this before and did not save it. Every word is kept."), "info"))

    def _say(self, banner: Banner) -> None:
        self.clear()
        self._problem = banner
        self._wrong.addWidget(banner)

    def refuse(self, refusal: Refusal) -> None:
        """Say at the top of the pane what was refused, and the way out."""
        self._say(Banner("circle-x", str(refusal), "danger"))
        self.setAccessibleDescription(str(refusal))

    def clear(self) -> None:
        """Nothing is refused any more."""
        if self._problem is not None:
            self._problem.hide()
            self._problem.deleteLater()
            self._problem = None
        self.setAccessibleDescription("")


def card(*items: QWidget | QLayout | None, gap: int = 10) -> QWidget:
    """A white card around a column of parts."""
    return framed(column(*items, gap=gap, margins=(16, 14)))


def beside(*fields: QWidget) -> QLayout:
    """Fields in a row of equal widths, their labels at one height; at 200 % text below each other."""
    if look().stacked:
        return column(*fields, gap=8)
    return row(*((column(one, ..., gap=0), 1) for one in fields), gap=16)
