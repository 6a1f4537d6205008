"""Assess one element of one act or law: a level that a person chooses, with reasons (section 6, G12, G13).

Nothing proposes a level, nothing is inherited from another element, and what the items do not carry is said at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from fieldcase.model.kinds.decisions import ASSESSMENT, Assessment
from fieldcase.model.kinds.decisions import Finding as Judged
from fieldcase.model.refusal import BadValue, Finding
from fieldcase.model.roles import Action
from fieldcase.model.rules.casefile import CaseFile, by_id
from fieldcase.model.rules.scales import ELEMENTS
from fieldcase.model.rules.verification import Target, assessment_findings, items_for
from fieldcase.model.words import _
from fieldcase.office.cases.sight import case_file
from fieldcase.office.records import write_values
from fieldcase.office.session import Session
from fieldcase.office.texts import words

Text = str | Mapping[str, str]


class Assessed(msgspec.Struct, frozen=True, kw_only=True):
    """An assessment as it stands, and what keeps it from standing at the level that was chosen."""

    assessment: Assessment
    findings: tuple[Finding, ...] = ()


def assess_element(
    session: Session,
    case: str,
    element: str,
    target: str,
    level: str,
    reasoning: Text,
    *,
    party: str = "",
    info_for: Iterable[str] | None = None,
    info_against: Iterable[str] | None = None,
    weighed: Text = "",
    gaps: Text = "",
    next_step: Text = "",
    language: str = "",
) -> Assessed:
    """Assess an element (E1 to E4) of an act, law or measure; for E1 and E3 of one party, where several are concerned.

    Items not named are those recorded as bearing on it. What was assessed before is replaced, and with it what a second
    person accepted. Raises `NotYourRole`, `BadValue`, `BlockedByRules` (G33).
    """
    session.require(Action.ASSESS_ELEMENT)
    file = case_file(session, case)
    _require_target(file, element, target, party)
    bearing = items_for(file, element, Target(target, party))
    lang = language or session.language
    judged = Judged(
        element=element,
        target=target,
        party=party,
        level=level,
        reasoning=words(reasoning, lang),
        info_for=_items(info_for, (one.record for one in bearing if one.direction == "supports")),
        info_against=_items(info_against, (one.record for one in bearing if one.direction == "contradicts")),
        weighed=words(weighed, lang),
        gaps=words(gaps, lang),
        next_step=words(next_step, lang),
        standard_of_proof=session.settings.standard_of_proof,
        assessed_at=session.now(),
    )
    said = msgspec.to_builtins(judged)
    record = ASSESSMENT.natural_id(said)
    with session.vault.writing() as writing:
        write_values(session, writing, ASSESSMENT, record, {"finding": said, "case": case})
        writing.commit()
    return assessed(session, record)


def assessed(session: Session, record: str) -> Assessed:
    """An assessment with what keeps it from standing at its level."""
    held = session.vault.get(Assessment, record)
    file = case_file(session, held.case)
    return Assessed(assessment=held, findings=assessment_findings(file, held))


def _require_target(file: CaseFile, element: str, target: str, party: str) -> None:
    if element not in ELEMENTS:
        raise BadValue(field="element", value=element, why=_("there is no such element"), expected=", ".join(ELEMENTS))
    if by_id(file.acts, target) is None and by_id(file.laws, target) is None:
        why = _("it is no act, law or measure of this case")
        raise BadValue(field="target", value=target[:8], why=why, expected=_("one of this case"))
    if party and element not in ("E1", "E3"):
        why = _("E2 and E4 are the same for everybody")
        raise BadValue(field="party", value=file.code(party), why=why, expected=_("nobody"))


def _items(said: Iterable[str] | None, found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found if said is None else said))
