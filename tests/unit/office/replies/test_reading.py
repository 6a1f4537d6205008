"""Replies as files: read in a process of their own, or refused; nothing of the caller's world gets there."""

from __future__ import annotations

import io
import sys
import zipfile

import pytest

from fieldcase.office.replies.decoder import document_text, plain_text
from fieldcase.office.replies.reading import ReplyUnreadable, read_reply

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def a_docx(body: str, *, head: str = "", **parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml", f'{head}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
        )
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", f'<w:{name} xmlns:w="{WORD}">{text}</w:{name}>')
    return out.getvalue()


def test_paragraphs_cells_and_notes_come_in_their_order() -> None:
    body = (
        "<w:p><w:r><w:t>No person </w:t></w:r><w:r><w:t>was held.</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>One</w:t><w:tab/><w:t>two</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    note = "<w:footnote><w:p><w:r><w:t>Law of 1998.</w:t></w:r></w:p></w:footnote>"
    assert read_reply(a_docx(body, footnotes=note)) == "No person was held.\nOne two\nLaw of 1998."


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Réponse — اَلْوَزارَة".encode(), "Réponse — اَلْوَزارَة"),
        ("Réponse".encode("utf-8-sig"), "Réponse"),
        ("Réponse".encode("utf-16"), "Réponse"),
        ("R\xe9ponse \x96 fin\r\n".encode("latin-1"), "Réponse – fin\n"),
    ],
)
def test_text_is_read_in_the_encodings_that_offices_get(data: bytes, text: str) -> None:
    assert plain_text(data) == text


@pytest.mark.security
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\x01\x02",
        b"PK\x03\x04 cut off",
        a_docx("<w:p/>"),
        a_docx("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>", head='<!DOCTYPE d [<!ENTITY a "aaaa">]>'),
        a_docx("<w:p><w:r><w:t>" + "a" * (33 * 1024 * 1024) + "</w:t></w:r></w:p>"),
    ],
    ids=["nothing", "no text", "damaged", "no words", "entities", "too large"],
)
def test_what_cannot_be_read_safely_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(ReplyUnreadable):
        read_reply(data)


def test_a_document_without_a_body_is_none() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
    with pytest.raises(KeyError):
        document_text(out.getvalue())


@pytest.mark.security
def test_the_helper_gets_nothing_of_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIELDCASE_SECRET", "a key")
    say = "import os,sys; sys.stdin.buffer.read(); print('fieldcase-reply/1'); print(sorted(os.environ))"
    said = read_reply(b"text", program=(sys.executable, "-I", "-c", say))
    assert "FIELDCASE" not in said


@pytest.mark.parametrize("script", ["raise SystemExit(3)", "print('something else')", "import sys; sys.exit(0)"])
def test_a_helper_that_fails_or_babbles_is_a_refusal(script: str) -> None:
    with pytest.raises(ReplyUnreadable):
        read_reply(b"text", program=(sys.executable, "-I", "-c", script))
