"""Copies for headquarters' file and for a source, and what goes with an item that is withheld."""

from __future__ import annotations

import msgspec
import pytest

from fieldcase.documents.draft import BlockText, with_block
from fieldcase.documents.naming import Naming, PartyNaming
from fieldcase.documents.renditions import SAID, Rendition, render_tree
from fieldcase.documents.resources import DocumentResources
from fieldcase.documents.tree import Level, all_text, plain_text
from tests.letters.kalindra import ANTON, ILENA, KARIM, KINDS, RIVERS, draft, facts, naming

pytestmark = pytest.mark.security


def alone(code: str, level: Level = Level.NAMED) -> Naming:
    """The table for one reader: nobody else by name, code or description."""
    return Naming(
        parties=tuple(
            msgspec.structs.replace(row, level=level)
            if row.party == code
            else PartyNaming(party=row.party, level=Level.ANON, kind=row.kind)
            for row in naming().parties
        )
    )


@pytest.mark.parametrize("kind", KINDS)
def test_headquarters_file_shows_codes_and_never_names(kind: str, resources: DocumentResources) -> None:
    document = render_tree(draft(kind, "en", resources), Rendition.HQ_CODED, naming(), resources).document
    text = "\n".join(all_text(document))
    assert not [row.name for row in naming().parties if row.name in text]
    if kind == "note":
        assert {ILENA, KARIM, ANTON, RIVERS} <= {word.strip("().,") for word in text.split()}


def test_a_source_reads_what_was_said_on_their_behalf_and_nobody_elses_name(resources: DocumentResources) -> None:
    made = draft("note", "en", resources, reference="OHCHR/XKAL/07-001/2026")
    document = render_tree(made, Rendition.FOR_SOURCE, alone(ILENA), resources, final=True, reader=ILENA).document
    text = "\n".join(all_text(document))
    assert "Ilena Dovrak" in text
    others = [row for row in naming().parties if row.party != ILENA]
    told = [word for row in others for word in (row.name, row.also, row.descriptor, row.party) if word and word in text]
    assert told == []
    assert {section.block for section in document.sections} <= SAID
    assert "07-001" not in text
    about = [one for one in facts("note", "en").allegations if ILENA not in one.parties]
    assert about
    assert [f"{one.number}. (text withheld)" in plain_text(document) for one in about] == [True] * len(about)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("reader", [ILENA, KARIM, ANTON, RIVERS])
def test_no_kind_tells_a_source_of_others(kind: str, reader: str, resources: DocumentResources) -> None:
    made = draft(kind, "en", resources)
    document = render_tree(made, Rendition.FOR_SOURCE, alone(reader), resources, reader=reader).document
    text = "\n".join(all_text(document))
    others = [row for row in naming().parties if row.party != reader]
    assert not [row.party for row in others for word in (row.name, row.also, row.party) if word and word in text]


def test_a_source_who_wants_no_name_on_paper_has_none(resources: DocumentResources) -> None:
    made = draft("note", "en", resources)
    for level, shown in ((Level.CODED, "Person A"), (Level.ANON, "human rights defender")):
        text = plain_text(
            render_tree(made, Rendition.FOR_SOURCE, alone(ILENA, level), resources, reader=ILENA).document
        )
        assert "Dovrak" not in text
        assert shown in text


def test_what_follows_a_withheld_item_is_withheld_with_it(resources: DocumentResources) -> None:
    # an officer may tell of one item in two paragraphs, the second of which mentions nobody
    made = draft("note", "en", resources)
    text = (
        "1. {" + ILENA + "} was detained.\n\nShe is the only one who sells fish there.\n\n2. {" + KARIM + "} was told."
        "\n\nThis was in a car."
    )
    hidden = with_block(made, "allegations", text)
    table = naming(ilena=Level.NONE)
    document = render_tree(hidden, Rendition.PUBLIC_REDACTED, table, resources).document
    said = plain_text(document)
    assert "fish" not in said
    assert "This was in a car." in said
    full = plain_text(render_tree(hidden, Rendition.STATE_FULL, naming(), resources).document)
    assert "fish" in full


@pytest.mark.parametrize(
    "row", ["| 9. | {P-7K3D9X} | sells fish |", "Who :: {P-7K3D9X} sells fish", "| 1. | She | sells fish |"]
)
def test_a_row_about_somebody_who_must_not_appear_is_withheld_whole(row: str, resources: DocumentResources) -> None:
    made = draft("note", "en", resources)
    blocks = tuple(
        BlockText(block=one.block, text=f"| No. | Who | What |\n{row}\n") if one.block == "allegations" else one
        for one in made.blocks
    )
    made = msgspec.structs.replace(made, blocks=blocks)
    document = render_tree(made, Rendition.PUBLIC_REDACTED, naming(ilena=Level.NONE), resources).document
    text = plain_text(document)
    assert "fish" not in text
    assert "What" in text
