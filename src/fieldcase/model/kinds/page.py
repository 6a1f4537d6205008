"""The page `docs/records.md`, written from the declarations; a test compares the two, so the page cannot lag behind."""

from __future__ import annotations

from collections.abc import Iterable

from fieldcase.model.declare import Kind, Part, Shape, Type

HEAD = """\
# Records

Every kind of record that fieldcase keeps, with its fields, as `src/fieldcase/model/kinds/` declares them. This page is
made from those declarations (`python packaging/records_page.py`); do not edit it by hand.

A field has one compartment. **R** marks what must be there to save a record as complete, **L** a column of the lists,
a number the weight in search. Values stand in the ledger under the path in the first column.
"""
COLUMNS = "| Field | Label | What it is | Compartment | | Help |\n|---|---|---|---|---|---|"


def records_page(kinds: Iterable[Kind]) -> str:
    """The whole page in Markdown, in the order of the kinds."""
    return "\n".join([HEAD, *(_kind(kind) for kind in kinds)])


def _kind(kind: Kind) -> str:
    about = [f"## {kind.name}: {kind.plural}", "", kind.help]
    if kind.key:
        about.append(f"Natural key: {' × '.join(kind.key)}, in `{kind.decided}`.")
    if kind.strictest:
        about.append(f"Until a person decides, the strictest of several counts: {', '.join(kind.strictest)}.")
    rows = [COLUMNS]
    for part in kind.parts:
        rows.append(_row(part, _path(part), part.field.room.value))
        rows += [_row(inner, f"· {inner.name}", "") for inner in part.parts]
    return "\n".join([*about, "", *rows, ""])


def _path(part: Part) -> str:
    ends = {Shape.TEXTS: "/<language>", Shape.CODES: "/<code>", Shape.ELEMENTS: "/<element>"}
    return f"`{part.name}{ends.get(part.shape, '')}`"


def _row(part: Part, path: str, room: str) -> str:
    field = part.field
    marks = [mark for mark, said in (("R", field.required), ("L", field.listed), ("computed", field.computed)) if said]
    marks += [str(field.search)] if field.search else []
    return f"| {path} | {field.label} | {_meaning(part)} | {room} | {' '.join(marks)} | {field.help} |"


def _meaning(part: Part) -> str:
    field = part.field
    many = {Shape.TEXTS: " per language", Shape.CODES: ", several", Shape.ELEMENTS: ", several"}.get(part.shape, "")
    match field.type:
        case Type.CODE:
            said = f"term of `{field.vocabulary}`"
        case Type.CHOICE | Type.BOOL3:
            said = " / ".join(field.choices)
        case Type.REF:
            said = f"→ {', '.join(field.refers.split()) or 'any record'}"
        case _:
            said = field.type.value.replace("_", " ")
    return said + many
