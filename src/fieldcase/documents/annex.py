"""Many allegations in a table behind the letter: number, date, place, what is alleged. Their numbers stay.

The program makes the annex, not a template, so that an office's own templates need not know of it: where a letter has
one, the template finds no allegation to print, and a sentence behind the words that lead to them says where they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from fieldcase.documents.facts import AllegationFacts
from fieldcase.documents.resources import AnnexWords
from fieldcase.documents.templates import Filled

BLOCK = "annex"
PLACES = frozenset({"allegations", BLOCK})
"""The blocks in which allegations stand under their numbers."""
_PARTS = re.compile(r"\\.|\{[^{}]*\}|\|")


def annex(allegations: Sequence[AllegationFacts], words: AnnexWords) -> Filled:
    """The block of an annex: a page of its own, a heading, a row for each allegation."""
    rows = [words.heads, *(_row(one) for one in allegations)]
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    printed = {f"{_ref(one)}.text": one.text for one in allegations}
    printed |= {f"{_ref(one)}.row": f"{one.when} {one.place}".strip() for one in allegations}
    return Filled(text=f"===\n### {words.title}\n\n{table}", printed=printed)


def referring(text: str, allegations: Sequence[AllegationFacts], words: AnnexWords) -> str:
    """The block in which allegations would stand, with the sentence that says where they do."""
    numbers = [one.number for one in allegations]
    sentence = words.sentence.format(first=min(numbers, default=0), last=max(numbers, default=0))
    return f"{text.rstrip()}\n\n{sentence}"


def _row(one: AllegationFacts) -> tuple[str, ...]:
    date = "{date:" + one.when + "}" if one.when else ""
    place = "{place:" + one.place + "}" if one.place else ""
    return (str(one.number), date, place, _cell(one.text))


def _cell(text: str) -> str:
    """A text that may hold signs, made to stay in its cell: a bar of its own is no border."""
    return _PARTS.sub(lambda found: r"\|" if found[0] == "|" else found[0], text)


def _ref(one: AllegationFacts) -> str:
    return f"allegations.{one.allegation or one.number}"
