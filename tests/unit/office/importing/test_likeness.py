"""Look-alikes among people and incidents: asked about, never joined."""

from __future__ import annotations

import pytest

from fieldcase.office.importing.incidents import ALIKE_INCIDENT, Incident, alike_incidents, incident_likeness
from fieldcase.office.importing.likeness import (
    ALIKE_PERSON,
    Called,
    look_alikes,
    person_likeness,
    place_likeness,
    same_spelling,
)


def person(family: str, given: str = "", row: int = 0, gender: str = "", age: int | None = None) -> Called:
    return Called(row=row, family=family, given=given, gender=gender, age=age)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person("Dovrak", "Ilena"), person("Dovrac", "Ylena")),
        (person("Volène", "Amara"), person("Volen", "Amarra")),
        (person("Ouadi", "Yusuf"), person("Uadi", "Youssouf")),
        (person("Benicio Arrel"), person("Venicio Arel")),
        (person("Jacinto Valdano Quispe"), person("Jacinto Baldano Q.")),
        (person("Кеш", "Нурия"), person("Кеш", "Нурья")),
    ],
)
def test_one_name_by_two_hands_looks_alike(one: Called, other: Called) -> None:
    assert person_likeness(one, other) >= ALIKE_PERSON
    assert person_likeness(other, one) == person_likeness(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person("Dovrak", "Ilena"), person("Dovrak", "Tomas")),
        (person("Volen", "Amara", gender="woman"), person("Volen", "Amara", gender="man")),
        (person("Volen", "Amara", age=20), person("Volin", "Amara", age=61)),
        (person("Kesh", "(son)"), person("Kesh", "(son 2)")),
        (person("Client 1"), person("Client 2")),
        (person(""), person("")),
        (person("Kesh", "Nuria"), person("Arrel", "Nuria")),
    ],
)
def test_relatives_strangers_and_stand_ins_do_not(one: Called, other: Called) -> None:
    assert person_likeness(one, other) < ALIKE_PERSON


def test_the_same_spelling_makes_groups_and_other_spellings_pairs() -> None:
    people = [
        person("Dovrak", "Ilena", 1),
        person("DOVRAK ", "ilena", 2),
        person("Dovrac", "Ilena", 3),
        person("Arrel", "Tomas", 4),
    ]
    assert [[one.row for one in group] for group in same_spelling(people)] == [[1, 2]]
    assert [(one.row, other.row) for one, other, _score in look_alikes(people)] == [(1, 3)]


def incident(row: int, **said: object) -> Incident:
    fields: dict[str, object] = {
        "acts": frozenset({"arbitrary_arrest"}),
        "date": "2025-03-12",
        "mechanisms": frozenset({"upr"}),
        "bodies": frozenset({"upr", "hrc"}),
        "cooperation": frozenset({"statement_delivered"}),
        "place": "Port Sarn",
    }
    return Incident(row=row, **(fields | said))  # type: ignore[arg-type]


def test_one_incident_told_twice_is_asked_about() -> None:
    one, other = incident(1), incident(2, date="2025-03-10~/2025-03-20~", place="Sarn, port")
    assert incident_likeness(one, other) >= ALIKE_INCIDENT
    assert [(a.row, b.row) for a, b, _score in alike_incidents([one, other])] == [(1, 2)]


@pytest.mark.parametrize(
    "said",
    [
        {"acts": frozenset({"dismissal"})},
        {"date": "2024-03-12"},
        {"place": "Tessamer", "mechanisms": frozenset({"cat"}), "bodies": frozenset({"cat"})},
        {"people": (person("Arrel", "Tomas"),), "cooperation": frozenset(), "place": "North Bay"},
    ],
)
def test_another_act_time_or_place_is_another_incident(said: dict[str, object]) -> None:
    one = incident(1, people=(person("Dovrak", "Ilena"),))
    assert incident_likeness(one, incident(2, **said)) < ALIKE_INCIDENT


def test_undated_incidents_are_compared_too() -> None:
    found = list(alike_incidents([incident(1, date=""), incident(2, date=""), incident(3)]))
    assert {(a.row, b.row) for a, b, _score in found} == {(1, 2), (3, 1), (3, 2)} or len(found) == 3


def test_a_submission_sent_twice_is_the_same_whatever_it_says() -> None:
    one = incident(1, submission="u-1", acts=frozenset())
    other = incident(2, submission="u-1", acts=frozenset(), date="2020")
    assert [score for _a, _b, score in alike_incidents([one, other])] == [1.0]


def test_between_two_registers_only_pairs_across_are_asked_about() -> None:
    mine, theirs = [incident(1), incident(2)], [incident(7), incident(8, acts=frozenset({"killing"}))]
    pairs = {(a.row, b.row) for a, b, _score in alike_incidents(mine, theirs)}
    assert pairs == {(1, 7), (2, 7)}
    assert list(alike_incidents(mine, [incident(9, acts=frozenset())])) == []


def test_open_and_very_old_dates_are_no_trouble() -> None:
    ends = ["2023/..", "../2025-03", "9999", "0001", "../0001-02", "9999/.."]
    rows = [incident(at, date=date) for at, date in enumerate(ends)]
    assert all(0 <= score <= 1 for _a, _b, score in alike_incidents(rows))


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Ostrand (Mérovie)", "Merovia (Ostrand)", True),
        ("Nhar", "Nahr / النهر", True),
        ("Pto. Aurelia", "Puerto Aurelia", True),
        ("Tessamer", "Port-Maren", False),
        ("", "Nhar", False),
        ("x", "y", False),
    ],
)
def test_places_are_compared_by_their_words(one: str, other: str, alike: bool) -> None:
    assert (place_likeness(one, other) >= 0.8) == alike


def test_a_large_register_is_compared_in_reasonable_time() -> None:
    rows = [incident(at, date=f"{2000 + at % 25}-{at % 12 + 1:02}-{at % 28 + 1:02}") for at in range(2000)]
    assert sum(1 for _pair in alike_incidents(rows)) > 0
