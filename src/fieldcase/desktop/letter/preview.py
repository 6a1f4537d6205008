"""The page as it will print: the real PDF, drawn from memory. Nothing is written to a disk and no link is followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLayout, QSizePolicy, QWidget

from fieldcase.desktop.letter.names import covered, legend
from fieldcase.desktop.parts.arrange import column, plain, row, scrolling
from fieldcase.desktop.parts.drawn import drawn
from fieldcase.desktop.parts.label import Label
from fieldcase.desktop.theme.look import look
from fieldcase.model.words import _, ngettext

if TYPE_CHECKING:
    from fieldcase.office.letters.page import LetterPage

POINTS = 72
"""Points of an inch: PDF's unit."""


def draw_pages(pdf: bytes, width: int, ratio: float = 1.0, most: int = 40) -> tuple[QImage, ...]:
    """The pages of a PDF as pictures `width` pixels wide; no more than `most`. May run in any thread."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = []
        for number in range(min(len(document), most)):
            page = document[number]
            bitmap = page.render(scale=width * ratio / page.get_width())
            picture = QImage(
                bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_BGR888
            ).copy()
            picture.setDevicePixelRatio(ratio)
            pages.append(picture)
        return tuple(pages)
    finally:
        document.close()


class Preview(QWidget):
    """Pages below each other. `resized` says that it got another width, for which the pages should be drawn anew."""

    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._pages: tuple[QImage, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Page as it will print"))
        drawn(self, QAccessible.Role.Document)

    def show_pages(self, pages: tuple[QImage, ...]) -> None:
        """Show these pages; the old ones stay until then."""
        self._pages = pages
        gap = look().gap(2)
        height = sum(round(page.height() / page.devicePixelRatio()) + gap for page in pages)
        self.setMinimumHeight(max(height - gap, look().px(200)))
        said = _("Page 1 of {count}; its text stands in the blocks beside it.").format(count=len(pages))
        self.setAccessibleDescription(said if pages else "")
        self.update()

    @property
    def pages(self) -> int:
        return len(self._pages)

    @property
    def page_width(self) -> int:
        """Of the widest page as it is shown, in the window's pixels; 0 before the first is drawn."""
        return max((round(page.width() / page.devicePixelRatio()) for page in self._pages), default=0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.resized.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper stays paper, also in the dark."""
        worn, painter = look(), QPainter(self)
        top = 0
        for page in self._pages:
            width, height = page.width() / page.devicePixelRatio(), page.height() / page.devicePixelRatio()
            left = (self.width() - width) / 2
            painter.fillRect(round(left), top, round(width), round(height), worn.colour("paper"))
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            painter.drawImage(round(left), top, page)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            painter.setPen(worn.colour("line"))
            painter.drawRect(round(left), top, round(width) - 1, round(height) - 1)
            top += round(height) + worn.gap(2)
        if not self._pages:
            painter.fillRect(self.rect(), worn.colour("sunken"))
            painter.setPen(worn.colour("ink2"))
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), _("Drawing the page…"))


def beside(page: LetterPage, blocks: QWidget, preview: Preview, panel: QWidget, pages_said: Label) -> QLayout:
    """The text, the page as it will print and the checks, side by side."""
    count = len(page.blocks)
    said = ngettext("{count} block", "{count} blocks", count).format(count=count)
    head = row(Label(_("Text"), "heading"), Label(said, "caption"), ..., *legend(), gap=8, margins=(12, 0, 0, 0))
    written = scrolling(plain(column(blocks, gap=0, margins=(0, 0, 6, 0))), _("Text of the letter"))
    printed = scrolling(preview, _("Page as it will print"))
    paper = column(
        row(Label(_("Page as it will print"), "heading"), ..., gap=8),
        (printed, 1),
        row(*covered(page), ..., pages_said, gap=6),
        gap=8,
    )
    side = scrolling(plain(column(panel, gap=0, margins=(0, 0, 4, 0))), _("Before it can go"))
    side.setFixedWidth(look().size("panel") + look().px(12))
    return row((column(head, (written, 1), gap=8), 11), (paper, 9), side, gap=14, margins=(24, 10, 20, 12))
