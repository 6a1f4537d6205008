"""The look worn now: one theme, one text size, one direction, in training or not.

A `Look` reads `tokens.json` and answers in colours and pixels. It is kept by the application and read with `look()`;
who changes it calls `wear`, and the window then builds its parts anew.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QApplication, QWidget

from fieldcase.office import resources

THEMES = ("light", "dark", "contrast")
TEXT_SIZES = (100, 125, 150, 200)
NARROW_WIDTH = 1280
NARROW_TEXT = 150
STACKED_TEXT = 200
RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")


@dataclass(frozen=True)
class Look:
    """Threads: may be read from any; it never changes."""

    tokens: dict[str, Any]
    theme: str = "light"
    text_size: int = 100
    language: str = "en"
    training: bool = False

    @property
    def colours(self) -> dict[str, str]:
        """`#RRGGBB` by token name, with the violet rail while the training office is open."""
        worn: dict[str, str] = dict(self.tokens["colour"][self.theme])
        if self.training and self.theme != "contrast":
            worn |= {name: colour for name, colour in self.tokens["training"].items() if name != "note"}
        return worn

    def colour(self, name: str, alpha: int = 255) -> QColor:
        """The colour of that token; `alpha` from 0 (clear) to 255."""
        colour = QColor(self.colours[name])
        colour.setAlpha(alpha)
        return colour

    def px(self, pixels: float) -> int:
        """Pixels at this text size for pixels at 100 %."""
        return round(pixels * self.text_size / 100)

    def size(self, name: str) -> int:
        """A size token (`row`, `rail`, `panel` …) at this text size."""
        return self.px(self.tokens["size"][name])

    def gap(self, step: int) -> int:
        """A space token, step 1 (4 px) to 6 (32 px), at this text size."""
        return self.px(self.tokens["space"][str(step)])

    def text(self, kind: str = "body") -> int:
        """Pixels of a kind of text: caption, body, strong, heading, title, display."""
        scale = self.tokens["type"]["arabic_scale"] if self.language == "ar" else 1
        return self.px(self.tokens["type"][kind]["px"] * scale)

    def duration(self, name: str) -> int:
        """Milliseconds of a duration token."""
        return int(self.tokens["duration_ms"][name])

    def font(self, kind: str = "body", weight: int | None = None) -> QFont:
        """The font of a kind of text, for what is painted by hand."""
        font = QFont(self.tokens["type"]["families"])
        font.setPixelSize(self.text(kind))
        font.setWeight(QFont.Weight(weight or self.tokens["type"][kind]["weight"]))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    @property
    def right_to_left(self) -> bool:
        return self.language in RIGHT_TO_LEFT

    @property
    def large(self) -> bool:
        """Whether text is so large that cards no longer stand beside each other."""
        return self.text_size >= NARROW_TEXT

    @property
    def stacked(self) -> bool:
        """Whether cards stand in one column, rules first."""
        return self.text_size >= STACKED_TEXT

    def narrow(self, width: int) -> bool:
        """Whether the rail shows icons alone in a window this wide (pixels)."""
        return width < NARROW_WIDTH or self.text_size >= NARROW_TEXT

    def larger(self) -> Look:
        return replace(self, text_size=next((s for s in TEXT_SIZES if s > self.text_size), TEXT_SIZES[-1]))

    def smaller(self) -> Look:
        return replace(self, text_size=next((s for s in reversed(TEXT_SIZES) if s < self.text_size), TEXT_SIZES[0]))


def read_look(theme: str = "light", text_size: int = 100, language: str = "en", training: bool = False) -> Look:
    """The look from the tokens that ship with the program. Raises `MissingResource`."""
    tokens = json.loads(resources.read("interface/tokens.json"))
    return Look(tokens, theme, text_size, language, training)


def wear(application: QApplication, worn: Look) -> None:
    """Put the look on the application: fonts, stylesheet, direction. Parts already built must be built anew.

    Windows that were dressed carry the stylesheet; where there are none, the application does.
    """
    from fieldcase.desktop.theme.stylesheet import stylesheet

    sheet = stylesheet(worn)
    application.setProperty("look", worn)
    application.setProperty("sheet", sheet)
    application.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft if worn.right_to_left else Qt.LayoutDirection.LeftToRight
    )
    application.setFont(worn.font())
    dressed = [one for one in application.topLevelWidgets() if one.property("dressed") and not _put_away(one)]
    for window in dressed:
        window.setStyleSheet(sheet)
    application.setStyleSheet("" if dressed else sheet)


def dress(window: QWidget) -> None:
    """Let a window carry the stylesheet in the place of the application, for itself and all dialogs and menus of it.

    What is built apart from a window then costs no styling until it is put into it. With the stylesheet on the
    application every part is styled anew each time it is put into another one.
    """
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    window.setProperty("dressed", True)
    window.setStyleSheet(application.property("sheet"))
    application.setStyleSheet("")


def _put_away(window: QWidget) -> bool:
    """Whether a window was shown and is hidden now, for good."""
    return window.isHidden() and window.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)


def look() -> Look:
    """The look that the application wears."""
    application = QApplication.instance()
    assert application is not None, "no application wears a look yet"
    return cast(Look, application.property("look"))
