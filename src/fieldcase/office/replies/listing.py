"""Replies in lists: when each came, what it answers and how late, where its matrix stands (sections 7.6 and 11)."""

from __future__ import annotations

from datetime import date

import msgspec

from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.replies import StateReply
from fieldcase.model.kinds.reporting import ReportEntry, ReportingCycle
from fieldcase.model.machines import MACHINES
from fieldcase.model.machines.replies import reply_state
from fieldcase.model.roles import Action
from fieldcase.model.rules.casefile import CaseFile, by_id
from fieldcase.model.rules.replies import clock_facts, cutoff_of, late_of, reply_outcome
from fieldcase.model.rules.tracker import Clock, Late, Outcome, clock
from fieldcase.model.words import _
from fieldcase.office.casefile import state_of, statuses
from fieldcase.office.cases.sight import sealed
from fieldcase.office.letters.listing import reference_given, register_of
from fieldcase.office.session import Session

WORST = (Late.AFTER_CUTOFF, Late.NEXT_CYCLE, Late.WITHIN_CYCLE, Late.IN_TIME)


class AnsweredLetter(msgspec.Struct, frozen=True, kw_only=True):
    """One letter that a reply answers: its clock as it stands now, how late this reply came for it (None where it has
    no clock), what all replies to it amount to, and the cut-off of its reporting cycle where one is known."""

    id: str
    case: str
    case_no: str
    reference: str
    sent: date | None
    clock: Clock
    late: Late | None
    days_late: int
    outcome: Outcome
    cutoff: date | None = None


class ReplyRow(msgspec.Struct, frozen=True, kw_only=True):
    """One reply in a list; `late` is the latest that it is for any of its letters."""

    id: str
    reply_no: str
    case: str
    case_no: str
    from_state: str
    kinds: tuple[str, ...]
    dated: str
    received: date | None
    status: str
    letters: tuple[AnsweredLetter, ...]
    late: Late | None = None

    @property
    def stands(self) -> str:
        """Where it stands, in words; a state that this edition does not know, as it is written."""
        state = MACHINES["reply"].state(self.status)
        return _(state.label) if state else self.status


def list_replies(
    session: Session, *, case_id: str = "", state: str = "", late: Late | None = None
) -> tuple[ReplyRow, ...]:
    """Replies filed in a case or answering a letter of it, or all; newest first. Those that came so late alone, where
    that is asked: `late_after_cutoff` is what headquarters is told of (S18). Raises `NotYourRole`."""
    session.require(Action.READ_REPLY)
    near = register_of(session, case_id)
    own = session.vault.all(StateReply, case=case_id)
    held = {one.id: one for one in (*near.replies, *own)}
    letters = {letter for one in held.values() for letter in one.to_letters}
    file = with_cycles(session, register_of(session, only=letters) if case_id else near)
    hidden = sealed(session, {one.case for one in held.values()})
    rows = [row_of(session, file, one) for one in held.values() if one.case not in hidden]
    kept = [one for one in rows if (not state or one.from_state == state) and (late is None or one.late is late)]
    return tuple(sorted(kept, key=lambda one: (one.received or date.min, one.reply_no), reverse=True))


def row_of(session: Session, file: CaseFile, reply: StateReply) -> ReplyRow:
    """A reply as a list shows it, from a file that holds the letters that it answers."""
    letters = tuple(one for record in reply.to_letters if (one := _answered(session, file, reply, record)))
    case = session.vault.find(Case, reply.case)
    lates = {one.late for one in letters}
    return ReplyRow(
        id=reply.id,
        reply_no=reply.reply_no,
        case=reply.case,
        case_no=case.case_no if case else "",
        from_state=reply.from_state,
        kinds=reply.kind,
        dated=reply.dated,
        received=session.settings.local_day(reply.received_at),
        status=reply_state(state_of(session, "reply", reply.id), kinds=reply.kind),
        letters=letters,
        late=next((one for one in WORST if one in lates), None),
    )


def with_cycles(session: Session, file: CaseFile) -> CaseFile:
    """The file with the reporting cycles and their entries, by whose dates a reply is late."""
    entries = session.vault.all(ReportEntry)
    return msgspec.structs.replace(
        file,
        cycles=session.vault.all(ReportingCycle),
        entries=entries,
        statuses={**file.statuses, **statuses(session, entries)},
    )


def _answered(session: Session, file: CaseFile, reply: StateReply, record: str) -> AnsweredLetter | None:
    letter = file.letter(record) or by_id(file.earlier_letters, record)
    received = session.settings.local_day(reply.received_at)
    if letter is None:
        return None
    facts = clock_facts(file, letter)
    now = clock(facts, session.settings, session.today())
    case = session.vault.find(Case, letter.case)
    return AnsweredLetter(
        id=record,
        case=letter.case,
        case_no=case.case_no if case else "",
        reference=reference_given(file, letter),
        sent=facts.dispatched,
        clock=now,
        late=late_of(file, reply, record),
        days_late=max(0, (received - now.due).days) if received and now.due else 0,
        outcome=reply_outcome(file, record),
        cutoff=cutoff_of(file, facts.dispatched) if facts.dispatched else None,
    )
