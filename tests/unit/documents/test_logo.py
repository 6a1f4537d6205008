"""The logo: one strict form is taken; it stands above a letterhead and nowhere else, in PDF and DOCX."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from datetime import UTC, datetime

import pypdfium2
import pytest

from fieldcase.documents.docx.render import render_docx
from fieldcase.documents.logo import HIGH, MARK, MOST, WIDE, LogoUnfit, _chunk, read_logo
from fieldcase.documents.pdf.render import render_pdf
from fieldcase.documents.resources import DocumentResources
from fieldcase.documents.tree import Direction, Document, Paragraph, ParagraphRole, Section, Text

DAY = datetime(2026, 3, 2, tzinfo=UTC)
RED = b"\xff\x00\x00"
TWO_BY_TWO = MARK + _chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0))


def png(width: int = 40, height: int = 20, pixel: bytes = RED, *more: bytes, depth: int = 8, woven: int = 0) -> bytes:
    """A picture of one colour."""
    head = struct.pack(">IIBBBBB", width, height, depth, 2 if len(pixel) == 3 else 0, 0, 0, woven)
    rows = zlib.compress((b"\0" + pixel * width) * height)
    return MARK + _chunk(b"IHDR", head) + b"".join(more) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def letter(block: str, direction: Direction = Direction.LTR) -> Document:
    role = ParagraphRole.LETTERHEAD if block == "letterhead" else ParagraphRole.BODY
    head = Section(block=block, title="Head", content=(Paragraph(spans=(Text(text="The Presence"),), role=role),))
    body = Section(block="concern", title="Concern", content=(Paragraph(spans=(Text(text="It is concerned."),)),))
    return Document(
        language="en", direction=direction, title="T", reference="", page_words="{page}", sections=(head, body)
    )


def reds(pdf: bytes) -> int:
    """How many points of the first page are red."""
    drawn = pypdfium2.PdfDocument(pdf)[0].render(scale=1).to_pil().convert("RGB").tobytes()
    return sum(drawn[at : at + 3] == RED for at in range(0, len(drawn), 3))


def test_a_picture_is_read_and_written_again_without_what_it_told_besides() -> None:
    told = _chunk(b"tEXt", b"Author\0Ilena Dovrak")
    logo = read_logo(png(40, 20, RED, told))
    assert (logo.width, logo.height, logo.colours) == (40, 20, 3)
    assert b"Dovrak" not in logo.png()
    assert read_logo(logo.png()) == logo
    assert read_logo(png(3, 2, b"\x80")).colours == 1


@pytest.mark.security
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg/>",
        b"\xff\xd8\xff\xe0 a photograph",
        MARK,
        png()[:-4],
        png(depth=16),
        png(woven=1),
        png(WIDE + 1, 2),
        png(2, HIGH + 1),
        png(40, 20, RED, _chunk(b"tRNS", b"\0\0\0\0\0\0")),
        png()[:-16] + _chunk(b"IDAT", b"more") + png()[-12:],
        TWO_BY_TWO + _chunk(b"IDAT", zlib.compress(b"\x09" * 14)),
        TWO_BY_TWO + _chunk(b"IDAT", zlib.compress(b"\0" * 9_999_999)),
        png() + b"\0" * MOST,
    ],
)  # fmt: skip
def test_whatever_else_is_refused(data: bytes) -> None:
    with pytest.raises(LogoUnfit):
        read_logo(data)


def test_it_stands_above_the_letterhead_of_a_pdf_and_its_words_stay(resources: DocumentResources) -> None:
    logo = read_logo(png())
    plain, drawn = (render_pdf(letter("letterhead"), resources, DAY, one) for one in (None, logo))
    assert reds(plain) == 0
    wide, high = logo.size
    assert reds(drawn) >= round(wide * high * 0.8)
    page = pypdfium2.PdfDocument(drawn)[0].get_textpage()
    assert "The Presence" in page.get_text_range()
    assert drawn == render_pdf(letter("letterhead"), resources, DAY, logo)
    assert reds(render_pdf(letter("letterhead", Direction.RTL), resources, DAY, read_logo(png(4, 2, RED)))) > 0


@pytest.mark.security
def test_a_paper_without_a_letterhead_bears_none(resources: DocumentResources) -> None:
    logo = read_logo(png())
    assert reds(render_pdf(letter("opening"), resources, DAY, logo)) == 0
    assert not pictures(render_docx(letter("opening"), resources, logo))


def test_it_stands_in_the_docx(resources: DocumentResources) -> None:
    (name,) = pictures(render_docx(letter("letterhead"), resources, read_logo(png())))
    assert name.endswith(".png")


def pictures(docx: bytes) -> list[str]:
    return [name for name in zipfile.ZipFile(io.BytesIO(docx)).namelist() if name.startswith("word/media/")]
