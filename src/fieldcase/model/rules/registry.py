"""Every guard of the domain reference by its number, with the functions that hold it. Docs and tests walk this
table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fieldcase.model.rules import (
    audiences,
    chronology,
    closing,
    consent,
    corrections,
    entries,
    evidence,
    exports,
    goodoffices,
    intake,
    kinds,
    letters,
    links,
    merging,
    protection,
    recognition,
    references,
    replies,
    sealing,
    sources,
    steps,
    suppression,
    tosources,
    transnational,
    verification,
    weighing,
    withdrawal,
)

Guard = Callable[..., Any]

GUARDS: dict[str, tuple[Guard, ...]] = {
    "G1": (intake.number_findings, intake.next_case_no, intake.resolve),
    "G2": (intake.leave_draft,),
    "G3": (protection.protection_findings, protection.protection_tasks, protection.escalation_level),
    "G4": (letters.consent_findings, letters.review_findings),
    "G5": (recognition.recognition_findings, recognition.recognised),
    "G6": (steps.snapshot_findings, steps.snapshot, steps.changed_consents),
    "G7": (withdrawal.withdrawal_tasks, withdrawal.public_findings, withdrawal.destruction_findings),
    "G8": (sources.source_findings, sources.sources_in, tosources.contact_findings),
    "G9": (steps.four_eyes, steps.approver_findings),
    "G10": (steps.signing_findings, steps.may_sign),
    "G11": (verification.output_findings, letters.verification_findings, corrections.correction_tasks),
    "G12": (weighing.level_findings, weighing.supporting),
    "G13": (verification.assessment_findings, verification.output_findings),
    "G14": (entries.heard_findings, entries.hearing),
    "G15": (goodoffices.note_findings, goodoffices.brief_findings),
    "G16": (references.unconfirmed, references.reference_findings),
    "G17": (steps.lint_findings,),
    "G18": (letters.addressee_findings, kinds.clearance_findings),
    "G19": (replies.matrix_findings, replies.alert_tasks, replies.answer_findings),
    "G20": (closing.closing_findings,),
    "G21": (entries.content_findings,),
    "G22": (suppression.suppress, suppression.difference_findings, suppression.drill_down),
    "G23": (evidence.hash_findings, evidence.use_findings),
    "G24": (
        exports.manifest_findings,
        exports.audience_findings,
        exports.to_headquarters,
        audiences.headquarters_findings,
        audiences.reader_findings,
    ),
    "G25": (chronology.act_order, chronology.letter_order, chronology.reply_order, chronology.clock_order),
    "G26": (links.relative_findings,),
    "G27": (links.nexus_findings, links.un_nexus),
    "G28": (letters.consent_findings,),
    "G29": (letters.child_findings, consent.effective),
    "G30": (consent.effective,),
    "G31": (consent.effective,),
    "G32": (references.cited,),
    "G33": (sealing.sealed_output, sealing.sealed_access, sealing.oversight_task),
    "G34": (merging.compare, merging.consent_meanwhile, merging.risk_meanwhile, merging.merge_findings),
}

SUGGESTIONS: dict[str, Guard] = {
    "T1": transnational.direct_abroad,
    "T2": transnational.proxy_relatives,
    "T3": transnational.digital_cross_border,
    "T4": transnational.host_state_assisted,
    "T5": transnational.mobility_control,
}
