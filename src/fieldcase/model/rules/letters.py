"""What the rules ask of a letter's content: consent (G4, G28, G29), verification (G11), the State addressed (G18),
the order of acts (G25) and the risk of acting. Recognition, sources and references have files of their own; who may
take a step stands in `steps`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import msgspec

from fieldcase.model.kinds.letters import Letter, LetterStep
from fieldcase.model.kinds.risks import RiskAssessment
from fieldcase.model.lettershapes import rechecks, shape_of
from fieldcase.model.machines.letter import PROPOSAL, SOURCE, family
from fieldcase.model.refusal import Finding, Severity
from fieldcase.model.roles import Seat
from fieldcase.model.rules import consentwords
from fieldcase.model.rules.casefile import CaseFile
from fieldcase.model.rules.chronology import act_order
from fieldcase.model.rules.consent import joint
from fieldcase.model.rules.links import nexus_findings, relative_findings
from fieldcase.model.rules.naming import (
    STATE_KINDS,
    Mention,
    allegations_of,
    letters_missing,
    mentions,
    recipient_of,
    responsible_for,
    scopes_of,
    unknown_placeholders,
)
from fieldcase.model.rules.saying import found, warned
from fieldcase.model.rules.scales import ANON, CONSENT, NAMED, consent_rank, risk_rank
from fieldcase.model.rules.situation import is_child
from fieldcase.model.rules.verification import Output, output_findings
from fieldcase.model.words import _

REVIEWED_SCOPES = frozenset({"state_letter", "third_state", "sg_report", "public_statement"})
"""Section 7.3: to be named for these uses, a second person reviews the consent."""
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
    for missing in letters_missing(file, letter) if rechecks(letter.kind) else ():
        sentence = _("The letter goes back to one of another case, and whom that one mentioned is not asked for.")
        remedy = _("Draft it anew: it then covers the cases of all letters that it goes back to.")
        findings.append(found("G4", sentence, remedy, records=(letter.id, missing), field="case_nos"))
    for code in unknown_placeholders(file, letter):
        sentence = _("The text names {party}, whom this case does not know.").format(party=code)
        findings.append(found("G4", sentence, _("Correct the text."), records=(letter.id,), field="blocks", party=code))
    return tuple(findings)


def review_findings(lf: LetterFile, *, signing: bool) -> tuple[Finding, ...]:
    """G4, section 7.3: consent to be named is reviewed by a second person. A letter may be approved before, not
    signed."""
    file, scopes, recipient = lf.file, scopes_of(lf.file, lf.letter), recipient_of(lf.letter)
    findings = []
    for mention in mentions(file, lf.letter):
        if mention.level != NAMED or not file.protected(mention.party) or REVIEWED_SCOPES.isdisjoint(scopes):
            continue
        consent = joint(file, mention.party, scopes, recipient, lf.on)
        rows = consent.consents if consent.level == NAMED else ()  # what allows no name is told by `consent_findings`
        if unread := [row for row in rows if file.state("consent", row) != "reviewed"]:
            code = file.code(mention.party)
            sentence = _("No second person has reviewed the consent of {party} to be named.").format(party=code)
            severity = Severity.ERROR if signing else Severity.NOTE
            remedy = _("Ask a reviewer.")
            findings.append(found("G4", sentence, remedy, records=unread, party=code, severity=severity))
    return tuple(findings)


def child_findings(lf: LetterFile) -> tuple[Finding, ...]:
    """G29: naming a child to a State or the public needs a reason of the head of presence."""
    if lf.family == SOURCE:
        return ()
    findings = []
    for mention in mentions(lf.file, lf.letter):
        party = lf.file.parties.get(mention.party)
        excused = party is None or head_reason(lf.file, party.id)
        if party and not excused and mention.level == NAMED and lf.file.protected(party.id) and is_child(party, lf.on):
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
    if lf.family == SOURCE:
        return ()
    findings = []
    for mention in mentions(lf.file, lf.letter):
        excused = head_reason(lf.file, mention.party)
        if mention.level == NAMED and not excused and not lf.file.protected(mention.party):
            code = lf.file.code(mention.party)
            sentence = _(
                "Naming {party}, an official or alleged perpetrator, needs a reason of the head of presence."
            ).format(party=code)
            remedy = _("Write the function and “alleged”, or record the head's decision with its reason.")
            findings.append(found("10.5", sentence, remedy, records=(lf.letter.id,), party=code))
    return tuple(findings)


def head_reason(file: CaseFile, party: str) -> bool:
    """True when the head decided to depart from the protective default for this very party: a decision
    `override_protection` whose rationale names its code."""
    code = file.code(party)
    return any(
        decision.kind == "override_protection"
        and any(code in words.text for words in decision.rationale.values())
        and file.state("decision", decision.id) == "decided"
        for decision in file.decisions
    )


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
    return (*version_findings(lf), *(finding for findings in each for finding in findings))


def version_findings(lf: LetterFile) -> tuple[Finding, ...]:
    """Section 3.13: a letter that puts something puts at least one allegation, each in the version that stands now;
    another text of it is another version."""
    letter, findings = lf.letter, []
    shape = shape_of(letter.kind)
    if letter.kind in TOOLS and not (shape and shape.cites) and not letter.allegations:
        sentence = _("The letter puts no allegation.")
        findings.append(found("3.13", sentence, _("Add the allegations."), records=(letter.id,), field="allegations"))
    for row in letter.allegations.values():
        allegation = lf.file.allegation(row.allegation)
        if allegation is None or allegation.version != row.version:
            sentence = _("Number {number} in the letter is not the allegation as it stands now.").format(
                number=row.number
            )
            records = (letter.id, row.allegation)
            findings.append(
                found("3.13", sentence, _("Take the present version."), records=records, field="allegations")
            )
    return tuple(findings)


def order_of_acts(lf: LetterFile) -> tuple[Finding, ...]:
    """G25, G26 for what a letter puts: no reprisal certainly before the cooperation, and relatives with their
    relation."""
    acts = {act for allegation in allegations_of(lf.file, lf.letter) for act in allegation.acts}
    order = [act_order(act, lf.file.links_of(act.victims)) for act in lf.file.acts if act.id in acts]
    relatives = relative_findings(lf.file) if acts else ()
    return (*(finding for findings in order for finding in findings), *relatives)


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


def risk_findings(lf: LetterFile) -> tuple[Finding, ...]:
    """Section 3.10 and trap 21: the risk that this very letter creates was assessed for everybody protected in it, and
    on the risk as it stands: whoever is in high or imminent danger now and was not then is looked at again. A
    reminder also waits while somebody's risk is imminent (decisions, letters)."""
    tool, shape = TOOLS.get(lf.letter.kind), shape_of(lf.letter.kind)
    if tool is None:
        return ()
    findings = []
    for mention in mentions(lf.file, lf.letter):
        if not lf.file.protected(mention.party):
            continue
        rows = [risk for risk in lf.file.risks if risk.subject in lf.file.members(mention.party)]
        code = lf.file.code(mention.party)
        assessed = [risk for risk in rows if any(one.tool == tool and one.level for one in risk.of_action.values())]
        if not assessed:
            sentence = _("Nobody has assessed what this letter may bring upon {party}.").format(party=code)
            remedy = _("Record the risk of acting for {party}.").format(party=code)
            findings.append(found("3.10", sentence, remedy, records=(lf.letter.id,), party=code, field="of_action"))
        elif any(_risen_since(risk, tool) for risk in rows):
            sentence = _("The risk to {party} was found high or imminent since this letter was weighed.").format(
                party=code
            )
            remedy = _("Record the risk of acting for {party} again.").format(party=code)
            findings.append(found("3.10", sentence, remedy, records=(lf.letter.id,), party=code, field="of_action"))
        if shape and shape.waits and any(risk_rank(risk.level) >= risk_rank("imminent") for risk in rows):
            sentence = _("The risk to {party} is imminent; no reminder goes out meanwhile.").format(party=code)
            findings.append(
                found("3.10", sentence, _("Assess the risk again first."), records=(lf.letter.id,), party=code)
            )
    return tuple(findings)


def _risen_since(risk: RiskAssessment, tool: str) -> bool:
    """Whether somebody is in high or imminent danger and was not when it was said what a tool may bring: by level, not
    by the clocks of two laptops."""
    if risk_rank(risk.level) < risk_rank("high"):
        return False
    weighed = [one.weighed_on for one in risk.of_action.values() if one.tool == tool and one.level]
    return all(not level or risk_rank(level) < risk_rank(risk.level) for level in weighed)


def _weakest(lf: LetterFile, mention: Mention, scopes: tuple[str, ...], recipient: str) -> str:
    """The scope that stops a party, for the sentence and the remedy."""
    return min(scopes, key=lambda scope: joint(lf.file, mention.party, (scope,), recipient, lf.on).rank, default="")
