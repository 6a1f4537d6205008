"""See who a code is, and correct it: with a reason, logged, and only as far as role and rooms allow (5 and 9)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from fieldcase.model.declare import Kind, Record, Room
from fieldcase.model.kinds import kind_named
from fieldcase.model.kinds.parties import Involvement, Party
from fieldcase.model.refusal import BadValue, Refusal
from fieldcase.model.roles import Action, Reach
from fieldcase.model.words import N_, _
from fieldcase.office.cases.conflicts import ConflictLine, closed_conflicts
from fieldcase.office.cases.sight import NotYourCase, case_file, require_unsealed, sealed
from fieldcase.office.looks import look
from fieldcase.office.records import change
from fieldcase.office.session import Session


class IdentityClosed(Refusal):
    """This laptop does not hold the key of the identity room."""

    code = "FC-432"
    message = N_("Identities are closed on this laptop.")
    remedy = N_("Ask the custodian of your office.")


def see_identity(session: Session, party: str, reason: str) -> Party:
    """A party with everything that says who it is. Only the custodian needs no reason; every look is logged.

    Raises `NotYourRole`, `IdentityClosed`, `BadValue` without a reason, `NoSuchRecord`.
    """
    found = see_closed(session, "party", party, reason)
    assert isinstance(found, Party)
    return found


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """A record with what stands of it in the identity room, and the fields there that two people wrote apart."""

    record: Record
    conflicts: tuple[ConflictLine, ...] = ()


def see_closed(session: Session, kind: str, record: str, reason: str) -> Record:
    """A record of a kind with what stands of it in the identity room: a case's words as received, an act's exact place.

    Raises as `see_identity`, and `BlockedByRules` (G33) for a sealed case, `NotYourCase` for another's intake.
    """
    reach = _require_reach(session, Action.READ_IDENTITY)
    if reach is not Reach.FULL and not reason.strip():
        raise BadValue(field="reason", value=_("empty"), why=_("the look is recorded"), expected=_("why you need it"))
    found: Record = session.vault.get(kind_named(kind).record, record)
    _require_sight(session, kind_named(kind), found, reach)
    look(session, "see_identity", [record], reason.strip())
    return found


def see_whole(session: Session, kind: str, record: str, reason: str) -> Seen:
    """The same, with what two people wrote apart there, to be decided by who sees it. Raises as `see_closed`."""
    found = see_closed(session, kind, record, reason)
    case = record if kind == "case" else str(getattr(found, "case", ""))
    return Seen(record=found, conflicts=closed_conflicts(session, kind, record, case))


def correct_closed(session: Session, kind: str, record: str, values: Mapping[str, Any]) -> Record:
    """Correct what stands of a record in the identity room, by ledger path: a spelling, another script, a contact.

    Null takes an element out. What stood there stays in the history. Returns the record as it now stands. Raises
    `NotYourRole`, `IdentityClosed`, `NotYourCase`, `BadValue` for a field of another room, `BlockedByRules` (G33).
    """
    reach = _require_reach(session, Action.EDIT_IDENTITY)
    declared = kind_named(kind)
    found: Record = session.vault.get(declared.record, record)
    _require_sight(session, declared, found, reach)
    for path in values:
        if declared.part_of(path).field.room is not Room.IDENTITY:
            raise BadValue(
                field=path, value="–", why=_("it does not stand in the identity room"), expected=_("a field that does")
            )
    change(session, kind, record, values)
    corrected: Record = session.vault.get(declared.record, record)
    return corrected


def _require_reach(session: Session, action: Action) -> Reach:
    reach = session.require(action)
    if Room.IDENTITY not in session.vault.rooms_open:
        raise IdentityClosed
    return reach


def _require_sight(session: Session, kind: Kind, record: Record, reach: Reach) -> None:
    """Whose case it is: nobody looks into a sealed one, and intake only into what it received itself, until triage."""
    if kind.name == "party":
        cases = {one.case for one in session.vault.where(Involvement, "party", [record.id])}
    else:
        cases = {record.id if kind.name == "case" else str(getattr(record, "case", ""))} - {""}
    if cases and sealed(session, cases) >= cases:
        require_unsealed(session, min(cases))
    if reach is Reach.OWN_INTAKE and not any(_own(session, case) for case in cases):
        raise NotYourCase


def _own(session: Session, case: str) -> bool:
    try:
        case_file(session, case)
    except NotYourCase:
        return False
    return True
