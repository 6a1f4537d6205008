"""Settings say of each formula, template and label whether anybody answers for it; specimens show the office's own."""

from __future__ import annotations

import pytest

from fieldcase.documents.tree import plain_text
from fieldcase.model.lettershapes import SHAPES
from fieldcase.model.refusal import BadValue
from fieldcase.office.documents import document_resources
from fieldcase.office.letters.specimens import Specimen, specimens, wordings_of
from fieldcase.office.letters.wordings import formulae_told, templates_told, terms_told
from fieldcase.office.profiles.texts import add_formula, confirm_formula
from fieldcase.office.session import Session
from fieldcase.office.templates.keeping import write_template
from tests.laptops import carry
from tests.letter_ground import Both

SIX = ("ar", "en", "es", "fr", "ru", "zh")


def test_what_ships_is_verified_by_nobody(officer: Session) -> None:
    told = formulae_told(officer)
    assert {one.language for one in told} == set(SIX)
    assert not [one for one in told if one.verified or one.own]
    assert "note_verbale" in next(one for one in told if one.kind == "opening").used_by
    texts = templates_told(officer)
    assert {(one.kind, one.language) for one in texts} == {(kind, lang) for kind in SHAPES for lang in SIX}
    assert not [one for one in texts if one.own]


def test_a_shipped_formula_is_confirmed_as_it_stands(officer: Session) -> None:
    with pytest.raises(BadValue):
        confirm_formula(officer, "opening", "foreign_ministry", "zh")
    with pytest.raises(BadValue):
        confirm_formula(officer, "opening", "village", "zh", verified_by="Protocol", verified_on="2026-01-10")
    confirm_formula(officer, "opening", "foreign_ministry", "zh", verified_by="Protocol", verified_on="2026-01-10")
    told = {(one.language, one.addressee_kind, one.kind): one for one in formulae_told(officer)}
    confirmed = told["zh", "foreign_ministry", "opening"]
    assert confirmed.verified
    assert confirmed.text == "{office_opens}向{addressee}致意"
    assert not told["zh", "foreign_ministry", "closing"].verified


def test_labels_of_french_are_reviewed_and_those_drafted_since_are_not(officer: Session) -> None:
    told = {one.language: one for one in terms_told(officer)}
    assert (told["fr"].unreviewed, told["fr"].missing) == (0, 0)
    assert all(told[lang].unreviewed == told[lang].terms - told[lang].missing for lang in ("ar", "es", "ru", "zh"))


def test_specimens_show_the_offices_own_wording_and_write_nothing(laptops: Both, officer: Session) -> None:
    add_formula(officer, "opening", "foreign_ministry", "en", "{office_opens} salutes {addressee}")
    own = document_resources().template("note_verbale", "en").replace("would be grateful", "would be most grateful")
    carry(officer, laptops[1])
    write_template(laptops[1], "note_verbale", "en", own)
    carry(officer, laptops[1])
    before = officer.vault.last_entry_at()
    made = next(iter(specimens(("note_verbale",), ("en",), wordings_of(officer))))
    assert isinstance(made, Specimen)
    text = plain_text(made.document)
    assert " salutes " in text
    assert "would be most grateful" in text
    assert officer.vault.last_entry_at() == before


def test_a_language_without_a_template_is_told(officer: Session) -> None:
    assert list(specimens(("note_verbale",), ("sw",))) == [("note_verbale", "sw")]
