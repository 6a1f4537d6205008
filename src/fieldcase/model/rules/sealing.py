"""A case against personnel of the Organization is sealed (G33): head and custodian alone, and nothing ordinary goes
out."""

from __future__ import annotations

from collections.abc import Collection

from fieldcase.model.refusal import Finding
from fieldcase.model.rules.casefile import CaseFile
from fieldcase.model.rules.saying import found
from fieldcase.model.rules.tasks import TaskDraft
from fieldcase.model.words import _

KEEPERS = frozenset({"head", "custodian"})


def is_sealed(file: CaseFile) -> bool:
    """G33: an act or an involvement names personnel of the Organization as alleged perpetrator."""
    return any("un_personnel" in act.perpetrator_types for act in file.acts)


def sealed_output(file: CaseFile) -> tuple[Finding, ...]:
    """G33: no letter, entry, brief or export is made of a sealed case (S37)."""
    if not is_sealed(file):
        return ()
    sentence = _(
        "The case is sealed: personnel of the Organization are alleged to be involved. Nothing ordinary goes out."
    )
    return (found("G33", sentence, _("Refer it to internal oversight."), records=(file.case.id,)),)


def sealed_access(file: CaseFile, roles: Collection[str]) -> tuple[Finding, ...]:
    """G33: only head and custodian open a sealed case; `roles` are those of the seat."""
    if not is_sealed(file) or not KEEPERS.isdisjoint(roles):
        return ()
    sentence = _("This case is sealed to the head of presence and the custodian.")
    return (found("G33", sentence, _("Ask the head of presence."), records=(file.case.id,)),)


def oversight_task(file: CaseFile) -> tuple[TaskDraft, ...]:
    """G33: the task that a sealed case raises."""
    if not is_sealed(file):
        return ()
    sentence = _("Refer the sealed case to internal oversight.")
    return (TaskDraft(origin="G33", kind="refer_oversight", sentence=sentence, role="head", targets=(file.case.id,)),)
