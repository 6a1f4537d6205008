"""All kinds of record, each declared once in the file of its subject; tables, forms and import derive from them."""

from __future__ import annotations

from fieldcase.model.declare import Kind, Record
from fieldcase.model.kinds import (
    acts,
    cases,
    consents,
    cooperation,
    decisions,
    evidence,
    letters,
    parties,
    replies,
    risks,
    sources,
)

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        cases.CASE,
        cases.SEALED_CASE,
        parties.PARTY,
        parties.INVOLVEMENT,
        parties.RELATION,
        cooperation.COOPERATION_LINK,
        acts.ACT,
        acts.LAW_OR_MEASURE,
        sources.SOURCE,
        sources.INFORMATION,
        sources.INFORMATION_SOURCE,
        evidence.EVIDENCE,
        evidence.EVIDENCE_ORIGIN,
        evidence.CUSTODY_EVENT,
        consents.CONSENT,
        consents.IDENTIFIABILITY_ANSWER,
        risks.RISK_ASSESSMENT,
        risks.SOURCE_RISK,
        risks.PROTECTION_ACTION,
        decisions.ASSESSMENT,
        decisions.DECISION,
        decisions.ALLEGATION,
        letters.LETTER,
        letters.LETTER_STEP,
        letters.ORAL_APPROACH,
        letters.EARLIER_LETTER,
        letters.RECOGNITION,
        replies.STATE_REPLY,
        replies.MATRIX_ROW,
        replies.STATE_MEASURE,
    )
}

_BY_RECORD: dict[type[Record], Kind] = {kind.record: kind for kind in KINDS.values()}


def kind_of(record_type: type[Record]) -> Kind:
    """The kind that this record type declares. A type that is declared nowhere is a bug and raises `KeyError`."""
    return _BY_RECORD[record_type]
