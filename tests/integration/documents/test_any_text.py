"""Whatever a record holds, a letter is rendered or refused in a sentence; no text breaks a file or leaves its place."""

from __future__ import annotations

import io
import zipfile
from xml.dom.minidom import parseString

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from fieldcase.documents.docx import render_docx
from fieldcase.documents.draft import draft_letter, with_block
from fieldcase.documents.naming import Naming
from fieldcase.documents.pdf import CharactersMissing, render_pdf
from fieldcase.documents.renditions import Rendition, render_tree
from fieldcase.documents.resources import DocumentResources
from fieldcase.documents.tree import plain_text
from tests.letters.extraction import docx_text, normal
from tests.letters.kalindra import MAY, draft, facts, naming, shipped

RESOURCES = shipped()
HARD = "ab <>&\"'{}[]()|*\\:=#-\n\t\x00\x0b\u2028\u202e\u200bكيم开放Вер-12.é\U0001f600"
ANY = st.one_of(st.text(max_size=80), st.text(st.sampled_from(HARD), max_size=80))


@pytest.fixture
def resources() -> DocumentResources:
    return RESOURCES


@settings(max_examples=25)
@given(ANY, ANY, ANY)
def test_any_marking_name_and_edit_gives_whole_files(marking: str, name: str, edit: str) -> None:
    table = naming()
    table = Naming(parties=(msgspec.structs.replace(table.parties[0], name=name), *table.parties[1:]))
    made = with_block(draft_letter(facts("note", "fr", marking=marking), RESOURCES), "concern", edit)
    document = render_tree(made, Rendition.STATE_FULL, table, RESOURCES).document
    docx = render_docx(document, RESOURCES)
    with zipfile.ZipFile(io.BytesIO(docx)) as parts:
        parseString(parts.read("word/document.xml"))
    assert normal(docx_text(docx)) == normal(plain_text(document))
    try:
        pdf = render_pdf(document, RESOURCES, MAY)
    except CharactersMissing as refused:
        assert refused.sentence  # noqa: PT017 - either way is right, and neither is a traceback
        return
    assert len(PdfReader(io.BytesIO(pdf)).pages) >= 2


@settings(max_examples=25)
@given(ANY)
def test_words_of_a_record_stay_in_their_block(words: str) -> None:
    plain = [block.block for block in draft("note", "en", RESOURCES).blocks]
    note = facts("note", "en", marking="x" + words)
    state = msgspec.structs.replace(note.state, government="the Government " + words)
    made = draft_letter(msgspec.structs.replace(note, state=state), RESOURCES)
    assert [block.block for block in made.blocks] == plain
    assert made.parties == draft("note", "en", RESOURCES).parties


def test_an_allegation_cannot_open_a_block_or_another_allegation(resources: DocumentResources) -> None:
    note = facts("note", "en")
    first = msgspec.structs.replace(note.allegations[0], text="One.\n\n## closing\n2. Two.\n\n3. Three.")
    made = draft_letter(msgspec.structs.replace(note, allegations=(first,)), resources)
    document = render_tree(made, Rendition.STATE_FULL, naming(), resources).document
    assert "1. One. ## closing 2. Two. 3. Three." in " ".join(plain_text(document).split())
