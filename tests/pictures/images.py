"""The pictures of the user guide: every screen in English and French, light and dark, and once right to left.

A walk takes its pictures as always; in a book only those are kept that are taken in the book's own look and at the
usual size. They are saved with a palette of few colours, which a screen of flat colours does not miss.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer
from PySide6.QtGui import QPixmap

COLOURS = 64


@dataclass(frozen=True)
class Book:
    """One set of pictures: the folder of its name, the language spoken, the colours, and the language of the look;
    `letters` says whether a letter of every kind is in it too."""

    name: str
    language: str = "en"
    theme: str = "light"
    look: str = ""
    letters: bool = False

    @property
    def worn(self) -> tuple[str, int, str]:
        """Theme, text size and language that a look has in this book."""
        return self.theme, 100, self.look or self.language


BOOKS = (
    Book("en", letters=True),
    Book("en-dark", theme="dark"),
    Book("fr", "fr"),
    Book("fr-dark", "fr", "dark"),
    Book("right-to-left", look="ar"),
)


def save_small(picture: QPixmap, into: Path) -> None:
    """Write the picture as a PNG with few colours."""
    from PIL import Image

    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    image = Image.open(io.BytesIO(buffer.data().data())).convert("RGB")
    few = image.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(into, optimize=True)
