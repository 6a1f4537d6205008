"""Letters of real words that name nobody: by what CLDR calls countries, tongues and currencies with provinces of ISO
3166, and in sentences of the program's own catalogue with people called after two cities.

In `Places` every second word is a term, most of them capitalised, many of two or three words: much harder for a check
of names than a letter is. The check was tuned on `Places` and `Prose`, and on nothing of `Correspondence`, which takes
its sentences from the documentation and the templates.
"""

from __future__ import annotations

import random
import re
from functools import lru_cache
from pathlib import Path

from tests.bench.words import FUNCTION_WORDS

ROOT = Path(__file__).parents[2]
CATALOGUE = ROOT / "resources/translations/fr/LC_MESSAGES/fieldcase.po"
SHARES = {"en": 3, "fr": 2, "es": 2, "ru": 1, "ar": 1, "zh": 1}


class Places:
    """As `tests.bench.words.Words`, of real words. `chance` decides everything."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def language(self) -> str:
        """One of six."""
        return self.chance.choices(list(SHARES), list(SHARES.values()))[0]

    def text(self, language: str, length: int) -> str:
        """About `length` words, every second a term of CLDR."""
        terms, between = _terms(language), FUNCTION_WORDS.get(language, "的 和 在 与").split()
        said = [f"{self.chance.choice(between)} {self.chance.choice(terms)}" for _ in range(length // 2)]
        return ("" if language == "zh" else " ").join(said) + "."

    def name(self, language: str) -> str:
        """A province, where the language is written in Latin letters; else a country."""
        provinces = _provinces() if language in ("en", "fr", "es") else _terms(language)
        return self.chance.choice(provinces)


@lru_cache
def _terms(language: str) -> tuple[str, ...]:
    from babel import Locale

    locale = Locale.parse(language)
    return tuple(sorted({*locale.territories.values(), *locale.languages.values(), *locale.currencies.values()}))


@lru_cache
def _provinces() -> tuple[str, ...]:
    import pycountry

    return tuple(sorted({one.name for one in pycountry.subdivisions}))


class Prose:
    """Sentences of the catalogue in English and French; terms of scripts, units and cities in the other languages."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def language(self) -> str:
        """One of six."""
        return self.chance.choices(list(SHARES), list(SHARES.values()))[0]

    def text(self, language: str, length: int) -> str:
        """About `length` words."""
        sentences = _sentences(language)
        if language in ("en", "fr"):
            return " ".join(self.chance.choices(sentences, k=max(1, length // 12)))
        said = self.chance.choices(sentences, k=length // 2)
        return ("" if language == "zh" else " ").join(said) + "."

    def name(self, language: str) -> str:
        """Somebody called after two cities."""
        return " ".join(self.chance.choices(_cities(language), k=2))


@lru_cache
def _cities(language: str) -> tuple[str, ...]:
    from babel import Locale

    zones = Locale.parse(language).time_zones.values()
    return tuple(sorted({zone["city"] for zone in zones if "city" in zone}))


@lru_cache
def _sentences(language: str) -> tuple[str, ...]:
    from babel import Locale
    from babel.messages.pofile import read_po

    if language not in ("en", "fr"):
        locale = Locale.parse(language)
        between = FUNCTION_WORDS.get(language, "的 和 在 与").split()
        return tuple(sorted({*locale.scripts.values(), *_cities(language), *between}))
    with CATALOGUE.open("rb") as file:
        known = read_po(file, locale="fr")
    said = (one.id if language == "en" else one.string for one in known if one.id)
    return tuple(sorted({one for one in said if isinstance(one, str) and len(one.split()) >= 8}))


class Correspondence:
    """Sentences of the documentation and of the templates that ship; people of syllables used nowhere else."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def language(self) -> str:
        """One of those that have templates, English and French most often."""
        return self.chance.choices(["en", "fr", "es", "ru"], [4, 2, 2, 1])[0]

    def text(self, language: str, length: int) -> str:
        """About `length` words."""
        return " ".join(self.chance.choices(_lines(language), k=max(1, length // 15)))

    def name(self, language: str) -> str:
        """A given and a family name."""
        syllables = (RUSSIAN if language == "ru" else WESTERN).split()
        return " ".join("".join(self.chance.choices(syllables, k=3)).capitalize() for _word in range(2))


WESTERN = "jo ber ta mag nus el sa pet ra lu cia dra gan mei kof ade sun jin pao lo gus tav hen rik nad ia bo guz nie"
RUSSIAN = "ма ри на ва ле рий ольг ни кит па вел зо тат со фь ев ге ий кон стан тин дмит бо рис ла"


@lru_cache
def _lines(language: str) -> tuple[str, ...]:
    pages = [*ROOT.glob(f"resources/templates/*.{language}.txt"), *ROOT.glob(f"docs/*.{language}.txt")]
    pages += ROOT.glob("docs/*.md") if language == "en" else ()
    read = "\n".join(page.read_text("utf-8") for page in pages if page.name != "names.md")
    plain = re.sub(r"\{[%{#].*?[%}#]\}|[`*|#{}_\[\]]", " ", read, flags=re.DOTALL)
    sentences = (" ".join(one.split()) for one in re.split(r"(?<=[.;:?])\s+|\n\s*\n", plain))
    return tuple(sorted({one for one in sentences if len(one.split()) >= 6}))
