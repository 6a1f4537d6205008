"""Invisible characters of a text: those that could hide something go, those that keep directions apart come.

A letter is read by people and searched for names: no invisible character of a record or of a person's typing stays in
it. What a reader needs where scripts of two directions meet is put in here: a mark after Arabic words in a text from
left to right, isolates around Latin words and numbers with signs in a text from right to left (UAX #9).
"""

from __future__ import annotations

import re
from typing import TypeVar

import msgspec

from fieldcase.documents.tree import Name, Span

AnySpan = TypeVar("AnySpan", bound=Span)

ISOLATES = "\u2066\u2067\u2068\u2069"
DIRECTIONS = "\u200e\u200f" + ISOLATES
_UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffe\uffff\ud800-\udfff]"
)
_LINE_ENDS = re.compile(r"[\t\n\x0b-\r\x1c-\x1f\x85\u2028\u2029]+")
_ARABIC = r"\u0590-\u08ff\ufb1d-\ufefc"
_ARABIC_WORDS = re.compile(rf"[{_ARABIC}](?:[{_ARABIC}\s]*[{_ARABIC}])?")
_LETTERS = r"A-Za-z\u00c0-\u024f\u0370-\u052f\u2e80-\u9fff"
_ONE = rf"[{_LETTERS}0-9]"
_FOREIGN = re.compile(rf"{_ONE}(?:[{_LETTERS}0-9/.,:+@&_’'\-\u2010-\u2014 \u00a0]*{_ONE})?")
_NUMBER = re.compile(r"[0-9]+")


def seen(text: str) -> str:
    """A text on one line, without invisible characters, which can hide a name."""
    return _UNSEEN.sub("", _LINE_ENDS.sub(" ", text))


def marked(span: AnySpan) -> AnySpan:
    """A span of a left-to-right text; a mark (U+200E) after Arabic words keeps a following bracket on its side."""
    return _with(span, _ARABIC_WORDS.sub(lambda found: found[0] + "\u200e", seen(span.text)))


def isolated(span: AnySpan) -> AnySpan:
    """A span of a right-to-left text; Latin names, references and numbers with signs stand in isolates of their own."""
    return _with(span, _FOREIGN.sub(_isolate, seen(span.text)))


def together(spans: list[Span]) -> list[Span]:
    """A name with its own form in brackets, neither in Arabic, is one foreign phrase of a right-to-left text."""
    found = list(spans)
    for at in range(len(spans) - 3):
        name, between, also, after = spans[at : at + 4]
        if not (isinstance(name, Name) and isinstance(also, Name) and name.party == also.party):
            continue
        if (between.text, after.text) == (" (", ")") and not re.search(f"[{_ARABIC}]", name.text + also.text):
            found[at] = _with(name, ISOLATES[0] + name.text)
            found[at + 3] = _with(after, after.text + ISOLATES[-1])
    return found


def _isolate(found: re.Match[str]) -> str:
    return found[0] if _NUMBER.fullmatch(found[0]) else f"\u2066{found[0]}\u2069"


def without_directions(text: str) -> str:
    """The words without the marks that are put in here: for comparing with a record."""
    return text.translate(dict.fromkeys(map(ord, DIRECTIONS)))


def _with(span: AnySpan, text: str) -> AnySpan:
    return span if text == span.text else msgspec.structs.replace(span, text=text)
