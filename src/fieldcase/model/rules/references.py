"""What a text cites: references from outside, typed and confirmed (G16), and mandates with date and status (G32)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from fieldcase.model.refusal import Finding
from fieldcase.model.rules.casefile import CaseFile, by_id
from fieldcase.model.rules.letters import LetterFile
from fieldcase.model.rules.saying import day_of, found, warned
from fieldcase.model.words import _


def reference_findings(lf: LetterFile) -> tuple[Finding, ...]:
    """G16, G32: what the letter cites. A reference from Geneva is confirmed by headquarters before it is printed
    (S21); a mandate is a record with date and status."""
    return (*unconfirmed(lf.file, lf.letter.external_ref), *cited(lf.file, lf.letter.mandates, lf.on))


def unconfirmed(file: CaseFile, records: Iterable[str]) -> tuple[Finding, ...]:
    """G16: a reference from outside was typed by a person, has proof, and was confirmed by headquarters before it is
    printed. Nothing here composes or guesses one."""
    findings = []
    for record in records:
        reference = by_id(file.external_refs, record)
        if reference is None or not reference.confirmed_by or not reference.proven:
            sentence = _("Headquarters has not confirmed a reference that is printed.")
            remedy = _("Ask headquarters to confirm it, with its proof.")
            findings.append(found("G16", sentence, remedy, records=(record,), field="external_ref"))
    return tuple(findings)


def cited(file: CaseFile, records: Iterable[str], on: date) -> tuple[Finding, ...]:
    """G32: a resolution cited is a record with date and status; superseded on that day is a warning, unknown an
    error."""
    findings = []
    for record in records:
        text = by_id(file.mandates, record)
        if text is None or not text.date or not text.status:
            sentence = _("A document is cited that is not recorded here with its date and status.")
            findings.append(found("G32", sentence, _("Record it first."), records=(record,), field="mandates"))
        elif text.status == "superseded" and (day_of(text.superseded_on) or on) <= on:
            sentence = _("A resolution that is cited was superseded.")
            findings.append(warned("G32", sentence, _("Cite the one in force."), records=(record,), field="mandates"))
    return tuple(findings)
