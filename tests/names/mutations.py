"""Ways to write a name otherwise, by script: those that folding undoes, and those that only come near.

The list is published in `docs/names.md`.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable

from tests.names.people import GIVEN, SIMPLE, SURNAMES, Somebody

# ruff: noqa: RUF001
Way = Callable[[random.Random, Somebody], str]
CAN_LOOK = {"a": "а", "c": "с", "e": "е", "i": "і", "o": "о", "p": "р", "s": "ѕ", "x": "х", "y": "у"}
HIDDEN = "\u200b\u200c\u200d\u2060\u00ad\ufeff\u200e\u200f\u202a\u202b\u202c\u2066\u2069\u061c\u180e"
MARKS = "\u0301\u0300\u0308\u0323\u0327\u030c"
VOWEL_SIGNS = "\u064b\u064e\u064f\u0650\u0651\u0652"
ALPHABETS = {"latin": "abcdefghijklmnoprstuvz", "cyrillic": "абвгдежзиклмнопрсту", "arabic": "بتجدرسشفقكلمن"}
TRADITIONAL = {
    ord(simple): old for old, simple in zip(SURNAMES + GIVEN, (SURNAMES + GIVEN).translate(SIMPLE), strict=True)
}


def whole(one: Somebody) -> str:
    """The name as it is written in its script."""
    return one.family + one.given if one.script == "chinese" else f"{one.given} {one.family}"


def _inside(chance: random.Random, text: str, what: str) -> str:
    at = chance.randrange(1, len(text))
    return text[:at] + what + text[at:]


def _each_second(text: str, what: Callable[[], str]) -> str:
    return "".join(letter + (what() if at % 2 and letter.isalpha() else "") for at, letter in enumerate(text))


def _lookalike(_chance: random.Random, one: Somebody) -> str:
    table = CAN_LOOK if one.script == "latin" else {other: latin for latin, other in CAN_LOOK.items()}
    return "".join(table.get(letter, letter) for letter in whole(one))


COMMON: dict[str, Way] = {
    "as recorded": lambda _c, one: whole(one),
    "family name first": lambda _c, one: f"{one.family} {one.given}",
    "hyphen inside": lambda c, one: _inside(c, whole(one), "-"),
    "hyphen and line break inside": lambda c, one: _inside(c, whole(one), "-\n"),
    "line break inside": lambda c, one: _inside(c, whole(one), "\n"),
    "dots between": lambda _c, one: whole(one).replace(" ", " . ") if " " in whole(one) else ".".join(whole(one)),
    "no space": lambda _c, one: whole(one).replace(" ", ""),
    "zero-width and bidi characters": lambda c, one: _each_second(whole(one), lambda: c.choice(HIDDEN)),
    "letters spaced out": lambda _c, one: " ".join(whole(one)),
    "in quotation marks": lambda _c, one: f"“{whole(one)}”",
}
CASED: dict[str, Way] = {
    "upper case": lambda _c, one: whole(one).upper(),
    "lower case": lambda _c, one: whole(one).lower(),
    "family name, comma": lambda _c, one: f"{one.family.upper()}, {one.given}",
    "accents added": lambda c, one: _each_second(whole(one), lambda: c.choice(MARKS)),
    "decomposed": lambda _c, one: unicodedata.normalize("NFD", whole(one)),
    "look-alike letters": _lookalike,
}
EXACT: dict[str, dict[str, Way]] = {
    "latin": {
        **COMMON,
        **CASED,
        "accents taken away": lambda _c, one: "".join(
            x for x in unicodedata.normalize("NFD", whole(one)) if not unicodedata.combining(x)
        ),
        "full-width letters": lambda _c, one: "".join(
            chr(ord(x) + 0xFEE0) if "!" <= x <= "~" else x for x in whole(one)
        ),
        "plural": lambda _c, one: f"the {one.given} {one.family}s",
    },
    "cyrillic": {
        **COMMON,
        **CASED,
        "case ending added": lambda c, one: (
            whole(one) + c.choice(("а", "у", "ом", "е")) if one.family[-1] not in "аеиоуыэюяй" else whole(one)
        ),
    },
    "arabic": {
        **COMMON,
        "vowel signs": lambda c, one: _each_second(whole(one), lambda: c.choice(VOWEL_SIGNS)),
        "lengthened": lambda _c, one: _each_second(whole(one), lambda: "ـ"),
        "hamza on alif": lambda c, one: whole(one).replace("ا", c.choice("أإآٱ")),
        "Persian letters": lambda _c, one: whole(one).replace("ي", "ی").replace("ك", "ک"),
        "conjunction before": lambda c, one: c.choice("وبلف") + whole(one),
    },
    "chinese": {
        **COMMON,
        "traditional": lambda _c, one: whole(one).translate(TRADITIONAL),
        "simplified": lambda _c, one: whole(one).translate(SIMPLE),
        "middle dot": lambda _c, one: f"{one.family}·{one.given}",
        "between other characters": lambda _c, one: f"昨天{whole(one)}发言",
    },
}


def _in_one_word(change: Callable[[random.Random, str, str], str]) -> Way:
    def way(chance: random.Random, one: Somebody) -> str:
        given, family = one.given, one.family
        if chance.random() < 0.5:
            given = change(chance, given, ALPHABETS[one.script])
        else:
            family = change(chance, family, ALPHABETS[one.script])
        return f"{given} {family}"

    return way


def changed(chance: random.Random, word: str, alphabet: str) -> str:
    """One letter replaced."""
    at = chance.randrange(len(word))
    return word[:at] + _cased(chance.choice(alphabet), word[at]) + word[at + 1 :]


def dropped(chance: random.Random, word: str, _alphabet: str) -> str:
    """One letter left out."""
    at = chance.randrange(len(word))
    rest = word[:at] + word[at + 1 :]
    return rest[:1].upper() + rest[1:]


def doubled(chance: random.Random, word: str, _alphabet: str) -> str:
    """One letter twice."""
    at = chance.randrange(len(word))
    return word[: at + 1] + word[at].lower() + word[at + 1 :]


def swapped(chance: random.Random, word: str, _alphabet: str) -> str:
    """Two neighbours swapped."""
    at = chance.randrange(len(word) - 1)
    made = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return made.capitalize()


def _cased(letter: str, like: str) -> str:
    return letter.upper() if like.isupper() else letter


def _both(chance: random.Random, one: Somebody) -> str:
    ways, alphabet = (changed, dropped, doubled, swapped), ALPHABETS[one.script]
    return f"{chance.choice(ways)(chance, one.given, alphabet)} {chance.choice(ways)(chance, one.family, alphabet)}"


LETTERS: dict[str, Way] = {
    "letter changed": _in_one_word(changed),
    "letter dropped": _in_one_word(dropped),
    "letter doubled": _in_one_word(doubled),
    "letters swapped": _in_one_word(swapped),
    "letter changed, family name first": lambda c, one: " ".join(_in_one_word(changed)(c, one).split()[::-1]),
    "letter changed, hyphen and line break": lambda c, one: _in_one_word(changed)(c, one).replace(" ", "-\n"),
    "letter changed, zero-width characters": lambda c, one: _inside(c, _in_one_word(changed)(c, one), "\u200b"),
}
OTHER: dict[str, Way] = {
    "another transliteration": lambda c, one: c.choice(one.others),
    "another transliteration, reversed": lambda c, one: " ".join(c.choice(one.others).split()[::-1]),
}
NEAR: dict[str, dict[str, Way]] = {
    "latin": {**LETTERS, "a letter in both words": _both},
    "cyrillic": {**LETTERS, "a letter in both words": _both, **OTHER},
    "arabic": {**LETTERS, **OTHER},
    "chinese": {},
}
