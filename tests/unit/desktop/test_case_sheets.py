"""The sheets that have a use case of their own: how they begin, what they offer, what they say."""

from __future__ import annotations

import pytest

from fieldcase.desktop.case.answering import Answer, as_it_is, texts
from fieldcase.desktop.case.answers import ANSWERS
from fieldcase.desktop.case.newpeople import INSTEAD, NEW_PEOPLE
from fieldcase.desktop.case.steps import MENU, STEPS
from fieldcase.desktop.case.told import TOLD
from fieldcase.model.checking import check_values
from fieldcase.model.declare import Room, Words, assemble, flatten
from fieldcase.model.kinds import KINDS
from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.decisions import Allegation
from fieldcase.model.kinds.risks import ProtectionAction
from fieldcase.model.kinds.sources import Credibility, Information
from tests.unit.desktop.samples import ACTS, CASE, CASE_ID, VICTIM, wording

EVERY: dict[str, Answer] = {**ANSWERS, **STEPS, **NEW_PEOPLE, **TOLD}


@pytest.mark.parametrize("name", sorted(EVERY))
def test_a_sheet_begins_with_a_record_of_what_it_declares(name: str) -> None:
    asked = EVERY[name]
    begun = asked.blank(CASE_ID, VICTIM)
    assert isinstance(begun, asked.kind.record)
    given = flatten(asked.kind, begun)
    assert assemble(asked.kind, "", given) == begun
    assert check_values(asked.kind, given, wording().vocabularies) is None
    assert asked.verb


@pytest.mark.parametrize("name", sorted(EVERY))
def test_a_sheet_offers_only_fields_that_are_declared(name: str) -> None:
    asked = EVERY[name]
    for path in asked.fields:
        outer, _dot, inner = path.partition(".")
        part = asked.kind.part_of(outer)
        assert not inner or inner in {one.name for one in part.parts}, path


@pytest.mark.parametrize("name", sorted(EVERY))
def test_another_record_is_left_as_it_is(name: str) -> None:
    assert EVERY[name].of(ACTS[0]) == ACTS[0]


def test_who_somebody_is_goes_to_a_room_of_its_own() -> None:
    closed = {part.name for part in NEW_PEOPLE["newcomer"].kind.parts if part.field.room is Room.IDENTITY}
    assert {"names", "contacts", "safe_channel", "date_of_birth", "remarks"} <= closed
    source = {part.name for part in TOLD["told"].kind.parts if part.field.room is Room.SOURCE}
    assert {"identity", "sources", "safe_channel", "grade"} <= source


def test_every_step_of_the_menu_has_its_sheets() -> None:
    assert {sheet for names in MENU.values() for sheet in names if sheet} <= set(STEPS)
    assert set(INSTEAD.values()) <= set(NEW_PEOPLE)
    assert set(INSTEAD) <= set(KINDS)


def test_a_step_is_one_way_or_says_in_red_that_it_is() -> None:
    assert {name for name, asked in STEPS.items() if asked.danger} == {"not_admit", "close", "merge"}


def test_a_sheet_of_something_that_is_there_begins_with_what_stands() -> None:
    given = Case(id=CASE_ID, assigned_to="5" * 32, reviewer="6" * 32, old_number="12/2019", title_neutral="x")
    told = flatten(STEPS["assignment"].kind, STEPS["assignment"].of(given))
    assert told == {"assigned_to": "5" * 32, "reviewer": "6" * 32, "old_number": "12/2019"}
    item = Information(id="7" * 32, credibility=Credibility(level="2", reason={"en": Words(text="Seen by two.")}))
    graded = TOLD["graded"].of(item)
    assert (graded.id, graded.credibility) == (item.id, "2")  # type: ignore[attr-defined]  # Graded
    assert STEPS["protect_look"].of(ProtectionAction(id="8" * 32)).id == "8" * 32
    assert TOLD["bearing"].of(item).id == item.id


def test_an_allegation_is_written_again_with_its_people_and_their_level() -> None:
    blank = ANSWERS["allegation"].blank(CASE_ID, VICTIM)
    assert (blank.persons, blank.level) == ((VICTIM,), "CODED")  # type: ignore[attr-defined]  # Alleged
    again = ANSWERS["allegation"].of(Allegation(id="9" * 32, text={"en": Words(text="It is alleged.")}))
    assert (again.id, again.level) == ("9" * 32, "")  # type: ignore[attr-defined]  # Alleged


def test_texts_are_handed_on_by_language_and_nothing_is_made_of_a_record() -> None:
    assert texts({"en": Words(text="a"), "fr": Words(text="b")}) == {"en": "a", "fr": "b"}
    assert as_it_is(CASE) is CASE
