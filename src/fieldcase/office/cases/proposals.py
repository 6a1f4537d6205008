"""Steps of a case that take several people: an officer proposes, somebody else agrees, the head acts (section 7.1, G9).

A proposal is a comment on the case that names the step; agreeing is another comment that names the proposal and what
stood in it. A proposal that was changed since has to be read again.
"""

from __future__ import annotations

import hashlib

import msgspec

from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.follow_up import Comment
from fieldcase.model.machines import next_steps
from fieldcase.model.refusal import BadValue, Finding, require
from fieldcase.model.roles import Action, Role
from fieldcase.model.rules.saying import found
from fieldcase.model.words import _
from fieldcase.office.cases.sight import case_file
from fieldcase.office.records import add
from fieldcase.office.session import Session

STEPS = ("not_admitted", "closed", "reopened", "merged")
"""The steps that need a proposal."""


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """What an officer proposed: the comment, the officer's person, and the persons who agreed to these very words."""

    comment: str
    to: str
    reason: str
    by: str
    agreed: frozenset[str] = frozenset()


def proposable(state: str) -> tuple[str, ...]:
    """The steps that need a proposal and lead on from a state of a case, whoever takes them."""
    leads = {step.to for step in next_steps("case", state, frozenset(Role))}
    return tuple(to for to in STEPS if to in leads)


def propose_step(session: Session, case_id: str, to: str, reason: str) -> Comment:
    """Propose that a case be closed, not admitted, reopened or merged, with the reason. Raises `NotYourRole`."""
    session.require(Action.EDIT_CASE)
    case_file(session, case_id)
    if to not in STEPS:
        raise BadValue(field="to", value=to, why=_("it needs no proposal"), expected=", ".join(STEPS))
    if to == "merged":
        why, expected = _("the proposal names the other case"), "fieldcase case merge"
        raise BadValue(field="to", value=to, why=why, expected=expected)
    require(reason_findings(reason, case_id))
    return add(session, Comment(case=case_id, target=case_id, target_field=to, text=reason, kind="change_request"))


def agree_step(session: Session, case_id: str, to: str, note: str = "") -> Comment:
    """Agree, as a second reader, to the last proposal of a step as it stands (G9). Raises `BlockedByRules`."""
    session.require(Action.REVIEW_ELEMENT)
    case_file(session, case_id)
    proposal = last_proposal(session, case_id, to)
    require(_agreeable(session, proposal, case_id))
    assert proposal is not None
    target = f"{to} {_print(session, case_id, proposal)}"
    text = note.strip() or _("Agreed.")
    return add(
        session, Comment(case=case_id, target=proposal.comment, target_field=target, text=text, kind="approval_note")
    )


def last_proposal(session: Session, case_id: str, to: str) -> Proposal | None:
    """The last proposal of a step that a case officer or an intake officer made; None without one."""
    comments = session.vault.all(Comment, case=case_id)
    made = [one for one in comments if one.kind == "change_request" and one.target_field == to and not one.resolved_by]
    for comment in reversed(made):
        author = next(iter(_authors(session, comment.id)), "")
        proposal = Proposal(comment=comment.id, to=to, reason=comment.text, by=_person(session, author))
        if not {Role.CASE_OFFICER, Role.INTAKE} & _roles(session, author):
            continue
        mark = f"{to} {_print(session, case_id, proposal)}"
        agreed = {
            _person(session, author)
            for one in comments
            if one.kind == "approval_note" and one.target == comment.id and one.target_field == mark
            for author in _authors(session, one.id)
            if Role.REVIEWER in _roles(session, author)
        }
        return msgspec.structs.replace(proposal, agreed=frozenset(agreed - {proposal.by}))
    return None


def proposal_findings(session: Session, case_id: str, to: str, *, second_reader: bool) -> tuple[Finding, ...]:
    """What a step with a proposal lacks: the proposal, somebody else to take it, a second reader (G9).

    A reviewer who takes the step is the second reader: nobody has to read it twice.
    """
    proposal = last_proposal(session, case_id, to)
    findings = list(_agreeable(session, proposal, case_id))
    if findings or proposal is None or not second_reader:
        return tuple(findings)
    if not proposal.agreed and Role.REVIEWER not in session.roles:
        sentence = _("No second reader has agreed to this proposal as it stands.")
        findings.append(found("7.1", sentence, _("Ask a reviewer to read it."), records=(proposal.comment,)))
    return tuple(findings)


def reason_findings(reason: str, case_id: str) -> tuple[Finding, ...]:
    """Section 7.1: the step needs a written reason."""
    if reason.strip():
        return ()
    return (found("7.1", _("A written reason is needed."), _("Write it, with codes only."), records=(case_id,)),)


def _agreeable(session: Session, proposal: Proposal | None, case_id: str) -> tuple[Finding, ...]:
    if proposal is None:
        sentence = _("The case officer must propose it first.")
        return (found("7.1", sentence, _("Propose it."), records=(case_id,)),)
    if proposal.by == _person(session, session.seat.id):
        sentence = _("You proposed this, so somebody else must decide on it.")
        return (found("G9", sentence, _("Ask somebody who did not propose it."), records=(proposal.comment,)),)
    return ()


def _print(session: Session, case_id: str, proposal: Proposal) -> str:
    """The first 16 hex digits of the hash of what is proposed, the closing words included."""
    closure = session.vault.get(Case, case_id).closure if proposal.to == "closed" else None
    said = msgspec.json.encode([proposal.comment, proposal.reason, closure])
    return hashlib.sha256(said).hexdigest()[:16]


def _authors(session: Session, comment: str) -> frozenset[str]:
    return frozenset().union(*session.vault.writers("comment", comment).values())


def _roles(session: Session, seat: str) -> frozenset[Role]:
    known = session.roster.seat(seat)
    return frozenset(known.roles) if known else frozenset()


def _person(session: Session, seat: str) -> str:
    known = session.roster.seat(seat)
    return known.person if known and known.person else seat
