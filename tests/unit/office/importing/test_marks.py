"""Signs in a text that make it look other than it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldcase.office.importing import marks
from tests.importing import decoded


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "@name",
        "\tx",
        "\rx",
        "+cmd|' /C calc'!A0",
        "-" + "1" * 90_000 + "x",
        "-2+3+cmd|' /C calc'!D2",
        "-> look",
        " =x",
        "\u200b=x",
        "-x",
    ],
)
def test_text_that_a_spreadsheet_would_run_is_told(text: str) -> None:
    assert marks.would_run(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a=b",
        "-14,2351",
        "+999 70 11 37 53",
        "-",
        "+",
        "- a dash and a space",
        "+1 (999) 555-01",
        "-5%",
        "— note",
        "a@b",
    ],
)
def test_numbers_telephones_and_dashes_are_not(text: str) -> None:
    assert not marks.would_run(text)


@pytest.mark.parametrize("text", ["DÃ©tenue", "lâ€™aÃ©roport", "Ã  GenÃ¨ve", "Ð˜Ð²Ð°Ð½", "lost \ufffd letters"])
def test_damaged_letters_are_told(text: str) -> None:
    assert marks.is_damaged(text)


@pytest.mark.parametrize("text", ["Détenue à l’aéroport", "Ângela", "ÂME", "Пётр", "费罗秀兰", "«¡Sí!»", "naïve", "ÃO"])
def test_letters_of_many_languages_are_not_damaged(text: str) -> None:
    assert not marks.is_damaged(text)


def test_emoji_and_joiners() -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    assert marks.has_emoji("🌸")
    assert marks.has_emoji("❤️")
    assert marks.has_emoji(family)
    assert not marks.has_zero_width(family)
    assert marks.has_zero_width("a\u200db")
    assert not marks.has_emoji("✓ done → 12 ©")


def test_bidi_marks_and_space() -> None:
    assert marks.has_bidi("\u202bنص\u202c")
    assert not marks.has_bidi("نص")
    assert marks.has_space_around("a\u00a0")
    assert not marks.has_space_around("\ufeffa")
    assert marks.is_blank("\u00a0\u200b ")
    assert marks.visible("\ufeff a\u200bb ") == "ab"


def test_trial_entries_are_told_by_their_word_alone() -> None:
    signs = marks.signs(decoded("import/marks.json"))
    assert signs.begins_as_trial("TEST TEST please delete")
    assert signs.begins_as_trial("PRUEBA, borrar")
    assert not signs.begins_as_trial("Test results were taken from him")
    assert not signs.begins_as_trial("He had an HIV TEST")
    assert signs.is_trial("test")
    assert not signs.is_trial("Testa")
    assert signs.not_approved("Not Approved")
    assert not signs.not_approved("On Hold")


@given(st.text(max_size=60))
def test_folding_is_stable_and_never_raises(text: str) -> None:
    assert marks.fold(marks.fold(text)) == marks.fold(text)
    assert marks.fold(text.upper().lower()) == marks.fold(text.lower()) or text.upper().lower() != text.lower()
    for sign in (marks.would_run, marks.is_damaged, marks.has_emoji, marks.has_bidi, marks.has_zero_width):
        assert sign(text) in (True, False)
