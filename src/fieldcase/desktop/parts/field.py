"""A field: its label above, its editor, and beneath it a hint or a problem with its remedy, in words.

A problem appears when the field is left, never while somebody types, and goes as soon as they change the text.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QStyle, QStyleOptionComboBox, QWidget

from fieldcase.desktop.parts.arrange import column, plain, row
from fieldcase.desktop.parts.label import Label, Picture, isolated
from fieldcase.desktop.theme.icons import picture
from fieldcase.desktop.theme.look import look

Editor = QLineEdit | QPlainTextEdit | QComboBox


class Choice(QComboBox):
    """A list to choose one of; its arrow is drawn in the theme's ink. The wheel scrolls the page, not the choice.

    Words that are longer than the box end in “…” and stand whole in the tooltip.
    """

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """What is drawn: the words of a record keep their own direction, and end in “…” where cut."""
        super().initStyleOption(option)
        drawn = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, drawn, self)
        words = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room.width() - 2)
        self.setToolTip(self.currentText() if words != self.currentText() else "")
        option.currentText = isolated(words)

    def minimumSizeHint(self) -> QSize:
        """It may become narrower than its longest choice; a page never has to scroll sideways for it."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), look().px(120)), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The stylesheet's box, then the arrow."""
        super().paintEvent(event)
        painter = QPainter(self)
        side, inset = look().size("icon"), look().px(8)
        left = inset if look().right_to_left else self.width() - side - inset
        painter.drawPixmap(left, (self.height() - side) // 2, picture("chevron-down"))

    def wheelEvent(self, event: object) -> None:
        """Let the page scroll."""
        event.ignore()  # type: ignore[attr-defined]  # QWheelEvent


class Field(QWidget):
    """A labelled editor. `changed` is emitted while a person types or chooses; `left` when they leave it."""

    changed = Signal()
    left = Signal()

    def __init__(self, label: str, editor: Editor, hint: str = "", *, required: bool = False) -> None:
        super().__init__()
        self.editor = editor
        self._hint = hint
        self._label = Label(label, "strong")
        self._label.setBuddy(editor)
        self._below = Label(hint, "caption", wrap=True)
        self._mark = Picture("octagon-alert", "danger", 14)
        self._row = row(self._mark, (self._below, 1), gap=6)
        self._line = plain(self._row)
        self.setLayout(column(self._label, editor, self._line, gap=4))
        editor.setAccessibleName(label)
        if required:
            self._hint = hint
        editor.installEventFilter(self)
        if isinstance(editor, QLineEdit):
            editor.textEdited.connect(self._typed)
        elif isinstance(editor, QPlainTextEdit):
            editor.setTabChangesFocus(True)
            editor.textChanged.connect(self._typed)
        else:
            editor.currentIndexChanged.connect(self._typed)
        self.clear()

    @property
    def problem(self) -> str:
        """The problem shown now; empty when there is none."""
        return self._below.text() if self.editor.property("problem") else ""

    def refuse(self, sentence: str) -> None:
        """Show a problem with its remedy; a screen reader hears it as the field's description."""
        self._say(sentence, True)

    def beside(self, part: QWidget) -> None:
        """Put a small drawing at the end of the line beneath the editor."""
        self._row.addWidget(part)

    def clear(self) -> None:
        """Show the hint again, or nothing."""
        self._say(self._hint, False)

    def eventFilter(self, watched: object, event: object) -> bool:
        """Notice that the editor is left."""
        if watched is self.editor and event.type() == event.Type.FocusOut:  # type: ignore[attr-defined]  # QEvent
            self.left.emit()
        return False

    def _typed(self) -> None:
        if self.problem:
            self.clear()
        self.changed.emit()

    def _say(self, sentence: str, problem: bool) -> None:
        self._below.setText(sentence)
        self._below.setProperty("kind", "danger" if problem else "caption")
        self._line.setVisible(bool(sentence))
        self._mark.setVisible(problem)
        self.editor.setProperty("problem", problem)
        self.editor.setAccessibleDescription(sentence)
        for part in (self._below, self.editor):
            part.style().unpolish(part)
            part.style().polish(part)


def line_field(label: str, value: str = "", hint: str = "", *, read_only: bool = False) -> Field:
    """A field of one line."""
    editor = QLineEdit(value)
    editor.setReadOnly(read_only)
    editor.setCursorPosition(0)
    return Field(label, editor, hint)


def text_field(label: str, value: str = "", hint: str = "", lines: int = 5) -> Field:
    """A field of several lines."""
    editor = QPlainTextEdit()
    editor.setPlainText(value)
    editor.setFixedHeight(lines * editor.fontMetrics().lineSpacing() + look().px(14))
    editor.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    return Field(label, editor, hint)


def choice_field(label: str, choices: dict[str, str], value: str = "", hint: str = "") -> Field:
    """A field that offers `choices` (label by code); the empty code stands for “not said”."""
    editor = Choice()
    for code, said in choices.items():
        editor.addItem(said, code)
    editor.setCurrentIndex(max(0, editor.findData(value)))
    return Field(label, editor, hint)
