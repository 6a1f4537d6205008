"""Languages and States by their codes: what nobody speaks and no State bears is a slip of the pen, and refused.

Fictional States of training have the codes that ISO 3166 leaves to its users (XAA to XZZ).
"""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from fieldcase.model.refusal import BadValue
from fieldcase.model.words import _

STATE = re.compile(r"[A-Z]{3}")
OWN = re.compile(r"X[A-Z]{2}")
OFFICIAL = frozenset({"ar", "en", "es", "fr", "ru", "zh"})
"""Known without reading the list of all languages."""
LANGUAGE = re.compile(r"([a-z]{2,3})(-[A-Za-z0-9]{2,8})*")


def require_language(field: str, said: str) -> None:
    """Refuse what is no language's code (ISO 639: `fr`, `ar`, `prs`; `fr-CH` too); empty passes. Raises `BadValue`."""
    if said and not _is_language(said):
        why, expected = _("it is no language's code"), _("a code such as en, fr, ar or prs")
        raise BadValue(field=field, value=said[:20], why=why, expected=expected)


def require_state(field: str, said: str) -> None:
    """Refuse what is no State's code (ISO 3166, three capital letters, or one of training); empty passes. Raises
    `BadValue`."""
    if said and not is_state(said):
        why, expected = _("it is not a State's code"), _("three capital letters, as XKA")
        raise BadValue(field=field, value=said[:20], why=why, expected=expected)


def require_zone(field: str, said: str) -> None:
    """Refuse what is no time zone (`Africa/Nairobi`, `UTC`); empty passes. Raises `BadValue`."""
    if not said:
        return
    try:
        ZoneInfo(said)
    except (ZoneInfoNotFoundError, ValueError, OSError) as unknown:
        why, expected = _("there is no such time zone"), "Africa/Nairobi, Asia/Beirut, UTC …"
        raise BadValue(field=field, value=said[:40], why=why, expected=expected) from unknown


def is_state(said: str) -> bool:
    """Whether a State, or a fictional one of training, has this code."""
    if OWN.fullmatch(said):
        return True
    if not STATE.fullmatch(said):
        return False
    import pycountry

    return pycountry.countries.get(alpha_3=said) is not None


def _is_language(said: str) -> bool:
    found = LANGUAGE.fullmatch(said)
    if found is None or found.group(1) in OFFICIAL:
        return found is not None
    import pycountry

    code = found.group(1)
    known = pycountry.languages.get(alpha_2=code) if len(code) == 2 else pycountry.languages.get(alpha_3=code)
    return known is not None
