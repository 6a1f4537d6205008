"""A text that a person typed, as records keep it: in its language, as an original."""

from __future__ import annotations

from collections.abc import Mapping

from fieldcase.model.declare import LText, Words
from fieldcase.office.codes import require_language


def words(text: str | Mapping[str, str], language: str) -> LText:
    """The text as a text per language; given as a mapping it is in several already. Empty ones are left out.

    Raises `BadValue` for a language that nobody speaks.
    """
    each = {language: text} if isinstance(text, str) else text
    said = {lang: Words(text=one.strip(), original=True) for lang, one in each.items() if one.strip()}
    for lang in said:
        require_language("language", lang)
    return said


def spoken(text: LText, language: str) -> str:
    """The text in the language asked for, else in English, else in the first that is there; empty where nobody wrote
    it."""
    said = text.get(language) or text.get("en") or next(iter(text.values()), None)
    return said.text if said else ""
