"""The decisions of a case as a page shows them: where each stands, and whether this seat may decide it."""

from __future__ import annotations

from datetime import date

import msgspec

from fieldcase.model.refusal import Finding
from fieldcase.model.rules.saying import day_of
from fieldcase.office.cases.sight import case_file
from fieldcase.office.decisions.deciding import action_of, decision_findings
from fieldcase.office.session import Session
from fieldcase.office.texts import spoken


class DecisionLine(msgspec.Struct, frozen=True, kw_only=True):
    """A decision. `mine` says that this person wrote it and somebody else decides (G9); `findings` is what stops it."""

    record: str
    kind: str
    tool: str
    tier: int | None
    state: str
    rationale: str
    wishes: str
    review_due: date | None
    mine: bool
    may_decide: bool
    findings: tuple[Finding, ...] = ()


def decisions_of(session: Session, case: str) -> tuple[DecisionLine, ...]:
    """The decisions of a case, the latest first. Raises as `case_file` does."""
    file = case_file(session, case)
    lines = []
    for one in reversed(file.decisions):
        mine = file.person(session.seat.id) in file.writers(one.id)
        state = file.state("decision", one.id) or "proposed"
        lines.append(
            DecisionLine(
                record=one.id,
                kind=one.kind,
                tool=one.tool,
                tier=one.tier,
                state=state,
                rationale=spoken(one.rationale, session.language),
                wishes=spoken(one.person_wishes_considered.what, session.language),
                review_due=day_of(one.review_due),
                mine=mine,
                may_decide=session.may(action_of(one)) and not mine and state == "proposed",
                findings=decision_findings(file, one) if state == "proposed" else (),
            )
        )
    return tuple(lines)
