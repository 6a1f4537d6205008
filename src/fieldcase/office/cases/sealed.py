"""Cases against personnel of the Organization that lie whole in the sealed room: for head and custodian alone (G33)."""

from __future__ import annotations

from fieldcase.model.kinds.cases import SEALED_CASE, SealedCase
from fieldcase.model.refusal import BadValue
from fieldcase.model.roles import Action
from fieldcase.model.words import _
from fieldcase.office.looks import look
from fieldcase.office.records import write_values
from fieldcase.office.session import Session


def see_sealed(session: Session, case: str, reason: str) -> SealedCase:
    """A sealed case; the look is logged. Raises `NotYourRole`, `BadValue` without a reason, `NoSuchRecord`."""
    session.require(Action.HANDLE_SEALED)
    if not reason.strip():
        raise BadValue(field="reason", value=_("empty"), why=_("the look is recorded"), expected=_("why you need it"))
    found = session.vault.get(SealedCase, case)
    look(session, "see_sealed", [case], reason.strip())
    return found


def record_referral(session: Session, case: str, to: str) -> SealedCase:
    """Record that internal oversight was told of a sealed case: nothing else is ever made of one (G33)."""
    session.require(Action.HANDLE_SEALED)
    session.vault.get(SealedCase, case)
    if not to.strip():
        why = _("somebody was told")
        raise BadValue(field="referred_to", value=_("empty"), why=why, expected=_("the oversight service"))
    with session.vault.writing() as writing:
        values = {"referred_to": to.strip(), "referred_at": session.now()}
        write_values(session, writing, SEALED_CASE, case, values)
        writing.commit()
    return session.vault.get(SealedCase, case)
