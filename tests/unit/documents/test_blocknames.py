"""Every block that a letter may have is called something, on the screen and in each language of letters."""

from __future__ import annotations

import pytest

from fieldcase.documents.blocknames import BLOCKS, block_name
from fieldcase.model.lettershapes import SHAPES
from fieldcase.model.shape import BLOCKS_OF_FORMS
from fieldcase.office.documents import document_resources

NAMES = sorted(BLOCKS_OF_FORMS | {name for shape in SHAPES.values() for name in shape.names_of_blocks})


def test_every_block_of_every_kind_has_a_name_on_the_screen() -> None:
    assert [name for name in NAMES if name not in BLOCKS] == []
    assert [name for name in NAMES if block_name(name) == name] == []


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar", "ru", "zh"])
def test_every_block_of_every_kind_has_a_title_in_letters(language: str) -> None:
    titles = document_resources().words(language).titles
    assert [name for name in NAMES if not titles.get(name)] == []
