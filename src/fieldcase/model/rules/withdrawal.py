"""A withdrawal takes effect at once (G7): what it stops, what it leaves as it is, and what it asks a person to do."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from fieldcase.model.kinds.letters import Letter
from fieldcase.model.refusal import Finding
from fieldcase.model.roles import Role, Seat
from fieldcase.model.rules.casefile import CaseFile
from fieldcase.model.rules.consent import Why, effective, joint
from fieldcase.model.rules.entries import SCOPE as REPORT
from fieldcase.model.rules.entries import named
from fieldcase.model.rules.naming import mentions, recipient_of, scopes_of
from fieldcase.model.rules.saying import found
from fieldcase.model.rules.scales import consent_rank
from fieldcase.model.rules.tasks import TaskDraft
from fieldcase.model.words import _

OVER = frozenset({"dispatched", "receipt_confirmed", "submitted_hq", "hq_accepted", "hq_declined"})
GONE = frozenset({"cancelled", "superseded"})


def letters_using(file: CaseFile, party: str) -> tuple[Letter, ...]:
    """The letters of the case that mention a party in any way, whatever became of them."""
    members = file.members(party)
    return tuple(
        letter for letter in file.letters if any(mention.party in members for mention in mentions(file, letter))
    )


def withdrawal_tasks(file: CaseFile, party: str, on: date) -> tuple[TaskDraft, ...]:
    """G7: one task for each letter and report entry that a party's withdrawal touches today.

    Drafts, approved and signed letters are stopped (G4 refuses their next step); a signed one is the head's to cancel.
    Letters that left are not altered: the person is asked whether the recipient should be told (S6).
    """
    drafts = []
    code = file.code(party)
    for letter in letters_using(file, party):
        state = file.state("letter", letter.id) or "draft"
        if state in GONE or not _stopped(file, letter, party, on):
            continue
        if state in OVER:
            sentence = _("Ask {party} whether the recipient of a letter that left should be told.").format(party=code)
            drafts.append(_draft("ask_about_recipient", sentence, "case_officer", letter.id, code))
        elif state == "signed":
            sentence = _("A signed letter rests on consent that {party} withdrew: cancel it.").format(party=code)
            drafts.append(_draft("cancel_letter", sentence, "head", letter.id, code))
        else:
            sentence = _("A letter rests on consent that {party} withdrew: change or cancel it.").format(party=code)
            drafts.append(_draft("change_letter", sentence, "case_officer", letter.id, code))
    for entry in file.entries:
        mentioned = any(mention.party in file.members(party) for mention in named(file, entry))
        over = file.state("entry", entry.id) in ("published", "omitted")
        if mentioned and not over and effective(file, party, REPORT, "", on).why is Why.WITHDRAWN:
            sentence = _("A report entry is blocked: {party} withdrew consent.").format(party=code)
            drafts.append(_draft("blocked_entry", sentence, "case_officer", entry.id, code))
    return tuple(drafts)


def public_findings(file: CaseFile, parties: Iterable[str], on: date) -> tuple[Finding, ...]:
    """G7: a public rendition that is not published yet is blocked by every withdrawal of a party in it."""
    findings = []
    for party in parties:
        if joint(file, party, ("public_statement",), "", on).why is Why.WITHDRAWN:
            sentence = _("{party} withdrew consent; the public rendition is blocked.").format(party=file.code(party))
            findings.append(
                found("G7", sentence, _("Leave the person out and render it again."), party=file.code(party))
            )
    return tuple(findings)


def destruction_findings(asked: Seat, confirmed: Seat, on: date) -> tuple[Finding, ...]:
    """G7: identity content is destroyed by head and custodian together, two persons; code, number and audit line
    stay."""
    day = on.isoformat()
    roles = (asked.roles_on(day), confirmed.roles_on(day))
    both = any(Role.HEAD in one and Role.CUSTODIAN in other for one, other in (roles, roles[::-1]))
    same = asked.id == confirmed.id or (bool(asked.person) and asked.person == confirmed.person)
    if both and not same:
        return ()
    sentence = _("Destroying what says who somebody is takes the head of presence and the custodian, two persons.")
    return (found("G7", sentence, _("Ask the other one to confirm."), records=(asked.id, confirmed.id)),)


def _stopped(file: CaseFile, letter: Letter, party: str, on: date) -> bool:
    scopes, recipient = scopes_of(file, letter), recipient_of(letter)
    for mention in mentions(file, letter):
        if mention.party in file.members(party):
            consent = joint(file, mention.party, scopes, recipient, on)
            if consent.why is Why.WITHDRAWN and consent.rank < consent_rank(mention.level):
                return True
    return False


def _draft(kind: str, sentence: str, role: str, letter: str, code: str) -> TaskDraft:
    return TaskDraft(origin="G7", kind=kind, sentence=sentence, role=role, targets=(letter,), party_code=code)
