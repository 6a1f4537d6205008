"""A second person reads a consent (section 7.3, G9): before a name goes to a State, the report or the public."""

from __future__ import annotations

from fieldcase.model import machines
from fieldcase.model.kinds.consents import Consent
from fieldcase.model.machines.people import consent_state
from fieldcase.model.refusal import Finding, require
from fieldcase.model.rules.saying import day_of, found
from fieldcase.model.words import _
from fieldcase.office.session import Session

VITAL = "vital_interest"


def review_consent(session: Session, consent: str) -> Consent:
    """Confirm, as somebody who did not record it, that a consent says what the person said; it falls when it changes.

    Reviewers review every consent, the head only one that rests on a vital interest. Raises `NotYourRole`,
    `NoSuchStep` where nothing above NONE stands, `BlockedByRules`.
    """
    held = session.vault.get(Consent, consent)
    answer = held.answer
    standing = session.vault.standing("consent", consent)
    state = consent_state(
        standing.state if standing and standing.holds else "",
        level=answer.level,
        withdrawn=bool(answer.withdrawn_at),
        expires=day_of(answer.expires_on),
        on=session.today(),
        proposed=bool(held.proposal.proposed),
    )
    step = machines.transition("consent", state, "reviewed", roles=session.roles)
    findings: list[Finding] = [*_own(session, consent)]
    if "vital_interest" in step.guards and answer.basis != VITAL:
        sentence = _("The head reviews only consents that rest on a vital interest.")
        findings.append(found("7.3", sentence, _("Ask a reviewer."), records=(consent,)))
    if session.vault.incomplete("consent", consent):
        sentence = _("A part of this consent is not here, so nobody can review it.")
        findings.append(found("7.3", sentence, _("Wait for the rest, or record the answer anew."), records=(consent,)))
    require(findings)
    with session.vault.writing() as writing:
        writing.transition("consent", consent, "reviewed", rests_on=session.vault.heads("consent", consent))
        writing.commit()
    return session.vault.get(Consent, consent)


def _own(session: Session, consent: str) -> tuple[Finding, ...]:
    wrote = frozenset().union(*session.vault.writers("consent", consent).values())
    people = {one.person for seat in wrote if (one := session.roster.seat(seat)) and one.person}
    if session.seat.id not in wrote and session.seat.person not in people:
        return ()
    sentence = _("You recorded this consent, so somebody else must review it.")
    return (found("G9", sentence, _("Ask somebody who did not record it."), records=(consent,)),)
