"""What search reads of a record, and how text is folded so that spelling by hand finds it.

Folding keeps one letter one letter (accents off, Arabic letter forms joined, vowel signs and joiners dropped), so a
place in the folded text can be found again in the text itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from fieldcase.model.declare import Part, Shape, Type
from fieldcase.vault.views.layout import WEIGHTS, Layout, searched

_DROPPED = "".join(
    chr(code)
    for code in [*range(0x300, 0x370), *range(0x64B, 0x660), 0x670, *range(0x6D6, 0x6EE), 0x640, *range(0x200B, 0x2010)]
    if unicodedata.category(chr(code)) in ("Mn", "Cf", "Lm")
)
_ARABIC = str.maketrans("أإآٱىیةکٶؤئ", "ااااييهكووي")
_WORDS = frozenset({Type.TEXT, Type.LONG_TEXT, Type.CODE, Type.CHOICE, Type.STATE, Type.GROUP})
GROWN_TOGETHER = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]+")
"""Scripts in which small words grow onto the next one (Arabic, Hebrew): pieces of words must be found."""
UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u31ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Scripts without spaces (Chinese, Thai …): every sign is a word of its own, so that names of two signs are found."""


BEYOND = re.compile("[øØłŁđĐħĦıæÆœŒßþÞðÐǠ-ǣǮǯǼ-ǿ\u0300-\u1dff\u1f00-\u1fff\u200b-\u200f\u2e80-\U0010ffff]")
"""Letters that the index itself leaves as they are, or folds otherwise; accents on Latin letters it takes off alike."""


class Words(NamedTuple):
    """One text of a record that search knows: its field, its weight, whether it is a name."""

    field: str
    text: str
    weight: int
    name: bool


@cache
def _folding() -> dict[int, int | None]:
    """Letters that fold to another single letter; made once, at the first use."""
    table: dict[int, int | None] = dict.fromkeys(map(ord, _DROPPED))
    table |= {digit: ord("0") + unicodedata.digit(chr(digit)) for digit in [*range(0x660, 0x66A), *range(0x6F0, 0x6FA)]}
    for code in [*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x370, 0x530), *range(0x1E00, 0x2000)]:
        plain = unicodedata.normalize("NFD", chr(code))[0].casefold()
        if len(plain) == 1 and plain != chr(code):
            table[code] = ord(plain)
    for at, one in enumerate("øłđħıæœßþð"):
        table[ord(one)] = ord("oldhiaosth"[at])
        if len(one.upper()) == 1:
            table[ord(one.upper())] = ord("oldhiaosth"[at])
    return table | dict(_ARABIC)


@cache
def _letters() -> dict[int, int]:
    """The same without dropping any."""
    return {code: to for code, to in _folding().items() if to is not None}


def fold(text: str) -> str:
    """The text as it is searched: lower case, without accents and vowel signs."""
    return text.translate(_folding()) if not text.isascii() else text.lower()


def place_keeping(text: str) -> str:
    """The same, but with dropped signs left in their places, so that positions are those of the text."""
    return text.translate(_letters()) if not text.isascii() else text.lower()


def tokens(text: str) -> str:
    """The text as the index of words takes it: what the index does not fold in the same way by itself is folded."""
    if text.isascii() or not BEYOND.search("".join(set(text))):
        return text
    return UNSPACED.sub(r" \g<0> ", fold(text))


def between_letters() -> str:
    """A pattern for dropped signs that may stand between two letters."""
    return f"[{_DROPPED}]*"


def words_of(layout: Layout, values: Mapping[str, Any]) -> list[Words]:
    """Every text of a record that search reads, in the order of its fields."""
    out: list[Words] = []
    by_field: dict[str, list[Any]] = {}
    for path in sorted(values):  # always the same order: what is taken out of the index must be what was put in
        if (name := path.partition("/")[0]) in layout.searched:
            by_field.setdefault(name, []).append(values[path])
    for part in layout.parts:
        for value in by_field.get(part.name, ()):
            out += _said(part, value, part.name, part.field.search)
    return out


def columns_of(words: Sequence[Words]) -> tuple[str, ...]:
    """The texts by weight, one a column of the search, folded."""
    found: dict[int, list[str]] = {}
    for word in words:
        found.setdefault(_nearest(word.weight), []).append(word.text)
    return tuple(tokens("\n".join(found[weight])) if weight in found else "" for weight in WEIGHTS)


def pieces_of(words: Sequence[Words]) -> tuple[str, str]:
    """What is searched by pieces of words, folded: names, and text of scripts written together."""
    names = "\n".join(word.text for word in words if word.name)
    others = [word.text for word in words if not (word.name or word.text.isascii())]
    runs = [run for text in others if BEYOND.search("".join(set(text))) for run in GROWN_TOGETHER.findall(text)]
    return fold(names), fold(" ".join(runs))


def _said(part: Part, value: Any, field: str, weight: int) -> Iterator[Words]:
    """The texts in a value of this part: itself, in each language, each code, or the searched parts of a group."""
    if isinstance(value, str):
        if value and part.field.type in _WORDS:
            yield Words(field, value, max(part.field.search or weight, 1), part.field.names)
    elif isinstance(value, list):
        for one in value:
            yield from _said(part, one, field, weight)
    elif isinstance(value, Mapping) and part.shape is Shape.TEXTS:
        for one in (value["text"],) if "text" in value else value.values():
            yield from _said(part, one, field, weight)
    elif isinstance(value, Mapping):
        for inner in part.parts:
            if inner.name in value and searched(inner):
                yield from _said(inner, value[inner.name], field, weight)


def _nearest(weight: int) -> int:
    return min(WEIGHTS, key=lambda one: (abs(one - weight), -one))
