"""The way of a proposal to headquarters and back: submitted by the head with the package that took it, then taken up
with the reference that its recipient gave, or declined with a reason (domain reference, section 7.5).

Nothing here makes a communication, and no reference is ever made up (G16): it is typed by a person at headquarters,
with the paper that shows it. Consent is asked again before a proposal leaves; at headquarters it is told, not hidden,
when somebody withdrew since.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

import msgspec

from fieldcase.model.declare import natural_id
from fieldcase.model.kinds import kind_named
from fieldcase.model.kinds.directory import ExternalRef
from fieldcase.model.kinds.evidence import Blob
from fieldcase.model.kinds.letters import Letter, LetterStep, StepTaken
from fieldcase.model.machines.letter import PROPOSALS
from fieldcase.model.refusal import BadValue, Finding, require
from fieldcase.model.roles import Action
from fieldcase.model.rules.panel import DISPATCH
from fieldcase.model.rules.saying import dated, found
from fieldcase.model.rules.steps import approver_findings, snapshot
from fieldcase.model.rules.tasks import TaskDraft
from fieldcase.model.words import _, labelled
from fieldcase.office.consent.withdrawing import task_of
from fieldcase.office.exchange.taken import Passage, passage
from fieldcase.office.letters.checking import checked, findings_for
from fieldcase.office.letters.editing import change_letter, redraft_block
from fieldcase.office.letters.gathering import Opened, open_letter
from fieldcase.office.letters.headquarters import withdrawn_since
from fieldcase.office.letters.proposals import suggests
from fieldcase.office.letters.refusals import NoReasonGiven, NotAProposal
from fieldcase.office.letters.steps import require_way, take_step
from fieldcase.office.records import add
from fieldcase.office.session import Session


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """A reference as its recipient gave it: whose it is, typed by hand, dated (EDTF)."""

    system: str
    reference: str
    date: str


def submit_to_headquarters(session: Session, letter_id: str) -> LetterStep:
    """Record that an approved proposal went to headquarters (G4, G6, G8 again; section 7.5), by the head of presence,
    who did not write it (G9).

    The package that took it is named; without one it is said what keeps it. Raises `NotYourRole`, `NotAProposal`,
    `NoSuchStep`, `BlockedByRules`.
    """
    session.require(Action.SIGN_LETTER)
    opened = _proposal(session, letter_id)
    require_way(session, opened, "submitted_hq")
    lf = checked(session, opened)
    require((*findings_for(lf, DISPATCH), *approver_findings(lf)))
    room = session.vault.main_room("letter", letter_id)
    way = passage(session, room.office if room else session.office, _records(opened))
    require(tuple(_not_gone(letter_id, way)))
    taken = StepTaken(
        letter=letter_id, step="submission", at=session.now(), consents=snapshot(lf), transfer=way.package
    )
    return take_step(session, opened, "submitted_hq", LetterStep(case=opened.letter.case, taken=taken))


def accept_proposal(
    session: Session, letter_id: str, given: Given, paper: bytes, *, gone_on: bool = False
) -> tuple[LetterStep, ExternalRef]:
    """Record, at headquarters, that a proposal was taken up: the reference that was given, with the bytes of the
    paper that shows it (G16); they are sealed, and their key lies in the identity room.

    Where a consent no longer carries it, it is declined; `gone_on` says that it had gone on before that, which is then
    a fact to be kept. Raises `NotYourRole`, `NotAProposal`, `NoSuchStep`, `BlockedByRules` (G4), `BadValue` for a
    reference without its parts.
    """
    session.require(Action.ANSWER_PROPOSAL)
    opened = _proposal(session, letter_id)
    require_way(session, opened, "hq_accepted")
    if not gone_on:
        require(tuple(_decline_instead(session, opened)))
    _require_given(given)
    case, stored = opened.letter.case, session.vault.objects.add(io.BytesIO(paper), len(paper))
    given_here = ExternalRef(
        case=case,
        system=given.system.strip(),
        reference=given.reference.strip(),
        date=given.date.strip(),
        paper_sha256=stored.sha256,
        paper=Blob(object=stored.object, identity=stored.identity, size=stored.length),
        confirmed_by=session.seat.id,
    )
    reference = add(session, given_here)
    taken = StepTaken(letter=letter_id, step="hq_answer", at=session.now(), external_ref=reference.id)
    step = take_step(session, opened, "hq_accepted", LetterStep(case=case, taken=taken))
    _tell_officer(session, opened, _("Headquarters took up a proposal: tell the person, as agreed."))
    return step, reference


def decline_proposal(session: Session, letter_id: str, reason: str) -> LetterStep:
    """Record, at headquarters, that a proposal was not taken up, and why, in codes.

    Raises `NotYourRole`, `NotAProposal`, `NoSuchStep`, `NoReasonGiven`.
    """
    session.require(Action.ANSWER_PROPOSAL)
    opened = _proposal(session, letter_id)
    require_way(session, opened, "hq_declined")
    said = reason.strip()
    if not said:
        raise NoReasonGiven
    taken = StepTaken(letter=letter_id, step="hq_answer", at=session.now(), reason=said)
    step = take_step(session, opened, "hq_declined", LetterStep(case=opened.letter.case, taken=taken), reason=said)
    _tell_officer(session, opened, _("Headquarters declined a proposal: read why, and consider what else to do."))
    return step


def propose_to(session: Session, letter_id: str, bodies: tuple[str, ...]) -> Letter:
    """Say to which mandates, or to which committee, a proposal is meant (vocabulary `mechanism`); what the text says of
    them is drafted anew. Raises `NotYourRole`, `NotAProposal`, `LetterPast`, `BadValue` for a term that is none.
    """
    session.require(Action.DRAFT_LETTER)
    opened = _proposal(session, letter_id)
    top, words = suggests(opened.letter), session.vocabularies
    known = words.codes("mechanism")
    for body in bodies:
        if not top:
            why, expected = _("the cover of this kind of proposal suggests nobody"), _("a proposal of another kind")
            raise BadValue(field="bodies", value=body[:40], why=why, expected=expected)
        if body not in known or not words.under("mechanism", body, top):
            why = _("there is no such mandate or committee for this kind of proposal")
            expected = _("a code of the vocabulary `mechanism` below `{top}`").format(top=top)
            raise BadValue(field="bodies", value=body[:40], why=why, expected=expected)
    old = {f"bodies/{one}": None for one in opened.letter.bodies if one not in bodies}
    letter = change_letter(session, letter_id, {**old, **{f"bodies/{one}": one for one in bodies}})
    for block in letter.blocks.values():
        if block.block in TELLS_BODIES and not block.edited:
            letter = redraft_block(session, letter_id, block.lang, block.block)
    return letter


TELLS_BODIES = ("proposed_mandates", "context", "suggested_step")
"""Blocks that say to whom a proposal is meant."""


def _tell_officer(session: Session, opened: Opened, sentence: str) -> None:
    """The answer becomes a task in the field, where it arrives with it."""
    draft = TaskDraft(
        origin="7.5", kind="read_answer", sentence=sentence, role="case_officer", targets=(opened.letter.id,)
    )
    add(session, task_of(draft, opened.letter.case, session.today()))


def _proposal(session: Session, letter_id: str) -> Opened:
    opened = open_letter(session, letter_id)
    if opened.letter.kind not in PROPOSALS:
        raise NotAProposal
    return opened


def _decline_instead(session: Session, opened: Opened) -> Iterator[Finding]:
    """G4, G7: what was withdrawn or lapsed since it was submitted."""
    for one in withdrawn_since(session, opened):
        remedy = _("Decline the proposal; where it had gone on before, say so (--gone-on).")
        yield msgspec.structs.replace(one, remedy=remedy)


def _records(opened: Opened) -> Iterator[tuple[str, str]]:
    """What of a proposal must have gone: the letter, its allegations, its approval, and how it stands."""
    letter = opened.letter.id
    yield "letter", letter
    yield "transition", natural_id("transition", "letter", letter)
    for row in opened.letter.allegations.values():
        yield "allegation", row.allegation
    for step in opened.file.steps:
        if step.letter == letter:
            yield "letter_step", step.id


def _not_gone(letter: str, way: Passage) -> Iterator[Finding]:
    """Section 7.5: the package that takes a proposal to headquarters was made, with all of it."""
    if way.package:
        return
    if not way.peers:
        sentence = _("No headquarters takes part in this office's rooms, so nobody can get the proposal.")
        remedy = _("Enrol headquarters first (fieldcase peer).")
    elif way.waits:
        sentence = _("The case may not go to headquarters: somebody in it did not agree to that, or was not asked.")
        remedy = _("Ask them (use share_hq), under a code at least; then send again.")
    elif way.held:
        fields = ", ".join(sorted(labelled(_(kind_named(kind).label), field) for kind, field in way.held))
        sentence = _("Parts of the proposal stay in this office, because of a name in them: {fields}.")
        sentence, remedy = sentence.format(fields=fields), _("Write codes there instead; then send again.")
    else:
        sentence = _("No package has taken the proposal, as it was approved, to headquarters yet.")
        remedy = _("Send it (fieldcase send); then submit the proposal again.")
    yield found("7.5", sentence, remedy, records=(letter,), field="transfer")


def _require_given(given: Given) -> None:
    for field, value in (("system", given.system), ("reference", given.reference)):
        if not value.strip():
            why = _("the reference is typed as it was given, and whose it is")
            raise BadValue(field=field, value=_("empty"), why=why, expected=_("a text"))
    if dated(given.date.strip()) is None:
        why = _("the day that the reference bears")
        raise BadValue(field="date", value=given.date[:20] or _("empty"), why=why, expected="2026-03-12")
