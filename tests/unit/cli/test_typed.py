"""Values as people type them, read by the declaration of the field."""

from __future__ import annotations

import pytest

from fieldcase.cli.typed import NotAnAssignment, PartsNeeded, typed
from fieldcase.model.declare import Words
from fieldcase.model.kinds.acts import ACT, Act, Severity
from fieldcase.model.kinds.cases import CASE
from fieldcase.model.kinds.parties import PARTY
from fieldcase.model.refusal import UnknownField


def nobody(kinds: str, said: str) -> str:
    """Stands for the vault: calls everything by its kind."""
    return f"<{kinds} {said}>"


def test_plain_values_stand_under_their_field() -> None:
    assert typed(CASE, ["track=urgent", "title_neutral=A = B"], nobody) == {
        "track": "urgent",
        "title_neutral": "A = B",
    }


def test_numbers_and_yes_or_no_are_read_as_such_and_nonsense_is_left_to_the_check() -> None:
    assert typed(ACT, ["is_online=no", "latitude=-14.25", "amount=300"], nobody) == {
        "is_online": False,
        "latitude": -14.25,
        "amount": 300,
    }
    assert typed(ACT, ["is_online=perhaps", "amount=many"], nobody) == {"is_online": "perhaps", "amount": "many"}


def test_codes_are_separated_by_commas_and_taken_away_with_a_dash() -> None:
    assert typed(ACT, ["type=dismissal, death_threat,-travel_ban"], nobody) == {
        "type/dismissal": "dismissal",
        "type/death_threat": "death_threat",
        "type/travel_ban": None,
    }


def test_references_are_what_people_call_things() -> None:
    assert typed(ACT, ["victims=P-7K3D9X"], nobody) == {"victims/<party P-7K3D9X>": "<party P-7K3D9X>"}


def test_a_text_has_a_language_and_an_element_its_parts() -> None:
    assert typed(CASE, ["summary/fr=Détention."], nobody) == {"summary/fr": {"text": "Détention.", "original": True}}
    assert typed(PARTY, ["names/1.full=Ilena Dovrak", "names/1.script=Latn"], nobody) == {
        "names/1": {"full": "Ilena Dovrak", "script": "Latn"}
    }
    assert typed(PARTY, ['names/1={"full":"Ilena Dovrak"}', "names/2="], nobody) == {
        "names/1": {"full": "Ilena Dovrak"},
        "names/2": None,
    }


def test_one_part_of_a_group_leaves_the_others_as_they_are() -> None:
    held = Act(severity=Severity(level="serious", rationale={}), date="2026")
    assert typed(ACT, ["severity.level=grave"], nobody, held) == {"severity": {"level": "grave"}}
    held = Act(severity=Severity(level="serious", rationale={"en": Words(text="Long.")}))
    said = typed(ACT, ["severity.level=grave"], nobody, held)
    assert said["severity"]["rationale"]["en"]["text"] == "Long."


@pytest.mark.parametrize("said", ["track", "=urgent", "  =x"])
def test_a_value_without_a_field_is_refused(said: str) -> None:
    with pytest.raises(NotAnAssignment):
        typed(CASE, [said], nobody)


def test_a_field_of_parts_says_how_to_write_it() -> None:
    with pytest.raises(PartsNeeded) as refused:
        typed(PARTY, ["names/1=Ilena Dovrak"], nobody)
    assert "names/1." in str(refused.value)
    assert "Dovrak" not in str(refused.value)


@pytest.mark.parametrize("said", ["colour=red", "names/1.colour=red"])
def test_a_field_that_there_is_none_of_is_refused_with_those_there_are(said: str) -> None:
    with pytest.raises(UnknownField) as refused:
        typed(PARTY, [said], nobody)
    assert "full" in str(refused.value) or "gender" in str(refused.value)
