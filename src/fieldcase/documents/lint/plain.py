"""A letter to a source on whose pages the office may not stand says nowhere who wrote it (domain reference §10.3)."""

from __future__ import annotations

from collections.abc import Iterator

from fieldcase.documents.blocknames import block_name
from fieldcase.documents.lint.letter import Checked, finding
from fieldcase.documents.lint.reading import found_words
from fieldcase.model.refusal import Finding
from fieldcase.model.words import _


def plain(checked: Checked) -> Iterator[Finding]:
    """No letterhead, no name of the office, no word of the United Nations, unless that was agreed."""
    facts = checked.draft.facts
    if facts.to_source.letterhead:
        return
    office = (facts.office.name, facts.office.opens, *facts.office.letterhead)
    telling = (*(words for words in office if words), *checked.words.un_words)
    for passage in checked.passages:
        for found in found_words(passage.text, telling, whole=checked.words.whole_words):
            yield finding(
                "10.3",
                _("Block “{block}” says who wrote the letter (“{word}”), and that was not agreed.").format(
                    block=block_name(passage.block), word=found[0]
                ),
                _("Take it out, or agree with the recipient on a letter that bears the office's name."),
                block=passage.block,
            )
            break
