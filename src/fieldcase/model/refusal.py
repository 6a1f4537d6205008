"""What the program refuses and what its rules find, in words a person can act on.

A `Refusal` is a failure that was foreseen: it has a stable code, says what is wrong and what to do. Everything else is
a bug. A `Finding` is one thing a rule has to say about records; neither ever carries a name, a place or a narrative.
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

import msgspec

from fieldcase.model.words import N_, _


class Severity(StrEnum):
    """How much a finding weighs. An error blocks; a warning wants a written reason; a note only tells."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a rule found (G1…G34, N1…N15, import kinds).

    `sentence` and `remedy` are whole translated sentences without names; `records` are ids (32 hex digits) of the
    records concerned; `field` is a field path; `party_code` the code under which a person appears (P-7K3D9X).
    """

    rule: str
    severity: Severity = Severity.ERROR
    sentence: str
    remedy: str = ""
    records: tuple[str, ...] = ()
    field: str = ""
    party_code: str = ""

    @property
    def blocks(self) -> bool:
        return self.severity is Severity.ERROR


class Refusal(Exception):
    """A failure we foresaw. Subclasses give code, message and remedy; named fields are filled in after translation.

    `findings` holds the rules that refused, where rules did.
    """

    code: ClassVar[str] = "FC-001"
    message: ClassVar[str] = N_("This cannot be done.")
    remedy: ClassVar[str] = ""

    def __init__(self, *, findings: tuple[Finding, ...] = (), **facts: object) -> None:
        self.findings = findings
        self.facts = facts
        super().__init__(self.sentence)

    @property
    def sentence(self) -> str:
        """What is wrong, translated and filled in."""
        return _(self.message).format(**self.facts)

    @property
    def way_out(self) -> str:
        """What to do next, translated and filled in; empty where nothing can be done."""
        return _(self.remedy).format(**self.facts) if self.remedy else ""

    def __str__(self) -> str:
        return " ".join(part for part in (self.sentence, self.way_out) if part)


class BlockedByRules(Refusal):
    """One or more guards refuse the step; the findings say which and how each is cleared."""

    code = "FC-002"
    message = N_("The rules do not allow this yet: {what}")
    remedy = N_("Clear each point and try again.")

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(findings=findings, what="; ".join(f.sentence for f in findings if f.blocks))


class NotYourRole(Refusal):
    """The seat's roles do not allow the step (domain reference, section 5)."""

    code = "FC-003"
    message = N_("Your role does not allow this: {action}.")
    remedy = N_("Ask somebody with one of these roles: {roles}.")


class UnknownField(Refusal):
    """A person, a mapping or a command named a field that the kind does not have."""

    code = "FC-004"
    message = N_("{kind} has no field “{field}”.")
    remedy = N_("Use one of: {known}.")


class BadValue(Refusal):
    """A value does not fit its field's type or vocabulary."""

    code = "FC-005"
    message = N_("“{field}” cannot be {value}: {why}.")
    remedy = N_("Give {expected}.")

    def __init__(self, *, value: object, **facts: object) -> None:
        super().__init__(findings=(), value=_("empty") if value == "" else value, **facts)


def blocking(findings: tuple[Finding, ...] | list[Finding]) -> tuple[Finding, ...]:
    """The findings that block, in their order."""
    return tuple(f for f in findings if f.blocks)


def require(findings: tuple[Finding, ...] | list[Finding]) -> tuple[Finding, ...]:
    """Raise `BlockedByRules` when anything blocks; return the rest, which the caller shows."""
    if blocks := blocking(findings):
        raise BlockedByRules(blocks)
    return tuple(findings)
