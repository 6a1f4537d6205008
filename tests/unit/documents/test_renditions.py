"""Renditions: who is named, coded, described or taken out; what is generalised; what the token gives away (nothing)."""

from __future__ import annotations

import msgspec
import pytest

from fieldcase.documents.draft import with_block
from fieldcase.documents.naming import Naming, PartyKind, PartyNaming
from fieldcase.documents.renditions import Rendition, render_tree
from fieldcase.documents.resources import DocumentResources
from fieldcase.documents.tree import Document, Level, Name, plain_text, span_groups
from tests.letters.kalindra import ANTON, ILENA, KARIM, RIVERS, draft, facts, naming


def text_of(language: str, rendition: Rendition, table: Naming, resources: DocumentResources) -> str:
    return plain_text(render_tree(draft("note", language, resources), rendition, table, resources).document)


def names_in(document: Document) -> set[tuple[str, str]]:
    groups = [g for section in document.sections for block in section.content for g in span_groups(block)]
    return {(span.party, span.text) for spans in groups for span in spans if isinstance(span, Name)}


def test_a_named_party_is_named_with_its_own_script_once(resources: DocumentResources) -> None:
    composed = render_tree(draft("note", "en", resources), Rendition.STATE_FULL, naming(), resources)
    assert composed.findings == ()
    assert (ILENA, "Ilena Dovrak") in names_in(composed.document)
    text = plain_text(composed.document)
    assert text.count("Антон Вереск") == 1
    assert text.count("Anton Veresk") == 2


def test_a_coded_party_is_person_a_and_its_office_code_is_never_printed(resources: DocumentResources) -> None:
    table = naming(ilena=Level.CODED, karim=Level.CODED, rivers=Level.CODED)
    text = text_of("en", Rendition.STATE_FULL, table, resources)
    assert "Person A delivered a statement" in text
    assert "Person B, a lawyer" in text
    assert "Organisation A" in text
    assert not [code for code in (ILENA, KARIM, RIVERS) if code in text]
    assert "Personne A a prononcé" in text_of("fr", Rendition.STATE_FULL, table, resources)


def test_a_letter_given_before_is_kept_and_not_given_twice() -> None:
    rows = [PartyNaming(party=f"P-{n:06}", level=Level.CODED, letter="A" if n == 2 else "") for n in range(30)]
    letters = Naming(parties=tuple(rows)).letters()
    assert letters["P-000002"] == "A"
    assert letters["P-000000"] == "B"
    assert len(set(letters.values())) == 30


def test_an_anonymous_party_is_described_generally(resources: DocumentResources) -> None:
    text = text_of("en", Rendition.STATE_FULL, naming(ilena=Level.ANON, karim=Level.ANON), resources)
    assert "A woman human rights defender delivered a statement" in text
    assert "a person is alleged to have been told" in text


def test_a_party_without_consent_leaves_a_token_and_a_finding_that_names_nobody(resources: DocumentResources) -> None:
    composed = render_tree(draft("note", "en", resources), Rendition.STATE_FULL, naming(anton=Level.NONE), resources)
    assert {(found.rule, found.party_code) for found in composed.findings} == {("G4", ANTON)}
    assert not [found for found in composed.findings if "Veresk" in found.sentence]
    assert "Veresk" not in plain_text(composed.document)


def test_a_party_missing_from_the_table_counts_as_none(resources: DocumentResources) -> None:
    composed = render_tree(draft("note", "en", resources), Rendition.STATE_FULL, Naming(), resources)
    assert {found.party_code for found in composed.findings} == {ILENA, KARIM, ANTON, RIVERS}


@pytest.mark.security
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("length", [1, 12, 200])
def test_what_is_taken_out_leaves_the_same_whatever_its_length(
    language: str, length: int, resources: DocumentResources
) -> None:
    table = naming(ilena=Level.NONE)
    longer = msgspec.structs.replace(table.parties[0], name="x" * length)
    changed = Naming(parties=(longer, *table.parties[1:]))
    for rendition in (Rendition.STATE_FULL, Rendition.PUBLIC_REDACTED):
        assert text_of(language, rendition, changed, resources) == text_of(language, rendition, table, resources)


def test_the_public_rendition_withholds_an_item_about_somebody_who_must_not_appear(
    resources: DocumentResources,
) -> None:
    made = draft("note", "en", resources)
    composed = render_tree(made, Rendition.PUBLIC_REDACTED, naming(anton=Level.NONE), resources)
    text = plain_text(composed.document)
    assert composed.findings == ()
    assert "3. (text withheld)\n\nThe right" in text  # nor when it happened
    assert "registration" not in text
    # also when the text of the item does not mention the person that it is about
    allegations = {block.block: block.text for block in made.blocks}["allegations"]
    hidden = with_block(made, "allegations", allegations.replace("{P-8QW3ZZ}", "Somebody"))
    again = plain_text(render_tree(hidden, Rendition.PUBLIC_REDACTED, naming(anton=Level.NONE), resources).document)
    assert "Somebody" not in again


def test_the_public_rendition_takes_places_and_dates_back_when_somebody_is_anonymous(
    resources: DocumentResources,
) -> None:
    table = naming(ilena=Level.ANON)
    text = text_of("en", Rendition.PUBLIC_REDACTED, table, resources)
    assert "the airport of the northern region" in text
    assert "12\u00a0March" not in text
    assert "In March 2025, on arrival" in text
    exact = text_of("en", Rendition.PUBLIC_REDACTED, naming(), resources)
    assert "the airport of Vardin" in exact
    assert "12\u00a0March 2025" in exact


@pytest.mark.parametrize(
    ("language", "typed", "vague"),
    [
        ("en", "on 12 March 2025 in Vardin", "in March 2025 in the northern region"),
        ("fr", "le 12 mars 2025 à Vardin", "en mars 2025 à la région du nord"),
        ("fr", "dans la nuit du 1er mars 2025", "dans la nuit de mars 2025"),
    ],
)
def test_places_and_days_that_an_officer_typed_are_taken_back_too(
    language: str, typed: str, vague: str, resources: DocumentResources
) -> None:
    made = with_block(draft("note", language, resources), "context", f"It happened {typed}.")
    table = naming(ilena=Level.ANON)
    document = render_tree(made, Rendition.PUBLIC_REDACTED, table, resources).document
    context = plain_text(msgspec.structs.replace(document, sections=document.sections[4:5]))
    assert context == f"It happened {vague}."


def test_the_office_copy_shows_codes_and_never_names(resources: DocumentResources) -> None:
    text = text_of("en", Rendition.OFFICE_COPY, naming(), resources)
    assert {ILENA, KARIM, ANTON, RIVERS} <= {word.strip("().,") for word in text.split()}
    assert not [row.name for row in naming().parties if row.name in text]


def test_a_training_letter_and_a_draft_say_so_on_every_page(resources: DocumentResources) -> None:
    made = draft("note", "fr", resources)
    first = render_tree(made, Rendition.STATE_FULL, naming(), resources).document.banners
    assert first[0].startswith("TRAINING – NOT A COMMUNICATION")
    assert first[1] == "PROJET"
    final = render_tree(made, Rendition.STATE_FULL, naming(), resources, final=True).document.banners
    assert len(final) == 1
    real = msgspec.structs.replace(made, facts=facts("note", "fr", training=False))
    assert render_tree(real, Rendition.STATE_FULL, naming(), resources, final=True).document.banners == ()


@pytest.mark.security
def test_invisible_characters_that_could_hide_or_turn_a_name_are_taken_out(resources: DocumentResources) -> None:
    made = with_block(draft("note", "en", resources), "context", "Ile\u200bna \u202eDov\u00adrak\u202c")
    table = naming()
    text = plain_text(render_tree(made, Rendition.STATE_FULL, table, resources).document)
    assert "Ilena Dovrak" in text


def test_a_place_or_date_that_the_letter_does_not_know_is_told(resources: DocumentResources) -> None:
    for sign in ("{place:nowhere}", "{date:soon}"):
        made = with_block(draft("note", "en", resources), "context", f"It happened {sign}.")
        composed = render_tree(made, Rendition.STATE_FULL, naming(), resources)
        assert [(found.rule, found.field) for found in composed.findings] == [("N7", "context")]


def test_kinds_of_party_are_counted_apart() -> None:
    rows = tuple(
        PartyNaming(party=code, level=Level.CODED, kind=kind)
        for code, kind in ((ILENA, PartyKind.PERSON), (RIVERS, PartyKind.ORGANISATION), (KARIM, PartyKind.PERSON))
    )
    assert Naming(parties=rows).letters() == {ILENA: "A", RIVERS: "A", KARIM: "B"}
