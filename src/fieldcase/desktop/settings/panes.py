"""Which panes there are: name, icon, words, and what makes it. The one table that a new pane is added to."""

from __future__ import annotations

from collections.abc import Callable

from fieldcase.desktop.desk import Desk
from fieldcase.desktop.settings.calendar import CalendarPane
from fieldcase.desktop.settings.colleagues import ColleaguesPane
from fieldcase.desktop.settings.letterhead import LetterheadPane
from fieldcase.desktop.settings.looks import LooksPane
from fieldcase.desktop.settings.pane import Pane
from fieldcase.desktop.settings.passphrase import PassphrasePane
from fieldcase.desktop.settings.routes import RoutesPane
from fieldcase.desktop.settings.states import StatesPane
from fieldcase.desktop.settings.templates import TemplatesPane
from fieldcase.desktop.settings.words import WordsPane
from fieldcase.desktop.standing import Standing
from fieldcase.model.words import N_

Make = Callable[[Desk, Standing], Pane]

PANES: dict[str, tuple[str, str, Make]] = {
    "passphrase": ("key-round", N_("My passphrase"), PassphrasePane),
    "look": ("languages", N_("Language, text size, colours"), LooksPane),
    "colleagues": ("users-round", N_("Colleagues and roles"), ColleaguesPane),
    "routes": ("arrow-left-right", N_("Routes"), RoutesPane),
    "letterhead": ("mail", N_("The office in letters"), LetterheadPane),
    "states": ("globe", N_("States and addressees"), StatesPane),
    "templates": ("file-text", N_("Templates of letters"), TemplatesPane),
    "words": ("tag", N_("Words"), WordsPane),
    "calendar": ("calendar", N_("Office calendar"), CalendarPane),
}
FIRST = "passphrase"
