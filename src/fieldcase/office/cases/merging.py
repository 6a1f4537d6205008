"""Two cases that are one: an officer proposes it, a reviewer does it (section 7.1, G1). Nothing moves: both numbers
stay, letters stay where they were sent from, and the old number leads to the case that goes on. And cases that belong
together.
"""

from __future__ import annotations

import msgspec

from fieldcase.model.kinds.cases import CASE, RELATED, Case, RelatedCase
from fieldcase.model.kinds.follow_up import Comment
from fieldcase.model.refusal import BadValue, Finding, require
from fieldcase.model.roles import Action
from fieldcase.model.rules.saying import found
from fieldcase.model.words import _
from fieldcase.office.cases.proposals import last_proposal, proposal_findings, reason_findings
from fieldcase.office.cases.sight import case_file
from fieldcase.office.cases.steps import put_step
from fieldcase.office.records import write_new, write_values
from fieldcase.office.session import Session
from fieldcase.office.telling import require_codes
from fieldcase.vault.views.lists import Compare, Filter, ListQuery

MERGED = "merged"
LINKS = tuple(kind for kind in RELATED if kind != MERGED)


class Related(msgspec.Struct, frozen=True, kw_only=True):
    """Another case that belongs together with one: its id and number, and how (`pattern`, `same_person`, `split`;
    `merged_into` where this one was merged into it, `merged_here` where that one was merged into this one)."""

    case: str
    number: str
    kind: str


def propose_merge(session: Session, case_id: str, into: str, reason: str) -> Comment:
    """Propose that a case is merged into another of the same office, which goes on (ids). The proposal names its
    number.

    Raises `NotYourRole`, `NotYourCase`, `BlockedByRules` (G1, G33, a reason that names somebody), `NoSuchRecord`.
    """
    session.require(Action.EDIT_CASE)
    case, target = case_file(session, case_id).case, case_file(session, into).case
    require((*reason_findings(reason, case_id), *_target_findings(session, case, target)))
    require_codes(session, reason, case_id)
    text = _("Into {number}: {reason}").format(number=target.case_no, reason=reason.strip())
    said = Comment(case=case_id, target=case_id, target_field=MERGED, text=text, kind="change_request")
    with session.vault.writing() as writing:
        write_values(session, writing, CASE, case_id, {"merged_into": into})
        made = write_new(session, writing, said)
        writing.commit()
    return made


def merge(session: Session, case_id: str) -> Case:
    """Merge a case into the one that its proposal names; its number leads there from now on. The step is a fact.

    Raises `NotYourRole`, `NoSuchStep`, `BlockedByRules` (7.1, G1, G9, G33).
    """
    file = case_file(session, case_id)
    case = file.case
    findings = list(proposal_findings(session, case_id, MERGED, second_reader=False))
    proposal = last_proposal(session, case_id, MERGED)
    target: Case | None = None
    if not findings and proposal is not None:
        target = session.vault.find(Case, case.merged_into) if case.merged_into else None
        findings += _target_findings(session, case, target)
        if target is not None and target.case_no not in proposal.reason:
            sentence = _("The proposal names another case than the one that stands in the case now.")
            findings.append(found("G1", sentence, _("Propose it again."), records=(case_id,), field="merged_into"))
    with session.vault.writing() as writing:
        put_step(session, writing, file, MERGED, findings, reason=target.case_no if target else "")
        writing.commit()
    return session.vault.get(Case, case_id)


def link_cases(session: Session, case_id: str, other: str, kind: str) -> None:
    """Say on both cases how they belong together. Raises `NotYourRole`, `NotYourCase`, `BadValue`, `BlockedByRules`
    (G33)."""
    session.require(Action.EDIT_CASE)
    first, second = case_file(session, case_id).case, case_file(session, other).case
    if first.id == second.id:
        raise BadValue(field="case", value=second.case_no, why=_("it is this case"), expected=_("another case"))
    if kind not in LINKS:
        raise BadValue(field="kind", value=kind or _("empty"), why=_("it is no connection"), expected=", ".join(LINKS))
    with session.vault.writing() as writing:
        for one, another in ((first, second), (second, first)):
            said = msgspec.to_builtins(RelatedCase(case=another.id, kind=kind))
            write_values(session, writing, CASE, one.id, {f"related_cases/{another.id}": said})
        writing.commit()


def related_of(session: Session, case: Case) -> tuple[Related, ...]:
    """The cases that belong together with one, those it was merged with first. Numbers alone, which everybody knows."""
    held: list[Related] = []
    if case.merged_into and _stands_merged(session, case.id):
        held.append(_related(session, case.merged_into, "merged_into"))
    led_here = (Filter("merged_into", Compare.IS, case.id), Filter("status:case", Compare.IS, MERGED))
    here = [row.id for row in session.vault.page(ListQuery(kind="case", filters=led_here, limit=100)).rows]
    held += [_related(session, one, "merged_here") for one in here]
    held += [_related(session, one.case, one.kind) for one in case.related_cases.values()]
    return tuple(one for one in held if one.number)


def _related(session: Session, case: str, kind: str) -> Related:
    other = session.vault.find(Case, case)
    return Related(case=case, number=other.case_no if other else "", kind=kind)


def _stands_merged(session: Session, case: str) -> bool:
    standing = session.vault.standing("case", case)
    return standing is not None and standing.state == MERGED


def _target_findings(session: Session, case: Case, target: Case | None) -> tuple[Finding, ...]:
    """G1: the other case exists, is another one of the same office, and does not itself lead here."""
    remedy = _("Name the case that goes on by its number.")

    def wrong(sentence: str) -> tuple[Finding, ...]:
        return (found("G1", sentence, remedy, records=(case.id,), field="merged_into"),)

    if target is None:
        return wrong(_("It is not said into which case."))
    if target.id == case.id:
        return wrong(_("A case is not merged into itself."))
    if target.case_no.partition("-")[0] != case.case_no.partition("-")[0]:
        return wrong(_("Only cases of one office are merged; another office's case is linked."))
    if _stands_merged(session, target.id):
        return wrong(_("The case {number} was merged itself.").format(number=target.case_no))
    return ()
