"""Protection: started by anybody at once, looked at afterwards (G3). Nothing here asks for proof or approval."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from fieldcase.model.kinds.risks import PROTECTION_ACTION, ProtectionAction
from fieldcase.model.kinds.values import SaidBy
from fieldcase.model.refusal import BadValue, require
from fieldcase.model.roles import Action
from fieldcase.model.rules.protection import protection_findings, protection_tasks
from fieldcase.model.rules.saying import found
from fieldcase.model.rules.tasks import TaskDraft
from fieldcase.model.words import _
from fieldcase.office.casefile import gather
from fieldcase.office.cases.sight import require_unsealed
from fieldcase.office.records import write_new, write_values
from fieldcase.office.session import Session
from fieldcase.office.texts import words

ENDS = ("done", "failed", "declined")


def start_protection(
    session: Session,
    case: str,
    kind: str,
    parties: Iterable[str],
    *,
    asked_for: str = "unknown",
    status: str = "under_way",
    discloses: bool = False,
    level: str = "",
    partner: str = "",
    place: str = "",
) -> ProtectionAction:
    """Start (or propose, or record as agreed) a protection action; nobody's approval is needed (G3).

    One that tells a partner who somebody is needs consent for that, or a vital interest that the acting officer enters
    at once. `asked_for` is `yes`, `no` or `unknown`. Raises `NotYourRole`, `BlockedByRules` (G3).
    """
    session.require(Action.START_PROTECTION)
    require_unsealed(session, case)
    action = ProtectionAction(
        case=case,
        kind=kind,
        for_party=tuple(parties),
        requested_by_person=asked_for,
        status=status,
        discloses_to_partner=discloses,
        disclosed_level=level,
        started_at=session.now() if status == "under_way" else "",
        partner=partner,
        place=place,
    )
    if not action.for_party:
        raise BadValue(
            field="for_party", value=_("empty"), why=_("protection is for somebody"), expected=_("at least one")
        )
    if discloses:
        require(protection_findings(gather(session, case), action, session.today()))
    with session.vault.writing() as writing:
        recorded = write_new(session, writing, action)
        writing.commit()
    return session.vault.get(ProtectionAction, recorded.id)


def begin_protection(session: Session, action: str) -> ProtectionAction:
    """Start an action that was proposed or agreed before; what it tells a partner is asked again (G3)."""
    session.require(Action.START_PROTECTION)
    held = session.vault.get(ProtectionAction, action)
    require_unsealed(session, held.case)
    require(protection_findings(gather(session, held.case), held, session.today()))
    return _change(session, action, {"status": "under_way", "started_at": session.now()})


def finish_protection(
    session: Session, action: str, outcome: str | Mapping[str, str], *, status: str = "done", language: str = ""
) -> ProtectionAction:
    """Record how a protection action ended: done, failed or declined, and what came of it."""
    session.require(Action.START_PROTECTION)
    require_unsealed(session, session.vault.get(ProtectionAction, action).case)
    if status not in ENDS:
        raise BadValue(field="status", value=status, why=_("it is no end"), expected=", ".join(ENDS))
    texts = words(outcome, language or session.language)
    said = {f"outcome/{lang}": msgspec.to_builtins(one) for lang, one in texts.items()}
    return _change(session, action, {"status": status, "ended_at": session.now(), **said})


def review_protection(session: Session, action: str, finding: str) -> ProtectionAction:
    """Look at a protection action after the fact, within 48 hours, as somebody else than who started it (G3, G9)."""
    session.require(Action.ACCEPT_RISK)
    require_unsealed(session, session.vault.get(ProtectionAction, action).case)
    starters = frozenset().union(*session.vault.writers("protection_action", action).values())
    known = [session.roster.seat(seat) for seat in starters]
    if session.seat.id in starters or session.seat.person in {one.person for one in known if one and one.person}:
        sentence = _("You started this, so somebody else must look at it.")
        require((found("G9", sentence, _("Ask another reviewer, or the head."), records=(action,)),))
    review = SaidBy(by=session.seat.id, at=session.now(), finding=finding)
    return _change(session, action, {"after_fact_review": msgspec.to_builtins(review)})


def protection_due(session: Session, case: str) -> tuple[TaskDraft, ...]:
    """What protection actions of a case ask for afterwards: the second look, the review of a vital interest (G3)."""
    file = gather(session, case)
    return tuple(draft for action in file.protection for draft in protection_tasks(file, action, session.settings))


def _change(session: Session, action: str, values: Mapping[str, object]) -> ProtectionAction:
    with session.vault.writing() as writing:
        write_values(session, writing, PROTECTION_ACTION, action, values)
        writing.commit()
    return session.vault.get(ProtectionAction, action)
