"""Letters: a reminder of one page made into PDF and DOCX, against LibreOffice laying out the same text."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from pypdf import PdfReader

from fieldcase.documents.docx import render_docx
from fieldcase.documents.pdf import render_pdf
from fieldcase.documents.renditions import Rendition, render_tree
from fieldcase.documents.resources import DocumentResources
from fieldcase.documents.tree import Document
from tests.bench.measure import Figure, figure, in_turn
from tests.letters.kalindra import MAY, draft, naming, shipped

GROUP = "letters"
LANGUAGES = ("en", "fr")


def measure(times: int, *, office_suite: bool = True) -> Iterator[Figure]:
    """Figures in each language; warm: fonts are read and the first letter was made before."""
    resources = shipped()
    with TemporaryDirectory() as folder:
        suite = _suite(Path(folder)) if office_suite else None
        for language in LANGUAGES:
            yield from _letter(language, resources, suite, Path(folder), times)


def _letter(
    language: str,
    resources: DocumentResources,
    suite: Callable[[Path], None] | None,
    folder: Path,
    times: int,
) -> Iterator[Figure]:
    def tree() -> Document:
        return render_tree(draft("reminder", language, resources), Rendition.STATE_FULL, naming(), resources).document

    document = tree()
    pages = len(PdfReader(io.BytesIO(render_pdf(document, resources, MAY))).pages)
    file = folder / f"{language}.docx"
    file.write_bytes(render_docx(document, resources))
    acts = {
        "PDF": lambda: render_pdf(document, resources, MAY),
        "PDF from facts": lambda: render_pdf(tree(), resources, MAY),
        "DOCX": lambda: render_docx(document, resources),
    }
    taken = in_turn(acts, times)
    than = in_turn({"suite": partial(suite, file)})["suite"] if suite else None
    for what, aim in (("PDF", 15.0), ("PDF from facts", 0.0), ("DOCX", 0.0)):
        compared = than if what == "PDF" else None
        yield figure(
            GROUP,
            f"{what}, warm, {language}",
            taken[what],
            than=compared,
            reference="LibreOffice, from its start" if compared else "",
            at_most=aim,
            runs=times,
            note=f"{pages} page{'s' if pages > 1 else ''}",
        )


def _suite(folder: Path) -> Callable[[Path], None] | None:
    """LibreOffice making a PDF of our DOCX, with a profile of its own; None where it is not installed."""
    program = shutil.which("soffice")
    if program is None:
        return None
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"

    def convert(file: Path) -> None:
        line = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)]
        subprocess.run(line, check=True, capture_output=True)
        assert file.with_suffix(".pdf").exists()

    warm = folder / "warm.txt"
    warm.write_text("A profile is made at the first start.\n")
    convert(warm)
    return convert
