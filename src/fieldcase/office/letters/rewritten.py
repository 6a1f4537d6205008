"""Steps of a letter are written once: one that was written over, or an objection taken away, is found here.

Whoever records dispatches may write a step, so a changed program could make a copy of what headquarters objected, and
an earlier clearance would stand again. This program never writes a step twice and takes none away.
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldcase.model.kinds.letters import LetterStep
from fieldcase.model.lettershapes import shape_of
from fieldcase.model.refusal import Finding
from fieldcase.model.rules.saying import found
from fieldcase.model.words import _
from fieldcase.office.letters.gathering import Opened
from fieldcase.office.session import Session


def rewritten_findings(session: Session, opened: Opened) -> Iterator[Finding]:
    """Section 7.5: an error for each step that says something else than it first did, and each objection taken away."""
    letter, shape = opened.letter, shape_of(opened.letter.kind)
    held = {step.id for step in opened.file.steps}
    anywhere = shape is not None and shape.cleared  # a step may have been put into another case
    cases = ("",) if anywhere else dict.fromkeys((letter.case, *letter.case_nos))
    for step in (one for case in cases for one in session.vault.all(LetterStep, case=case, hidden=True)):
        history = session.vault.history("letter_step", step.id)
        said = [one.value for one in history if one.path == "taken" and one.counts and isinstance(one.value, dict)]
        if not any(one.get("letter") == letter.id for one in said):
            continue
        objected = any(one.get("step") == "objection" for one in said)
        if any(one != said[0] for one in said) or (objected and step.id not in held):
            sentence = _("A step of this letter was written over or taken away after it was recorded.")
            remedy = _("Show its history to the custodian, and draft the letter anew.")
            yield found("7.5", sentence, remedy, records=(letter.id, step.id), field="steps")
