"""Gets the text and the unpacked bytes out of rendered letters again, with tools that know nothing of the program."""

from __future__ import annotations

import io
import re
import subprocess
import unicodedata
import zipfile
import zlib
from pathlib import Path

from fieldcase.documents.tree import Document, page_furniture

_HAN = r"\u2e80-\u9fff\uff00-\uffef"


def normal(text: str) -> str:
    """Words with single spaces; marks of direction, which readers add and take at will, left out.

    Beside a Chinese character a line's end is no space.
    """
    seen = "".join(character for character in text if unicodedata.category(character) != "Cf")
    return re.sub(rf"(?<=[{_HAN}]) | (?=[{_HAN}])", "", " ".join(seen.split()))


def pdftotext(pdf: bytes, tmp_path: Path) -> str:
    """What poppler reads."""
    path = tmp_path / "letter.pdf"
    path.write_bytes(pdf)
    run = subprocess.run(["pdftotext", "-enc", "UTF-8", str(path), "-"], capture_output=True, check=True)
    return run.stdout.decode()


def pypdf_text(pdf: bytes) -> str:
    """What pypdf reads."""
    from pypdf import PdfReader

    return "\f".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def without_furniture(pages: str, document: Document, *, foot_first: bool = False) -> str:
    """The text of a PDF without what stands on every page: each line of it must be there, and is taken out once.

    `foot_first` for readers that follow the order of drawing instead of the page from top to bottom.
    """
    bodies = [page for page in pages.split("\f") if page.strip()]
    kept = []
    for number, page in enumerate(bodies, 1):
        head, foot = page_furniture(document, number, len(bodies))
        text = normal(page)
        for line in filter(None, (*head, *foot)):
            early = foot_first or line in document.banners
            before, found, after = text.partition(normal(line)) if early else text.rpartition(normal(line))
            assert found, f"page {number} lacks a line that every page must have"
            text = f"{before} {after}"
        kept.append(text)
    return normal(" ".join(kept))


def words_in_order(text: str) -> list[str]:
    """The words of a text without punctuation.

    For right-to-left pages: poppler reads their words in order, and puts a bracket, a colon or the point of a number
    that stands between two directions on one side or the other.
    """
    apart = "".join(" " if unicodedata.category(character) == "Cf" else character for character in text)
    return re.findall(r"\d+|(?:[^\W\d_]|[\u064b-\u0652])+", apart)


def words_of_pages(pages: str, document: Document) -> list[str]:
    """The words of a PDF without those that stand on every page, each of which must be there."""
    bodies = [page for page in pages.split("\f") if page.strip()]
    kept: list[str] = []
    for number, page in enumerate(bodies, 1):
        words = words_in_order(page)
        head, foot = page_furniture(document, number, len(bodies))
        for line in filter(None, (*head, *foot)):
            wanted = words_in_order(line)
            places = [at for at in range(len(words)) if words[at : at + len(wanted)] == wanted]
            assert places, f"page {number} lacks a line that every page must have"
            at = places[0] if line in document.banners else places[-1]
            del words[at : at + len(wanted)]
        kept += words
    return kept


def docx_text(docx: bytes) -> str:
    """What python-docx reads in the body, tables included, in order."""
    from docx import Document as Letter
    from docx.table import Table

    letter = Letter(io.BytesIO(docx))
    parts = []
    for block in letter.iter_inner_content():
        if isinstance(block, Table):
            parts += [cell.text for row in block.rows for cell in row.cells]
        else:
            parts.append(block.text)
    return "\n".join(parts)


def unpacked(data: bytes) -> bytes:
    """All bytes of a PDF or DOCX with every stream and part unpacked, and names of parts."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            return b"\n".join(name.encode() + b"\n" + parts.read(name) for name in parts.namelist()) + data
    streams = re.findall(rb"stream\n(.*?)endstream", data, re.DOTALL)
    return data + b"\n".join(_inflated(stream) for stream in streams)


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return stream
