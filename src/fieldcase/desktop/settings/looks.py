"""Language, text size and colours of this seat: kept in the vault, worn at once."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from fieldcase.desktop.desk import Desk
from fieldcase.desktop.frame.menu import THEME_WORDS
from fieldcase.desktop.languages import LANGUAGES
from fieldcase.desktop.parts.arrange import column
from fieldcase.desktop.parts.label import Label, isolated
from fieldcase.desktop.settings.pane import Pane, card
from fieldcase.desktop.standing import Standing
from fieldcase.desktop.theme.look import TEXT_SIZES, look
from fieldcase.model.words import _
from fieldcase.office import resources


class LooksPane(Pane):
    """Three groups of choices. What is chosen is worn at once; there is nothing to save."""

    def __init__(self, desk: Desk, standing: Standing) -> None:
        self.title = _("Language, text size, colours")
        self.for_others = _("It changes nothing for others. It is remembered in the vault, for you alone.")
        super().__init__(desk, standing)
        worn = look()
        spoken = {code: LANGUAGES.get(code, code) for code in resources.languages()}
        sizes = {str(size): _("{size} %").format(size=size) for size in TEXT_SIZES}
        colours = {name: _(words) for name, words in THEME_WORDS.items()}
        self.languages = self._group(_("Language"), spoken, worn.language)
        self.sizes = self._group(_("Text size"), sizes, str(worn.text_size))
        self.colours = self._group(_("Colours"), colours, worn.theme)
        letters = _("The language of a letter is the letter's own; it is chosen when the letter is begun.")
        self.put(
            self._card(_("Language"), self.languages, Label(letters, "caption", wrap=True)),
            self._card(_("Text size"), self.sizes, Label(_("Also: Ctrl++, Ctrl+- and Ctrl+0."), "caption")),
            self._card(_("Colours"), self.colours),
        )
        self._groups[0].buttonClicked.connect(lambda button: self.went.emit("speak", button.property("code")))
        for group in self._groups[1:]:
            group.buttonClicked.connect(lambda _button: self.went.emit("wear", (self._theme(), self._size())))

    def first(self) -> QWidget:
        return next((one for one in self.languages.values() if one.isChecked()), self.colours[look().theme])

    @property
    def _groups(self) -> list[QButtonGroup]:
        return [group for group in self.children() if isinstance(group, QButtonGroup)]

    def _group(self, name: str, choices: dict[str, str], chosen: str) -> dict[str, QRadioButton]:
        group = QButtonGroup(self)
        made = {}
        for code, words in choices.items():
            button = QRadioButton(isolated(words))
            button.setProperty("code", code)
            button.setChecked(code == chosen)
            button.setMinimumHeight(look().px(28))
            button.setAccessibleName(_("{group}: {choice}").format(group=name, choice=words))
            group.addButton(button)
            made[code] = button
        return made

    def _card(self, name: str, buttons: dict[str, QRadioButton], *more: QWidget) -> QWidget:
        return card(Label(name, "strong"), column(*buttons.values(), gap=2), *more, gap=6)

    def _theme(self) -> str:
        return next((code for code, one in self.colours.items() if one.isChecked()), look().theme)

    def _size(self) -> int:
        return int(next((code for code, one in self.sizes.items() if one.isChecked()), str(look().text_size)))
