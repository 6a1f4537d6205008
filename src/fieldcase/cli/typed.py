"""Values as people type them on a command line (`track=urgent`, `type=dismissal,death_threat`, `summary/en=…`), read by
the declaration of the field.

A text needs its language (`summary/en`), an element its id (`names/1`) and its parts as JSON, or one part each
(`names/1.full=…`). Codes are separated by commas; `-code` takes one away; nothing after `=` empties a field. A
reference may be a case's number, a person's code or an act's number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from fieldcase.model.declare import Field, Kind, Part, Record, Shape, Type, flatten
from fieldcase.model.refusal import Refusal, UnknownField
from fieldcase.model.words import N_

Refer = Callable[[str, str], str]
"""The id of the record of these kinds that is called so."""
YES, NO = frozenset({"yes", "true", "1"}), frozenset({"no", "false", "0"})


class NotAnAssignment(Refusal):
    """A value was typed without saying for which field."""

    code = "FC-554"
    message = N_("“{said}” gives no field a value.")
    remedy = N_("Write field=value; fieldcase record fields KIND lists the fields.")


class PartsNeeded(Refusal):
    """A field that is decided as a whole needs its parts."""

    code = "FC-555"
    message = N_("“{field}” is made of parts.")
    remedy = N_("Write {example}=…, or all parts as JSON: {field}='{{…}}'.")


def typed(kind: Kind, assignments: Iterable[str], refer: Refer, held: Record | None = None) -> dict[str, Any]:
    """Values by ledger path; single parts are put into what the record holds. Raises `NotAnAssignment`, `PartsNeeded`,
    `UnknownField`, what `refer` raises.
    """
    before = flatten(kind, held) if held is not None else {}
    values: dict[str, Any] = {}
    for one in assignments:
        name, equals, said = one.partition("=")
        if not equals or not name.strip():
            raise NotAnAssignment(said=one[:40])
        for path, value in _values(kind, name.strip(), said, refer):
            if isinstance(value, _Part):
                values.setdefault(path, dict(before.get(path) or {}))[value.name] = value.value
            else:
                values[path] = value
    return values


class _Part(msgspec.Struct, frozen=True):
    """One part of a group, to be joined with the others of the same path."""

    name: str
    value: Any


def _values(kind: Kind, name: str, said: str, refer: Refer) -> Iterable[tuple[str, Any]]:
    path, dot, inner = name.partition(".")
    part = kind.part_of(path)
    if dot:
        found = next((one for one in part.parts if one.name == inner), None)
        if found is None:
            known = ", ".join(one.name for one in part.parts)
            raise UnknownField(kind=path, field=inner, known=known or "–")
        yield path, _Part(inner, _inside(found, said, refer))
    elif part.shape is Shape.CODES:
        for word in (word.strip() for word in said.split(",") if word.strip()):
            code = _one(part.field, word.removeprefix("-"), refer)
            yield f"{part.name}/{code}", None if word.startswith("-") else code
    elif part.shape is Shape.TEXTS:
        yield path, {"text": said, "original": True} if said else None
    elif part.shape in (Shape.GROUP, Shape.ELEMENTS):
        yield path, _whole(part, path, said)
    else:
        yield path, _one(part.field, said, refer)


def _inside(part: Part, said: str, refer: Refer) -> Any:
    if part.shape is Shape.CODES:
        return [_one(part.field, word.strip(), refer) for word in said.split(",") if word.strip()]
    if part.shape is Shape.TEXTS:
        language, _colon, text = said.partition(":")
        return {language: {"text": text, "original": True}}
    return _one(part.field, said, refer)


def _whole(part: Part, path: str, said: str) -> Any:
    if not said:
        return None
    try:
        return msgspec.json.decode(said)
    except msgspec.DecodeError:
        inner = part.parts[0].name if part.parts else "…"
        raise PartsNeeded(field=path, example=f"{path}.{inner}") from None


def _one(field: Field, said: str, refer: Refer) -> Any:
    match field.type:
        case Type.BOOL:
            return True if said.casefold() in YES else False if said.casefold() in NO else said
        case Type.NUMBER:
            return _number(said)
        case Type.REF:
            return refer(field.refers, said) if said and field.refers else said
        case _:
            return said


def _number(said: str) -> Any:
    for read in (int, float):
        try:
            return read(said)
        except ValueError:
            continue
    return said or None
