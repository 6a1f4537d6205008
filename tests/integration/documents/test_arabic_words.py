"""Every Arabic word that ships is read out of a PDF as it was written: ligatures, joined letters and marks included."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fieldcase.documents.pdf import render_pdf
from fieldcase.documents.resources import DocumentResources
from fieldcase.documents.tree import Direction, Document, Paragraph, Section, Text
from tests.letters.extraction import pdftotext, words_in_order
from tests.letters.kalindra import MAY, RESOURCES

WORD = re.compile("[\u0621-\u063a\u0641-\u0652\u0670-\u06d3]+")
A_LINE = 40


def labels(told: Any, key: str = "") -> Iterator[str]:
    """Every Arabic text of the vocabularies."""
    if isinstance(told, dict):
        for name, one in told.items():
            yield from labels(one, name)
    elif isinstance(told, list):
        for one in told:
            yield from labels(one, key)
    elif isinstance(told, str) and key == "ar":
        yield told


def vocabulary() -> list[str]:
    return list(labels(json.loads((RESOURCES / "vocabularies" / "vocab.json").read_text(encoding="utf-8"))))


def words() -> list[str]:
    """Every Arabic word of templates, of words of documents, and of the vocabularies."""
    files = [*(RESOURCES / "templates").glob("*.ar.txt"), *(RESOURCES / "documents").glob("*.json")]
    text = "\n".join([*(path.read_text(encoding="utf-8") for path in files), *vocabulary()])
    return sorted(set(WORD.findall(text)))


def read(paragraphs: list[str], resources: DocumentResources, folder: Path, *, strong: bool) -> str:
    content = tuple(Paragraph(spans=(Text(text=text, strong=strong),)) for text in paragraphs)
    document = Document(
        language="ar", direction=Direction.RTL, title="", reference="", page_words="",
        sections=(Section(block="a", title="a", content=content),),
    )  # fmt: skip
    return pdftotext(render_pdf(document, resources, MAY), folder)


def shown(text: str) -> list[str]:
    """Words without marks of direction, which poppler adds; a character that tells nothing stays and is found."""
    return "".join(one for one in text if one == "\u200b" or unicodedata.category(one) != "Cf").split()


@pytest.mark.parametrize("strong", [False, True], ids=["regular", "bold"])
def test_each_word_alone_and_among_others(strong: bool, resources: DocumentResources, tmp_path: Path) -> None:
    every = words()
    assert len(every) > 1000
    assert shown(read(every, resources, tmp_path, strong=strong)) == every
    together = [" ".join(every[at : at + A_LINE]) for at in range(0, len(every), A_LINE)]
    assert shown(read(together, resources, tmp_path, strong=strong)) == every


@pytest.mark.parametrize("strong", [False, True], ids=["regular", "bold"])
def test_each_label_of_the_vocabularies(strong: bool, resources: DocumentResources, tmp_path: Path) -> None:
    every = vocabulary()
    assert "برمز، دون الكشف عن الهوية" in every
    told = read(every, resources, tmp_path, strong=strong)
    assert "\u200b" not in told
    assert words_in_order(told) == words_in_order(" ".join(every))
