"""The arithmetic of verification (domain reference, section 6): which level a set of items can carry.

It never proposes a level and never computes credibility from reliability or the reverse (G12); it says why a level
that a person chose is not carried yet. Each element is weighed by itself: nothing here sees two of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from fieldcase.model.refusal import Finding, Severity, blocking
from fieldcase.model.rules.scales import VERIFICATION, level_rank
from fieldcase.model.words import _

GOOD = frozenset({"C1", "C2"})
WEIGHTY_SOURCES = frozenset({"R1", "R2", "R3"})
DOUBTFUL = frozenset({"R4", "R5", "C0", "C4", "C5"})
"""Grades that a person gave and that count, but on which alone nothing should rest without a look (a warning, not a
block). R0 is a new source and not a low grade."""


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One piece of information or evidence as it bears on one element of one act or law.

    `group` is the independence group: sources that repeat one origin share it and count once. `documentary` is
    evidence that lies in the office, `hash_ok` that its hash verified; `formal` a court record or a formal admission;
    `state_word` what only the State concerned says.
    """

    record: str
    direction: str = "supports"
    group: str = ""
    reliability: str = ""
    credibility: str = ""
    first_hand: bool = False
    documentary: bool = False
    hash_ok: bool = False
    formal: bool = False
    state_word: bool = False

    @property
    def graded(self) -> bool:
        """G12: reliability and credibility were both given; evidence is judged by its hash instead."""
        if self.documentary:
            return self.hash_ok
        return bool(self.reliability) and bool(self.credibility)


class Weighing(msgspec.Struct, frozen=True, kw_only=True):
    """What an assessor wrote beside the level: was the opposite looked for, were other explanations weighed, and was a
    contradicting item weighed in words; and whether somebody else accepted it."""

    against_filled: bool = False
    alternatives_filled: bool = False
    contradiction_weighed: bool = False
    reviewed_by_other: bool = False


def supporting(items: Iterable[Item]) -> tuple[Item, ...]:
    """The items that count for the element: supporting, and graded as G12 asks."""
    return tuple(item for item in items if item.direction == "supports" and item.graded)


def independent_groups(items: Iterable[Item]) -> int:
    """How many independent origins support the element. Ten media reports of one post are one (S14).

    Documentary evidence belongs to no group, and an item without a group is never independent of another.
    """
    groups = {item.group for item in supporting(items) if not item.documentary}
    return len(groups - {""}) or (1 if groups else 0)


def weighty_contradictions(items: Iterable[Item]) -> tuple[Item, ...]:
    """Contradicting items with credibility C1–C2 from a source R1–R3: they cap the element until weighed in words."""
    return tuple(
        item
        for item in items
        if item.direction == "contradicts" and item.credibility in GOOD and item.reliability in WEIGHTY_SOURCES
    )


def carried(items: Sequence[Item]) -> bool:
    """`corroborated`: two independent groups, or one good first-hand item together with documentary evidence."""
    if independent_groups(items) >= 2:
        return True
    counted = supporting(items)
    first_hand = any(item.first_hand and item.credibility in GOOD for item in counted)
    return first_hand and any(item.documentary for item in counted)


def highest(items: Sequence[Item], weighing: Weighing) -> str:
    """The highest level that this material and these words can carry; a person may always choose a lower one."""
    return max(
        VERIFICATION, key=lambda level: -2 if blocking(level_findings(level, items, weighing)) else level_rank(level)
    )


def level_findings(level: str, items: Sequence[Item], weighing: Weighing) -> tuple[Finding, ...]:
    """G12, G13, section 6: why the chosen level is not carried. Levels up to `insufficient`, and `contradicted`, need
    no material."""
    rank, found = level_rank(level), []
    counted = supporting(items)
    formal = any(item.formal and (not item.documentary or item.hash_ok) for item in counted)
    if rank >= VERIFICATION["credible"] and not counted:
        found.append(_not_carried("G12", *_nothing_graded()))
    if rank >= VERIFICATION["corroborated"]:
        found += _corroboration(items, weighing, counted, formal and level == "confirmed")
    if rank >= VERIFICATION["reasonable_grounds"]:
        found += _reasonable_grounds(weighing)
    if level == "confirmed" and not (formal or any(item.documentary for item in counted)):
        found.append(
            _not_carried(
                "G12",
                _("“Confirmed” needs evidence whose hash verifies, a formal admission or a court record."),
                _("Add the evidence, or choose a lower level."),
            )
        )
    return tuple(found)


def _nothing_graded() -> tuple[str, str]:
    return (
        _("No item that supports this element has both its reliability and its credibility."),
        _("Grade the source and the information, each by itself."),
    )


def _corroboration(items: Sequence[Item], weighing: Weighing, counted: Sequence[Item], formal: bool) -> list[Finding]:
    found = []
    if counted and not formal and not carried(items):
        groups = independent_groups(items)
        sentence = _(
            "Corroboration needs two independent groups or good first-hand information with evidence; there is {count}."
        )
        remedy = _("Find a source that does not repeat the same origin, or choose “credible”.")
        found.append(_not_carried("G12", sentence.format(count=groups), remedy, counted))
    if counted and all(item.state_word for item in counted):
        sentence = _("The State's word alone carries “credible” at most.")
        found.append(_not_carried("G12", sentence, _("Find a source besides the State."), counted))
    told = [item for item in counted if not item.documentary]
    if told and not formal and all(not DOUBTFUL.isdisjoint({item.reliability, item.credibility}) for item in told):
        sentence = _("Everything that carries this level was graded doubtful or could not be judged.")
        found.append(
            _not_carried("G12", sentence, _("Say in the reasoning why it still holds."), told, Severity.WARNING)
        )
    against = weighty_contradictions(items)
    if against and not weighing.contradiction_weighed:
        sentence = _("Credible information from a reliable source contradicts this and was not weighed.")
        found.append(_not_carried("G13", sentence, _("Write how it was weighed, or choose “credible”."), against))
    return found


def _reasonable_grounds(weighing: Weighing) -> list[Finding]:
    found = []
    if not weighing.against_filled:
        sentence = _("“Reasonable grounds” needs the information against it to be filled in.")
        found.append(_not_carried("G13", sentence, _("Record what speaks against it, or that nothing was found.")))
    if not weighing.alternatives_filled:
        sentence = _("“Reasonable grounds” needs other explanations to be written down.")
        found.append(_not_carried("G13", sentence, _("Write the alternative explanations and why they fall short.")))
    if not weighing.reviewed_by_other:
        sentence = _("“Reasonable grounds” needs a reviewer other than the assessor.")
        found.append(_not_carried("G9", sentence, _("Ask a second person to review it.")))
    return found


def _not_carried(
    rule: str, sentence: str, remedy: str, items: Iterable[Item] = (), severity: Severity = Severity.ERROR
) -> Finding:
    records = tuple(item.record for item in items)
    return Finding(rule=rule, severity=severity, sentence=sentence, remedy=remedy, records=records, field="level")
