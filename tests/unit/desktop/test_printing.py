"""Pages on paper: every page in its size, drawn from memory, and nothing of them on a disk on the way."""

from __future__ import annotations

import ctypes
import ctypes.util
import os
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage, QPagedPaintDevice, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from fieldcase.desktop.paper import printing
from fieldcase.desktop.paper.printing import (
    NoPrinter,
    NotThroughMemory,
    Sheet,
    draw_sheets,
    printer_called,
    sheets_of,
    through_memory,
)

A4 = (595.0, 842.0)


def picture(colour: str, width: int = 300, height: int = 424) -> QImage:
    """A page with a dark square in its top left corner."""
    made = QImage(width, height, QImage.Format.Format_RGB888)
    made.fill(QColor("white"))
    painter = QPainter(made)
    painter.fillRect(0, 0, width // 2, height // 4, QColor(colour))
    painter.end()
    return made


def drawn(sheets: list[Sheet]) -> pypdfium2.PdfDocument:
    """What lies on the paper, as a PDF in memory."""
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    paper = QPdfWriter(held)
    assert draw_sheets(paper, sheets) == len(sheets)
    del paper
    return pypdfium2.PdfDocument(bytes(held.data().data()))


def test_every_page_lies_on_a_paper_of_its_own_size_and_side(qapp: QApplication) -> None:
    wide = Sheet(picture("blue", 424, 300), A4[1], A4[0])
    paper = drawn([Sheet(picture("red"), *A4), wide])
    assert [(round(page.get_width()), round(page.get_height())) for page in paper] == [(595, 842), (842, 595)]
    shown = paper[0].render(scale=0.5).to_pil().convert("RGB")
    assert shown.getpixel((20, 20)) == (255, 0, 0)
    assert shown.getpixel((280, 400)) == (255, 255, 255)


def test_a_printer_of_the_system_takes_the_pages_in_their_size(qapp: QApplication, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    assert draw_sheets(printer, [Sheet(picture("red"), *A4), Sheet(picture("blue"), *A4)]) == 2
    paper = pypdfium2.PdfDocument((tmp_path / "out.pdf").read_bytes())
    assert [(round(page.get_width()), round(page.get_height())) for page in paper] == [(595, 842)] * 2
    assert paper[1].render(scale=0.5).to_pil().convert("RGB").getpixel((5, 5)) == (0, 0, 255)


def test_a_pdf_is_printed_page_by_page_as_finely_as_paper_shows(qapp: QApplication) -> None:
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    paper = QPdfWriter(held)
    draw_sheets(paper, [Sheet(picture("red"), *A4)] * 3)
    del paper
    sheets = list(sheets_of(bytes(held.data().data())))
    assert len(sheets) == 3
    assert sheets[0].picture.width() == pytest.approx(A4[0] * printing.DOTS / printing.POINTS, abs=6)
    assert (sheets[0].width, sheets[0].height) == pytest.approx(A4, abs=1)


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_said_and_an_unknown_one_too(qapp: QApplication, tmp_path: Path) -> None:
    nowhere: QPagedPaintDevice = QPdfWriter(str(tmp_path / "no folder" / "out.pdf"))
    with pytest.raises(NoPrinter) as said:
        draw_sheets(nowhere, [Sheet(picture("red"), *A4)], "Registry")
    assert "Registry" in str(said.value)
    with pytest.raises(NoPrinter):
        printer_called("a printer that nobody has", 1)


@pytest.mark.security
def test_on_the_way_to_a_printer_the_systems_library_writes_to_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TMPDIR", raising=False)
    name = ctypes.util.find_library("cups")
    if name is None or not printing.MEMORY.is_dir():
        pytest.skip("no CUPS here")
    cups, room = ctypes.CDLL(name), ctypes.create_string_buffer(1024)
    with through_memory():
        handle = cups.cupsTempFd(room, len(room))
        made = Path(os.fsdecode(room.value))
        os.close(handle)
        made.unlink()
    assert made.parent == printing.MEMORY
    assert "TMPDIR" not in os.environ


@pytest.mark.security
def test_without_a_place_in_memory_nothing_is_printed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(printing, "MEMORY", tmp_path / "none")
    monkeypatch.setattr(printing.sys, "platform", "linux")
    with pytest.raises(NotThroughMemory), through_memory():
        pytest.fail("nothing may be printed")
