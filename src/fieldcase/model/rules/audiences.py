"""Whom a copy of a letter may be given to: headquarters' file, and the person on whose behalf it was said.

The State's consent (G4) says nothing about these; each audience has its own.
"""

from __future__ import annotations

from datetime import date

from fieldcase.model.kinds.letters import Letter
from fieldcase.model.refusal import Finding
from fieldcase.model.rules import consentwords
from fieldcase.model.rules.casefile import CaseFile
from fieldcase.model.rules.consent import effective
from fieldcase.model.rules.naming import mentions
from fieldcase.model.rules.saying import found
from fieldcase.model.rules.scales import ANON, CODED, consent_rank
from fieldcase.model.words import _


def headquarters_findings(file: CaseFile, letter: Letter, on: date) -> tuple[Finding, ...]:
    """G24: a copy of a letter goes into headquarters' file under codes, once everybody protected in it agreed to
    `share_hq` at CODED or more; it waits whole, as a case does."""
    findings = []
    for mention in mentions(file, letter):
        consent = effective(file, mention.party, "share_hq", "", on)
        if file.protected(mention.party) and consent.rank < consent_rank(CODED):
            code = file.code(mention.party)
            sentence = consentwords.sentence(consent.why, code, "share_hq", consent.level)
            remedy = consentwords.remedy(consent.why, code)
            findings.append(
                found("G24", sentence, remedy, records=(letter.id, *consent.consents), field="consent", party=code)
            )
    return tuple(findings)


def reader_findings(file: CaseFile, reader: str, on: date) -> tuple[Finding, ...]:
    """G24, section 7.5: what was said is given to somebody who agreed to be contacted again, over the channel that is
    safe for them."""
    consent, code, findings = effective(file, reader, "recontact", "", on), file.code(reader), []
    if consent.rank < consent_rank(ANON):
        sentence = consentwords.sentence(consent.why, code, "recontact", consent.level)
        remedy = consentwords.remedy(consent.why, code)
        findings.append(
            found("G24", sentence, remedy, records=(reader, *consent.consents), field="consent", party=code)
        )
    party = file.parties.get(reader)
    if party is None or not party.safe_channel.strip():
        sentence = _("No safe channel to {party} is recorded.").format(party=code)
        remedy = _("Ask {party} how to be reached without risk, and record it.").format(party=code)
        findings.append(found("G24", sentence, remedy, records=(reader,), field="safe_channel", party=code))
    return tuple(findings)
