"""What the rules ask of a letter's content: consent (G4, G28, G29), recognition (G5), sources (G8), verification (G11),
references (G16, G32), the State addressed (G18) and the risk of acting. Who may take a step stands in `steps`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime

import msgspec

from fieldcase.model.kinds.letters import Letter, LetterStep
from fieldcase.model.machines.letter import PROPOSAL, SOURCE, family
from fieldcase.model.refusal import Finding, Severity
from fieldcase.model.roles import Seat
from fieldcase.model.rules import consentwords
from fieldcase.model.rules.casefile import CaseFile, by_id
from fieldcase.model.rules.consent import joint
from fieldcase.model.rules.links import nexus_findings
from fieldcase.model.rules.naming import (
    STATE_KINDS,
    Mention,
    allegations_of,
    mentions,
    recipient_of,
    responsible_for,
    scopes_of,
    text_hash,
    unknown_placeholders,
)
from fieldcase.model.rules.saying import day_of, found, said, warned
from fieldcase.model.rules.scales import ANON, CODED, CONSENT, NAMED, consent_rank, risk_rank
from fieldcase.model.rules.situation import is_child
from fieldcase.model.rules.verification import Output, output_findings
from fieldcase.model.words import _

REVIEWED_SCOPES = frozenset({"state_letter", "third_state", "sg_report", "public_statement"})
"""Section 7.3: to be named for these uses, a second person reviews the consent."""
SOURCE_CODE = re.compile(r"\bS-[A-Z0-9]{4,}\b")
TOOLS = {
    "note_verbale": "note_verbale",
    "letter_concern": "letter_concern",
    "aide_memoire": "aide_memoire",
    "reminder": "note_verbale",
    "follow_up": "note_verbale",
    "de_facto_letter": "letter_concern",
    "non_state_letter": "letter_concern",
    "sp_allegation_draft": "sp_proposal",
    "sp_urgent_draft": "sp_proposal",
    "treaty_body_brief": "treaty_body_referral",
    "hrc_president_brief": "hrc_president_good_offices",
    "asg_brief": "asg_referral",
}
"""The tool of the response toolbox that a kind of letter is; kinds without an allegation are none."""
NO_ALLEGATION = frozenset(
    {"info_request_op8", "acknowledgement_state", "thanks_reply", "source_acknowledgement", "source_feedback"}
)


class LetterFile(msgspec.Struct, frozen=True, kw_only=True):
    """A letter with everything that decides whether it may take a step.

    `on` is the office's local day, `at` and `last_entry` instants for the clock (G25); `seat` is who takes the
    step. `lint` are the findings of the text check (N1–N15) and of the name check on every rendition; None means that
    the check could not be made, for instance while identities are closed. `enclosures` are ids of evidence that goes
    along; `texts` what a rendition says, metadata and attachment names included, where one was made.
    """

    file: CaseFile
    letter: Letter
    on: date
    seat: Seat = Seat()
    at: datetime | None = None
    last_entry: datetime | None = None
    lint: tuple[Finding, ...] | None = ()
    enclosures: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()

    @property
    def steps(self) -> tuple[LetterStep, ...]:
        """The steps taken with this letter, oldest first."""
        own = (step for step in self.file.steps if step.letter == self.letter.id)
        return tuple(sorted(own, key=lambda step: (step.taken.at, step.id)))

    @property
    def family(self) -> str:
        return family(self.letter.kind)


def consent_findings(lf: LetterFile) -> tuple[Finding, ...]:
    """G4, G28: every protected person, group and organisation that a letter mentions has consent in force for the
    letter's scopes and recipient at the level used. No party at all passes; an organisation counts as soon as it is
    listed."""
    file, letter = lf.file, lf.letter
    scopes, recipient = scopes_of(file, letter), recipient_of(letter)
    findings = []
    for mention in mentions(file, letter):
        code = file.code(mention.party)
        if mention.level not in CONSENT:
            sentence = _("The level at which {party} appears is unknown.").format(party=code)
            findings.append(
                found("G4", sentence, _("Choose a level in the naming table."), records=(letter.id,), party=code)
            )
        if not mention.tabled and consent_rank(mention.level) > CONSENT[ANON]:
            sentence = _("{party} is in the text but not in the naming table.").format(party=code)
            remedy = _("Put {party} into the naming table, or out of the text.").format(party=code)
            findings.append(found("G4", sentence, remedy, records=(letter.id,), field="naming", party=code))
        if not file.protected(mention.party):
            continue
        consent = joint(file, mention.party, scopes, recipient, lf.on)
        if consent.rank < consent_rank(mention.level):
            scope = _weakest(lf, mention, scopes, recipient)
            sentence = consentwords.sentence(consent.why, code, scope, consent.level)
            remedy = consentwords.remedy(consent.why, code)
            records = (letter.id, *consent.consents)
            findings.append(found("G4", sentence, remedy, records=records, field=f"consent/{scope}", party=code))
        elif consent.limited:
            sentence = _("{party} set limits to this use.").format(party=code)
            findings.append(
                warned("G4", sentence, _("Read them against the text."), records=consent.consents, party=code)
            )
    for code in unknown_placeholders(file, letter):
        sentence = _("The text names {party}, whom this case does not know.").format(party=code)
        findings.append(found("G4", sentence, _("Correct the text."), records=(letter.id,), field="blocks", party=code))
    return tuple(findings)


def review_findings(lf: LetterFile, *, signing: bool) -> tuple[Finding, ...]:
    """Section 7.3: consent to be named is reviewed by a second person. A letter may be approved before, not signed."""
    file, scopes, recipient = lf.file, scopes_of(lf.file, lf.letter), recipient_of(lf.letter)
    findings = []
    for mention in mentions(file, lf.letter):
        if mention.level != NAMED or not file.protected(mention.party) or REVIEWED_SCOPES.isdisjoint(scopes):
            continue
        rows = joint(file, mention.party, scopes, recipient, lf.on).consents
        if unread := [row for row in rows if file.state("consent", row) != "reviewed"]:
            code = file.code(mention.party)
            sentence = _("No second person has reviewed the consent of {party} to be named.").format(party=code)
            severity = Severity.ERROR if signing else Severity.NOTE
            remedy = _("Ask a reviewer.")
            findings.append(found("G4", sentence, remedy, records=unread, party=code, severity=severity))
    return tuple(findings)


def child_findings(lf: LetterFile) -> tuple[Finding, ...]:
    """G29: naming a child to a State or the public needs a reason of the head of presence."""
    if lf.family == SOURCE or head_reason(lf.file):
        return ()
    findings = []
    for mention in mentions(lf.file, lf.letter):
        party = lf.file.parties.get(mention.party)
        if party and mention.level == NAMED and lf.file.protected(party.id) and is_child(party, lf.on):
            sentence = _("{party} is a child; naming a child needs a reason of the head of presence.").format(
                party=party.code
            )
            remedy = _("Lower the level, or record the head's decision with its reason.")
            findings.append(found("G29", sentence, remedy, records=(lf.letter.id,), party=party.code))
    return tuple(findings)


def official_findings(lf: LetterFile) -> tuple[Finding, ...]:
    """Section 10.5: an official or alleged perpetrator is named only if necessary, as alleged, with a reason of the
    head (S36).

    They need no consent (G4), which is why the reason is asked for instead.
    """
    if lf.family == SOURCE or head_reason(lf.file):
        return ()
    findings = []
    for mention in mentions(lf.file, lf.letter):
        if mention.level == NAMED and not lf.file.protected(mention.party):
            code = lf.file.code(mention.party)
            sentence = _(
                "Naming {party}, an official or alleged perpetrator, needs a reason of the head of presence."
            ).format(party=code)
            remedy = _("Write the function and “alleged”, or record the head's decision with its reason.")
            findings.append(found("10.5", sentence, remedy, records=(lf.letter.id,), party=code))
    return tuple(findings)


def head_reason(file: CaseFile) -> bool:
    """True when the head decided, with a rationale, to depart from the protective default."""
    return any(
        decision.kind == "override_protection"
        and said(decision.rationale)
        and file.state("decision", decision.id) == "decided"
        for decision in file.decisions
    )


def recognition_findings(lf: LetterFile) -> tuple[Finding, ...]:
    """G5: for each protected party at ANON or CODED somebody who did not write the text answers whether the recipient
    could recognise them. “Yes” and “unsure” block; another text needs another answer."""
    text = text_hash(lf.file, lf.letter)
    quiet = [m.party for m in mentions(lf.file, lf.letter) if m.level in (ANON, CODED) and lf.file.protected(m.party)]
    if lf.family == SOURCE:
        return ()
    writers = lf.file.writers(lf.letter.id, *(row.allegation for row in lf.letter.allegations.values()))
    return recognised(lf.file, lf.letter.id, text, quiet, writers)


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
            answer for answer in answers if not (file.writers(answer.id) & writers) and answer.id not in file.incomplete
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


def source_findings(lf: LetterFile) -> tuple[Finding, ...]:
    """G8: nothing of the source compartment leaves: no source code, no evidence that reveals a source, no original
    file name."""
    texts = [block.text for block in lf.letter.blocks.values()]
    texts += [words.text for a in allegations_of(lf.file, lf.letter) for words in a.text.values()]
    return sources_in(lf.file, lf.letter.id, (*texts, *lf.texts), lf.enclosures)


def sources_in(file: CaseFile, about: str, texts: Iterable[str], enclosures: Iterable[str]) -> tuple[Finding, ...]:
    """G8 for any rendition: its texts, document metadata and attachment names, and the evidence that goes along."""
    findings, every = [], list(texts)
    if any(SOURCE_CODE.search(text) for text in every):
        sentence = _("The text contains the code of a source.")
        findings.append(found("G8", sentence, _("Take it out."), records=(about,), field="blocks"))
    names = {piece.original_filename.casefold() for piece in file.evidence if len(piece.original_filename) > 3}
    if any(name in text.casefold() for text in every for name in names):
        sentence = _("The text contains the original name of a file.")
        findings.append(found("G8", sentence, _("Use the number of the evidence."), records=(about,), field="blocks"))
    for record in enclosures:
        piece = by_id(file.evidence, record)
        if piece is None or piece.reveals_source:
            number = piece.ev_no if piece else "EV?"
            sentence = _("Evidence {number} reveals a source, or nobody has checked that it does not.").format(
                number=number
            )
            findings.append(
                found("G8", sentence, _("Enclose a redacted copy."), records=(about, record), field="enclosures")
            )
    return tuple(findings)


def output_of(letter: Letter) -> Output | None:
    """What section 6 asks of a kind of letter; None for letters that put no allegation."""
    if letter.kind in NO_ALLEGATION and not letter.allegations:
        return None
    if letter.responsibility_asserted:
        return Output.ASSERTION
    if family(letter.kind) == PROPOSAL:
        return Output.PROPOSAL
    return Output.URGENT if letter.urgent else Output.REQUEST


def verification_findings(lf: LetterFile) -> tuple[Finding, ...]:
    """G11, G13: every allegation transmitted stands where this output needs it."""
    output = output_of(lf.letter)
    if output is None:
        return ()
    each = (output_findings(lf.file, allegation, output) for allegation in allegations_of(lf.file, lf.letter))
    return tuple(finding for findings in each for finding in findings)


def addressee_findings(lf: LetterFile) -> tuple[Finding, ...]:
    """G18: a letter to a State says why this State; to a State other than that of accreditation it exists only as a
    proposal; to a State that is not responsible it contains no allegation against that State without its own
    assessment of E4."""
    letter, accredited = lf.letter, lf.file.settings.accredited_to
    if letter.kind not in STATE_KINDS:
        return ()
    findings = list(_concern(lf))
    if accredited and letter.addressee_state and letter.addressee_state not in accredited:
        sentence = _("The office is not accredited to {state}; a letter there goes through headquarters.")
        remedy = _("Write a proposal to headquarters instead.")
        findings.append(found("G18", sentence.format(state=letter.addressee_state), remedy, records=(letter.id,)))
    return tuple(findings)


def _concern(lf: LetterFile) -> Iterator[Finding]:
    letter = lf.letter
    if not letter.addressee_state:
        yield found(
            "G18", _("The letter does not say to which State it goes."), records=(letter.id,), field="addressee_state"
        )
    if not letter.concerned_as:
        sentence = _("The letter does not say why this State is concerned.")
        yield found(
            "G18",
            sentence,
            _("Choose why: responsible, territorial, host …"),
            records=(letter.id,),
            field="concerned_as",
        )
    responsible = letter.addressee_state in responsible_for(lf.file, letter)
    if letter.concerned_as == "responsible" and not responsible:
        sentence = _("The State is addressed as responsible, but no act that the letter puts is attributed to it.")
        yield found("G18", sentence, _("Say why else it is concerned."), records=(letter.id,), field="concerned_as")
    if letter.concerned_as == "host" and letter.responsibility_asserted:
        sentence = _("A host State is asked for protection and information, not accused.")
        remedy = _("Take the accusation out, or assess E4 for this State.")
        yield found("G18", sentence, remedy, records=(letter.id,), field="responsibility_asserted")


def proposal_findings(lf: LetterFile) -> tuple[Finding, ...]:
    """G27: no proposal to mandate holders and no brief on cooperation with a regional body alone."""
    return nexus_findings(lf.file, "sp_proposal") if lf.family == PROPOSAL else ()


def reference_findings(lf: LetterFile) -> tuple[Finding, ...]:
    """G16, G32: what the letter cites. A reference from Geneva is confirmed by headquarters before it is printed
    (S21); a mandate is a record with date and status."""
    return (*unconfirmed(lf.file, lf.letter.external_ref), *cited(lf.file, lf.letter.mandates, lf.on))


def unconfirmed(file: CaseFile, records: Iterable[str]) -> tuple[Finding, ...]:
    """G16: a reference from outside was typed by a person, has proof, and was confirmed by headquarters before it is
    printed. Nothing here composes or guesses one."""
    findings = []
    for record in records:
        reference = by_id(file.external_refs, record)
        if reference is None or not reference.confirmed_by or not reference.proof:
            sentence = _("Headquarters has not confirmed a reference that is printed.")
            remedy = _("Ask headquarters to confirm it, with its proof.")
            findings.append(found("G16", sentence, remedy, records=(record,), field="external_ref"))
    return tuple(findings)


def cited(file: CaseFile, records: Iterable[str], on: date) -> tuple[Finding, ...]:
    """G32: a resolution cited is a record with date and status; superseded on that day is a warning, unknown an
    error."""
    findings = []
    for record in records:
        text = by_id(file.mandates, record)
        if text is None or not text.date or not text.status:
            sentence = _("A document is cited that is not recorded here with its date and status.")
            findings.append(found("G32", sentence, _("Record it first."), records=(record,), field="mandates"))
        elif text.status == "superseded" and (day_of(text.superseded_on) or on) <= on:
            sentence = _("The resolution {symbol} was superseded.").format(symbol=text.symbol)
            findings.append(warned("G32", sentence, _("Cite the one in force."), records=(record,), field="mandates"))
    return tuple(findings)


def risk_findings(lf: LetterFile) -> tuple[Finding, ...]:
    """Section 3.10 and trap 21: the risk that this very letter creates was assessed for everybody protected in it. A
    reminder also waits while somebody's risk is imminent (decisions, letters)."""
    tool = TOOLS.get(lf.letter.kind)
    if tool is None:
        return ()
    findings = []
    for mention in mentions(lf.file, lf.letter):
        if not lf.file.protected(mention.party):
            continue
        rows = [risk for risk in lf.file.risks if risk.subject in lf.file.members(mention.party)]
        code = lf.file.code(mention.party)
        if not any(answer.tool == tool and answer.level for risk in rows for answer in risk.of_action.values()):
            sentence = _("Nobody has assessed what this letter may bring upon {party}.").format(party=code)
            remedy = _("Record the risk of acting for {party}.").format(party=code)
            findings.append(found("3.10", sentence, remedy, records=(lf.letter.id,), party=code, field="of_action"))
        if lf.letter.kind == "reminder" and any(risk_rank(risk.level) >= risk_rank("imminent") for risk in rows):
            sentence = _("The risk to {party} is imminent; no reminder goes out meanwhile.").format(party=code)
            findings.append(
                found("3.10", sentence, _("Assess the risk again first."), records=(lf.letter.id,), party=code)
            )
    return tuple(findings)


def _weakest(lf: LetterFile, mention: Mention, scopes: tuple[str, ...], recipient: str) -> str:
    """The scope that stops a party, for the sentence and the remedy."""
    return min(scopes, key=lambda scope: joint(lf.file, mention.party, (scope,), recipient, lf.on).rank, default="")
