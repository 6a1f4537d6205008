"""Rows that may tell of the same incident, in one register or in two. Only ever a question.

Incidents are compared by what was done, when, where, to whom, and through which body; never by the words of the story.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations, product

import msgspec

from fieldcase.model.dates import Edtf
from fieldcase.office.importing.fields import Terms
from fieldcase.office.importing.likeness import Called, called, one_person, place_likeness
from fieldcase.office.importing.plan import RowPlan, TablePlan

ALIKE_INCIDENT = 0.6
"""From this likeness on a pair is asked about."""

DAYS_APART = 31
"""Days between two dates beyond which they tell of two incidents."""


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
        score += 0.25 if any(one_person(a, b) for a, b in product(one.people, other.people)) else -0.15
    if one.state and other.state and one.state != other.state:
        score -= 0.3
    return max(0.0, min(score, 1.0))


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
