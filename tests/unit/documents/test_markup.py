"""The signs of a block's text: read exactly, never taken from a record's words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldcase.documents.markup import (
    DateSign,
    PartySign,
    PlaceSign,
    Sign,
    escape,
    linked,
    parties_in,
    read_blocks,
    read_signs,
)
from fieldcase.documents.tree import (
    Heading,
    Items,
    KeyValue,
    PageBreak,
    Paragraph,
    ParagraphRole,
    Spans,
    Table,
    Text,
    Value,
    block_text,
)


def as_text(signs: tuple[Sign, ...]) -> Spans:
    return tuple(sign for sign in signs if isinstance(sign, (Text, Value)))


def test_parties_dates_places_and_values_are_signs() -> None:
    signs = read_signs("On {date:2025-03-12~} in {place:vardin} {P-7K3D9X} met **{=office.name|the Office}**.")
    assert [type(sign) for sign in signs] == [Text, DateSign, Text, PlaceSign, Text, PartySign, Text, Value, Text]
    assert signs[7] == Value(text="the Office", data_ref="office.name", strong=True)


def test_other_braces_stay_as_they_were_typed() -> None:
    assert read_signs("{S-7K3D9X} {{ name }} {x}") == (Text(text="{S-7K3D9X} {{ name }} {x}"),)
    assert read_signs("{ P-7K3D }") == (PartySign(party="P-7K3D"),)


@given(st.text())
def test_words_of_a_record_never_become_signs(words: str) -> None:
    text = "".join(sign.text for sign in read_signs(escape(words)) if isinstance(sign, Text))
    assert text == " ".join(words.split("\n"))


@given(st.text(min_size=1))
def test_a_linked_value_comes_back_as_one_value(words: str) -> None:
    flat = " ".join(words.split("\n"))
    assert read_signs(linked("a.b", words)) == (Value(text=flat, data_ref="a.b"),)


@given(st.text(st.characters(exclude_characters="{}\\", exclude_categories=["Cs"])))
def test_reading_any_text_loses_no_letter_and_no_digit(text: str) -> None:
    blocks = read_blocks(text, ParagraphRole.BODY, as_text, lambda _label, spans: spans)
    read = "".join(block_text(block) for block in blocks)
    assert sorted(filter(str.isalnum, read)) == sorted(filter(str.isalnum, text))


def test_lines_become_blocks() -> None:
    text = """
    one line
    and its other half

    1. first
    :: its note
    2. second
    (a) lettered
    - bulleted
    ### Heading
    | a | b |
    | c | d |
    key :: value
    ===
    last
    """
    blocks = read_blocks(text, ParagraphRole.BODY, as_text, lambda _label, spans: spans)
    kinds = [type(block) for block in blocks]
    assert kinds == [Paragraph, Items, Heading, Table, KeyValue, PageBreak, Paragraph]
    items = blocks[1]
    assert isinstance(items, Items)
    assert [item.label for item in items.items] == ["1.", "2.", "(a)", "–"]
    assert items.items[0].note == (Text(text="its note"),)


def test_parties_are_listed_once_in_order() -> None:
    assert parties_in("{P-AAAAAA} {O-BBBBBB} {P-AAAAAA} {S-CCCCCC}") == ("P-AAAAAA", "O-BBBBBB")


@pytest.mark.parametrize(
    ("lines", "one"),
    [
        ("风险评估：高。\n据报告", "风险评估：高。据报告"),
        ("联合国\n人权", "联合国人权"),
        ("见 Vardin\n市", "见 Vardin 市"),
        ("as it was\nsaid", "as it was said"),
    ],
)
def test_lines_are_joined_as_their_script_does(lines: str, one: str) -> None:
    (block,) = read_blocks(lines, ParagraphRole.BODY, as_text, lambda _label, spans: spans)
    assert block_text(block) == one
