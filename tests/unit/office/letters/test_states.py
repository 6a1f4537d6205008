"""Names of States that a letter does not go to, in the forms in which a text may hold them."""

from __future__ import annotations

import pytest

from fieldcase.documents.lint.reading import found_words
from fieldcase.model.kinds.directory import StateName, StateProfile
from fieldcase.office.letters.states import other_states


@pytest.mark.parametrize(
    ("language", "text", "whole"),
    [
        ("en", "in the Islamic Republic, that is in Iran", True),
        ("fr", "vers le Sénégal", True),
        ("es", "en el Perú", True),
        ("ru", "в Индонезии", True),
        ("ru", "с Непалом", True),
        ("zh", "在瑞士境内", False),
        ("ar", "كندا", True),
    ],
)
def test_a_state_is_found_in_the_language_of_the_letter(language: str, text: str, whole: bool) -> None:
    names = other_states((), "XKA", language)
    assert any(found_words(text, names, whole=whole))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Данные и меры. Самые разные. Индивидуальные права. Малые группы. Макет."),
        ("ar", "دعم مالي من بنين وبنات"),
        ("en", "The mall may oversee guidance and per cent."),
        ("fr", "Les pays, le Gouvernement, la personne et le droit."),
    ],
)
def test_everyday_words_are_no_states(language: str, text: str) -> None:
    assert not list(found_words(text, other_states((), "XKA", language)))


def test_states_of_the_profiles_are_among_them() -> None:
    orvane = StateProfile(code="XOR", names={"en": StateName(formal="the Federation of Orvane", short="Orvane")})
    assert {"Orvane", "Federation of Orvane"} <= set(other_states((orvane,), "XKA", "en"))
    assert "Orvane" not in other_states((orvane,), "XOR", "en")


def test_the_addressee_itself_is_left_out() -> None:
    assert "Senegal" in other_states((), "XKA", "en")
    assert "Senegal" not in other_states((), "SEN", "en")
