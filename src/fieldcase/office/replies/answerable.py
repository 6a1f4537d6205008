"""What a reply may answer: the letters and talks of its case first, then letters to the same States in other cases,
since one note of a ministry often answers several (domain reference, section 3.15).
"""

from __future__ import annotations

from datetime import date

import msgspec

from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.letters import EarlierLetter, OralApproach
from fieldcase.model.roles import Action
from fieldcase.model.rules.saying import day_of
from fieldcase.model.rules.tracker import ClockState
from fieldcase.office.cases.sight import require_unsealed, sealed
from fieldcase.office.letters.listing import LetterRow, list_letters
from fieldcase.office.session import Session

STILL_OPEN = (ClockState.RUNNING, ClockState.SOON, ClockState.OVERDUE, ClockState.NO_DEADLINE, ClockState.WAITS_RECEIPT)
"""Clocks of letters in other cases that a reply may still answer; those of the own case are all offered."""


class MayAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """One letter or talk: `what` is `letter`, `earlier_letter` or `oral_approach`, `kind` of vocabulary `letter_kind`
    (empty for a talk), `sent` its day; `due` when its reply is due."""

    id: str
    what: str
    case: str
    case_no: str
    state: str
    kind: str = ""
    reference: str = ""
    sent: date | None = None
    due: date | None = None
    late: int = 0


def answerable(session: Session, case_id: str) -> tuple[MayAnswer, ...]:
    """What a reply that is registered in a case may answer, the newest of the case first. Raises `NotYourRole`,
    `BlockedByRules` (G33)."""
    session.require(Action.REGISTER_REPLY)
    require_unsealed(session, case_id)
    own = [_letter(one) for one in list_letters(session, case_id=case_id) if one.dispatched and one.kind != "reminder"]
    number = session.vault.get(Case, case_id).case_no
    own += [
        MayAnswer(
            id=one.id, what="earlier_letter", case=case_id, case_no=number, state=one.addressee_state, kind=one.kind,
            reference=one.office_ref, sent=day_of(one.dispatched_at),
        )
        for one in session.vault.all(EarlierLetter, case=case_id)
    ]  # fmt: skip
    own += [
        MayAnswer(id=one.id, what="oral_approach", case=case_id, case_no=number, state=one.state, sent=day_of(one.date))
        for one in session.vault.all(OralApproach, case=case_id)
    ]
    states = {one.state for one in own}
    others = [one for one in list_letters(session, clocks=STILL_OPEN) if one.addressee_state in states]
    hidden = sealed(session, {one.case for one in others})
    elsewhere = [one for one in others if one.case not in hidden and one.dispatched and one.kind != "reminder"]
    held = {one.id for one in own}
    return (*own, *(_letter(one) for one in elsewhere if one.id not in held))


def _letter(one: LetterRow) -> MayAnswer:
    return MayAnswer(
        id=one.id, what="letter", case=one.case, case_no=one.case_no, state=one.addressee_state, kind=one.kind,
        reference=one.reference, sent=one.dispatched, due=one.clock.due, late=one.clock.late,
    )  # fmt: skip
