"""A second person reads an assessment: accepts it or gives it back (section 7.2, G9, G11 to G13).

What was accepted rests on the assessment and on the items it names: when one of them changes, somebody reads again.
"""

from __future__ import annotations

from fieldcase.model import machines
from fieldcase.model.kinds.decisions import Assessment
from fieldcase.model.kinds.follow_up import Comment
from fieldcase.model.machines.people import verification_state
from fieldcase.model.refusal import Finding, require
from fieldcase.model.roles import Action
from fieldcase.model.rules.casefile import CaseFile
from fieldcase.model.rules.saying import found
from fieldcase.model.rules.steps import four_eyes
from fieldcase.model.rules.verification import Target, assessment_findings, established, stale
from fieldcase.model.words import _
from fieldcase.office.cases.sight import case_file
from fieldcase.office.records import write_new
from fieldcase.office.session import Session
from fieldcase.office.verification.assessing import Assessed, assessed


def ask_review(session: Session, assessment: str) -> Assessed:
    """Ask a second person to read an assessment; it must carry its level first (G12, G13)."""
    held = session.vault.get(Assessment, assessment)
    file = case_file(session, held.case)
    _step(session, file, held, "in_review")
    require(assessment_findings(file, held))
    with session.vault.writing() as writing:
        writing.transition("verification", assessment, "in_review")
        writing.commit()
    return assessed(session, assessment)


def accept_assessment(session: Session, assessment: str) -> Assessed:
    """Accept an assessment as somebody who did not write it (G9); below `corroborated` nobody has to.

    Raises `NotYourRole`, `NoSuchStep`, `BlockedByRules` (G9, G11, G12, G13).
    """
    session.require(Action.REVIEW_ELEMENT)
    held = session.vault.get(Assessment, assessment)
    file = case_file(session, held.case)
    _step(session, file, held, "accepted")
    findings = [*four_eyes(file, session.seat.id, (assessment,)), *assessment_findings(file, held)]
    if stale(file, held):
        sentence = _("There is new information since this was assessed.")
        findings.append(found("G11", sentence, _("Let it be assessed again first."), records=(assessment,)))
    require(findings)
    with session.vault.writing() as writing:
        writing.transition("verification", assessment, "accepted", rests_on=_ground(session, held))
        writing.commit()
    return assessed(session, assessment)


def return_assessment(session: Session, assessment: str, comment: str) -> Assessed:
    """Give an assessment back to its author, with what to look at again."""
    session.require(Action.REVIEW_ELEMENT)
    held = session.vault.get(Assessment, assessment)
    file = case_file(session, held.case)
    _step(session, file, held, "returned")
    if not comment.strip():
        sentence = _("Comments for the author are needed.")
        require((found("7.2", sentence, _("Write what to look at again."), records=(assessment,)),))
    with session.vault.writing() as writing:
        said = Comment(case=held.case, target=assessment, target_field="finding", text=comment, kind="change_request")
        write_new(session, writing, said)
        writing.transition("verification", assessment, "returned")
        writing.commit()
    return assessed(session, assessment)


def established_levels(session: Session, case: str) -> dict[tuple[str, str, str], str]:
    """What counts today: (element, act or law, party or empty) → level; four elements, never one grade (G13)."""
    file = case_file(session, case)
    found_levels: dict[tuple[str, str, str], str] = {}
    for act in file.acts:
        for party in act.victims or ("",):
            for element in ("E1", "E3"):
                found_levels[element, act.id, party] = established(file, element, Target(act.id, party))
        for element in ("E2", "E4"):
            found_levels[element, act.id, ""] = established(file, element, Target(act.id))
    for law in file.laws:
        for element in ("E1", "E2", "E3", "E4"):
            found_levels[element, law.id, ""] = established(file, element, Target(law.id))
    return found_levels


def shown_state(file: CaseFile, held: Assessment) -> str:
    """Where an assessment stands, as it is shown: new information makes it stale, accepted or not (section 7.2)."""
    entered = file.state("verification", held.id)
    if held.level and stale(file, held):
        return "stale"
    return verification_state(entered, assessed=bool(held.level))


def _step(session: Session, file: CaseFile, held: Assessment, to: str) -> None:
    """Role and state; one that is stale may be taken back to its author like any other in review."""
    entered = file.state("verification", held.id) or "assessed"
    start = shown_state(file, held) if to == "in_review" else entered
    machines.transition("verification", start, to, roles=session.roles)


def _ground(session: Session, held: Assessment) -> frozenset[str]:
    """The ledger values that the acceptance rests on: all of the assessment, and of the items it names."""
    ground = set(session.vault.heads("assessment", held.id))
    for item in (*held.finding.info_for, *held.finding.info_against):
        for kind in ("information", "evidence"):
            ground |= session.vault.heads(kind, item)
    return frozenset(ground)


def open_findings(session: Session, case: str) -> tuple[Finding, ...]:
    """What keeps the assessments of a case from standing at their levels."""
    file = case_file(session, case)
    return tuple(finding for row in file.assessments for finding in assessment_findings(file, row))
