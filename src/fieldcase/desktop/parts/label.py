"""Text on the screen. It is always plain: what comes from a record can never become markup, a link or a picture."""

from __future__ import annotations

import re
import unicodedata

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from fieldcase.desktop.keys import spoken
from fieldcase.desktop.theme.icons import picture
from fieldcase.desktop.theme.look import look

ISOLATE, END_ISOLATE = "\u2066", "\u2069"
_EIGHT = re.compile(r".{8}(?=.)")
_STRONG = ("L", "R", "AL")
_LONG = re.compile(r"[0-9a-f]{40,}")
_CODE = re.compile(r"\b[PGOS]-(?=[0-9A-Z?])")


def reference(text: str) -> str:
    """A reference, number or key that stays left to right in any paragraph (U+2066 … U+2069)."""
    return f"{ISOLATE}{text}{END_ISOLATE}" if text else ""


def isolated(text: str) -> str:
    """Words of a record in a right-to-left window: they keep their own direction, dots and dates too (U+2068)."""
    return f"\u2068{text}{END_ISOLATE}" if text and look().right_to_left else text


def reads_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left."""
    strong = next((unicodedata.bidirectional(sign) for sign in text if unicodedata.bidirectional(sign) in _STRONG), "L")
    return strong in ("R", "AL")


def unbroken(text: str) -> str:
    """Codes of people (P-7K3D9X) and sources are kept on one line; a hash goes on below after every eight signs."""
    return _LONG.sub(lambda hash: _EIGHT.sub("\\g<0>\u200b", hash[0]), _CODE.sub("\\g<0>\u2060", text))


class Label(QLabel):
    """Words in one of the kinds of the stylesheet (caption, strong, heading, title …); `ink` is a colour token.

    A label that wraps takes the width it is given and asks for just the height its lines need, so that columns of
    labels never stretch a scroll area.
    """

    def __init__(self, text: str = "", kind: str = "body", *, wrap: bool = False, ink: str = "") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("kind", kind)
        if ink:
            self.setProperty("ink", ink)
        if look().right_to_left:
            self.setAlignment(
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
            )
        if wrap:
            self.setWordWrap(True)
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)

    def dyed(self, ink: str) -> None:
        """Change the colour token."""
        self.setProperty("ink", ink)
        self.style().unpolish(self)
        self.style().polish(self)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        if not self.wordWrap():
            return hint
        return QSize(look().px(40), self.fontMetrics().lineSpacing())


class Short(Label):
    """Words on one line that end in “…” where there is no room for all of them; the tooltip has them whole."""

    def minimumSizeHint(self) -> QSize:
        return QSize(min(look().px(48), super().minimumSizeHint().width()), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The stylesheet's ink, as many words as there is room for."""
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width())
        self.setToolTip("" if words == self.text() else self.text())
        QPainter(self).drawText(self.contentsRect(), int(self.alignment()), isolated(words))


class Picture(QLabel):
    """An icon beside words. It says nothing by itself, so a screen reader passes over it."""

    def __init__(self, name: str, colour: str = "ink2", size: int = 16) -> None:
        super().__init__()
        self.show_icon(name, colour, size)

    def show_icon(self, name: str, colour: str = "ink2", size: int = 16) -> None:
        """Draw another icon."""
        self.setPixmap(picture(name, colour, size))
        self.setFixedSize(look().px(size), look().px(size))


class Keycap(Label):
    """A key of the keyboard, as a hint, in the words of the language; `keys` as Qt writes them."""

    def __init__(self, keys: str) -> None:
        super().__init__(reference(spoken(keys)), "key")
        self.setFixedHeight(look().px(20))


def named(widget: QWidget, name: str, description: str = "") -> None:
    """What a screen reader says of a part, and what it adds."""
    widget.setAccessibleName(name)
    widget.setAccessibleDescription(description)
