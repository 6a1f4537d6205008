"""Evidence is what was received (G23): its hash is looked at on every opening, export and import; a difference blocks
it."""

from __future__ import annotations

from collections.abc import Iterable

from fieldcase.model.kinds.evidence import Evidence
from fieldcase.model.refusal import Finding
from fieldcase.model.rules.casefile import CaseFile, by_id
from fieldcase.model.rules.saying import found, numbered
from fieldcase.model.rules.tasks import TaskDraft
from fieldcase.model.words import _

LOOKED = frozenset({"hash_mismatch", "verified_hash", "hashed"})


def hash_findings(evidence: Evidence, seen: str) -> tuple[Finding, ...]:
    """G23: the hash of the bytes as they are now, beside the one recorded when they were received (S27).

    `seen` is SHA-256, hex. What was found is written as a custody event `verified_hash` or `hash_mismatch`; the earlier
    chain stays as it is.
    """
    if evidence.sha256 and seen == evidence.sha256:
        return ()
    sentence = _("Evidence {number} is not what was received: its hash differs.").format(
        number=numbered(evidence.ev_no)
    )
    remedy = _("It is blocked. Tell the head of presence and look for another copy.")
    return (found("G23", sentence, remedy, records=(evidence.id,), field="sha256"),)


def intact(file: CaseFile, evidence: Evidence) -> bool:
    """G23: the last look at an item found its hash as recorded; an item never looked at again stands on its receipt."""
    looks = [event.custody for event in file.custody if event.evidence == evidence.id and event.custody.event in LOOKED]
    if not evidence.sha256:
        return False
    last = max(looks, key=lambda custody: custody.at, default=None)
    return last is None or (last.event != "hash_mismatch" and last.hash_seen in ("", evidence.sha256))


def use_findings(file: CaseFile, records: Iterable[str]) -> tuple[Finding, ...]:
    """G23: an item whose hash differed is used for nothing."""
    findings = []
    for record in records:
        piece = by_id(file.evidence, record)
        if piece is not None and not intact(file, piece):
            sentence = _("Evidence {number} is blocked: its hash differed at the last look.").format(
                number=numbered(piece.ev_no)
            )
            findings.append(found("G23", sentence, _("Use another copy."), records=(record,)))
    return tuple(findings)


def mismatch_tasks(findings: Iterable[Finding]) -> tuple[TaskDraft, ...]:
    """G23: the head is alerted."""
    return tuple(
        TaskDraft(origin="G23", kind="hash_mismatch", sentence=finding.sentence, role="head", targets=finding.records)
        for finding in findings
        if finding.rule == "G23"
    )
