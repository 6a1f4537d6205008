"""What readers get out of a letter is what went in: same words, same order, whatever the script; and nothing more."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from fieldcase.documents.docx import render_docx
from fieldcase.documents.pdf import render_pdf
from fieldcase.documents.renditions import Rendition, render_tree
from fieldcase.documents.resources import DocumentResources
from fieldcase.documents.tree import Document, Level, plain_text
from tests.letters.extraction import docx_text, normal, pdftotext, pypdf_text, unpacked, without_furniture
from tests.letters.kalindra import KINDS, MAY, draft, naming

LETTERS = [(kind, language) for kind in KINDS for language in ("en", "fr")]


def tree(kind: str, language: str, resources: DocumentResources) -> Document:
    return render_tree(draft(kind, language, resources), Rendition.STATE_FULL, naming(), resources).document


@pytest.mark.parametrize(("kind", "language"), LETTERS)
def test_poppler_reads_the_tree_s_text_with_arabic_cyrillic_and_chinese_names(
    kind: str, language: str, resources: DocumentResources, tmp_path: Path
) -> None:
    document = tree(kind, language, resources)
    read = pdftotext(render_pdf(document, resources, MAY), tmp_path)
    assert without_furniture(read, document) == normal(plain_text(document))


@pytest.mark.parametrize(("kind", "language"), LETTERS)
def test_pypdf_reads_the_tree_s_words(kind: str, language: str, resources: DocumentResources) -> None:
    # pypdf turns the order of Arabic words round, so all words are compared, and their order where there is no Arabic
    document = tree(kind, language, resources)
    read = without_furniture(pypdf_text(render_pdf(document, resources, MAY)), document, foot_first=True)
    want = normal(plain_text(document))
    if kind == "reminder":
        assert read == want
    assert sorted(read.replace(" ", "")) == sorted(want.replace(" ", ""))


@pytest.mark.parametrize(("kind", "language"), LETTERS)
def test_fonts_are_all_embedded_and_readable(
    kind: str, language: str, resources: DocumentResources, tmp_path: Path
) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(render_pdf(tree(kind, language, resources), resources, MAY))
    fonts = subprocess.run(["pdffonts", str(path)], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert fonts
    for line in fonts:
        assert line.split()[-5:-2] == ["yes", "yes", "yes"], line  # embedded, subset, text map
        assert "Helvetica" not in line
    told = subprocess.run(["pdfinfo", str(path)], capture_output=True, text=True, check=True)
    assert told.stderr == ""
    assert "Tagged:          yes" in told.stdout
    assert "Author:" not in told.stdout
    assert "Producer:" not in told.stdout


@pytest.mark.security
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_bytes_of_a_public_rendition_hold_no_name(
    language: str, resources: DocumentResources, tmp_path: Path
) -> None:
    # S29: contents unpacked, metadata, names of parts; in UTF-8, UTF-16 and Latin-1, folded in case
    table = naming(ilena=Level.ANON, karim=Level.NONE, anton=Level.CODED, rivers=Level.NONE)
    made = draft("note", language, resources)
    document = render_tree(made, Rendition.PUBLIC_REDACTED, table, resources, final=True).document
    files = {"pdf": render_pdf(document, resources, MAY), "docx": render_docx(document, resources)}
    words = ["dovrak", "ilena", "karim", "hazzani", "كريم", "veresk", "вереск", "антон", "rivers network", "开放河流"]
    for kind, data in files.items():
        bare = unpacked(data)
        folded = {code: bare.decode(code, "replace").casefold() for code in ("utf-8", "utf-16-le", "latin-1")}
        found = [(kind, word) for word in words for text in folded.values() if word.casefold() in text]
        assert found == []
    read = pdftotext(files["pdf"], tmp_path) + docx_text(files["docx"])
    assert not [word for word in words if word.casefold() in read.casefold()]


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "language"), LETTERS)
def test_libreoffice_reads_the_tree_s_text(
    kind: str, language: str, resources: DocumentResources, tmp_path: Path
) -> None:
    document = tree(kind, language, resources)
    (tmp_path / "letter.docx").write_bytes(render_docx(document, resources))
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"]
    command += ["--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), str(tmp_path / "letter.docx")]
    subprocess.run(command, capture_output=True, check=True, timeout=180)
    read = (tmp_path / "letter.txt").read_text("utf-8-sig")
    assert normal(read) == normal(plain_text(document))
