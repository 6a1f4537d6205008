"""Records as lines on a terminal: columns that line up, and fit the terminal that they are shown on."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from fieldcase.model.declare import Kind, Record, flatten
from fieldcase.model.words import _

WIDEST = 60
"""A column of words is no wider, unless a terminal has the room."""
LEAST = 8
"""Words are cut no shorter than this; codes, numbers and days are never cut."""
GAP = 2


def table(heads: Sequence[str], rows: Iterable[Sequence[object]], *, sentences: bool = False) -> list[str]:
    """Rows below their heads, each column as wide as it needs; a sentence where there are no rows.

    On a terminal (or with `COLUMNS` set) words are cut to fit, with an ellipsis, unless they are `sentences`, which
    stand whole below their row then; into a file or pipe all is written.
    """
    cells = [[_cell(one) for one in row] for row in rows]
    if not cells:
        return [_("There is nothing to list.")]
    needed = [max(len(row[at]) for row in (list(heads), *cells)) for at in range(len(heads))]
    room = terminal_width()
    if not room:
        wide = [min(WIDEST, one) for one in needed]
        return [_line(row, wide) for row in (list(heads), *cells)]
    words = [any(" " in row[at] for row in cells) for at in range(len(heads))]
    wide = _fitted(needed, words, room)
    if sum(wide if not sentences else needed) + GAP * (len(wide) - 1) > room:
        return _stacked([list(heads), *cells], words, room)
    cut = [[_cut(text, wide[at]) if words[at] else text for at, text in enumerate(row)] for row in cells]
    return [_line(row, wide) for row in ([_cut(one, wide[at]) for at, one in enumerate(heads)], *cut)]


def terminal_width() -> int:
    """Columns of the terminal that is written to, or `COLUMNS`; 0 where lines go into a file or pipe."""
    return shutil.get_terminal_size((0, 0)).columns


def _fitted(needed: list[int], words: list[bool], room: int) -> list[int]:
    """Widths that fit the room: the widest column of words gives way first, none below `LEAST`."""
    wide = list(needed)
    while sum(wide) + GAP * (len(wide) - 1) > room:
        at = max(range(len(wide)), key=lambda one: wide[one] if words[one] else 0)
        if not words[at] or wide[at] <= LEAST:
            break
        wide[at] -= 1
    return wide


def _stacked(rows: list[list[str]], words: list[bool], room: int) -> list[str]:
    """Rows that fit no narrow terminal side by side: codes and days on one line, their words on the next. Codes that
    find no room stand with the words, for they are never cut."""
    shown = [any(row[at] for row in rows[1:]) for at in range(len(words))]
    codes: list[int] = []
    wide: list[int] = []
    left = room + GAP
    for at in (one for one in range(len(words)) if shown[one] and not words[one]):
        needed = max(len(row[at]) for row in rows)
        if codes and needed + GAP > left:
            break
        codes.append(at)
        wide.append(needed)
        left -= needed + GAP
    lines = []
    for row in rows:
        said = (" " * GAP).join(row[at] for at in range(len(words)) if at not in codes and shown[at] and row[at])
        lines.append(_line([row[at] for at in codes], wide))
        lines += textwrap.wrap(said, max(room, LEAST * 2), initial_indent=" " * GAP, subsequent_indent=" " * GAP)
    return lines


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: max(1, width - 1)].rstrip() + "…"


def _line(row: Sequence[str], wide: Sequence[int]) -> str:
    return (" " * GAP).join(text.ljust(wide[at]) for at, text in enumerate(row)).rstrip()


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
        case dict():
            parts = {name: _cell(one) for name, one in value.items() if one not in (None, "", False, {}, [], ())}
            return "; ".join(f"{name} {one}" for name, one in parts.items())
        case tuple() | list() | frozenset() | set():
            return ", ".join(str(one) for one in value)
        case _:
            return " ".join(str(value).split())
