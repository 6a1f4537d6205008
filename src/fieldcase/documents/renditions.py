"""The renditions of a letter (domain reference §9): the same blocks, composed for whom they are meant.

State full: persons as the naming table allows, places and dates exact. Office copy and headquarters' file: codes,
never names, exact. Public: persons at their level for public statements, places and dates generalised as soon as
somebody may not be recognised, and items about a person who must not appear withheld whole. For the source: what was
said on behalf of one party, in the blocks of `SAID` alone, everybody else unnamed, items about others withheld whole,
no letterhead and no reference that a search of a bag would find. The caller gives the naming table that belongs to
the audience; nothing here raises a level. No rendition knows sources: facts hold none (G8).
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from fieldcase.documents.compose import Composed, Exactness, compose
from fieldcase.documents.draft import Draft
from fieldcase.documents.naming import Naming, PartyNaming, lowest
from fieldcase.documents.resources import DocumentResources
from fieldcase.documents.tree import Level
from fieldcase.model.shape import COVER


class Rendition(StrEnum):
    """For whom a letter is rendered."""

    STATE_FULL = "state_full"
    OFFICE_COPY = "office_copy"
    PUBLIC_REDACTED = "public_redacted"
    HQ_CODED = "hq_coded"
    FOR_SOURCE = "for_source"


CODED_COPIES = frozenset({Rendition.OFFICE_COPY, Rendition.HQ_CODED})
"""Renditions in which nobody is named."""
CHECKED = (Rendition.STATE_FULL, Rendition.OFFICE_COPY, Rendition.PUBLIC_REDACTED)
"""Renditions that a letter is checked in before each step; headquarters' file has the words of the office copy, and
that for a source those of the State's: both are checked when they are made."""
SAID = frozenset(
    {
        *("title", "date_place", "addressee", "context", "allegations", "law_provisions", "standards", "concern"),
        *("acknowledged_positive", "requests", "recommendations", "no_reprisal_clause", "deadline"),
    }
)
"""Blocks that tell a source what was said. None of them says who has the paper, or under which reference it went."""


def render_tree(
    draft: Draft,
    rendition: Rendition,
    naming: Naming,
    resources: DocumentResources,
    *,
    final: bool = False,
    reader: str = "",
) -> Composed:
    """The tree of one rendition. `final` once the letter is signed: before, DRAFT stands on every page. `reader` is the
    code of the party on whose behalf the one for a source was said.

    Findings: G4 for a party that may not appear; in the public rendition these are not findings but what redaction is
    for, and the party is taken out.
    """
    words = resources.words(draft.facts.language).furniture
    proposal = resources.proposals(draft.facts.language).banner if draft.facts.proposal is not None else ""
    marks = (words.training if draft.facts.training else "", proposal, "" if final else words.draft)
    banners = tuple(mark for mark in marks if mark)
    match rendition:
        case Rendition.STATE_FULL:
            return compose(draft, naming, resources, banners=banners)
        case Rendition.OFFICE_COPY | Rendition.HQ_CODED:
            return compose(draft, office_naming(draft), resources, banners=banners)
        case Rendition.PUBLIC_REDACTED:
            open_to_all = without_cover(draft)
            exactness = public_exactness(open_to_all, naming)
            composed = compose(open_to_all, naming, resources, exactness=exactness, banners=banners)
            kept = tuple(found for found in composed.findings if found.rule != "G4")
            return msgspec.structs.replace(composed, findings=kept)
        case Rendition.FOR_SOURCE:
            return compose(what_was_said(draft), naming, resources, exactness=Exactness(about=reader), banners=banners)


def without_cover(draft: Draft) -> Draft:
    """A draft without the internal cover: consents and risks are nobody's but headquarters' and the office's."""
    blocks = tuple(block for block in draft.blocks if block.block not in COVER)
    return msgspec.structs.replace(draft, blocks=blocks)


def what_was_said(draft: Draft) -> Draft:
    """The blocks of a letter that tell what was said, and no reference of it, on the pages or in the metadata."""
    blocks = tuple(block for block in draft.blocks if block.block in SAID)
    return msgspec.structs.replace(draft, blocks=blocks, facts=msgspec.structs.replace(draft.facts, reference=""))


def public_exactness(draft: Draft, naming: Naming) -> Exactness:
    """Exact only when every party of the letter agreed to be named or coded in public."""
    vague = lowest(naming, draft.parties) in (Level.ANON, Level.NONE)
    return Exactness(generalise=vague, withhold_items=True)


def office_naming(draft: Draft) -> Naming:
    """Codes for everybody: the office's own copy is read beside the table that the identity room holds."""
    return Naming(parties=tuple(PartyNaming(party=code, level=Level.NAMED, name=code) for code in draft.parties))
