"""The clipboard keeps nothing of what the vault holds: what is copied here goes after a minute and at the lock.

What is copied is marked, in the ways that systems know, as not for the history or the cloud of the clipboard. What
another program copied is left alone.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

from fieldcase.desktop.theme.look import look

MARKS = {
    "x-kde-passwordManagerHint": b"secret",
    "org.nspasteboard.ConcealedType": b"1",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': b"\0\0\0\0",
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': b"\0\0\0\0",
}
"""How clipboard histories of KDE, macOS and Windows are told to leave something out."""
MODES = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)


class ClipboardGuard(QObject):
    """Watches what this program puts on the clipboard. `owns` tells whether what lies there is this program's; the
    window system knows, and not every one of them does. Threads: the window's."""

    def __init__(self, parent: QObject, owns: Callable[[QClipboard.Mode], bool] | None = None) -> None:
        super().__init__(parent)
        self._clipboard = QGuiApplication.clipboard()
        self._ours = owns or self._owned
        self._going = QTimer(self)
        self._going.setSingleShot(True)
        self._going.timeout.connect(self.clear)
        self._clipboard.dataChanged.connect(self._copied)
        self._clipboard.selectionChanged.connect(self._wait)

    def clear(self) -> None:
        """Take away what this program put there."""
        self._going.stop()
        for mode in MODES:
            if self._ours(mode) and self._holds(mode):
                self._clipboard.clear(mode)

    def _copied(self) -> None:
        """Something was copied: mark it, once, and let it go in a minute."""
        if not self._ours(QClipboard.Mode.Clipboard) or not self._holds(QClipboard.Mode.Clipboard):
            return
        held = self._clipboard.mimeData()
        if not held.hasFormat(next(iter(MARKS))):
            self._clipboard.setMimeData(marked(held))
        self._wait()

    def _wait(self) -> None:
        self._going.start(look().duration("clipboard"))

    def _owned(self, mode: QClipboard.Mode) -> bool:
        if mode is QClipboard.Mode.Selection:
            return self._clipboard.supportsSelection() and self._clipboard.ownsSelection()
        return self._clipboard.ownsClipboard()

    def _holds(self, mode: QClipboard.Mode) -> bool:
        held = self._clipboard.mimeData(mode)
        return held is not None and bool(held.formats())


def marked(held: QMimeData) -> QMimeData:
    """The same text, and nothing but text, with the marks; formatted copies and pictures are left out."""
    data = QMimeData()
    data.setText(held.text())
    for name, value in MARKS.items():
        data.setData(name, value)
    return data
