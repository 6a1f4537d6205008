"""Vocabularies: what rules and screens may ask of a list of terms."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fieldcase.model.refusal import BadValue
from fieldcase.model.vocabulary import BadVocabulary, Term, Vocabularies

SHIPPED = Path(__file__).parents[3] / "resources" / "vocabularies" / "vocab.json"


@pytest.fixture(scope="module")
def shipped() -> Vocabularies:
    return Vocabularies.read(SHIPPED.read_bytes())


def test_every_term_that_ships_has_an_english_and_a_french_label_and_a_parent_that_exists(
    shipped: Vocabularies,
) -> None:
    for name in shipped.names:
        assert shipped.title(name)
        assert shipped.title(name, "fr")
        for term in shipped.terms(name):
            assert term.labels["en"]
            assert term.labels["fr"]
            assert not term.parent or shipped.has(name, term.parent)
            assert not term.own


def test_a_term_knows_what_stands_above_and_below_it(shipped: Vocabularies) -> None:
    assert shipped.parent("op4_category", "4d_relative_victim") == "4d"
    assert shipped.children("op4_category", "4d") == ("4d_relative_victim", "4d_relative_assistant")
    assert shipped.children("op4_category") == ("4a", "4b", "4c", "4d")
    assert shipped.ancestors("mechanism", "sr_torture") == ("special_procedures",)
    assert shipped.under("mechanism", "sr_torture", "special_procedures")
    assert shipped.under("mechanism", "hrc", "hrc")
    assert not shipped.under("mechanism", "ccpr", "hrc")
    assert "4d" not in shipped.leaves("op4_category")
    assert "4d_relative_victim" in shipped.leaves("op4_category")


def test_rules_read_flags(shipped: Vocabularies) -> None:
    assert shipped.flag("mechanism", "hrc_plenary", "hrc")
    assert not shipped.flag("mechanism", "ccpr", "hrc"), "the Human Rights Committee is not the Council"
    assert shipped.flag("mechanism", "regional_african", "regional")
    assert shipped.flag("act_type", "killing", "sdg")
    assert not shipped.flag("mechanism", "nonsense", "hrc")
    assert shipped.tier("no_action_do_no_harm") == 0
    assert shipped.tier("nonsense") is None
    assert shipped.rank("verification_level", "contradicted") == -1
    assert shipped.rank("act_type", "killing") is None


def test_a_missing_label_falls_back_to_english_and_says_so(shipped: Vocabularies) -> None:
    assert shipped.label("gender", "woman", "fr") == "Femme"
    assert shipped.label("gender", "woman", "ar") == "Woman [en]"
    assert shipped.label("gender", "nonsense") == "[nonsense]"
    assert shipped.title("gender", "ar") == "Gender"
    assert shipped.list("mechanism").open
    assert not shipped.list("gender").open
    assert shipped.reviewed("gender", "woman", "fr")
    assert not shipped.reviewed("gender", "woman", "ar")
    assert not shipped.reviewed("gender", "nonsense", "en")


def test_a_code_that_is_not_in_the_list_is_refused_with_some_that_are(shipped: Vocabularies) -> None:
    assert shipped.check("gender", "woman") == "woman"
    with pytest.raises(BadValue, match="woman, man"):
        shipped.check("gender", "female", field="Person.gender")
    with pytest.raises(BadValue):
        shipped.check("no_such_list", "female")
    assert shipped.term("no_such_list", "x") is None
    assert not shipped.has("no_such_list", "x")


def test_an_office_adds_terms_of_its_own_to_open_lists_only(shipped: Vocabularies) -> None:
    own = Term(code="x_river_forum", labels={"en": "River Forum"}, parent="ecosoc")
    more = shipped.with_terms("mechanism", [own])
    assert more.label("mechanism", "x_river_forum") == "River Forum"
    assert "x_river_forum" in more.children("mechanism", "ecosoc")
    assert not shipped.has("mechanism", "x_river_forum"), "the lists that shipped stay as they are"
    assert more.with_terms("right", [Term(code="x_iccpr_19")]).has("right", "x_iccpr_19")
    with pytest.raises(BadValue, match="closed"):
        shipped.with_terms("gender", [own])
    with pytest.raises(BadValue, match="prefix"):
        shipped.with_terms("mechanism", [Term(code="river_forum")])
    with pytest.raises(BadValue, match="taken"):
        more.with_terms("mechanism", [own])


def test_labels_may_stand_in_a_table_of_their_own_with_the_languages_that_were_checked() -> None:
    term = {"code": "a", "labels": {"en": "A", "ar": "ألف"}, "reviewed": ["en"]}
    lists = {"l": {"title": {"en": "L"}, "open": False, "terms": [term]}}
    read = Vocabularies.read(json.dumps({"version": 1, "lists": lists}).encode())
    assert read.label("l", "a", "ar") == "ألف"
    assert not read.reviewed("l", "a", "ar")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b'{"version": 2, "lists": {}}',
        b'{"version": 1, "lists": []}',
        b'{"version": 1, "lists": {"l": {"terms": [{"en": "no code"}], "title": {}, "open": false}}}',
        b'{"version": 1, "lists": {"l": {"terms": [1], "title": {}, "open": false}}}',
    ],
)
def test_a_damaged_vocabulary_is_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(BadVocabulary, match="cannot be read"):
        Vocabularies.read(content)
