"""Letters of an office that name nobody on record, in six languages, from two sets of lists that share no word list.

A letter is made of person-free prose with labels of the vocabularies, names of countries and cities of CLDR, of
organisations and of laws in it, and closes each part with a name that is nobody's on record. What the check of names
was ever changed for was looked for in `Tuning`; `HeldOut` was written before the first measurement and is only
measured. Labels, countries and cities fall to one of the two by their checksum.
"""

from __future__ import annotations

import json
import random
import zlib
from functools import lru_cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
VOCABULARIES = HERE.parents[1] / "resources/vocabularies/vocab.json"
SHARES = {"en": 3, "fr": 2, "es": 2, "ru": 2, "ar": 2, "zh": 1}


class Tuning:
    """As `tests.bench.words.Words`. `chance` decides everything."""

    lists, half = "tuning", 0

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def language(self) -> str:
        """One of six."""
        return self.chance.choices(list(SHARES), list(SHARES.values()))[0]

    def text(self, language: str, length: int) -> str:
        """About `length` words: sentences of fifteen, more of them where a sentence is shorter."""
        said = _lists()[self.lists][language]
        count = max(1, length // (12 if language in ("ru", "ar") else 15))
        return " ".join(self._sentence(language, said) for _ in range(count))

    def name(self, language: str) -> str:
        """Somebody who is not on record."""
        said = _lists()[self.lists][language]
        given, family = self.chance.choice(said["given"]), self.chance.choice(said["family"])
        return f"{family}{given}" if language == "zh" else f"{given} {family}"

    def _sentence(self, language: str, said: Any) -> str:
        sentence: str = self.chance.choice(said["prose"])
        return sentence.format(
            place=self.chance.choice(_places(language, self.half)),
            label=self.chance.choice(_labels(language, self.half)),
            organ=self.chance.choice(said["organs"]),
            law=self.chance.choice(said["laws"]),
        )


class HeldOut(Tuning):
    """Other sentences, organisations, laws, names and the other half of labels and places."""

    lists, half = "held_out", 1


@lru_cache
def _lists() -> Any:
    return json.loads((HERE / "clean.json").read_text("utf-8"))


def _of_half(words: set[str], half: int) -> tuple[str, ...]:
    return tuple(word for word in sorted(words) if zlib.crc32(word.encode()) % 2 == half)


@lru_cache
def _places(language: str, half: int) -> tuple[str, ...]:
    from babel import Locale

    locale = Locale.parse(language)
    cities = {zone["city"] for zone in locale.time_zones.values() if "city" in zone}
    return _of_half({*locale.territories.values(), *cities}, half)


@lru_cache
def _labels(language: str, half: int) -> tuple[str, ...]:
    lists = json.loads(VOCABULARIES.read_text("utf-8"))["lists"]
    said = {term.get(language) or term["en"] for one in lists.values() for term in one["terms"]}
    return _of_half({label.replace("{", "").replace("}", "") for label in said}, half)
