"""Who may take a step with a letter, and on what ground: snapshots (G6), four eyes (G9), signature (G10), order
(G25)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from fieldcase.model.lettershapes import shape_of
from fieldcase.model.machines.letter import PROPOSAL, SOURCE
from fieldcase.model.refusal import Finding, Severity
from fieldcase.model.roles import Role
from fieldcase.model.rules.casefile import CaseFile, by_id
from fieldcase.model.rules.chronology import clock_order, letter_order
from fieldcase.model.rules.consent import joint
from fieldcase.model.rules.forms import signed_for
from fieldcase.model.rules.letters import LetterFile
from fieldcase.model.rules.naming import mentions, recipient_of, scopes_of
from fieldcase.model.rules.saying import day_of, found, instant, warned
from fieldcase.model.words import _

TAKEN = {"approval": "approval", "signature": "signature", "dispatch": "dispatch"}


def snapshot(lf: LetterFile) -> tuple[str, ...]:
    """G6: the ledger values (68 hex digits) of every consent that the letter rests on today, to be stored with the
    step."""
    values = {value for consent in _rests_on(lf) for value in lf.file.consent_heads.get(consent, ())}
    return tuple(sorted(values))


def snapshot_findings(lf: LetterFile, step: str) -> tuple[Finding, ...]:
    """G6: the steps before this one stored what they rested on; after more than 7 days what changed since is shown.

    `step` is the one to be taken: `approval`, `signature` or `dispatch`.
    """
    earlier = [s for s in lf.steps if s.step in TAKEN and s.step != step]
    findings = []
    for taken in earlier:
        if not taken.taken.consents and _rests_on(lf):
            sentence = _("An earlier step of this letter stored no consents.")
            findings.append(found("G6", sentence, _("Take the step again."), records=(lf.letter.id, taken.id)))
    if not earlier:
        return tuple(findings)
    last = earlier[-1]
    since = day_of(last.taken.at)
    if since is None or (lf.on - since).days <= lf.file.settings.consent_recheck_days:
        return tuple(findings)
    findings += _changes(lf, frozenset(last.taken.consents), since)
    return tuple(findings)


def changed_consents(lf: LetterFile, before: frozenset[str]) -> tuple[str, ...]:
    """G6: the consent records of this letter whose ledger values are not those of an earlier snapshot, lapsed ones
    included."""
    needed = dict.fromkeys(_rests_on(lf))
    needed |= {record: None for value in sorted(before) if (record := lf.file.consent_values.get(value))}
    return tuple(
        record
        for record in needed
        if lf.file.consent_heads.get(record, frozenset())
        != frozenset(value for value in before if lf.file.consent_values.get(value) == record)
    )


def _changes(lf: LetterFile, before: frozenset[str], since: date) -> Iterator[Finding]:
    changed = changed_consents(lf, before)
    if not changed:
        sentence = _("The last check was on {day}; no consent has changed since.").format(day=since)
        yield found("G6", sentence, records=(lf.letter.id,), severity=Severity.NOTE)
    for record in changed:
        consent = by_id(lf.file.consents, record)
        code = lf.file.code(consent.party if consent else "")
        sentence = _("The consent of {party} has changed since the check of {day}.").format(party=code, day=since)
        yield warned("G6", sentence, _("Read it before going on."), records=(lf.letter.id, record), party=code)


def _rests_on(lf: LetterFile) -> tuple[str, ...]:
    scopes, recipient = scopes_of(lf.file, lf.letter), recipient_of(lf.letter)
    records = [
        consent
        for mention in mentions(lf.file, lf.letter)
        for consent in joint(lf.file, mention.party, scopes, recipient, lf.on).consents
    ]
    return tuple(dict.fromkeys(records))


def four_eyes(file: CaseFile, seat: str, records: tuple[str, ...]) -> tuple[Finding, ...]:
    """G9: nobody approves, reviews or countersigns what they wrote, not even through another role or account. Whoever
    edited one comma since the last submission is an author (S22)."""
    writers = file.writers(*records)
    if not writers:
        sentence = _("It is not known who wrote this.")
        remedy = _("Open it again, and tell the custodian if this stays.")
        return (found("G9", sentence, remedy, records=records),)
    if file.person(seat) not in writers:
        return ()
    sentence = _("You wrote part of this, so someone else must approve it.")
    return (found("G9", sentence, _("Ask somebody who did not write it."), records=records),)


def approver_findings(lf: LetterFile) -> tuple[Finding, ...]:
    """G9 for a letter: its text and the allegations in it."""
    return four_eyes(lf.file, lf.seat.id, _written(lf))


def signing_findings(lf: LetterFile, signed_how: str = "") -> tuple[Finding, ...]:
    """G10, G9: only the head of presence, or a delegate on a day of the written delegation, signs or initials; a note
    verbale carries no signature; a proposal is signed by nobody here. The head may sign what the head approved, never
    what the head wrote or edited.

    `signed_how` is `signature`, `initials_stamp` or `none`; empty while it is not chosen yet.
    """
    if lf.family == PROPOSAL:
        sentence = _("A proposal is not signed here; mandate holders sign what they make of it.")
        return (found("G10", sentence, _("Send it to headquarters."), records=(lf.letter.id,)),)
    findings = list(four_eyes(lf.file, lf.seat.id, _written(lf)))
    if not may_sign(lf):
        sentence = _("Only the head of presence, or a delegate within the dates of the written delegation, signs.")
        findings.append(found("G10", sentence, _("Ask the head of presence."), records=(lf.letter.id,)))
    carried = signed_for(lf.file, lf.letter)
    if signed_how == "signature" and carried != "signature":
        sentence = _("This kind of letter carries initials and stamp, not a signature.")
        findings.append(found("G10", sentence, _("Choose initials and stamp."), records=(lf.letter.id,)))
    if signed_how in ("initials_stamp", "none") and carried == "signature" and shape_of(lf.letter.kind):
        sentence = _("This kind of letter carries a signature.")
        findings.append(found("G10", sentence, _("Choose the signature."), records=(lf.letter.id,)))
    if signed_how == "none" and carried == "initials_stamp" and lf.file.settings.initials_on_notes:
        sentence = _("A note verbale of this office carries initials and stamp.")
        findings.append(found("G10", sentence, _("Choose initials and stamp."), records=(lf.letter.id,)))
    return tuple(findings)


def may_sign(lf: LetterFile) -> bool:
    """G10: head by role, or by a delegation that runs today (S32); an officer may sign a letter to a source."""
    roles = lf.seat.roles_on(lf.on.isoformat())
    if lf.family == "source" and Role.CASE_OFFICER in roles:
        return True
    return Role.HEAD in roles


def order_findings(lf: LetterFile) -> tuple[Finding, ...]:
    """G25: approval, signature and dispatch in this order, and a clock that is not behind the last entry.

    A signature that an approval came before and another one after is of an earlier round: the text was changed since.
    """
    at = {step.step: instant(step.taken.at) for step in lf.steps}
    first = next((instant(step.taken.at) for step in lf.steps if step.step == "approval"), None)
    approved, signed = at.get("approval"), at.get("signature")
    if first and approved and signed and first <= signed < approved:
        at.pop("signature")
    findings = letter_order(lf.letter.id, at.get("approval"), at.get("signature"), at.get("dispatch"))
    return (*findings, *clock_order(lf.at, lf.last_entry)) if lf.at else findings


def lint_findings(lf: LetterFile) -> tuple[Finding, ...]:
    """G17: the text check and the name check have no error. A check that could not be made is an error too (N8)."""
    if lf.lint is None:
        sentence = _("The text cannot be checked for names.")
        return (found("G17", sentence, _("Open identities with a reason, and check again."), records=(lf.letter.id,)),)
    return lf.lint


def dispatch_findings(lf: LetterFile, proof: str = "") -> tuple[Finding, ...]:
    """Section 7.5: a dispatch is proven by a file whose hash is recorded. One to a source needs none: a proof in the
    case room could tell the safe channel."""
    if (lf.family == SOURCE and not proof) or (proof and by_id(lf.file.evidence, proof)):
        return ()
    sentence = _("The dispatch has no proof.")
    return (found("7.5", sentence, _("Add the stamped copy, receipt or log as a file."), records=(lf.letter.id,)),)


def _written(lf: LetterFile) -> tuple[str, ...]:
    return (lf.letter.id, *(row.allegation for row in lf.letter.allegations.values()))
