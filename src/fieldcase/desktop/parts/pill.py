"""A status pill: icon, word, then colour. It cannot be operated and is read as text."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSizePolicy

from fieldcase.desktop.parts.arrange import row
from fieldcase.desktop.parts.label import Label, Picture
from fieldcase.desktop.theme.look import look

TONES = {
    "ok": "ok",
    "warn": "warn",
    "danger": "danger",
    "info": "accent_ink",
    "neutral": "ink2",
    "training": "training",
}
"""The ink of each tone."""

SOFT = {
    "ok": "ok_soft",
    "warn": "warn_soft",
    "danger": "danger_soft",
    "info": "accent_soft",
    "neutral": "neutral_soft",
    "training": "training_soft",
}
"""The ground of each tone."""


class Pill(QFrame):
    """22 pixels high at 100 % text."""

    def __init__(self, picture: str, word: str, tone: str = "neutral") -> None:
        super().__init__()
        self.setProperty("kind", "pill")
        self.setProperty("tone", tone)
        self.setLayout(
            row(Picture(picture, TONES[tone], 14), Label(word, "caption", ink=TONES[tone]), gap=5, margins=(8, 0))
        )
        self.setFixedHeight(look().px(22))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(word)
