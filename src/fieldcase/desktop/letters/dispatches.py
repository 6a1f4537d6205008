"""The log of dispatches as a table sees it: what left, copies too, how, to whom, with which proof, received when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fieldcase.desktop.letters.list import NONE, Lines
from fieldcase.desktop.parts.table import Cell
from fieldcase.desktop.wording import Wording
from fieldcase.model.words import N_, _

if TYPE_CHECKING:
    from fieldcase.office.letters.dispatching import Dispatched

DISPATCH_COLUMNS = (
    ("day", N_("Day"), 104),
    ("reference", N_("Reference"), 192),
    ("kind", N_("What left"), 170),
    ("to", N_("To"), 0),
    ("method", N_("How it left"), 120),
    ("proof", N_("Proof"), 170),
    ("received", N_("Received"), 104),
)
DISPATCHES_NARROW = ("proof", "method")
DISPATCHES_STACKED = ("proof", "method", "kind", "received")


class DispatchList(Lines):
    """Every dispatch and copy, the newest first."""

    columns = DISPATCH_COLUMNS

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        self._shown: tuple[Dispatched, ...] = ()

    def show(self, log: Sequence[Dispatched]) -> None:
        """The log as the office gives it, oldest first."""
        self.beginResetModel()
        self._shown = tuple(reversed(log))
        self.endResetModel()

    def dispatched(self, row: int) -> Dispatched | None:
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def cell(self, row: int, name: str) -> Cell:
        one, wording = self._shown[row], self._wording
        match name:
            case "day":
                return Cell(wording.short_day(one.day), ink="ink2") if one.day else NONE
            case "reference":
                return Cell(one.reference, reference=True, strong=True) if one.reference else NONE
            case "kind":
                kind = wording.term("letter_kind", one.kind)
                return Cell(_("{kind}, a copy").format(kind=kind) if one.copy else kind)
            case "to":
                state = wording.state(one.state) if one.state else ""
                return Cell(", ".join(filter(None, (one.to, state)))) if one.to or state else NONE
            case "method":
                return Cell(one.method) if one.method else NONE
            case "proof":
                return Cell(one.proof, reference=True) if one.proof else NONE
            case _:
                return Cell(wording.short_day(one.received), ink="ink2") if one.received else NONE
