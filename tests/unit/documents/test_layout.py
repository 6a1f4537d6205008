"""What page formats have in common: room between the parts of a letter."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path

import pytest
from docx import Document as Letter
from fpdf.bidi import BidiParagraph
from fpdf.enums import TextDirection
from hypothesis import given
from hypothesis import strategies as st

from fieldcase.documents.docx import render_docx
from fieldcase.documents.pdf import render_pdf
from fieldcase.documents.pdf.layout import set_pages
from fieldcase.documents.pdf.shaping import Known, _levels, shape
from fieldcase.documents.renditions import Rendition, render_tree
from fieldcase.documents.resources import DocumentResources
from fieldcase.documents.tree import (
    Block,
    Direction,
    Document,
    Heading,
    Initials,
    Paragraph,
    ParagraphRole,
    Section,
    Signature,
    Text,
)
from tests.letters.extraction import pdftotext
from tests.letters.kalindra import MAY, naming
from tests.letters.kalindra import draft as draft_of


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


ENDS = {
    "letter": ("closing", "signature"),
    "reserved": ("disclaimer", "signature"),
    "note": ("closing", "date_place", "initials_stamp", "addressee"),
}


def long_letter(form: str, lines: int) -> Document:
    """A letter of `lines` paragraphs of a line, a last paragraph of three, and the end that its form has."""
    said = [Paragraph(spans=(Text(text="It is alleged that this happened."),))] * lines
    said.append(Paragraph(spans=(Text(text="The last words of the letter are these. " * 7),)))
    ends: dict[str, tuple[Block, ...]] = {
        "closing": (Paragraph(spans=(Text(text="Please accept, Excellency, my assurances. " * 3),)),),
        "disclaimer": (Paragraph(spans=(Text(text="Nothing in it implies recognition. " * 6),)),),
        "date_place": (Paragraph(spans=(Text(text="Vardin, 1 May 2025"),), role=ParagraphRole.DATE),),
        "signature": (Signature(lines=((Text(text="Ines Duarte"),), (Text(text="for the Office"),))),),
        "initials_stamp": (Initials(spans=(Text(text="(initials and stamp)"),)),),
        "addressee": (
            *(Paragraph(spans=(Text(text=text),), role=ParagraphRole.ADDRESSEE) for text in ("Ministry", "Vardin")),
        ),
    }
    sections = (
        Section(block="allegations", title="a", content=tuple(said)),
        *(Section(block=block, title=block, content=ends[block]) for block in ENDS[form]),
    )
    return Document(language="en", title="T/1", reference="T/1", page_words="{page}/{pages}", sections=sections)


@pytest.mark.parametrize("form", ENDS)
def test_the_end_of_a_letter_stands_on_one_page_with_two_lines_of_the_text_before_it(
    form: str, resources: DocumentResources
) -> None:
    for lines in range(14, 32):
        document = long_letter(form, lines)
        pages, setting = set_pages(document, resources.typefaces)
        last = pages[-1]
        kept = 3 if form == "note" else 2
        assert len({placed.strip.unit for placed in last}) >= kept + 1
        signed = last[-1].strip.unit
        before = [placed.strip for placed in last if placed.strip.unit < signed]
        text = setting.strips[lines].unit + (form == "reserved")
        assert sum(strip.unit == text for strip in before) >= 2, (form, lines)


@pytest.mark.parametrize("form", ENDS)
def test_a_docx_keeps_the_end_of_a_letter_with_the_paragraph_before_it(form: str, resources: DocumentResources) -> None:
    letter = Letter(io.BytesIO(render_docx(long_letter(form, 3), resources)))
    after = letter.paragraphs[3:]
    kept = [one.paragraph_format.keep_with_next for one in after]
    assert kept == [True] * (len(after) - 1) + [False]
    assert all(one.paragraph_format.keep_together for one in after[1:])
    assert not letter.paragraphs[1].paragraph_format.keep_with_next


@given(st.text("ابكهل\u064b(،)[!؟.,:/%+- \u00a0\u200f«»–", min_size=1, max_size=30))
def test_signs_among_arabic_letters_run_as_the_paragraph_does(text: str) -> None:
    rule = BidiParagraph(text=text, base_direction=TextDirection.RTL, preserve_bn_chars=True)
    assert list(_levels(text, Direction.RTL)) == [one.embedding_level for one in rule.get_characters()]


@pytest.mark.parametrize(("language", "direction"), [("en", Direction.LTR), ("ar", Direction.RTL)])
def test_words_met_again_in_a_document_are_shaped_as_if_for_the_first_time(
    language: str, direction: Direction, resources: DocumentResources
) -> None:
    spans = (Text(text="في 12 آذار/مارس 2025، Ilena Dovrak (كاليندرا)؛ 开放 12 آذار/مارس 2025، Ilena Dovrak."),)
    known: Known = {}
    shaped = [shape(spans, resources.typefaces, direction, language, known=known) for _ in range(2)]
    assert known
    assert shaped == [shape(spans, resources.typefaces, direction, language)] * 2
    assert all(run.start <= one.at < run.end for run in shaped[1].runs for one in run.glyphs)


@pytest.mark.parametrize(
    ("text", "strong", "kept"), [("Article 4", True, True), ("As follows:", False, True), ("As is.", False, False)]
)
def test_what_stands_above_its_text_is_never_the_last_of_a_page(
    text: str, strong: bool, kept: bool, resources: DocumentResources
) -> None:
    said = (Paragraph(spans=(Text(text=text, strong=strong),)), Paragraph(spans=(Text(text="What it says."),)))
    document = Document(
        language="en", title="", reference="", page_words="", sections=(Section(block="a", title="a", content=said),)
    )
    pages, _ = set_pages(document, resources.typefaces)
    assert pages[0][0].strip.keep_next is kept
    letter = Letter(io.BytesIO(render_docx(document, resources)))
    assert bool(letter.paragraphs[0].paragraph_format.keep_with_next) is kept


def test_the_title_of_a_paper_is_a_title(resources: DocumentResources) -> None:
    draft = draft_of("aide_memoire", "en", resources)
    document = render_tree(draft, Rendition.STATE_FULL, naming(), resources).document
    title = next(section for section in document.sections if section.block == "title").content[0]
    assert isinstance(title, Heading)
    assert title.level == 1
    pages, setting = set_pages(document, resources.typefaces)
    assert next(strip for strip in setting.strips if strip.tag == "H1").lines[0].x > 200
    letter = Letter(io.BytesIO(render_docx(document, resources)))
    assert letter.paragraphs[0].style.name == "Heading 1"
