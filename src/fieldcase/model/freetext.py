"""What of a ledger value somebody may have typed freely, and so may hold a name: pure, for whatever kind and path.

Whatever fits the type that its field declares (a code of a list, a day, an id) is no text. Everything else is, the
values of kinds and fields that this program does not know too: it refuses nothing and leaves nothing out in doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from fieldcase.model.checking import LANGUAGE, check_one
from fieldcase.model.declare import Part, Shape, Type, Words
from fieldcase.model.kinds import KINDS
from fieldcase.model.refusal import BadValue
from fieldcase.model.vocabulary import Vocabularies

TYPED = frozenset({Type.TEXT, Type.LONG_TEXT})
GIVEN = frozenset({"case_no", "code", "act_no", "lom_no", "no", "ev_no", "reply_no", "office_ref", "signature"})
"""Fields of texts that the program itself gives."""
WORDS = frozenset(Words.__struct_encode_fields__)
_NUMBER = re.compile(r"(?=[^a-z]*[0-9])[A-Z0-9]+(?:[-/.][A-Z0-9]+)*")
_SIGNATURE = re.compile(r"-----BEGIN SSH SIGNATURE-----[A-Za-z0-9+/=\s]+-----END SSH SIGNATURE-----\s*")
_ID = re.compile(r"(?:[0-9a-f]{32}|[0-9a-f]{64}|[0-9a-f]{68}|[0-9]{1,4})")


class FreeText(msgspec.Struct, frozen=True):
    """One text: the place in its value (`summary/en`, `reason.en.text`), and whether the program gave it (a number)."""

    place: str
    text: str
    given: bool = False

    def __repr__(self) -> str:
        return f"FreeText({self.place!r}, {len(self.text)} characters)"


def free_texts(kind: str, path: str, value: Any, vocabularies: Vocabularies) -> Iterator[FreeText]:
    """The texts of one value under a ledger path; the path itself is one where its element is no code, language, id."""
    name, _slash, element = path.partition("/")
    declared = KINDS.get(kind)
    part = next((one for one in declared.parts if one.name == name), None) if declared else None
    if element and not _plain_element(part, element, vocabularies):
        yield FreeText(path, element)
    yield from _inside(part, path, value, vocabularies)


def _plain_element(part: Part | None, element: str, vocabularies: Vocabularies) -> bool:
    if _ID.fullmatch(element):
        return True
    if part is None:
        return False
    if part.shape is Shape.TEXTS:
        return _language(element)
    return part.shape is Shape.CODES and _fits(part, element, vocabularies)


def _language(code: str) -> bool:
    return LANGUAGE.fullmatch(code) is not None and len(code) <= 3


def _inside(part: Part | None, place: str, value: Any, vocabularies: Vocabularies) -> Iterator[FreeText]:
    if isinstance(value, str):
        if value and not _ID.fullmatch(value) and not (part and _fits(part, value, vocabularies)):
            yield FreeText(place, value, part is not None and part.name in GIVEN and _given(value))
    elif isinstance(value, list):
        for one in value:
            yield from _inside(part, place, one, vocabularies)
    elif isinstance(value, dict):
        parts = {inner.name: inner for inner in part.parts} if part else {}
        for key, one in value.items():
            if not _ID.fullmatch(key) and not _known_key(part, key):
                yield FreeText(place, key)
            yield from _inside(parts.get(key), f"{place}.{key}", one, vocabularies)


def _known_key(part: Part | None, key: str) -> bool:
    """Whether a key is a part's name, a word's (`Words`), or a language: nothing that somebody typed."""
    if part is None:
        return key in WORDS or _language(key)
    if part.group is not None and key in part.group.__struct_encode_fields__:
        return True
    return part.shape is Shape.TEXTS and (
        _language(key) or key in ("text", "original", "translator", "machine", "reviewed")
    )


def _fits(part: Part, value: str, vocabularies: Vocabularies) -> bool:
    """Whether a string is what its field's type asks for, where that is no text."""
    if part.field.type in TYPED or part.field.type is Type.GROUP:
        return False
    try:
        check_one(part.field, part.name, value, vocabularies)
    except BadValue:
        return False
    return True


def is_number(value: str) -> bool:
    """Whether a text has the form of a number or code that the program gives: `XKAL-03-2026-00001`, `P-7K3D9X`."""
    return _NUMBER.fullmatch(value) is not None


def _given(value: str) -> bool:
    return any(form.fullmatch(value) is not None for form in (_NUMBER, _SIGNATURE))
