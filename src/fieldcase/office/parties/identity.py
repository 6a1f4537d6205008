"""See who a code is: with a reason, logged, and only as far as role and rooms allow (sections 5 and 9)."""

from __future__ import annotations

from fieldcase.model.declare import Record, Room
from fieldcase.model.kinds import kind_named
from fieldcase.model.kinds.parties import Party
from fieldcase.model.refusal import BadValue, Refusal
from fieldcase.model.roles import Action, Reach
from fieldcase.model.words import N_, _
from fieldcase.office.cases.sight import require_unsealed
from fieldcase.office.looks import look
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


def see_closed(session: Session, kind: str, record: str, reason: str) -> Record:
    """A record of a kind with what stands of it in the identity room: a case's words as received, an act's exact place.

    Raises as `see_identity`, and `BlockedByRules` (G33) for a sealed case.
    """
    reach = session.require(Action.READ_IDENTITY)
    if Room.IDENTITY not in session.vault.rooms_open:
        raise IdentityClosed
    if reach is not Reach.FULL and not reason.strip():
        raise BadValue(field="reason", value=_("empty"), why=_("the look is recorded"), expected=_("why you need it"))
    found: Record = session.vault.get(kind_named(kind).record, record)
    require_unsealed(session, record if kind == "case" else str(getattr(found, "case", "")))
    look(session, "see_identity", [record], reason.strip())
    return found
