"""The day: two laptops, the hand that presses, the clock above them, and what was learned on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtWidgets import QApplication

from fieldcase.exchange import cards
from fieldcase.vault.keys import slots
from tests.day.desks import Seat
from tests.day.hands import Hand
from tests.laptops import REAL, Clock

SAMI_WORDS = "harvest lantern oblong tundra violet cubicle"
INES_WORDS = "marble sextant gravel thimble orchard pylon"


@dataclass
class Day:
    """Two laptops, the hand that presses, and what was learned on the way (numbers, ids, words read by voice)."""

    application: QApplication
    hand: Hand
    place: Path
    clock: Clock
    sami: Seat = field(init=False)
    ines: Seat = field(init=False)
    learned: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.stick = self.place / "stick"
        self.stick.mkdir(exist_ok=True)
        self.sami = Seat(self.application, self.hand, self.place / "01", SAMI_WORDS, self.clock)

    def leave(self) -> None:
        for seat in (self.sami, getattr(self, "ines", None)):
            if seat is not None:
                seat.leave()

    @property
    def bugs(self) -> list[object]:
        return [*self.sami.bugs, *(self.ines.bugs if hasattr(self, "ines") else [])]


def quick_keys(change: Callable[[object, str, object], object]) -> None:
    """Keys at the least cost that real vaults may have, and six words without the wait: `change` is a `setattr`."""
    whole = slots.Cost
    change(slots, "Cost", lambda **given: whole(**given) if given else REAL)
    change(cards, "_SCRYPT", {**cards._SCRYPT, "n": 2})
