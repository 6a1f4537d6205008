"""Everybody on record, and those changed since: found as they are now, whoever shares a code or a name."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldcase.documents.names import NameOnRecord, PersonOnRecord, find_names
from fieldcase.documents.onrecord import on_record
from fieldcase.documents.tree import Level
from fieldcase.model.kinds.parties import Name, Party
from fieldcase.office import names
from fieldcase.office.documents import common_words
from fieldcase.office.names import Hearsay, OnRecord
from fieldcase.office.namesakes import left
from fieldcase.office.opening import vocabularies

NAMES = ("Ilena Dovrak", "Tarek Vantar", "Mira Solvane", "Bogdan Kertesh")


def person(code: str, *full: str) -> PersonOnRecord:
    return PersonOnRecord(party=code, names=tuple(NameOnRecord(full=one) for one in full))


def codes(people: OnRecord, text: str) -> set[str]:
    return {hit.party for hit in people.find(text)}


def test_somebody_is_found_under_the_name_that_stands_now() -> None:
    people = OnRecord({"a": person("P-1", "Ilena Dovrak"), "b": person("P-2", "Tarek Vantar")})
    people.change({"a": person("P-1", "Mira Solvane"), "c": person("P-3", "Bogdan Kertesh")})
    assert codes(people, "Dovrak") == set()
    assert codes(people, "Solvane, Vantar and Kertesh") == {"P-1", "P-2", "P-3"}
    people.change({"a": None})
    assert codes(people, "Solvane, Vantar and Kertesh") == {"P-2", "P-3"}
    assert people.parties("P-1") == ()


def test_two_offices_may_give_one_code() -> None:
    people = OnRecord({"a": person("P-1", "Ilena Dovrak"), "b": person("P-1", "Tarek Vantar")})
    assert set(people.parties("P-1")) == {"a", "b"}
    people.change({"a": person("P-1", "Mira Solvane")})
    assert codes(people, "Tarek Vantar") == {"P-1"}
    assert codes(people, "Ilena Dovrak") == set()


changes = st.dictionaries(
    st.sampled_from("abcd"), st.none() | st.lists(st.sampled_from(NAMES), min_size=1, max_size=2), max_size=4
)


@given(changes, st.lists(changes, max_size=4), st.booleans())
def test_what_was_changed_is_as_if_it_had_been_so_from_the_beginning(
    first: dict[str, list[str] | None], more: list[dict[str, list[str] | None]], refolded: bool
) -> None:
    def known(said: dict[str, list[str] | None]) -> dict[str, PersonOnRecord | None]:
        return {one: person(f"P-{one}", *full) if full else None for one, full in said.items()}

    def there(said: dict[str, PersonOnRecord | None]) -> dict[str, PersonOnRecord]:
        return {one: found for one, found in said.items() if found is not None}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(names, "MANY_CHANGED", 1 if refolded else 500)
        people, whole = OnRecord(there(known(first))), known(first)
        for change in more:
            people.change(known(change))
            whole |= known(change)
    fresh = OnRecord(there(whole))
    for text in NAMES:
        assert codes(people, text) == codes(fresh, text)
    assert all(people.parties(f"P-{one}") == fresh.parties(f"P-{one}") for one in "abcd")


def heard(form: str, start: int, trait: str = "name", text: str = "t") -> Hearsay:
    return Hearsay(
        party="a", code="P-1", place="summary/en", trait=trait, start=start, end=start + len(form), text=text, form=form
    )


def test_a_word_on_somebody_else_excuses_that_word_in_that_text_alone() -> None:
    alone, inside, whole, number = heard("Dovrak", 9), heard("Dovrak", 36), heard("Ilena Dovrak", 30), heard(
        "99955010122", 60, "number"
    )  # fmt: skip
    excuses = {("r", "summary/en", "t"): (("a", "dovrak"), ("a", "99955010122"))}
    every = (alone, inside, whole, number)
    assert left(every, "r", "summary/en", excuses) == (whole, number)
    for other in (("x", "summary/en", "t"), ("r", "summary/fr", "t"), ("r", "summary/en", "u")):
        assert left(every, "r", "summary/en", {other: (("a", "dovrak"),)}) == every
    assert left(every, "r", "summary/en", {("r", "summary/en", "t"): (("b", "dovrak"),)}) == every


def test_nothing_that_is_kept_shows_a_name() -> None:
    people = OnRecord({"a": person("P-1", "Ilena Dovrak")})
    assert "Dovrak" not in repr(people) + repr(heard("Dovrak", 9))


@pytest.mark.parametrize(
    ("name", "prose", "whole"),
    [
        ("Village of Upper Nhar", "Ce n’est pas mon village.", "the village of Upper Nhar"),
        ("Village of Upper Nhar", "people of villages nearby", "Nhar, upper"),
        ("Association des femmes de Nhar", "Une association de femmes, des associations.", "l’association de Nhar"),
        ("Unión de Campesinos de Nhar", "la unión hace la fuerza, dijo el consejo", "Unión de Campesinos de Nhar"),
        ("Союз женщин деревни Нхар", "женщины деревни и союз", "Союз женщин деревни Нхар"),
        ("جمعية قرية نهار", "لا توجد جمعية في القرية", "جمعية قرية نهار"),
    ],
)
def test_words_of_which_names_of_organisations_are_made_tell_nothing_alone(name: str, prose: str, whole: str) -> None:
    ordinary = common_words(vocabularies())
    party = Party(code="O-1", kind="organisation", names={"1": Name(full=name)})
    known = on_record(party, Level.NONE, in_letter=False, ordinary=ordinary)
    assert find_names(prose, (known,)) == ()
    assert find_names(whole, (known,))
    somebody = on_record(msgspec.structs.replace(party, kind="person"), Level.NONE, in_letter=False, ordinary=ordinary)
    assert find_names(whole, (somebody,)), "a person's name is a name whatever it means"
