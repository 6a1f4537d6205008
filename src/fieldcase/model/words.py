"""The words a person reads: every sentence passes through here on its way to a screen, a terminal or a report.

The catalogue is read by `office.opening` and handed over with `speak`; this module opens no file. A letter's language
is the letter's own and never comes from here.
"""

from __future__ import annotations

import gettext as _gettext

_catalogue: _gettext.NullTranslations = _gettext.NullTranslations()


def speak(catalogue: _gettext.NullTranslations) -> None:
    """Use this catalogue for the whole process; threads share it, for one window speaks one language."""
    global _catalogue
    _catalogue = catalogue


def N_(message: str) -> str:
    """Mark a sentence for translation where it is declared; `_` translates it where it is shown."""
    return message


def _(message: str) -> str:
    """Return the sentence in the language spoken. Fill named fields in after translation."""
    return _catalogue.gettext(message) if message else ""


def ngettext(one: str, many: str, count: int) -> str:
    """Return the right plural form; fill `{count}` in afterwards."""
    return _catalogue.ngettext(one, many, count)


def labelled(label: str, said: object) -> str:
    """A label and what it says, spaced as the language does: “Risk: high”, « Risque : élevé »."""
    return _("{label}: {value}").format(label=label, value=said)
