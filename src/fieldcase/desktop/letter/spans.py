"""The text of one block: what comes from the case is blue, what is covered says so, what a check found is underlined.

The words are put in with their formats one by one, never as markup: nothing in a record can become a link or a picture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit

from fieldcase.desktop.parts.label import named
from fieldcase.desktop.theme.look import look
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.office.letters.page import PageBlock

LINKED = ("value", "name")
INKS = {"error": "danger", "warning": "warn"}


class SpanText(QTextEdit):
    """Read only, as high as its text; `asked` when Enter is pressed on it: where do its values come from?"""

    asked = Signal()

    def __init__(self, block: PageBlock) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setProperty("kind", "spans")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QTextEdit { background: transparent; border: 0; padding: 0 }")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(0)
        cursor = self.textCursor()
        for span in block.spans:
            cursor.insertText(span.text, _format(span.what))
        for words, severity in block.marked:
            self._underline(words, INKS.get(severity, "warn"))
        cursor.movePosition(QTextCursor.MoveOperation.Start)
        self.setTextCursor(cursor)
        self.linked = sum(span.what in LINKED for span in block.spans)
        told = _("Blue words come from the case; Enter opens it.") if self.linked else ""
        named(self, block.title, f"{block.text} {told}".strip())
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter asks for the source."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.linked:
            self.asked.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(look().px(200), self.height())

    def _fit(self) -> None:
        self.document().setTextWidth(max(self.viewport().width(), look().px(120)))
        self.setFixedHeight(round(self.document().size().height()) + 2)

    def _underline(self, words: str, ink: str) -> None:
        """Every place of words that a finding quotes."""
        found = self.document().find(words)
        while not found.isNull():
            marked = QTextCharFormat()
            marked.setFontUnderline(True)
            marked.setForeground(look().colour(ink))
            marked.setBackground(look().colour(f"{ink}_soft"))
            found.mergeCharFormat(marked)
            found = self.document().find(words, found)


def _format(what: str) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFont(look().font("body"))
    made.setForeground(look().colour("ink"))
    if what in LINKED:
        made.setForeground(look().colour("accent_ink"))
        made.setBackground(look().colour("accent_soft"))
    elif what == "removed":
        made.setForeground(look().colour("danger"))
        made.setBackground(look().colour("danger_soft"))
    return made
