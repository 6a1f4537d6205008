"""What some kinds of letter ask besides (sections 10.1, 10.3): a law to comment on, an addressee who is no State, and
clearance by headquarters for a letter to a de facto authority (G18)."""

from __future__ import annotations

from collections.abc import Iterator

from fieldcase.model.kinds.letters import LetterStep
from fieldcase.model.lettershapes import shape_of
from fieldcase.model.machines.letter import SOURCE
from fieldcase.model.refusal import Finding, Severity
from fieldcase.model.rules.casefile import by_id
from fieldcase.model.rules.letters import LetterFile
from fieldcase.model.rules.naming import allegations_of, text_hash
from fieldcase.model.rules.saying import found, numbered, warned
from fieldcase.model.words import _

DE_FACTO = "de_facto_authority"


def kind_findings(lf: LetterFile) -> tuple[Finding, ...]:
    """Whether a letter has the addressee of its kind, and what its kind is about."""
    shape = shape_of(lf.letter.kind)
    if shape is None or lf.family == SOURCE:
        return ()
    laws = _laws(lf) if shape.comments else ()
    return (*laws, *_for_its_law(lf), *(() if shape.to_state else _outside(lf)))


def _laws(lf: LetterFile) -> Iterator[Finding]:
    letter = lf.letter
    known = [law for record in letter.laws if (law := by_id(lf.file.laws, record))]
    if not known or len(known) != len(letter.laws):
        sentence = _("The letter comments on no law or measure that is recorded in its cases.")
        yield found("10.1", sentence, _("Choose the laws."), records=(letter.id,), field="laws")
    for law in known:
        if law.enacting_state != letter.addressee_state:
            sentence = _("The letter comments on {law}, which is of another State.").format(law=numbered(law.lom_no))
            remedy = _("Write to the State that enacted it.")
            yield found("10.1", sentence, remedy, records=(letter.id, law.id), field="laws")
        if not law.provisions:
            sentence = _("No article of {law} is recorded; a comment goes through it article by article.")
            remedy = _("Record its articles, and draft the block again.")
            yield warned("10.1", sentence.format(law=numbered(law.lom_no)), remedy, records=(letter.id, law.id))


def _for_its_law(lf: LetterFile) -> Iterator[Finding]:
    """G18: a State that is addressed for its law has enacted one that the letter is about."""
    letter, file = lf.letter, lf.file
    if letter.concerned_as != "addressee_of_law":
        return
    about = set(letter.laws) | {law for allegation in allegations_of(file, letter) for law in allegation.laws}
    if not any(law.id in about and law.enacting_state == letter.addressee_state for law in file.laws):
        sentence = _("The State is addressed for its law, but the letter is about no law of that State.")
        remedy = _("Choose the law, or say why else the State is concerned.")
        yield found("G18", sentence, remedy, records=(letter.id,), field="concerned_as")


def _outside(lf: LetterFile) -> Iterator[Finding]:
    letter = lf.letter
    if not letter.outside or not letter.recipient:
        sentence = _("The letter does not say to whom it goes.")
        remedy = _("Choose an addressee of the directory of those who are no State.")
        yield found("10.1", sentence, remedy, records=(letter.id,), field="outside")
    if letter.addressee_state:
        sentence = _("A letter to somebody who is no State names a State as its addressee.")
        yield found("10.1", sentence, _("Take the State out."), records=(letter.id,), field="addressee_state")
    de_facto = letter.addressee_kind == DE_FACTO
    if letter.outside and de_facto is not (letter.kind == "de_facto_letter"):
        sentence = (
            _("A de facto authority gets a letter of that kind, with headquarters' clearance.")
            if de_facto
            else _("A letter of this kind goes to a de facto authority only.")
        )
        yield found("10.1", sentence, _("Draft the letter of the right kind."), records=(letter.id,), field="outside")


def clearance_findings(lf: LetterFile, *, signing: bool) -> tuple[Finding, ...]:
    """G18: a letter to a de facto authority is signed once headquarters cleared this very text; it is never assumed.
    Whoever wrote the letter cannot clear it (G9). Before signature it is only told.

    An objection stands until somebody who knew of it clears the letter, whatever the clocks of two desks say."""
    shape, letter = shape_of(lf.letter.kind), lf.letter
    if shape is None or not shape.cleared:
        return ()
    cleared, text = [one for one in lf.steps if one.step == "clearance"], text_hash(lf.file, letter)
    of_this = [one for one in cleared if one.taken.text == text]
    answered = {known for one in cleared if _cleared_by_another(lf, one) for known in one.taken.objections}
    objections = [one for one in lf.steps if one.step == "objection" and one.id not in answered]
    if objections:
        sentence, last = _("Headquarters objects to this letter."), objections[-1:]
    elif not cleared:
        sentence, last = _("Headquarters has not cleared this letter."), []
    elif not of_this:
        sentence, last = _("Headquarters cleared another text than this one."), cleared[-1:]
    elif not any(_cleared_by_another(lf, one) for one in of_this):
        sentence = _("Headquarters' clearance is by somebody who wrote part of this letter, or by nobody known.")
        last = of_this[-1:]
    else:
        return ()
    remedy = _("Send the case to headquarters and ask for clearance of the letter as it stands.")
    severity = Severity.ERROR if signing else Severity.NOTE
    records = (letter.id, *(one.id for one in last))
    return (found("G18", sentence, remedy, records=records, severity=severity),)


def _cleared_by_another(lf: LetterFile, step: LetterStep) -> bool:
    """G9: somebody is known to have cleared it, and that person wrote nothing of it."""
    by = lf.file.writers(step.id)
    wrote = lf.file.writers(lf.letter.id, *(row.allegation for row in lf.letter.allegations.values()))
    return bool(by) and not by & wrote
