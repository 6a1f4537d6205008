"""Specimens of every kind of letter in every language: written by one command, read again by other programs.

What poppler and pypdf read is the text of the tree in its order; LibreOffice opens every DOCX and needs as many pages.
"""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

from fieldcase.documents.docx import render_docx
from fieldcase.documents.lint import LintSettings, lint_letter
from fieldcase.documents.lint.blocks import missing_blocks
from fieldcase.documents.tree import Direction, Section, Span, Value, plain_text, span_groups
from fieldcase.model.lettershapes import SHAPES
from fieldcase.model.refusal import Severity
from fieldcase.office import resources
from fieldcase.office.documents import document_resources
from fieldcase.office.letters.specimens import Specimen, forms_of, specimen, specimen_languages
from tests.commands import Laptop
from tests.letters.extraction import (
    docx_text,
    in_columns,
    normal,
    pdftotext,
    pypdf_text,
    structure,
    told_in_order,
    without_furniture,
    words_in_order,
    words_of_pages,
)

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
EVERY = [(kind, language, form) for kind, shape in SHAPES.items() for language in LANGUAGES for form in forms_of(shape)]
QUICK = ("note_verbale", "reminder", "letter_concern", "sp_urgent_draft")
"""Kinds whose pages every run reads again; those of the others are read by the slow runs."""
PAGES = [pytest.param(one, marks=() if one[0] in QUICK else pytest.mark.slow, id="-".join(one)) for one in EVERY]
ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f]")


CAUTION = "Attached pronouns of this language cannot be found by a list."
"""What every Arabic text in the third person is told, be it right or wrong: somebody has to look."""


def anybody(folder: Path) -> Laptop:
    """Somebody who has named no vault."""
    return Laptop(folder, "", "", vault="")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the command writes, without a vault."""
    folder = tmp_path_factory.mktemp("specimens")
    done = anybody(folder).does("letter", "render", "--all-kinds", "--all-languages", "--into", "all")
    assert done["missing"] == []
    told = {(one["kind"], one["language"], one["form"], Path(one["file"]).suffix) for one in done["files"]}
    assert told == {(*one, suffix) for one in EVERY for suffix in (".pdf", ".docx")}
    assert all((folder / one["file"]).stat().st_size == one["bytes"] for one in done["files"])
    return folder / "all"


@pytest.fixture
def one(request: pytest.FixtureRequest) -> Specimen:
    kind, language, form = request.param
    return specimen(kind, language, form=form)


def test_there_is_training_data_for_each_language_that_letters_are_written_in() -> None:
    assert specimen_languages() == LANGUAGES == document_resources().languages


@pytest.mark.parametrize("one", EVERY, indirect=True, ids="-".join)
def test_it_has_the_blocks_of_its_kind_and_breaks_no_rule(one: Specimen) -> None:
    assert missing_blocks(one.draft) == ()
    found = lint_letter(one.draft, one.document, one.naming, document_resources(), LintSettings(people=()))
    told = [one for one in found if one.severity is not Severity.NOTE and one.sentence != CAUTION]
    assert told == []
    assert "{" not in plain_text(one.document)
    assert "[en]" not in plain_text(one.document)


@pytest.mark.parametrize("one", [one for one in EVERY if one[1] in "en es fr ru"], indirect=True, ids="-".join)
def test_every_sentence_begins_with_a_capital(one: Specimen) -> None:
    small = re.findall(r"[^\W\d_]{5}[.!?] [^\W\d_]\w*", plain_text(one.document))
    assert [words for words in small if words[7].islower()] == []


@pytest.mark.parametrize("one", [one for one in EVERY if one[1] == "zh"], indirect=True, ids="-".join)
def test_no_space_follows_a_chinese_mark(one: Specimen) -> None:
    for line in plain_text(one.document).splitlines():
        assert not re.search("[\u3001-\u303f\uff00-\uffef] ", line), line


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_history_of_a_law_is_a_sentence(language: str) -> None:
    spans = [span for section in specimen("law_comment", language).document.sections for span in spans_in(section)]
    told = [span.text for span in spans if isinstance(span, Value) and span.data_ref == "laws.0.history"]
    assert [one[-1] for one in told] == ["。" if language == "zh" else "."]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_proposal_about_a_law_counts_organisations_from_one(language: str) -> None:
    proposal = specimen("sp_other_draft", language).draft.facts.proposal
    assert proposal
    assert [one.number for one in proposal.consents] == [one.number for one in proposal.risks] == [1]


def spans_in(section: Section) -> list[Span]:
    return [span for block in section.content for spans in span_groups(block) for span in spans]


@pytest.mark.parametrize("one", PAGES, indirect=True)
def test_poppler_and_pypdf_read_its_text_in_order(one: Specimen, written: Path, tmp_path: Path) -> None:
    data = (written / f"{one.name}.pdf").read_bytes()
    if in_columns(one.document):  # poppler takes narrow columns of a table for columns of the page; tags do not
        assert told_in_order(structure(written / f"{one.name}.pdf"), plain_text(one.document))
        if one.document.direction is Direction.LTR:
            for drawn in (pdftotext(data, tmp_path, "-raw"), pypdf_text(data)):
                read = without_furniture(drawn, one.document, foot_first=True)
                assert bare(read) == bare(plain_text(one.document))
        return
    read = pdftotext(data, tmp_path)
    if one.document.direction is Direction.RTL:
        assert words_of_pages(read, one.document) == words_in_order(plain_text(one.document))
        return
    assert without_furniture(read, one.document) == normal(plain_text(one.document))
    read = without_furniture(pypdf_text(data), one.document, foot_first=True)
    assert bare(read) == bare(plain_text(one.document))


def bare(text: str) -> str:
    """Characters in order, Arabic names aside: pypdf turns them round."""
    return re.sub(r"[\s()（）]", "", ARABIC.sub("", normal(text)))


@pytest.mark.parametrize("one", PAGES, indirect=True)
def test_its_docx_holds_the_same_text(one: Specimen, written: Path) -> None:
    data = (written / f"{one.name}.docx").read_bytes()
    assert data == render_docx(one.document, document_resources())
    assert normal(docx_text(data)) == normal(plain_text(one.document))


def test_all_fonts_are_embedded_as_subsets(written: Path) -> None:
    for path in sorted(written.glob("*.pdf")):
        told = subprocess.run(["pdffonts", str(path)], capture_output=True, text=True, check=True)
        lines = told.stdout.splitlines()[2:]
        assert lines, path.name
        assert all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in lines), path.name


def test_nothing_is_written_over(written: Path) -> None:
    rule, line = anybody(written.parent).refused("letter", "render", "--all-kinds", "--language", "fr", "--into", "all")
    assert rule == "FC-453"
    assert "note_verbale.fr.pdf" in line


@pytest.mark.parametrize(
    "words",
    [(), ("--all-kinds",), ("--all-languages", "--into", "x"), ("--all-kinds", "--into", "x"), ("--out", "x.pdf")],
)
def test_what_to_write_must_be_said(words: tuple[str, ...], tmp_path: Path) -> None:
    assert anybody(tmp_path).refused("letter", "render", *words)[0] == "FC-570"
    assert [one.name for one in tmp_path.iterdir()] == ["passphrase-"]


@pytest.mark.slow
def test_libreoffice_opens_each_docx_and_needs_as_many_pages(written: Path, tmp_path: Path) -> None:
    fonts = tmp_path / "fonts.conf"
    folder = resources.resource("fonts")
    cache = f"<dir>{folder}</dir><cachedir>{tmp_path / 'cache'}</cachedir>"
    fonts.write_text(f"<?xml version='1.0'?><!DOCTYPE fontconfig SYSTEM 'fonts.dtd'><fontconfig>{cache}</fontconfig>")
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "pdf"]
    files = sorted(str(path) for path in written.glob("*.docx"))
    environment = {**os.environ, "FONTCONFIG_FILE": str(fonts)}
    subprocess.run(
        [*command, "--outdir", str(tmp_path), *files], capture_output=True, check=True, timeout=600, env=environment
    )
    differ = {}
    for path in written.glob("*.docx"):
        ours = len(PdfReader(path.with_suffix(".pdf")).pages)
        theirs = len(PdfReader(tmp_path / f"{path.stem}.pdf").pages)
        if abs(ours - theirs) > 1:
            differ[path.stem] = (ours, theirs)
    assert differ == {}
