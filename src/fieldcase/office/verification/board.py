"""The four elements of every act, law or measure of a case beside what each rests on, as one looks at them (section 6).

Four ladders, never a sum. What counts for outputs is `established`, which may be lower than the level that was chosen.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from fieldcase.model.kinds.decisions import Assessment
from fieldcase.model.kinds.evidence import Evidence
from fieldcase.model.kinds.sources import Information
from fieldcase.model.refusal import Finding
from fieldcase.model.roles import Action
from fieldcase.model.rules.casefile import CaseFile
from fieldcase.model.rules.evidence import intact
from fieldcase.model.rules.scales import ELEMENTS, level_rank, lower_level
from fieldcase.model.rules.verification import (
    LEVEL_NAMES,
    Output,
    Target,
    assessment_findings,
    assessment_of,
    established,
    items_for,
    threshold,
)
from fieldcase.model.rules.weighing import Item, independent_groups, weighty_contradictions
from fieldcase.model.words import _
from fieldcase.office.cases.page import targets
from fieldcase.office.cases.sight import case_file
from fieldcase.office.session import Session
from fieldcase.office.texts import spoken
from fieldcase.office.verification.reviewing import shown_state

SHOWN = (Output.PROTECTION, Output.REQUEST, Output.PROPOSAL, Output.ENTRY)
"""What the strip below the elements tells of; an urgent letter takes the place of an ordinary one on the urgent
track."""


class BoardItem(msgspec.Struct, frozen=True, kw_only=True):
    """An item as it bears on one element: its number, both grades, where it comes from as far as the case room knows.

    `group` is the letter of its origin, `document` says that it is evidence, `state` that only the State says so;
    `intact` is false for evidence whose hash differed.
    """

    record: str
    kind: str
    number: str
    text: str
    reliability: str = ""
    credibility: str = ""
    group: str = ""
    document: bool = False
    state: bool = False
    intact: bool = True


class ElementCard(msgspec.Struct, frozen=True, kw_only=True):
    """One element of one target. `level` was chosen, `counts` is what outputs may rest on; `standing` is its state in
    machine `verification` as shown (stale included); `mine` says that this person wrote it.

    `reader` accepted it on `read_on`; `weigh` is the number of an item against it that nobody weighed in words;
    `needs_reader` says that the level counts only once a second person accepted it.
    """

    element: str
    level: str = "not_assessed"
    counts: str = "not_assessed"
    standing: str = ""
    assessment: str = ""
    supports: tuple[BoardItem, ...] = ()
    contradicts: tuple[BoardItem, ...] = ()
    groups: int = 0
    reasoning: str = ""
    gaps: str = ""
    next_step: str = ""
    reader: str = ""
    read_on: date | None = None
    mine: bool = False
    needs_reader: bool = False
    weigh: str = ""
    findings: tuple[Finding, ...] = ()


class OutputLine(msgspec.Struct, frozen=True, kw_only=True):
    """Whether something may go out on this target alone; `missing` names what is too weak, in words."""

    output: str
    possible: bool
    missing: str = ""


class TargetBoard(msgspec.Struct, frozen=True, kw_only=True):
    """An act, law or measure for one party. `weakest` is the place of the element where work is due next."""

    record: str
    number: str
    types: tuple[str, ...]
    party: str
    party_code: str
    cards: tuple[ElementCard, ...]
    floor: str
    outputs: tuple[OutputLine, ...]
    weakest: int


class Board(msgspec.Struct, frozen=True, kw_only=True):
    """Every target of a case; `may_assess` and `may_review` are rights of this seat."""

    targets: tuple[TargetBoard, ...]
    may_assess: bool
    may_review: bool


def board_of(session: Session, case: str) -> Board:
    """The board of a case. Raises as `case_file` does."""
    file = case_file(session, case)
    return Board(
        targets=tuple(_target(session, file, target) for target in targets(file)),
        may_assess=session.may(Action.ASSESS_ELEMENT),
        may_review=session.may(Action.REVIEW_ELEMENT),
    )


def _target(session: Session, file: CaseFile, target: Target) -> TargetBoard:
    act = next((one for one in file.acts if one.id == target.record), None)
    law = next((one for one in file.laws if one.id == target.record), None)
    cards = tuple(_card(session, file, target, element) for element in ELEMENTS)
    return TargetBoard(
        record=target.record,
        number=act.act_no if act else law.lom_no if law else "",
        types=act.type if act else law.type if law else (),
        party=target.party,
        party_code=file.code(target.party) if target.party else "",
        cards=cards,
        floor=lower_level(card.counts for card in cards[:3]),
        outputs=tuple(_output(file, cards, output) for output in SHOWN),
        weakest=min(range(3), key=lambda place: _strength(cards[place])),
    )


def _card(session: Session, file: CaseFile, target: Target, element: str) -> ElementCard:
    held = assessment_of(file, element, target)
    bearing = items_for(file, element, Target(target.record, target.party))
    pro = tuple(one for one in bearing if one.direction == "supports")
    contra = tuple(one for one in bearing if one.direction == "contradicts")
    said: dict[str, Any] = {
        "element": element,
        "supports": tuple(_item(session, file, one) for one in pro),
        "contradicts": tuple(_item(session, file, one) for one in contra),
        "groups": independent_groups(bearing),
    }
    if held is None:
        return ElementCard(**said)
    return ElementCard(**said, counts=established(file, element, target), **_held(session, file, held, bearing))


def _held(session: Session, file: CaseFile, held: Assessment, bearing: tuple[Item, ...]) -> dict[str, Any]:
    finding, status = held.finding, file.status("verification", held.id)
    accepted = status is not None and status.holds and status.state == "accepted"
    unweighed = weighty_contradictions(bearing) if not any(one.text for one in finding.weighed.values()) else ()
    return {
        "level": held.level or "not_assessed",
        "standing": shown_state(file, held),
        "assessment": held.id,
        "reasoning": spoken(finding.reasoning, session.language),
        "gaps": spoken(finding.gaps, session.language),
        "next_step": spoken(finding.next_step, session.language),
        "reader": _seat(session, status.by) if accepted and status else "",
        "read_on": status.since if accepted and status else None,
        "mine": file.person(session.seat.id) in file.writers(held.id),
        "needs_reader": level_rank(held.level) >= level_rank("corroborated") and not accepted,
        "weigh": _item(session, file, unweighed[0]).number if unweighed else "",
        "findings": assessment_findings(file, held),
    }


def _item(session: Session, file: CaseFile, item: Item) -> BoardItem:
    items: tuple[Information | Evidence, ...] = (*file.infos, *file.evidence)
    held = next(one for one in items if one.id == item.record)
    if isinstance(held, Evidence):
        return BoardItem(
            record=held.id,
            kind="evidence",
            number=held.ev_no,
            text=held.title_neutral,
            document=True,
            intact=intact(file, held),
        )
    return BoardItem(
        record=held.id,
        kind="information",
        number=held.no,
        text=spoken(held.content, session.language),
        reliability=item.reliability,
        credibility=item.credibility,
        group=item.group,
        state=item.state_word,
    )


def _output(file: CaseFile, cards: tuple[ElementCard, ...], output: Output) -> OutputLine:
    shown = Output.URGENT if output is Output.REQUEST and file.case.track == "urgent" else output
    for card in cards:
        if output is not Output.PROTECTION and card.element != "E4" and card.counts == "contradicted":
            return OutputLine(output=shown.value, possible=False, missing=_contradicted(card.element))
        needed = threshold(file, shown, card.element)
        if needed and level_rank(card.counts) < level_rank(needed):
            sentence = _("{element} must be “{level}”").format(element=card.element, level=_(LEVEL_NAMES[needed]))
            return OutputLine(output=shown.value, possible=False, missing=sentence)
    return OutputLine(output=shown.value, possible=True)


def _strength(card: ElementCard) -> tuple[int, bool, int, str]:
    """How strong an element stands: by what counts, then whether something is left unweighed, then by its origins."""
    return level_rank(card.counts), not card.weigh, card.groups, card.element


def _seat(session: Session, seat: str) -> str:
    return next((one.name for one in session.roster.seats if one.id == seat), seat[:8])


def _contradicted(element: str) -> str:
    return _("{element} is contradicted").format(element=element)
