"""The tree of blocks: it can be kept and read back, and says its own words."""

from __future__ import annotations

import msgspec
import pytest

from fieldcase.documents.renditions import Rendition, render_tree
from fieldcase.documents.resources import DocumentResources
from fieldcase.documents.tree import (
    Document,
    Item,
    Items,
    KeyValue,
    PageBreak,
    Section,
    Signature,
    Table,
    Text,
    from_json,
    page_furniture,
    plain_text,
    to_json,
)
from tests.letters.kalindra import draft, naming


def words(text: str) -> tuple[Text, ...]:
    return (Text(text=text),)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("kind", ["note", "reminder"])
def test_a_tree_kept_as_json_comes_back_the_same(kind: str, language: str, resources: DocumentResources) -> None:
    composed = render_tree(draft(kind, language, resources), Rendition.STATE_FULL, naming(), resources)
    assert from_json(to_json(composed.document)) == composed.document


def test_a_tree_with_an_unknown_part_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        from_json(b'{"language":"en","title":"","reference":"","page_words":"","sections":[],"author":"somebody"}')


def test_plain_text_holds_every_kind_of_block_in_reading_order() -> None:
    document = Document(
        language="en",
        title="t",
        reference="R/1",
        page_words="Page {page} of {pages}",
        banners=("DRAFT",),
        sections=(
            Section(
                block="a",
                title="never printed",
                content=(
                    Items(items=(Item(label="1.", spans=words("first"), note=words("note")),)),
                    PageBreak(),
                    Table(rows=((words("head"), words("side")), (words("left"), words("right")))),
                    KeyValue(pairs=((words("key"), words("value")),)),
                    Signature(lines=(words("line"),)),
                ),
            ),
        ),
    )
    text = " ".join(plain_text(document).split())
    assert text == "1. first note head side left right key value line"
    assert page_furniture(document, 2, 3) == (("DRAFT", "R/1"), ("Page 2 of 3",))
