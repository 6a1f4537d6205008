"""Values are checked against what their kind declares, whether they come from a form, a file or the command line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from fieldcase.model.checking import check_values
from fieldcase.model.declare import Kind, Part, Shape, Type
from fieldcase.model.kinds import KINDS
from fieldcase.model.refusal import BadValue, UnknownField
from fieldcase.model.vocabulary import Vocabularies
from tests import make

RECORD, DIGEST = "0f" * 16, "0f" * 32
GOOD: dict[Type, tuple[Any, ...]] = {
    Type.BOOL: (True, False),
    Type.NUMBER: (0, 12),
    Type.EDTF: ("2025-03-12", "2025-03~", "2025-03/.."),
    Type.DAY: ("2025-03-12",),
    Type.INSTANT: ("2025-03-12T09:30:00Z", "2025-03-12T09:30:00+03:00"),
    Type.STATE: ("XKA",),
    Type.REF: (RECORD,),
    Type.SHA256: (DIGEST,),
    Type.TEXT: ("words",),
    Type.LONG_TEXT: ("words\nand more",),
}
BAD: dict[Type, tuple[Any, ...]] = {
    Type.CODE: ("no such code", 3),
    Type.CHOICE: ("no such choice",),
    Type.BOOL3: ("perhaps",),
    Type.BOOL: ("yes", 1),
    Type.NUMBER: ("12", True, float("nan")),
    Type.EDTF: ("12/03/2025", "", 2025),
    Type.DAY: ("2025-02-30", 20250312),
    Type.INSTANT: ("2025-03-12T09:30:00", "soon"),
    Type.STATE: ("Kalindra", "xka"),
    Type.REF: (RECORD.upper(), "12"),
    Type.SHA256: (RECORD, "g" * 64),
    Type.TEXT: (3, "x" * 2_000_000),
    Type.LONG_TEXT: (["words"],),
}


@pytest.fixture(scope="module")
def vocabularies() -> Vocabularies:
    return make.vocabularies()


def written(shape: Shape) -> Iterator[tuple[Kind, Part]]:
    for kind in KINDS.values():
        for part in kind.parts:
            if part.shape is shape and not part.field.computed:
                yield kind, part


def good(part: Part, vocabularies: Vocabularies) -> tuple[Any, ...]:
    if part.field.type is Type.CODE:
        return tuple(vocabularies.codes(part.field.vocabulary)[:1])
    return part.field.choices[:1] or GOOD[part.field.type]


def test_every_plain_field_takes_what_its_type_says_and_nothing_else(vocabularies: Vocabularies) -> None:
    tried = 0
    for kind, part in written(Shape.PLAIN):
        for value in good(part, vocabularies):
            check_values(kind, {part.name: value}, vocabularies)
        check_values(kind, {part.name: None}, vocabularies)
        for value in BAD[part.field.type]:
            with pytest.raises(BadValue) as refused:
                check_values(kind, {part.name: value}, vocabularies)
            assert part.name in str(refused.value)
            assert len(str(refused.value)) < 400
            tried += 1
    assert tried > 300


def test_a_computed_field_is_never_written(vocabularies: Vocabularies) -> None:
    computed = [(kind, part) for kind in KINDS.values() for part in kind.parts if part.field.computed]
    assert computed
    for kind, part in computed:
        path = part.name if part.shape in (Shape.PLAIN, Shape.GROUP) else f"{part.name}/XKA"
        with pytest.raises(BadValue):
            check_values(kind, {path: "XKA"}, vocabularies)


def test_a_path_says_which_element_and_only_where_there_are_elements(vocabularies: Vocabularies) -> None:
    for shape in (Shape.TEXTS, Shape.CODES, Shape.ELEMENTS):
        kind, part = next(written(shape))
        with pytest.raises(UnknownField):
            check_values(kind, {part.name: {}}, vocabularies)
    kind, part = next(written(Shape.PLAIN))
    with pytest.raises(UnknownField):
        check_values(kind, {f"{part.name}/one": "words"}, vocabularies)
    with pytest.raises(UnknownField):
        check_values(kind, {"no_such_field": "words"}, vocabularies)


def test_a_code_stands_under_a_path_of_its_own(vocabularies: Vocabularies) -> None:
    listed = [(kind, part) for kind, part in written(Shape.CODES) if good(part, vocabularies)]
    assert len(listed) > 5
    for kind, part in listed:
        code = good(part, vocabularies)[0]
        check_values(kind, {f"{part.name}/{code}": code}, vocabularies)
        check_values(kind, {f"{part.name}/{code}": None}, vocabularies)
        with pytest.raises(BadValue):
            check_values(kind, {f"{part.name}/{code}": "another"}, vocabularies)


def test_a_text_stands_under_its_language(vocabularies: Vocabularies) -> None:
    for kind, part in written(Shape.TEXTS):
        check_values(kind, {f"{part.name}/fr": {"text": "mots", "original": True}}, vocabularies)
        for path, value in (("french!", {"text": "mots"}), ("fr", "mots"), ("fr", {"text": 3})):
            with pytest.raises(BadValue):
                check_values(kind, {f"{part.name}/{path}": value}, vocabularies)
        with pytest.raises(UnknownField):
            check_values(kind, {f"{part.name}/fr": {"texte": "mots"}}, vocabularies)


def test_the_parts_of_a_group_are_checked_like_fields(vocabularies: Vocabularies) -> None:
    tried = 0
    for shape, path in ((Shape.GROUP, "{}"), (Shape.ELEMENTS, "{}/e1")):
        for kind, part in written(shape):
            for inner in part.parts:
                if inner.shape is not Shape.PLAIN or inner.field.type is Type.BOOL:
                    continue
                at = path.format(part.name)
                check_values(kind, {at: {inner.name: good(inner, vocabularies)[0]}}, vocabularies)
                with pytest.raises(BadValue):
                    check_values(kind, {at: {inner.name: BAD[inner.field.type][0]}}, vocabularies)
                tried += 1
    assert tried > 100


def test_lists_and_texts_inside_a_group_are_looked_into(vocabularies: Vocabularies) -> None:
    tried = 0
    for kind, part in [*written(Shape.GROUP), *written(Shape.ELEMENTS)]:
        at = part.name if part.shape is Shape.GROUP else f"{part.name}/e1"
        for inner in part.parts:
            if inner.shape is Shape.CODES:
                check_values(kind, {at: {inner.name: list(good(inner, vocabularies)[:1])}}, vocabularies)
                bad = {inner.name: ["no such code\u0000" * 40]}
            elif inner.shape is Shape.TEXTS:
                check_values(kind, {at: {inner.name: {"en": {"text": "words"}}}}, vocabularies)
                bad = {inner.name: {"en!": {"text": "words"}}}
            else:
                continue
            if inner.field.type in (Type.TEXT, Type.LONG_TEXT) and inner.shape is Shape.CODES:
                continue
            with pytest.raises(BadValue):
                check_values(kind, {at: bad}, vocabularies)
            tried += 1
    assert tried > 5


def test_a_group_is_no_plain_value_and_an_element_has_an_id(vocabularies: Vocabularies) -> None:
    kind, part = next(written(Shape.GROUP))
    with pytest.raises(BadValue):
        check_values(kind, {part.name: "words"}, vocabularies)
    kind, part = next(written(Shape.ELEMENTS))
    with pytest.raises(BadValue):
        check_values(kind, {f"{part.name}/no id!": {}}, vocabularies)
