"""All checks of one letter, in the order of their rules."""

from __future__ import annotations

from fieldcase.documents.draft import Draft
from fieldcase.documents.lint import agreement, blocks, identity, note_verbale, state_letters, wording
from fieldcase.documents.lint.letter import LintSettings, checked_letter
from fieldcase.documents.naming import Naming
from fieldcase.documents.resources import DocumentResources
from fieldcase.documents.tree import Document
from fieldcase.model.refusal import Finding
from fieldcase.model.shape import To


def lint_letter(
    draft: Draft, document: Document, naming: Naming, resources: DocumentResources, settings: LintSettings
) -> tuple[Finding, ...]:
    """Check the full rendition for the State (`document`, composed from `draft` with `naming`).

    Raises `LanguageNotReady` when there are no word lists for the letter's language.
    """
    checked = checked_letter(draft, document, naming, resources, settings)
    found = list(blocks.blocks_complete(checked))
    found += note_verbale.text_rules(checked)
    found += wording.wording(checked)
    if draft.facts.shape.to is not To.SOURCE:
        found += state_letters.state_letter(checked)
    found += agreement.agreement(checked)
    found += identity.identity(checked)
    return tuple(dict.fromkeys(found))
