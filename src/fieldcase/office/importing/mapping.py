"""What the columns of a register mean: the mapping file `fieldcase-mapping/1`, read strictly, and set upon a decoded
file.

A mapping that names a sheet, column or field that is not there is refused before anything is read. A column that the
mapping does not name is told and kept, never dropped.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping as Map
from datetime import date
from typing import Final, Literal

import msgspec

from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_, _
from fieldcase.office.importing.fields import CONSENT_LEVEL, KnownField, consent_level
from fieldcase.office.importing.marks import fold, visible
from fieldcase.office.importing.sheets import Book, Cell, Sheet

FORMAT: Final = "fieldcase-mapping/1"
LONGEST_KEY = 200
"""Characters of a number that are looked at; a story in the number's column is a remark."""


class BadMapping(Refusal):
    """The mapping file is not of the format."""

    code = "FC-510"
    message = N_("The mapping cannot be used: {why}.")
    remedy = N_("Compare it with a mapping from the training data, or have one drafted from the file.")


class UnknownSheet(Refusal):
    """The mapping names a sheet that the workbook does not have."""

    code = "FC-511"
    message = N_("The mapping names the sheet “{sheet}”, which this file does not have.")
    remedy = N_("The file has: {known}.")


class UnknownColumn(Refusal):
    """The mapping names a column that the header row does not have."""

    code = "FC-512"
    message = N_("The mapping names the column “{column}” of {table}, which its header row ({row}) does not have.")
    remedy = N_("The columns there are: {known}.")


class RepeatedColumn(Refusal):
    """A header that occurs twice was named without its group."""

    code = "FC-513"
    message = N_("The header “{column}” occurs more than once in {table}.")
    remedy = N_("Write it with its group, such as “Group > {column}”.")


class UnknownTarget(Refusal):
    """The mapping names a field that no record has."""

    code = "FC-514"
    message = N_("The mapping gives the column “{column}” of {table} to “{field}”, which is no field.")
    remedy = N_("Did you mean: {known}?")


class Key(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The column that numbers the rows. `format` writes a number that fits `pattern` in the office's form."""

    column: str
    pattern: str = ""
    format: str = ""

    def read(self, text: str) -> str | None:
        """The number in the office's form; None when the text is no number of this office."""
        said = visible(text)[:LONGEST_KEY]
        if not self.pattern:
            return said or None
        found = re.search(self.pattern, said)
        if not found:
            return None
        parts = [int(part) if part and part.isdecimal() else part or "" for part in found.groups()]
        return self.format.format(found[0], *parts) if self.format else found[0]


class Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One sheet, or the one table of a CSV. Rows count from 1 as in the spreadsheet."""

    sheet: str | None = None
    record: str = "Case"
    header_row: int = 1
    first_row: int = 2
    group_row: int | None = None
    key: Key | None = None
    refers_to: str | None = None
    columns: dict[str, str | list[str]] = {}
    required: list[str] = []
    ignore: list[str] = []
    split: dict[str, str] = {}
    values: dict[str, dict[str, str]] = {}
    expanded: dict[str, dict[str, str]] = {}
    ticks: dict[str, dict[str, str]] = {}
    tick_marks: tuple[str, ...] = ("x", "✓", "✔", "1", "yes")
    fill_down_merges: bool = False

    @property
    def name(self) -> str:
        """How sentences call the table."""
        return self.sheet or self.record

    def fields(self, column: str) -> tuple[str, ...]:
        """The fields fed from a column."""
        said = self.columns.get(column, ())
        ticked = tuple(self.ticks.get(column, ()))
        return ((said,) if isinstance(said, str) else tuple(said)) + ticked


class Mapping(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A whole mapping file."""

    format: Literal["fieldcase-mapping/1"]
    tables: list[Table]
    file: str = ""
    about: str = ""
    state: str = ""
    languages: list[str] = []
    date_order: Literal["dmy", "mdy", "ymd"] = "dmy"
    hemisphere: Literal["north", "south"] | None = None
    as_of: date | None = None
    encoding: str = ""
    delimiter: str = ""
    decimal: str = "."
    thousands: str = ""


def read_mapping(data: bytes) -> Mapping:
    """Read a mapping file. Raises `BadMapping`."""
    try:
        mapping = msgspec.json.decode(data, type=Mapping)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadMapping(why=str(error).rstrip(".")) from error
    if not mapping.tables:
        raise BadMapping(why=_("it has no tables"))
    for table in mapping.tables:
        _check_table(table, mapping)
    return mapping


def _check_table(table: Table, mapping: Mapping) -> None:
    if table.header_row < 1 or table.first_row <= table.header_row:
        raise BadMapping(why=_("first_row of {table} is not below its header_row").format(table=table.name))
    if table.refers_to is not None and table.refers_to not in {one.sheet for one in mapping.tables}:
        raise BadMapping(why=_("refers_to of {table} names no table").format(table=table.name))
    if table.key is None:
        return
    try:
        groups = re.compile(table.key.pattern).groups
    except re.error as error:
        raise BadMapping(why=_("the key of {table} has a wrong pattern").format(table=table.name)) from error
    numbered = re.compile(r"\{(\d)(?::0?\d)?\}")
    if re.search(r"[{}]", numbered.sub("", table.key.format)) or any(
        int(one) > groups for one in numbered.findall(table.key.format)
    ):
        raise BadMapping(
            why=_("the key of {table} has a format with other than its numbered parts").format(table=table.name)
        )


def write_mapping(mapping: Mapping) -> bytes:
    """The mapping as a file that a person can edit."""
    return msgspec.json.format(msgspec.json.encode(mapping), indent=1) + b"\n"


class SetTable(msgspec.Struct, frozen=True, kw_only=True):
    """A table of a mapping set upon a sheet: where each of its columns stands.

    `positions` are the numbers of the columns by the name the mapping uses; `unmapped` are columns it does not speak
    of.
    """

    table: Table
    sheet: Sheet
    positions: dict[str, int]
    unmapped: dict[str, int]
    fields: dict[str, tuple[KnownField, ...]]


def set_upon(
    mapping: Mapping, book: Book, known: Map[str, KnownField], scopes: frozenset[str] = frozenset()
) -> tuple[SetTable, ...]:
    """Find every sheet, column and field that the mapping names. Raises the refusals FC-510 to FC-514."""
    return tuple(_set_table(table, book, known, scopes) for table in mapping.tables)


def _set_table(table: Table, book: Book, known: Map[str, KnownField], scopes: frozenset[str]) -> SetTable:
    sheet = _sheet(table, book)
    headers = read_headers(sheet, table.header_row, table.group_row)
    wanted = [*table.columns, *table.ticks, *table.required, *table.ignore, *table.expanded]
    wanted += [column for columns in table.expanded.values() for column in columns]
    wanted += [table.key.column] if table.key else []
    positions = {column: _position(column, headers, table) for column in dict.fromkeys(wanted)}
    fields = {
        column: tuple(_known(column, field, table, known, scopes) for field in table.fields(column))
        for column in (*table.columns, *table.ticks)
    }
    for field in (*table.values, *table.split):
        _known("", field, table, known, scopes)
    spoken_of = set(positions.values())
    return SetTable(
        table=table,
        sheet=sheet,
        positions=positions,
        unmapped={name: at for name, at in _named_columns(sheet, headers, table).items() if at not in spoken_of},
        fields=fields,
    )


def _named_columns(sheet: Sheet, headers: dict[int, tuple[str, ...]], table: Table) -> dict[str, int]:
    """Every column that holds something; one without a header, or with another's, is named by its number."""
    filled = {
        at for cells in sheet.rows[table.first_row - 1 :] for at, cell in enumerate(cells, 1) if visible(cell.text)
    }
    named: dict[str, int] = {}
    for at in sorted(filled | set(headers)):
        name = headers[at][0] if at in headers else f"({at})"
        named[name if name not in named else f"{name} ({at})"] = at
    return named


def _sheet(table: Table, book: Book) -> Sheet:
    if table.sheet is None:
        if not book.sheets:
            raise UnknownSheet(sheet="1", known="–")
        return book.sheets[0]
    for sheet in book.sheets:
        if fold(sheet.name) == fold(table.sheet):
            return sheet
    raise UnknownSheet(sheet=table.sheet, known=", ".join(sheet.name for sheet in book.sheets if sheet.name) or "–")


def read_headers(sheet: Sheet, header_row: int, group_row: int | None) -> dict[int, tuple[str, ...]]:
    """The names of each column by its number: "Group > Header" where there is a group row, and the header alone.

    The first name is the one that is surely unique, where one is.
    """
    groups = _filled(sheet, group_row) if group_row else {}
    plain = {at: visible(cell.text) for at, cell in _cells(sheet, header_row) if visible(cell.text)}
    counts = Counter(plain.values())
    named: dict[int, tuple[str, ...]] = {}
    for at, header in plain.items():
        grouped = f"{groups[at]} > {header}" if groups.get(at) else header
        named[at] = (grouped, header) if counts[header] > 1 else (header, grouped)
    return named


def _cells(sheet: Sheet, row: int) -> list[tuple[int, Cell]]:
    return list(enumerate(sheet.rows[row - 1], 1)) if row <= len(sheet.rows) else []


def _filled(sheet: Sheet, row: int) -> dict[int, str]:
    """The texts of a group row; a merged cell stands above all its columns."""
    texts = {at: visible(cell.text) for at, cell in _cells(sheet, row)}
    for first_row, first_column, last_row, last_column in sheet.merges:
        if first_row <= row <= last_row:
            texts |= dict.fromkeys(range(first_column, last_column + 1), texts.get(first_column, ""))
    return texts


def _position(column: str, headers: dict[int, tuple[str, ...]], table: Table) -> int:
    found = [at for at, names in headers.items() if fold(column) in {fold(name) for name in names}]
    if len(found) == 1:
        return found[0]
    if found:
        raise RepeatedColumn(column=column, table=table.name)
    known = ", ".join(names[0] for names in headers.values()) or "–"
    raise UnknownColumn(column=column, table=table.name, row=table.header_row, known=known)


def _known(column: str, field: str, table: Table, known: Map[str, KnownField], scopes: frozenset[str]) -> KnownField:
    found = known.get(field) or (consent_level(field, scopes) if field.startswith(CONSENT_LEVEL) else None)
    if found is not None:
        return found
    from rapidfuzz import process

    near = [str(name) for name, _score, _at in process.extract(field, sorted(known), limit=3)]
    raise UnknownTarget(column=column, table=table.name, field=field, known=", ".join(near))
