"""In every language the words of a letter come out of its PDF and DOCX again, in the order of reading."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from fieldcase.documents.docx import render_docx
from fieldcase.documents.pdf import render_pdf
from fieldcase.documents.renditions import Rendition, render_tree
from fieldcase.documents.resources import DocumentResources
from fieldcase.documents.tree import Document, Level, plain_text
from tests.letters.extraction import docx_text, normal, pdftotext, pypdf_text, without_furniture
from tests.letters.kalindra import MAY, RESOURCES, draft, naming

READY = sorted(path.suffixes[0][1:] for path in (RESOURCES / "documents").glob("words.*.json"))
LETTERS = [(kind, language) for kind in ("note", "reminder") for language in READY]
LATIN_NAMES = {"karim": Level.CODED}


def tree(kind: str, language: str, resources: DocumentResources, **levels: Level) -> Document:
    return render_tree(draft(kind, language, resources), Rendition.STATE_FULL, naming(**levels), resources).document


@pytest.mark.parametrize(("kind", "language"), LETTERS)
def test_poppler_reads_the_tree_s_text(kind: str, language: str, resources: DocumentResources, tmp_path: Path) -> None:
    document = tree(kind, language, resources)
    read = pdftotext(render_pdf(document, resources, MAY), tmp_path)
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


@pytest.mark.parametrize("language", READY)
def test_every_font_is_embedded_as_a_subset(language: str, resources: DocumentResources, tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(render_pdf(tree("note", language, resources), resources, MAY))
    told = subprocess.run(["pdffonts", str(path)], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert told
    assert all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in told)
