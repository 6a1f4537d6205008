"""N9: words that claim more than is established, and words of blame (domain reference §6, end, and §10.5)."""

from __future__ import annotations

from collections.abc import Iterator

from fieldcase.documents import annex
from fieldcase.documents.blocknames import block_name
from fieldcase.documents.facts import Floor, Verified
from fieldcase.documents.lint.letter import Checked, finding
from fieldcase.documents.lint.reading import found_words
from fieldcase.model.refusal import Finding, Severity
from fieldcase.model.words import _

_MAY_ASSERT = Floor(
    e1=Verified.CORROBORATED, e2=Verified.REASONABLE_GROUNDS, e3=Verified.REASONABLE_GROUNDS, e4=Verified.CORROBORATED
)
"""What must be established before a letter may say who did it ("was carried out by")."""


def wording(checked: Checked) -> Iterator[Finding]:
    """Findings for asserting verbs above the floor of their allegation, and for blame anywhere."""
    facts = checked.draft.facts
    floors = {f"{allegation.number}.": allegation.floor for allegation in facts.allegations}
    lowest = all(_may_assert(floor) for floor in floors.values())
    words = checked.words
    for passage in checked.passages:
        floor = floors.get(passage.label) if passage.block in annex.PLACES else None
        sure = _may_assert(floor) if floor else lowest
        for found in (
            () if sure else found_words(passage.own, words.asserting, whole=words.whole_words, prefix=words.prefix)
        ):
            yield finding(
                "N9",
                _("Block “{block}” asserts “{word}”; what is established does not carry that.").format(
                    block=block_name(passage.block), word=found[0]
                ),
                _("Write that it is alleged or reported, or keep this with a reason."),
                block=passage.block,
                severity=Severity.WARNING,
            )
        for found in found_words(passage.own, words.blaming, whole=words.whole_words, prefix=words.prefix):
            yield finding(
                "N9",
                _("Block “{block}” blames with “{word}”.").format(block=block_name(passage.block), word=found[0]),
                _("Say what happened and leave the judgement to the reader."),
                block=passage.block,
                severity=Severity.WARNING,
            )


def _may_assert(floor: Floor) -> bool:
    return all(
        getattr(floor, element).rank >= getattr(_MAY_ASSERT, element).rank for element in ("e1", "e2", "e3", "e4")
    )
