"""What somebody may have typed freely: everything but what fits the type that its field declares."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldcase.model.freetext import free_texts
from fieldcase.model.vocabulary import Vocabularies

SHIPPED = Path(__file__).parents[3] / "resources" / "vocabularies" / "vocab.json"
VOCABULARIES = Vocabularies.read(SHIPPED.read_bytes())


def texts(kind: str, path: str, value: Any) -> list[str]:
    return [one.text for one in free_texts(kind, path, value, VOCABULARIES)]


@pytest.mark.parametrize(
    ("kind", "path", "value"),
    [
        ("act", "date", "2026-03-05"),
        ("act", "type/arbitrary_arrest", "arbitrary_arrest"),
        ("act", "victims/" + "0a" * 16, "0a" * 16),
        ("case", "track", "urgent"),
        ("case", "received_at", "2026-03-05T09:00:00Z"),
        ("act", "act_country", "XKA"),
        ("act", "is_online", True),
    ],
)
def test_what_fits_its_field_s_type_is_no_text(kind: str, path: str, value: Any) -> None:
    assert texts(kind, path, value) == []


@pytest.mark.parametrize(
    ("kind", "path", "value", "found"),
    [
        ("case", "title_neutral", "Ilena", ["Ilena"]),
        ("case", "summary/en", {"text": "Ilena", "translator": "Mira"}, ["Ilena", "Mira"]),
        ("act", "date", "when Ilena spoke", ["when Ilena spoke"]),
        ("act", "type/ilena", "ilena", ["ilena", "ilena"]),
        ("a_newer_kind", "a_field", {"deep": [{"Ilena": "Dovrak"}]}, ["deep", "Ilena", "Dovrak"]),
        ("case", "a_newer_field", "Ilena", ["Ilena"]),
        ("case", "reason", {"Oru": "left"}, ["Oru", "left"]),
        ("a_newer_kind", "a_field", {"王": "left"}, ["王", "left"]),
    ],
)
def test_all_else_is_whatever_kind_and_field(kind: str, path: str, value: Any, found: list[str]) -> None:
    assert texts(kind, path, value) == found


def test_numbers_that_the_program_gives_are_known_and_what_is_typed_there_is_not() -> None:
    said = {one.text: one.given for text in ("XKAL-03-2026-00001", "DOVRAK", "Dovrak 1") for one in free_texts(
        "case", "case_no", text, VOCABULARIES
    )}  # fmt: skip
    assert said == {"XKAL-03-2026-00001": True, "DOVRAK": False, "Dovrak 1": False}


leaves = st.text(alphabet=st.characters(codec="utf-8"), min_size=4).map(lambda text: "Ab " + text)
values = st.recursive(leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(leaves, inner, max_size=3))


@given(st.sampled_from(("case", "act", "letter", "unknown")), st.sampled_from(("summary/en", "x", "date")), values)
def test_no_text_inside_a_value_is_passed_over(kind: str, path: str, value: Any) -> None:
    def every(one: Any) -> set[str]:
        if isinstance(one, str):
            return {one}
        if isinstance(one, list):
            return set().union(*map(every, one))
        return set(one) | set().union(*map(every, one.values()))

    assert every(value) <= set(texts(kind, path, value))
