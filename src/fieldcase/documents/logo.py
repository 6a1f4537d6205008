"""The logo of an office above its letterhead: a small picture, read strictly, drawn in PDF and DOCX.

Only one form is taken: PNG of eight bits, in colour or grey, without transparency and not interlaced; the window makes
it of whatever picture somebody chooses. Nothing but size and pixels is kept: no text, no place, no time of the camera.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

import msgspec

from fieldcase.documents.tree import Document
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_

MARK = b"\x89PNG\r\n\x1a\n"
WIDE, HIGH = 900, 450
"""Most pixels: three inches wide, as finely as it is printed."""
MOST = 384 * 1024
"""Most bytes as a file."""
ROOM_WIDE, ROOM_HIGH = 190.0, 56.0
"""The room that it has above the letterhead, in points."""
COLOURS = {0: 1, 2: 3}


class LogoUnfit(Refusal):
    """A picture that is to be the logo is not of the one form that letters take."""

    code = "FC-355"
    message = N_("This picture cannot be the logo: it is damaged, too large, or of another form.")
    remedy = N_("Take a simple picture, at most {wide} by {high} pixels; choose it in the window, which makes it fit.")


class Logo(msgspec.Struct, frozen=True, kw_only=True):
    """A picture of `width` by `height` pixels with `colours` (1 or 3) each; `packed` are its rows as PNG packs them."""

    width: int
    height: int
    colours: int
    packed: bytes

    @property
    def size(self) -> tuple[float, float]:
        """Width and height on paper in points: as large as its room, never larger than two pixels a point allow."""
        scale = min(ROOM_WIDE / self.width, ROOM_HIGH / self.height, 0.5)
        return self.width * scale, self.height * scale

    def png(self) -> bytes:
        """The picture as a file, without anything else in it."""
        kind = next(kind for kind, colours in COLOURS.items() if colours == self.colours)
        head = struct.pack(">IIBBBBB", self.width, self.height, 8, kind, 0, 0, 0)
        return MARK + _chunk(b"IHDR", head) + _chunk(b"IDAT", self.packed) + _chunk(b"IEND", b"")


def read_logo(data: bytes) -> Logo:
    """Read a PNG as a logo. Raises `LogoUnfit` for anything but the one form, and for one that is larger."""
    if len(data) > MOST or not data.startswith(MARK):
        raise LogoUnfit(wide=WIDE, high=HIGH)
    try:
        chunks = tuple(_chunks(data))
        (head,) = (content for name, content in chunks if name == b"IHDR")
        width, height, depth, kind, packing, filters, woven = struct.unpack(">IIBBBBB", head)
        packed = b"".join(content for name, content in chunks if name == b"IDAT")
        form = (depth, packing, filters, woven) == (8, 0, 0, 0) and kind in COLOURS
        clear = not any(name in (b"tRNS", b"PLTE") for name, _content in chunks)
        if not (form and clear and 0 < width <= WIDE and 0 < height <= HIGH):
            raise LogoUnfit(wide=WIDE, high=HIGH)
        _require_rows(packed, height, 1 + width * COLOURS[kind])
    except (struct.error, ValueError, zlib.error) as damaged:
        raise LogoUnfit(wide=WIDE, high=HIGH) from damaged
    return Logo(width=width, height=height, colours=COLOURS[kind], packed=packed)


def headed(document: Document) -> bool:
    """Whether the document begins with a letterhead: nothing else bears the logo, least of all a letter that may not
    say from whom it comes."""
    first = next((section for section in document.sections if section.content), None)
    return first is not None and first.block == "letterhead"


def _require_rows(packed: bytes, rows: int, length: int) -> None:
    unpacking = zlib.decompressobj()
    pixels = unpacking.decompress(packed, rows * length + 1)
    if len(pixels) != rows * length or not unpacking.eof or unpacking.unused_data:
        raise ValueError("rows")
    if any(pixels[row * length] > 4 for row in range(rows)):
        raise ValueError("filter")


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(MARK)
    while at < len(data):
        (length,) = struct.unpack_from(">I", data, at)
        name, content = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        (check,) = struct.unpack_from(">I", data, at + 8 + length)
        if check != zlib.crc32(name + content):
            raise ValueError("check")
        yield name, content
        at += 12 + length


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
