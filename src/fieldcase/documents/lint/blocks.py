"""Blocks of each kind of letter, complete and in order (domain reference §10.3); findings carry the rule "10.3"."""

from __future__ import annotations

from collections.abc import Iterator

from fieldcase.documents.blocknames import block_name
from fieldcase.documents.draft import Draft
from fieldcase.documents.lint.letter import Checked, finding
from fieldcase.model.refusal import Finding, Severity
from fieldcase.model.words import _


def missing_blocks(draft: Draft) -> tuple[str, ...]:
    """Blocks that a letter of this kind must have and this one has not."""
    have = {block.block for block in draft.blocks}
    wanted = (block for block in draft.facts.shape.blocks if not block.endswith("?"))
    return tuple(block for block in wanted if block not in have)


def blocks_complete(checked: Checked) -> Iterator[Finding]:
    """Findings for missing blocks, for blocks out of order, and for one that tells facts or persons and may not."""
    draft = checked.draft
    for block in missing_blocks(draft):
        yield finding(
            "10.3",
            _("The letter has no block “{block}”.").format(block=block_name(block)),
            _("Write the block, or draft the letter again."),
            block=block,
        )
    known = draft.facts.shape.names_of_blocks
    present = [block.block for block in draft.blocks]
    order = [block for block in present if block in known]
    if order != sorted(order, key=known.index):
        yield finding("10.3", _("The blocks are not in their order."), _("Put them in the order of the template."))
    for block in present:
        if block not in known:
            yield finding(
                "10.3",
                _("Letters of this kind have no block “{block}”.").format(block=block_name(block)),
                _("Take the block out, or write another kind of letter."),
                block=block,
                severity=Severity.WARNING,
            )
    if not draft.facts.shape.persons and draft.parties:
        yield finding(
            "10.3",
            _("A letter of this kind may not mention persons or tell facts."),
            _("Refer to the allegations by number only."),
        )
