"""Text reduced to what two spellings of a name have in common, with the way back to where it stood.

Case, diacritics, Arabic vowel signs and letter variants, invisible characters, hyphens, dots and spaces are taken away;
traditional Chinese characters become simplified, digits of any script European. What remains is one string of letters
and digits, each knowing its place in the text and whether a word begins or ends there.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from fieldcase.documents.han import SIMPLIFIED

_LETTERS = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "ß": "ss",
        "ŋ": "n",
        "ħ": "h",
        "ŧ": "t",
        "ə": "e",
        "ة": "ه",
        "ى": "ي",
        "ی": "ي",
        "ې": "ي",
        "ک": "ك",
        "ګ": "ك",
        "ٱ": "ا",
        "ہ": "ه",
        "ھ": "ه",
        "ە": "ه",
        "ۀ": "ه",
        "ء": "",
        "ـ": "",
        "ё": "е",
        "і": "и",
        "ѝ": "и",
        "\u115f": "",
        "\u1160": "",
    }
)
_LETTERS |= SIMPLIFIED


@dataclass(frozen=True)
class Folded:
    """A folded text: `letters`, where each stood (`at`), and where words begin and end (indices into `letters`)."""

    letters: str
    at: tuple[int, ...]
    begins: frozenset[int]
    ends: frozenset[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Start and end in the text of the letters `start` to `end`."""
        return self.at[start], self.at[end - 1] + 1


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    """What one character leaves; nothing for marks and invisible ones, a space for what parts words."""
    kept = []
    for one in unicodedata.normalize("NFKD", character).casefold().translate(_LETTERS):
        for letter in unicodedata.normalize("NFKD", one):
            category = unicodedata.category(letter)
            if category == "Lm" and letter < "\u3000":
                continue  # ʿ and ʾ, and other signs that a transliteration sets or leaves out
            if category[0] in "LN":
                digit = unicodedata.digit(letter, None)
                kept.append(str(digit) if digit is not None else letter)
            elif category in ("Mn", "Me", "Mc", "Cf", "Sk"):
                continue
            else:
                kept.append(" ")
    return "".join(kept)


def fold(text: str) -> Folded:
    """Fold a text; every word boundary of the text is remembered, also inside "al-Khatib" and "D'Arvo"."""
    letters: list[str] = []
    at: list[int] = []
    begins: set[int] = set()
    ends: set[int] = set()
    parted = True
    before: tuple[bool, str] | None = None
    for place, character in enumerate(text):
        for letter in _fold_character(character):
            if letter == " ":
                parted = True
                ends.add(len(letters))
                continue
            kind = _KINDS[letter]
            if parted or kind != before:
                begins.add(len(letters))
                ends.add(len(letters))
            letters.append(letter)
            at.append(place)
            before, parted = kind, False
    ends.add(len(letters))
    return Folded("".join(letters), tuple(at), frozenset(begins), frozenset(ends))


class _Letters(dict[int, str]):
    """What each character leaves, for `str.translate`: asked once a character."""

    def __missing__(self, code: int) -> str:
        self[code] = left = _fold_character(chr(code)).replace(" ", "")
        return left


_LEFT = _Letters()


def letters_of(text: str) -> str:
    """The folded letters of a text alone, as `fold(text).letters`, quicker."""
    return text.translate(_LEFT)


def words(text: str) -> tuple[str, ...]:
    """The folded words of a name."""
    folded = fold(text)
    marks = [*sorted(folded.begins), len(folded.letters)]
    return tuple(folded.letters[start:end] for start, end in pairwise(marks))


def squeezed(text: str) -> str:
    """A text as its folded letters alone."""
    return letters_of(text)


def script_of(word: str) -> str:
    """The script that decides how a word may be inflected or joined: latin, cyrillic, arabic, dense, or other."""
    code = ord(word[0]) if word else 0
    if code < 0x250 or 0x1E00 <= code <= 0x1EFF:
        return "latin"
    if 0x400 <= code <= 0x52F:
        return "cyrillic"
    if 0x600 <= code <= 0x8FF or 0xFB50 <= code <= 0xFEFF:
        return "arabic"
    if 0x2E80 <= code <= 0x9FFF or 0xAC00 <= code <= 0xD7FF or 0x1100 <= code <= 0x11FF or code >= 0x20000:
        return "dense"
    return "other"


class _Kinds(dict[str, tuple[bool, str]]):
    """Whether a letter is a digit, and its script: where either changes, words meet without a space."""

    def __missing__(self, letter: str) -> tuple[bool, str]:
        self[letter] = kind = (letter.isdigit(), script_of(letter))
        return kind


_KINDS = _Kinds()

DIGIT_RUN = re.compile(r"\+?\d(?:[\s\u00a0\u202f().\-/–]{0,3}\d){5,19}")
"""Digits that may be a telephone number, in any spacing (of a text whose digits are European)."""


def european_digits(text: str) -> str:
    """The same text, length kept, with the digits of every script as 0 to 9 and invisible characters as spaces."""
    return text.translate(_EUROPEAN)


class _Digits(dict[int, str]):
    """What each character is where digits are looked for, for `str.translate`: asked once a character."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        digit = unicodedata.digit(character, None)
        kept = character if digit is None else str(digit)
        self[code] = found = " " if unicodedata.category(character) == "Cf" else kept
        return found


_EUROPEAN = _Digits()
