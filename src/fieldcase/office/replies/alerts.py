"""What a dangerous reply raises at once: an alert for each person concerned, and a look at the risk (G19, S20)."""

from __future__ import annotations

from fieldcase.model.kinds.follow_up import Task
from fieldcase.model.kinds.replies import StateReply
from fieldcase.model.rules.casefile import CaseFile
from fieldcase.model.rules.replies import alert_tasks, late_of
from fieldcase.model.rules.tasks import TaskDraft
from fieldcase.model.rules.tracker import Late
from fieldcase.model.words import _
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


def tell_headquarters(session: Session, writing: Writing, file: CaseFile, reply: StateReply) -> Task | None:
    """A reply after the cut-off of its cycle: the text of the entry stays, and the head tells headquarters, who decide
    on an addendum (section 11, S18). None where it is not so late."""
    late = {late_of(file, reply, letter) for letter in reply.to_letters}
    if late.isdisjoint((Late.AFTER_CUTOFF, Late.NEXT_CYCLE)):
        return None
    sentence = (
        _("{number} came after the cut-off: tell headquarters, who decide on an addendum. The entry's text stays.")
        if Late.AFTER_CUTOFF in late
        else _("{number} came after publication: take it into the next cycle.")
    ).format(number=reply.reply_no)
    kind = "late_after_cutoff" if Late.AFTER_CUTOFF in late else "next_cycle"
    draft = TaskDraft(origin="11", kind=kind, sentence=sentence, role="head", targets=(reply.id,))
    return write_new(session, writing, task_of(draft, reply.case, session.today()))


def alerts_of(session: Session, reply_id: str) -> tuple[Task, ...]:
    """The alerts that stand for a reply, done or not."""
    found = session.vault.where(Task, "target", [reply_id])
    return tuple(one for one in found if one.origin == "G19")
