"""A reminder that is being written already: a second one would recall the same letter twice to the State."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fieldcase.documents.facts import LetterKind
from fieldcase.model.kinds.letters import Letter
from fieldcase.model.refusal import Finding
from fieldcase.model.rules.saying import found
from fieldcase.model.words import _
from fieldcase.office.casefile import state_of
from fieldcase.office.session import Session

ON_ITS_WAY = frozenset({"draft", "in_review", "returned", "approved", "signed"})
"""Where a letter stands that neither left nor was given up."""


def reminder_of(session: Session, letter: str) -> str:
    """The reminder of a letter that is on its way out; empty where there is none."""
    reminders = session.vault.where(Letter, "kind", [str(LetterKind.REMINDER)])
    open_ = (one.id for one in reminders if letter in one.previous_letters)
    return next((one for one in open_ if state_of(session, "letter", one) in ON_ITS_WAY), "")


def pending_findings(session: Session, kind: str, previous: Iterable[str]) -> Iterator[Finding]:
    """Section 11: an error for each letter of which a reminder is on its way, with that reminder."""
    for letter in previous if kind == LetterKind.REMINDER else ():
        if pending := reminder_of(session, letter):
            sentence = _("A reminder of this letter is on its way already: {letter}.").format(letter=pending[:8])
            remedy = _("Go on with that one, or give it up first (fieldcase letter cancel {letter}).")
            yield found("11", sentence, remedy.format(letter=pending[:8]), records=(letter, pending))
