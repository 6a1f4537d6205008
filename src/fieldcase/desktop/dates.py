"""How the date fields of the window read what people write: the word lists of every language, the office's day."""

from __future__ import annotations

import json
from datetime import date

from fieldcase.desktop.parts.datefield import Reading
from fieldcase.model.dates.edtf import Hemisphere
from fieldcase.model.dates.lexicon import Lexicon, lexicon
from fieldcase.model.dates.phrases import Understood, understand
from fieldcase.office import resources

LISTS = "import/dates"
HIJRI = f"{LISTS}/hijri.json"


def date_words() -> Lexicon:
    """The word lists that ship with the program. Raises `MissingResource`. Takes some milliseconds: read once."""
    names = [name for name in resources.listed(LISTS, ".json") if name != HIJRI]
    return lexicon([json.loads(resources.read(name)) for name in names], json.loads(resources.read(HIJRI)))


def reading(today: date, hemisphere: str = "") -> Reading:
    """A reading of dates on this day; word lists are read when the first date is."""
    words: list[Lexicon] = []

    def read(text: str) -> Understood:
        if not words:
            words.append(date_words())
        return understand(
            text,
            words[0],
            hemisphere=Hemisphere(hemisphere) if hemisphere else None,
            context_year=today.year,
            latest_year=today.year,
        )

    return read
