"""The PDF of a tree: same bytes for the same tree, nothing but chosen metadata, lines and pages that hold together."""

from __future__ import annotations

import io
from datetime import timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from fieldcase.documents.pdf import CharactersMissing, render_pdf
from fieldcase.documents.pdf.layout import set_pages
from fieldcase.documents.pdf.shaping import shape, wrap
from fieldcase.documents.renditions import Rendition, render_tree
from fieldcase.documents.resources import DocumentResources, ResourceDamaged
from fieldcase.documents.tree import (
    Direction,
    Document,
    Heading,
    KeyValue,
    PageBreak,
    Paragraph,
    Section,
    Signature,
    Table,
    Text,
    spans_text,
)
from tests.letters.extraction import unpacked
from tests.letters.kalindra import MAY, draft, naming


def tree(kind: str, language: str, resources: DocumentResources) -> Document:
    return render_tree(draft(kind, language, resources), Rendition.STATE_FULL, naming(), resources).document


def of(*content: object, language: str = "en", direction: Direction = Direction.LTR) -> Document:
    section = Section(block="a", title="A block", content=content)  # type: ignore[arg-type]
    return Document(
        language=language,
        direction=direction,
        title="T/1",
        reference="T/1",
        page_words="{page}/{pages}",
        sections=(section,),
    )


def paragraph(text: str) -> Paragraph:
    return Paragraph(spans=(Text(text=text),))


def test_the_same_tree_and_date_give_the_same_bytes_whatever_was_drawn_before(resources: DocumentResources) -> None:
    first = render_pdf(tree("note", "en", resources), resources, MAY)
    render_pdf(tree("reminder", "fr", resources), resources, MAY)
    assert render_pdf(tree("note", "en", resources), resources, MAY) == first
    assert render_pdf(tree("note", "en", resources), resources, MAY + timedelta(days=1)) != first


def test_metadata_is_title_language_and_the_date_given_and_nothing_more(resources: DocumentResources) -> None:
    pdf = render_pdf(tree("note", "fr", resources), resources, MAY)
    reader = PdfReader(io.BytesIO(pdf))
    assert dict(reader.metadata or {}) == {"/Title": "XHR/KAL/03-017/2025", "/CreationDate": "D:20250501093000Z"}
    assert reader.trailer["/Root"]["/Lang"] == "fr"
    assert b"ReportLab" not in pdf
    assert b"reportlab" not in pdf.lower()
    assert reader.xmp_metadata is None


def test_blocks_are_bookmarks(resources: DocumentResources) -> None:
    reader = PdfReader(io.BytesIO(render_pdf(tree("note", "en", resources), resources, MAY)))
    titles = [entry.title for entry in reader.outline]  # type: ignore[union-attr]
    assert titles[:6] == [
        "Letterhead",
        "Reference",
        "Marking",
        "Opening",
        "Cooperation with the United Nations",
        "Allegations",
    ]
    assert len(titles) == 16


def test_every_font_is_embedded_as_a_subset(resources: DocumentResources) -> None:
    reader = PdfReader(io.BytesIO(render_pdf(tree("note", "en", resources), resources, MAY)))
    fonts = reader.pages[0]["/Resources"]["/Font"]
    names = {str(font.get_object()["/BaseFont"]) for font in fonts.values()}
    assert len(names) == 4
    for font in fonts.values():
        inside = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert len(inside["/FontFile2"].get_object().get_data()) > 500
        assert inside["/FontName"][7] == "+"


def test_the_structure_is_tagged_in_reading_order_with_furniture_as_artifacts(resources: DocumentResources) -> None:
    pdf = render_pdf(of(Heading(level=1, spans=(Text(text="Title"),)), paragraph("words " * 1500)), resources, MAY)
    reader = PdfReader(io.BytesIO(pdf))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    whole = root["/StructTreeRoot"]["/K"].get_object()
    kids = [kid.get_object() for kid in whole["/K"]]
    assert [kid["/S"] for kid in kids] == ["/H1", "/P"]
    assert len(kids[1]["/K"]) == len(reader.pages) == 3  # one paragraph over three pages is one element
    assert unpacked(pdf).count(b"/Artifact <</Type /Pagination>>") == 3


def test_a_character_that_no_font_has_is_refused_not_left_blank(resources: DocumentResources) -> None:
    with pytest.raises(CharactersMissing) as refused:
        render_pdf(of(paragraph("Name: \U00012000")), resources, MAY)
    assert "U+12000" in refused.value.sentence


def test_a_missing_font_is_refused_in_a_sentence() -> None:
    empty = DocumentResources(
        fonts={},
        templates={},
        data={
            "fonts.json": msgspec.json.encode(
                {family: {"regular": "a.ttf", "bold": "b.ttf"} for family in ("sans", "arabic", "han")}
            )
        },
    )
    with pytest.raises(ResourceDamaged):
        render_pdf(of(paragraph("x")), empty, MAY)


def test_a_page_break_and_a_long_table_make_pages(resources: DocumentResources) -> None:
    cell = (Text(text="some words in a cell of the table"),)
    rows = tuple((cell, cell, cell) for _ in range(60))
    head = tuple((Text(text=name),) for name in ("One", "Two", "Three"))
    document = of(
        paragraph("before"),
        PageBreak(),
        Table(rows=(head, *rows)),
        KeyValue(pairs=((cell, cell),)),
        Signature(lines=((Text(text="A person"),), (Text(text="Head"),))),
    )
    pages, _ = set_pages(document, resources.typefaces)
    assert len(pages) >= 3
    assert len(pages[0]) == 1
    repeated = [page[0].strip.text for page in pages[1:-1]]
    assert set(repeated) == {"One\tTwo\tThree"}


def test_the_head_of_a_table_is_repeated_over_its_rows_and_over_nothing_else(resources: DocumentResources) -> None:
    head = tuple((Text(text=word),) for word in ("One", "Two"))
    rows = tuple(tuple((Text(text=f"{n}{cell}"),) for cell in "ab") for n in range(60))
    for count in range(20, 45):
        document = of(Table(rows=(head, *rows[:count])), paragraph("What follows."))
        pages, _setting = set_pages(document, resources.typefaces)
        for page in pages[1:]:
            texts = [placed.strip.text for placed in page]
            assert texts[0] != "One\tTwo" or "\t" in texts[1]


def test_lines_of_a_paragraph_keep_company_at_the_end_of_a_page(resources: DocumentResources) -> None:
    for lead in range(30, 45):
        document = of(*(paragraph("short") for _ in range(lead)), paragraph("long words here " * 60))
        pages, _ = set_pages(document, resources.typefaces)
        last = max(placed.strip.unit for page in pages for placed in page)
        counts = [sum(placed.strip.unit == last for placed in page) for page in pages]
        assert 1 not in counts


@settings(max_examples=40)
@given(st.text(st.sampled_from("ab é-нд中文،كريم (1)\u00a0"), max_size=300), st.integers(30, 300))
def test_wrapping_loses_nothing_and_fits(text: str, width: int) -> None:
    resources = RESOURCES[0]
    shaped = shape((Text(text=text),), resources.typefaces, Direction.LTR, "en")
    lines = wrap(shaped, width, 10)
    assert "".join(text[a:b] for a, b in lines).replace(" ", "") == text.replace(" ", "")
    for a, b in lines:
        assert sum(shaped.advances[a:b]) / 100 <= width or b - a <= 2


RESOURCES: list[DocumentResources] = []


@pytest.fixture(autouse=True)
def _shared(resources: DocumentResources) -> None:
    RESOURCES[:] = [resources]


def test_arabic_documents_run_from_right_to_left(resources: DocumentResources) -> None:
    document = of(paragraph("رسالة 54/24 إلى Kalindra"), language="ar", direction=Direction.RTL)
    pages, _ = set_pages(document, resources.typefaces)
    line = pages[0][0].strip.lines[0]
    assert line.x > 200  # it begins at the right margin
    assert spans_text(document.sections[0].content[0].spans)  # type: ignore[union-attr]
