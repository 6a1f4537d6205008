"""The program that reads a reply in a process of its own: from standard input to plain text on standard output.

It sets its own limits before it looks at the first byte, writes no file, follows no reference, and refuses documents
with entities, which could be made to grow.
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

import msgspec

ANSWERED = b"fieldcase-reply/1\n"
MEMORY = 512 * 1024 * 1024
SECONDS = 20
MOST = 32 * 1024 * 1024
"""The most bytes of one part of a document, unpacked, and of the text."""
PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked: whether the bytes are a DOCX; else they are text."""

    document: bool


def main() -> int:
    """Read an order and a file, answer its text; end with 1 where it cannot be read."""
    source = sys.stdin.buffer
    order = msgspec.msgpack.decode(source.read(int.from_bytes(source.read(4), "big")), type=Order)
    _limit()
    data = source.read(MOST + 1)
    try:
        text = document_text(data) if order.document else plain_text(data)
    except (ValueError, KeyError, zipfile.BadZipFile, ElementTree.ParseError, MemoryError, RuntimeError, EOFError):
        return 1
    sys.stdout.buffer.write(ANSWERED + text.encode())
    return 0


def plain_text(data: bytes) -> str:
    """Text as it is: UTF-8 or UTF-16 with its mark, else Windows-1252. Raises `ValueError` for what is no text."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252")
    if "\x00" in text:
        raise ValueError("no text")
    return text.replace("\r\n", "\n")


def document_text(data: bytes) -> str:
    """The paragraphs of a DOCX, one a line, notes behind. Raises what makes it unreadable (see `main`)."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        parts = [_part(archive, name) for name in PARTS if name in names or name == PARTS[0]]
    return "\n".join(line for part in parts for line in _paragraphs(part))


def _part(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    with archive.open(name) as file:
        data = file.read(MOST + 1)
    if len(data) > MOST or b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise ValueError("refused")
    return ElementTree.fromstring(data)  # noqa: S314 (no document type, bounded, in a process without keys)


def _paragraphs(root: ElementTree.Element) -> Iterator[str]:
    for paragraph in root.iter(f"{WORD}p"):
        if text := "".join(_runs(paragraph)).strip():
            yield text


def _runs(paragraph: ElementTree.Element) -> Iterator[str]:
    for node in paragraph.iter():
        if node.tag == f"{WORD}t":
            yield node.text or ""
        elif node.tag in (f"{WORD}tab", f"{WORD}br", f"{WORD}cr"):
            yield " "
        elif node.tag == f"{WORD}noBreakHyphen":
            yield "-"


def _limit() -> None:
    """Bind memory, time and file writing of this process, where the system can."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main())
