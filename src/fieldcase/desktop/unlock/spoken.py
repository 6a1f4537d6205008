"""The languages that the screens before the window can speak: a row of words, or a list where room is short."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from fieldcase.desktop.languages import LANGUAGES
from fieldcase.desktop.parts.arrange import row
from fieldcase.desktop.parts.field import Choice
from fieldcase.desktop.parts.label import named
from fieldcase.desktop.theme.look import look
from fieldcase.model.words import _


class Languages(QWidget):
    """`spoke` gives the code of the language that was chosen."""

    spoke = Signal(str)

    def __init__(self, codes: tuple[str, ...]) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self.setLayout(row(self._list(codes)) if look().stacked else row(*self._buttons(codes), gap=4))

    def _buttons(self, codes: tuple[str, ...]) -> list[QPushButton]:
        made = []
        for code in codes:
            button = QPushButton(LANGUAGES.get(code, code))
            button.setProperty("kind", "language")
            button.setProperty("ground", "rail")
            button.setCheckable(True)
            button.setChecked(code == look().language)
            named(button, LANGUAGES.get(code, code))
            button.clicked.connect(lambda _on=False, code=code: self.spoke.emit(code))
            self._group.addButton(button)
            made.append(button)
        return made

    def _list(self, codes: tuple[str, ...]) -> Choice:
        choice = Choice()
        named(choice, _("Language"))
        for code in codes:
            choice.addItem(LANGUAGES.get(code, code), code)
        choice.setCurrentIndex(max(0, choice.findData(look().language)))
        choice.activated.connect(lambda _place: self.spoke.emit(str(choice.currentData())))
        return choice
