"""Which cases this seat may look at (domain reference, section 5; G33).

An intake officer sees own cases until triage; a case against personnel of the Organization is sealed to head and
custodian. Everybody else learns that such a case exists and its number, nothing more.
"""

from __future__ import annotations

from collections.abc import Collection

from fieldcase.model.refusal import BlockedByRules, Refusal, require
from fieldcase.model.roles import Action, Reach
from fieldcase.model.rules.casefile import CaseFile
from fieldcase.model.rules.saying import found
from fieldcase.model.rules.sealing import sealed_access
from fieldcase.model.words import N_, _
from fieldcase.office.casefile import gather
from fieldcase.office.session import Session
from fieldcase.vault.views.lists import Among, Compare, Filter, ListQuery

MANY = 100_000
"""More rows of one kind than a page of cases can have."""
UN_PERSONNEL = "un_personnel"
UNTIL_TRIAGE = ("", "draft", "triage")


class NotYourCase(Refusal):
    """An intake officer asks for a case of somebody else, or for an own one after triage."""

    code = "FC-430"
    message = N_("This case is with the case officers now.")
    remedy = N_("Ask the case officer. What you received yourself stays with you until triage.")


def case_file(session: Session, case_id: str) -> CaseFile:
    """One case, put together for the rules, if this seat may read it.

    Raises `NotYourRole`, `NotYourCase`, `BlockedByRules` (G33), `NoSuchRecord`.
    """
    reach = session.require(Action.READ_CASE)
    file = gather(session, case_id)
    require(sealed_access(file, session.roles))
    if reach is Reach.OWN_INTAKE and not _own_intake(session, file):
        raise NotYourCase
    return file


def require_unsealed(session: Session, case_id: str) -> None:
    """Raise `BlockedByRules` (G33) where the case is sealed to others, without putting the whole case together."""
    if case_id in sealed(session, [case_id]):
        sentence = _("This case is sealed to the head of presence and the custodian.")
        raise BlockedByRules((found("G33", sentence, _("Ask the head of presence."), records=(case_id,)),))


def sealed(session: Session, cases: Collection[str]) -> frozenset[str]:
    """Those of these cases that are sealed to this seat (G33)."""
    if not cases or session.may(Action.HANDLE_SEALED):
        return frozenset()
    among = Filter("case", Compare.ANY, tuple(cases))
    query = ListQuery(kind="act", filters=(among, Filter("perpetrator_types", Compare.IS, UN_PERSONNEL)), limit=MANY)
    return frozenset(row.case for row in session.vault.page(query).rows)


def unsealed(session: Session) -> tuple[Filter, ...]:
    """What leaves sealed cases out of a list; nothing for who may open them. A line that appears under a filter or in
    an order tells what stands in the case (G33)."""
    if session.may(Action.HANDLE_SEALED):
        return ()
    against = Among("act", "case", (Filter("perpetrator_types", Compare.IS, UN_PERSONNEL),))
    return (Filter("id", Compare.NOT_AMONG, against),)


def own_intake(session: Session) -> tuple[Filter, ...]:
    """What narrows lists for a seat that sees only what it received itself, until triage; nothing for others."""
    if session.require(Action.READ_CASE) is not Reach.OWN_INTAKE:
        return ()
    return (
        Filter("assigned_to", Compare.IS, session.seat.id),
        Filter("status:case", Compare.ANY, UNTIL_TRIAGE),
    )


def _own_intake(session: Session, file: CaseFile) -> bool:
    return file.case.assigned_to == session.seat.id and file.state("case", file.case.id) in UNTIL_TRIAGE
