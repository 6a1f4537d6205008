"""What page formats have in common: room between the parts of a letter."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path

import pytest
from docx import Document as Letter

from fieldcase.documents.docx import render_docx
from fieldcase.documents.pdf import render_pdf
from fieldcase.documents.pdf.layout import set_pages
from fieldcase.documents.pdf.shaping import shape
from fieldcase.documents.resources import DocumentResources
from fieldcase.documents.tree import Direction, Document, Paragraph, ParagraphRole, Section, Text
from tests.letters.extraction import pdftotext
from tests.letters.kalindra import MAY


@pytest.mark.parametrize(
    ("before", "after"), [("addressee", "salutation"), ("addressee", "mandate"), ("date_place", "greeting")]
)
def test_there_is_room_between_an_address_or_date_and_what_follows_it(
    before: str, after: str, resources: DocumentResources
) -> None:
    blocks = ((before, "Ministry of Justice"), (after, "The first words of the letter."))
    roles = {"addressee": ParagraphRole.ADDRESSEE}
    sections = tuple(
        Section(
            block=block,
            title=block,
            content=(Paragraph(spans=(Text(text=text),), role=roles.get(block, ParagraphRole.BODY)),),
        )
        for block, text in blocks
    )
    document = Document(
        language="en", direction=Direction.LTR, title="T/1", reference="T/1", page_words="{page}/{pages}",
        sections=sections,
    )  # fmt: skip
    pages, _ = set_pages(document, resources.typefaces)
    assert pages[0][1].strip.before >= 14
    letter = Letter(io.BytesIO(render_docx(document, resources)))
    assert letter.paragraphs[1].paragraph_format.space_before.pt >= 14


@pytest.mark.parametrize("words", ["لكم", "ولكم ولكن", "لكما", "كتابٌ لكم", "e\u0301t\u0302e"])
def test_a_character_drawn_by_several_glyphs_is_told_once_and_by_nothing_else(
    words: str, resources: DocumentResources, tmp_path: Path
) -> None:
    rtl = "\u0600" < words[0] < "\u0700"
    section = Section(block="a", title="a", content=(Paragraph(spans=(Text(text=words),)),))
    document = Document(
        language="ar" if rtl else "en", direction=Direction.RTL if rtl else Direction.LTR, title="", reference="",
        page_words="", sections=(section,),
    )  # fmt: skip
    read = pdftotext(render_pdf(document, resources, MAY), tmp_path)
    assert "\u200b" not in read
    told = unicodedata.normalize("NFC", "".join(one for one in read if unicodedata.category(one) != "Cf"))
    assert " ".join(told.split()) == unicodedata.normalize("NFC", words)
    if rtl:
        glyphs = shape((Text(text=words),), resources.typefaces, Direction.RTL, "ar").runs[0].glyphs
        assert [glyph.source for glyph in glyphs if not glyph.mark].count("") == 0
