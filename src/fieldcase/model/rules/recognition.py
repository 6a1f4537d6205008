"""Could the recipient recognise somebody who is not named (G5)? Answered by a person who did not write the text."""

from __future__ import annotations

from collections.abc import Iterable

from fieldcase.model.machines.letter import SOURCE
from fieldcase.model.refusal import Finding, Severity
from fieldcase.model.rules.casefile import CaseFile
from fieldcase.model.rules.letters import LetterFile
from fieldcase.model.rules.naming import mentions, text_hash
from fieldcase.model.rules.saying import found
from fieldcase.model.rules.scales import ANON, CODED
from fieldcase.model.words import _

LIKENESS = "L1"
"""The rule of near names: each a warning of the text check, an error for the steps while one is undecided."""


def recognition_findings(lf: LetterFile) -> tuple[Finding, ...]:
    """G5: for each protected party at ANON or CODED somebody who did not write the text answers whether the recipient
    could recognise them. “Yes” and “unsure” block; another text needs another answer."""
    text = text_hash(lf.file, lf.letter)
    quiet = [m.party for m in mentions(lf.file, lf.letter) if m.level in (ANON, CODED) and lf.file.protected(m.party)]
    if lf.family == SOURCE:
        return ()
    writers = lf.file.writers(lf.letter.id, *(row.allegation for row in lf.letter.allegations.values()))
    return recognised(lf.file, lf.letter.id, text, quiet, writers)


def likeness_findings(lf: LetterFile) -> tuple[Finding, ...]:
    """L1: words that come near a name are decided before approval: corrected, or said to be somebody else's by a
    person who did not write the text."""
    left = [one for one in lf.lint or () if one.rule == LIKENESS and one.severity is Severity.WARNING]
    if not left:
        return ()
    sentence = _("Nobody decided yet whether words that come near a name are somebody's on record.")
    remedy = _("Correct the words, or let somebody who did not write the text say whose they are.")
    return (found(LIKENESS, sentence, remedy, records=(lf.letter.id,)),)


def recognised(
    file: CaseFile, about: str, text: str, parties: Iterable[str], writers: frozenset[str]
) -> tuple[Finding, ...]:
    """G5 for any text that goes out: the answers on these parties, given on exactly this text, not by its writers."""
    findings = []
    for party in parties:
        code, answers = file.code(party), []
        for answer in file.identifiability:
            judgement = answer.judgement
            if (judgement.party, judgement.about, judgement.text) == (party, about, text):
                answers.append(answer)
        foreign = [
            answer
            for answer in answers
            if (by := file.writers(answer.id)) and not by & writers and answer.id not in file.incomplete
        ]
        if any(answer.judgement.answer != "no" for answer in answers):
            sentence = _("The recipient could recognise {party} from this text.").format(party=code)
            remedy = _("Generalise place, date or role, or leave {party} out.").format(party=code)
            findings.append(found("G5", sentence, remedy, records=(about, *(a.id for a in answers)), party=code))
        elif not foreign:
            sentence = _("Nobody but the author has said whether the recipient could recognise {party}.").format(
                party=code
            )
            remedy = _("Ask somebody who did not write the text.")
            findings.append(found("G5", sentence, remedy, records=(about,), party=code))
    return tuple(findings)
