"""One pane of the settings: its title, whom it changes something for, and what stands below."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from fieldcase.desktop.desk import Desk
from fieldcase.desktop.parts.arrange import column, empty, framed, row
from fieldcase.desktop.parts.banner import Banner
from fieldcase.desktop.parts.label import Label, Picture
from fieldcase.desktop.standing import Standing
from fieldcase.desktop.theme.look import look
from fieldcase.model.refusal import Refusal


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
        """Show these in the place of what stood there."""
        empty(self._body)
        for item in items:
            if isinstance(item, QWidget):
                self._body.addWidget(item)
            elif item is not None:
                self._body.addLayout(item)

    def refuse(self, refusal: Refusal) -> None:
        """Say at the top of the pane what was refused, and the way out."""
        self.clear()
        self._problem = Banner("circle-x", str(refusal), "danger")
        self._wrong.addWidget(self._problem)
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
