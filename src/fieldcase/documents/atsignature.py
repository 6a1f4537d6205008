"""What signature adds to a letter: its reference, its day, who signs and the day of reply, and not one word more.

Two drafts of one letter are held against each other, block by block, with exactly these values taken out.
"""

from __future__ import annotations

from fieldcase.documents.dates import say_day
from fieldcase.documents.draft import Draft
from fieldcase.documents.markup import linked
from fieldcase.documents.resources import DocumentResources
from fieldcase.model.shape import COVER


def unlike(approved: Draft, to_sign: Draft, resources: DocumentResources) -> tuple[str, ...]:
    """The blocks of a letter that say more, less or something else than in the draft that was approved, beside what
    its kind is given at signature. The cover of a proposal is no part of what is approved.

    Raises `LanguageNotReady`.
    """
    before, after = _bare(approved, resources), _bare(to_sign, resources)
    return tuple(block for block in dict.fromkeys((*before, *after)) if before.get(block) != after.get(block))


def _bare(draft: Draft, resources: DocumentResources) -> dict[str, str]:
    """The texts by block, the given values of this very draft taken out of the blocks that its kind is given."""
    facts, words = draft.facts, resources.words(draft.facts.language)
    values = {
        "reference": facts.reference or words.furniture.reference_pending,
        "day": say_day(facts.day, words) if facts.day else "",
        "deadline": say_day(facts.deadline, words) if facts.deadline else "",
        "signatory": facts.signatory,
    }
    texts = {}
    for block in draft.blocks:
        text = block.text
        if block.block in facts.shape.given and not block.edited:
            for ref, value in values.items():
                text = text.replace(linked(ref, value), "")
        lines = (" ".join(line.split()) for line in text.splitlines())
        if block.block not in COVER and (said := "\n".join(line for line in lines if line)):
            texts[block.block] = said
    return texts
