"""The DOCX of a tree: styles, fields, runs of other scripts, no properties but the language, the same bytes twice."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from docx import Document as Letter

from fieldcase.documents.docx import render_docx
from fieldcase.documents.renditions import Rendition, render_tree
from fieldcase.documents.resources import DocumentResources
from fieldcase.documents.tree import Document, plain_text
from tests.letters.extraction import docx_text, normal
from tests.letters.kalindra import KINDS, draft, naming

LETTERS = [(kind, language) for kind in KINDS for language in ("en", "fr")]
# CT_RPr and CT_PPr of WordprocessingML: Word insists on this order
RUN_ORDER = ["rStyle", "rFonts", "b", "bCs", "i", "iCs", "color", "sz", "szCs", "rtl", "cs", "lang"]
PARAGRAPH_ORDER = ["pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "pBdr", "tabs", "bidi"]
PARAGRAPH_ORDER += ["spacing", "ind", "jc", "rPr"]


def tree(kind: str, language: str, resources: DocumentResources) -> Document:
    return render_tree(draft(kind, language, resources), Rendition.STATE_FULL, naming(), resources).document


@pytest.mark.parametrize(("kind", "language"), LETTERS)
def test_its_text_is_the_tree_s(kind: str, language: str, resources: DocumentResources) -> None:
    document = tree(kind, language, resources)
    assert normal(docx_text(render_docx(document, resources))) == normal(plain_text(document))


def test_the_same_tree_gives_the_same_bytes(resources: DocumentResources) -> None:
    document = tree("note", "en", resources)
    assert render_docx(document, resources) == render_docx(document, resources)


def test_properties_hold_the_language_and_nothing_else(resources: DocumentResources) -> None:
    docx = render_docx(tree("note", "fr", resources), resources)
    with zipfile.ZipFile(io.BytesIO(docx)) as parts:
        core = parts.read("docProps/core.xml").decode()
        assert re.findall(r">([^<>\s][^<>]*)<", core) == ["fr-FR"]
        assert not [name for name in parts.namelist() if "app.xml" in name or "thumbnail" in name or "custom" in name]
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in parts.namelist() if b"python-docx" in parts.read(name)]


def test_paragraphs_have_real_styles_and_the_language_is_set(resources: DocumentResources) -> None:
    letter = Letter(io.BytesIO(render_docx(tree("note", "fr", resources), resources)))
    used = [paragraph.style.name for paragraph in letter.paragraphs]  # type: ignore[union-attr]
    assert used[:4] == ["Letterhead Name", "Letterhead", "Reference", "Marking"]
    assert {"Body Text", "Numbered Point", "Point Note", "Date Line", "Initials", "Addressee"} <= set(used)
    assert 'w:lang w:val="fr-FR"' in letter.styles["Normal"].element.xml


def test_marks_stand_in_the_header_and_page_numbers_are_fields(resources: DocumentResources) -> None:
    letter = Letter(io.BytesIO(render_docx(tree("note", "en", resources), resources)))
    header = [paragraph.text for paragraph in letter.sections[0].header.paragraphs]
    assert header == ["TRAINING – NOT A COMMUNICATION", "DRAFT"]
    footer = letter.sections[0].footer.paragraphs[0]
    assert footer.text.startswith("XHR/KAL/03-017/2025\tPage ")
    assert re.findall(r"instrText[^>]*> (\w+) <", footer._p.xml) == ["PAGE", "NUMPAGES"]


def test_names_in_arabic_run_from_right_to_left_and_chinese_takes_its_font(resources: DocumentResources) -> None:
    letter = Letter(io.BytesIO(render_docx(tree("note", "en", resources), resources)))
    runs = {run.text: run for paragraph in letter.paragraphs for run in paragraph.runs}
    assert runs["كريم الهزّاني"].font.rtl
    assert 'w:hint="eastAsia"' in runs["开放河流网络"]._r.xml
    assert not [run for text, run in runs.items() if text.isascii() and run.font.rtl]


def test_properties_of_runs_and_paragraphs_are_in_the_order_of_the_schema(resources: DocumentResources) -> None:
    with zipfile.ZipFile(io.BytesIO(render_docx(tree("note", "en", resources), resources))) as parts:
        xml = "".join(parts.read(f"word/{name}.xml").decode() for name in ("document", "header1", "footer1"))
    for tag, order in (("rPr", RUN_ORDER), ("pPr", PARAGRAPH_ORDER)):
        for inside in re.findall(rf"<w:{tag}>(.*?)</w:{tag}>", xml, re.DOTALL):
            seen = [name for name in re.findall(r"<w:(\w+)", inside) if name in order]
            assert seen == sorted(seen, key=order.index)
