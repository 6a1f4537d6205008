"""Tables from declarations: which list columns a kind has in one file, and what the search reads of it.

A file shows some rooms (`ledger.db` the case and office rooms, `identity.db` the identity room …). In it every kind
with fields of these rooms has one narrow table of list columns; whole records stand apart in `records`, so that sorting
a list does not drag narratives through memory. Nothing here repeats a field list: adding a field is one line in its
declaration.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from fieldcase.model.dates.edtf import BadDate, Edtf
from fieldcase.model.declare import Field, Kind, Part, Room, Shape, Type
from fieldcase.vault.views.shown import Shown

FORMAT = 1
"""Raised when what is built from a state changes: all views are then built again."""

WEIGHTS = (1, 2, 3, 4, 6, 8, 10, 12)
"""Columns of the search: a field's weight goes into the nearest one."""

COMMON = """
CREATE TABLE ledger.kinds (
  number INTEGER PRIMARY KEY, kind TEXT NOT NULL UNIQUE, hash TEXT NOT NULL, total INTEGER NOT NULL
);
CREATE TABLE ledger.records (n INTEGER PRIMARY KEY, shown BLOB NOT NULL);
CREATE TABLE ledger.statuses (
  machine TEXT, record TEXT, status TEXT NOT NULL, PRIMARY KEY (machine, record)
) WITHOUT ROWID;
CREATE TABLE ledger.noted (what TEXT PRIMARY KEY, said TEXT NOT NULL) WITHOUT ROWID;
""".strip()

INDEX = (
    f"CREATE VIRTUAL TABLE ledger.words USING fts5({', '.join(f'w{weight}' for weight in WEIGHTS)}, content='',"
    " tokenize='unicode61 remove_diacritics 2')",
    "CREATE VIRTUAL TABLE ledger.pieces USING fts5(names, texts, content='', tokenize='trigram remove_diacritics 1')",
)

FILES = {
    "ledger": (Room.CASE, Room.OFFICE),
    "identity": (Room.IDENTITY,),
    "source": (Room.SOURCE,),
    "sealed": (Room.SEALED,),
    "log": (Room.LOG,),
}
"""Which rooms each file of a vault shows; the closed ones have a file, and a key, of their own."""

CASE = "_case"
FIXED = {"_id": "TEXT NOT NULL UNIQUE", "_hidden": "INTEGER NOT NULL", "_marks": "INTEGER NOT NULL"}
_ORDERED = frozenset({Type.INSTANT, Type.DAY, Type.EDTF})
_NUMBERS = frozenset({Type.NUMBER, Type.BOOL})
_MANY = frozenset({Shape.TEXTS, Shape.CODES, Shape.ELEMENTS})


class Cell(msgspec.Struct, frozen=True):
    """One list column: where its value stands (a field, or a part of a group), and how it is shown in one line."""

    name: str
    field: str
    about: Field
    shape: Shape
    outer: Shape
    inner: str = ""
    level: bool = False

    @property
    def number(self) -> bool:
        return self.shape is Shape.PLAIN and self.about.type in _NUMBERS

    @property
    def dated(self) -> bool:
        """Dates written as EDTF have a second column with the days they may be, to sort and to filter by."""
        return self.shape is Shape.PLAIN and self.about.type is Type.EDTF

    @property
    def ordered(self) -> bool:
        return self.shape is Shape.PLAIN and self.about.type in _ORDERED

    @property
    def refers(self) -> bool:
        """Whether it names another record that is looked up by it; seats have too many each."""
        return self.shape is Shape.PLAIN and self.about.type is Type.REF and self.about.refers != "seat"

    def value(self, shown: Shown) -> Any:
        """What the column holds for a record."""
        if self.outer in _MANY:
            return _line(self.shape, elements(shown.values, self.field))
        value = shown.values.get(self.field)
        if self.inner:
            value = value.get(self.inner) if isinstance(value, dict) else None
        if self.level and shown.level is not None:
            value = shown.level  # what cannot be read counts as the strictest
        if self.number:
            return value if isinstance(value, int | float) else None
        if self.shape is Shape.PLAIN:
            return value or None if isinstance(value, str) else None if value is None else str(value)
        return _line(self.shape, value)


class Layout:
    """How one kind stands in one file: its fields there, the columns of its table, the fields that are searched."""

    def __init__(self, kind: Kind, parts: tuple[Part, ...]) -> None:
        self.kind, self.parts = kind, parts
        self.cells = tuple(_cells(kind, parts))
        self.case = next((cell.name for cell in self.cells if cell.name in ("case", CASE)), "")
        self.searched = frozenset(part.name for part in parts if searched(part))
        self.hash = _hash(kind, parts, self.cells)
        self.table = f'"view_{kind.name}"'
        self.names = (*FIXED, *(name for cell in self.cells for name in _names(cell)))
        self._readers = tuple(_reader(cell) for cell in self.cells)
        self._levels = tuple(read for cell, read in zip(self.cells, self._readers, strict=True) if cell.level)
        self._by_field: dict[str, list[_Reader]] = {}
        for cell, read in zip(self.cells, self._readers, strict=True):
            self._by_field.setdefault(cell.field, []).append(read)

    def sql(self) -> str:
        """The statements that make table and indexes."""
        types = {cell.name: "INTEGER" if cell.number else "TEXT" for cell in self.cells}
        body = ",\n".join(f'  "{name}" {FIXED.get(name) or types.get(name, "TEXT")}' for name in self.names)
        lines = [f"CREATE TABLE ledger.{self.table} (\n  n INTEGER PRIMARY KEY,\n{body}\n);"]
        lines += [
            f'CREATE INDEX ledger."view_{self.kind.name}_{name}" ON {self.table} ("{name}", n) WHERE _hidden = 0;'
            for name in self._indexed()
        ]
        return "\n".join(lines)

    def row(self, record: str, shown: Shown) -> tuple[Any, ...]:
        """The table's values for one record, after its number."""
        out: dict[str, Any] = {}
        for read in self._readers:
            read(shown, out)
        return (record, shown.hidden, shown.bits, *out.values())

    def changes(self, was: Shown, now: Shown, fields: Iterable[str]) -> dict[str, Any]:
        """The columns to write anew where these fields (and perhaps marks, level, hiding) changed."""
        out: dict[str, Any] = {}
        if was.hidden != now.hidden:
            out["_hidden"] = now.hidden
        if was.marks != now.marks:
            out["_marks"] = now.bits
        for field in sorted(fields):
            for read in self._by_field.get(field, ()):
                read(now, out)
        if was.level != now.level:
            for read in self._levels:
                read(now, out)
        return out

    def _indexed(self) -> Iterable[str]:
        """Dates, other records (the case), and the first text: what lists are sorted by and records looked up by."""
        first = next((c.name for c in self.cells if c.shape is Shape.PLAIN and c.about.type is Type.TEXT), "")
        for cell in self.cells:
            if cell.ordered or cell.refers or cell.name in (first, self.case):
                yield _names(cell)[-1]


def layouts(kinds: Iterable[Kind], rooms: Iterable[Room]) -> dict[str, Layout]:
    """The layout of every kind that has fields in these rooms."""
    here = frozenset(rooms)
    out = {}
    for kind in kinds:
        parts = tuple(part for part in kind.parts if part.field.room in here and not part.field.computed)
        if parts:
            out[kind.name] = Layout(kind, parts)
    return out


def schema(kinds: Iterable[Kind]) -> str:
    """The tables of every file as SQL, checked in as schema.sql so that a review sees them change."""
    kinds, lines = tuple(kinds), ["-- In every file"]
    lines += [COMMON, *(f"{statement};" for statement in INDEX)]
    for file, rooms in FILES.items():
        lines += [f"-- {file}.db", *(layout.sql() for layout in layouts(kinds, rooms).values())]
    return "\n\n".join(lines) + "\n"


def days_of(column: str) -> str:
    """The name of the column with the days a date may be."""
    return f"{column}_days"


def days(value: Any) -> str | None:
    """Earliest and latest day of an EDTF date, `2025-03-01/2025-03-31`; what is no date sorts by its own words."""
    if not isinstance(value, str) or not value:
        return None
    try:
        first, last = Edtf.parse(value).bounds
    except BadDate:
        return value
    return f"{first.isoformat()}/{last.isoformat()}"


def elements(values: Mapping[str, Any], field: str) -> dict[str, Any]:
    """The elements, codes or languages of one field, in their order."""
    start = field + "/"
    return {path[len(start) :]: value for path, value in values.items() if path.startswith(start)}


def searched(part: Part) -> bool:
    """Whether search reads the field or anything inside it."""
    return part.field.search > 0 or part.field.names or any(map(searched, part.parts))


def words_in(value: Any) -> str:
    """The words of a value that lists show in one line: a text as it is, of groups their first words."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, Mapping):
        if "text" in value:
            return words_in(value["text"])
        return next((words for part in value.values() if (words := words_in(part))), "")
    return ""


def _cells(kind: Kind, parts: tuple[Part, ...]) -> Iterable[Cell]:
    here = {part.name for part in parts}
    for column in kind.columns:
        if column.part.name in here:
            inner = column.inner.name if column.inner else ""
            level = bool(kind.strictest) and inner == kind.level and column.part.name == kind.decided
            outer = column.part.shape
            yield Cell(column.name, column.part.name, column.field, column.shape, outer, inner, level)
    if not any(column.name == "case" and column.part.name in here for column in kind.columns):
        for part in parts:
            if part.name == "case":
                yield Cell(CASE, part.name, part.field, part.shape, part.shape)
                return
            if part.shape is Shape.GROUP and (within := next((p for p in part.parts if p.name == "case"), None)):
                yield Cell(CASE, part.name, within.field, within.shape, part.shape, "case")
                return


def _names(cell: Cell) -> tuple[str, ...]:
    return (cell.name, days_of(cell.name)) if cell.dated else (cell.name,)


_Reader = Callable[[Shown, dict[str, Any]], None]
"""Writes the columns of one cell, by name, into a row."""


def _reader(cell: Cell) -> _Reader:
    """How a cell is read; the plain text, which most are, by the shortest way."""
    name, field = cell.name, cell.field
    if cell.dated:

        def dated(shown: Shown, row: dict[str, Any]) -> None:
            row[name] = value = cell.value(shown)
            row[days_of(name)] = days(value)

        return dated
    if cell.shape is Shape.PLAIN and not (cell.number or cell.inner or cell.level):

        def text(shown: Shown, row: dict[str, Any]) -> None:
            value = shown.values.get(field)
            row[name] = (value or None) if isinstance(value, str) or value is None else str(value)

        return text

    def other(shown: Shown, row: dict[str, Any]) -> None:
        row[name] = cell.value(shown)

    return other


def _line(shape: Shape, value: Any) -> str | None:
    held = list(value.values()) if isinstance(value, Mapping) else value if isinstance(value, list) else []
    if not held:
        return None
    if shape is Shape.CODES:
        return f" {' '.join(map(str, held))} "
    if shape is Shape.TEXTS:
        original = [one for one in held if isinstance(one, Mapping) and one.get("original")]
        return words_in((original or held)[0])[:200] or None
    if shape is Shape.GROUP:
        return words_in(value) or None
    return "; ".join(filter(None, map(words_in, held))) or None


def _hash(kind: Kind, parts: Iterable[Part], cells: Iterable[Cell]) -> str:
    columns = [[cell.name, cell.field, cell.inner, cell.level] for cell in cells]
    said = [FORMAT, kind.name, kind.strictest, kind.level, [_told(part) for part in parts], columns]
    return hashlib.sha256(msgspec.json.encode(said)).hexdigest()


def _told(part: Part) -> list[Any]:
    field: Field = part.field
    about = [part.name, part.shape, field.type, field.room, field.listed, field.search, field.names]
    return [*about, [_told(inner) for inner in part.parts]]
