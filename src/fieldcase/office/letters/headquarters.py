"""Where a proposal stands at headquarters: which package took it, what was answered, and what changed meanwhile."""

from __future__ import annotations

import hashlib

import msgspec

from fieldcase.model.kinds.directory import ExternalRef
from fieldcase.model.kinds.letters import StepTaken
from fieldcase.model.machines.letter import PROPOSALS
from fieldcase.model.refusal import Finding
from fieldcase.model.roles import Action
from fieldcase.model.rules.letters import consent_findings
from fieldcase.office.letters.gathering import Opened, letter_file, open_letter
from fieldcase.office.letters.refusals import NoPaper, NotAProposal, SignatureBroken
from fieldcase.office.looks import look
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


def open_paper(session: Session, letter_id: str) -> bytes:
    """The paper that shows the reference of a proposal that was taken up; the look is logged. Raises `NotYourRole`,
    `NotAProposal`, `NoPaper`, `SignatureBroken` for one that is not what headquarters kept, refusals of the vault.
    """
    session.require(Action.READ_IDENTITY)
    reference = at_headquarters(session, letter_id).reference
    if reference is None or reference.paper.object not in session.vault.objects:
        raise NoPaper
    data = session.vault.objects.read(reference.paper.object, reference.paper.identity)
    if hashlib.sha256(data).hexdigest() != reference.paper_sha256:
        raise SignatureBroken
    look(session, "open_paper", [reference.id], letter_id)
    return data
