"""What page formats have in common: room between the parts of a letter."""

from __future__ import annotations

import io

import pytest
from docx import Document as Letter

from fieldcase.documents.docx import render_docx
from fieldcase.documents.pdf.layout import set_pages
from fieldcase.documents.resources import DocumentResources
from fieldcase.documents.tree import Direction, Document, Paragraph, ParagraphRole, Section, Text


@pytest.mark.parametrize("after", ["salutation", "mandate"])
def test_there_is_room_between_an_address_and_what_follows_it(after: str, resources: DocumentResources) -> None:
    blocks = (("addressee", "Ministry of Justice"), (after, "The first words of the letter."))
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
