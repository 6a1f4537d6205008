"""The life of a case, step by step (domain reference, section 7.1). Every step is a fact; its guards are asked here.

Nothing about protection stands in the way of these steps, and none of them in the way of protection (G3).
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from fieldcase.model import machines
from fieldcase.model.kinds.cases import CASE, Case, Closure
from fieldcase.model.kinds.follow_up import FollowUp, Task
from fieldcase.model.kinds.reporting import ReportEntry
from fieldcase.model.machines.case import case_state
from fieldcase.model.refusal import Finding, require
from fieldcase.model.roles import Action, Role
from fieldcase.model.rules.casefile import CaseFile
from fieldcase.model.rules.closing import closing_findings
from fieldcase.model.rules.intake import leave_draft, number_findings, open_findings
from fieldcase.model.rules.saying import found
from fieldcase.model.rules.scales import risk_rank
from fieldcase.model.words import _
from fieldcase.office.casefile import statuses
from fieldcase.office.cases.proposals import proposal_findings, reason_findings
from fieldcase.office.cases.sight import case_file, require_unsealed
from fieldcase.office.cases.waiting import Waiting, waiting
from fieldcase.office.records import write_values
from fieldcase.office.session import Session
from fieldcase.office.telling import require_codes
from fieldcase.office.texts import words
from fieldcase.vault.writing import Writing

NEWS = ("act", "law_or_measure", "state_measure", "follow_up")
"""Kinds of which a new record is a new act, a new measure or news of one."""


def triage(session: Session, case_id: str) -> Case:
    """Draft → triage: when, what, whom it concerns and a first level of risk (G1, G2); never consent or proof."""
    file = case_file(session, case_id)
    number = file.case.case_no
    findings = (*number_findings(number, number, ()), *leave_draft(file))
    return _take(session, file, "triage", findings)


def open_case(session: Session, case_id: str) -> Case:
    """Triage or reopened → open: the risk is assessed and the subject said. The elements begin as not assessed."""
    file = case_file(session, case_id)
    return _take(session, file, "open", open_findings(file))


def not_admit(session: Session, case_id: str, reason: str) -> Case:
    """Triage → not admitted: proposed by the officer, done by a reviewer; at high or imminent risk the head agrees as
    well, and protection elsewhere was offered (section 7.1)."""
    file = case_file(session, case_id)
    findings = [
        *proposal_findings(session, case_id, "not_admitted", second_reader=False),
        *reason_findings(reason, case_id),
    ]
    if any(risk_rank(risk.level) >= risk_rank("high") for risk in file.risks) and Role.HEAD not in session.roles:
        sentence = _("At high or imminent risk the head must agree as well.")
        findings.append(found("7.1", sentence, _("Ask the head of presence."), records=(case_id,)))
    if not file.protection:
        sentence = _("Protection elsewhere was not offered.")
        remedy = _("Record what was offered, also when it was declined.")
        findings.append(found("7.1", sentence, remedy, records=(case_id,), field="protection_action"))
    return _take(session, file, "not_admitted", findings, reason=reason)


def begin_verification(session: Session, case_id: str) -> Case:
    """Open → under verification: at least one item of information or evidence."""
    file = case_file(session, case_id)
    findings = () if file.infos or file.evidence else (_lacks_information(case_id),)
    return _take(session, file, "under_verification", findings)


def begin_action(session: Session, case_id: str) -> Case:
    """Open or under verification → action: a decision that names a tool stands. From follow-up: something new."""
    file = case_file(session, case_id)
    with session.vault.writing() as writing:
        take_action(session, writing, file, decided=None)
        writing.commit()
    return session.vault.get(Case, case_id)


def take_action(session: Session, writing: Writing, file: CaseFile, *, decided: str | None) -> None:
    """The same inside a transaction; `decided` names a decision that is being made in it."""
    start = state_shown(session, file)
    findings: list[Finding] = []
    if start == "follow_up":
        findings += _lacks_news(session, file)
    elif not any(
        one.tool and (one.id == decided or file.state("decision", one.id) == "decided") for one in file.decisions
    ):
        sentence = _("A decision that names a tool is needed.")
        remedy = _("Propose what to do, and let the head of presence decide.")
        findings.append(found("7.1", sentence, remedy, records=(file.case.id,), field="decision"))
    put_step(session, writing, file, "action", findings)


def follow_up(session: Session, case_id: str) -> Case:
    """Action → follow-up: a reply came or its day passed, or there is a new act or measure. From open: only those."""
    file = case_file(session, case_id)
    waits = waiting(session, [case_id])
    start = state_shown(session, file, waits)
    findings: Iterable[Finding] = ()
    if start in ("action", "awaiting_reply"):
        overdue = any(session.today() > one.due for one in waits)
        if not (file.replies or overdue or _recorded_since(session, file, NEWS)):
            sentence = _("No reply is recorded, no due date has passed, and nothing new happened.")
            remedy = _("Register the reply, or record what happened.")
            findings = (found("7.1", sentence, remedy, records=(case_id,), field="state_reply"),)
    else:
        findings = _lacks_news(session, file)
    return _take(session, file, "follow_up", findings)


def record_closure(session: Session, case_id: str, reason: str, told: str, *, language: str = "") -> Case:
    """Write why a case is to be closed and what was told to the person, before closing is proposed (G20)."""
    session.require(Action.EDIT_CASE)
    case_file(session, case_id)
    lang = language or session.language
    closure = Closure(reason=reason, closed_at=session.now(), told_to_person=words(told, lang))
    with session.vault.writing() as writing:
        write_values(session, writing, CASE, case_id, {"closure": msgspec.to_builtins(closure)})
        writing.commit()
    return session.vault.get(Case, case_id)


def close_case(session: Session, case_id: str) -> Case:
    """Active → closed: proposed by the officer, read by a reviewer, done by the head; refused while anybody is in
    danger or anything is under way (G20). Reporting follow-up goes on."""
    file = whole(session, case_file(session, case_id))
    findings = [*proposal_findings(session, case_id, "closed", second_reader=True), *closing_findings(file)]
    return _take(session, file, "closed", findings, reason=file.case.closure.reason)


def reopen(session: Session, case_id: str, reason: str) -> Case:
    """Closed or not admitted → reopened under the same number: proposed by the officer; something new is recorded."""
    file = case_file(session, case_id)
    findings = [
        *proposal_findings(session, case_id, "reopened", second_reader=False),
        *reason_findings(reason, case_id),
    ]
    if not _recorded_since(session, file, (*NEWS, "information", "evidence")):
        sentence = _("New information or a new act must be recorded.")
        findings.append(found("7.1", sentence, _("Record what is new first."), records=(case_id,), field="information"))
    return _take(session, file, "reopened", findings, reason=reason)


def set_track(session: Session, case_id: str, urgent: bool) -> Case:
    """Put a case on the urgent track, from any state and without approval, or back on the normal one (section 7.1)."""
    session.require(Action.SET_URGENT if urgent else Action.EDIT_CASE)
    require_unsealed(session, case_id)
    with session.vault.writing() as writing:
        write_values(session, writing, CASE, case_id, {"track": "urgent" if urgent else "normal"})
        writing.commit()
    return session.vault.get(Case, case_id)


def next_steps(session: Session, case_id: str) -> tuple[str, ...]:
    """The states into which this seat may bring the case from where it stands, guards aside."""
    file = case_file(session, case_id)
    steps = machines.next_steps("case", state_shown(session, file), session.roles)
    return tuple(dict.fromkeys(step.to for step in steps))


def state_shown(session: Session, file: CaseFile, waits: tuple[Waiting, ...] | None = None) -> str:
    """The state of a case as it is shown: awaiting a reply is noticed, never written."""
    open_letters = waiting(session, [file.case.id]) if waits is None else waits
    return case_state(file.state("case", file.case.id), letters_out=tuple(one.due for one in open_letters))


def put_step(
    session: Session, writing: Writing, file: CaseFile, to: str, findings: Iterable[Finding], *, reason: str = ""
) -> None:
    """Put a step into the transaction once role and guards let it through.

    Raises `NoSuchStep`, `NotYourRole`, `BlockedByRules`.
    """
    machines.transition("case", state_shown(session, file), to, roles=session.roles)
    require(tuple(findings))
    require_codes(session, reason, file.case.id)
    writing.transition("case", file.case.id, to, reason=reason)


def whole(session: Session, file: CaseFile) -> CaseFile:
    """The case file with tasks and report entries too, which closing asks for."""
    entries = tuple(one for one in session.vault.all(ReportEntry) if file.case.id in one.case_nos)
    return msgspec.structs.replace(
        file,
        tasks=session.vault.all(Task, case=file.case.id),
        follow_ups=session.vault.all(FollowUp, case=file.case.id),
        entries=entries,
        statuses={**file.statuses, **statuses(session, entries)},
    )


def _take(session: Session, file: CaseFile, to: str, findings: Iterable[Finding], *, reason: str = "") -> Case:
    with session.vault.writing() as writing:
        put_step(session, writing, file, to, findings, reason=reason)
        writing.commit()
    return session.vault.get(Case, file.case.id)


def _lacks_information(case_id: str) -> Finding:
    sentence = _("At least one item of information or evidence is needed.")
    return found("7.1", sentence, _("Record who said what, or add a file."), records=(case_id,), field="information")


def _lacks_news(session: Session, file: CaseFile) -> tuple[Finding, ...]:
    if _recorded_since(session, file, NEWS):
        return ()
    sentence = _("A new act or a new measure must be recorded.")
    return (found("7.1", sentence, _("Record what happened."), records=(file.case.id,), field="follow_up"),)


def _recorded_since(session: Session, file: CaseFile, kinds: Iterable[str]) -> bool:
    """Whether any record of these kinds was first written after the case's last step."""
    last = session.vault.standing("case", file.case.id)
    since = last.at if last else 0
    records = {
        "act": file.acts,
        "law_or_measure": file.laws,
        "state_measure": file.measures,
        "follow_up": session.vault.all(FollowUp, case=file.case.id),
        "information": file.infos,
        "evidence": file.evidence,
    }
    return any(session.vault.history(kind, one.id)[0].at > since for kind in kinds for one in records[kind])
