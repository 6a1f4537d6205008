"""Letters that look like another script's: a Cyrillic “а” in a Latin name is read as the name, and found as it.

The table holds letters of Greek, Cyrillic and extended Latin alone, drawn from Unicode's list of confusables (UTS 39,
Unicode License v3), and four small letters that its capitals suggest (к, κ, т, м). Every letter stands for one: a
text keeps its length, and every place in it its number.
"""

from __future__ import annotations

import re

# ruff: noqa: RUF001  what is collected here are the ambiguous letters themselves
_LOOKS = "ͺͿΑΒΕΖΗΙΚΜΝΟΡΤΥΧαγινορσυϒϜϱϲϳϹЅІЈАВЕКМНОРСТУХЬагеорсухѕіјѡѴѵҮүҺһҽӀӏԁԌԛԜԝꙇкκтм"
_LATIN = "iJABEZHIKMNOPTYXayivopouYFpcjCSIJABEKMHOPCTYXbareopcyxsijwVvYyHheIldGqWwikktm"
TO_LATIN = dict(zip(_LOOKS, _LATIN, strict=True))
_RARE = "ҽѡԌЬҮүѴҺӀ"
TO_CYRILLIC = {latin: look for look, latin in TO_LATIN.items() if "\u0400" <= look <= "\u052f" and look not in _RARE}
_LATIN_TABLE, _CYRILLIC_TABLE = str.maketrans(TO_LATIN), str.maketrans(TO_CYRILLIC)
_LATIN_LETTER = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_OTHER_LETTER = re.compile(r"[\u0370-\u052f\u1f00-\u1fff\ua640-\ua69f]")
_WORD = re.compile(r"\S+")
_LONG = 4
"""Letters from which a word wholly of look-alikes is read in the other script, in a text that is in one."""


def readings(text: str) -> tuple[str, ...]:
    """The text, and as it reads where letters of another script stand in for its own: in Latin, in Cyrillic.

    Only words that mix scripts, or are made of look-alikes alone, read in another way.
    """
    if text.isascii():
        return (text,)
    latin, other = _LATIN_LETTER.search(text), _OTHER_LETTER.search(text)
    if not other and not latin:
        return (text,)
    both = bool(latin and other)
    ways = [text]
    if other:
        ways.append(_WORD.sub(lambda word: _read(word[0], _LATIN_TABLE, both=both, own=_OTHER_LETTER), text))
    if both:
        ways.append(_WORD.sub(lambda word: _read(word[0], _CYRILLIC_TABLE, both=both, own=_LATIN_LETTER), text))
    return tuple(dict.fromkeys(ways))


def _read(word: str, table: dict[int, str], *, both: bool, own: re.Pattern[str]) -> str:
    """A word in the other script, where it may be meant in it; `own` are the letters that are replaced."""
    if not own.search(word):
        return word
    if _LATIN_LETTER.search(word) and _OTHER_LETTER.search(word):
        return word.translate(table)
    wholly = not own.search(word.translate(table))
    return word.translate(table) if wholly and (both or len(word) >= _LONG) else word
