"""Let a colleague sign for the head of presence for a time, in writing (G10, S32): it stands in the roster, which head
and custodian sign. Nothing else is delegated: custody, approval and cases go with roles and assignments.
"""

from __future__ import annotations

from datetime import date

import msgspec

from fieldcase.model.refusal import BadValue
from fieldcase.model.roles import Action, Delegate, Role, Seat
from fieldcase.model.rules.saying import day_of
from fieldcase.model.words import _
from fieldcase.office.rosters.changes import called
from fieldcase.office.rosters.making import in_force, keep_roster, met_so_far, next_roster, signed_first
from fieldcase.office.rosters.removing import seat_called
from fieldcase.office.session import Session

LONGEST = 80


class Proposed(msgspec.Struct, frozen=True, kw_only=True):
    """A delegation that was proposed, or its end; `at_once`: it counts without a second signature."""

    who: str
    delegate: Delegate | None
    at_once: bool


def propose_delegation(session: Session, called_so: str, first: str, last: str, document: str) -> Proposed:
    """Propose that a seat signs for the head from a first to a last day (both included), by a dated document.

    It counts once the other of head and custodian signed (`signing.sign_roster`), and only in these days. Raises
    `NotYourRole`, `NoSuchSeat`, `BadValue` for days that cannot be, a document that is not named, or a head.
    """
    session.require(Action.CHANGE_ROSTER)
    seat = seat_called(session, called_so, also_own=True)
    if Role.HEAD in seat.roles:
        raise BadValue(
            field="seat", value=seat.name, why=_("the head signs without it"), expected=_("another colleague")
        )
    _require_days(first, last, session.today())
    if not document.strip() or len(document.strip()) > LONGEST:
        why, expected = _("a delegation is given in writing"), _("its reference and date, in a few words")
        raise BadValue(field="document", value=document.strip()[:20] or _("empty"), why=why, expected=expected)
    return _propose(session, seat, Delegate(first=first, last=last, document=document.strip()))


def propose_end(session: Session, called_so: str) -> Proposed:
    """Propose that a seat signs for the head no more. Raises `NotYourRole`, `NoSuchSeat`, `BadValue` without one."""
    session.require(Action.CHANGE_ROSTER)
    seat = seat_called(session, called_so, also_own=True)
    if seat.delegate is None:
        why, expected = _("it signs for nobody"), _("a colleague with a delegation")
        raise BadValue(field="seat", value=seat.name, why=why, expected=expected)
    return _propose(session, seat, None)


def _require_days(first: str, last: str, today: date) -> None:
    begins, ends = day_of(first), day_of(last)
    for field, day, said in (("first", begins, first), ("last", ends, last)):
        if day is None or len(said) != len("2026-03-12"):
            why, expected = _("it is not one day"), "2026-03-12"
            raise BadValue(field=field, value=said[:20] or _("empty"), why=why, expected=expected)
    if begins and ends and (ends < begins or ends < today):
        why, expected = _("the delegation would be over before it counts"), _("a last day that is still to come")
        raise BadValue(field="last", value=last, why=why, expected=expected)


def _propose(session: Session, seat: Seat, delegate: Delegate | None) -> Proposed:
    rosters = in_force(session)
    seats = tuple(
        msgspec.structs.replace(one, delegate=delegate) if one.key == seat.key else one for one in rosters.roster.seats
    )
    document = next_roster(session, seats=seats, vaults=rosters.roster.vaults, met=met_so_far(rosters))
    at_once = session.vault.keys.root is not None
    keep_roster(session, signed_first(session, document))
    return Proposed(who=called(seat, rosters.roster.vaults), delegate=delegate, at_once=at_once)
