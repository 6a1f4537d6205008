"""Which language is spoken: what was asked for, then `FIELDCASE_LANG`, then the system's, then English.

Apart from `opening`, so that a command's help speaks before anything of the vault is loaded.
"""

from __future__ import annotations

import locale
import os

from fieldcase.model.words import speak
from fieldcase.office import resources


def chosen_language(said: str = "") -> str:
    """`--lang`, then `FIELDCASE_LANG`, then the system's language, then English: the first that is spoken."""
    spoken = resources.languages()
    wishes = (said, os.environ.get("FIELDCASE_LANG", ""), locale.getlocale()[0] or "")
    codes = (wish.replace("-", "_").split("_")[0].lower() for wish in wishes if wish)
    return next((code for code in codes if code in spoken), "en")


def speak_language(said: str = "") -> str:
    """Speak the chosen language from now on, and return its code."""
    language = chosen_language(said)
    speak(resources.catalogue(language))
    return language
