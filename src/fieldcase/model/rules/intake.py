"""The first hour of a case: its number (G1), what leaving the draft needs (G2) and what it must never need."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from fieldcase.model.kinds.cases import Case
from fieldcase.model.refusal import Finding
from fieldcase.model.rules.casefile import CaseFile
from fieldcase.model.rules.saying import found, said
from fieldcase.model.words import _

NUMBER = re.compile(r"([A-Z0-9]{2,12})-([A-Z0-9]{2})-(\d{4})-(\d{5,})")


def next_case_no(office: str, device: str, year: int, used: Collection[str]) -> str:
    """G1: the next number of this laptop: `OFFICE-DEVICE-YEAR-SERIAL`, made offline.

    `used` are all numbers ever given, deleted and merged ones too. The serial goes on whatever the year; the year is
    that of the laptop's clock but never goes back behind a year that was used (trap 19).
    """
    own = [
        match for number in used if (match := NUMBER.fullmatch(number)) and match[1] == office and match[2] == device
    ]
    serial = max((int(match[4]) for match in own), default=0) + 1
    latest = max((int(match[3]) for match in own), default=year)
    return f"{office}-{device}-{max(year, latest)}-{serial:05}"


def number_findings(before: str, after: str, others: Collection[str]) -> tuple[Finding, ...]:
    """G1: a number once given is never edited, reused or recycled, whatever became of the case; `others` are all
    numbers of other cases, gone ones too."""
    findings = []
    if before and after != before:
        findings.append(found("G1", _("A case number never changes."), field="case_no"))
    if not before and not NUMBER.fullmatch(after):
        sentence = _("The case number does not have the form OFFICE-LAPTOP-YEAR-NUMBER.")
        findings.append(found("G1", sentence, _("Let this laptop give the number."), field="case_no"))
    if after in others:
        findings.append(
            found("G1", _("This case number was given before."), _("Let this laptop give the number."), field="case_no")
        )
    return tuple(findings)


def resolve(case: Case, cases: Mapping[str, Case]) -> Case:
    """G1: the case that a merged case's number leads to; chains are followed, circles end where they close."""
    seen: set[str] = set()
    while case.merged_into and case.merged_into in cases and case.id not in seen:
        seen.add(case.id)
        case = cases[case.merged_into]
    return case


def leave_draft(file: CaseFile) -> tuple[Finding, ...]:
    """G2: leaving the draft needs when it was received, a summary, somebody or something concerned, and a first risk
    level.

    It never asks for verification, consent or elements.
    """
    case, findings = file.case, []
    if not case.received_at:
        findings.append(found("G2", _("It is not said when it was received."), _("Fill it in."), field="received_at"))
    if not said(case.summary):
        findings.append(
            found("G2", _("There is no summary."), _("Write the facts as alleged, with codes."), field="summary")
        )
    mass = case.mass_count.low or case.mass_count.high
    if not (file.involvements or file.laws or mass or any(act.victims for act in file.acts)):
        sentence = _("Nobody and nothing is concerned yet.")
        remedy = _("Add a person, a group, an organisation, a law or a number of people.")
        findings.append(found("G2", sentence, remedy, field="involvement"))
    if not any(risk.level for risk in file.risks):
        findings.append(
            found("G2", _("No first level of risk is set."), _("Assess the risk."), field="risk_assessment")
        )
    return tuple(findings)


def open_findings(file: CaseFile) -> tuple[Finding, ...]:
    """Section 7.1, triage → open: the risk is assessed and the subject said. Elements start as “not assessed”, which
    is the absence of a row."""
    findings = []
    if not any(risk.level for risk in file.risks):
        findings.append(found("7.1", _("The risk is not assessed."), _("Assess the risk."), field="risk_assessment"))
    if not file.case.subject_kind:
        findings.append(found("7.1", _("The subject of the case is not said."), _("Choose it."), field="subject_kind"))
    return tuple(findings)
