"""What a letter to a source or a victim asks instead of the checks of States (section 7.5): a safe channel and the
level of detail agreed with them, and nobody else in it (G8)."""

from __future__ import annotations

from collections.abc import Iterator

from fieldcase.model.kinds.letters import Letter
from fieldcase.model.machines.letter import SOURCE
from fieldcase.model.refusal import Finding
from fieldcase.model.rules.casefile import CaseFile
from fieldcase.model.rules.letters import LetterFile
from fieldcase.model.rules.naming import mentions
from fieldcase.model.rules.saying import found
from fieldcase.model.rules.scales import ANON, consent_rank
from fieldcase.model.words import _

DETAILS = ("minimal", "general", "full")


def contact_findings(lf: LetterFile) -> tuple[Finding, ...]:
    """Section 7.5, G8: a safe channel and the level of detail were agreed; only that person is in the letter."""
    return (*_agreed(lf), *_alone(lf)) if lf.family == SOURCE else ()


def _agreed(lf: LetterFile) -> Iterator[Finding]:
    letter, agreed = lf.letter, lf.letter.agreed
    if agreed.safe is not True:
        sentence = _("Nobody has recorded that a safe channel was agreed for this letter.")
        remedy = _("Ask on which way a letter is safe, and record what was agreed.")
        yield found("7.5", sentence, remedy, records=(letter.id,), field="agreed")
    if agreed.detail not in DETAILS:
        sentence = _("It is not recorded how much this letter may say.")
        remedy = _("Ask how much it may say, and record what was agreed.")
        yield found("7.5", sentence, remedy, records=(letter.id,), field="agreed")
    party = lf.file.parties.get(letter.to_party)
    if party is not None and lf.file.identity_open and not party.safe_channel.strip():
        sentence = _("No safe channel of {party} is recorded.").format(party=party.code)
        remedy = _("Record the safe channel with the person; until then nothing is sent.")
        yield found("7.5", sentence, remedy, records=(letter.id, party.id), party=party.code, field="safe_channel")


def _alone(lf: LetterFile) -> Iterator[Finding]:
    letter = lf.letter
    for mention in mentions(lf.file, letter):
        code = lf.file.code(mention.party)
        if mention.party != letter.to_party:
            sentence = _("A letter to a source tells of nobody else, and {party} is in it.").format(party=code)
            yield found("G8", sentence, _("Take the person out."), records=(letter.id,), party=code, field="blocks")
        elif consent_rank(mention.level) > consent_rank(ANON) and letter.agreed.detail != "full":
            sentence = _("The letter gives the name of {party}, and that much was not agreed.").format(party=code)
            remedy = _("Leave the name out, or agree on a letter that may say everything.")
            yield found("7.5", sentence, remedy, records=(letter.id,), party=code, field="naming")


def written_for(file: CaseFile, letter: Letter) -> tuple[Letter, ...]:
    """The letters of the file that told somebody of what happened to the person written to, as far as they left."""
    left = {step.letter for step in file.steps if step.step == "dispatch"}
    return tuple(
        one
        for one in file.letters
        if one.id in left and one.id != letter.id and one.allegations and _is_in(file, one, letter.to_party)
    )


def _is_in(file: CaseFile, letter: Letter, party: str) -> bool:
    return bool(party) and any(mention.party == party for mention in mentions(file, letter))
