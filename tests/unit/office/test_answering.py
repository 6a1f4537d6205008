"""What an answer about consent must say before it counts."""

from __future__ import annotations

import msgspec
import pytest

from fieldcase.model.kinds.consents import ConsentAnswer
from fieldcase.office.consent.answering import answer_findings

ANSWER = ConsentAnswer(
    party="0" * 32,
    scope="state_letter",
    level="NAMED",
    basis="self",
    method="in_person_oral",
    explained_in_lang="ar",
    risks_explained=True,
)


def fields(answer: ConsentAnswer, given_by: str = "") -> list[str]:
    return [one.field for one in answer_findings(answer, given_by)]


def test_a_whole_answer_stands() -> None:
    assert fields(ANSWER) == []


@pytest.mark.parametrize("field", ["party", "scope", "level", "basis", "method", "explained_in_lang"])
def test_an_answer_without_one_of_its_parts_is_refused(field: str) -> None:
    assert field in fields(msgspec.structs.replace(ANSWER, **{field: ""}))


def test_no_level_above_none_rests_on_risks_that_nobody_explained() -> None:
    silent = msgspec.structs.replace(ANSWER, risks_explained=False)
    assert fields(silent) == ["risks_explained"]
    assert fields(msgspec.structs.replace(silent, level="NONE")) == []


def test_a_vital_interest_needs_neither_language_nor_explanation() -> None:
    vital = msgspec.structs.replace(ANSWER, basis="vital_interest", explained_in_lang="", risks_explained=False)
    assert fields(vital) == []


@pytest.mark.parametrize("basis", ["guardian", "family_unreachable", "family_deceased", "representative"])
def test_who_answers_for_somebody_else_is_named(basis: str) -> None:
    answer = msgspec.structs.replace(ANSWER, basis=basis)
    assert fields(answer) == ["given_by"]
    assert fields(answer, "1" * 32) == []
