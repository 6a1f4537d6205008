"""The assistant of an import: what each column and each text could mean, what is still to settle, and how many rows
would come in now. Nothing is written; every answer makes another mapping, with which the plan is made anew.

A consent level is never guessed and never offered as a field: a person asks, and records what was said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Literal

import msgspec

from fieldcase.model.kinds import KINDS
from fieldcase.model.roles import Action
from fieldcase.model.words import N_, _, labelled
from fieldcase.office import resources
from fieldcase.office.importing.apply import OVERSIGHT, open_register, settings_of
from fieldcase.office.importing.drafting import nearest
from fieldcase.office.importing.fields import CONSENT_LEVEL, KnownField
from fieldcase.office.importing.known import Known, import_keys, place_of
from fieldcase.office.importing.mapping import Mapping, Table, set_upon, write_mapping
from fieldcase.office.importing.marks import fold
from fieldcase.office.importing.plan import ImportPlan
from fieldcase.office.importing.proposing import propose
from fieldcase.office.importing.settings import ImportSettings
from fieldcase.office.importing.sheets import Book
from fieldcase.office.session import Session

MOST_VALUES = 400
RECORDS = {
    "Case": N_("Case"),
    "Act": N_("Act"),
    "Person": N_("Person"),
    "CooperationLink": N_("Cooperation"),
    "RiskAssessment": N_("Risk"),
    "Source": N_("Source"),
    "Involvement": N_("Role in the case"),
    "Consent": N_("What was said about consent"),
    "Letter": N_("Earlier letter"),
    "StateReply": N_("Reply"),
    "StateMeasure": N_("Measure of the State"),
    "Evidence": N_("Evidence"),
    "Import": N_("The old register"),
    "Relation": N_("Relation"),
}
OWN_FIELDS = {
    "Case.old_number": N_("Number in the register"),
    "Import.old_verification": N_("How it was verified before"),
    "Import.submission_id": N_("Number of the submission"),
    "Import.submitted_at": N_("Date of the submission"),
    "Import.validation": N_("State of the review"),
    "Import.submitted_by": N_("Who submitted it"),
    "Person.names.full": N_("Whole name"),
    "Person.names.family": N_("Family name"),
    "Person.names.given": N_("Given names"),
    "Person.names.original_script": N_("Name in its own script"),
    "Person.date_of_birth": N_("Date of birth"),
    "Person.contacts.telephone": N_("Telephone"),
    "Person.contacts.email": N_("E-mail"),
    "Act.latitude": N_("Latitude"),
    "Act.longitude": N_("Longitude"),
    "Consent.remark": N_("Remark, in the words of the register"),
    "Relation.text": N_("Relation, in the words of the register"),
    "Case.remarks": N_("Remarks"),
    "Person.remarks": N_("Remarks"),
    "Source.identity": N_("Who told it"),
}
"""How fields are called that stand in no kind under that name."""


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column of a table (its place in the mapping): the field it feeds now, and how many cells it fills."""

    table: int
    sheet: str
    name: str
    field: str = ""
    more: int = 0
    filled: int = 0


class ValueAsked(msgspec.Struct, frozen=True, kw_only=True):
    """A text that no term was found for: its field and vocabulary, in how many cells, and the nearest term."""

    field: str
    vocabulary: str
    said: str
    cells: int
    nearest: str = ""


class Assisted(msgspec.Struct, frozen=True, kw_only=True):
    """What a register comes to with this mapping. `fresh` rows would come in now; `known` came in before; `sealable`
    are about personnel of the Organization and come in only sealed. `fields` are those a column may feed, with labels.
    """

    mapping: Mapping
    plan: ImportPlan
    columns: tuple[Column, ...]
    values: tuple[ValueAsked, ...]
    fields: dict[str, str]
    fresh: int
    known: int
    sealable: int

    @property
    def key(self) -> str:
        """By what a mapping of the same columns is found again."""
        return "|".join(sorted(f"{one.sheet}:{fold(one.name)}" for one in self.columns))

    @property
    def written(self) -> bytes:
        """The mapping as a file holds it."""
        return write_mapping(self.mapping)


def assist(session: Session, data: bytes, *, file: str, mapping: bytes | None = None) -> Assisted:
    """Look at a register; without a mapping one is drafted. Raises what `apply.preview` raises."""
    session.require(Action.IMPORT_REGISTER)
    keys = import_keys(session)
    key = keys[0] if keys else session.vault.surroundings.chance(32)
    settings = settings_of(session, key)
    book, mapped = open_register(session, data, file, mapping, settings)
    plan = propose(book, mapped, settings, file=file)
    others = (propose(book, mapped, settings_of(session, key), file=file) for key in keys[1:])
    known = Known(session, plan, others)
    rows = [row for table in plan.tables for row in table.rows]
    sealable = {(one.table, one.row) for one in plan.problems if one.kind == OVERSIGHT}
    seen = sum(known.mark(place_of(row)) is not None for row in rows)
    return Assisted(
        mapping=mapped,
        plan=plan,
        columns=tuple(_columns(book, mapped, settings)),
        values=_values(plan, settings),
        fields=_fields(settings, mapped),
        fresh=sum(row.importable and known.mark(place_of(row)) is None for row in rows),
        known=seen,
        sealable=sum(place_of(row) in sealable and known.mark(place_of(row)) is None for row in rows),
    )


def with_column(mapping: Mapping, table: int, column: str, field: str) -> Mapping:
    """The mapping in which a column feeds another field, or (without one) none: it is then kept beside its row."""
    old = mapping.tables[table]
    columns = {name: said for name, said in old.columns.items() if name != column}
    if field:
        columns[column] = field
    needed = [name for name in old.required if name in columns or (old.key and old.key.column == name)]
    return _with_table(mapping, table, msgspec.structs.replace(old, columns=columns, required=needed))


def with_value(mapping: Mapping, field: str, said: str, code: str) -> Mapping:
    """The mapping in which a text of a field means this term, in every table that has the field."""
    for at, table in enumerate(mapping.tables):
        if any(field in table.fields(column) for column in (*table.columns, *table.ticks)):
            values = {**table.values, field: {**table.values.get(field, {}), fold(said): code}}
            mapping = _with_table(mapping, at, msgspec.structs.replace(table, values=values))
    return mapping


def with_order(mapping: Mapping, order: str) -> Mapping:
    """The mapping whose dates are read in this order (`dmy`, `mdy`, `ymd`)."""
    said: Literal["dmy", "mdy", "ymd"] = "mdy" if order == "mdy" else "ymd" if order == "ymd" else "dmy"
    return msgspec.structs.replace(mapping, date_order=said)


def _with_table(mapping: Mapping, at: int, table: Table) -> Mapping:
    tables = [*mapping.tables[:at], table, *mapping.tables[at + 1 :]]
    return msgspec.structs.replace(mapping, tables=tables)


def _columns(book: Book, mapping: Mapping, settings: ImportSettings) -> Iterator[Column]:
    scopes = settings.terms.codes.get("consent_scope", frozenset())
    for at, one in enumerate(set_upon(mapping, book, settings.fields, scopes)):
        table = one.table
        places = {**one.positions, **one.unmapped}
        for name, place in sorted(places.items(), key=lambda item: item[1]):
            cells = (cells[place - 1] for cells in one.sheet.rows[table.first_row - 1 :] if place <= len(cells))
            fields = table.fields(name)
            yield Column(
                table=at,
                sheet=table.sheet or "",
                name=name,
                field=fields[0] if fields else "",
                more=max(0, len(fields) - 1),
                filled=sum(bool(cell.text.strip()) for cell in cells),
            )


def _values(plan: ImportPlan, settings: ImportSettings) -> tuple[ValueAsked, ...]:
    counts: Counter[tuple[str, str]] = Counter()
    for table in plan.tables:
        for row in table.rows:
            for record in row.records:
                for value in record.values:
                    counts.update((value.field, piece) for piece in value.unmapped)
    found = []
    for (field, said), cells in counts.most_common(MOST_VALUES):
        known = settings.fields.get(field)
        if known is not None and known.vocabulary:
            near = nearest(said, known.vocabulary, settings)
            found.append(ValueAsked(field=field, vocabulary=known.vocabulary, said=said, cells=cells, nearest=near))
    return tuple(found)


def _fields(settings: ImportSettings, mapping: Mapping) -> dict[str, str]:
    listed = msgspec.json.decode(resources.read("import/headers.json"))["headers"]
    used = {field for table in mapping.tables for column in table.columns for field in table.fields(column)}
    names = dict.fromkeys([*listed, *sorted(used)])
    return {
        name: _label(name, settings.fields.get(name))
        for name in names
        if name in settings.fields or name.startswith(CONSENT_LEVEL)
    }


def _label(name: str, known: KnownField | None) -> str:
    record, _dot, path = name.partition(".")
    whose = _(RECORDS[record]) if record in RECORDS else record
    if name in OWN_FIELDS:
        return labelled(whose, _(OWN_FIELDS[name]))
    if known is None or known.kind not in KINDS:
        return labelled(whose, path)
    group, _dot, inner = known.part.partition(".")
    part = next((one for one in KINDS[known.kind].parts if one.name == group), None)
    found = next((one for one in (part.parts if part else ()) if one.name == inner), None)
    return labelled(whose, _(found.field.label) if found else _(part.field.label) if part else path)
