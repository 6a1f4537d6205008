"""Where a proposal stands at headquarters: which package took it, what was answered, and what changed meanwhile."""

from __future__ import annotations

import msgspec

from fieldcase.model.kinds.directory import ExternalRef
from fieldcase.model.kinds.letters import StepTaken
from fieldcase.model.machines.letter import PROPOSALS
from fieldcase.model.refusal import Finding
from fieldcase.model.rules.letters import consent_findings
from fieldcase.office.letters.gathering import Opened, letter_file, open_letter
from fieldcase.office.letters.refusals import NotAProposal
from fieldcase.office.session import Session


class AtHeadquarters(msgspec.Struct, frozen=True, kw_only=True):
    """One proposal: its status (vocabulary `letter_status`), when it was submitted with which package, when answered,
    with which reference or why not; and the consents that no longer carry it."""

    letter: str
    kind: str
    status: str
    package: str = ""
    submitted_at: str = ""
    answered_at: str = ""
    reference: ExternalRef | None = None
    reason: str = ""
    changed: tuple[Finding, ...] = ()


def at_headquarters(session: Session, letter_id: str) -> AtHeadquarters:
    """Where a proposal stands. Raises `NoSuchRecord`, `NotYourRole`, `NotAProposal`."""
    opened = open_letter(session, letter_id)
    if opened.letter.kind not in PROPOSALS:
        raise NotAProposal
    sent, answer = _last(opened, "submission"), _last(opened, "hq_answer")
    given = answer.external_ref
    return AtHeadquarters(
        letter=letter_id,
        kind=opened.letter.kind,
        status=opened.status,
        package=sent.transfer,
        submitted_at=sent.at,
        answered_at=answer.at,
        reference=session.vault.find(ExternalRef, given) if given else None,
        reason=answer.reason,
        changed=withdrawn_since(session, opened),
    )


def withdrawn_since(session: Session, opened: Opened) -> tuple[Finding, ...]:
    """G4, G7: what stands against a proposal as consent stands now: somebody withdrew, or a consent lapsed. Whoever
    answers it sees this first; nothing is called back by it.
    """
    return tuple(one for one in consent_findings(letter_file(session, opened, (), ())) if one.blocks)


def _last(opened: Opened, step: str) -> StepTaken:
    own = (one.taken for one in opened.file.steps if one.letter == opened.letter.id and one.step == step)
    return max(own, key=lambda taken: taken.at, default=StepTaken())
