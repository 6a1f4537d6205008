"""Does a value fit the field it is said for? Refuses what a person or a mapping typed wrongly, in one sentence.

Entries of others are never checked here: what they wrote is kept as it is, and shown.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

import msgspec

from fieldcase.model.dates.edtf import BadDate, Edtf
from fieldcase.model.declare import Field, Group, Kind, Part, Shape, Type, Words
from fieldcase.model.refusal import BadValue, UnknownField
from fieldcase.model.vocabulary import Vocabularies
from fieldcase.model.words import _

STATE = re.compile(r"[A-Z]{3}")
RECORD = re.compile(r"[0-9a-f]{32}")
DIGEST = re.compile(r"[0-9a-f]{64}")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
ELEMENT = re.compile(r"[A-Za-z0-9_.:@-]{1,64}")
LONGEST = 200_000  # characters in one text: a long testimony; the package format allows 4 MiB


def check_values(kind: Kind, values: Mapping[str, Any], vocabularies: Vocabularies) -> None:
    """Check values by ledger path against the kind's declaration. Null removes and always fits a list or code.

    Raises `UnknownField` for a path the kind does not have, `BadValue` for a value that does not fit.
    """
    for path, value in values.items():
        _check_path(kind, path, value, vocabularies)


def _check_path(kind: Kind, path: str, value: Any, vocabularies: Vocabularies) -> None:
    part = kind.part_of(path)
    slash, element = path.partition("/")[1:]
    single = part.shape in (Shape.PLAIN, Shape.GROUP)
    if single is bool(slash):
        raise UnknownField(kind=kind.name, field=path, known=part.name if single else f"{part.name}/…")
    if part.field.computed:
        raise BadValue(field=path, value=_("written"), why=_("it follows from other fields"), expected=_("nothing"))
    if value is None:
        return
    match part.shape:
        case Shape.PLAIN:
            if not _is_decimal(kind, part, value):
                check_one(part.field, path, value, vocabularies)
        case Shape.CODES:
            if value != element:
                raise BadValue(field=path, value=value, why=_("its path says another code"), expected=element)
            check_one(part.field, path, value, vocabularies)
        case Shape.TEXTS:
            _fits(LANGUAGE.fullmatch(element), path, element, _("it is not a language code"), "en, fr, ar …")
            _check_group(Words, (), path, value, vocabularies)
        case Shape.GROUP | Shape.ELEMENTS:
            if slash:
                _fits(
                    ELEMENT.fullmatch(element), path, element, _("it is not an element's id"), _("letters and digits")
                )
            _check_group(part.group, part.parts, path, value, vocabularies)


def _is_decimal(kind: Kind, part: Part, value: Any) -> bool:
    """Whether it is a number with decimals, in a field that takes them (a latitude, an amount)."""
    if part.field.type is not Type.NUMBER or not isinstance(value, float) or not math.isfinite(value):
        return False
    try:
        msgspec.convert({part.name: value}, kind.record, strict=True)
    except msgspec.ValidationError:
        return False
    return True


def _check_group(
    group: type[Group] | None, parts: tuple[Part, ...], path: str, value: Any, vocabularies: Vocabularies
) -> None:
    if group is None or not isinstance(value, dict):
        raise BadValue(field=path, value=_short(value), why=_("it has several parts"), expected=_("each part by name"))
    known = {field.encode_name for field in msgspec.structs.fields(group)}
    if strange := sorted(set(value) - known):
        raise UnknownField(kind=path, field=strange[0], known=", ".join(sorted(known)))
    try:
        msgspec.convert(value, group, strict=True)
    except msgspec.ValidationError as failure:
        raise BadValue(field=path, value=_("this"), why=str(failure), expected=_("a value of the right type")) from None
    for part in parts:
        said = value.get(part.name)
        if said is None or said == "":
            continue
        _check_inside(part, f"{path}.{part.name}", said, vocabularies)


def _check_inside(part: Part, path: str, said: Any, vocabularies: Vocabularies) -> None:
    """A part of a group: lists and texts stand inside it whole."""
    match part.shape:
        case Shape.PLAIN:
            check_one(part.field, path, said, vocabularies)
        case Shape.CODES:
            for one in said:
                check_one(part.field, path, one, vocabularies)
        case Shape.TEXTS:
            for language, words in said.items():
                _fits(LANGUAGE.fullmatch(language), path, language, _("it is not a language code"), "en, fr, ar …")
                _check_group(Words, (), path, words, vocabularies)
        case Shape.GROUP:
            _check_group(part.group, part.parts, path, said, vocabularies)
        case Shape.ELEMENTS:
            for one in said.values():
                _check_group(part.group, part.parts, path, one, vocabularies)


def check_one(field: Field, path: str, value: Any, vocabularies: Vocabularies) -> None:
    """Check one plain value against its field's type, vocabulary or choices. Raises `BadValue`."""
    match field.type:
        case Type.CODE:
            fits = isinstance(value, str) and vocabularies.has(field.vocabulary, value)
            why = _("it is not in the list “{list}”").format(list=field.vocabulary)
            _fits(fits, path, value, why, vocabularies.some_of(field.vocabulary))
        case Type.CHOICE | Type.BOOL3:
            _fits(value in field.choices, path, value, _("it is not one of the choices"), ", ".join(field.choices))
        case Type.BOOL:
            _fits(isinstance(value, bool), path, value, _("it is neither yes nor no"), "true / false")
        case Type.NUMBER:
            whole = isinstance(value, int) and not isinstance(value, bool)
            why = _("it is not a number") if isinstance(value, str) else _("it is not a whole number")
            _fits(whole, path, value, why, _("digits"))
        case Type.EDTF:
            _fits(
                _reads(Edtf.parse, value), path, value, _("it is not an EDTF date"), "2025-03-12, 2025-03~, 2025-03/.."
            )
        case Type.DAY:
            _fits(_reads(date.fromisoformat, value), path, value, _("it is not a date"), "2025-03-12")
        case Type.INSTANT:
            _fits(_reads(_instant, value), path, value, _("it is not a time"), "2025-03-12T09:30:00Z")
        case Type.STATE:
            _fits(
                _matches(STATE, value), path, value, _("it is not a State's code"), _("three capital letters, as XKA")
            )
        case Type.REF:
            _fits(_matches(RECORD, value), path, value, _("it is not a record's id"), _("32 hexadecimal digits"))
        case Type.SHA256:
            _fits(_matches(DIGEST, value), path, value, _("it is not a SHA-256"), _("64 hexadecimal digits"))
        case _:
            _fits(isinstance(value, str), path, value, _("it is not a text"), _("a text"))
            _fits(len(value) <= LONGEST, path, _("so long"), _("a text has a limit"), _("two texts, each shorter"))


def _reads(parse: Callable[[str], object], value: Any) -> bool:
    if not isinstance(value, str):
        return False
    try:
        parse(value)
    except (ValueError, BadDate):
        return False
    return True


def _instant(value: str) -> datetime:
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError
    return moment


def _matches(pattern: re.Pattern[str], value: Any) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def _fits(condition: object, path: str, value: Any, why: str, expected: str) -> None:
    if not condition:
        raise BadValue(field=path, value=_short(value), why=why, expected=expected)


def _short(value: Any) -> str:
    """Codes and numbers are repeated to the person who typed them; anything longer may be a narrative and is not."""
    text = value if isinstance(value, str) else str(value)
    return text if len(text) <= 40 else _("this")
