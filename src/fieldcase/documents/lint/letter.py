"""One letter as every check gets it, and the finding that a check makes of a place in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from fieldcase.documents.blocknames import block_name
from fieldcase.documents.draft import Draft
from fieldcase.documents.lint.reading import Passage, passages
from fieldcase.documents.names import PersonOnRecord
from fieldcase.documents.naming import Naming
from fieldcase.documents.resources import DocumentResources, LintWords, Words
from fieldcase.documents.tree import Document
from fieldcase.model.dates.deadlines import OfficeCalendar
from fieldcase.model.refusal import Finding, Severity
from fieldcase.model.words import _


class LintSettings(msgspec.Struct, frozen=True, kw_only=True):
    """What the checks need from the office.

    `people`: everybody in the identity room with the level that this letter may show them at; None while that room is
    closed, which is an error (N8). `signatories`: names of those who sign for the office (N4). `today`: only when the
    letter is dispatched (N15). `closing_required`, `notice_days` are settings of the office. `recognised` are (party,
    words) that a second person found to be somebody else of this name. `other_states` are names of States that the
    letter does not go to, in its language.
    """

    people: tuple[PersonOnRecord, ...] | None
    signatories: tuple[str, ...] = ()
    calendar: OfficeCalendar = OfficeCalendar()
    closing_required: bool = True
    notice_days: int = 5
    today: date | None = None
    shortest_word: int = 6
    recognised: tuple[tuple[str, str], ...] = ()
    other_states: tuple[str, ...] = ()


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """A letter with its passages, the word lists of its language, and the words in which it says dates."""

    draft: Draft
    document: Document
    naming: Naming
    passages: tuple[Passage, ...]
    words: LintWords
    said: Words
    settings: LintSettings

    def text(self, block: str) -> str:
        """All words of a block, a line a passage; empty when the letter has no such block."""
        return "\n".join(passage.text for passage in self.passages if passage.block == block)


def checked_letter(
    draft: Draft, document: Document, naming: Naming, resources: DocumentResources, settings: LintSettings
) -> Checked:
    """A letter as every check gets it: `document` is composed from `draft` with `naming`.

    Raises `LanguageNotReady` when there are no word lists for its language.
    """
    words = resources.lint(document.language)
    return Checked(
        draft=draft,
        document=document,
        naming=naming,
        passages=passages(document, words),
        words=words,
        said=resources.words(document.language),
        settings=settings,
    )


def finding(
    rule: str, sentence: str, remedy: str, *, block: str = "", party: str = "", severity: Severity = Severity.ERROR
) -> Finding:
    """A finding at a block of the letter."""
    return Finding(rule=rule, severity=severity, sentence=sentence, remedy=remedy, field=block, party_code=party)


def unverified(checked: Checked, rule: str, kind: str) -> Iterator[Finding]:
    """A note that a formula of the letter was confirmed by nobody."""
    if any(formula.kind == kind and not formula.verified for formula in checked.draft.formulae):
        yield finding(
            rule,
            _("The formula of block “{block}” has not been verified by anybody.").format(block=block_name(kind)),
            _("Have the protocol service confirm the wording, and record it (settings; fieldcase profile formula)."),
            block=kind,
            severity=Severity.NOTE,
        )
