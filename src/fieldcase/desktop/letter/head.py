"""The head of a letter's page: its case, whom it goes to, its kind, where it stands, the language that is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QWidget

from fieldcase.desktop.frame.pagehead import page_head
from fieldcase.desktop.languages import LANGUAGES
from fieldcase.desktop.parts.buttons import Button, IconButton
from fieldcase.desktop.parts.label import reference
from fieldcase.desktop.parts.pill import Pill
from fieldcase.desktop.wording import LETTER_ICONS, Wording
from fieldcase.model.machines.letter import SOURCE, family
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.office.letters.page import LetterPage


def letter_head(
    page: LetterPage,
    wording: Wording,
    trailing: list[QWidget],
    back: Callable[[], object],
    speak: Callable[[str], object] | None = None,
) -> QWidget:
    """The head; `speak` shows the letter in another of its languages, `trailing` are what stands at its end."""
    letter = page.letter
    icon, tone = LETTER_ICONS.get(page.status, ("pen-line", "neutral"))
    beside: list[QWidget] = [Pill(icon, wording.term("letter_status", page.status), tone)]
    if speak is not None:
        beside.append(_language(page, speak))
    leading = IconButton("arrow-left", _("Back to the case"), "Alt+←", kind="icon-quiet")
    leading.clicked.connect(lambda: back())
    to = whom(page, wording)
    return page_head(
        [reference(page.case_no), *([_("to {addressee}").format(addressee=to)] if to else [])],
        wording.term("letter_kind", letter.kind),
        beside,
        trailing,
        leading=leading,
    )


def whom(page: LetterPage, wording: Wording) -> str:
    """Whom the letter goes to; of a person only the code, of a source not even that."""
    letter = page.letter
    if family(letter.kind) == SOURCE:
        return page.recipient or _("a source")
    role = letter.addressee_role.get(page.language)
    to = [role.text] if role is not None and role.text else []
    return ", ".join([*to, *([wording.state(letter.addressee_state)] if letter.addressee_state else [])])


def _language(page: LetterPage, speak: Callable[[str], object]) -> Button:
    language = Button(LANGUAGES.get(page.language, page.language), "secondary", "languages", small=True)
    language.setAccessibleName(_("Language of the letter: {language}").format(language=language.text().strip()))
    menu = QMenu(language)
    for code in page.letter.languages:
        action = menu.addAction(LANGUAGES.get(code, code))
        action.triggered.connect(lambda _on=False, code=code: speak(code))
    language.setMenu(menu)
    return language
