"""Refusals and findings say what is wrong and what to do, in the language spoken."""

from __future__ import annotations

import gettext

import pytest

from fieldcase.model import words
from fieldcase.model.refusal import BadValue, BlockedByRules, Finding, Refusal, Severity, blocking, require


class Catalogue(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        return {"“{field}” cannot be {value}: {why}.": "« {field} » ne peut être {value} : {why}."}.get(
            message, message
        )


def test_a_refusal_fills_its_facts_in_after_translation() -> None:
    refusal = BadValue(field="level", value="MAYBE", why="it is not in the list", expected="a level")
    assert refusal.sentence == "“level” cannot be MAYBE: it is not in the list."
    assert str(refusal).endswith("Give a level.")
    try:
        words.speak(Catalogue())
        assert refusal.sentence == "« level » ne peut être MAYBE : it is not in the list."
    finally:
        words.speak(gettext.NullTranslations())


def test_a_refusal_without_a_way_out_says_only_what_is_wrong() -> None:
    assert str(Refusal()) == "This cannot be done."


def test_only_errors_block_and_the_rest_is_handed_back() -> None:
    error = Finding(rule="G4", sentence="Person P-1 has not been asked.")
    warning = Finding(rule="N9", severity=Severity.WARNING, sentence="A verb asserts.")
    assert blocking([warning, error]) == (error,)
    assert require([warning]) == (warning,)
    with pytest.raises(BlockedByRules, match="P-1") as refused:
        require([warning, error])
    assert refused.value.findings == (error,)


def test_the_empty_sentence_is_never_looked_up() -> None:
    assert words._("") == ""
    assert words.ngettext("{count} case", "{count} cases", 2).format(count=2) == "2 cases"
