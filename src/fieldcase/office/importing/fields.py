"""The fields that a mapping may name: those of the declared kinds under the names of the domain reference, and
import's own.

`Record.field` or `Record.field.part`; `Consent.level@state_letter` is the level for one scope. Where a kind keeps
several parts in one group, the part may be named alone (`RiskAssessment.level`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

import msgspec

from fieldcase.model.declare import Kind, Part, Shape, Type
from fieldcase.model.kinds import KINDS


class Meaning(StrEnum):
    """What a cell under a field is read as."""

    TEXT = "text"
    CODE = "code"
    DATE = "date"
    BIRTH = "birth"
    NUMBER = "number"
    PHONE = "phone"
    CONSENT = "consent"


class KnownField(msgspec.Struct, frozen=True, kw_only=True):
    """A field that a mapping may name. `vocabulary` names the list whose codes pass unmapped; `choices` pass too.

    `kind` and `part` say where a declared kind keeps it (`risk_assessment`, `assessment.level`); both are empty for
    what an import alone knows (`Import.validation`) or what has no single place (`StateReply.position`).
    """

    name: str
    kind: str = ""
    part: str = ""
    meaning: Meaning = Meaning.TEXT
    vocabulary: str = ""
    choices: frozenset[str] = frozenset()

    @property
    def record(self) -> str:
        return self.name.partition(".")[0]


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """The codes of each vocabulary with their parents and labels, as an import needs them."""

    codes: Mapping[str, frozenset[str]]
    parents: Mapping[str, Mapping[str, str]]
    labels: Mapping[str, Mapping[str, str]] = {}

    def ancestors(self, vocabulary: str, code: str) -> frozenset[str]:
        """The code and everything above it."""
        parents, above = self.parents.get(vocabulary, {}), [code]
        while (parent := parents.get(above[-1])) and parent not in above:
            above.append(parent)
        return frozenset(above)


def terms(vocabularies: Mapping[str, Any]) -> Terms:
    """The terms of a decoded `vocab.json`."""
    lists = vocabularies["lists"]
    return Terms(
        codes={name: frozenset(term["code"] for term in one["terms"]) for name, one in lists.items()},
        labels={name: dict(_labels(one["terms"])) for name, one in lists.items()},
        parents={
            name: {term["code"]: term["parent"] for term in one["terms"] if "parent" in term}
            for name, one in lists.items()
        },
    )


def _labels(listed: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for term in listed:
        labels = term.get("labels") or {lang: term[lang] for lang in ("en", "fr") if lang in term}
        for label in labels.values():
            yield label, term["code"]


RECORDS = {"Party": ("Person", "Group", "Organisation"), "Information": ("Info",), "EarlierLetter": ("Letter",)}
"""Names under which a mapping knows a kind, besides its own."""

_MEANINGS = {
    Type.EDTF: Meaning.DATE,
    Type.DAY: Meaning.DATE,
    Type.INSTANT: Meaning.DATE,
    Type.CODE: Meaning.CODE,
    Type.CHOICE: Meaning.CODE,
    Type.BOOL3: Meaning.CODE,
    Type.NUMBER: Meaning.NUMBER,
}


def known_fields(kinds: Mapping[str, Kind] = KINDS) -> dict[str, KnownField]:
    """Every field that a mapping may name, by its name."""
    found: dict[str, KnownField] = {}
    for declaration in kinds.values():
        own = declaration.record.__name__
        for record in (own, *RECORDS.get(own, ())):
            for field in _of_kind(record, declaration):
                found.setdefault(field.name, field)
    for field in _OWN:
        declared = found.get(field.name, field)
        kind, part = _PLACES.get(field.name, (declared.kind, declared.part))
        found[field.name] = msgspec.structs.replace(field, kind=kind, part=part)
    return found


def _of_kind(record: str, kind: Kind) -> Iterator[KnownField]:
    for part in kind.parts:
        yield _field(f"{record}.{part.name}", kind, part.name, part)
    for part in kind.parts:
        for inner in part.parts:
            path = f"{part.name}.{inner.name}"
            yield _field(f"{record}.{path}", kind, path, inner)
            if part.shape is Shape.GROUP:
                yield _field(f"{record}.{inner.name}", kind, path, inner)


def _field(name: str, kind: Kind, path: str, part: Part) -> KnownField:
    return KnownField(
        name=name,
        kind=kind.name,
        part=path,
        meaning=_MEANINGS.get(part.field.type, Meaning.TEXT),
        vocabulary=part.field.vocabulary,
        choices=frozenset(part.field.choices),
    )


def _own(names: str, meaning: Meaning = Meaning.TEXT, vocabulary: str = "") -> tuple[KnownField, ...]:
    return tuple(KnownField(name=name, meaning=meaning, vocabulary=vocabulary) for name in names.split())


_PERSON_TEXTS = "names.full names.family names.given names.alias names.original_script contacts.email remarks"
_OWN: tuple[KnownField, ...] = (
    *_own(" ".join(f"{who}.{name}" for who in RECORDS["Party"] for name in _PERSON_TEXTS.split())),
    *_own(" ".join(f"{who}.contacts.telephone" for who in RECORDS["Party"]), Meaning.PHONE),
    *_own("Person.date_of_birth", Meaning.BIRTH),
    *_own("Case.old_number Case.summary Case.remarks Case.assigned_to Act.narrative Act.remarks Relation.text"),
    *_own("Case.status", Meaning.CODE, "case_status"),
    *_own("Act.latitude Act.longitude Act.amount", Meaning.NUMBER),
    *_own("Evidence.title Evidence.remarks Source.identity Source.remarks Letter.remarks Letter.office_ref"),
    *_own("Source.reliability", Meaning.CODE, "source_reliability"),
    *_own("Info.credibility", Meaning.CODE, "information_credibility"),
    *_own("Letter.kind", Meaning.CODE, "letter_kind"),
    *_own("Letter.dispatched_at Letter.due_at StateReply.received_at Import.submitted_at", Meaning.DATE),
    *_own("StateReply.kind", Meaning.CODE, "reply_kind"),
    *_own("StateReply.position", Meaning.CODE, "reply_position"),
    *_own("StateReply.summary StateReply.remarks StateMeasure.remarks LawOrMeasure.remarks CooperationLink.remarks"),
    *_own("StateMeasure.kind", Meaning.CODE, "state_measure"),
    *_own("Consent.remark", Meaning.CONSENT),
    *_own("Import.old_verification", Meaning.CODE, "verification_level"),
    *_own("Import.submitted_by Import.submission_id Import.validation Import.remarks"),
)

_PLACES: dict[str, tuple[str, str]] = {
    **{
        f"{who}.contacts.{way}": ("party", "contacts.value")
        for who in RECORDS["Party"]
        for way in ("telephone", "email")
    },
    **{f"{who}.names.original_script": ("party", "names.full") for who in RECORDS["Party"]},
    "Source.reliability": ("source", "reliability.grade"),
    "Info.credibility": ("information", "credibility.level"),
    "Consent.remark": ("consent", "remarks.words"),
}
"""Where declared kinds keep what registers write under another name."""

CONSENT_LEVEL = "Consent.level@"
"""Prefix of the level for one scope; the scope follows."""


def consent_level(name: str, scopes: frozenset[str]) -> KnownField | None:
    """`Consent.level@scope` as a field, None when the name is no such field or the scope is none."""
    scope = name.removeprefix(CONSENT_LEVEL)
    if name == scope or scope not in scopes:
        return None
    return KnownField(
        name=name, kind="consent", part="proposal.proposed", meaning=Meaning.CODE, vocabulary="consent_level"
    )
