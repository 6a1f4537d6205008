"""Records as lines on a terminal: columns that line up, codes stay codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from fieldcase.model.declare import Kind, Record, flatten
from fieldcase.model.words import _

WIDEST = 60


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """Rows below their heads, each column as wide as it needs; nothing at all where there are no rows."""
    cells = [[_cell(one) for one in row] for row in rows]
    if not cells:
        return [_("There is nothing to list.")]
    wide = [min(WIDEST, max(len(row[at]) for row in (list(heads), *cells))) for at in range(len(heads))]
    return ["  ".join(text.ljust(wide[at]) for at, text in enumerate(row)).rstrip() for row in (list(heads), *cells)]


def fields(kind: Kind, record: Record) -> Iterator[str]:
    """What a record says, a line a value: its path and the value."""
    yield f"id: {record.id}"
    for path, value in flatten(kind, record).items():
        yield f"{path}: {_said(value)}"


def _said(value: Any) -> str:
    if isinstance(value, dict):
        if set(value) <= {"text", "original", "translator", "machine", "reviewed"}:
            return str(value.get("text", ""))
        return msgspec.json.encode(value).decode()
    return _cell(value)


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return _("yes") if value else _("no")
        case tuple() | list() | frozenset() | set():
            return ", ".join(str(one) for one in value)
        case _:
            return " ".join(str(value).split())
