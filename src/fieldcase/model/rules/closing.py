"""When a case may be closed (G20), and what closing does not end."""

from __future__ import annotations

from collections.abc import Iterator

from fieldcase.model.refusal import Finding
from fieldcase.model.rules.casefile import CaseFile
from fieldcase.model.rules.protection import running
from fieldcase.model.rules.replies import unanswered
from fieldcase.model.rules.saying import found, said
from fieldcase.model.rules.scales import risk_rank
from fieldcase.model.words import _

UNDER_WAY = frozenset({"in_review", "returned", "approved", "signed"})
FINISHED_ENTRIES = frozenset({"published", "omitted"})
GOOD_END = frozenset({"resolved", "remedied"})


def closing_findings(file: CaseFile) -> tuple[Finding, ...]:
    """G20: a case is not closed while somebody is in danger or something is under way; closing records what the
    person was told. “Resolved” needs the person's own view of what the State did (S30). Reporting follow-up goes on
    all the same."""
    return (*_danger(file), *_unfinished(file), *_closure(file))


def _danger(file: CaseFile) -> Iterator[Finding]:
    for risk in file.risks:
        if risk_rank(risk.level) >= risk_rank("high"):
            code = file.code(risk.subject)
            sentence = _("The risk to {party} is high or imminent.").format(party=code)
            yield found("G20", sentence, _("Assess the risk again first."), records=(risk.id,), party=code)
    for action in running(file):
        sentence = _("A protection action is under way.")
        yield found("G20", sentence, _("Finish it or record how it ended."), records=(action.id,))


def _unfinished(file: CaseFile) -> Iterator[Finding]:
    for letter in file.letters:
        if file.state("letter", letter.id) in UNDER_WAY:
            sentence = _("A letter is on its way through the office.")
            yield found("G20", sentence, _("Dispatch or cancel it."), records=(letter.id,))
    for reply in file.replies:
        if unanswered(file, reply):
            sentence = _("A reply is not matched to the allegations.")
            yield found("G20", sentence, _("Finish the matrix."), records=(reply.id,))
    for task in file.tasks:
        if task.origin == "G7" and not task.done_at:
            sentence = _("A task from a withdrawal of consent is open.")
            yield found("G20", sentence, _("Do it first."), records=(task.id,), party=task.party_code)
    for entry in file.entries:
        if file.state("entry", entry.id) not in FINISHED_ENTRIES:
            sentence = _("A report entry is open.")
            yield found("G20", sentence, _("Finish it or leave it out."), records=(entry.id,))


def _closure(file: CaseFile) -> Iterator[Finding]:
    closure = file.case.closure
    if not closure.reason:
        yield found(
            "G20", _("No reason for closing is given."), _("Choose one."), records=(file.case.id,), field="closure"
        )
    if not said(closure.told_to_person):
        sentence = _("It is not recorded what was told to the person.")
        yield found(
            "G20", sentence, _("Write it, even if nothing could be told."), records=(file.case.id,), field="closure"
        )
    if closure.reason in GOOD_END:
        for measure in file.measures:
            if not said(measure.victim_view):
                sentence = _("The person's own view of a State measure is not recorded.")
                yield found("G20", sentence, _("Ask for it before calling the case resolved."), records=(measure.id,))
