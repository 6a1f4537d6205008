"""The program that looks into a foreign file in a process of its own: bytes in by pipe, pictures and text out.

It is started by its path, knows nothing of fieldcase, holds no key, and is told no place on the disk. Before it looks
at the first byte it binds its memory and time, may write no file, and may open nothing more: no file and no socket. It
follows no reference and decodes only pictures, PDF and plain text.
"""

from __future__ import annotations

import codecs
import json
import os
import sys
from typing import Any, BinaryIO

MAGIC = b"fcview1\n"
MEMORY = 1536 * 1024 * 1024
"""Of address space; Qt alone maps some hundred megabytes."""
SECONDS = 60
"""Of processor time, all pages together."""
MOST_SIDE = 3000
"""Pixels of the longer side of what is given back."""
MOST_PIXELS = 120_000_000
"""Of a picture before it is scaled."""
MOST_TEXT = 512 * 1024
PICTURES = {
    b"\x89PNG\r\n\x1a\n": "png",
    b"\xff\xd8\xff": "jpeg",
    b"GIF87a": "gif",
    b"GIF89a": "gif",
    b"BM": "bmp",
    b"II*\x00": "tiff",
    b"MM\x00*": "tiff",
}
"""By the first bytes. SVG is none of them: it may refer to other files, and is drawn only where a drawing is asked
for (`svg`); there is no other file that this process could open."""


def main() -> int:
    """Take one file, then answer pages until the pipe closes."""
    source, answers = sys.stdin.buffer, sys.stdout.buffer
    _ready()
    _limit()
    order = json.loads(_exactly(source, _length(source)))
    data = _exactly(source, _length(source))
    kind = "svg" if order.get("svg") and is_drawing(data) else kind_of(data)
    if kind == "pdf":
        return _serve_pdf(data, source, answers)
    if kind == "text":
        text = data[:MOST_TEXT].decode("utf-8-sig", errors="replace")
        _say(answers, b"INFO", json.dumps({"kind": kind, "pages": 1, "cut": len(data) > MOST_TEXT}).encode())
        _say(answers, b"TEXT", text.encode())
    elif kind:
        _say(answers, b"INFO", json.dumps({"kind": "picture", "pages": 1}).encode())
        _say(answers, b"PAGE", _picture(data, kind, int(order["width"])))
    else:
        _say(answers, b"INFO", json.dumps({"kind": "", "pages": 0}).encode())
    return 0


def is_drawing(data: bytes) -> bool:
    """Whether the bytes are an SVG drawing: text whose first element is `svg`."""
    head = data[:4096].decode("utf-8-sig", errors="ignore").lstrip()
    return head.startswith("<") and "<svg" in head and "\x00" not in head


def kind_of(data: bytes) -> str:
    """What the bytes are: `pdf`, `text`, the format of a picture; empty where they are nothing that is shown."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    picture = next((name for mark, name in PICTURES.items() if data.startswith(mark)), "")
    if picture:
        return picture
    try:
        text = data[:MOST_TEXT].decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start < MOST_TEXT - 4:
            return ""
        text = ""
    return "" if "\x00" in text else "text"


def _ready() -> None:
    """Load everything that decoding needs while files may still be opened, and start the one thread that scales."""
    import pypdfium2  # noqa: F401  (its library is loaded now)

    codecs.lookup("utf-8-sig")
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    os.environ["QT_NO_GLIB"] = "1"
    from PySide6.QtCore import QBuffer, Qt
    from PySide6.QtGui import QImage, QImageReader

    warm = QImage(1024, 1024, QImage.Format.Format_RGB32)
    warm.scaled(512, 512, mode=Qt.TransformationMode.SmoothTransformation).convertToFormat(
        QImage.Format.Format_RGBA8888
    )
    QImageReader.setAllocationLimit(512)
    nothing = QBuffer()
    nothing.open(QBuffer.OpenModeFlag.ReadOnly)
    for name in sorted({*PICTURES.values(), "webp", "svg"}):
        QImageReader(nothing, name.encode()).canRead()


def _limit() -> None:
    """Bind this process, where the system can."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))


def _picture(data: bytes, form: str, width: int) -> bytes:
    """A picture no larger than it is shown. Raises `ValueError` for what cannot be decoded."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
    from PySide6.QtGui import QImage, QImageReader

    held = QByteArray(data)
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, form.encode())
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid():
        if size.width() * size.height() > MOST_PIXELS:
            raise ValueError("too large")
        most = min(max(width, 1), MOST_SIDE)
        if form == "svg" or max(size.width(), size.height()) > most:
            reader.setScaledSize(size.scaled(QSize(most, most), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull() or max(image.width(), image.height()) > MOST_SIDE:
        raise ValueError("unreadable")
    image = image.convertToFormat(QImage.Format.Format_RGBA8888)
    return _head(0, image.width(), image.height()) + bytes(image.constBits())[: 4 * image.width() * image.height()]


def _serve_pdf(data: bytes, source: BinaryIO, answers: BinaryIO) -> int:
    """Draw the pages that are asked for: eight bytes each, number and width in pixels."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    _say(answers, b"INFO", json.dumps({"kind": "pdf", "pages": len(document)}).encode())
    while len(asked := source.read(8)) == 8:
        number, width = int.from_bytes(asked[:4], "big"), int.from_bytes(asked[4:], "big")
        page = document[number]
        wide, high = page.get_width(), page.get_height()
        scale = min(min(width, MOST_SIDE) / wide, MOST_SIDE / high)
        bitmap = page.render(scale=scale, may_draw_forms=False, rev_byteorder=True, prefer_bgrx=True)
        rows = bytes(bitmap.buffer)
        if bitmap.stride != 4 * bitmap.width:
            raise ValueError("stride")
        _say(answers, b"PAGE", _head(number, bitmap.width, bitmap.height) + rows)
        page.close()
    return 0


def _head(number: int, width: int, height: int) -> bytes:
    return b"".join(one.to_bytes(4, "big") for one in (number, width, height))


def _say(answers: BinaryIO, what: bytes, payload: bytes) -> None:
    answers.write(MAGIC + what + len(payload).to_bytes(4, "big") + payload)
    answers.flush()


def _length(source: BinaryIO) -> int:
    return int.from_bytes(_exactly(source, 4), "big")


def _exactly(source: BinaryIO, count: int) -> bytes:
    data: Any = source.read(count)
    if len(data) != count:
        raise ValueError("short")
    return bytes(data)


if __name__ == "__main__":
    try:
        os._exit(main())  # at once: what a decoder left behind is not tidied up
    except Exception:  # whatever a hostile file makes a decoder raise: it cannot be shown, and nothing of it is told
        os._exit(1)
