"""What a dangerous reply raises at once: an alert for each person concerned, and a look at the risk (G19, S20)."""

from __future__ import annotations

from fieldcase.model.kinds.follow_up import Task
from fieldcase.model.kinds.replies import StateReply
from fieldcase.model.rules.casefile import CaseFile
from fieldcase.model.rules.replies import alert_tasks
from fieldcase.office.consent.withdrawing import task_of
from fieldcase.office.records import write_new
from fieldcase.office.session import Session
from fieldcase.vault.writing import Writing


def raise_alerts(session: Session, writing: Writing, file: CaseFile, reply: StateReply) -> tuple[Task, ...]:
    """Write the alerts that a reply asks for and that nobody has written yet, due today. Texts carry codes only."""
    known = {
        (one.kind, one.party_code)
        for one in session.vault.all(Task, case=reply.case)
        if reply.id in one.target and one.origin == "G19"
    }
    wanted = [draft for draft in alert_tasks(file, reply) if (draft.kind, draft.party_code) not in known]
    return tuple(write_new(session, writing, task_of(draft, reply.case, session.today())) for draft in wanted)


def alerts_of(session: Session, reply_id: str) -> tuple[Task, ...]:
    """The alerts that stand for a reply, done or not."""
    found = session.vault.where(Task, "target", [reply_id])
    return tuple(one for one in found if one.origin == "G19")
