"""The menu behind the seat's name: every command with its key, the colours, the text size."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from fieldcase.desktop.keys import KEYS, Where
from fieldcase.desktop.theme.icons import icon
from fieldcase.desktop.theme.look import TEXT_SIZES, look
from fieldcase.model.words import N_, _

THEME_WORDS = {"light": N_("Light"), "dark": N_("Dark"), "contrast": N_("High contrast")}


def command_menu(parent: QWidget, do: Callable[[str], object], wear: Callable[[str, int], object]) -> QMenu:
    """The menu; `do` carries out a command by name, `wear` takes a theme and a text size."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for key in KEYS:
        if key.where is not Where.EVERYWHERE or key.name in ("menu", "escape", "larger", "smaller", "usual_size"):
            continue
        action = menu.addAction(f"{_(key.words)}\t{key.said}")
        if key.icon:
            action.setIcon(icon(key.icon))
        action.triggered.connect(lambda _on=False, name=key.name: do(name))
    menu.addSeparator()
    worn = look()
    themes, sizes = menu.addMenu(_("Colours")), menu.addMenu(_("Text size"))
    groups = QActionGroup(themes), QActionGroup(sizes)
    for name, words in THEME_WORDS.items():
        action = groups[0].addAction(themes.addAction(_(words)))
        action.setCheckable(True)
        action.setChecked(worn.theme == name)
        action.triggered.connect(lambda _on=False, name=name: wear(name, worn.text_size))
    for size in TEXT_SIZES:
        action = groups[1].addAction(sizes.addAction(_("{size} %").format(size=size)))
        action.setCheckable(True)
        action.setChecked(worn.text_size == size)
        action.triggered.connect(lambda _on=False, size=size: wear(worn.theme, size))
    return menu
