"""A tree as the checks read it: one passage a paragraph or item, names and quotations told apart from its own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import msgspec

from fieldcase.documents.marks import without_directions
from fieldcase.documents.resources import LintWords
from fieldcase.documents.tree import Document, Items, Name, Removed, Spans, Table, Value, span_groups, spans_text

BLANK = "\ufffc"
"""Stands where a name, a token or a quotation was: it is no letter and parts words."""


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """One paragraph, item, note or cell.

    `text` is everything; `own` the letter's own words, of the same length, names and quotations blanked; `label` the
    number of the item; `parties` who is mentioned; `places` and `dates` (EDTF) those that stand as signs.
    """

    block: str
    text: str
    own: str
    label: str = ""
    parties: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()


def passages(document: Document, words: LintWords) -> tuple[Passage, ...]:
    """All passages of a tree in reading order."""
    return tuple(_passages(document, words))


def _passages(document: Document, words: LintWords) -> Iterator[Passage]:
    for section in document.sections:
        for block in section.content:
            labels = [""]
            if isinstance(block, Items):
                labels = [label for item in block.items for label in ((item.label, "") if item.note else (item.label,))]
            elif isinstance(block, Table):
                labels = [f"{spans_text(row[0])}." for row in block.rows for _cell in row]
            for n, spans in enumerate(span_groups(block)):
                yield _passage(section.block, spans, labels[n] if n < len(labels) else "", words)


def _passage(block: str, spans: Spans, label: str, words: LintWords) -> Passage:
    own = "".join(BLANK * len(span.text) if isinstance(span, (Name, Removed)) else span.text for span in spans)
    parties = tuple(dict.fromkeys(span.party for span in spans if isinstance(span, Name)))
    text = spans_text(spans)
    refs = [span.data_ref for span in spans if isinstance(span, Value)]
    return Passage(
        block=block,
        text=text,
        own=without_quotations(own, words),
        label=label,
        parties=parties,
        places=tuple(ref.removeprefix("place:") for ref in refs if ref.startswith("place:")),
        dates=tuple(ref.removeprefix("date:") for ref in refs if ref.startswith("date:")),
    )


def without_quotations(text: str, words: LintWords) -> str:
    """The text with quotations blanked, read from its beginning: what stands between two of them is the letter's own.

    A quotation that is never closed is none.
    """
    pairs = "|".join(f"{re.escape(begin)}[^{re.escape(begin + end)}]*{re.escape(end)}" for begin, end in words.quotes)
    return re.sub(pairs, lambda found: BLANK * len(found[0]), text) if pairs else text


def found_words(text: str, wanted: Iterable[str], *, whole: bool = True, prefix: str = "") -> Iterator[re.Match[str]]:
    """Where one of some words or phrases stands, as a whole word where the language parts words.

    Capitals count as the same word, but for words of one or two letters, whose capitals are initials and abbreviations.
    A star ends a word that goes on; `prefix` is a pattern of letters written onto a word. Arabic vowel signs hide no
    word.
    """
    pattern = _pattern(tuple(wanted), whole, prefix)
    if pattern is not None:
        yield from pattern.finditer(text.replace("\u00a0", " ").replace("\u202f", " "))


@lru_cache(maxsize=128)
def _pattern(wanted: tuple[str, ...], whole: bool, prefix: str) -> re.Pattern[str] | None:
    forms = sorted({form for word in wanted for form in _forms(word)}, key=lambda form: (-len(form), form))
    if not forms:
        return None
    if not whole:
        return re.compile("|".join(map(_spelt, forms)))
    ends = [_spelt(form.rstrip("*")) + (r"\w*" if form.endswith("*") else _end(form)) for form in forms]
    return re.compile(rf"(?<!\w){prefix}(?:" + "|".join(ends) + ")")


def _end(form: str) -> str:
    return "" if form.endswith("’") else rf"{_MARKS}(?!\w)" if _ARABIC.search(form) else r"(?!\w)"


_ARABIC = re.compile(r"[\u0621-\u064a]")
_MARKS = "[\u064b-\u0652\u0670\u0640]*"


def _spelt(form: str) -> str:
    """The pattern of a form; in Arabic any vowel sign or lengthening may stand behind each letter."""
    if not _ARABIC.search(form):
        return re.escape(form)
    return _MARKS.join(re.escape(letter) for letter in form)


def _forms(word: str) -> set[str]:
    forms = {word, word[:1].upper() + word[1:]}
    return forms | {word.upper()} if len(word) > 2 else forms


def squeezed_spaces(text: str) -> str:
    """For comparing with a profile: single spaces, no case, no marks of direction."""
    return " ".join(without_directions(text).split()).casefold()
