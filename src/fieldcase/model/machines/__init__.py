"""The machines: what may become what, who may do it, which rules must be met. `table` says what a machine is."""

from __future__ import annotations

from collections.abc import Iterable

from fieldcase.model.machines.case import CASE
from fieldcase.model.machines.letter import LETTER
from fieldcase.model.machines.people import CONSENT, DECISION, RISK, VERIFICATION
from fieldcase.model.machines.replies import ENTRY, EXPORT, REPLY
from fieldcase.model.machines.table import Machine, Made, State, Transition
from fieldcase.model.refusal import NotYourRole, Refusal
from fieldcase.model.roles import ROLE_LABELS, Role
from fieldcase.model.words import N_, _

__all__ = [
    "FACTS",
    "MACHINES",
    "Machine",
    "Made",
    "NoSuchStep",
    "State",
    "Transition",
    "next_steps",
    "transition",
]

MACHINES: dict[str, Machine] = {
    machine.name: machine for machine in (CASE, VERIFICATION, CONSENT, RISK, DECISION, LETTER, REPLY, ENTRY, EXPORT)
}

FACTS: frozenset[tuple[str, str]] = frozenset((m.name, state) for m in MACHINES.values() for state in m.facts)
"""(machine, state) of every transition that is a fact and not a decision, as the fold wants it."""


class NoSuchStep(Refusal):
    """A record cannot go from where it stands to where somebody wants it."""

    code = "FC-010"
    message = N_("From “{start}” there is no step to “{to}”.")
    remedy = N_("Possible from here: {possible}.")


def next_steps(machine: str, state: str, roles: Iterable[Role], *, family: str = "") -> tuple[Transition, ...]:
    """The transitions that somebody with these roles may enter from the state shown; a mere value is no step.

    `family` narrows a letter's steps to those of its family.
    """
    held = frozenset(roles)
    return tuple(
        step for step in _steps(machine, family) if state in step.from_states and not held.isdisjoint(step.roles)
    )


def transition(machine: str, start: str, to: str, *, roles: Iterable[Role] = Role, family: str = "") -> Transition:
    """The transition between two states that somebody with these roles may make. Raises `NoSuchStep`, `NotYourRole`.

    Without roles: whoever may make it. For a letter name its family; without it the first way found is given.
    """
    ways = [step for step in _steps(machine, family) if start in step.from_states and step.to == to]
    held = frozenset(roles)
    found = next((step for step in ways if not held.isdisjoint(step.roles)), None)
    if found is None and ways:
        needed = frozenset().union(*(step.roles for step in ways))
        action = f"{_(MACHINES[machine].label)}: {_called(machine, to)}"
        raise NotYourRole(action=action, roles=", ".join(_(ROLE_LABELS[role]) for role in Role if role in needed))
    if found is None:
        possible = sorted({s.to for s in _steps(machine, family) if start in s.from_states})
        told = ", ".join(_called(machine, one) for one in possible) or "–"
        raise NoSuchStep(start=_called(machine, start), to=_called(machine, to), possible=told)
    return found


def _called(machine: str, code: str) -> str:
    """A state in words; a code that the machine does not have as it is."""
    found = MACHINES[machine].state(code)
    return _(found.label) if found else code


def _steps(machine: str, family: str) -> Iterable[Transition]:
    """The transitions that are entries, of this family."""
    table = MACHINES[machine]
    for step in table.transitions:
        target = table.state(step.to)
        if (
            target is not None
            and target.made is Made.ENTRY
            and (not family or not step.families or family in step.families)
        ):
            yield step
