"""Signs in a text that make it look other than it is: invisible marks, damaged encoding, text that a spreadsheet
would run.

`fold` is how texts are compared in an import: trimmed, without capitals and invisible marks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import msgspec

LONGEST_NUMBER = 60
"""Characters beyond which a text that begins with a sign is taken for no number and no telephone."""

ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
BIDI = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_INVISIBLE = re.compile(f"[{ZERO_WIDTH}{BIDI}]")
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u26ff\u2b50\u2b55]|[\u2190-\u27bf\u2934-\u2bff]\ufe0f")
_JOINED_EMOJI = re.compile(
    "(?<=[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f])\u200d(?=[\U0001f000-\U0001faff\u2600-\u27bf])"
)
_ZERO_WIDTH = re.compile(f"[{ZERO_WIDTH}]")
_BIDI = re.compile(f"[{BIDI}]")
_SIGNED_NUMBER = re.compile(r"[+-]\s?[\d().\s/-]*\d[\d().,\s/-]*%?")
_HIGH = re.compile("[\u0080-\uffff]{2,8}")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The form in which two texts are the same: no invisible marks, no capitals, single spaces, none at the ends."""
    return " ".join(_INVISIBLE.sub("", text).casefold().split())


def visible(text: str) -> str:
    """The text without invisible marks and space around it; what a person reads."""
    return _INVISIBLE.sub("", text).strip()


def is_blank(text: str) -> bool:
    return not visible(text)


def has_zero_width(text: str) -> bool:
    """True when the text hides zero-width characters; a joiner inside an emoji is none."""
    return bool(_ZERO_WIDTH.search(_JOINED_EMOJI.sub("", text)))


def has_bidi(text: str) -> bool:
    return bool(_BIDI.search(text))


def has_emoji(text: str) -> bool:
    return bool(_EMOJI.search(text))


def has_space_around(text: str) -> bool:
    return text != text.strip()


def would_run(text: str) -> bool:
    """True for text that a spreadsheet would take for a formula: = @ tab or return first; or + or − that is no number,
    telephone, lone sign or dash and space."""
    if text.startswith(("\t", "\r")):
        return True
    text = visible(text)
    if text.startswith(("=", "@")):
        return True
    if not text.startswith(("+", "-")):
        return False
    if text[1:2].isspace() or len(text) == 1:
        return False
    return len(text) > LONGEST_NUMBER or not _SIGNED_NUMBER.fullmatch(text)


def is_damaged(text: str) -> bool:
    """True when some letters are UTF-8 read as another encoding ("dÃ©tenue"), or were lost already (U+FFFD)."""
    if "\ufffd" in text:
        return True
    return any(_is_utf8_misread(run) for run in _HIGH.findall(text))


def _is_utf8_misread(run: str) -> bool:
    raw = bytearray()
    for char in run:
        try:
            raw += char.encode("windows-1252")
        except UnicodeEncodeError:
            if ord(char) > 0xFF:
                return False
            raw.append(ord(char))
    for start in range(len(raw) - 1):
        lead = raw[start]
        length = 2 if 0xC2 <= lead <= 0xDF else 3 if 0xE0 <= lead <= 0xEF else 0
        piece = raw[start : start + length]
        if length and len(piece) == length and all(0x80 <= byte <= 0xBF for byte in piece[1:]):
            return True
    return False


class Signs(msgspec.Struct, frozen=True, kw_only=True):
    """Words by which registers mark trial entries and submissions that were not approved (`fieldcase-marks/1`)."""

    trial: frozenset[str]
    refused: frozenset[str]

    def begins_as_trial(self, text: str) -> bool:
        """True when a text begins with such a word as the list writes it; "test" in a sentence is none."""
        return re.split(r"\W", visible(text), maxsplit=1)[0] in self.trial

    def is_trial(self, text: str) -> bool:
        """True when a cell says nothing but such a word."""
        return visible(text).upper() in self.trial

    def not_approved(self, text: str) -> bool:
        return fold(text) in self.refused


def signs(words: Mapping[str, Any]) -> Signs:
    """The signs of a decoded list."""
    return Signs(trial=frozenset(words["trial"]), refused=frozenset(fold(word) for word in words["not_approved"]))
