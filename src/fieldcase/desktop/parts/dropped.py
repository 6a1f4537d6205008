"""A place to drop one file on; its button does the same, so that nothing has to be dragged."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame

from fieldcase.desktop.parts.arrange import row
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.choosing import chosen_file
from fieldcase.desktop.parts.label import Label, Picture, named
from fieldcase.desktop.theme.look import look
from fieldcase.model.words import _


class DropField(QFrame):
    """`file` is what was dropped or chosen, None before; `changed` when it changes. Nothing of it is read here."""

    changed = Signal()

    def __init__(self, label: str, hint: str) -> None:
        super().__init__()
        self.setProperty("kind", "sunken")
        self.setAcceptDrops(True)
        self.file: Path | None = None
        self._label, self._hint = label, hint
        self._said = Label(hint, "caption", wrap=True)
        self.choose = Button(_("Choose a file…"), "secondary", "folder-open", small=True)
        named(self.choose, _("Choose a file…"), label)
        self.choose.clicked.connect(self._choose)
        self.off = Button(_("Take it off"), "quiet", "x", small=True)
        self.off.clicked.connect(self.forget)
        self.off.hide()
        parts = (Picture("file-input", "ink2"), Label(label, "strong"), (self._said, 1), self.off, self.choose)
        self.setLayout(row(*parts, gap=8, margins=(12, 8)))
        self.setMinimumHeight(look().px(52))
        named(self, label, hint)

    def take(self, file: Path) -> None:
        """Take this file."""
        self.file = file
        self._said.setText(_("Taken: {file}").format(file=file.name))
        self.off.show()
        self.changed.emit()

    def forget(self) -> None:
        """Take no file."""
        self.file = None
        self._said.setText(self._hint)
        self.off.hide()
        self.changed.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file of this laptop may be dropped; nothing else."""
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.take(Path(event.mimeData().urls()[0].toLocalFile()))
        event.acceptProposedAction()

    def _choose(self) -> None:
        if chosen := chosen_file(self, self._label):
            self.take(Path(chosen))
