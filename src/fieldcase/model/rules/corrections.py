"""What a weaker assessment asks for after something went out (G11): a correction task on each output that rests on
it."""

from __future__ import annotations

from collections.abc import Iterator

from fieldcase.model.kinds.decisions import Allegation, Floor
from fieldcase.model.rules.casefile import CaseFile
from fieldcase.model.rules.scales import level_rank
from fieldcase.model.rules.tasks import TaskDraft
from fieldcase.model.rules.verification import Target, assessment_of, floor_of, stale, targets_of
from fieldcase.model.words import _

OUT = frozenset({"dispatched", "receipt_confirmed", "submitted_hq", "hq_accepted"})
ENTRY_OUT = frozenset({"head_ok", "submitted_hq", "hq_edited", "field_confirmed", "published"})


def correction_tasks(file: CaseFile) -> tuple[TaskDraft, ...]:
    """G11: for every letter that left and every entry on its way, a task where an element of one of its allegations is
    weaker than it was at approval, or where new information came since it was assessed. The output itself is not
    altered."""
    return tuple(dict.fromkeys(_tasks(file)))


def weaker(before: Floor, now: Floor) -> tuple[str, ...]:
    """The elements whose level is lower than in the snapshot; an element that was not in it counts as not lower."""
    pairs = {"E1": (before.e1, now.e1), "E2": (before.e2, now.e2), "E3": (before.e3, now.e3), "E4": (before.e4, now.e4)}
    return tuple(element for element, (then, level) in pairs.items() if then and level_rank(level) < level_rank(then))


def stale_elements(file: CaseFile, allegation: Allegation) -> tuple[str, ...]:
    """The ids of assessments of an allegation that new information has overtaken."""
    rows = [
        row
        for target in targets_of(file, allegation)
        for element in ("E1", "E2", "E3", "E4")
        if (row := assessment_of(file, element, Target(target.record, target.party)))
    ]
    return tuple(dict.fromkeys(row.id for row in rows if stale(file, row)))


def _tasks(file: CaseFile) -> Iterator[TaskDraft]:
    outputs = [(letter.id, letter.allegations) for letter in file.letters if file.state("letter", letter.id) in OUT]
    outputs += [(entry.id, entry.allegations) for entry in file.entries if file.state("entry", entry.id) in ENTRY_OUT]
    for output, rows in outputs:
        for row in rows.values():
            allegation = file.allegation(row.allegation)
            if allegation is None:
                continue
            if overtaken := stale_elements(file, allegation):
                sentence = _("There is new information on allegation {number}, which went out: assess it again.")
                targets = (output, allegation.id, *overtaken)
                yield _task("assess_again", sentence.format(number=allegation.alleg_no), targets)
            elif weaker(allegation.floor_snapshot, floor_of(file, targets_of(file, allegation))):
                sentence = _("Allegation {number} stands weaker than when it went out: consider a correction.")
                yield _task("correct_output", sentence.format(number=allegation.alleg_no), (output, allegation.id))


def _task(kind: str, sentence: str, targets: tuple[str, ...]) -> TaskDraft:
    return TaskDraft(origin="G11", kind=kind, sentence=sentence, targets=targets)
