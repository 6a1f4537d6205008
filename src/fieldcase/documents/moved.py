"""Which facts of a block moved since it was drafted: what it was made of, what it would be made of now, what it says.

Pure: both sides are `drawn` of a draft (`ref=words`, in codes). Dates of the letter itself and its reference are given
at signature, and the deadline counts from that day: they do not count as moved.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum

import msgspec

from fieldcase.documents.markup import linked_values, read_signs
from fieldcase.documents.tree import Text, Value

GIVEN_LATER = frozenset({"reference", "day", "deadline", "signatory"})
"""Facts that the program writes anew at signature."""
_LINK = re.compile(r"\{=(?P<ref>[\w.\-]+)\|(?:\\.|[^{}\\])*\}")


class Move(StrEnum):
    """What happened to a fact of a block."""

    CHANGED = "changed"
    """The records say something else now."""
    GONE = "gone"
    """The records do not say it any more, and the block still does."""
    NEW = "new"
    """The records say it now, and the block does not."""
    DROPPED = "dropped"
    """A person rewrote the block, and it says the fact no longer."""
    FOLLOWS = "follows"
    """It changed, and the text shows the new words by itself (a place)."""


class Moved(msgspec.Struct, frozen=True, kw_only=True):
    """One fact that moved: as drafted, as it is now, and what the block says of it; empty where there is nothing."""

    fact: str
    move: Move
    before: str = ""
    now: str = ""
    says: str = ""


def facts_of(drawn: Iterable[str]) -> dict[str, str]:
    """The facts that a block was drafted from, by what they say."""
    return {ref: words for ref, _equals, words in (one.partition("=") for one in drawn)}


def moved(text: str, drawn: Iterable[str], now: Iterable[str], *, edited: bool) -> tuple[Moved, ...]:
    """The facts of a block that moved. `text` is the block as it stands, `drawn` what it was drafted from, `now` what
    it would be drafted from today, `edited` whether a person rewrote it."""
    return tuple(_moved(text, facts_of(drawn), facts_of(now), edited=edited))


def _moved(text: str, drawn: dict[str, str], now: dict[str, str], *, edited: bool) -> Iterator[Moved]:
    linked, said = linked_values(text), _said(text)
    for fact in dict.fromkeys([*drawn, *now]):
        before, after = drawn.get(fact, ""), now.get(fact, "")
        if fact in GIVEN_LATER:
            continue
        says = linked.get(fact) or next((one for one in (before, after) if one and _flat(one) in said), "")
        if fact.startswith("place:"):
            if before and after and before != after and "{" + fact + "}" in text:
                yield Moved(fact=fact, move=Move.FOLLOWS, before=before, now=after, says=after)
        elif _bare(before) != _bare(after):
            if after and _bare(says) == _bare(after):
                continue
            if after or says:
                move = Move.NEW if not before else Move.CHANGED if after else Move.GONE
                yield Moved(fact=fact, move=move, before=before, now=after, says=says)
        elif edited and before and not says:
            yield Moved(fact=fact, move=Move.DROPPED, before=before, now=after)


def _bare(words: str) -> str:
    """A text without the words of the values linked in it: each of these is compared by itself."""
    return _LINK.sub(lambda found: "{=" + found["ref"] + "}", _flat(words))


def _said(text: str) -> str:
    """Everything that a block says: with its signs, and as plain words."""
    plain = "".join(sign.text for sign in read_signs(text) if isinstance(sign, Text | Value))
    return f"{_flat(text)}\n{_flat(plain)}"


def _flat(text: str) -> str:
    return " ".join(text.split())
