"""Texts for measurements: seeded, fictional, with the lengths and scripts that case files have.

Function words are those of the language, with about their real shares, because searching for the commonest one is
what is measured; all other words are made of syllables, Zipf-distributed over thousands, so that indexes grow as they
do with real text. No name or text in here is anybody's.
"""

from __future__ import annotations

import random
from functools import lru_cache
from itertools import accumulate

VERSION = 2
"""Raise it when anything made here changes: data kept from earlier runs are then made anew."""

FUNCTION_WORDS = {
    "en": "the of to and a in was that he his by for with on at had they were not from",
    "fr": "de la le et les des en un à que une du il dans été par pour sur avoir après",
    "es": "de la que el en y a los se del las un por con no una su para fue había",
    "ar": "في من على إلى أن التي عن مع هذا كان بعد قبل عند لم ثم قد بين كما هو وقد",
    "ru": "в и не на он с что его по из было к от за у после был которые она до",
}
SYLLABLES = {
    "en": "ba cor den fal gri hol in ker lan mor ner os par quin ran sta ter ul ven wick",
    "fr": "bé cor dè fal grê hol în ker lan mœr nè os pâr qui ran sté tre ûl ven çon",
    "es": "bá cor den fal gri hol ín ker lan mor ñer os par qui rán sta ter ul ven dón",
    "ar": "با كر دن فل قر هل إن كي لا مو نر أس بر قو را ست تي أل في وا",
    "ru": "ба кор ден фал гри хол ин кер лан мор нер ос пар ква ран ста тер ул вен щик",
}
NAME_ENDS = {
    "en": "dov zar vek",
    "fr": "zel dêv vièk",
    "es": "záz dév viz",
    "ar": "زاف دوش شيز",
    "ru": "дов зар шек",
}
"""How the parts of names end, and no other word: the texts of a case room are codes, and name nobody."""
HAN = "".join(map(chr, range(0x4E00, 0x4E00 + 1800)))
SHARES = {"en": 46, "fr": 22, "es": 12, "ar": 11, "ru": 6, "zh": 3}
VOCABULARY = 6000


class Words:
    """Texts in six languages. `chance` decides everything."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self._words = {language: _vocabulary(language) for language in FUNCTION_WORDS}
        self._weights = {language: _weights(language, len(words)) for language, words in self._words.items()}
        self._han = list(accumulate(1 / (rank + 8) for rank in range(len(HAN))))

    def language(self) -> str:
        """A language, as often as the office writes in it."""
        return self.chance.choices(list(SHARES), list(SHARES.values()))[0]

    def text(self, language: str, length: int) -> str:
        """About `length` words in sentences; Chinese by characters, two a word."""
        if language == "zh":
            signs = self.chance.choices(HAN, cum_weights=self._han, k=2 * length)
            return "。".join("".join(signs[at : at + 22]) for at in range(0, len(signs), 22)) + "。"
        words = self.chance.choices(self._words[language], cum_weights=self._weights[language], k=length)
        sentences = [words[at : at + 14] for at in range(0, length, 14)]
        return " ".join(f"{' '.join(one)[:1].upper()}{' '.join(one)[1:]}." for one in sentences)

    def name(self, language: str) -> str:
        """A given and a family name in the script of a language; plainly made up."""
        if language == "zh":
            return "".join(self.chance.choices(HAN, k=3))
        syllables, ends = SYLLABLES[language].split(), NAME_ENDS[language].split()
        parts = (self.chance.choices(syllables, k=self.chance.choice((1, 2))) for _ in range(2))
        whole = ("".join((*part, self.chance.choice(ends))) for part in parts)
        return " ".join(part[:1].upper() + part[1:] for part in whole)


def commonest() -> str:
    """The word that most texts hold."""
    return FUNCTION_WORDS["en"].split()[0]


def searched() -> tuple[str, ...]:
    """What somebody types: the commonest word, one that hundreds of texts hold, one in another script, a number."""
    return (commonest(), _vocabulary("en")[60], _vocabulary("ar")[30], "XKAL-03-2025-45")


@lru_cache
def _vocabulary(language: str) -> list[str]:
    """The same whatever the seed of the texts."""
    chance = random.Random(f"{VERSION} {language}")
    syllables = SYLLABLES[language].split()
    made = {"".join(chance.choices(syllables, k=chance.choice((2, 3, 3, 4)))): None for _ in range(VOCABULARY)}
    return FUNCTION_WORDS[language].split() + list(made)


@lru_cache
def _weights(language: str, count: int) -> list[float]:
    """Cumulative shares: function words 45 % of a text, the first of them 6 %; the rest by Zipf."""
    common = len(FUNCTION_WORDS[language].split())
    first = [1 / (rank + 2) for rank in range(common)]
    rest = [1 / (rank + 10) for rank in range(count - common)]
    shares = [0.45 * one / sum(first) for one in first] + [0.55 * one / sum(rest) for one in rest]
    return list(accumulate(shares))
