"""From a decoded file and its mapping to the plan of an import. Pure: the same file, mapping and settings give the
same plan.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from fieldcase.model.dates.lexicon import plain
from fieldcase.office.importing import incidents, likeness, marks
from fieldcase.office.importing.consents import agree_same_person, read_consents
from fieldcase.office.importing.dated import age_band, read_dates
from fieldcase.office.importing.incidents import Incident
from fieldcase.office.importing.likeness import Called
from fieldcase.office.importing.mapping import Mapping, set_upon
from fieldcase.office.importing.plan import Alike, DateRead, FieldValue, ImportPlan, Proposed, RowPlan, TablePlan
from fieldcase.office.importing.rows import Row, TableRows, number_rows, read_table
from fieldcase.office.importing.settings import ImportSettings
from fieldcase.office.importing.sheets import Book


def propose(book: Book, mapping: Mapping, settings: ImportSettings, *, file: str = "") -> ImportPlan:
    """Everything that a file proposes. Raises the refusals FC-510 to FC-514; what is wrong with rows is in the plan."""
    try:
        return _propose(book, mapping, settings, file)
    finally:
        _forget()


def _forget() -> None:
    """Drop the texts that comparing kept at hand: nothing of a register outlives its plan."""
    for kept in (marks.fold, plain, likeness.sound, likeness.spelling_of):
        kept.cache_clear()


def _propose(book: Book, mapping: Mapping, settings: ImportSettings, file: str) -> ImportPlan:
    scopes = settings.terms.codes.get("consent_scope", frozenset())
    tables = [
        read_table(one, mapping, settings.terms, settings.signs, book.form)
        for one in set_upon(mapping, book, settings.fields, scopes)
    ]
    dates: list[DateRead] = []
    for table in tables:
        dates += read_dates(table, mapping, settings, book.epoch_1904)
        _add_age_bands(table, settings)
    number_rows(tables)
    people = [person for table in tables for person in _people(table)]
    same = tuple(_group(group, "spelling") for group in likeness.same_spelling(people))
    alike = tuple(_group((one, other), "", score) for one, other, score in _alike(people))
    consents = [one for table in tables for one in read_consents(table, settings.consents)]
    consents = agree_same_person(consents, same, alike, tables)
    plans = tuple(_table_plan(table, settings) for table in tables)
    used = [table.set_table.sheet for table in tables]
    told = incidents.incidents_of(file, mapping.state, plans, settings.terms)
    return ImportPlan(
        file=file,
        state=mapping.state,
        as_of=mapping.as_of,
        tables=plans,
        problems=tuple(problem for table in tables for row in table.rows for problem in row.problems),
        dates=tuple(dates),
        consents=tuple(consents),
        incidents=tuple(_pair(one, other, score) for one, other, score in incidents.alike_incidents(told)),
        same_spelling=same,
        look_alike=alike,
        sheets=book.sheets,
        unmapped_sheets=tuple(one.name for one in book.sheets if one.rows and all(one is not it for it in used)),
        encoding=book.encoding,
        delimiter=book.delimiter,
        newline=book.newline,
        formula_cells=book.formula_cells,
        cells_with_line_break=book.cells_with_line_break,
        macros=book.macros,
    )


def across(plan: ImportPlan, other: ImportPlan, settings: ImportSettings) -> tuple[tuple[Alike, Alike], ...]:
    """Incidents of two registers that may be one: for each pair its place in either plan."""
    mine = incidents.incidents_of(plan.file, plan.state, plan.tables, settings.terms)
    theirs = incidents.incidents_of(other.file, other.state, other.tables, settings.terms)
    pairs = tuple(
        (
            Alike(table=one.table, rows=(one.row,), keys=(one.key,), score=score),
            Alike(table=two.table, rows=(two.row,), keys=(two.key,), score=score),
        )
        for one, two, score in incidents.alike_incidents(mine, theirs)
    )
    _forget()
    return pairs


def _add_age_bands(table: TableRows, settings: ImportSettings) -> None:
    """Where a register gives ages, the band in which the person surely is."""
    bands = settings.terms.codes.get("age_band", frozenset())
    for row in table.rows:
        if row.of("Person.age_band_at_act"):
            continue
        for value in row.of("Person.date_of_birth"):
            band = age_band(value.said, bands)
            if band:
                row.values.append(
                    FieldValue(field="Person.age_band_at_act", column=value.column, said=value.said, values=(band,))
                )


def _people(table: TableRows) -> Iterable[Called]:
    for row in table.rows:
        if not row.unread and (row.first("Person.names.family") or row.first("Person.names.full")):
            yield likeness.called(_row_plan(table, row, None))


def _alike(people: list[Called]) -> Iterable[tuple[Called, Called, float]]:
    return sorted(likeness.look_alikes(people), key=lambda pair: (pair[0].row, pair[1].row))


def _group(people: tuple[Called, ...], same: str, score: float = 1.0) -> Alike:
    return Alike(
        table=people[0].table,
        rows=tuple(person.row for person in people),
        keys=tuple(person.key for person in people),
        same=same,
        score=score,
    )


def _pair(one: Incident, other: Incident, score: float) -> Alike:
    submission = bool(one.submission) and one.submission == other.submission
    return Alike(
        table=one.table,
        rows=(one.row, other.row),
        keys=(one.key, other.key),
        same="submission" if submission else "",
        score=score,
    )


def _table_plan(table: TableRows, settings: ImportSettings) -> TablePlan:
    setup = table.set_table.table
    rows = tuple(_row_plan(table, row, settings) for row in table.rows)
    return TablePlan(
        table=setup.sheet,
        record=setup.record,
        header_row=setup.header_row,
        first_row=setup.first_row,
        rows=_told_apart(rows, settings),
        note_rows=table.notes,
        blank_rows=tuple(table.blank),
        unmapped_columns=tuple(table.set_table.unmapped),
    )


def _row_plan(table: TableRows, row: Row, settings: ImportSettings | None) -> RowPlan:
    setup = table.set_table.table
    records = () if row.unread else tuple(_records(row))
    kept = row.cells if row.unread else table.set_table.unmapped
    unmapped = {name: row.cells[name].text for name in kept if row.cells[name].text}
    beyond = table.set_table.sheet.rows[row.number - 1][len(row.cells) :] if row.unread else ()
    unmapped |= {f"+{nth}": cell.text for nth, cell in enumerate(beyond, 1)}
    content = tuple(marks.fold(cell.text) for cell in row.cells.values())
    identity = _identity(row, setup.record, setup.refers_to is not None) or content
    return RowPlan(
        table=setup.sheet,
        row=row.number,
        record=setup.record,
        key=row.key,
        key_said=row.key_said,
        parent=row.parent,
        parent_table=row.parent_table,
        blocked=row.blocked,
        parent_blocked=row.parent_blocked,
        hidden=row.hidden,
        records=records,
        unmapped=unmapped,
        identity=settings.fingerprint(setup.record, *identity) if settings else "",
        content=settings.fingerprint(setup.record, *content) if settings else "",
    )


_IDENTIFYING = {
    "Person": ("Person.names.family", "Person.names.given", "Person.names.full"),
    "Letter": ("Letter.office_ref", "Letter.kind", "Letter.dispatched_at"),
}


def _identity(row: Row, record: str, refers: bool) -> tuple[str, ...]:
    """What says which row it is on the next import; empty when only the whole row does."""
    submission = row.first("Import.submission_id")
    if submission:
        return ("submission", submission)
    if row.key and not refers:
        return ("key", row.key)
    said = [marks.fold(value.said) for name in _IDENTIFYING.get(record, ()) for value in row.of(name)]
    return ("part", row.key, *said) if row.key and any(said) else ()


def _told_apart(rows: tuple[RowPlan, ...], settings: ImportSettings) -> tuple[RowPlan, ...]:
    """Rows that would be the same on the next import are told apart by their order among each other."""
    seen: dict[str, int] = {}
    out = []
    for row in rows:
        nth = seen[row.identity] = seen.get(row.identity, 0) + 1
        again = settings.fingerprint("again", row.identity, str(nth)) if nth > 1 else row.identity
        out.append(msgspec.structs.replace(row, identity=again))
    return tuple(out)


def _records(row: Row) -> Iterable[Proposed]:
    """The values of a row by the record they belong to. A law without an act takes what was said of the act."""
    by_kind: dict[str, list[FieldValue]] = {}
    law_only = bool(row.first("LawOrMeasure.type")) and not row.first("Act.type")
    inherited = row.filled if row.parent is not None else frozenset()
    for value in row.values:
        if value.column in inherited:
            continue
        if not value.values and not value.unmapped and marks.is_blank(value.said):
            continue
        kind = value.field.partition(".")[0]
        if kind == "LawOrMeasure" and not value.values:
            continue
        by_kind.setdefault("LawOrMeasure" if law_only and kind == "Act" else kind, []).append(value)
    return (Proposed(kind=kind, values=tuple(values)) for kind, values in by_kind.items())
