"""Letters: a note verbale made five hundred times in each language, against LibreOffice laying out the same documents.

LibreOffice gets a hundred documents in one call, so that its start and its fonts are paid for once.
"""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from pypdf import PdfReader

from fieldcase.documents.docx import render_docx
from fieldcase.documents.draft import draft_letter
from fieldcase.documents.pdf import render_pdf
from fieldcase.documents.renditions import Rendition, render_tree
from fieldcase.documents.resources import DocumentResources
from fieldcase.documents.tree import Document
from tests.bench.measure import RUNS, Figure, Taken, figure, in_turn
from tests.letters.kalindra import MAY, facts, naming, shipped

GROUP = "letters"
LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh")
FASTER = 15
"""How many times faster than LibreOffice a letter is to be."""
AT_MOST = 15.0
"""Milliseconds that a letter may take, warm."""
Suite = Callable[[list[Path]], None]


def measure(batch: int, *, office_suite: bool = True) -> Iterator[Figure]:
    """Figures in each language: five batches of so many letters, no two alike; warm: fonts are read, one was made."""
    resources = shipped()
    with TemporaryDirectory() as folder:
        suite = _suite(Path(folder)) if office_suite else None
        for language in LANGUAGES:
            yield from _letters(language, resources, suite, Path(folder), batch)


def tree(language: str, number: int, resources: DocumentResources) -> Document:
    """The training note under another reference each time, with one to six allegations."""
    told = facts("note", language)
    count = 1 + number % (2 * len(told.allegations))
    put = tuple(
        msgspec.structs.replace(told.allegations[n % len(told.allegations)], number=n + 1) for n in range(count)
    )
    told = msgspec.structs.replace(told, reference=f"XHR/KAL/03-{number:03}/2025", allegations=put)
    return render_tree(draft_letter(told, resources), Rendition.STATE_FULL, naming(), resources, final=True).document


def _letters(
    language: str, resources: DocumentResources, suite: Suite | None, folder: Path, batch: int
) -> Iterator[Figure]:
    documents = [tree(language, number, resources) for number in range(batch)]
    pages = len(PdfReader(io.BytesIO(render_pdf(documents[0], resources, MAY))).pages)
    files = [folder / f"{language}-{number}.docx" for number in range(batch)]
    for file, document in zip(files, documents, strict=True):
        file.write_bytes(render_docx(document, resources))
    acts: dict[str, Callable[[], object]] = {
        "PDF": lambda: [render_pdf(document, resources, MAY) for document in documents],
        "PDF from facts": lambda: [
            render_pdf(tree(language, number, resources), resources, MAY) for number in range(batch)
        ],
        "DOCX": lambda: [render_docx(document, resources) for document in documents],
    }
    if suite:
        acts["LibreOffice"] = lambda: suite(files)
    taken = {what: _each(one, batch) for what, one in in_turn(acts, RUNS).items()}
    than = taken.get("LibreOffice")
    note = f"{RUNS} batches of {batch} notes of {pages} pages"
    for what, aim in (("PDF", AT_MOST), ("PDF from facts", 0.0), ("DOCX", 0.0)):
        yield figure(GROUP, f"{what}, a letter, warm, {language}", taken[what], at_most=aim, note=note)
    if than is not None:
        yield figure(
            GROUP,
            f"PDF, a letter of a batch, {language}",
            taken["PDF"],
            than=than,
            reference=f"LibreOffice, {batch} in one call",
            ratio_at_most=1 / FASTER,
            note=note,
        )


def _each(taken: Taken, count: int) -> Taken:
    return Taken(taken.clock / count, taken.processor / count)


def _suite(folder: Path) -> Suite | None:
    """LibreOffice making PDFs of our DOCX, with a profile of its own; None where it is not installed."""
    program = shutil.which("soffice")
    if program is None:
        return None
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    made = folder / "made"

    def convert(files: list[Path]) -> None:
        line = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(made), *map(str, files)]
        subprocess.run(line, check=True, capture_output=True)
        assert all((made / file.with_suffix(".pdf").name).exists() for file in files)

    warm = folder / "warm.txt"
    warm.write_text("A profile is made at the first start.\n")
    convert([warm])
    return convert
