"""The columns of the list: which there are, which are shown, in what order, how wide. They are remembered for the seat.

Case and title always stay: without them nobody knows which row is which.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from fieldcase.model.words import N_


@dataclass(frozen=True)
class Column:
    """One column: its name in the program, its heading, its width at 100 % text; 0 takes what room is left."""

    name: str
    heading: str
    width: int
    sorts: bool = False
    first: bool = True
    """Whether it is shown until somebody says otherwise."""


COLUMNS = (
    Column("tick", "", 40),
    Column("case_no", N_("Case"), 144, sorts=True),
    Column("title", N_("Title"), 0, sorts=True),
    Column("state", N_("State"), 92),
    Column("status", N_("Status"), 150, sorts=True),
    Column("risk", N_("Risk"), 112, sorts=True),
    Column("next", N_("Next step"), 176),
    Column("received_at", N_("Received"), 98, sorts=True),
    Column("track", N_("Track"), 92, sorts=True, first=False),
    Column("officer", N_("Officer"), 130, first=False),
)
NAMES = tuple(column.name for column in COLUMNS)
ALWAYS = ("tick", "case_no", "title")
LEAST, MOST = 48, 800


def column(name: str) -> Column:
    return COLUMNS[NAMES.index(name)]


@dataclass(frozen=True)
class Layout:
    """How the columns stand. `widths` are pixels at 100 % text of those that somebody drew wider or narrower."""

    order: tuple[str, ...] = NAMES
    hidden: frozenset[str] = frozenset(one.name for one in COLUMNS if not one.first)
    widths: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Layout:
        """From what was remembered; what is not known any more is left out, what is new stands at the end."""
        if not kept:
            return cls()
        said = kept.get("order")
        order = [name for name in dict.fromkeys(said if isinstance(said, list) else ()) if name in NAMES]
        order = ["tick", *(name for name in order if name != "tick")]
        order += [name for name in NAMES if name not in order]
        hidden = kept.get("hidden")
        widths = kept.get("widths")
        fit = widths.items() if isinstance(widths, dict) else ()
        return cls(
            tuple(order),
            frozenset(name for name in (hidden if isinstance(hidden, list) else ()) if name in NAMES)
            - frozenset(ALWAYS),
            {name: wide for name, wide in fit if name in NAMES and isinstance(wide, int) and LEAST <= wide <= MOST},
        )

    def kept(self) -> dict[str, Any]:
        """As JSON values, to be remembered."""
        return {"order": list(self.order), "hidden": sorted(self.hidden), "widths": dict(self.widths)}

    @property
    def shown(self) -> tuple[str, ...]:
        return tuple(name for name in self.order if name not in self.hidden)

    def width(self, name: str) -> int:
        return self.widths.get(name, column(name).width)

    def toggled(self, name: str) -> Layout:
        """With the column shown where it was hidden, or the other way round; what must stay stays."""
        return self if name in ALWAYS else replace(self, hidden=self.hidden ^ {name})

    def moved(self, name: str, step: int) -> Layout:
        """With the column one place earlier (-1) or later (1); the boxes to tick stay in front."""
        order = list(self.order)
        at = order.index(name)
        to = at + step
        if name == "tick" or not 1 <= to < len(order):
            return self
        order[at], order[to] = order[to], order[at]
        return replace(self, order=tuple(order))

    def widened(self, name: str, width: int) -> Layout:
        """With another width, in pixels at 100 % text."""
        return replace(self, widths={**self.widths, name: max(LEAST, min(MOST, width))})
