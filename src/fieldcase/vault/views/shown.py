"""A record's state as a person sees it: one value a path, and a mark where that is not the whole story.

A conflict shows the highest head, or in a restrictive kind the strictest; a withheld or erased head shows as such and
never lets an older value come back (docs/formats/ledger.md, section 6).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

import msgspec

from fieldcase.model.ledger.rules import Decided
from fieldcase.model.ledger.state import Head, RecordState


class Mark(StrEnum):
    """Why a shown value is not simply the value."""

    CONFLICT = "conflict"
    WITHHELD = "withheld"
    ERASED = "erased"
    MISPLACED = "misplaced"
    INCOMPLETE = "incomplete"
    GHOST = "ghost"


BITS = {mark: 1 << at for at, mark in enumerate(Mark)}
"""A set of marks as one number, for list columns."""


class Shown(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One record as shown: values by path without removed elements; marks by path, "" for the whole record.

    `level` is the fold's level of a restrictive kind, `status` that of a transition, as the ledger computes them.
    """

    values: dict[str, Any] = {}
    marks: dict[str, tuple[Mark, ...]] = {}
    hidden: bool = False
    level: str | None = None
    status: str | None = None

    @property
    def bits(self) -> int:
        """All marks of the record as one number."""
        return sum(BITS[mark] for mark in {mark for marks in self.marks.values() for mark in marks})


def shown(state: RecordState, decided: Decided | None = None) -> Shown:
    """The state as it is shown meanwhile. `decided` is given for restrictive kinds.

    A record of which nothing counts (its author's role did not allow it) is hidden, as if it were none; in a
    restrictive kind it goes on restricting.
    """
    values: dict[str, Any] = {}
    marks: dict[str, tuple[Mark, ...]] = {}
    for path, heads in state.fields.items():
        first = heads[0]
        if len(heads) > 1:
            marks[path] = _marks(heads)
            if decided and decided.path in ("", path):
                first = _strictest(heads, decided)
        elif first.why:
            marks[path] = (Mark(first.why),)
        if not first.why and first.value is not None:
            values[path] = first.value
    whole = ((Mark.INCOMPLETE,) if state.missing else ()) + ((Mark.GHOST,) if state.ghosts else ())
    if whole:
        marks[""] = whole
    hidden = state.hidden or (decided is None and only_ghosts(values, marks))
    return Shown(values=values, marks=marks, hidden=hidden, level=state.level, status=state.status)


def only_ghosts(values: Mapping[str, Any], marks: Mapping[str, tuple[Mark, ...]]) -> bool:
    """Whether nothing of a record counts, though something was written."""
    return not values and marks == {"": (Mark.GHOST,)}


def _marks(heads: Sequence[Head]) -> tuple[Mark, ...]:
    return (Mark.CONFLICT, *sorted({Mark(head.why) for head in heads if head.why}))


def _strictest(heads: Sequence[Head], decided: Decided) -> Head:
    """The strictest readable head; one that cannot be read is stricter than all. Of equals, the highest."""
    order = {level: at for at, level in enumerate(decided.order)}

    def rank(head: Head) -> int:
        return -1 if head.why else order.get(decided.said(head.value) or "", -1)

    return min(heads, key=rank)
