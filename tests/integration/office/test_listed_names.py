"""Names of States from the ISO list are proposals: no letter prints one before a person confirmed it."""

from __future__ import annotations

import pytest

from fieldcase.model.kinds.directory import StateName
from fieldcase.model.refusal import BadValue
from fieldcase.office.letters.facts import state_profile
from fieldcase.office.profiles.listed import listed_names, propose_names
from fieldcase.office.profiles.states import confirm_name, write_state
from fieldcase.office.session import Session

NOWHERE = "ATA"
"""The list names no fictional State; nobody governs Antarctica."""


def test_the_list_has_names_in_the_six_languages_without_marks_of_vowels() -> None:
    names = listed_names(NOWHERE)
    assert set(names) == {"ar", "en", "es", "fr", "ru", "zh"}
    assert names["zh"].short == "南极洲"
    assert names["en"].short == "Antarctica"
    assert not any(name.prepositional or name.confirmed_by for name in names.values())
    assert not [one for one in names["ar"].formal if "\u064b" <= one <= "\u0652"]
    assert listed_names("XKA") == {}


def test_a_proposed_name_waits_and_a_confirmed_one_stays(officer: Session) -> None:
    own = StateName(formal="l’Antarctique", short="l’Antarctique", prepositional="de l’Antarctique")
    write_state(officer, NOWHERE, {"fr": own})
    propose_names(officer, NOWHERE)
    names = state_profile(officer, NOWHERE).names
    assert names["fr"].prepositional == "de l’Antarctique"
    assert names["fr"].confirmed_by
    assert not names["ru"].confirmed_by
    with pytest.raises(BadValue):
        confirm_name(officer, NOWHERE, "ru")
    confirm_name(officer, NOWHERE, "ru", "Антарктики")
    name = state_profile(officer, NOWHERE).names["ru"]
    assert (name.prepositional, bool(name.confirmed_by)) == ("Антарктики", True)


def test_a_fictional_state_is_not_in_the_list(officer: Session) -> None:
    with pytest.raises(BadValue):
        propose_names(officer, "XKA")
