"""Names of States as the list of ISO 3166 has them, in the six languages: proposals that wait for somebody to confirm.

The list knows no form after a preposition, and its names are not always those that the State or the United Nations use;
so nothing of it is printed before a person confirmed it, form by form (domain reference, section 10.6).
"""

from __future__ import annotations

import gettext
import re

from fieldcase.model.kinds.directory import StateName, StateProfile
from fieldcase.model.refusal import BadValue
from fieldcase.model.words import _
from fieldcase.office.documents import document_resources
from fieldcase.office.profiles.states import profile_of, write_state
from fieldcase.office.session import Session

CATALOGUE = "iso3166-1"
_LOCALES = {"zh": "zh_CN"}
_VOWELS = re.compile("[\u064b-\u0652]")
"""Marks of short vowels, which letters in Arabic do not print."""


def listed_names(code: str) -> dict[str, StateName]:
    """The formal and the short name of a State by language, without any form after a preposition.

    Empty for a code that the list does not have (fictional States of training).
    """
    import pycountry

    found = pycountry.countries.get(alpha_3=code)
    if found is None:
        return {}
    formal = getattr(found, "official_name", found.name)
    names = {}
    for language in document_resources().languages:
        known = _catalogue(language)
        if known is not None:
            long, short = (_VOWELS.sub("", known.gettext(one)) for one in (formal, found.name))
            names[language] = StateName(formal=long, short=short)
    return names


def _catalogue(language: str) -> gettext.NullTranslations | None:
    """The list in a language; the list itself is English."""
    import pycountry

    if language == "en":
        return gettext.NullTranslations()
    try:
        return gettext.translation(CATALOGUE, pycountry.LOCALES_DIR, [_LOCALES.get(language, language)])
    except OSError:
        return None


def propose_names(session: Session, code: str) -> StateProfile:
    """Enter the names of the list for languages in which the profile has none yet; they wait to be confirmed.

    Raises `NotYourRole`, `BadValue` for a code that the list does not have.
    """
    names = listed_names(code)
    if not names:
        why, expected = _("the list of States does not have it"), _("a code such as CHE, or the names typed")
        raise BadValue(field="code", value=code[:12], why=why, expected=expected)
    held = profile_of(session, code)
    new = {language: name for language, name in names.items() if held is None or language not in held.names}
    return write_state(session, code, new, confirmed=False) if new or held is None else held
