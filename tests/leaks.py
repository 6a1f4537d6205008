"""Everything that can be got out of a letter's file with tools that know nothing of the program, and a search in it.

A PDF: its bytes, what `qpdf --qdf` unpacks, every string and stream of every object, reachable or not, what the content
shows by the fonts' own maps back to text, the fonts' programs, metadata, attachments, bookmarks. A DOCX: its bytes, the
names, comments and extra fields of all parts, every part unpacked, its text without tags. Searched for in whatever way
a word can be written: folded, in four encodings, as digits of hexadecimal, escapes, references, percent signs, base64.
"""

from __future__ import annotations

import base64
import html
import io
import re
import subprocess
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

Found = tuple[str, str]
"""Where, and which word."""
_ROWS = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>")
_SHOWN = re.compile(rb"/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>")
_HEX = re.compile(rb"<([0-9A-Fa-f\s]{4,})>")


def folded(text: str) -> str:
    """A text without case, accents, invisible characters and spaces."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(one for one in plain if unicodedata.category(one) not in ("Mn", "Cf", "Zs", "Cc"))


def traces(data: bytes, words: Iterable[str], folder: Path) -> list[Found]:
    """Where any of these words stands in a PDF or DOCX; empty where none does."""
    wanted = list(dict.fromkeys(words))
    written = {word: tuple(_ways(word)) for word in wanted}
    found: list[Found] = []
    for where, held in parts(data, folder):
        text = folded(held)
        found += [(where, word) for word in wanted if folded(word) in text or folded(word)[::-1] in text]
        found += [(where, word) for word in wanted if any(way in held for way in written[word])]
    return list(dict.fromkeys(found))


def parts(data: bytes, folder: Path) -> Iterator[tuple[str, str]]:
    """Every part of a file as text, with where it stands."""
    yield from _read("bytes", data)
    yield from _of_docx(data) if data.startswith(b"PK") else _of_pdf(data, folder)


def _read(where: str, data: bytes) -> Iterator[tuple[str, str]]:
    for code in ("utf-8", "utf-16-le", "utf-16-be", "latin-1"):
        yield f"{where} ({code})", data.decode(code, "ignore")
    if len(data) > 1:
        for code in ("utf-16-le", "utf-16-be"):
            yield f"{where} ({code}, odd)", data[1:].decode(code, "ignore")


def _ways(word: str) -> Iterator[str]:
    for code in ("utf-8", "utf-16-be", "utf-16-le"):
        data = word.encode(code)
        yield data.hex()
        yield data.hex().upper()
        for shift in range(3):
            # the digits of base64 that depend on nothing before or behind the word
            digits = base64.b64encode(b"\0" * shift + data).decode()
            if len(middle := digits[(0, 2, 3)[shift] : len(digits) // 4 * 4 - 4]) >= 6:
                yield middle
    yield "".join(f"\\{byte:03o}" for byte in word.encode("utf-16-be"))
    yield "".join(f"&#{ord(one)};" for one in word)
    yield "".join(f"&#x{ord(one):x};" for one in word)
    if (percent := quote(word)) != word:
        yield percent
    if (escaped := word.encode("unicode_escape").decode()) != word:
        yield escaped


def _of_docx(data: bytes) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield from _read("comment of the archive", archive.comment)
        for one in archive.infolist():
            yield "name of a part", one.filename
            yield from _read(f"{one.filename}: comment and extra fields", one.comment + one.extra)
            held = archive.read(one)
            yield from _read(one.filename, held)
            if one.filename.endswith((".xml", ".rels")):
                said = held.decode("utf-8")
                yield f"{one.filename}: text", html.unescape(re.sub(r"<[^>]*>", "", said))
                yield f"{one.filename}: attributes", html.unescape(" ".join(re.findall(r'="([^"]*)"', said)))


def _of_pdf(data: bytes, folder: Path) -> Iterator[tuple[str, str]]:
    yield from _read("qpdf --qdf", unpacked(data, folder))
    yield "pdftotext", _pdftotext(data, folder)
    reader = _reader(data)
    yield "pypdf: text", "\n".join(page.extract_text() for page in reader.pages)
    yield "metadata", " ".join(f"{key} {value}" for key, value in (reader.metadata or {}).items())
    yield "attachments", " ".join(reader.attachments)
    yield "shown by the fonts' maps", shown(reader)
    yield "what the fonts can say", "".join(sorted(repertoire(reader)))
    for number in objects(reader):
        for where, held in _inside(reader.get_object(number)):
            yield from _read(f"object {number}: {where}", held)


def _reader(data: bytes) -> Any:
    from pypdf import PdfReader

    return PdfReader(io.BytesIO(data))


def objects(reader: Any) -> set[int]:
    """The numbers of all objects that the file lists."""
    return {number for table in reader.xref.values() for number in table if number} | set(reader.xref_objStm)


def unpacked(data: bytes, folder: Path) -> bytes:
    """A PDF as `qpdf --qdf` writes it, with objects that nothing refers to."""
    (folder / "seen.pdf").write_bytes(data)
    command = ["qpdf", "--qdf", "--object-streams=disable", "--preserve-unreferenced", "seen.pdf", "-"]
    run = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    assert run.returncode in (0, 3), run.stderr  # 3: unpacked, with warnings
    return run.stdout


def _pdftotext(data: bytes, folder: Path) -> str:
    (folder / "seen.pdf").write_bytes(data)
    run = subprocess.run(["pdftotext", "-enc", "UTF-8", "seen.pdf", "-"], cwd=folder, capture_output=True, check=True)
    return run.stdout.decode()


def _inside(one: Any) -> Iterator[tuple[str, bytes]]:
    """Strings, names and stream data of an object."""
    from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, StreamObject, TextStringObject

    if isinstance(one, StreamObject):
        yield "stream", one.get_data() if isinstance(one.get_data(), bytes) else b""
        for digits in _HEX.findall(one.get_data()):
            yield "string in hexadecimal", bytes.fromhex((digits + b"0" * (len(b"".join(digits.split())) % 2)).decode())
    if isinstance(one, DictionaryObject):
        for key, value in one.items():
            yield "key", str(key).encode()
            yield from _inside(value)
    elif isinstance(one, ArrayObject):
        for value in one:
            yield from _inside(value)
    elif isinstance(one, ByteStringObject):
        yield "string", bytes(one)
    elif isinstance(one, (TextStringObject, str)):
        yield "string", str(one).encode()


def _maps(reader: Any) -> Iterator[tuple[str, dict[bytes, str]]]:
    for page in reader.pages:
        for label, font in page["/Resources"]["/Font"].items():
            told = font.get_object()["/ToUnicode"].get_object().get_data().partition(b"endcodespacerange")[2]
            rows = _ROWS.findall(told)
            yield label[1:], {code.upper(): bytes.fromhex(said.decode()).decode("utf-16-be") for code, said in rows}


def repertoire(reader: Any) -> set[str]:
    """Every character that any font of the file is said to draw."""
    return {one for _label, known in _maps(reader) for said in known.values() for one in said}


def shown(reader: Any) -> str:
    """What the pages show, by the fonts' own maps, in the order of drawing."""
    known, told = dict(_maps(reader)), []
    for page in reader.pages:
        label = ""
        for font, digits in _SHOWN.findall(page.get_contents().get_data()):
            label = font.decode() or label
            codes = [digits[at : at + 4].upper() for at in range(0, len(digits), 4)]
            told += [known.get(label, {}).get(code, "") for code in codes]
    return "".join(told)


def drawn_and_kept(data: bytes) -> tuple[int, int]:
    """How many glyphs the fonts of a PDF keep outlines of, and how many codes the pages use: equal, or something more
    than what is shown is in the file. Glyph 0 (nothing) is not counted.
    """
    from fontTools.ttLib import TTFont

    reader = _reader(data)
    kept, fonts = 0, {}
    for page in reader.pages:
        for label, font in page["/Resources"]["/Font"].items():
            fonts[label] = font.get_object()
    used = 0
    for font in fonts.values():
        descendant = font["/DescendantFonts"][0].get_object()
        held = descendant["/CIDToGIDMap"].get_object().get_data()
        ids = {int.from_bytes(held[at : at + 2], "big") for at in range(2, len(held), 2)}
        program = TTFont(io.BytesIO(descendant["/FontDescriptor"]["/FontFile2"].get_object().get_data()))
        assert not {"cmap", "post", "name", "GSUB", "GPOS"} & set(program.keys()), "tables that name glyphs"
        glyphs = program["glyf"]
        order = program.getGlyphOrder()
        pieces = {order.index(part) for number in ids for part in glyphs[order[number]].getComponentNames(glyphs)}
        kept += len([name for number, name in enumerate(order) if number and number not in ids | pieces])
        used += len(ids)
    return kept, used
