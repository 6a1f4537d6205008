"""What was taken out of a letter is in no layer, part, metadata, font or earlier state of its file.

Two ways to show it: the file is searched with other people's tools; and it is the same file, byte for byte, whatever
the name was.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from fieldcase.documents.docx import render_docx
from fieldcase.documents.draft import draft_letter
from fieldcase.documents.naming import Naming
from fieldcase.documents.pdf import render_pdf
from fieldcase.documents.renditions import Rendition, render_tree
from fieldcase.documents.tree import Document, Level, all_text
from fieldcase.model.lettershapes import SHAPES
from fieldcase.model.shape import COVER
from fieldcase.office.letters.specimens import specimen
from tests.leaks import drawn_and_kept, folded, objects, repertoire, traces
from tests.letters.kalindra import ILENA, KARIM, KINDS, MAY, RIVERS, draft, facts, naming, shipped

pytestmark = pytest.mark.security
RESOURCES = shipped()
LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh")
HIDDEN = naming(ilena=Level.ANON, karim=Level.NONE, anton=Level.CODED, rivers=Level.NONE)
REDACTED = {
    "public": (Rendition.PUBLIC_REDACTED, HIDDEN, ""),
    "headquarters": (Rendition.HQ_CODED, HIDDEN, ""),
    "office": (Rendition.OFFICE_COPY, HIDDEN, ""),
    "source": (
        Rendition.FOR_SOURCE,
        naming(ilena=Level.ANON, karim=Level.ANON, anton=Level.ANON, rivers=Level.ANON),
        ILENA,
    ),
    "State": (Rendition.STATE_FULL, HIDDEN, ""),
}
"""Renditions in which nobody is named, with the table and the reader of each."""
EVERY = [
    pytest.param(kind, language, marks=() if language == "en" or kind == "note_verbale" else pytest.mark.slow)
    for kind in SHAPES
    for language in LANGUAGES
]
NAMES = ("Ilena", "Dovrak", "Karim", "Hazzani", "كريم", "Veresk", "Вереск", "Антон", "Rivers Network", "开放河流")
ALPHABETS = (
    "abcdeghijklmnoprstuvzéíøłßçñğA",
    "абвгджзиклмнопрстуфхцшщыэюяїє",
    "ابتثجحخدرزسشصضطظعغفقكلمنهوي",
    "张陈刘黄赵吴郑冯韩杨许邓萧叶蒋阎国华龙丽伟凤兰庆",
    "αβγδεζηθικλμνξοπρστυφχψω",
)


def words(alphabet: str) -> st.SearchStrategy[str]:
    return st.lists(st.text(alphabet, min_size=4, max_size=24), min_size=1, max_size=4).map(" ".join)


SOMEBODY = st.one_of(*map(words, ALPHABETS), st.text(min_size=4, max_size=60))


def redacted(kind: str, language: str, how: str, table: Naming | None = None) -> Document:
    rendition, own, reader = REDACTED[how]
    made = draft(kind, language, RESOURCES)
    return render_tree(made, rendition, table or own, RESOURCES, final=True, reader=reader).document


def files(document: Document) -> dict[str, bytes]:
    return {"pdf": render_pdf(document, RESOURCES, MAY), "docx": render_docx(document, RESOURCES)}


def names_gone(document: Document) -> list[str]:
    """The names that this document does not say: a kind may tell of the network by what it is called in an address."""
    said = folded("\n".join(all_text(document)))
    return [name for name in NAMES if folded(name) not in said]


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_no_tool_finds_a_removed_name_in_any_kind_and_language(kind: str, language: str, tmp_path: Path) -> None:
    full = specimen(kind, language)
    assert (full.kind, full.language) == (kind, language)
    for fmt in ("pdf", "docx"):
        full.drawn(fmt)  # the full rendition first: nothing of it may stay behind in a font or a cache
    for how in ("public", "source") if language == "en" else ("public",):
        rendition, table, reader = REDACTED[how]
        document = render_tree(full.draft, rendition, table, RESOURCES, final=True, reader=reader).document
        assert names_gone(document) == list(NAMES)
        assert not {section.block for section in document.sections} & set(COVER)
        for data in files(document).values():
            assert traces(data, NAMES, tmp_path) == []


@pytest.mark.parametrize("how", REDACTED)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_tool_finds_it_in_any_rendition(how: str, language: str, tmp_path: Path) -> None:
    for data in files(redacted("note", language, how)).values():
        assert traces(data, NAMES, tmp_path) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_fonts_hold_the_glyphs_that_are_shown_and_no_other(language: str) -> None:
    render_pdf(
        render_tree(draft("note", language, RESOURCES), Rendition.STATE_FULL, naming(), RESOURCES).document,
        RESOURCES,
        MAY,
    )
    document = redacted("note", language, "public")
    data = render_pdf(document, RESOURCES, MAY)
    reader = PdfReader(io.BytesIO(data))
    more = repertoire(reader) - set("\n".join(all_text(document))) - {"\u200b", *"0123456789"}
    assert more == set()
    assert drawn_and_kept(data)[0] == 0
    assert data.count(b"%%EOF") == data.count(b"startxref") == 1  # no earlier state
    assert not any(reader.get_object(lost) for lost in objects(reader) - _reached(reader))


def _reached(reader: PdfReader) -> set[int]:
    seen: set[int] = set()
    waiting = [reader.trailer.raw_get("/Root"), reader.trailer.raw_get("/Info")]
    while waiting:
        one = waiting.pop()
        number = getattr(one, "idnum", None)
        if number is not None:
            if number in seen:
                continue
            seen.add(number)
            one = one.get_object()
        if isinstance(one, dict):
            waiting += [one.raw_get(key) for key in one]
        elif isinstance(one, list):
            waiting += list.__iter__(one)
    return seen


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    names=st.tuples(SOMEBODY, SOMEBODY, SOMEBODY, SOMEBODY),
    also=SOMEBODY,
    kind=st.sampled_from(KINDS),
    language=st.sampled_from(LANGUAGES),
    how=st.sampled_from(sorted(REDACTED)),
)
def test_the_file_is_the_same_whatever_the_names_were(
    names: tuple[str, ...], also: str, kind: str, language: str, how: str
) -> None:
    table = REDACTED[how][1]
    others = (
        msgspec.structs.replace(row, name=name, also=also) for row, name in zip(table.parties, names, strict=True)
    )
    one, other = (redacted(kind, language, how, each) for each in (table, Naming(parties=tuple(others))))
    assert one == other
    assert render_docx(one, RESOURCES) == render_docx(other, RESOURCES)
    assert render_pdf(one, RESOURCES, MAY) == render_pdf(other, RESOURCES, MAY)


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(told=SOMEBODY, language=st.sampled_from(LANGUAGES))
def test_the_file_is_the_same_whatever_was_said_in_an_item_that_is_withheld(told: str, language: str) -> None:
    note = facts("note", language)
    about = [n for n, one in enumerate(note.allegations) if {KARIM, RIVERS} & set(one.parties)]
    assert about
    said = list(note.allegations)
    for n in about:
        said[n] = msgspec.structs.replace(said[n], text=" ".join(told.replace("{", "").replace("}", "").split()) or "x")
    other = draft_letter(msgspec.structs.replace(note, allegations=tuple(said)), RESOURCES)
    documents = [
        render_tree(each, Rendition.PUBLIC_REDACTED, HIDDEN, RESOURCES, final=True).document
        for each in (draft("note", language, RESOURCES), other)
    ]
    assert documents[0] == documents[1]


def test_the_search_finds_names_where_they_are(tmp_path: Path) -> None:
    """A search that finds nothing proves nothing unless it finds what is there: in text, and in every place to hide."""
    full = render_tree(draft("note", "en", RESOURCES), Rendition.STATE_FULL, naming(), RESOURCES).document
    for data in files(full).values():
        assert {word for _where, word in traces(data, NAMES, tmp_path)} >= {"Dovrak", "Вереск", "كريم"}
    clean = files(redacted("note", "en", "public"))
    for hidden in (_in_comment, _in_part, _in_part_name, _in_properties):
        assert traces(hidden(clean["docx"]), NAMES, tmp_path), hidden.__name__
    for hidden in (_in_metadata, _in_attachment, _in_lost_object, _in_earlier_state, _in_hex):
        assert traces(hidden(clean["pdf"]), NAMES, tmp_path), hidden.__name__


def _rezipped(data: bytes, **more: bytes) -> zipfile.ZipFile:
    made = zipfile.ZipFile(io.BytesIO(), "w", zipfile.ZIP_DEFLATED)
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        for one in old.infolist():
            made.writestr(one.filename, old.read(one))
    for name, held in more.items():
        made.writestr(name, held)
    return made


def _closed(made: zipfile.ZipFile) -> bytes:
    held = made.fp
    made.close()
    assert isinstance(held, io.BytesIO)
    return held.getvalue()


def _in_comment(data: bytes) -> bytes:
    made = _rezipped(data)
    made.comment = "for Ilena".encode("utf-16-le")
    return _closed(made)


def _in_part(data: bytes) -> bytes:
    return _closed(_rezipped(data, old=b"Do&#118;rak" + b"<a>Ile</a><b>na</b>" + "Вереск".encode("utf-16-be")))


def _in_part_name(data: bytes) -> bytes:
    return _closed(_rezipped(data, **{"word/dovrak.xml": b"<x/>"}))


def _in_properties(data: bytes) -> bytes:
    return _closed(_rezipped(data, **{"docProps/custom.xml": b"<a x='1'>Dov</a><b>rak</b>"}))


def _written(data: bytes, change: object) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(data))
    change(writer)  # type: ignore[operator]
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


def _in_metadata(data: bytes) -> bytes:
    return _written(data, lambda writer: writer.add_metadata({"/Subject": "كريم"}))


def _in_attachment(data: bytes) -> bytes:
    return _written(data, lambda writer: writer.add_attachment("note.txt", "开放河流".encode("utf-16-le")))


def _in_lost_object(data: bytes) -> bytes:
    from pypdf.generic import TextStringObject

    return _written(data, lambda writer: writer._add_object(TextStringObject("Антон")))


def _in_earlier_state(data: bytes) -> bytes:
    return b"%PDF-1.7\n1 0 obj\n(Hazzani)\nendobj\n%%EOF\n" + data


def _in_hex(data: bytes) -> bytes:
    return b"%PDF-1.7\n% <" + "Вереск".encode("utf-16-be").hex().upper().encode() + b">\n" + data
