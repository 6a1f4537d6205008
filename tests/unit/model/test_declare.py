"""A kind is declared once; everything else derives from it."""

from __future__ import annotations

from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldcase.model.declare import Field, Group, LText, Record, Room, Shape, Type, Words, assemble, describe, flatten
from fieldcase.model.refusal import UnknownField


class Name(Group, frozen=True, kw_only=True):
    full: Annotated[str, Field("Full name")] = ""


class Witness(Record, frozen=True, kw_only=True):
    code: Annotated[str, Field("Code", listed=True)] = ""
    names: Annotated[dict[str, Name], Field("Names", Type.GROUP, room=Room.IDENTITY)] = {}
    profiles: Annotated[tuple[str, ...], Field("Profiles", Type.CODE, vocabulary="victim_profile")] = ()
    wishes: Annotated[LText, Field("Wishes", Type.LONG_TEXT)] = {}
    spokesperson: Annotated[Name | None, Field("Spokesperson", Type.GROUP)] = None
    age: Annotated[int | None, Field("Age", Type.NUMBER, computed=True)] = None
    not_declared: str = ""


KIND = describe(Witness, "witness", "Witness", "Witnesses", "Somebody who saw it.")


def test_each_annotated_field_becomes_a_part_with_its_shape_and_room() -> None:
    shapes = {part.name: part.shape for part in KIND.parts}
    assert shapes == {
        "code": Shape.PLAIN,
        "names": Shape.ELEMENTS,
        "profiles": Shape.CODES,
        "wishes": Shape.TEXTS,
        "spokesperson": Shape.GROUP,
        "age": Shape.PLAIN,
    }
    assert KIND.rooms == (Room.CASE, Room.IDENTITY)
    assert [part.name for part in KIND.part("names").parts] == ["full"]


def test_a_path_belongs_to_its_field_and_an_unknown_one_is_refused() -> None:
    assert KIND.part_of("names/1f").name == "names"
    with pytest.raises(UnknownField, match="code, names"):
        KIND.part_of("nickname")


texts = st.text(min_size=1)
records = st.builds(
    Witness,
    code=st.text(),
    names=st.dictionaries(st.text("0123456789abcdef", min_size=1), st.builds(Name, full=texts)),
    profiles=st.lists(st.text("abc_", min_size=1), unique=True).map(tuple),
    wishes=st.dictionaries(st.sampled_from(["en", "fr", "ar"]), st.builds(Words, text=texts, original=st.booleans())),
    spokesperson=st.none() | st.builds(Name, full=st.text()),
)


@given(records)
def test_a_record_taken_apart_into_values_comes_together_again(record: Witness) -> None:
    assert assemble(KIND, "", flatten(KIND, record)) == record


def test_null_values_and_unknown_paths_are_left_out_of_the_typed_view() -> None:
    shown = assemble(KIND, "ab", {"code": "P-1", "profiles/lawyer": None, "from_the_future": 3})
    assert shown == Witness(id="ab", code="P-1")


def test_computed_fields_are_never_written() -> None:
    assert flatten(KIND, Witness(code="P-1", age=40)) == {"code": "P-1"}
