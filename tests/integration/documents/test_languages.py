"""In every language the words of a letter come out of its PDF and DOCX again, in the order of reading."""

from __future__ import annotations

import io
import re
import subprocess
from pathlib import Path

import pytest
from docx import Document as Letter
from docx.oxml.ns import qn

from fieldcase.documents.docx import render_docx
from fieldcase.documents.pdf import render_pdf
from fieldcase.documents.renditions import Rendition, render_tree
from fieldcase.documents.resources import DocumentResources
from fieldcase.documents.tree import Direction, Document, Level, plain_text
from tests.letters.extraction import (
    docx_text,
    normal,
    pdftotext,
    pypdf_text,
    unpacked,
    without_furniture,
    words_in_order,
    words_of_pages,
)
from tests.letters.kalindra import KINDS, MAY, RESOURCES, draft, naming

READY = sorted(path.suffixes[0][1:] for path in (RESOURCES / "documents").glob("words.*.json"))
LETTERS = [(kind, language) for kind in KINDS for language in READY]
LATIN_NAMES = {"karim": Level.CODED}


def tree(kind: str, language: str, resources: DocumentResources, **levels: Level) -> Document:
    return render_tree(draft(kind, language, resources), Rendition.STATE_FULL, naming(**levels), resources).document


@pytest.mark.parametrize(("kind", "language"), LETTERS)
def test_poppler_reads_the_tree_s_text(kind: str, language: str, resources: DocumentResources, tmp_path: Path) -> None:
    document = tree(kind, language, resources)
    read = pdftotext(render_pdf(document, resources, MAY), tmp_path)
    if document.direction is Direction.RTL:
        assert words_of_pages(read, document) == words_in_order(plain_text(document))
        return
    assert without_furniture(read, document) == normal(plain_text(document))


@pytest.mark.parametrize(("kind", "language"), [one for one in LETTERS if one[1] != "ar"])
def test_pypdf_reads_it_too_where_nothing_runs_from_right_to_left(
    kind: str, language: str, resources: DocumentResources
) -> None:
    document = tree(kind, language, resources, **LATIN_NAMES)
    read = without_furniture(pypdf_text(render_pdf(document, resources, MAY)), document, foot_first=True)
    assert read.replace(" ", "") == normal(plain_text(document)).replace(" ", "")


@pytest.mark.parametrize(("kind", "language"), LETTERS)
def test_docx_holds_the_tree_s_text(kind: str, language: str, resources: DocumentResources) -> None:
    document = tree(kind, language, resources)
    assert normal(docx_text(render_docx(document, resources))) == normal(plain_text(document))


def test_an_arabic_docx_runs_from_right_to_left_but_for_references_and_numbers(resources: DocumentResources) -> None:
    data = render_docx(tree("note", "ar", resources), resources)
    letter = Letter(io.BytesIO(data))
    runs = [run for paragraph in letter.paragraphs for run in paragraph.runs if run.text.strip()]
    latin = [run for run in runs if re.fullmatch("[A-Za-z0-9].*", run.text.strip("\u2066\u2069"))]
    assert "XHR/KAL/03-017/2025" in [run.text.strip("\u2066\u2069") for run in latin]
    assert not [run.text for run in latin if run.font.rtl]
    arabic = [run for run in runs if "\u0621" <= run.text.strip()[0] <= "\u064a"]
    assert arabic
    assert all(run.font.rtl for run in arabic)
    assert b"<w:bidi/>" in unpacked(data)
    body = letter.styles["Body Text"].element.rPr
    sizes = [child.get(qn("w:val")) for child in body if child.tag in (qn("w:sz"), qn("w:szCs"))]
    assert sizes == ["21", "24"]


@pytest.mark.parametrize("language", READY)
def test_every_font_is_embedded_as_a_subset(language: str, resources: DocumentResources, tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(render_pdf(tree("note", language, resources), resources, MAY))
    told = subprocess.run(["pdffonts", str(path)], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert told
    assert all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in told)
