"""Names of the States that a letter does not go to, in its language: those of the profiles and of the ISO list.

They are looked for in texts, never printed: a list is no source for what a State is called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from fieldcase.model.kinds.directory import StateProfile

_SHORTEST = 4
"""Letters of a name that is looked for, where words are parted by spaces: shorter ones are common words."""
_ARTICLES = ("the ", "le ", "la ", "les ", "l’", "l'", "el ", "los ", "las ")
_WORDS = frozenset({"مالي", "بنين"})
"""Names that are everyday words as well: financial, sons."""
_CASES = {
    "ия": ("ия", "ии", "ию", "ией"),
    "а": ("а", "ы", "и", "е", "у", "ой"),
    "я": ("я", "и", "е", "ю", "ей"),
    "ь": ("ь", "и", "я", "ю", "ем", "ью", "е"),
    "й": ("й", "я", "ю", "ем", "е"),
    "ы": ("ы", "", "ам", "ами", "ах"),
}
"""Endings of Russian names, by the one that the list has."""
_CATALOGUES = {"fr": "fr", "es": "es", "ar": "ar", "ru": "ru", "zh": "zh_CN"}


def other_states(profiles: Iterable[StateProfile], state: str, language: str) -> tuple[str, ...]:
    """The names of every State but the one of this code."""
    found: dict[str, None] = {}
    for profile in profiles:
        name = profile.names.get(language)
        if name is not None and profile.code != state:
            found |= dict.fromkeys(form for said in (name.formal, name.short) for form in _forms(said, language))
    listed = (name for code, name in _listed(language) if code != state)
    return tuple(found | dict.fromkeys(form for name in listed for form in _forms(name, language)))


def _forms(name: str, language: str) -> tuple[str, ...]:
    """A name without its article and without what stands behind a comma; in Russian in every case."""
    bare = name.partition(",")[0].partition("(")[0].strip()
    for article in _ARTICLES:
        bare = bare[len(article) :] if bare.lower().startswith(article) else bare
    if len(bare) < (2 if language == "zh" else _SHORTEST):
        return ()
    if bare in _WORDS:
        return ()
    if language == "ru" and " " not in bare:
        return _declined(bare)
    if language == "ar" and bare.startswith("ال"):
        return (bare, "ل" + bare[1:])
    return (bare,)


def _declined(name: str) -> tuple[str, ...]:
    for ending, cases in _CASES.items():
        if name.endswith(ending):
            stem = name.removesuffix(ending)
            return tuple(stem + case for case in cases)
    return (name,) if name[-1] in "оеуэиюё" else tuple(name + case for case in ("", "а", "у", "ом", "е"))


@lru_cache(maxsize=8)
def _listed(language: str) -> tuple[tuple[str, str], ...]:
    """(code, name) of the list, in the language where it has been translated."""
    import gettext

    import pycountry

    names: Callable[[str], str] = str
    said = {one.alpha_3: (getattr(one, "common_name", ""), one.name) for one in pycountry.countries}
    if language in _CATALOGUES:
        folder, wanted = pycountry.LOCALES_DIR, [_CATALOGUES[language]]
        names = gettext.translation("iso3166-1", folder, languages=wanted, fallback=True).gettext
    return tuple((code, names(name)) for code, forms in said.items() for name in forms if name)
