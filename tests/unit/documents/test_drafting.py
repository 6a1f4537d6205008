"""Drafting a letter from facts: blocks in order, values linked, persons as codes, questions and wording chosen."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from fieldcase.documents.draft import (
    FormulaMissing,
    draft_letter,
    questions_for,
    with_block,
    with_reference,
)
from fieldcase.documents.facts import ConcernedAs, Floor, Verified
from fieldcase.documents.renditions import Rendition, render_tree
from fieldcase.documents.resources import DocumentResources, Formula, LanguageNotReady
from fieldcase.documents.tree import plain_text
from tests.letters.kalindra import ANTON, ILENA, KARIM, KINDS, RIVERS, draft, facts, naming

LETTERS = [(kind, language) for kind in KINDS for language in ("en", "fr")]
NOTE_BLOCKS = (
    "letterhead reference marking opening context allegations standards concern requests no_reprisal_clause deadline"
    " publication_notice closing date_place initials_stamp addressee"
)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_note_verbale_has_its_blocks_in_the_order_of_the_reference(
    language: str, resources: DocumentResources
) -> None:
    assert " ".join(block.block for block in draft("note", language, resources).blocks) == NOTE_BLOCKS


@pytest.mark.parametrize(("kind", "language"), LETTERS)
def test_a_draft_holds_no_name_of_a_party_only_codes(kind: str, language: str, resources: DocumentResources) -> None:
    kept = msgspec.json.encode(draft(kind, language, resources)).decode()
    assert not [row.name for row in naming().parties if row.name in kept or (row.also and row.also in kept)]


def test_all_parties_of_a_letter_are_known(resources: DocumentResources) -> None:
    assert draft("note", "en", resources).parties == (ILENA, KARIM, ANTON, RIVERS)
    assert draft("reminder", "en", resources).parties == ()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_reminder_restates_no_fact(language: str, resources: DocumentResources) -> None:
    composed = render_tree(draft("reminder", language, resources), Rendition.STATE_FULL, naming(), resources)
    text = plain_text(composed.document)
    assert "XHR/KAL/03-017/2025" in text
    assert "1 and 3" in text or "1 et 3" in text
    for fact in ("airport", "aéroport", "detained", "retenue", "Dovrak", "registration", "enregistrement"):
        assert fact not in text


def test_facts_of_the_record_are_linked_and_a_record_cannot_write_blocks(resources: DocumentResources) -> None:
    note = facts("note", "en", marking="{P-7K3D9X}\n\n## closing")
    blocks = {block.block: block.text for block in draft_letter(note, resources).blocks}
    assert blocks["marking"] == r"{=marking|\{P-7K3D9X\}  ## closing}"
    assert "{=office.name|The Office of" in blocks["opening"]
    assert "{=deadline|2\u00a0June 2025}" in blocks["deadline"]


@pytest.mark.parametrize(
    ("level", "words"),
    [
        (Verified.INSUFFICIENT, "It is alleged that the following occurred"),
        (Verified.CREDIBLE, "According to information received, it is alleged"),
        (Verified.REASONABLE_GROUNDS, "There are reasonable grounds to believe"),
    ],
)
def test_the_wording_follows_the_lowest_floor(level: Verified, words: str, resources: DocumentResources) -> None:
    note = facts("note", "en")
    sure = Floor(e1=Verified.CONFIRMED, e2=Verified.CONFIRMED, e3=Verified.CONFIRMED)
    first = msgspec.structs.replace(note.allegations[0], floor=msgspec.structs.replace(sure, e3=level))
    rest = tuple(msgspec.structs.replace(other, floor=sure) for other in note.allegations[1:])
    made = draft_letter(msgspec.structs.replace(note, allegations=(first, *rest)), resources)
    assert words in {block.block: block.text for block in made.blocks}["allegations"]


def test_the_responsible_state_is_asked_everything_that_fits_and_a_host_state_for_protection(
    resources: DocumentResources,
) -> None:
    note = facts("note", "en", urgent=True)
    asked = [f"Q{number}" for number in (1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13)]
    assert questions_for(note, resources, reported=True) == tuple(asked)
    host = msgspec.structs.replace(note, concerned_as=ConcernedAs.HOST, urgent=False)
    assert questions_for(host, resources) == ("Q1", "Q7")
    access = msgspec.structs.replace(note.allegations[0], branches=("access",))
    assert {"Q9", "Q10"} <= set(questions_for(facts("note", "en", allegations=(access,)), resources))


def test_questions_asked_keep_their_letter_and_their_code(resources: DocumentResources) -> None:
    english = draft("note", "en", resources, requests=("Q1", "Q7"))
    assert [(one.label, one.code) for one in english.requests] == [("(a)", "Q1"), ("(b)", "Q7")]
    french = draft("note", "fr", resources, requests=("Q1", "Q7"))
    assert [one.label for one in french.requests] == ["a)", "b)"]


def test_formulae_ship_unverified_and_an_office_s_own_comes_first(resources: DocumentResources) -> None:
    assert not [formula for formula in resources.formulae if formula.verified]
    own = Formula(
        kind="opening",
        addressee_kind="foreign_ministry",
        lang="en",
        text="{office_opens} greets {addressee}",
        verified_by="A",
        verified_on="2025-01-01",
    )
    made = draft_letter(facts("note", "en"), resources, formulae=(own,))
    assert made.formulae[0] == own
    assert " greets " in {block.block: block.text for block in made.blocks}["opening"]


def test_an_addressee_without_a_formula_is_refused_in_a_sentence(resources: DocumentResources) -> None:
    note = facts("note", "en")
    stranger = msgspec.structs.replace(note.addressee, kind="company")
    with pytest.raises(FormulaMissing) as refused:
        draft_letter(msgspec.structs.replace(note, addressee=stranger), resources)
    assert refused.value.way_out


def test_a_language_without_template_is_refused(resources: DocumentResources) -> None:
    with pytest.raises(LanguageNotReady):
        draft_letter(msgspec.structs.replace(facts("note", "en"), language="sw"), resources)


def test_an_edited_block_keeps_its_place_and_an_empty_one_goes(resources: DocumentResources) -> None:
    made = with_block(draft("note", "en", resources), "context", "Another text about {P-7K3D9X}.")
    assert [block.block for block in made.blocks if block.edited] == ["context"]
    assert " ".join(block.block for block in made.blocks) == NOTE_BLOCKS
    assert "context" not in [block.block for block in with_block(made, "context", " ").blocks]


def test_the_reference_is_put_in_at_signature_and_nothing_else_changes(resources: DocumentResources) -> None:
    first = draft("note", "en", resources, reference="", day=None)
    blocks = {block.block: block.text for block in first.blocks}
    assert "to be given at signature" in blocks["reference"]
    edited = with_block(first, "concern", "Other words.")
    signed = with_reference(
        edited, "XHR/KAL/03-018/2025", msgspec.structs.replace(first.facts, day=date(2025, 5, 2)), resources
    )
    after = {block.block: block.text for block in signed.blocks}
    assert "XHR/KAL/03-018/2025" in after["reference"]
    assert "2\u00a0May 2025" in after["date_place"]
    assert after["concern"] == "Other words."
    same = {name for name in blocks if after[name] == blocks[name]}
    assert set(blocks) - same == {"reference", "date_place", "concern"}
