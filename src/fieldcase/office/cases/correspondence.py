"""Everything that went to States in a case and came back, in the order of time: letters, old letters, talks, replies,
and what States did (domain reference, sections 3.14 to 3.16).
"""

from __future__ import annotations

from datetime import date

import msgspec

from fieldcase.model.kinds.letters import EarlierLetter, OralApproach
from fieldcase.model.roles import Action
from fieldcase.model.rules.saying import dated
from fieldcase.office.cases.sight import require_unsealed
from fieldcase.office.letters.listing import LetterRow, list_letters
from fieldcase.office.replies.listing import ReplyRow, list_replies
from fieldcase.office.replies.measures import MeasureRow, list_measures
from fieldcase.office.session import Session


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """One thing of the correspondence on its day (None while it has none); exactly one of the others is there."""

    on: date | None
    letter: LetterRow | None = None
    earlier: EarlierLetter | None = None
    talk: OralApproach | None = None
    reply: ReplyRow | None = None
    measure: MeasureRow | None = None


def correspondence(session: Session, case_id: str) -> tuple[Sent, ...]:
    """The correspondence of a case, the newest first; what has no day yet stands before all. Replies and measures are
    left out for a seat that may not read them. Raises `NotYourRole`, `BlockedByRules` (G33)."""
    session.require(Action.READ_CASE)
    require_unsealed(session, case_id)
    found = [Sent(on=one.dispatched, letter=one) for one in list_letters(session, case_id=case_id)]
    found += [
        Sent(on=_begins(one.dispatched_at), earlier=one) for one in session.vault.all(EarlierLetter, case=case_id)
    ]
    found += [Sent(on=_begins(one.date), talk=one) for one in session.vault.all(OralApproach, case=case_id)]
    if session.may(Action.READ_REPLY):
        found += [Sent(on=one.received, reply=one) for one in list_replies(session, case_id=case_id)]
        found += [Sent(on=_begins(one.date), measure=one) for one in list_measures(session, case_id=case_id)]
    return tuple(sorted(found, key=lambda one: one.on or date.max, reverse=True))


def _begins(said: str) -> date | None:
    """The first day that a date in EDTF may mean; None for none."""
    when = dated(said)
    return when.bounds[0] if when else None
