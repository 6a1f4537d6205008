"""What a machine is: a table of states and of the ways between them.

A state comes about in one of three ways: somebody made a transition (an entry in the ledger); it follows from a value
that somebody wrote; or it is noticed on a date and never written. A transition is a decision, void as soon as its
ground changes, or a fact, which holds whatever happens later and only gives tasks (fold, rule 12). A decision that
became void shows no state of its own: the record stands again at the machine's `ground`.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from fieldcase.model.roles import Role


class Made(StrEnum):
    """How a state comes about."""

    ENTRY = "entry"
    VALUE = "value"
    NOTICED = "noticed"


class State(msgspec.Struct, frozen=True):
    """One state: its code, its label (English msgid) and how it comes about."""

    code: str
    label: str
    made: Made = Made.ENTRY


class Transition(msgspec.Struct, frozen=True, kw_only=True):
    """One way of a machine.

    `roles` may make it; `guards` are rules (G4) and named conditions (`machines.conditions`) to be met; `families`
    limits it to families of letters (empty: all).
    """

    machine: str
    from_states: tuple[str, ...]
    to: str
    roles: frozenset[Role]
    guards: tuple[str, ...] = ()
    decision: bool = False
    families: tuple[str, ...] = ()


class Machine(msgspec.Struct, frozen=True, kw_only=True):
    """All states and ways of one machine over records of one kind. `start` is the state before the first transition;
    `ground` the one that a void decision falls back to."""

    name: str
    kind: str
    label: str
    start: str
    ground: str = ""
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]

    def state(self, code: str) -> State | None:
        """The state of that code; None when the machine has none."""
        return next((state for state in self.states if state.code == code), None)

    @property
    def rests_at(self) -> str:
        """The state shown when a decision became void."""
        return self.ground or self.start

    @property
    def facts(self) -> frozenset[str]:
        """The states whose transitions hold whatever becomes of what they rested on."""
        entered = {t.to for t in self.transitions}
        return frozenset(entered - {t.to for t in self.transitions if t.decision})


def ways(
    machine: str,
    *rows: tuple[str, str, Iterable[Role], str, str],
) -> tuple[Transition, ...]:
    """Transitions from rows of (from states, to, roles, guards, decision or fact), names parted by spaces."""
    return tuple(
        Transition(
            machine=machine,
            from_states=tuple(start.split()),
            to=to,
            roles=frozenset(roles),
            guards=tuple(guards.split()),
            decision=weight == "decision",
        )
        for start, to, roles, guards, weight in rows
    )
