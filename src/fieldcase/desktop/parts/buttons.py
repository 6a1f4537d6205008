"""Buttons. One primary a screen; a blocked one has its reason beside it in words, which the caller shows."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QPushButton, QSizePolicy

from fieldcase.desktop.keys import spoken
from fieldcase.desktop.parts.label import isolated, reference
from fieldcase.desktop.theme.icons import icon
from fieldcase.desktop.theme.look import look

_INK = {"primary": "on_accent", "quiet": "accent_ink", "remedy": "accent_ink", "danger": "danger"}


class Button(QPushButton):
    """A button with words: kind primary, secondary, quiet, remedy or danger."""

    def __init__(self, words: str, kind: str = "secondary", picture: str = "", *, small: bool = False) -> None:
        super().__init__()
        self._words, self._kind, self._picture = words, kind, picture
        self.setProperty("kind", kind)
        self.setProperty("small", small)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setIconSize(QSize(look().size("icon"), look().size("icon")))
        self.say(words)

    def say(self, words: str) -> None:
        """Change the words; the button stays in its place and keeps its name for screen readers."""
        self.setText(("\u2002" if self._picture else "") + isolated(words.replace("&", "&&")))
        self.setAccessibleName(words)
        if self._kind == "primary":
            self.setToolTip(f"{words}  {reference(spoken('Ctrl+Enter'))}")
        self._tint()

    def rename(self, words: str) -> None:
        """Give it other words for good."""
        self._words = words
        self.say(words)

    def busy(self, words: str) -> None:
        """While it works: the word changes (“Opening…”) and it cannot be pressed again."""
        self.setEnabled(False)
        self.say(words)

    def ready(self) -> None:
        """After it worked: its own words again."""
        self.setEnabled(True)
        self.say(self._words)

    def setEnabled(self, on: bool) -> None:
        super().setEnabled(on)
        self._tint()

    def become(self, kind: str) -> None:
        """Change the kind, where another button takes the place of the primary one."""
        self._kind = kind
        self.setProperty("kind", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self._tint()

    def tick(self, on: bool) -> None:
        """Of several that stand side by side this one is on, or not: said by a tick, not by colour alone."""
        self.setCheckable(True)
        self.setChecked(on)
        self._picture = "check" if on else ""
        self.setIcon(icon("check", "accent_ink") if on else QIcon())
        self.say(self._words)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """A button that is on has bolder words than the stylesheet measures."""
        hint = super().sizeHint()
        return hint.grownBy(QMargins(0, 0, look().px(8), 0)) if self.isChecked() else hint

    def _tint(self) -> None:
        if self._picture and not self.isChecked():
            self.setIcon(icon(self._picture, _INK.get(self._kind, "ink2") if self.isEnabled() else "ink3"))


class IconButton(QPushButton):
    """A square button without words; its tooltip is its name, with its key."""

    def __init__(self, picture: str, name: str, keys: str = "", *, kind: str = "icon", small: bool = False) -> None:
        super().__init__()
        self.setProperty("kind", kind)
        self.setProperty("small", small)
        side = look().size("control_small" if small else "control")
        self.setFixedSize(side, side)
        self.setIconSize(QSize(look().size("icon"), look().size("icon")))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_icon(picture, name, keys)

    def show_icon(self, picture: str, name: str, keys: str = "") -> None:
        """Change picture and name together."""
        self.setIcon(icon(picture))
        self.setToolTip(f"{name}  {reference(keys)}" if keys else name)
        self.setAccessibleName(name)
