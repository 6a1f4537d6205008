"""What of a row found no field, so that nothing of a register is dropped.

Whatever a cell said has to stand somewhere in the records made of its row. What does not is kept beside them in words:
in the source room where it may say who told the office, else in the identity room.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from fieldcase.model.declare import Record, Room
from fieldcase.model.kinds import KINDS
from fieldcase.model.kinds.values import Imported
from fieldcase.office.importing.fields import KnownField
from fieldcase.office.importing.marks import is_blank, visible
from fieldcase.office.importing.plan import FieldValue, RowPlan

SHORT = 12
"""Characters up to which a text must stand alone somewhere; a longer one may stand inside another text."""

OF_SOURCES = frozenset({"Source", "Info", "Information"})
TELLS_WHO = frozenset({"Import.submitted_by"})
"""Fields without a record of their own that say who told the office."""


def left_out(row: RowPlan, made: Iterable[Record]) -> tuple[FieldValue, ...]:
    """The values of a row whose words stand in none of the records, in column order, each column once."""
    texts = list(_texts(msgspec.to_builtins(list(made))))
    alone = {piece.strip() for text in texts for piece in (text, *text.split("\n"), *text.split("; "))}
    out: dict[str, FieldValue] = {}
    for record in row.records:
        for one in record.values:
            said = visible(one.said)
            if is_blank(one.said) or said in alone or one.said in alone:
                continue
            if len(said) > SHORT and any(said in text or one.said in text for text in texts):
                continue
            out.setdefault(one.column, one)
    return tuple(out.values())


def tells_the_source(one: FieldValue, fields: Mapping[str, KnownField]) -> bool:
    """Whether a value belongs to the source room, by the place of its field."""
    if one.field.partition(".")[0] in OF_SOURCES or one.field in TELLS_WHO:
        return True
    known = fields.get(one.field)
    kind = KINDS.get(known.kind) if known else None
    if known is None or kind is None:
        return False
    return kind.part(known.part.partition(".")[0]).field.room is Room.SOURCE


def in_words(values: Iterable[FieldValue]) -> Iterator[str]:
    """Each value as a line: its column and what it said."""
    return (f"{one.column}: {one.said}" for one in values)


def as_said(cells: Mapping[str, str]) -> dict[str, Imported]:
    """Cells by column, as elements of a record's `as_imported`."""
    return {
        f"cell{number}": Imported(said=said, column=column) for number, (column, said) in enumerate(cells.items(), 1)
    }


def _texts(content: Any) -> Iterator[str]:
    match content:
        case str():
            yield content
        case Mapping():
            for value in content.values():
                yield from _texts(value)
        case list() | tuple():
            for value in content:
                yield from _texts(value)
