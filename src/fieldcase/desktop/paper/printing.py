"""Pages sent to a printer from memory, as pictures; nothing of them is written to the disk of this laptop by fieldcase.

On Linux the system's library hands a printer a file of its own; it is told to make it in memory, else nothing prints.
What the printer's queue keeps is out of reach: that is said before (`QUEUE`). The queue learns no reference.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPagedPaintDevice, QPageLayout, QPageSize, QPainter

from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_

QUEUE = N_("The printer’s queue may keep a copy, and so may a server between here and the printer.")
DOTS = 300
"""Dots per inch of a printed page."""
POINTS = 72
MEMORY = Path("/dev/shm")  # noqa: S108  (named by the kernel; what is made there gets a name of its own and mode 600)
MOST_PAGES = 200


class NoPrinter(Refusal):
    """The printer that was chosen is not there any more, or does not take the pages."""

    code = "FC-618"
    message = N_("The printer “{printer}” did not take the pages.")
    remedy = N_("See whether it is on and connected, then print again; nothing was changed here.")


class NotThroughMemory(Refusal):
    """There is no place in memory through which pages could go, and the disk is none."""

    code = "FC-619"
    message = N_("This system has no place in memory for a page on its way to the printer, so nothing was printed.")
    remedy = N_("Save the letter as PDF to a place that you choose, and print it from there.")


@dataclass(frozen=True)
class Printers:
    """The printers of this laptop by name; `usual` is the one that the system proposes."""

    names: tuple[str, ...] = ()
    usual: str = ""


@dataclass(frozen=True)
class Sheet:
    """One page: its picture, and how large it is on paper, in points."""

    picture: QImage
    width: float
    height: float


def printers_here() -> Printers:
    """The printers that this laptop knows. It may take seconds where they are looked for in the network."""
    from PySide6.QtPrintSupport import QPrinterInfo

    names = tuple(QPrinterInfo.availablePrinterNames())
    usual = QPrinterInfo.defaultPrinterName()
    return Printers(names, usual if usual in names else next(iter(names), ""))


def printer_called(name: str, copies: int) -> QPagedPaintDevice:
    """The printer of that name, ready for pages. Raises `NoPrinter` where there is none."""
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    found = QPrinterInfo.printerInfo(name)
    if found.isNull():
        raise NoPrinter(printer=name)
    printer = QPrinter(found, QPrinter.PrinterMode.HighResolution)
    printer.setDocName("fieldcase")
    printer.setCopyCount(copies)
    return printer


def print_sheets(sheets: Iterable[Sheet], name: str, copies: int) -> int:
    """Print pages on the printer of that name; returns how many went. May run in any thread.

    Raises `NoPrinter`, `NotThroughMemory`.
    """
    with through_memory():
        return draw_sheets(printer_called(name, copies), sheets, name)


def sheets_of(pdf: bytes) -> Iterator[Sheet]:
    """The pages of a PDF that this program made, drawn one at a time as finely as they are printed."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        for number in range(min(len(document), MOST_PAGES)):
            page = document[number]
            drawn = page.render(scale=DOTS / POINTS)
            picture = QImage(
                bytes(drawn.buffer), drawn.width, drawn.height, drawn.stride, QImage.Format.Format_BGR888
            ).convertToFormat(QImage.Format.Format_RGB888)
            yield Sheet(picture, page.get_width(), page.get_height())
            page.close()
    finally:
        document.close()


def draw_sheets(device: QPagedPaintDevice, sheets: Iterable[Sheet], name: str = "") -> int:
    """Draw pages onto paper, each as large as it is; what does not fit is made smaller, never cut.

    Raises `NoPrinter` where the device `name` takes none; without a page nothing is begun.
    """
    painter, count = QPainter(), 0
    for sheet in sheets:
        _lay_paper(device, sheet)
        if not (device.newPage() if count else painter.begin(device)):
            if painter.isActive():
                painter.end()
            raise NoPrinter(printer=name)
        painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.LosslessImageRendering)
        painter.drawImage(_place(device, sheet), sheet.picture)
        count += 1
    if count and not painter.end():
        raise NoPrinter(printer=name)
    return count


@contextmanager
def through_memory() -> Iterator[None]:
    """What the system's library writes on its way to a printer goes to memory meanwhile. Raises `NotThroughMemory`."""
    if not sys.platform.startswith("linux"):
        yield
        return
    if not (MEMORY.is_dir() and os.access(MEMORY, os.R_OK | os.W_OK | os.X_OK)):
        raise NotThroughMemory
    before = os.environ.get("TMPDIR")
    os.environ["TMPDIR"] = str(MEMORY)
    try:
        yield
    finally:
        if before is None:
            del os.environ["TMPDIR"]
        else:
            os.environ["TMPDIR"] = before


def _lay_paper(device: QPagedPaintDevice, sheet: Sheet) -> None:
    upright = sheet.height >= sheet.width
    size = QSizeF(min(sheet.width, sheet.height), max(sheet.width, sheet.height))
    paper = QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    side = QPageLayout.Orientation.Portrait if upright else QPageLayout.Orientation.Landscape
    layout = QPageLayout(paper, side, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    device.setPageLayout(layout)


def _place(device: QPagedPaintDevice, sheet: Sheet) -> QRectF:
    """Where the page goes on the paper: in its middle, in its own size where that fits."""
    room = QRectF(0, 0, device.width(), device.height())
    whole = QSizeF(sheet.width * device.logicalDpiX() / POINTS, sheet.height * device.logicalDpiY() / POINTS)
    if whole.width() > room.width() or whole.height() > room.height():
        whole = whole.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    box = QRectF(0, 0, whole.width(), whole.height())
    box.moveCenter(room.center())
    return box
