"""Remarks about consent are read on the safe side: whatever is not surely a yes with the name proposes no name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldcase.office.importing.consent_words import REASONS, Speaker, read_remark
from tests.importing import settings

WORDS = settings().consents


def level(remark: str, **person: object) -> str:
    return read_remark(remark, WORDS, Speaker(**person)).level  # type: ignore[arg-type]


NAMED = [
    "yes with name",
    "yes, name",
    "oui avec nom, lettre à l'Etat",
    "con nombre",
    "sí, con nombre y apellido",
    "согласен, имя можно",
    "同意，可以具名",
    "نعم، يمكن ذكر اسمي للدولة",
    "full consent",
]


@pytest.mark.parametrize("remark", NAMED)
def test_a_plain_yes_with_the_name_is_proposed(remark: str) -> None:
    assert level(remark) == "NAMED"


@pytest.mark.parametrize(
    "remark",
    [
        "State yes, no name",
        "oui mais sans mon nom",
        "sí a la carta, pero sin nombre",
        "under code",
        "initials only",
        "not by name",
        "name never",
        "l'Etat peut savoir, pas moi",
        "согласна, но без имени",
        "同意但匿名",
        "نعم بدون اسم",
        "special procedures with name; State under code",
    ],
)
def test_a_yes_without_the_name_is_never_more(remark: str) -> None:
    assert level(remark) == "CODED"


@pytest.mark.parametrize(
    "remark",
    [
        "no",
        "non",
        "нет",
        "不同意",
        "رفض",
        "HQ only",
        "Geneva only, nothing to government",
        "do not cite counsel",
        "surtout pas",
        "no quiere",
        "yes with name, not outside the UN",
        "yes with name; no letter to the State",
        "d'accord sauf pour la lettre à l'Etat",
        "agreed, then withdrawn on 3 June",
        "yes – she asks that it stays out of the letter",
        "not under code",
        "yes with name 3 May. 5 May: asked to remove",
        "oui avec nom le 3 mai, puis non",
        "name yes. letter no",
        "имя можно только в Женеву",
        "可以用名字，仅限联合国",
        "نعم بالاسم، لا للحكومة",
    ],
)
def test_a_no_anywhere_is_a_no(remark: str) -> None:
    assert level(remark) == "NONE"


@pytest.mark.parametrize(
    "remark",
    [
        "",
        "?",
        "yes",
        "ok",
        "sí",
        "name",
        "full name",
        "will think about it",
        "not before the hearing",
        "ask again",
        "pas encore demandé",
        "pendiente",
        "oral ok, must confirm",
        "a colleague says he would agree, with name",
        "brother says name ok",
        "yes with name if the State guarantees her safety",
        "yes to everything except the letter",
        "the State knows her name already",
        "ok to name the village head instead",
        "name ok for SG report",
        "with name (not yet)",
        "oui, avec le nom du village",
        "yes to her lawyer's name",
        "yes with name (said by husband)",
        "name ok?",
        "¿con nombre?",
        "name ok State, after the trial",
        "yes with name of organisation",
        "name ok, she is a minor",
        "ok to name her once released",
        "naming would kill her",
    ],
)
def test_what_is_unclear_put_off_or_said_by_others_proposes_nothing(remark: str) -> None:
    assert level(remark) == ""


def test_somebody_else_speaks_only_with_a_reason() -> None:
    assert level("mother: State ok, no name", minor=True) == "CODED"
    assert level("father signed, name ok", minor=True) == "CODED"
    assert level("aunt: ok with name", minor=True) == ""
    assert level("mother: State ok, no name") == ""
    assert level("yes with name", minor=True) == ""
    assert level("no", minor=True) == "NONE"
    assert level("mother says do not share") == ""
    assert level("grandmother unsure, boy says no", minor=True) == "NONE"
    assert level("widow signed, he is deceased; name ok to State") == "NAMED"
    assert level("wife signed, he is held, no contact; name ok for State") == "NAMED"
    assert level("via her lawyer, signed: name ok to State") == "NAMED"
    assert level("la mère ne veut rien", called="Mother of Salma") == "NONE"


def test_an_organ_speaks_for_an_organisation_not_for_a_person() -> None:
    assert level("board decision: name ok, State letter ok", natural=False) == "NAMED"
    assert level("board decision: name ok, State letter ok", natural=True) == ""
    assert level("name of the association ok to State", natural=False) == "NAMED"
    assert level("name of the association ok to State", natural=True) == ""


def test_what_was_said_besides_is_kept_as_a_limit() -> None:
    read = read_remark("sí, con nombre; no publicar fotos", WORDS)
    assert (read.level, read.limits) == ("NAMED", "no publicar fotos")


def test_as_before_points_to_an_earlier_answer() -> None:
    assert read_remark("yes as before", WORDS).why == "as_before"


STRANGE = st.text(st.characters(categories=("Ll",), max_codepoint=0x24F), min_size=1, max_size=8).map("zq".__add__)
PLACES = ("yes with name {}", "yes {} name", "{} name ok for State", "oui avec nom {}", "con nombre {}", "name {} ok")


@given(st.sampled_from(PLACES), STRANGE)
def test_a_word_nobody_knows_beside_the_name_leaves_no_name(remark: str, word: str) -> None:
    assert level(remark.format("").replace("  ", " ").strip()) == "NAMED"
    assert level(remark.format(word)) != "NAMED"


@given(
    st.sampled_from(NAMED), st.sampled_from(["no", "non, rien", "нет", "رفض", "withdrawn", "不同意", "not the State"])
)
def test_a_no_beside_any_yes_is_a_no(remark: str, no: str) -> None:
    assert level(f"{remark}; {no}") == "NONE"
    assert level(f"{no}. {remark}") == "NONE"


@given(st.text(max_size=80))
def test_no_remark_raises_and_every_reason_is_known(remark: str) -> None:
    read = read_remark(remark, WORDS)
    assert read.level in ("", "NONE", "CODED", "NAMED")
    assert read.why in REASONS
