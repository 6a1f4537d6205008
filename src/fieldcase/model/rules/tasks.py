"""Tasks that the rules propose. A task is written by `office` when a person or a use case takes it up; its text
carries no name.

Each rule that says “raises a task” returns `TaskDraft`s beside its findings: what to do, who, until when, and which
rule asks.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from fieldcase.model.refusal import Finding


class TaskDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A task proposed by a rule: `origin` is the rule, `targets` are record ids, `role` who should do it, `due` a
    local day."""

    origin: str
    kind: str
    sentence: str
    role: str = "case_officer"
    due: date | None = None
    targets: tuple[str, ...] = ()
    party_code: str = ""


def tasks_from(
    findings: Iterable[Finding], *, role: str = "case_officer", due: date | None = None
) -> tuple[TaskDraft, ...]:
    """One task for each finding that blocks: its sentence is the remedy, its targets the records of the finding.

    Two findings of one rule about one party with one remedy make one task.
    """
    drafts: dict[tuple[str, str, str], TaskDraft] = {}
    for finding in findings:
        key = (finding.rule, finding.party_code, finding.remedy)
        if not finding.blocks or key in drafts:
            continue
        drafts[key] = TaskDraft(
            origin=finding.rule,
            kind="clear_rule",
            sentence=finding.remedy or finding.sentence,
            role=role,
            due=due,
            targets=finding.records,
            party_code=finding.party_code,
        )
    return tuple(drafts.values())
