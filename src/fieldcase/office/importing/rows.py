"""The rows of one table: which are records, what each says of each field, and what is wrong with its cells.

A row is a record unless it is blank, a remark (its key is no number of this office, or one merged cell), or a header
said again. Remarks and blank rows are kept by their number.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from fieldcase.office.importing import marks
from fieldcase.office.importing.fields import CONSENT_LEVEL, KnownField, Meaning, Terms
from fieldcase.office.importing.mapping import Mapping, SetTable
from fieldcase.office.importing.marks import Signs
from fieldcase.office.importing.plan import FieldValue
from fieldcase.office.importing.problems import FEWER, Problem
from fieldcase.office.importing.sheets import EMPTY, Cell, CellKind, Sheet

OVERLONG = 4000


@dataclass(repr=False)
class Row:
    """One record row while the plan is made."""

    number: int
    cells: dict[str, Cell]
    hidden: bool = False
    key: str = ""
    key_said: str = ""
    unread: bool = False
    values: list[FieldValue] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    filled: frozenset[str] = frozenset()
    parent: int | None = None
    parent_table: str | None = None
    parent_blocked: bool = False

    @property
    def blocked(self) -> bool:
        return any(problem.blocks for problem in self.problems)

    def of(self, name: str) -> list[FieldValue]:
        return [value for value in self.values if value.field == name]

    def first(self, name: str) -> str:
        """The first value of a field, or nothing."""
        return next((value.values[0] for value in self.of(name) if value.values), "")


@dataclass(repr=False)
class TableRows:
    """One table while the plan is made."""

    set_table: SetTable
    rows: list[Row]
    notes: dict[int, str]
    blank: list[int]

    @property
    def name(self) -> str | None:
        return self.set_table.table.sheet

    def problem(self, row: Row, column: str | None, kind: str, detail: str = "") -> None:
        """Note a problem; of one kind a cell has one."""
        if not any((one.column, one.kind) == (column, kind) for one in row.problems):
            row.problems.append(Problem(table=self.name, row=row.number, column=column, kind=kind, detail=detail))


def read_table(set_table: SetTable, mapping: Mapping, terms: Terms, signs: Signs, form: str) -> TableRows:
    """Cut a table into records, remarks and blank rows, and read every record's values."""
    table = TableRows(set_table, [], {}, [])
    merged = _merged(set_table.sheet)
    width = len(set_table.sheet.rows[set_table.table.header_row - 1]) if form == "csv" else 0
    header = {name: set_table.sheet.cell(set_table.table.header_row, at).text for name, at in _columns(set_table)}
    for number in range(set_table.table.first_row, len(set_table.sheet.rows) + 1):
        own = {name: set_table.sheet.cell(number, at) for name, at in _columns(set_table)}
        filled = _filled_down(set_table, merged.down.get(number, {}), own)
        cells = own | filled
        hidden = number in set_table.sheet.hidden_rows
        row = Row(number, cells, hidden=hidden, filled=frozenset(filled))
        here = len(set_table.sheet.rows[number - 1])
        if all(marks.is_blank(cell.text) for cell in cells.values()) and here <= max(width, 1):
            table.blank.append(number)
        elif form == "csv" and here != width:
            row.unread = True
            table.problem(row, None, "wrong_field_count", FEWER if here < width else "")
            table.rows.append(row)
        elif _is_remark(set_table, row, header, number in merged.across):
            table.notes[number] = " ".join(cell.text.strip() for cell in cells.values() if cell.text.strip())
        else:
            table.rows.append(row)
            _read_row(table, row, mapping, terms, form)
            _look_at_row(table, row, signs)
    return table


def _columns(set_table: SetTable) -> Iterable[tuple[str, int]]:
    return [*set_table.positions.items(), *set_table.unmapped.items()]


class _Merged(NamedTuple):
    """Merged cells by row: `across` are rows with a cell over three columns or more, `down` gives each later row of a
    vertical merge its columns with the first row of the merge."""

    across: frozenset[int]
    down: dict[int, dict[int, int]]


def _merged(sheet: Sheet) -> _Merged:
    across, down = set(), defaultdict[int, dict[int, int]](dict)
    for first_row, first_column, last_row, last_column in sheet.merges:
        if first_row == last_row and last_column - first_column >= 2:
            across.add(first_row)
        if first_column == last_column:
            for row in range(first_row + 1, min(last_row, len(sheet.rows)) + 1):
                down[row][first_column] = first_row
    return _Merged(frozenset(across), dict(down))


def _filled_down(set_table: SetTable, down: dict[int, int], cells: dict[str, Cell]) -> dict[str, Cell]:
    """An empty cell in a vertical merge takes what its first cell says; these cells alone."""
    if not down or not set_table.table.fill_down_merges:
        return {}
    return {
        name: set_table.sheet.cell(down[at], at)
        for name, at in _columns(set_table)
        if at in down and cells[name] == EMPTY
    }


def _is_remark(set_table: SetTable, row: Row, header: dict[str, str], merged: bool) -> bool:
    said = {name: cell.text for name, cell in row.cells.items() if not marks.is_blank(cell.text)}
    key = set_table.table.key
    if key and key.column in said and key.read(said[key.column]) is None:
        return True
    if len(said) > 1 and all(marks.fold(text) == marks.fold(header.get(name, "")) for name, text in said.items()):
        return True
    return merged and len(said) == 1


def _read_row(table: TableRows, row: Row, mapping: Mapping, terms: Terms, form: str) -> None:
    setup = table.set_table.table
    if setup.key:
        row.key_said = marks.visible(row.cells[setup.key.column].text)
        row.key = setup.key.read(row.key_said) or ""
        if row.key and row.key_said != row.key:
            table.problem(row, setup.key.column, "key_variant", row.key)
    for column in setup.required:
        if marks.is_blank(row.cells[column].text):
            table.problem(row, column, "missing_required")
    for column in setup.columns:
        cell = row.cells[column]
        _look_at_text(table, row, column, cell)
        fields = [one for one in table.set_table.fields[column] if one.name not in setup.ticks.get(column, {})]
        row.values += _values(table, row, column, cell, fields, mapping, terms)
        if any(one.meaning is Meaning.PHONE for one in fields) and _is_bare_number(cell, form):
            table.problem(row, column, "phone_as_number")
    row.values += _ticked(table, row, terms)


def _look_at_text(table: TableRows, row: Row, column: str, cell: Cell) -> None:
    text = cell.text
    found = {
        "formula": cell.formula,
        "surrounding_space": marks.has_space_around(text),
        "zero_width": marks.has_zero_width(text),
        "bidi_mark": marks.has_bidi(text),
        "emoji": marks.has_emoji(text),
        "mojibake": marks.is_damaged(text),
        "overlong_text": len(text) > OVERLONG,
        "formula_injection": cell.kind is CellKind.TEXT and not cell.formula and marks.would_run(text),
    }
    for kind, is_so in found.items():
        if is_so:
            table.problem(row, column, kind)


def _is_bare_number(cell: Cell, form: str) -> bool:
    if cell.kind is CellKind.NUMBER:
        return True
    return form == "csv" and bool(re.fullmatch(r"\d{9,}", marks.visible(cell.text)))


def _values(
    table: TableRows,
    row: Row,
    column: str,
    cell: Cell,
    fields: list[KnownField],
    mapping: Mapping,
    terms: Terms,
) -> Iterator[FieldValue]:
    """What a cell says of each of its fields. Dates and births are read later, by the whole column."""
    text = marks.visible(cell.text)
    coded = [one for one in fields if one.meaning is Meaning.CODE or one.name in table.set_table.table.values]
    free = [one for one in fields if one not in coded]
    if coded:
        yield from _coded(table, row, column, cell, coded, free, terms)
    for one in free:
        if one.meaning in (Meaning.DATE, Meaning.BIRTH):
            yield FieldValue(field=one.name, column=column, said=cell.text)
            continue
        value = _number(text, mapping) if one.meaning is Meaning.NUMBER and cell.kind is CellKind.TEXT else text
        if value is None:
            table.problem(row, column, "unmapped_value")
        separator = table.set_table.table.split.get(one.name)
        pieces = [piece.strip() for piece in text.split(separator)] if separator else [value or ""]
        yield FieldValue(
            field=one.name, column=column, said=cell.text, values=tuple(piece for piece in pieces if piece)
        )


def _number(text: str, mapping: Mapping) -> str | None:
    plain = text.replace("\u00a0", "").replace("\u202f", "").replace(" ", "")
    if mapping.thousands:
        plain = plain.replace(mapping.thousands, "")
    plain = plain.replace(mapping.decimal, ".") if mapping.decimal else plain
    if not plain:
        return ""
    return plain if re.fullmatch(r"[+-]?\d+(?:\.\d+)?", plain, re.ASCII) else None


def _coded(
    table: TableRows,
    row: Row,
    column: str,
    cell: Cell,
    fields: list[KnownField],
    free: list[KnownField],
    terms: Terms,
) -> Iterator[FieldValue]:
    setup = table.set_table.table
    separators = {setup.split[one.name] for one in fields if one.name in setup.split}
    pieces = [cell.text]
    for separator in separators:
        pieces = [part for piece in pieces for part in piece.split(separator)]
    pieces = [piece for piece in map(marks.fold, pieces) if piece]
    found: dict[str, list[str]] = {one.name: [] for one in fields}
    unmapped = []
    for piece in pieces:
        codes = {one.name: code for one in fields if (code := _code(one, piece, setup.values, terms))}
        for name, code in codes.items():
            found[name].append(code)
        if not codes:
            unmapped.append(piece)
    if unmapped and not free and not all(one.name.startswith(CONSENT_LEVEL) for one in fields):
        table.problem(row, column, "unmapped_value")
    for one in fields:
        values = tuple(dict.fromkeys(found[one.name]))
        yield FieldValue(field=one.name, column=column, said=cell.text, values=values, unmapped=tuple(unmapped))


def _code(one: KnownField, piece: str, values: dict[str, dict[str, str]], terms: Terms) -> str:
    """The code that a text stands for: by the mapping first, else because it is itself a code."""
    for text, code in values.get(one.name, {}).items():
        if marks.fold(text) == piece:
            return code
    known = terms.codes.get(one.vocabulary, frozenset()) | one.choices
    return next((code for code in known if marks.fold(code) == piece), "")


def _ticked(table: TableRows, row: Row, terms: Terms) -> Iterator[FieldValue]:
    """One column a value: a mark in it means that value."""
    setup = table.set_table.table
    yes = {marks.fold(mark) for mark in setup.tick_marks}
    for column, targets in setup.ticks.items():
        said = row.cells[column].text
        if marks.is_blank(said):
            continue
        fields = {one.name: one for one in table.set_table.fields[column]}
        for name, text in targets.items():
            code = _code(fields[name], marks.fold(text), setup.values, terms) or text
            ticked = marks.fold(said) in yes
            if not ticked and marks.fold(said) not in ("0", "no", "non", "false"):
                table.problem(row, column, "unmapped_value")
            yield FieldValue(field=name, column=column, said=said, values=(code,) if ticked else ())


def _look_at_row(table: TableRows, row: Row, signs: Signs) -> None:
    for value in row.values:
        if value.field == "Act.perpetrator_types" and "un_personnel" in value.values:
            table.problem(row, value.column, "refer_oversight")
        elif value.field == "Import.validation" and signs.not_approved(value.said):
            table.problem(row, value.column, "not_approved")
    trial = [value for value in row.values if value.field == "Case.summary" and signs.begins_as_trial(value.said)]
    trial += [value for value in row.values if value.field in _NAMING and signs.is_trial(value.said)]
    if trial:
        table.problem(row, trial[0].column, "test_record")


_NAMING = frozenset({"Case.old_number", "Person.names.full", "Person.names.family"})


def number_rows(tables: list[TableRows]) -> None:
    """Find numbers used twice, and the case that each row of a referring table belongs to."""
    first_rows: dict[str | None, dict[str, Row]] = {}
    for table in tables:
        setup = table.set_table.table
        if setup.key is None or setup.refers_to is not None:
            continue
        first = first_rows.setdefault(setup.sheet, {})
        for row in table.rows:
            if not row.key or first.setdefault(row.key, row) is row:
                continue
            if setup.key.column in row.filled:  # one merged number: the same case, another person
                case = first[row.key]
                row.parent, row.parent_table, row.parent_blocked = case.number, setup.sheet, case.blocked
            else:
                table.problem(row, setup.key.column, "duplicate_key")
    for table in tables:
        setup = table.set_table.table
        if setup.key is None or setup.refers_to is None:
            continue
        cases = first_rows.get(setup.refers_to, {})
        for row in table.rows:
            belongs = cases.get(row.key)
            if belongs is not None:
                row.parent, row.parent_table, row.parent_blocked = belongs.number, setup.refers_to, belongs.blocked
            elif row.key:
                table.problem(row, setup.key.column, "unknown_case")
