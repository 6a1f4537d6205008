"""Dates in words and the spaces of print, in English and French."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldcase.documents.dates import generalised, say
from fieldcase.documents.resources import DocumentResources
from fieldcase.documents.typography import typeset

DATES = [
    ("2025-03-12", "12\u00a0March 2025", "12\u00a0mars 2025"),
    ("2025-05-01", "1\u00a0May 2025", "1er\u00a0mai 2025"),
    ("2025-03", "March 2025", "mars 2025"),
    ("2025", "2025", "2025"),
    ("2025-03-XX", "a day in March 2025", "un jour de mars 2025"),
    ("2025-03-12~", "about 12\u00a0March 2025", "vers le 12\u00a0mars 2025"),
    ("2025-03~", "about March 2025", "vers mars 2025"),
    ("2025-03-12?", "12\u00a0March 2025 (uncertain)", "12\u00a0mars 2025 (incertain)"),
    ("2025-03-12%", "about 12\u00a0March 2025 (uncertain)", "vers le 12\u00a0mars 2025 (incertain)"),
    (
        "2025-05-03/2025-05-05",
        "between 3\u00a0May 2025 and 5\u00a0May 2025",
        "entre le 3\u00a0mai 2025 et le 5\u00a0mai 2025",
    ),
    ("2025-03/2025-05~", "between March 2025 and May 2025 (approximate)", "entre mars 2025 et mai 2025 (approximatif)"),
    ("2025-03-12/..", "since 12\u00a0March 2025", "depuis le 12\u00a0mars 2025"),
    ("../2025-03", "until March 2025", "jusqu’à mars 2025"),
    ("202X", "between 2020 and 2029", "entre 2020 et 2029"),
    ("soon", "date not known", "date inconnue"),
]


@pytest.mark.parametrize(("edtf", "english", "french"), DATES)
def test_a_date_is_said_no_more_exactly_than_it_is_known(
    edtf: str, english: str, french: str, resources: DocumentResources
) -> None:
    assert say(edtf, resources.words("en")) == english
    assert say(edtf, resources.words("fr")) == french


@pytest.mark.parametrize(
    ("exact", "vague"),
    [
        ("2025-03-12", "2025-03"),
        ("2025-03-12~", "2025-03~"),
        ("2025-03-XX", "2025-03"),
        ("2025-05-03/2025-05-05", "2025-05"),
        ("2025-04-30/2025-05-05?", "2025-04/2025-05?"),
        ("2025-03-12/..", "2025-03/.."),
        ("2025", "2025"),
    ],
)
def test_a_generalised_date_has_no_day(exact: str, vague: str) -> None:
    assert generalised(exact) == vague


FRENCH = [
    ("Pourquoi ?", "Pourquoi\u202f?"),
    ("un; deux!", "un\u202f; deux\u202f!"),
    ("suivant : rien", "suivant\u00a0: rien"),
    ("dit: rien", "dit\u00a0: rien"),
    ("« mot »", "«\u00a0mot\u00a0»"),
    ("l'État", "l’État"),
    ("résolution 54/24", "résolution\u00a054/24"),
    ("résolution {=m.0|54/24}", "résolution\u00a0{=m.0|54/24}"),
    ("le 12 mars 2025", "le 12\u00a0mars 2025"),
    ("1er mai", "1er\u00a0mai"),
    ("à 10:30", "à 10:30"),
    ("voir {date:2025-03-12}", "voir {date:2025-03-12}"),
]


@pytest.mark.parametrize(("typed", "set_"), FRENCH)
def test_french_is_set_as_a_printer_does(typed: str, set_: str) -> None:
    assert typeset(typed, "fr") == set_


def test_english_is_set_as_a_printer_does() -> None:
    assert typeset("the Council's resolution 54/24, No. 5, 12 March", "en") == (
        "the Council’s resolution\u00a054/24, No.\u00a05, 12\u00a0March"
    )


@given(st.text(), st.sampled_from(["en", "fr"]))
def test_setting_twice_changes_nothing_more(text: str, language: str) -> None:
    once = typeset(text, language)
    assert typeset(once, language) == once
