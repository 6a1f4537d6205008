"""How the values of a record are said in a list or read-only field, by what their declaration says they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fieldcase.desktop.wording import Wording
from fieldcase.model.declare import Field, Part, Shape, Type, Words

Names = Mapping[str, str]
"""What a record is called on the screen (a number or a code, never a name), by its id."""


def say_part(part: Part, value: Any, wording: Wording, names: Names) -> str:
    """A field's whole value in words: one line, nothing where nothing was said."""
    match part.shape:
        case Shape.TEXTS:
            return _text(value, wording)
        case Shape.CODES:
            return ", ".join(say(part.field, one, wording, names) for one in value)
        case Shape.ELEMENTS:
            return "; ".join(_group(part, one, wording, names) for one in value.values())
        case Shape.GROUP:
            return _group(part, value, wording, names)
        case _:
            return say(part.field, value, wording, names)


def say(field: Field, value: Any, wording: Wording, names: Names) -> str:
    """One plain value in words."""
    if value is None or value == "":
        return ""
    match field.type:
        case Type.CODE:
            return wording.term(field.vocabulary, value)
        case Type.CHOICE | Type.BOOL3:
            return wording.choice(value)
        case Type.BOOL:
            return wording.choice("yes" if value else "no")
        case Type.EDTF:
            return wording.dated(value)
        case Type.DAY | Type.INSTANT:
            return wording.short_day(value)
        case Type.STATE:
            return wording.state(value)
        case Type.REF:
            return names.get(value, "–")
        case _:
            return str(value)


def _text(value: Mapping[str, Words], wording: Wording) -> str:
    words = value.get(wording.language) or value.get("en") or next(iter(value.values()), None)
    return words.text if words else ""


def _group(part: Part, value: Any, wording: Wording, names: Names) -> str:
    said = (say_part(inner, getattr(value, inner.name), wording, names) for inner in part.parts)
    return ", ".join(one for one in said if one)
