"""Allegations in a table behind the letter: same numbers, same words, nobody shown who may not be."""

from __future__ import annotations

import io
import re
from pathlib import Path

import msgspec
import pytest
from docx import Document as Docx
from pypdf import PdfReader

from fieldcase.documents.docx import render_docx
from fieldcase.documents.draft import Draft, draft_letter
from fieldcase.documents.facts import AllegationFacts
from fieldcase.documents.lint import LintSettings, lint_letter
from fieldcase.documents.pdf import render_pdf
from fieldcase.documents.renditions import Rendition, render_tree
from fieldcase.documents.resources import DocumentResources
from fieldcase.documents.tree import Document, Level, Table, plain_text, spans_text
from tests.letters.extraction import (
    normal,
    pdftotext,
    pypdf_text,
    without_furniture,
    words_in_order,
    words_of_pages,
)
from tests.letters.kalindra import ILENA, MAY, facts, naming

LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh")


def annexed(language: str, resources: DocumentResources, *, count: int = 0, kind: str = "note") -> Draft:
    """The training note with its allegations in an annex, repeated to so many where that is asked."""
    told = facts(kind, language)
    put = told.allegations
    if count:
        put = tuple(msgspec.structs.replace(put[n % len(put)], number=n + 1) for n in range(count))
    return draft_letter(msgspec.structs.replace(told, annexed=True, allegations=put), resources)


def tree_of(draft: Draft, resources: DocumentResources, **levels: Level) -> Document:
    return render_tree(draft, Rendition.STATE_FULL, naming(**levels), resources).document


def table_of(document: Document) -> Table:
    section = document.sections[-1]
    assert section.block == "annex"
    return next(block for block in section.content if isinstance(block, Table))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_annex_holds_every_allegation_under_its_number_and_the_letter_refers_to_it(
    language: str, resources: DocumentResources
) -> None:
    draft = annexed(language, resources)
    document = tree_of(draft, resources)
    table = table_of(document)
    assert [spans_text(row[0]) for row in table.rows[1:]] == [str(one.number) for one in draft.facts.allegations]
    listed = tree_of(draft_letter(facts("note", language), resources), resources)
    for row, item in zip(table.rows[1:], _items(listed), strict=True):
        assert spans_text(row[3]) == item
    body = next(section for section in document.sections if section.block == "allegations")
    assert len(body.content) == 2
    assert str(len(table.rows) - 1) in spans_text(body.content[1].spans)  # type: ignore[union-attr]


def _items(document: Document) -> list[str]:
    from fieldcase.documents.tree import Items

    section = next(one for one in document.sections if one.block == "allegations")
    return [spans_text(one.spans) for block in section.content if isinstance(block, Items) for one in block.items]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_both_formats_give_back_is_the_text_of_the_tree_in_order(
    language: str, resources: DocumentResources, tmp_path: Path
) -> None:
    document = tree_of(annexed(language, resources), resources, karim=Level.CODED)
    pdf = render_pdf(document, resources, MAY)
    if language == "ar":
        assert words_of_pages(pdftotext(pdf, tmp_path), document) == words_in_order(plain_text(document))
    else:
        read = without_furniture(pypdf_text(pdf), document, foot_first=True)
        assert read.replace(" ", "") == normal(plain_text(document)).replace(" ", "")
    letter = Docx(io.BytesIO(render_docx(document, resources)))
    cells = [[cell.text for cell in row.cells] for row in letter.tables[-1].rows]
    assert cells == [[spans_text(cell) for cell in row] for row in table_of(document).rows]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_page_of_a_letter_with_a_long_annex_has_the_lines_of_every_page(
    language: str, resources: DocumentResources, tmp_path: Path
) -> None:
    draft = annexed(language, resources, count=18)
    document = render_tree(draft, Rendition.STATE_FULL, naming(), resources, final=True).document
    for words in ((), ("-layout",)):
        read = pdftotext(render_pdf(document, resources, MAY), tmp_path, *words)
        assert words_of_pages(read, document) if language == "ar" else without_furniture(read, document)


def test_a_row_of_a_docx_stays_on_one_page_and_its_head_stands_again(resources: DocumentResources) -> None:
    document = tree_of(annexed("en", resources, count=4), resources)
    table = Docx(io.BytesIO(render_docx(document, resources))).tables[-1]
    marks = [[one.tag.rpartition("}")[2] for one in row._tr.trPr] for row in table.rows]
    assert all("cantSplit" in one for one in marks)
    assert ["tblHeader" in one for one in marks] == [True, False, False, False, False]
    assert {paragraph.style.name for row in table.rows for cell in row.cells for paragraph in cell.paragraphs} == {
        "Table Text"
    }


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_a_long_annex_goes_over_pages_under_its_head_and_is_read_aloud_as_a_table(
    language: str, resources: DocumentResources
) -> None:
    document = tree_of(annexed(language, resources, count=40), resources)
    pdf = render_pdf(document, resources, MAY)
    reader = PdfReader(io.BytesIO(pdf))
    texts = [page.extract_text() for page in reader.pages]
    heads = [spans_text(cell) for cell in table_of(document).rows[0]]
    if language == "en":
        assert sum(all(head in text for head in heads) for text in texts) >= 2
        assert [entry.title for entry in reader.outline][-1] == "Annex"  # type: ignore[union-attr]
    roles = _roles(reader)
    assert roles.count("Table") == 1
    assert roles.count("TR") == 41
    assert (roles.count("TH"), roles.count("TD")) == (4, 160)


def _roles(reader: PdfReader) -> list[str]:
    found: list[str] = []

    def walk(node: object) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for one in node:
                walk(one)
        elif isinstance(node, dict) and "/S" in node:
            found.append(str(node["/S"]).removeprefix("/"))
            walk(node.get("/K", []))

    walk(reader.trailer["/Root"]["/StructTreeRoot"]["/K"])  # type: ignore[index]
    return found


def test_a_right_to_left_annex_begins_on_the_right(resources: DocumentResources) -> None:
    from fieldcase.documents.pdf.layout import set_pages

    for language, first_left in (("en", True), ("ar", False)):
        pages, _setting = set_pages(tree_of(annexed(language, resources), resources), resources.typefaces)
        row = next(placed.strip for page in pages for placed in page if placed.strip.cells)
        edges = [cell.lines[0].x for cell in row.cells]
        assert (edges == sorted(edges)) is first_left


def test_a_row_higher_than_a_page_goes_on_on_the_next_one(resources: DocumentResources) -> None:
    draft = annexed("en", resources)
    long = msgspec.structs.replace(draft.facts.allegations[0], text="It is alleged that many words follow. " * 400)
    told = msgspec.structs.replace(draft.facts, allegations=(long, *draft.facts.allegations[1:]))
    document = tree_of(draft_letter(told, resources), resources)
    pdf = render_pdf(document, resources, MAY)
    assert " ".join(pypdf_text(pdf).split()).count("many words follow") == 400
    assert _roles(PdfReader(io.BytesIO(pdf))).count("TD") == 4 * len(told.allegations)


def test_a_bar_or_a_brace_in_an_allegation_opens_no_cell(resources: DocumentResources) -> None:
    draft = annexed("en", resources)
    odd = AllegationFacts(
        number=1, text=r"One | two \| three {=office.name|the Office} {a b} \{ c \\ | {", when="2026-03"
    )
    document = tree_of(draft_letter(msgspec.structs.replace(draft.facts, allegations=(odd,)), resources), resources)
    rows = table_of(document).rows
    assert {len(row) for row in rows} == {4}
    assert spans_text(rows[1][3]) == r"One | two | three the Office {a b} { c \ | {"


def test_many_braces_are_read_at_once(resources: DocumentResources) -> None:
    draft = annexed("en", resources)
    odd = AllegationFacts(number=1, text="{x}" * 3000 + "{" * 3000 + "\\|")
    document = tree_of(draft_letter(msgspec.structs.replace(draft.facts, allegations=(odd,)), resources), resources)
    assert len(table_of(document).rows[1]) == 4


def test_a_row_about_somebody_who_may_not_appear_in_public_is_withheld_whole(resources: DocumentResources) -> None:
    draft = annexed("en", resources)
    shown = render_tree(draft, Rendition.PUBLIC_REDACTED, naming(ilena=Level.NONE), resources, final=True)
    about = [one.number for one in draft.facts.allegations if ILENA in one.parties]
    assert about
    rows = table_of(shown.document).rows
    for one, row in zip(draft.facts.allegations, rows[1:], strict=True):
        withheld = {spans_text(cell) for cell in row} == {"(text withheld)"}
        assert withheld is (one.number in about)


def test_the_text_check_reads_the_rows(resources: DocumentResources) -> None:
    draft = annexed("en", resources)
    settings = LintSettings(people=())

    def rules(one: Draft) -> set[str]:
        return {found.rule for found in lint_letter(one, tree_of(one, resources), naming(), resources, settings)}

    assert "N12" not in rules(draft)
    blocks = tuple(
        msgspec.structs.replace(block, text=re.sub(r"^\| 1 \|", "| 7 |", block.text, flags=re.M))
        if block.block == "annex"
        else block
        for block in draft.blocks
    )
    assert "N12" in rules(msgspec.structs.replace(draft, blocks=blocks))
