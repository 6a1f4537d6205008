"""The words of dates, from word lists handed in as data, and the cutting of a text into such words.

One list a language (`fieldcase-dates/1`, in the resources). Nothing here knows a language: another list makes another
language readable. Capitals, accents, vowel marks, invisible marks, kinds of digits and of apostrophes make no
difference.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import Any

import msgspec

from fieldcase.model.dates.calendars import HijriTable


class Word(StrEnum):
    """What a word or sign does in a date."""

    MONTH = "months"
    SEASON = "seasons"
    PART = "parts"
    HALF = "halves"
    QUARTER = "quarters"
    QUARTER_NAMED = "quarter_ordinals"
    WEEK = "weeks"
    WEEK_OF = "week_of"
    WEEKEND_OF = "weekend_of"
    ABOUT = "about"
    DOUBT = "doubt"
    PLANNED = "planned"
    UNKNOWN = "unknown"
    SINCE = "since"
    UNTIL = "until"
    BEFORE = "before"
    AFTER = "after"
    BETWEEN = "between"
    AND = "and"
    OR = "or"
    TO = "to"
    NIGHT = "night"
    WEEKDAY = "weekdays"
    FEAST = "feasts"
    HIJRI = "hijri"
    HIJRI_YEAR = "hijri_years"
    ORDINAL = "ordinals"
    YEAR_MARK = "year_marks"
    MONTH_MARK = "month_marks"
    DAY_MARK = "day_marks"
    FILLER = "fillers"
    # what is no word
    NUMBER = "number"
    NUMERIC = "numeric"
    SHORT = "short"
    PAIR = "pair"
    DECADE = "decade"
    TIME = "time"
    OTHER = "other"


class WordList(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One language's list as it stands in the resources."""

    format: str
    lang: str
    order: str = ""
    months: dict[str, int] = {}
    seasons: dict[str, int] = {}
    parts: dict[str, list[str]] = {}
    halves: dict[str, int] = {}
    quarters: list[str] = []
    quarter_ordinals: dict[str, int] = {}
    weeks: dict[str, int] = {}
    week_of: list[str] = []
    weekend_of: list[str] = []
    about: list[str] = []
    doubt: list[str] = []
    planned: list[str] = []
    unknown: list[str] = []
    since: list[str] = []
    until: list[str] = []
    before: list[str] = []
    after: list[str] = []
    between: list[str] = []
    and_: list[str] = msgspec.field(name="and", default_factory=list)
    or_: list[str] = msgspec.field(name="or", default_factory=list)
    to: list[str] = []
    night: list[str] = []
    weekdays: dict[str, int] = {}
    feasts: dict[str, dict[str, list[int]]] = {}
    hijri: dict[str, int] = {}
    hijri_years: list[str] = []
    ordinals: list[str] = []
    year_marks: list[str] = []
    month_marks: list[str] = []
    day_marks: list[str] = []
    digits: dict[str, int] = {}
    fillers: list[str] = []


class Token(msgspec.Struct, frozen=True):
    """A word, number or sign found in a text. `value` is what the list says of it; `glued` when nothing stood before
    it.
    """

    word: Word
    value: Any
    text: str
    lang: str = ""
    glued: bool = False


class Lexicon(msgspec.Struct, frozen=True, kw_only=True):
    """All lists together, ready to read with; `languages` in the order in which they are preferred."""

    phrases: dict[tuple[str, ...], tuple[Token, ...]]
    signs: dict[str, tuple[Token, ...]]
    numbered: frozenset[tuple[str, ...]]
    ordinals: frozenset[str]
    longest: int
    longest_sign: int
    orders: dict[str, str]
    languages: tuple[str, ...]
    digits: dict[str, int]
    marks: str
    hijri: HijriTable | None = None


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """The text without capitals, accents, vowel marks, invisible marks, kinds of apostrophe and of dash."""
    out = []
    for char in unicodedata.normalize("NFKD", text.casefold()):
        category = unicodedata.category(char)
        if category in ("Mn", "Cf") or char == "ـ":
            continue
        if category == "Nd":
            char = str(unicodedata.decimal(char))
        elif category == "Pd" and char != "-" or char == "−":
            char = "–"
        elif char in "'’‘ʼ`´" or category == "Zs" or char in "\t\r\n":
            char = " "
        out.append("ي" if char == "ى" else char)
    return re.sub(r"(?<=[^\W\d_])-(?=\w)|(?<=\w)-(?=[^\W\d_])", " ", "".join(out))


_UNSPACED = re.compile(r"[぀-ヿ㐀-鿿]")


def lexicon(lists: Iterable[Mapping[str, Any]], hijri: Mapping[str, Any] | None = None) -> Lexicon:
    """Make a lexicon of decoded word lists. Raises `msgspec.ValidationError` when a list is not of the format."""
    phrases: dict[tuple[str, ...], list[Token]] = {}
    signs: dict[str, list[Token]] = {}
    read = [msgspec.convert(one, WordList) for one in lists]
    for words in read:
        for word, text, value in _entries(words):
            token = Token(word, value, text, words.lang)
            if _UNSPACED.search(text):
                signs.setdefault(text, []).append(token)
            else:
                here = phrases.setdefault(tuple(_LETTERS.findall(plain(text))), [])
                if all(other.lang != words.lang for other in here):
                    here.append(token)
    phrases.pop((), None)
    return Lexicon(
        phrases={key: tuple(value) for key, value in phrases.items()},
        signs={key: tuple(value) for key, value in signs.items()},
        numbered=frozenset(key[:2] for key in phrases if key[0].isdigit() and len(key) > 1),
        ordinals=frozenset(plain(text) for words in read for text in words.ordinals),
        longest=max((len(key) for key in phrases), default=1),
        longest_sign=max((len(key) for key in signs), default=1),
        orders={words.lang: words.order for words in read},
        languages=tuple(words.lang for words in read),
        digits={char: value for words in read for char, value in words.digits.items()},
        marks="".join(mark for words in read for mark in (*words.year_marks, *words.month_marks, *words.day_marks)),
        hijri=msgspec.convert({k: v for k, v in hijri.items() if k != "about"}, HijriTable) if hijri else None,
    )


def _entries(words: WordList) -> Iterable[tuple[Word, str, Any]]:
    for word in Word:
        name = {"and": "and_", "or": "or_"}.get(word.value, word.value)
        said = getattr(words, name, None)
        if isinstance(said, list):
            yield from ((word, text, True) for text in said)
        elif word is Word.PART and said:
            yield from ((word, text, part) for part, texts in said.items() for text in texts)
        elif said:
            yield from ((word, text, value) for text, value in said.items())


_LETTERS = re.compile(r"[^\W\d_]+|\d+")
_SCAN = re.compile(
    r"""
    (?P<stamp>\d{4}-\d{2}-\d{2}[t ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s?(?:z|[+-]\d{2}:?\d{2})?)(?![\w:])
  | (?P<numeric>(?<![\d.,])\d{1,4}(?P<sep>\s?[./–-]\s?)\d{1,2}(?P=sep)\d{1,4}(?![\d]))
  | (?P<roman>(?<!\d)\d{1,2}[\s./-]+(?:x{0,1}(?:ix|iv|v?i{0,3}))(?<=[ivx])[\s./-]+\d{4}(?!\d))
  | (?P<short>(?<![\d.,])(?:\d{4}\s?[./-]\s?\d{1,2}|\d{1,2}\s?[./-]\s?\d{4})(?![\d]))
  | (?P<pair>(?<![\d.,/])\d{1,2}\s?[./]\s?\d{1,2}(?![\d/]|\s?[./]\s?\d))
  | (?P<time>(?<!\d)\d{1,2}(?::\d{2}(?::\d{2})?|h\d{2})(?![\w:]))
  | (?P<decade>(?<!\d)\d{3}0\s?s\b)
  | (?P<number>\d+)
  | (?P<sign>[぀-ヿ㐀-鿿]+)
  | (?P<word>[^\W\d_]+)
  | (?P<mark>[~≈±?/()&–;,-])
    """,
    re.VERBOSE,
)
_MARKS = {"~": Word.ABOUT, "≈": Word.ABOUT, "±": Word.ABOUT, "?": Word.DOUBT, "/": Word.OR, "&": Word.AND}


def tokens(text: str, words: Lexicon) -> list[Token]:
    """Cut a text into the words of dates. What is no such word stays as `OTHER`; nothing is lost."""
    said = re.sub(r"(?<!\w)و(?=\s?\d)", "و ", plain(text))
    said = _numerals(re.sub(r"(?<!\w)([^\W\d_])/([^\W\d_])(?!\w)", r"\1 \2", said), words)
    found = list(_SCAN.finditer(said))
    out: list[list[Token]] = []
    index = 0
    while index < len(found):
        piece = found[index]
        glued = bool(piece.start()) and not said[piece.start() - 1].isspace()
        if length := _phrase_length(found, index, words):
            out.append(_phrase(found[index : index + length], words, glued))
        elif piece.lastgroup == "sign":
            out.extend(_signs(piece[0], words))
        else:
            out.append([_plain_token(piece, glued)])
        index += length or 1
    return _settle(out, words)


def _numerals(said: str, words: Lexicon) -> str:
    if not words.digits or not _UNSPACED.search(said):
        return said
    chars = "".join(words.digits)
    marks = "".join(sorted(set(words.marks)))
    pattern = rf"([{re.escape(chars)}]+)(?=[{re.escape(marks)}]|[至到])"
    return re.sub(pattern, lambda found: str(_number(found[1], words.digits)), said)


def _number(text: str, digits: Mapping[str, int]) -> int:
    values = [digits[char] for char in text]
    if 10 not in values:
        return int("".join(str(value) for value in values))
    at = values.index(10)
    tens = values[at - 1] if at else 1
    return tens * 10 + (values[at + 1] if at + 1 < len(values) else 0)


def _phrase_length(found: Sequence[re.Match[str]], index: int, words: Lexicon) -> int:
    """How many of the pieces from here on make one known phrase; 0 when none does."""
    key = tuple(piece[0] for piece in found[index : index + words.longest])
    if found[index].lastgroup != "word" and key[:2] not in words.numbered:
        return 0
    return next((length for length in range(len(key), 0, -1) if key[:length] in words.phrases), 0)


def _phrase(pieces: Sequence[re.Match[str]], words: Lexicon, glued: bool) -> list[Token]:
    key = tuple(piece[0] for piece in pieces)
    return [Token(one.word, one.value, " ".join(key), one.lang, glued) for one in words.phrases[key]]


def _signs(text: str, words: Lexicon) -> list[list[Token]]:
    out: list[list[Token]] = []
    at = 0
    while at < len(text):
        for length in range(min(words.longest_sign, len(text) - at), 0, -1):
            entries = words.signs.get(text[at : at + length])
            if entries:
                out.append([Token(entry.word, entry.value, entry.text, entry.lang, True) for entry in entries])
                at += length
                break
        else:
            out.append([Token(Word.OTHER, None, text[at], "", True)])
            at += 1
    return out


def _plain_token(piece: re.Match[str], glued: bool) -> Token:
    text, group = piece[0], piece.lastgroup
    if group == "mark":
        return Token(_MARKS.get(text, Word.TO if text in "–-" else Word.FILLER), True, text, "", glued)
    if group in ("numeric", "stamp", "roman"):
        return Token(Word.NUMERIC, group, text, "", glued)
    named = {"short": Word.SHORT, "pair": Word.PAIR, "time": Word.TIME, "decade": Word.DECADE, "word": Word.OTHER}
    word = named.get(group or "", Word.NUMBER)
    return Token(word, int(text) if word is Word.NUMBER and len(text) < 10 else None, text, "", glued)


def _settle(found: list[list[Token]], words: Lexicon) -> list[Token]:
    """Where several languages know a word, take the language that the other words speak, else the preferred one."""
    spoken = Counter(choices[0].lang for choices in found if len(choices) == 1 and choices[0].lang)

    def rank(token: Token) -> tuple[int, int]:
        return -spoken[token.lang], words.languages.index(token.lang) if token.lang in words.languages else 99

    out: list[Token] = []
    for choices in found:
        token = min(choices, key=rank)
        if token.glued and token.text in words.ordinals and out and out[-1].word is Word.NUMBER:
            token = Token(Word.ORDINAL, True, token.text, token.lang, True)
        out.append(token)
    return out
