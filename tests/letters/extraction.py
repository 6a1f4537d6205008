"""Gets the text and the unpacked bytes out of rendered letters again, with tools that know nothing of the program."""

from __future__ import annotations

import io
import re
import subprocess
import unicodedata
import zipfile
import zlib
from pathlib import Path

from fieldcase.documents.tree import Document, KeyValue, Table, page_furniture, spans_text

_HAN = r"\u2e80-\u9fff\uff00-\uffef"


def normal(text: str) -> str:
    """Words with single spaces; marks of direction, which readers add and take at will, left out.

    Beside a Chinese character a line's end is no space.
    """
    seen = "".join(character for character in text if unicodedata.category(character) != "Cf")
    return re.sub(rf"(?<=[{_HAN}]) | (?=[{_HAN}])", "", " ".join(seen.split()))


def pdftotext(pdf: bytes, tmp_path: Path, *words: str) -> str:
    """What poppler reads; with `-raw` in the order of what is drawn."""
    path = tmp_path / "letter.pdf"
    path.write_bytes(pdf)
    run = subprocess.run(["pdftotext", "-enc", "UTF-8", *words, str(path), "-"], capture_output=True, check=True)
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
        for row in repeated(document):
            spelt = re.compile(r"\s*".join(map(re.escape, row.replace(" ", ""))))
            if spelt.search(" ".join(kept)) and (again := spelt.match(text.strip())):
                text = text.strip()[again.end() :]
        kept.append(text)
    return normal(" ".join(kept))


def structure(pdf: Path) -> list[str]:
    """The text of a PDF element by element, as its tags tell it to readers aloud: what stands in each, unordered where
    it runs from right to left."""
    run = subprocess.run(["pdfinfo", "-struct-text", str(pdf)], capture_output=True, check=True)
    return re.findall(r'^\s+"(.*)"$', run.stdout.decode(), re.MULTILINE)


def told_in_order(elements: list[str], text: str) -> bool:
    """Whether a text is told by elements one after the other, each of the right characters in whatever order."""
    left = re.sub(r"\s", "", normal(text))
    for element in (re.sub(r"\s", "", normal(one)) for one in elements):
        if sorted(element) != sorted(left[: len(element)]):
            return False
        left = left[len(element) :]
    return not left


def in_columns(document: Document) -> bool:
    """Whether anything in a document stands side by side."""
    return any(isinstance(one, Table | KeyValue) for section in document.sections for one in section.content)


def repeated(document: Document) -> list[str]:
    """The head of each table, which stands again on every page that the table goes on to."""
    tables = [one for section in document.sections for one in section.content if isinstance(one, Table)]
    heads = [" ".join(spans_text(cell) for row in one.rows[: one.header_rows] for cell in row) for one in tables]
    return [normal(head) for head in heads if head]


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
        for row in map(words_in_order, repeated(document)):
            if words[: len(row)] == row and any(kept[at : at + len(row)] == row for at in range(len(kept))):
                del words[: len(row)]
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
