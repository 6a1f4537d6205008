"""The steps of a letter: submit, return, approve, sign, dispatch, confirm receipt, cancel (domain reference, 7.5, 7.6).

Each step asks the role, the machine and every rule; writes the transition and the record of the step in one
transaction; and is refused whole with its findings where a rule blocks. A decision rests on every value of the letter,
of the allegations in it, and of the dates and places that it prints: one changed comma makes it void.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

import msgspec

from fieldcase.documents.renditions import Rendition
from fieldcase.model.dates.deadlines import due_on
from fieldcase.model.kinds import kind_of
from fieldcase.model.kinds.decisions import Allegation
from fieldcase.model.kinds.follow_up import Comment
from fieldcase.model.kinds.letters import Letter, LetterStep, StepTaken
from fieldcase.model.machines import transition
from fieldcase.model.machines.letter import PROPOSALS, SOURCE, family
from fieldcase.model.refusal import Finding, require
from fieldcase.model.roles import Action
from fieldcase.model.rules.forms import signed_for
from fieldcase.model.rules.letters import LetterFile
from fieldcase.model.rules.naming import allegations_of
from fieldcase.model.rules.panel import APPROVE, DISPATCH, SIGN
from fieldcase.model.rules.saying import found
from fieldcase.model.rules.steps import dispatch_findings, signing_findings, snapshot
from fieldcase.model.rules.verification import floor_of, targets_of
from fieldcase.model.words import _
from fieldcase.office.letters.asapproved import approval_findings
from fieldcase.office.letters.checking import checked, findings_for, names_in, people_in, recognised_by_another
from fieldcase.office.letters.composing import compose
from fieldcase.office.letters.gathering import Opened, open_letter
from fieldcase.office.letters.goodoffices import keep_note
from fieldcase.office.letters.refusals import NeverSigned, NoReasonGiven
from fieldcase.office.letters.register import twice_findings
from fieldcase.office.letters.signed import freeze, require_signature, sign_frozen
from fieldcase.office.letters.timing import not_before, received_after
from fieldcase.office.letters.tosource import way_of_sending
from fieldcase.office.names import register_of
from fieldcase.office.numbers import next_reference
from fieldcase.office.records import write_new, write_values
from fieldcase.office.session import Session
from fieldcase.office.telling import require_codes
from fieldcase.vault.writing import Writing

RULES_OF_TEXT = ("N", "10.", "3.13")
"""Rules whose findings keep a letter from being submitted; the others are for whoever decides on it."""
SIGNED = frozenset({"signed", "dispatched", "receipt_confirmed"})
"""Where a proposal never stands (G10)."""


def submit(session: Session, letter_id: str) -> tuple[Finding, ...]:
    """Put a letter before the reviewer and the head: no error in the text check, every block there (G17).

    The floor of verification is noted with each allegation, by its author. Returns what is still to be looked at.
    Raises `NotYourRole`, `NoSuchStep`, `BlockedByRules`.
    """
    session.require(Action.DRAFT_LETTER)
    opened = open_letter(session, letter_id)
    require_way(session, opened, "in_review")
    lf = checked(session, opened)
    findings = findings_for(lf, APPROVE)
    require([one for one in findings if one.rule.startswith(RULES_OF_TEXT) or one.rule in ("G17", "G33")])
    with session.vault.writing() as writing:
        _note_floors(session, writing, opened)
        keep_note(session, writing, opened)
        writing.transition("letter", letter_id, "in_review")
        writing.commit()
    return findings


def return_letter(session: Session, letter_id: str, comments: str) -> None:
    """Give a letter back to its author with comments. Raises `NotYourRole`, `NoSuchStep`, `NoReasonGiven`."""
    session.require(Action.APPROVE_LETTER)
    opened = open_letter(session, letter_id)
    require_way(session, opened, "returned")
    if not comments.strip():
        raise NoReasonGiven
    comment = Comment(case=opened.letter.case, target=letter_id, text=comments.strip(), kind="change_request")
    with session.vault.writing() as writing:
        write_new(session, writing, comment)
        writing.transition("letter", letter_id, "returned")
        writing.commit()


def approve(session: Session, letter_id: str) -> LetterStep:
    """Approve a letter that somebody else wrote (G4–G6, G8, G9, G11, G17, G18); the consents are kept with the step.

    Raises `NotYourRole`, `NoSuchStep`, `BlockedByRules` with every finding.
    """
    session.require(Action.APPROVE_LETTER)
    opened = open_letter(session, letter_id)
    require_way(session, opened, "approved")
    lf = checked(session, opened)
    require(findings_for(lf, APPROVE))
    taken = StepTaken(letter=letter_id, step="approval", at=session.now(), consents=snapshot(lf))
    return _decide(session, opened, "approved", LetterStep(case=opened.letter.case, taken=taken))


def sign(session: Session, letter_id: str, *, signed_how: str = "", delegation: str = "") -> LetterStep:
    """Sign or initial an approved letter (G4 again, G9, G10): it gets its reference, its pages are kept as drawn.

    `signed_how` is `signature`, `initials_stamp` or `none`; by default what the kind carries. A delegate names the
    written delegation; the roster's counts where it is left out. Raises `NotYourRole`, `NoSuchStep`, `BlockedByRules`,
    `CharactersMissing`, refusals of the disk.
    """
    session.require(Action.SIGN_LETTER)
    opened = open_letter(session, letter_id)
    require_way(session, opened, "signed")
    how = signed_how or signed_for(opened.file, opened.letter)
    lf = checked(session, opened)
    require((*findings_for(lf, SIGN), *signing_findings(lf, how)))
    signature = _signature(session, opened, lf, how, delegation)
    return _decide(session, opened, "signed", signature)


def _signature(session: Session, opened: Opened, lf: LetterFile, how: str, delegation: str = "") -> LetterStep:
    """The step of the signature: the next reference, the pages as drawn and checked once more, and this seat's word."""
    letter_id = opened.letter.id
    given = next_reference(session)
    reference = given.text
    made = [
        (language, compose(session, opened, language, reference=reference, final=True))
        for language in opened.letter.languages
    ]
    recognised = recognised_by_another(session, opened)
    for _language, one in made:
        names = names_in(opened, one, people_in(session, one), Rendition.STATE_FULL, recognised)
        require((*one.composed.findings, *names, *approval_findings(session, opened, one.draft)))
    frozen, at = freeze(session, opened.letter, made), session.now()
    acting = session.seat.delegate
    taken = StepTaken(
        letter=letter_id,
        step="signature",
        at=at,
        consents=snapshot(lf),
        office_ref=reference,
        series=given.series,
        serial=given.serial,
        signed_how=how,
        signature=sign_frozen(session, letter_id, reference, at, frozen),
        delegation=delegation or (acting.document if acting and session.seat.signs_for_head(_today(session)) else ""),
    )
    return LetterStep(case=opened.letter.case, taken=taken, renditions=frozen)


def dispatch(
    session: Session, letter_id: str, *, proof: str, method: str, at: str = "", recipient: str = ""
) -> LetterStep:
    """Record that a signed letter left (G4 again, G25): the proof is evidence of the case; the clock starts.

    `at` is when it was handed over (now by default), `recipient` the desk that took it, if that is said. Its reply is
    due on the day that the letter named, or, where it left later than it was signed, as many days later; where the
    office's clock starts on receipt, that comes then. An officer signs and sends an approved letter to a source in this
    one step, now (section 10.1); of its way only that it was the one agreed is said, and it needs no proof, for both
    would stand in the case room. Raises `NotYourRole`, `NoSuchStep`, `BadValue`, `BlockedByRules`.
    """
    session.require(Action.DISPATCH_LETTER)
    opened = open_letter(session, letter_id)
    require_way(session, opened, "dispatched")
    method = way_of_sending(opened.letter, method, recipient)
    require(named_in(session, letter_id, {"recipient": recipient, "method": method}))
    at_once = family(opened.letter.kind) == SOURCE and opened.status == "approved"
    if not at_once:
        require_signature(session, opened)
    lf = checked(session, opened)
    when = session.now() if at_once else at or session.now()
    lf = msgspec.structs.replace(lf, on=session.settings.local_day(when) or lf.on)
    twice = twice_findings(session, letter_id)
    early = () if at_once else not_before(session, opened, when)
    require((*findings_for(lf, DISPATCH), *dispatch_findings(lf, proof), *early, *twice))
    due = _due(session, opened.letter, session.settings.local_day(when)) if _starts(session, "dispatched") else None
    taken = StepTaken(
        letter=letter_id,
        step="dispatch",
        at=when,
        consents=snapshot(lf),
        recipient=recipient.strip(),
        method=method,
        proof=proof,
        due_at=due.isoformat() if due else "",
    )
    signature = _signature(session, opened, lf, signed_for(opened.file, opened.letter)) if at_once else None
    return take_step(
        session, opened, "dispatched", LetterStep(case=opened.letter.case, taken=taken), signature=signature
    )


def named_in(session: Session, letter_id: str, told: dict[str, str]) -> tuple[Finding, ...]:
    """N8: words about a dispatch stand in the case room, and say a desk or a function, never somebody on record."""
    sentence = _("What is said of the dispatch names {party}.")
    remedy = _("Say the desk or the function that took it, such as “Registry of the Ministry”.")
    return tuple(
        found("N8", sentence.format(party=code), remedy, records=(letter_id,), field=field, party=code)
        for field, words in told.items()
        for code in dict.fromkeys(hit.party for hit in register_of(session).find(words))
    )


def confirm_receipt(session: Session, letter_id: str, *, proof: str, at: str = "") -> LetterStep:
    """Record that the addressee received the letter, with the proof; where the office's clock starts on receipt it
    starts now (section 11). Raises `NotYourRole`, `NoSuchStep`, `BlockedByRules`.
    """
    session.require(Action.DISPATCH_LETTER)
    opened = open_letter(session, letter_id)
    require_way(session, opened, "receipt_confirmed")
    if family(opened.letter.kind) == "state":
        require(dispatch_findings(_bare(session, opened), proof))
    when, due = at or session.now(), None
    require(received_after(session, opened, when))
    if _starts(session, "receipt") and not any(s.taken.due_at for s in opened.file.steps if s.letter == letter_id):
        due = _due(session, opened.letter, session.settings.local_day(when))
    taken = StepTaken(letter=letter_id, step="receipt", at=when, proof=proof, due_at=due.isoformat() if due else "")
    return take_step(session, opened, "receipt_confirmed", LetterStep(case=opened.letter.case, taken=taken))


def cancel(session: Session, letter_id: str, reason: str) -> LetterStep:
    """Give a letter up before it is dispatched. A signed one keeps its reference, which is never used again.

    Raises `NotYourRole`, `NoSuchStep`, `NoReasonGiven`.
    """
    return _give_up(session, letter_id, "cancelled", reason)


def supersede(session: Session, letter_id: str, reason: str) -> LetterStep:
    """Say that another letter takes the place of a signed one that was not dispatched; its pages stay.

    Raises `NotYourRole`, `NoSuchStep`, `NoReasonGiven`.
    """
    return _give_up(session, letter_id, "superseded", reason)


def _give_up(session: Session, letter_id: str, to: str, reason: str) -> LetterStep:
    opened = open_letter(session, letter_id)
    require_way(session, opened, to)
    said = reason.strip()
    if not said:
        raise NoReasonGiven
    taken = StepTaken(letter=letter_id, step="cancellation", at=session.now(), reason=said)
    return take_step(session, opened, to, LetterStep(case=opened.letter.case, taken=taken), reason=said)


def grounds(session: Session, opened: Opened) -> frozenset[str]:
    """The ledger values that a decision on a letter rests on: all of the letter and of its allegations, and the dates
    and places of the acts that it prints (fold, rule 12).

    Consents are kept with the step and asked again at every step; a withdrawal stops the next one.
    """
    vault, file = session.vault, opened.file
    found = set(vault.heads("letter", opened.letter.id))
    acts = set()
    for allegation in allegations_of(file, opened.letter):
        found |= vault.heads("allegation", allegation.id)
        acts |= set(allegation.acts)
    for act in acts:
        for path in ("date", "place_text"):
            found |= {one.ref for one in vault.alternatives("act", act, path)}
    return frozenset(found)


def require_way(session: Session, opened: Opened, to: str) -> None:
    """Raise `NoSuchStep` or `NotYourRole` where the machine has no such way for this seat; `NeverSigned` for a proposal
    that somebody wants to sign or send."""
    if to in SIGNED and opened.letter.kind in PROPOSALS:
        raise NeverSigned
    transition("letter", opened.status, to, roles=session.roles, family=family(opened.letter.kind))


def _decide(session: Session, opened: Opened, to: str, step: LetterStep) -> LetterStep:
    return take_step(session, opened, to, step, rests_on=grounds(session, opened))


def take_step(
    session: Session,
    opened: Opened,
    to: str,
    step: LetterStep,
    *,
    rests_on: frozenset[str] = frozenset(),
    reason: str = "",
    signature: LetterStep | None = None,
) -> LetterStep:
    """Write a step and its transition in one transaction, and note it in the log. `reason` in codes alone."""
    letter = opened.letter.id
    with session.vault.writing() as writing:
        if signature is not None:
            write_new(session, writing, signature)
        made = write_new(session, writing, step)
        require_codes(session, reason, letter)
        writing.transition("letter", letter, to, rests_on=rests_on, reason=reason)
        writing.commit()
    session.vault.log(f"letter_{step.taken.step}", [letter])
    return session.vault.get(LetterStep, made.id)


def _note_floors(session: Session, writing: Writing, opened: Opened) -> None:
    """Section 3.13: the levels of the four elements as they stand when the allegation goes to review."""
    for allegation in allegations_of(opened.file, opened.letter):
        floor = floor_of(opened.file, targets_of(opened.file, allegation))
        if floor != allegation.floor_snapshot:
            values = {"floor_snapshot": msgspec.to_builtins(floor)}
            write_values(session, writing, kind_of(Allegation), allegation.id, values)


def _due(session: Session, letter: Letter, sent: date | None) -> date | None:
    settings = session.settings
    days = letter.reply_due_days
    if days is None:
        days = settings.days_for_reply(letter.kind, urgent=bool(letter.urgent))
    return due_on(sent, days, settings.calendar) if sent and days else None


def _starts(session: Session, step: str) -> bool:
    """Whether the office's clock starts with this step: `dispatched` or `receipt`."""
    return session.settings.clock_start == step


def _bare(session: Session, opened: Opened) -> LetterFile:
    now: datetime = session.clock().astimezone(UTC)
    return LetterFile(file=opened.file, letter=opened.letter, on=session.today(), seat=session.seat, at=now)


def _today(session: Session) -> str:
    return session.today().isoformat()
