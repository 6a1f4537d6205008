"""A helper process that shows one file: started with nothing of this process, fed by pipe, bounded, stopped when done.

The window never decodes a foreign file. What comes back is checked before it becomes a picture: a helper that dies,
answers too much or too late is one sentence.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal
from PySide6.QtGui import QImage

from fieldcase.desktop.files import viewer

PATIENCE = 20_000
"""Milliseconds for the first answer and for each page."""
MOST = 4 * viewer.MOST_SIDE * viewer.MOST_SIDE + 12
HEAD = len(viewer.MAGIC) + 8
COMMAND = (sys.executable, "-I", str(Path(viewer.__file__)))
KEPT = ("SYSTEMROOT", "PATH")
"""What the helper inherits of the environment."""


class Looking(QObject):
    """`told` says what it is and how many pages there are; `drawn` and `read` give a page or the text; `failed` that
    it cannot be shown. Threads: the window's; nothing here waits."""

    told = Signal(str, int, bool)
    drawn = Signal(int, QImage)
    read = Signal(str)
    failed = Signal()

    def __init__(self, parent: QObject, command: tuple[str, ...] = COMMAND, patience: int = PATIENCE) -> None:
        super().__init__(parent)
        self._held = bytearray()
        self._over = False
        self._process = QProcess(self)
        clean, whole = QProcessEnvironment(), QProcessEnvironment.systemEnvironment()
        for name in KEPT:
            if whole.contains(name):
                clean.insert(name, whole.value(name))
        self._process.setProcessEnvironment(clean)
        self._process.setProgram(command[0])
        self._process.setArguments(list(command[1:]))
        self._process.setStandardErrorFile(QProcess.nullDevice())
        self._process.readyReadStandardOutput.connect(self._take)
        self._process.finished.connect(self._ended)
        self._process.errorOccurred.connect(self._end)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(patience)
        self._late.timeout.connect(self._end)

    @property
    def process(self) -> QProcess:
        """The helper, for tests that look at it."""
        return self._process

    def show_file(self, data: bytes, width: int, *, drawing: bool = False) -> None:
        """Hand the bytes over, to be shown about `width` pixels wide. They are kept nowhere here. With `drawing` an SVG
        is drawn; else it is text as any other.
        """
        order = json.dumps({"width": width, "svg": drawing}).encode()
        self._process.start()
        self._late.start()
        self._process.write(len(order).to_bytes(4, "big") + order + len(data).to_bytes(4, "big") + data)

    def ask_page(self, number: int, width: int) -> None:
        """Ask for another page of a PDF."""
        if not self._over:
            self._late.start()
            self._process.write(number.to_bytes(4, "big") + width.to_bytes(4, "big"))

    def stop(self) -> None:
        """Enough: nothing more is said, and the process goes."""
        self._over = True
        self._late.stop()
        self._process.kill()
        self._process.waitForFinished(1000)

    def _take(self) -> None:
        self._held += bytes(self._process.readAllStandardOutput().data())
        while not self._over and len(self._held) >= HEAD:
            what = bytes(self._held[HEAD - 8 : HEAD - 4])
            length = int.from_bytes(self._held[HEAD - 4 : HEAD], "big")
            if not self._held.startswith(viewer.MAGIC) or length > MOST:
                self._end()
                return
            if len(self._held) < HEAD + length:
                return
            payload = bytes(self._held[HEAD : HEAD + length])
            del self._held[: HEAD + length]
            self._late.stop()
            self._say(what, payload)

    def _say(self, what: bytes, payload: bytes) -> None:
        try:
            if what == b"INFO":
                told = json.loads(payload)
                self.told.emit(str(told["kind"]), int(told["pages"]), bool(told.get("cut", False)))
            elif what == b"TEXT":
                self.read.emit(payload.decode())
            elif what == b"PAGE":
                self.drawn.emit(*picture_of(payload))
            else:
                self._end()
        except (ValueError, KeyError, TypeError):
            self._end()

    def _ended(self, code: int, status: QProcess.ExitStatus) -> None:
        self._take()
        if code or status is not QProcess.ExitStatus.NormalExit:
            self._end()

    def _end(self, *_why: object) -> None:
        if self._over:
            return
        self._over = True
        self._late.stop()
        self._process.kill()
        self.failed.emit()


def picture_of(payload: bytes) -> tuple[int, QImage]:
    """The number and the picture of a page as the helper gave it. Raises `ValueError` where it is not what it says."""
    number, width, height = (int.from_bytes(payload[at : at + 4], "big") for at in (0, 4, 8))
    if (
        not 0 < width <= viewer.MOST_SIDE
        or not 0 < height <= viewer.MOST_SIDE
        or len(payload) != 12 + 4 * width * height
    ):
        raise ValueError("no picture")
    return number, QImage(payload[12:], width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()
