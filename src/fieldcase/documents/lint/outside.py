"""Letters to somebody who is no State: no title of one, and for a de facto authority the word that nobody is recognised
(domain reference §10.3; decisions on blocks)."""

from __future__ import annotations

from collections.abc import Iterator

from fieldcase.documents.blocknames import block_name
from fieldcase.documents.lint.letter import Checked, finding, unverified
from fieldcase.documents.lint.reading import found_words
from fieldcase.model.refusal import Finding, Severity
from fieldcase.model.shape import Form
from fieldcase.model.words import _

_ADDRESSING = ("addressee", "salutation", "closing")


def no_title(checked: Checked) -> Iterator[Finding]:
    """Whoever is no State is not addressed as one: an error to a de facto authority, else told."""
    shape = checked.draft.facts.shape
    if shape.to_state:
        return
    grave = Severity.ERROR if shape.form is Form.RESERVED else Severity.WARNING
    for passage in checked.passages:
        if passage.block not in _ADDRESSING:
            continue
        for found in found_words(passage.text, checked.words.state_titles, whole=checked.words.whole_words):
            yield finding(
                "10.3",
                _("Block “{block}” addresses somebody who is no State as one (“{word}”).").format(
                    block=block_name(passage.block), word=found[0]
                ),
                _("Write the name that it goes by, without a title of a State."),
                block=passage.block,
                severity=grave,
            )


def disclaimer(checked: Checked) -> Iterator[Finding]:
    """The word that nobody is recognised is told as unverified until somebody confirmed it; that it is there, section
    10.3 asks."""
    yield from unverified(checked, "N2", "disclaimer")
