"""What comes next for a letter, and who takes it: read off its machine and its shape, by nobody else.

A proposal is never signed; a paper that bears no signature is only made final; a letter to a source first waits for
what is agreed with its recipient; where headquarters has to clear a letter, it waits for that once it is approved.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from fieldcase.model.kinds.letters import Letter
from fieldcase.model.lettershapes import shape_of
from fieldcase.model.machines import Transition, next_steps
from fieldcase.model.machines.letter import SOURCE, family
from fieldcase.model.roles import Role
from fieldcase.model.rules.kinds import clearance_findings
from fieldcase.model.rules.letters import LetterFile
from fieldcase.model.rules.panel import APPROVE, DISPATCH, SIGN
from fieldcase.model.rules.tosources import DETAILS


class Step(StrEnum):
    """What somebody does next with a letter."""

    NOTHING = ""
    AGREE = "agree"
    """Agree with the recipient on the way it goes and on how much it says."""
    SUBMIT = "submit"
    APPROVE = "approve"
    CLEAR = "clear"
    """Headquarters clears it, or objects (G18)."""
    SIGN = "sign"
    FINISH = "finish"
    """As `SIGN`, of what bears no signature: its reference is given and its pages are kept."""
    SEND = "send"
    """Sign it and send it, in one step: what an officer does with a letter to a source."""
    DISPATCH = "dispatch"
    RECEIVE = "receive"
    """Record that it was received."""
    PROPOSE = "propose"
    """Submit a proposal to headquarters."""
    ANSWER = "answer"
    """Headquarters takes a proposal up, or declines it."""


ONWARD = {
    "in_review": (Step.SUBMIT, APPROVE),
    "approved": (Step.APPROVE, APPROVE),
    "signed": (Step.SIGN, SIGN),
    "dispatched": (Step.DISPATCH, DISPATCH),
    "receipt_confirmed": (Step.RECEIVE, ""),
    "submitted_hq": (Step.PROPOSE, DISPATCH),
    "hq_accepted": (Step.ANSWER, ""),
}
"""The states of the machine that bring a letter on: the step that leads there, and what the rules are asked for."""


class Ahead(msgspec.Struct, frozen=True, kw_only=True):
    """The next step, the `roles` that may take it, and whether this seat `may`."""

    step: Step = Step.NOTHING
    roles: frozenset[Role] = frozenset()
    may: bool = False


def step_ahead(lf: LetterFile, status: str, roles: Iterable[Role]) -> Ahead:
    """What comes next for a letter: the step that a seat with these roles may take, else whoever may."""
    held, letter, shape = frozenset(roles), lf.letter, shape_of(lf.letter.kind)
    ways = _onward(letter, status)
    way = next((one for one in ways if one.roles & held), None) or next(iter(ways), None)
    if way is None:
        return Ahead()
    step, wanted = ONWARD[way.to][0], way.roles
    if step is Step.SUBMIT and family(letter.kind) == SOURCE and not _agreed(letter):
        step, wanted = Step.AGREE, frozenset({Role.CASE_OFFICER})
    elif step is Step.SIGN and clearance_findings(lf, signing=True):
        step, wanted = Step.CLEAR, frozenset({Role.HQ_DESK})
    elif step is Step.SIGN and shape is not None and shape.frame.signed == "none":
        step = Step.FINISH
    elif step is Step.DISPATCH and status == "approved":
        step = Step.SEND
    return Ahead(step=step, roles=wanted, may=bool(wanted & held))


def rules_ahead(letter: Letter, status: str) -> str:
    """The step that the rules are asked for next; empty once a letter is gone. A proposal is never signed: once it is
    approved, the next step is that it leaves."""
    return next((ONWARD[way.to][1] for way in _onward(letter, status)), "")


def _onward(letter: Letter, status: str) -> tuple[Transition, ...]:
    ways = next_steps("letter", status, Role, family=family(letter.kind))
    return tuple(way for way in ways if way.to in ONWARD)


def _agreed(letter: Letter) -> bool:
    return letter.agreed.safe is True and letter.agreed.detail in DETAILS
