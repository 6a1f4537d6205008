"""How a kind of record is declared: once, with everything that derives from it.

A kind is a frozen `Record` whose fields are `Annotated[type, Field(...)]`. View tables, forms, list columns, import
mappings, search, export and documentation read the `Kind` that `describe` makes of it; nothing repeats a field list.

A kind with a natural key keeps its whole decision in one group, which holds the key's parts too (`Kind.decided` names
it); companions that belong to another room are fields of their own. A field is what one person decides in one act. Its
values stand in the ledger under a path:

- a plain value or a group decided together (a `Group`): `name`
- a text per language (`LText`): `name/<language>`, the value a `Words`
- a set of codes, States or references (`tuple[str, ...]`): `name/<code>`, the value the code
- a list of elements (`dict[str, Group]`): `name/<element id>`, the value the group

An element or a code is removed by a null value. `Type` says how a plain value is written: days `2025-03-12`, instants
`2025-03-12T09:30:00Z`, bool3 `yes`, `no` or `unknown`, references and record ids 32 hex digits, hashes 64.
"""

from __future__ import annotations

import re
import types
from collections.abc import Mapping
from enum import StrEnum
from functools import cache, cached_property
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import msgspec

from fieldcase.model.ledger import entries
from fieldcase.model.refusal import UnknownField


class Room(StrEnum):
    """A compartment (domain reference, section 2; security.md). Its room in an office is `KAL/case`."""

    CASE = "case"
    IDENTITY = "identity"
    SOURCE = "source"
    SEALED = "sealed"
    OFFICE = "office"
    LOG = "log"


class Shape(StrEnum):
    """How a field's values stand in the ledger."""

    PLAIN = "plain"
    GROUP = "group"
    TEXTS = "texts"
    CODES = "codes"
    ELEMENTS = "elements"


class Type(StrEnum):
    """What one value is; it decides the widget, the check and how it is shown."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    CODE = "code"
    CHOICE = "choice"
    EDTF = "edtf"
    DAY = "day"
    INSTANT = "instant"
    STATE = "state"
    BOOL = "bool"
    BOOL3 = "bool3"
    NUMBER = "number"
    REF = "ref"
    SHA256 = "sha256"
    GROUP = "group"


class Field(msgspec.Struct, frozen=True):
    """What is said of a field where it is declared: label and help are English msgids; French is in the catalogue.

    `vocabulary` names a list of `vocab.json` (type CODE); `choices` an enumeration that the code owns (type CHOICE);
    `refers` the kind (or kinds, separated by a space) a REF points at; `required` means needed to save as complete;
    `listed` puts the field into the kind's view table as a column; `search` is the weight in full-text search
    (0 none; `names=True` also gives trigrams); `computed` fields are never written; `cfg` marks a configurable default.
    """

    label: str
    type: Type = Type.TEXT
    help: str = ""
    room: Room = Room.CASE
    required: bool = False
    vocabulary: str = ""
    choices: tuple[str, ...] = ()
    refers: str = ""
    listed: bool = False
    search: int = 0
    names: bool = False
    computed: bool = False


class Group(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Base of values that one person decides in one act, made of several parts."""


class Words(Group, frozen=True, kw_only=True):
    """One text in one language (`LText` value): who wrote it in what way decides whether it may be approved."""

    text: str = ""
    original: bool = False
    translator: str = ""
    machine: bool = False
    reviewed: bool = False


LText = dict[str, Words]


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Base of every kind. `id` is 32 hex digits; fields never said hold their default."""

    id: str = ""


class Part(msgspec.Struct, frozen=True):
    """A field with its name, shape and, for groups and elements, the parts inside it."""

    name: str
    field: Field
    shape: Shape
    parts: tuple[Part, ...] = ()
    group: type[Group] | None = None


class Column(msgspec.Struct, frozen=True):
    """One column of a kind's view table: a listed field or a listed part of a group. Its name is unique in the kind."""

    name: str
    part: Part
    inner: Part | None = None

    @property
    def field(self) -> Field:
        return (self.inner or self.part).field

    @property
    def shape(self) -> Shape:
        return (self.inner or self.part).shape

    @property
    def room(self) -> Room:
        """The room of the value the column is read from; a part inside a group lives where its group lives."""
        return self.part.field.room


class Kind(msgspec.Struct, frozen=True, dict=True):
    """Everything that is known of a kind of record.

    `key` names the parts, inside the group `decided`, from which a natural record id is derived. In a restrictive kind
    the part `level` of that same group is ranked: `strictest` holds its values, the most restrictive first, and
    `restrictive` the vocabulary they come from.
    """

    name: str
    label: str
    plural: str
    help: str
    record: type[Record]
    parts: tuple[Part, ...]
    key: tuple[str, ...] = ()
    restrictive: str = ""
    strictest: tuple[str, ...] = ()
    level: str = "level"

    @property
    def decided(self) -> str:
        """The field (and ledger path) whose value carries the natural key and the level; empty without a key."""
        wanted = set(self.key)
        return next((p.name for p in self.parts if self.key and wanted <= {inner.name for inner in p.parts}), "")

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the kind's view table, in the order declared."""
        found = []
        for part in self.parts:
            if part.field.listed:
                found.append(Column(part.name, part))
            if part.shape is Shape.GROUP:
                found += [Column(inner.name, part, inner) for inner in part.parts if inner.field.listed]
        return tuple(found)

    def natural_id(self, decided: Mapping[str, Any]) -> str:
        """The record id that a value of the field `decided` belongs to; a part that is not said counts as empty."""
        return natural_id(self.name, *(str(decided.get(part, "")) for part in self.key))

    def part(self, name: str) -> Part:
        """The field of that name. Raises `UnknownField`."""
        for part in self.parts:
            if part.name == name:
                return part
        raise UnknownField(kind=self.name, field=name, known=", ".join(p.name for p in self.parts))

    def part_of(self, path: str) -> Part:
        """The field that a ledger path (`name` or `name/element`) belongs to. Raises `UnknownField`."""
        return self.part(path.split("/", 1)[0])

    def shape_of(self, name: str) -> Shape | None:
        """The shape of the field of that name; None where the kind has none (the id)."""
        return next((part.shape for part in self.parts if part.name == name), None)

    @cached_property
    def rooms(self) -> tuple[Room, ...]:
        """The rooms the kind has fields in, `case` first."""
        return tuple(room for room in Room if any(part.field.room is room for part in self.parts))


_RECORD = re.compile(r"[0-9a-f]{32}")


def describe(
    record: type[Record],
    name: str,
    label: str,
    plural: str,
    help: str,
    *,
    key: tuple[str, ...] = (),
    restrictive: str = "",
    strictest: tuple[str, ...] = (),
    level: str = "level",
) -> Kind:
    """Read a record's declaration. `restrictive` names the ranked list whose strictest value wins meanwhile."""
    return Kind(name, label, plural, help, record, _parts(record), key, restrictive, strictest, level)


def natural_id(kind: str, *parts: str) -> str:
    """The record id (32 hex digits) that a kind with a natural key derives from the parts of its key."""
    return entries.natural_id(kind, *parts).hex()


def _parts(of: type[msgspec.Struct], room: Room | None = None) -> tuple[Part, ...]:
    """The declared fields, in order. The parts of a group live in the group's room, whatever they say."""
    hints = get_type_hints(of, include_extras=True)
    parts = []
    for name, hint in hints.items():
        if get_origin(hint) is not Annotated:
            continue
        field = next((extra for extra in get_args(hint)[1:] if isinstance(extra, Field)), None)
        if field is None:
            continue
        if room is not None:
            field = msgspec.structs.replace(field, room=room)
        shape, group = _shape(get_args(hint)[0])
        parts.append(Part(name, field, shape, _parts(group, field.room) if group else (), group))
    return tuple(parts)


def _shape(hint: Any) -> tuple[Shape, type[Group] | None]:
    if get_origin(hint) in (Union, types.UnionType):
        hint = next(arg for arg in get_args(hint) if arg is not type(None))
    if hint == LText:
        return Shape.TEXTS, None
    if get_origin(hint) is dict:
        return Shape.ELEMENTS, get_args(hint)[1]
    if get_origin(hint) is tuple:
        return Shape.CODES, None
    if isinstance(hint, type) and issubclass(hint, Group):
        return Shape.GROUP, hint
    return Shape.PLAIN, None


def flatten(kind: Kind, record: Record) -> dict[str, Any]:
    """The record's said values by ledger path, as plain JSON values; defaults are left out, computed fields too."""
    out: dict[str, Any] = {}
    blank = kind.record()
    for part in kind.parts:
        value = getattr(record, part.name)
        if part.field.computed or value == getattr(blank, part.name):
            continue
        if part.shape in (Shape.TEXTS, Shape.ELEMENTS):
            out |= {f"{part.name}/{key}": msgspec.to_builtins(element) for key, element in value.items()}
        elif part.shape is Shape.CODES:
            out |= {f"{part.name}/{code}": code for code in value}
        else:
            out[part.name] = msgspec.to_builtins(value)
    return out


def assemble(kind: Kind, record_id: str, values: dict[str, Any]) -> Record:
    """The typed record from shown values by ledger path; null values, unknown paths and unreadable groups are left out.

    What could not be read stays visible in the state's heads: this is the convenient view, not the truth.
    """
    said = _grouped(kind, values) | {"id": record_id}
    try:
        return msgspec.convert(said, kind.record, strict=False)
    except msgspec.ValidationError:
        return msgspec.convert(_readable(kind, said), kind.record, strict=False)


def _grouped(kind: Kind, values: Mapping[str, Any]) -> dict[str, Any]:
    """Values by field: elements and texts by their key, codes in a list."""
    said: dict[str, Any] = {}
    for path, value in values.items():
        name, _, element = path.partition("/")
        part = next((p for p in kind.parts if p.name == name), None)
        if part is None or value is None:
            continue
        if part.shape is Shape.CODES:
            said.setdefault(name, []).append(value)
        elif part.shape in (Shape.TEXTS, Shape.ELEMENTS):
            said.setdefault(name, {})[element] = value
        else:
            said[name] = value
    return said


def fitting(kind: Kind, values: Mapping[str, Any]) -> dict[str, Any]:
    """Of shown values by ledger path, those of their field's type. Nulls and paths of a newer program stay.

    Whoever writes with a program of their own can write anything; nobody who reads has to reckon with it.
    """
    named = well_named(kind, values)
    try:
        msgspec.convert(_grouped(kind, named), kind.record, strict=False)
    except msgspec.ValidationError:
        return {path: value for path, value in named.items() if _fits_alone(kind, path, value)}
    return named


def well_named(kind: Kind, values: Mapping[str, Any]) -> dict[str, Any]:
    """Of shown values by ledger path, those that name other records by what can be a record's id."""
    naming = _naming(kind.parts)
    return {
        path: value
        for path, value in values.items()
        if value is None or (part := naming.get(path.partition("/")[0])) is None or _well_named(part, value)
    }


@cache
def _naming(parts: tuple[Part, ...]) -> dict[str, Part]:
    """The fields that name other records, or have parts that do."""
    return {part.name: part for part in parts if part.field.type is Type.REF or _naming(part.parts)}


def _well_named(part: Part, value: Any) -> bool:
    if part.group is None:
        said = value if isinstance(value, list) else [value]
        return all(one is None or one == "" or (isinstance(one, str) and _RECORD.fullmatch(one)) for one in said)
    if not isinstance(value, dict):
        return False
    return all(_well_named(inner, value[name]) for name, inner in _naming(part.parts).items() if name in value)


def _fits_alone(kind: Kind, path: str, value: Any) -> bool:
    try:
        msgspec.convert(_grouped(kind, {path: value}), kind.record, strict=False)
    except msgspec.ValidationError:
        return False
    return True


def _readable(kind: Kind, said: dict[str, Any]) -> dict[str, Any]:
    """What of these values the record's own types accept: one damaged or newer value must not hide the rest."""
    out: dict[str, Any] = {}
    for name, value in said.items():
        if isinstance(value, dict) and kind.shape_of(name) in (Shape.TEXTS, Shape.ELEMENTS):
            value = {key: element for key, element in value.items() if _fits(kind, name, {key: element})}
        elif isinstance(value, list) and kind.shape_of(name) is Shape.CODES:
            value = [element for element in value if _fits(kind, name, [element])]
        if _fits(kind, name, value):
            out[name] = value
    return out


def _fits(kind: Kind, name: str, value: Any) -> bool:
    try:
        msgspec.convert({name: value}, kind.record, strict=False)
    except msgspec.ValidationError:
        return False
    return True
