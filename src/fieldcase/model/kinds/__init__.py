"""All kinds of record, each declared once in the file of its subject; tables, forms and import derive from them.

The ledger's own kinds (transition, deletion, same, erasure, confirm, revocation, adoption, feed) are not declared here.
"""

from __future__ import annotations

import re

import msgspec

from fieldcase.model.declare import Kind, Part, Record, Shape
from fieldcase.model.kinds import (
    acts,
    cases,
    consents,
    cooperation,
    decisions,
    directory,
    evidence,
    follow_up,
    imports,
    letters,
    namesakes,
    numbering,
    office,
    parties,
    replies,
    reporting,
    risks,
    sources,
)
from fieldcase.model.refusal import Refusal, UnknownField
from fieldcase.model.words import N_

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
        sources.LETTER_TO_SOURCE,
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
        namesakes.NAMESAKE,
        numbering.NUMBER_NOTE,
        replies.STATE_REPLY,
        replies.MATRIX_ROW,
        replies.QUESTION_ROW,
        replies.STATE_MEASURE,
        follow_up.FOLLOW_UP,
        follow_up.TASK,
        follow_up.COMMENT,
        reporting.REPORTING_CYCLE,
        reporting.REPORT_ENTRY,
        reporting.GOOD_OFFICES_NOTE,
        directory.EXTERNAL_REF,
        directory.PREVENTION_ACTIVITY,
        directory.GOOD_PRACTICE,
        directory.FOCAL_POINT,
        directory.STATE_PROFILE,
        directory.OUTSIDE_ADDRESSEE,
        directory.MANDATE_TEXT,
        directory.FORMULA,
        office.OFFICE,
        office.OFFICE_SETTINGS,
        office.SEAT,
        office.ROSTER,
        office.PEER,
        office.POLICY,
        office.LETTER_TEMPLATE,
        office.OFFICE_TERM,
        office.HOLIDAY,
        office.LOG_ENTRY,
        imports.IMPORT_BATCH,
        imports.ROW_SEEN,
        imports.IMPORT_KEY,
    )
}

_BY_RECORD: dict[type[Record], Kind] = {kind.record: kind for kind in KINDS.values()}

SPOKEN: dict[str, str] = {
    "person": "party",
    "group": "party",
    "organisation": "party",
    "info": "information",
    "nexus": "cooperation_link",
    "user": "seat",
}
"""Words for kinds that mappings and people use besides the kind's own name."""

SPOKEN_FIELDS: dict[tuple[str, str], str] = {
    ("act", "class"): "act_class",
    ("evidence", "title"): "title_neutral",
    ("involvement", "from"): "since",
    ("involvement", "to"): "until",
    ("oral_approach", "with"): "with_official",
    ("good_practice", "from"): "origin",
}
"""Names of the domain reference that cannot be names in the program, or that mappings shorten."""


class UnknownKind(Refusal):
    """A person, a mapping or a command named a kind of record that does not exist."""

    code = "FC-012"
    message = N_("There is no kind of record called “{kind}”.")
    remedy = N_("Use one of: {known}.")


class Place(msgspec.Struct, frozen=True):
    """Where something is written: a field of a kind and, where the field is made of parts, the part inside it."""

    kind: Kind
    part: Part
    inner: Part | None = None


def kind_of(record_type: type[Record]) -> Kind:
    """The kind that this record type declares. A type that is declared nowhere is a bug and raises `KeyError`."""
    return _BY_RECORD[record_type]


def kind_named(name: str) -> Kind:
    """The kind that somebody means: `case`, `Case`, `Person`, `LawOrMeasure`. Raises `UnknownKind`."""
    snake = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
    found = KINDS.get(SPOKEN.get(snake, snake))
    if found is None:
        raise UnknownKind(kind=name, known=", ".join(KINDS))
    return found


def place_named(name: str) -> Place:
    """The field that somebody means: `Act.date`, `Person.names.full`, `RiskAssessment.level`, `Info.credibility`.

    A part may be named without its group when only one group of the kind has it; a group alone means its first part.
    Raises `UnknownKind`, `UnknownField`.
    """
    kind_name, _, rest = name.partition(".")
    kind = kind_named(kind_name)
    field, _, inner_name = rest.partition(".")
    field = SPOKEN_FIELDS.get((kind.name, field), field)
    if kind.shape_of(field) is None:
        groups = [p for p in kind.parts if p.shape is Shape.GROUP and any(i.name == field for i in p.parts)]
        groups = [p for p in groups if p.name == kind.decided] or groups
        if len(groups) == 1 and not inner_name:
            return Place(kind, groups[0], next(i for i in groups[0].parts if i.name == field))
    part = kind.part(field)
    if not part.parts:
        if inner_name:
            raise UnknownField(kind=kind.name, field=rest, known=part.name)
        return Place(kind, part)
    if not inner_name:
        return Place(kind, part, part.parts[0])
    inner = next((i for i in part.parts if i.name == inner_name), None)
    if inner is None:
        raise UnknownField(kind=kind.name, field=rest, known=", ".join(f"{part.name}.{i.name}" for i in part.parts))
    return Place(kind, part, inner)
