"""A banner: stands in place, above what it concerns. An icon, a sentence, one remedy."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from fieldcase.desktop.parts.arrange import row
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.label import Label, Picture
from fieldcase.desktop.parts.pill import TONES
from fieldcase.desktop.theme.look import look


class Banner(QFrame):
    """Tone info, ok, warn, danger or training; `strong` are the first words, in the tone's ink."""

    def __init__(
        self, picture: str, sentence: str, tone: str = "info", *, strong: str = "", remedy: Button | None = None
    ) -> None:
        super().__init__()
        self.setProperty("kind", "banner")
        self.setProperty("tone", tone)
        lead = Label(strong, "strong", ink=TONES[tone]) if strong else None
        self.setLayout(
            row(
                Picture(picture, TONES[tone], 20),
                lead,
                (Label(sentence, wrap=True, ink="training" if tone == "training" else ""), 1),
                remedy,
                gap=10,
                margins=(12, 6, 8, 6),
            )
        )
        self.setMinimumHeight(look().px(40))
        self.setAccessibleName(" ".join(part for part in (strong, sentence) if part))
