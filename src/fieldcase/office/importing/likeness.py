"""Names and places that may be the same under another spelling. Only ever a question.

Names are compared by how they sound when written by different hands: accents, doubled letters, b and v, ou and u, y
and i. Incidents are compared by what was done, when, where, to whom, and through which body; never by the words of
the story.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations, product
from typing import Any

import msgspec

from fieldcase.model.dates.lexicon import plain
from fieldcase.office.importing.dated import years_of_age
from fieldcase.office.importing.marks import fold
from fieldcase.office.importing.plan import RowPlan

ALIKE_PERSON = 0.84
AGE_APART = 5


@lru_cache(maxsize=65536)
def spelling_of(family: str, given: str) -> str:
    """What two rows must share to spell one name; nothing for a stand-in such as "(son)"."""
    if not re.search(r"[^\W\d_]{2}", family) or re.search(r"[\d()]", family + given):
        return ""
    if re.fullmatch(r"[^\W\d_]+\s+[^\W\d_]\.?", family.strip()) and not given:
        return ""
    return f"{fold(family)}|{fold(given)}"


class Called(msgspec.Struct, frozen=True, kw_only=True):
    """What a row says of one person's name, with what may speak against it being another's."""

    table: str | None = None
    row: int = 0
    key: str = ""
    family: str = ""
    given: str = ""
    gender: str = ""
    age: int | None = None

    @property
    def spelling(self) -> str:
        """The name as compared for the same spelling; empty for a stand-in such as "(son)" or "Client 2"."""
        return spelling_of(self.family, self.given)

    def __repr__(self) -> str:
        return f"Called(row {self.row})"


@lru_cache(maxsize=1)
def _fuzz() -> Any:
    """The comparing library, loaded at the first comparison."""
    from rapidfuzz import fuzz

    return fuzz


_SOUNDS = (
    ("ph", "f"),
    ("ou", "u"),
    ("oo", "u"),
    ("ck", "k"),
    ("qu", "k"),
    ("kh", "k"),
    ("gh", "g"),
    ("q", "k"),
    ("c", "k"),
    ("v", "b"),
    ("z", "s"),
    ("y", "i"),
    ("w", "u"),
    ("h", ""),
)


@lru_cache(maxsize=65536)
def sound(name: str) -> str:
    """A name as it sounds, roughly: the same for many spellings of one name, in any script without changing the
    script.
    """
    said = " ".join(re.findall(r"[^\W\d_]+", plain(name)))
    for written, heard in _SOUNDS:
        said = said.replace(written, heard)
    return re.sub(r"(.)\1+", r"\1", said)


def name_likeness(one: str, other: str) -> float:
    """How alike two names sound, 0 to 1, word by word; an initial is like every name that begins with it."""
    first, second = sorted((sound(one).split(), sound(other).split()), key=len)
    if not first:
        return 0.0
    whole = float(_fuzz().ratio("".join(first), "".join(second)) / 100)
    pairs = []
    for word in first:
        pairs.append(max(_word_likeness(word, candidate) for candidate in second))
    by_word = sum(pairs) / max(len(first), len(second) - (len(second) - len(first)) * 0.5)
    return max(whole, by_word)


def _word_likeness(one: str, other: str) -> float:
    if len(one) == 1 or len(other) == 1:
        return 0.9 if one[0] == other[0] else 0.0
    return float(_fuzz().ratio(one, other) / 100)


def person_likeness(one: Called, other: Called) -> float:
    """How likely two names are one person's, 0 when gender or age speak against it."""
    if not one.spelling or not other.spelling:
        return 0.0
    if one.gender and other.gender and one.gender != other.gender:
        return 0.0
    if one.age is not None and other.age is not None and abs(one.age - other.age) > AGE_APART:
        return 0.0
    if one.given and other.given:
        family, given = name_likeness(one.family, other.family), name_likeness(one.given, other.given)
        return 0.55 * family + 0.45 * given if family >= 0.8 and given >= 0.7 else 0.0
    if bool(one.given) != bool(other.given):
        return name_likeness(f"{one.given} {one.family}", f"{other.given} {other.family}")
    return name_likeness(one.family, other.family)


def called(row: RowPlan) -> Called:
    """The person of a row."""
    births = [value.said for one in row.records for value in one.values if value.field == "Person.date_of_birth"]
    family = " ".join((*row.values("Person.names.family"), *row.values("Person.names.full")))
    ages = [age for text in births if (age := years_of_age(text)) is not None]
    return Called(
        table=row.table,
        row=row.row,
        key=row.key,
        family=family,
        given=" ".join(row.values("Person.names.given")),
        gender=next(iter(row.values("Person.gender")), ""),
        age=ages[0] if ages else None,
    )


def same_spelling(people: Sequence[Called]) -> Iterator[tuple[Called, ...]]:
    """Groups of rows that spell a person's name the same."""
    groups: dict[tuple[str | None, str], list[Called]] = defaultdict(list)
    for person in people:
        if person.spelling:
            groups[(person.table, person.spelling)].append(person)
    yield from (tuple(group) for group in groups.values() if len(group) > 1)


def look_alikes(people: Sequence[Called]) -> Iterator[tuple[Called, Called, float]]:
    """Pairs of people whose names look alike under another spelling; of a group of the same spelling the first
    stands.
    """
    first: dict[str, Called] = {}
    for person in people:
        if person.spelling:
            first.setdefault(person.spelling, person)
    buckets: dict[str, list[Called]] = defaultdict(list)
    for person in first.values():
        for key in _keys(person):
            buckets[key].append(person)
    seen = set()
    for bucket in buckets.values():
        for one, other in combinations(bucket, 2):
            pair = (id(one), id(other)) if one.row <= other.row else (id(other), id(one))
            if pair in seen:
                continue
            seen.add(pair)
            score = person_likeness(one, other)
            if score >= ALIKE_PERSON:
                yield (one, other, score) if one.row <= other.row else (other, one, score)


def _keys(person: Called) -> set[str]:
    """Under which a name is looked for: the first sounds of any two of its words, or of its only word."""
    words = sound(f"{person.family} {person.given}").split()
    if len(words) < 2:
        return {word[:2] for word in words}
    return {"".join(sorted((one[0], other[0]))) for one, other in combinations(words, 2)}


def place_likeness(one: str, other: str) -> float:
    """How alike two names of a place are; one may say more than the other."""
    first, second = sound(one), sound(other)
    if not first or not second:
        return 0.0
    if min(len(first), len(second)) <= 4:
        words = product((a for a in first.split() if len(a) > 1), (b for b in second.split() if len(b) > 1))
        return max((_word_likeness(a, b) for a, b in words), default=0.0)
    return float(_fuzz().token_set_ratio(first, second) / 100)


def one_person(one: Called, other: Called) -> bool:
    """True when two rows may speak of one person, by the same spelling or by a like one."""
    return one.spelling == other.spelling or person_likeness(one, other) >= ALIKE_PERSON
