"""Chinese pages: a bold face for headings, marks as wide as a character, brackets of the script."""

from __future__ import annotations

import io
import json

import pytest
from docx import Document as Letter
from docx.oxml.ns import qn

from fieldcase.documents.docx import render_docx
from fieldcase.documents.renditions import Rendition, render_tree
from fieldcase.documents.resources import DocumentResources
from fieldcase.documents.tree import Document, plain_text
from tests.letters.kalindra import RESOURCES, draft, naming

BOLD = "NotoSansSC_700Bold_GB2312.ttf"


def tree(language: str, resources: DocumentResources) -> Document:
    return render_tree(draft("note", language, resources), Rendition.STATE_FULL, naming(), resources).document


def test_common_characters_have_a_bold_face_and_rare_ones_the_regular(resources: DocumentResources) -> None:
    for character in "备忘录联合国演练用：（）“”":
        face = resources.typefaces.face_for(character, True, "zh")
        assert face is not None
        assert face.name == BOLD, character
    rare = resources.typefaces.face_for("龘", True, "zh")
    assert rare is not None
    assert rare.name == "NotoSansSC_400Regular.ttf"


def test_all_words_of_the_program_in_chinese_can_be_set_in_bold(resources: DocumentResources) -> None:
    words = json.loads((RESOURCES / "documents" / "words.zh.json").read_bytes())
    said = "".join([*words["titles"].values(), *words["kinds"].values(), *words["furniture"].values()])
    said += "".join(text for name, text in templates() if name.endswith(".zh"))
    lacking = {
        one for one in said if "\u4e00" <= one <= "\u9fff" and not resources.typefaces.face("han", True).has(one)
    }
    assert lacking == set()


def templates() -> list[tuple[str, str]]:
    return [(path.stem, path.read_text("utf-8")) for path in (RESOURCES / "templates").glob("*.txt")]


@pytest.mark.parametrize(("language", "face"), [("zh", "NotoSansSC_400Regular.ttf"), ("en", "NotoSans_400Regular.ttf")])
def test_quotation_marks_are_wide_where_the_text_is_chinese(
    language: str, face: str, resources: DocumentResources
) -> None:
    found = resources.typefaces.face_for("“", False, language)
    assert found is not None
    assert found.name == face
    apostrophe = resources.typefaces.face_for("’", False, language)
    assert apostrophe is not None
    assert apostrophe.name == "NotoSans_400Regular.ttf"


def test_a_name_in_its_own_script_stands_in_brackets_of_the_language(resources: DocumentResources) -> None:
    assert "（Антон Вереск）" in plain_text(tree("zh", resources))
    assert " (Антон Вереск)" in plain_text(tree("en", resources))


def test_a_chinese_docx_takes_its_quotation_marks_from_the_chinese_font(resources: DocumentResources) -> None:
    letter = Letter(io.BytesIO(render_docx(tree("zh", resources), resources)))
    runs = [run for paragraph in letter.paragraphs for run in paragraph.runs if "“" in run.text]
    assert runs
    for run in runs:
        fonts = run._r.rPr.rFonts
        assert fonts.get(qn("w:hint")) == "eastAsia"
