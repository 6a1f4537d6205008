"""The book of letters: every letter that this seat may see, with where it stands for the person at the desk.

Letters of an old register are in it too: they can be overdue and be recalled. Codes and references only.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import msgspec

from fieldcase.model.kinds.letters import EarlierLetter, Letter
from fieldcase.model.roles import Action, Reach
from fieldcase.model.rules.casefile import CaseFile
from fieldcase.model.rules.replies import clock_facts, reply_outcome
from fieldcase.model.rules.tracker import Clock, ClockState, Outcome, clock
from fieldcase.office.cases.sight import MANY
from fieldcase.office.letters.listing import reference_given, register_of
from fieldcase.office.session import Session
from fieldcase.vault.views.lists import Compare, Filter, ListQuery


class Stage(StrEnum):
    """Where a letter stands: being written, being read or waiting for its signature, and so on."""

    DRAFT = "draft"
    READING = "reading"
    SIGNED = "signed"
    SENT = "sent"
    OVERDUE = "overdue"
    ANSWERED = "answered"
    OVER = "over"


STAGES = {
    "draft": Stage.DRAFT,
    "returned": Stage.DRAFT,
    "in_review": Stage.READING,
    "approved": Stage.READING,
    "signed": Stage.SIGNED,
    "submitted_hq": Stage.SENT,
    "hq_accepted": Stage.ANSWERED,
    "hq_declined": Stage.ANSWERED,
    "cancelled": Stage.OVER,
    "superseded": Stage.OVER,
}
"""By status; a letter that left stands as its clock says."""


REPLY_ANSWERS = ("full", "partial", "none_substantive", "overdue", "waiting")
"""What became of a letter that a State is to answer."""


class BookRow(msgspec.Struct, frozen=True, kw_only=True):
    """One letter. `mine`: it is in a case that is assigned to this seat; `old`: it is of an old register; `outcome` is
    None where no reply is expected."""

    id: str
    case: str
    case_no: str
    kind: str
    status: str
    stage: Stage
    state: str
    languages: tuple[str, ...]
    reference: str
    dispatched: date | None
    clock: Clock
    outcome: Outcome | None = None
    mine: bool = False
    old: bool = False


def letter_book(session: Session) -> tuple[BookRow, ...]:
    """Every letter, the newest first; those of an old register after the others. Raises `NotYourRole`; intake officers
    see no letters."""
    if session.require(Action.READ_CASE) is Reach.OWN_INTAKE:
        return ()
    file = register_of(session)
    numbers, mine = _cases(session, file)
    letters: tuple[Letter | EarlierLetter, ...] = (*reversed(file.letters), *reversed(file.earlier_letters))
    return tuple(_row(session, file, one, numbers.get(one.case, ""), one.case in mine) for one in letters)


def stage_of(status: str, now: Clock) -> Stage:
    """Where a letter of this status stands while its clock shows this."""
    if (found := STAGES.get(status)) is not None:
        return found
    if now.state is ClockState.OVERDUE:
        return Stage.OVERDUE
    answered = now.state in (ClockState.ANSWERED, ClockState.WAITS_TRANSLATION)
    return Stage.ANSWERED if answered else Stage.SENT


def answer_of(row: BookRow) -> str:
    """What became of a letter (one of `REPLY_ANSWERS`); empty for one that left to no State, or asks for no reply."""
    if row.outcome is None or not row.state or row.stage is Stage.OVER:
        return ""
    if row.outcome is not Outcome.NO_REPLY:
        return row.outcome.value
    if row.clock.state is ClockState.NO_DEADLINE:
        return ""
    return "overdue" if row.stage is Stage.OVERDUE else "waiting"


def within(row: BookRow, span: str) -> bool:
    """Whether a letter left in a span of days (`2025-05-01/2026-04-30`, both included); an empty span is any day."""
    first, _slash, last = span.partition("/")
    return not span or (row.dispatched is not None and first <= row.dispatched.isoformat() <= last)


def _row(session: Session, file: CaseFile, letter: Letter | EarlierLetter, number: str, mine: bool) -> BookRow:
    facts = clock_facts(file, letter)
    now = clock(facts, session.settings, session.today())
    old = isinstance(letter, EarlierLetter)
    status = "dispatched" if isinstance(letter, EarlierLetter) else file.state("letter", letter.id) or "draft"
    asked = facts.dispatched is not None and letter.kind != "reminder"
    return BookRow(
        id=letter.id,
        case=letter.case,
        case_no=number,
        kind=letter.kind,
        status=status,
        stage=stage_of(status, now),
        state=letter.addressee_state,
        languages=letter.languages if isinstance(letter, Letter) else (),
        reference=reference_given(file, letter),
        dispatched=facts.dispatched,
        clock=now,
        outcome=reply_outcome(file, letter.id) if asked else None,
        mine=mine,
        old=old,
    )


def _cases(session: Session, file: CaseFile) -> tuple[dict[str, str], frozenset[str]]:
    """Numbers of the cases that letters are filed under, and which of them are assigned to this seat."""
    ids = tuple({one.case for one in file.letters} | {one.case for one in file.earlier_letters})
    query = ListQuery(kind="case", filters=(Filter("id", Compare.ANY, ids),), limit=MANY)
    rows = session.vault.page(query).rows if ids else ()
    numbers = {row.id: row.columns["case_no"] or "" for row in rows}
    return numbers, frozenset(row.id for row in rows if row.columns["assigned_to"] == session.seat.id)
