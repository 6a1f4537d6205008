"""Vocabularies: what rules and screens may ask of a list of terms."""

from __future__ import annotations

import json
import re
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


@pytest.mark.parametrize("lang", ["ar", "es", "ru", "zh"])
def test_labels_of_the_other_languages_are_complete_and_wait_for_a_reader(lang: str, shipped: Vocabularies) -> None:
    script = {"ar": "[\u0621-\u064a]", "ru": "[а-я]", "zh": "[\u4e00-\u9fff]", "es": "[a-z]"}[lang]
    for name in set(shipped.names) - {"right"}:
        assert shipped.list(name).title[lang] != shipped.title(name)
        labels = [term.labels[lang] for term in shipped.terms(name)]
        assert all(re.search(script, label, re.IGNORECASE) for label in labels), name
        doubles = {one for one in labels if labels.count(one) > 1}
        assert not doubles or len({term.parent for term in shipped.terms(name) if term.labels[lang] in doubles}) > 1
        assert not [code for code in shipped.codes(name) if shipped.reviewed(name, code, lang)]


def test_a_letter_says_a_term_without_its_explanation(shipped: Vocabularies) -> None:
    assert shipped.short("state_measure", "restitution", "en") == "Restitution"
    assert shipped.short("state_measure", "restitution", "zh") == "恢复原状"
    assert shipped.short("state_measure", "release", "ar") == "الإفراج عن الشخص"
    assert shipped.short("mechanism", "hrc", "sw") == "Human Rights Council [en]"


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
    assert shipped.label("gender", "woman", "ar") == "امرأة"
    assert shipped.label("gender", "woman", "sw") == "Woman [en]"
    assert shipped.label("gender", "nonsense") == "[nonsense]"
    assert shipped.title("gender", "sw") == "Gender"
    assert shipped.list("mechanism").open
    assert not shipped.list("gender").open
    assert shipped.reviewed("gender", "woman", "fr")
    assert not shipped.reviewed("gender", "woman", "ar")
    assert shipped.has_label("gender", "woman", "ar")
    assert not shipped.has_label("gender", "woman", "sw")
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
