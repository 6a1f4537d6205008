"""What a letter tells of cooperation: what the link may tell, in the letter's language, people as signs."""

from __future__ import annotations

from typing import Any

import pytest

from fieldcase.documents.resources import LanguageNotReady
from fieldcase.office.documents import context_words, document_resources
from fieldcase.office.letters.context import context_facts
from tests.make import a_file, a_link, a_party
from tests.plain import rid


def told(language: str = "en", **link: Any) -> str:
    facts = {"stage": "cooperated", "mechanism": ("upr",), "date": "2025-02-03", "visibility": "public", **link}
    file = a_file(links=(a_link(**facts),), parties={rid("ilena"): a_party("ilena")})
    found = context_facts(file, [rid("ilena")], language)
    return found[0].text if found else ""


CODE = "{" + a_party("ilena").code + "}"


@pytest.mark.parametrize(
    ("language", "stage", "sentence"),
    [
        ("en", "cooperated", "cooperated with the United Nations (Universal Periodic Review, {date:2025-02-03})."),
        ("en", "sought", "sought to cooperate with the United Nations (Universal Periodic Review, {date:2025-02-03})."),
        ("fr", "cooperating", "coopère avec l’Organisation des Nations Unies (Examen périodique universel, {date:"),
        ("fr", "deterred", "aurait renoncé à coopérer avec l’Organisation des Nations Unies"),
    ],
)
def test_each_stage_has_its_sentence_in_each_language(language: str, stage: str, sentence: str) -> None:
    assert told(language, stage=stage).startswith(f"{CODE} {sentence}")


def test_a_detail_that_may_point_at_somebody_is_told_only_once_somebody_said_it_does_not() -> None:
    for said in (None, True):
        assert "session 55" not in told(mechanism_detail="session 55", mechanism_detail_sensitive=said)
    assert "session 55" in told(mechanism_detail="session 55", mechanism_detail_sensitive=False)


def test_confidential_cooperation_is_told_without_its_date() -> None:
    for visibility in ("confidential", "unknown", ""):
        assert "2025" not in told(visibility=visibility)


def test_what_comes_from_a_record_is_no_sign() -> None:
    assert r"\{P-AAAAAA\}" in told(mechanism_detail="{P-AAAAAA}", mechanism_detail_sensitive=False)


def test_a_link_of_somebody_whom_the_case_does_not_know_is_not_told() -> None:
    assert told(cooperator="nobody") == ""


def test_cooperation_can_be_told_in_every_language_of_letters() -> None:
    stages = {"sought", "cooperating", "cooperated", "perceived", "deterred"}
    for language in document_resources().languages:
        assert set(context_words(language).stages) == stages
    with pytest.raises(LanguageNotReady):
        context_words("tlh")
