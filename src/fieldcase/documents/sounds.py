"""What different transliterations of one name have in common: its consonants, in classes that writers mix up.

Vowels, doubled letters, signs and the weak letters of Arabic fall away. A letter that one system uses for one sound
and another for a second gives a word several keys; two words may be one name where they share a key. It says nothing
about Chinese, and nothing by itself about one word: two words of a name must both agree.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice, product

from fieldcase.documents.folding import script_of

_MOST = 48
"""Keys of one word at most."""
_GROUPS = {
    "shch": "S", "schtsch": "S", "chtch": "S", "tsch": "S TS", "dsch": "J", "sch": "S", "tch": "S TS", "dzh": "J",
    "sh": "S SH", "zh": "S J", "ch": "S H K", "kh": "H K KH", "gh": "G GH", "th": "T S TH", "dh": "D S DH", "ph": "F",
    "ts": "S TS", "tz": "S", "cz": "S", "sc": "S SK", "dj": "J", "ck": "K", "qu": "K", "b": "B", "p": "B", "f": "F",
    "v": "F", "w": "- F", "t": "T", "d": "D", "s": "S", "z": "S D", "c": "S K", "k": "K", "q": "K G", "g": "G J",
    "j": "- J S", "h": "H -", "l": "L", "m": "M", "n": "N", "r": "R", "x": "H KS",
}  # fmt: skip
_CYRILLIC = {
    "б": "B", "п": "B", "ф": "F", "в": "F", "т": "T", "д": "D", "с": "S", "з": "S D", "ж": "S J", "ш": "S", "щ": "S",
    "ч": "S", "ц": "S", "к": "K", "г": "G H", "ґ": "G", "х": "H", "л": "L", "м": "M", "н": "N", "р": "R", "ћ": "S",
    "ђ": "J", "џ": "J", "љ": "L", "њ": "N", "ј": "-",
}  # fmt: skip
_ARABIC = {
    "ب": "B", "پ": "B", "ف": "F", "ڤ": "F", "ت": "T", "ط": "T", "ث": "T S", "د": "D", "ض": "D S", "ذ": "D S",
    "ظ": "D S", "ز": "S", "س": "S", "ص": "S", "ش": "S", "چ": "S", "ج": "J G", "ژ": "J S", "ك": "K", "ق": "K G",
    "خ": "H K", "ح": "H -", "ه": "H -", "غ": "G", "گ": "G", "ل": "L", "م": "M", "ن": "N", "ر": "R", "و": "- F",
}  # fmt: skip
_PIECES = re.compile("|".join(sorted(_GROUPS, key=len, reverse=True)) + "|.")
_TWICE = re.compile(r"(.)\1+")
_VOWELS = str.maketrans("aeiyouwаеэиыоуюя", "AEIIUUUAEEIIUUUA")
_RUN = re.compile("[AEIU]+")
_LONG = re.compile("(?<!^)(?<![اوي])[اوي](?![اوي])")
_MAY_BE = {"ا": "AE", "ي": "IE", "و": "U"}
_ALIKE = 0.6
"""How far the vowels of two words that sound alike must agree, where both write them."""


@lru_cache(maxsize=65536)
def sounds(word: str) -> frozenset[str]:
    """The keys of a folded word: strings of consonant classes; none where it has no consonant."""
    script, word = script_of(word), _TWICE.sub(r"\1", word)
    if script == "latin":
        found = [_GROUPS.get(piece) for piece in _PIECES.findall(word)]
    elif script in ("cyrillic", "arabic"):
        table = _CYRILLIC if script == "cyrillic" else _ARABIC
        found = [table.get(letter) for letter in word.replace("дж", "џ")]
    else:
        return frozenset()
    choices = [options.split() for options in found if options]
    ways = islice(product(*choices), _MOST)
    keys = ("".join(way).replace("-", "") for way in ways)
    return frozenset(key for key in keys if key)


def vowels_agree(one: str, other: str) -> bool:
    """Whether the vowels of two words that share a key may be those of one name.

    Arabic writes the long ones: another spelling has them all, in their order.
    """
    arabic = [script_of(word) == "arabic" for word in (one, other)]
    if all(arabic):
        return True
    if any(arabic):
        written, full = (one, other) if arabic[0] else (other, one)
        return _has_in_order("".join(_runs(full)), [_MAY_BE[letter] for letter in _LONG.findall(written)])
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.normalized_similarity(_short(one), _short(other)) >= _ALIKE


def _runs(word: str) -> list[str]:
    return _RUN.findall(word.replace("ee", "i").translate(_VOWELS))


def _short(word: str) -> str:
    """One class a run of vowels; an i beside another is half a consonant: one system writes it with y, another with j.

    A w is none: it may be a v.
    """
    runs = _runs(word.replace("w", "v"))
    return "".join(run.replace("E", "A").strip("I")[:1] or "I" for run in runs)


def _has_in_order(vowels: str, wanted: list[str]) -> bool:
    left = iter(vowels)
    return all(any(vowel in one for vowel in left) for one in wanted)
