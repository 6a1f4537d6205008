"""The four elements of a case, verified apart (domain reference, section 6; G11, G12, G13).

There is no overall grade. What counts for an output is the level a person chose, as far as the items carry it and, from
`corroborated` on, as far as a second person accepted it. Protection is never asked for a level.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

import msgspec

from fieldcase.model.kinds.decisions import Allegation, Assessment, Floor
from fieldcase.model.kinds.evidence import Evidence
from fieldcase.model.kinds.sources import Information
from fieldcase.model.kinds.values import Support
from fieldcase.model.refusal import Finding
from fieldcase.model.rules.casefile import CaseFile
from fieldcase.model.rules.evidence import intact
from fieldcase.model.rules.saying import found, instant, said, warned
from fieldcase.model.rules.scales import ELEMENTS, VERIFICATION, level_rank, lower_level
from fieldcase.model.rules.weighing import Item, Weighing, highest, level_findings
from fieldcase.model.words import N_, _

FORMAL_EVIDENCE = frozenset({"court_record"})
FORMAL_SOURCES = frozenset({"court_document"})
ELEMENT_NAMES = {
    "E1": N_("E1, the person"),
    "E2": N_("E2, the act"),
    "E3": N_("E3, the link"),
    "E4": N_("E4, attribution"),
}
LEVEL_NAMES = {
    "contradicted": N_("contradicted"),
    "not_assessed": N_("not assessed"),
    "insufficient": N_("insufficient"),
    "credible": N_("credible"),
    "corroborated": N_("corroborated"),
    "reasonable_grounds": N_("reasonable grounds"),
    "confirmed": N_("confirmed"),
}


class Output(StrEnum):
    """What is made of a case, by what section 6 asks of it."""

    PROTECTION = "protection"
    REQUEST = "information_request"
    URGENT = "urgent_letter"
    PROPOSAL = "proposal"
    ASSERTION = "assertion"
    ENTRY = "report_entry"
    SDG = "sdg_extract"


THRESHOLDS: dict[Output, dict[str, str]] = {
    Output.PROTECTION: {},
    Output.REQUEST: {"E1": "credible", "E2": "credible", "E3": "credible"},
    Output.URGENT: {"E1": "credible", "E2": "credible", "E3": "insufficient"},
    Output.PROPOSAL: {"E1": "credible", "E2": "credible", "E3": "credible"},
    Output.ASSERTION: {
        "E1": "corroborated",
        "E2": "reasonable_grounds",
        "E3": "reasonable_grounds",
        "E4": "corroborated",
    },
    Output.ENTRY: {"E1": "corroborated", "E2": "corroborated", "E3": "corroborated"},
    Output.SDG: {"E2": "reasonable_grounds"},
}
"""Section 6, the table of outputs; an office may raise a level, never lower one."""


class Target(msgspec.Struct, frozen=True):
    """What an element is assessed for: an act or a law and, for E1 and E3 of an act, one party."""

    record: str
    party: str = ""


def threshold(file: CaseFile, output: Output, element: str) -> str:
    """The level that an output needs of an element: the table's, or the office's where that is higher; empty for
    “any”."""
    default = THRESHOLDS[output].get(element, "")
    raised = file.settings.thresholds.get(f"{output}/{element}", "")
    return raised if raised in VERIFICATION and level_rank(raised) > level_rank(default) else default


def assessment_of(file: CaseFile, element: str, target: Target) -> Assessment | None:
    """The assessment of an element for a target. For E1 and E3 one for the party itself comes before one for the
    act."""
    party = target.party if element in ("E1", "E3") else ""
    rows = [row for row in file.assessments if row.element == element and row.target == target.record]
    own = next((row for row in rows if row.party == party), None)
    return own or next((row for row in rows if not row.party), None)


def items_for(file: CaseFile, element: str, target: Target) -> tuple[Item, ...]:
    """The information and evidence that bears on an element of a target, as it is weighed."""
    items = []
    for info in file.infos:
        for support in _bearing(info.supports.values(), element, target.record):
            items.append(
                Item(
                    record=info.id,
                    direction=support.direction,
                    group=info.independence_group,
                    reliability=info.reliability,
                    credibility=support.credibility or info.credibility.level,
                    first_hand=info.first_hand == "yes",
                    formal=info.source_type in FORMAL_SOURCES,
                    state_word=info.source_type == "state_official",
                )
            )
    for piece in file.evidence:
        for support in _bearing(piece.supports.values(), element, target.record):
            items.append(
                Item(
                    record=piece.id,
                    direction=support.direction,
                    documentary=True,
                    hash_ok=intact(file, piece),
                    formal=piece.kind in FORMAL_EVIDENCE,
                )
            )
    return tuple(items)


def weighing_of(file: CaseFile, row: Assessment) -> Weighing:
    """What the assessor wrote beside the level. Other explanations stand with the link for E3, else with the
    weighing."""
    finding = row.finding
    weighed = said(finding.weighed)
    links = file.links_of([row.party] if row.party else _victims(file, row.target))
    explained = all(said(link.alternative_explanations) for link in links) and bool(links)
    return Weighing(
        against_filled=bool(finding.info_against) or weighed,
        alternatives_filled=explained if row.element == "E3" and row.target in _acts(file) else weighed,
        contradiction_weighed=weighed,
        reviewed_by_other=accepted(file, row),
    )


def accepted(file: CaseFile, row: Assessment) -> bool:
    """True when somebody else than the assessor accepted the assessment as it stands (G9)."""
    status = file.status("verification", row.id)
    if status is None or not status.holds or status.state != "accepted":
        return False
    return not status.by or file.person(status.by) not in file.writers(row.id)


def assessment_findings(file: CaseFile, row: Assessment) -> tuple[Finding, ...]:
    """Section 6, G12, G13: what keeps an assessment from standing at the level that was chosen.

    The second person is not asked for here: an assessment is written before it is reviewed, and until then it counts
    for no more than `credible` (`established`).
    """
    target = Target(row.target, row.party)
    weighing = msgspec.structs.replace(weighing_of(file, row), reviewed_by_other=True)
    findings = list(level_findings(row.level, items_for(file, row.element, target), weighing))
    if not said(row.finding.reasoning):
        sentence = _("{element} has no reasoning.").format(element=_(ELEMENT_NAMES.get(row.element, row.element)))
        findings.append(found("G13", sentence, _("Write why this level was chosen."), field="finding"))
    links = file.links_of([row.party] if row.party else _victims(file, row.target))
    unexplained = [link.id for link in links if not said(link.alternative_explanations)]
    if row.element == "E3" and unexplained and level_rank(row.level) >= VERIFICATION["corroborated"]:
        sentence = _("E3 cannot be corroborated before other explanations are written down.")
        findings.append(found("G13", sentence, _("Fill in the other explanations of the link."), records=unexplained))
    stale_items = stale(file, row)
    if stale_items:
        findings.append(
            warned(
                "G11",
                _("There is new information since this was assessed."),
                _("Assess it again."),
                records=stale_items,
            )
        )
    return tuple(
        msgspec.structs.replace(finding, records=tuple(dict.fromkeys((row.id, *finding.records))))
        for finding in findings
    )


def established(file: CaseFile, element: str, target: Target) -> str:
    """The level that counts for outputs: what was chosen, no higher than the items carry and, without a second
    person's acceptance, or once new information reopened it, no higher than `credible`. No row is `not_assessed`;
    `contradicted` stays what it is."""
    row = assessment_of(file, element, target)
    if row is None or row.level not in VERIFICATION:
        return "not_assessed"
    level = lower_level(
        [row.level, highest(items_for(file, element, Target(row.target, row.party)), weighing_of(file, row))]
    )
    if level_rank(level) >= VERIFICATION["corroborated"] and (not accepted(file, row) or stale(file, row)):
        return "credible"
    return level


def stale(file: CaseFile, row: Assessment) -> tuple[str, ...]:
    """Items that bear on this element and target, came after it was assessed, and were not taken into account."""
    assessed = instant(row.finding.assessed_at)
    known = {*row.finding.info_for, *row.finding.info_against}
    newer: list[str] = []
    items: tuple[Information | Evidence, ...] = (*file.infos, *file.evidence)
    for item in items:
        bears = any(_bearing(item.supports.values(), row.element, row.target))
        received = instant(item.received_at)
        if bears and item.id not in known and (assessed is None or received is None or received > assessed):
            newer.append(item.id)
    return tuple(newer)


def targets_of(file: CaseFile, allegation: Allegation) -> tuple[Target, ...]:
    """Everything an allegation asserts something about: each act for each of its victims, and each law or measure."""
    targets = []
    for act in file.acts:
        if act.id in allegation.acts:
            targets += [Target(act.id, victim) for victim in act.victims] or [Target(act.id)]
    return (*targets, *(Target(law.id) for law in file.laws if law.id in allegation.laws))


def floor_of(file: CaseFile, targets: Iterable[Target]) -> Floor:
    """The weakest level of each element over these targets; four values, never one."""
    each = list(targets)
    levels = {element: lower_level(established(file, element, target) for target in each) for element in ELEMENTS}
    return Floor(e1=levels["E1"], e2=levels["E2"], e3=levels["E3"], e4=levels["E4"])


def case_floor(floor: Floor) -> str:
    """The floor for public or State use, min(E1, E2, E3); E4 is stated apart."""
    return lower_level([floor.e1, floor.e2, floor.e3])


def output_findings(file: CaseFile, allegation: Allegation, output: Output) -> tuple[Finding, ...]:
    """G11 and G13: is everything that an allegation asserts verified as far as this output needs?

    `contradicted` on E1–E3 blocks every external use; the urgent track may go with a weak link, but not without a
    reason.
    """
    if output is Output.PROTECTION:
        return ()
    targets = targets_of(file, allegation)
    if not targets:
        sentence = _("Allegation {number} names no act and no law.").format(number=allegation.alleg_no)
        return (found("G11", sentence, _("Say which act or law it is about."), records=(allegation.id,), field="acts"),)
    findings = [
        finding for target in targets for element in ELEMENTS for finding in _element(file, target, element, output)
    ]
    return tuple({(f.rule, f.sentence, f.records): f for f in findings}.values())


def _element(file: CaseFile, target: Target, element: str, output: Output) -> Iterator[Finding]:
    row, level = assessment_of(file, element, target), established(file, element, target)
    needed, name = threshold(file, output, element), _(ELEMENT_NAMES[element])
    records = (row.id,) if row else (target.record,)
    party = file.code(target.party) if target.party and element in ("E1", "E3") else ""
    if level == "contradicted" and element != "E4":
        sentence = _("{element} is contradicted; nothing but protection may rest on it.").format(element=name)
        yield found(
            "G13", sentence, _("Leave this act out, or assess it again."), records=records, party=party, field=element
        )
    elif needed and level_rank(level) < level_rank(needed):
        sentence = _("{element} stands at “{level}”; this needs “{needed}”.").format(
            element=name, level=_(LEVEL_NAMES[level]), needed=_(LEVEL_NAMES[needed])
        )
        yield found("G11", sentence, _remedy(row, level), records=records, party=party, field=element)
    elif row is None and element == "E4":
        sentence = _("Nobody has assessed who did it; the text will say that it is not attributed.")
        yield warned(
            "G13", sentence, _("Assess E4; “insufficient” is a legitimate value."), records=records, field=element
        )
    if row is not None and not said(row.finding.reasoning):
        sentence = _("{element} has no reasoning.").format(element=name)
        yield found("G13", sentence, _("Write why this level was chosen."), records=records, party=party, field=element)


def _remedy(row: Assessment | None, level: str) -> str:
    if row is None:
        return _("Assess this element.")
    if level_rank(row.level) > level_rank(level):
        return _("Ask a second person to review the assessment, and see what it does not rest on yet.")
    return _("Gather more, assess it again, or leave this act out.")


def wording(level: str) -> str:
    """Section 6: the words that a level allows in an outgoing text."""
    rank = level_rank(level)
    if rank >= VERIFICATION["reasonable_grounds"]:
        return _("there are reasonable grounds to believe")
    if rank >= VERIFICATION["corroborated"]:
        return _("according to information received and corroborated")
    return _("according to information received") if rank >= VERIFICATION["credible"] else _("it is alleged")


def _bearing(supports: Iterable[Support], element: str, target: str) -> Iterator[Support]:
    return (support for support in supports if support.element == element and support.target == target)


def _acts(file: CaseFile) -> frozenset[str]:
    return frozenset(act.id for act in file.acts)


def _victims(file: CaseFile, record: str) -> Sequence[str]:
    return next((act.victims for act in file.acts if act.id == record), ())
