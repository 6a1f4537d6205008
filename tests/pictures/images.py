"""The pictures of the user guide: every screen in English and French, light and dark, and once right to left.

A walk takes its pictures as always; in a book only those are kept that are taken in the book's own look and at the
usual size. They are saved with a palette of few colours: the flat ones of the screen as they are, so that a canvas
never takes the tint of something else, and a few between them for the edges of the letters.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer
from PySide6.QtGui import QColor, QPixmap

from fieldcase.desktop.theme.look import look

if TYPE_CHECKING:
    from PIL import Image

FLAT = 24
"""So many colours, the most frequent ones, are kept exactly."""
SEEN = 8
"""A colour of the theme with fewer pixels than this is not missed."""
BETWEEN = 12
"""So many stand for all others."""
HEAVIEST = 64
"""No colour between weighs more than this many pixels, or the edges of large letters would take them all."""


@dataclass(frozen=True)
class Book:
    """One set of pictures: the folder of its name, the language spoken, the colours, the language of the look, and the
    size of text (per cent) and window; `letters` says whether a letter of every kind is in it too."""

    name: str
    language: str = "en"
    theme: str = "light"
    look: str = ""
    letters: bool = False
    text: int = 100
    size: tuple[int, int] = (1366, 768)

    @property
    def worn(self) -> tuple[str, int, str]:
        """Theme, text size and language that a look has in this book."""
        return self.theme, self.text, self.look or self.language


BOOKS = (
    Book("en", letters=True),
    Book("en-dark", theme="dark"),
    Book("fr", "fr"),
    Book("fr-dark", "fr", "dark"),
    Book("right-to-left", look="ar"),
)


def save_small(picture: QPixmap, into: Path) -> None:
    """Write the picture as a PNG with few colours, packed as tightly as it goes."""
    from PIL import Image

    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    own = [QColor(colour).getRgb()[:3] for colour in look().colours.values()]
    into.write_bytes(packed(few_colours(Image.open(io.BytesIO(buffer.data().data())).convert("RGB"), own)))


def few_colours(image: Image.Image, own: Sequence[tuple[int, ...]] = ()) -> Image.Image:
    """The same picture with a palette. `own` are the theme's colours (RGB): what of them is on it stays exactly."""
    from PIL import Image

    counted = sorted(image.getcolors(1 << 24) or [], reverse=True)
    seen = [colour for times, colour in counted if colour in own and times >= SEEN]
    often = [colour for _times, colour in counted if colour not in seen][: max(0, FLAT - len(seen))]
    chosen: list[tuple[int, ...]] = [*seen, *often]
    if rest := [one for one in counted if one[1] not in chosen]:
        dots = [colour for times, colour in rest for _time in range(min(HEAVIEST, int(times**0.5) + 1))]
        strip = Image.new("RGB", (len(dots), 1))
        strip.putdata(dots)
        between = strip.quantize(BETWEEN, method=Image.Quantize.MEDIANCUT).convert("RGB").getcolors()
        chosen += [colour for _times, colour in between or []]
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in chosen for part in colour])
    return image.quantize(palette=palette, dither=Image.Dither.NONE)


def packed(image: Image.Image) -> bytes:
    """A picture with a palette as PNG (ISO 15948), its lines unfiltered, squeezed by Zopfli: a tenth less than zlib."""
    from zopfli.zlib import compress

    width, height = image.size
    dots = image.tobytes()
    lines = b"".join(b"\0" + dots[line * width : (line + 1) * width] for line in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    colours = bytes(image.getpalette() or [])
    chunks = ((b"IHDR", header), (b"PLTE", colours), (b"IDAT", compress(lines, numiterations=1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
