"""Nothing of the source compartment leaves the office (G8): no code, no revealing evidence, no file name, no
metadata."""

from __future__ import annotations

import re
from collections.abc import Iterable

from fieldcase.model.refusal import Finding
from fieldcase.model.rules.casefile import CaseFile, by_id
from fieldcase.model.rules.letters import LetterFile
from fieldcase.model.rules.naming import allegations_of
from fieldcase.model.rules.saying import found, numbered
from fieldcase.model.words import _

SOURCE_CODE = re.compile(r"\bS-[A-Z0-9]{4,}\b")


def source_findings(lf: LetterFile) -> tuple[Finding, ...]:
    """G8: nothing of the source compartment leaves: no source code, no evidence that reveals a source, no original
    file name."""
    texts = [block.text for block in lf.letter.blocks.values()]
    texts += [words.text for a in allegations_of(lf.file, lf.letter) for words in a.text.values()]
    return sources_in(lf.file, lf.letter.id, (*texts, *lf.texts), lf.enclosures)


def sources_in(file: CaseFile, about: str, texts: Iterable[str], enclosures: Iterable[str]) -> tuple[Finding, ...]:
    """G8 for any rendition: its texts, document metadata and attachment names, and the evidence that goes along."""
    findings, every = [], list(texts)
    if any(SOURCE_CODE.search(text) for text in every):
        sentence = _("The text contains the code of a source.")
        findings.append(found("G8", sentence, _("Take it out."), records=(about,), field="blocks"))
    names = {piece.original_filename.casefold() for piece in file.evidence if len(piece.original_filename) > 3}
    if any(name in text.casefold() for text in every for name in names):
        sentence = _("The text contains the original name of a file.")
        findings.append(found("G8", sentence, _("Use the number of the evidence."), records=(about,), field="blocks"))
    for record in enclosures:
        piece = by_id(file.evidence, record)
        if piece is None or piece.reveals_source:
            number = numbered(piece.ev_no) if piece else "EV?"
            sentence = _("Evidence {number} reveals a source, or nobody has checked that it does not.").format(
                number=number
            )
            findings.append(
                found("G8", sentence, _("Enclose a redacted copy."), records=(about, record), field="enclosures")
            )
    return tuple(findings)
