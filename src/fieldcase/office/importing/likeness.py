"""Rows that may be the same incident or the same person, in one register or across several. Only ever a question.

Names are compared by how they sound when written by different hands: accents, doubled letters, b and v, ou and u, y
and i. Incidents are compared by what was done, when, where, to whom, and through which body; never by the words of
the story.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations, product

import msgspec

from fieldcase.model.dates import Edtf
from fieldcase.model.dates.lexicon import plain
from fieldcase.office.importing.dated import years_of_age
from fieldcase.office.importing.fields import Terms
from fieldcase.office.importing.marks import fold
from fieldcase.office.importing.plan import RowPlan, TablePlan

ALIKE_INCIDENT = 0.6
ALIKE_PERSON = 0.84
AGE_APART = 5
DAYS_APART = 31


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
        if not re.search(r"[^\W\d_]{2}", self.family) or re.search(r"[\d()]", self.family + self.given):
            return ""
        if re.fullmatch(r"[^\W\d_]+\s+[^\W\d_]\.?", self.family.strip()) and not self.given:
            return ""
        return f"{fold(self.family)}|{fold(self.given)}"

    def __repr__(self) -> str:
        return f"Called(row {self.row})"


class Incident(msgspec.Struct, frozen=True, kw_only=True):
    """What is compared of an incident, from a register or from a case already recorded.

    `bodies` are the mechanisms with everything above them in the vocabulary.
    """

    file: str = ""
    state: str = ""
    table: str | None = None
    row: int = 0
    key: str = ""
    submission: str = ""
    acts: frozenset[str] = frozenset()
    date: str = ""
    cooperation_date: str = ""
    mechanisms: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    cooperation: frozenset[str] = frozenset()
    perpetrators: frozenset[str] = frozenset()
    organs: frozenset[str] = frozenset()
    place: str = ""
    people: tuple[Called, ...] = ()

    def __repr__(self) -> str:
        return f"Incident(row {self.row})"


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
    from rapidfuzz import fuzz

    first, second = sorted((sound(one).split(), sound(other).split()), key=len)
    if not first:
        return 0.0
    whole = fuzz.ratio("".join(first), "".join(second)) / 100
    pairs = []
    for word in first:
        pairs.append(max(_word_likeness(word, candidate) for candidate in second))
    by_word = sum(pairs) / max(len(first), len(second) - (len(second) - len(first)) * 0.5)
    return max(whole, by_word)


def _word_likeness(one: str, other: str) -> float:
    from rapidfuzz import fuzz

    if len(one) == 1 or len(other) == 1:
        return 0.9 if one[0] == other[0] else 0.0
    return fuzz.ratio(one, other) / 100


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
        for letter in {word[0] for word in sound(f"{person.family} {person.given}").split()}:
            buckets[letter].append(person)
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


def incidents_of(file: str, state: str, tables: Iterable[TablePlan], terms: Terms) -> tuple[Incident, ...]:
    """The incidents of a plan: its case rows, each with the people that rows of other tables give it."""
    tables = tuple(tables)
    people: dict[int, list[Called]] = defaultdict(list)
    for table in tables:
        for row in table.rows:
            if row.parent is not None and row.values("Person.names.family"):
                people[row.parent].append(called(row))
    out = []
    for table in tables:
        if table.record != "Case":
            continue
        out += [
            _incident(file, state, row, (*people[row.row], called(row)), terms) for row in table.rows if row.records
        ]
    return tuple(out)


def _incident(file: str, state: str, row: RowPlan, people: tuple[Called, ...], terms: Terms) -> Incident:
    def codes(field: str) -> frozenset[str]:
        return frozenset(row.values(field))

    mechanisms = codes("CooperationLink.mechanism")
    return Incident(
        file=file,
        state=state,
        table=row.table,
        row=row.row,
        key=row.key or next(iter(row.values("Case.old_number")), ""),
        submission=next(iter(row.values("Import.submission_id")), ""),
        acts=codes("Act.type"),
        date=next(iter(row.values("Act.date")), ""),
        cooperation_date=next(iter(row.values("CooperationLink.date")), ""),
        mechanisms=mechanisms,
        bodies=frozenset().union(*(terms.ancestors("mechanism", code) for code in mechanisms)),
        cooperation=codes("CooperationLink.type"),
        perpetrators=codes("Act.perpetrator_types"),
        organs=codes("Act.state_organs"),
        place=next(iter(row.values("Act.place_text")), ""),
        people=tuple(person for person in people if person.spelling),
    )


def incident_likeness(one: Incident, other: Incident) -> float:
    """How likely two rows tell of one incident, 0 to 1. Without a common act, or with dates too far apart, 0."""
    shared = one.acts & other.acts
    together = _dates(one.date, other.date)
    if not shared or together is None:
        return 0.0
    body = one.mechanisms & other.bodies or other.mechanisms & one.bodies
    score = 0.25 * (0.6 + 0.4 * len(shared) / len(one.acts | other.acts)) + together
    score += 0.15 * bool(body) + 0.1 * bool(one.cooperation & other.cooperation)
    score += 0.05 * bool(_dates(one.cooperation_date, other.cooperation_date))
    score += 0.05 * bool((one.perpetrators & other.perpetrators) - {"unidentified"})
    score += 0.1 * bool(one.organs & other.organs)
    if one.place and other.place:
        score += 0.15 if place_likeness(one.place, other.place) >= 0.8 else -0.15
    if one.people and other.people:
        score += 0.25 if any(_one_person(a, b) for a, b in product(one.people, other.people)) else -0.15
    if one.state and other.state and one.state != other.state:
        score -= 0.3
    return max(0.0, min(score, 1.0))


def _one_person(one: Called, other: Called) -> bool:
    return one.spelling == other.spelling or person_likeness(one, other) >= ALIKE_PERSON


def _dates(one: str, other: str) -> float | None:
    """What two dates speak for one incident; None when they speak against it."""
    if not one or not other:
        return 0.05
    (first, last), (start, end) = _span(one), _span(other)
    gap = max((start - last).days, (first - end).days, 0)
    if gap > DAYS_APART:
        return None
    if gap:
        return 0.12 if gap <= 7 else 0.05
    return 0.2 if max((last - first).days, (end - start).days) <= 62 else 0.08


@lru_cache(maxsize=65536)
def _span(text: str) -> tuple[date, date]:
    first, last = Edtf.parse(text).bounds
    if last == date.max:
        last = min(first, date.max - timedelta(days=366)) + timedelta(days=365)
    if first == date.min:
        first = max(last, date.min + timedelta(days=366)) - timedelta(days=365)
    return first, last


def place_likeness(one: str, other: str) -> float:
    """How alike two names of a place are; one may say more than the other."""
    from rapidfuzz import fuzz

    first, second = sound(one), sound(other)
    if not first or not second:
        return 0.0
    if min(len(first), len(second)) <= 4:
        words = product((a for a in first.split() if len(a) > 1), (b for b in second.split() if len(b) > 1))
        return max((_word_likeness(a, b) for a, b in words), default=0.0)
    return fuzz.token_set_ratio(first, second) / 100


def alike_incidents(
    incidents: Sequence[Incident], others: Sequence[Incident] = ()
) -> Iterator[tuple[Incident, Incident, float]]:
    """Pairs that may be one incident, within a register or, with `others`, between two."""
    seen = set()
    for one, other in _candidates(incidents, others):
        pair = (id(one), id(other))
        if pair in seen:
            continue
        seen.add(pair)
        same_submission = bool(one.submission) and one.submission == other.submission
        score = 1.0 if same_submission else incident_likeness(one, other)
        if score >= ALIKE_INCIDENT:
            yield one, other, score


def _candidates(incidents: Sequence[Incident], others: Sequence[Incident]) -> Iterator[tuple[Incident, Incident]]:
    """Pairs that share an act and lie near each other in time, or share a submission; not every pair with every
    other.
    """
    place = {id(one): at for at, one in enumerate((*incidents, *others))}
    within = len(incidents) if others else 0
    for sent in _by_submission((*incidents, *others)):
        for one, other in combinations(sent, 2):
            yield from _ordered(one, other, place, within)
    for bucket in _buckets((*incidents, *others)):
        dated = sorted((one for one in bucket if one.date), key=lambda one: _span(one.date))
        undated = [one for one in bucket if not one.date]
        for at, one in enumerate(dated):
            reach = (
                _span(one.date)[1] + timedelta(days=DAYS_APART) if _span(one.date)[1] < date(9000, 1, 1) else date.max
            )
            for other in dated[at + 1 :]:
                if _span(other.date)[0] > reach:
                    break
                yield from _ordered(one, other, place, within)
            for other in undated:
                yield from _ordered(one, other, place, within)
        for one, other in combinations(undated, 2):
            yield from _ordered(one, other, place, within)


def _buckets(incidents: Sequence[Incident]) -> Iterator[list[Incident]]:
    by: dict[str, list[Incident]] = defaultdict(list)
    for one in incidents:
        for act in one.acts:
            by[act].append(one)
    yield from by.values()


def _by_submission(incidents: Sequence[Incident]) -> Iterator[list[Incident]]:
    by: dict[str, list[Incident]] = defaultdict(list)
    for one in incidents:
        if one.submission:
            by[one.submission].append(one)
    yield from by.values()


def _ordered(one: Incident, other: Incident, place: dict[int, int], within: int) -> Iterator[tuple[Incident, Incident]]:
    first, second = sorted((one, other), key=lambda each: place[id(each)])
    if not within or (place[id(first)] < within <= place[id(second)]):
        yield first, second
