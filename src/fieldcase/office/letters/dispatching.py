"""Copies of letters that left, and the log of dispatches: by which way, when, to whom, with which proof, received when.

A copy goes to another addressee of the same State, such as its permanent mission; it starts no clock. Consent and all
other rules are asked again, as at the dispatch itself.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.evidence import Evidence
from fieldcase.model.kinds.letters import AS_AGREED, Letter, LetterStep, StepTaken
from fieldcase.model.machines.letter import STATE, family
from fieldcase.model.refusal import BadValue, Refusal, require
from fieldcase.model.roles import Action, Reach
from fieldcase.model.rules.panel import DISPATCH
from fieldcase.model.rules.steps import dispatch_findings, snapshot
from fieldcase.model.words import N_, _
from fieldcase.office.cases.sight import sealed
from fieldcase.office.letters.checking import checked, findings_for
from fieldcase.office.letters.facts import addressee_of, state_profile
from fieldcase.office.letters.gathering import open_letter
from fieldcase.office.letters.listing import register_of
from fieldcase.office.letters.signed import require_signature
from fieldcase.office.letters.timing import not_before, not_before_it_left
from fieldcase.office.letters.tosource import way_of_sending
from fieldcase.office.records import write_new
from fieldcase.office.session import Session

LEFT = ("dispatched", "receipt_confirmed")


class NotLeftYet(Refusal):
    """A copy goes out of a letter that itself left."""

    code = "FC-409"
    message = N_("This letter has not left, so no copy of it goes out.")
    remedy = N_("Record its dispatch to the addressee first.")


class Dispatched(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the log of dispatches: a letter that left, or a copy of one.

    `day` is the office's local day, `to` whom it was handed to, `method` the way, `proof` the evidence by its case and
    number; `received` is the day on which its receipt was confirmed, with `receipt` as its proof.
    """

    letter: str
    reference: str
    kind: str
    state: str
    cases: tuple[str, ...]
    day: str
    copy: bool
    to: str
    method: str
    proof: str
    received: str = ""
    receipt: str = ""


def send_copy(session: Session, letter_id: str, addressee: str, *, proof: str, method: str, at: str = "") -> LetterStep:
    """Record that a copy of a letter left, to another kind of addressee of the same State (`permanent_mission`).

    `proof` is evidence of the case, `at` when it was handed over (now by default). Raises `NotYourRole`, `NotLeftYet`,
    `NoAddressee`, `BadValue` for a letter that goes to no State or for its own addressee, `BlockedByRules`.
    """
    session.require(Action.DISPATCH_LETTER)
    opened = open_letter(session, letter_id)
    letter = opened.letter
    if opened.status not in LEFT:
        raise NotLeftYet
    if family(letter.kind) != STATE or not letter.addressee_state or addressee == letter.addressee_kind:
        why, expected = _("a copy goes to another addressee of the same State"), _("another kind of addressee")
        raise BadValue(field="to", value=addressee[:40], why=why, expected=expected)
    require_signature(session, opened)
    profile = state_profile(session, letter.addressee_state)
    found = addressee_of(profile, addressee, letter.authentic_lang, session.today())
    when = at or session.now()
    lf = checked(session, opened)
    early = (*not_before(session, opened, when), *not_before_it_left(opened, when))
    require((*findings_for(lf, DISPATCH), *dispatch_findings(lf, proof), *early))
    taken = StepTaken(
        letter=letter_id,
        step="copy",
        at=when,
        consents=snapshot(lf),
        recipient=found.role[letter.authentic_lang].text,
        method=way_of_sending(letter, method, ""),
        proof=proof,
    )
    with session.vault.writing() as writing:
        made = write_new(session, writing, LetterStep(case=letter.case, taken=taken))
        writing.commit()
    session.vault.log("letter_copy", [letter_id])
    return session.vault.get(LetterStep, made.id)


def dispatch_log(session: Session, *, year: int | None = None, state: str = "") -> tuple[Dispatched, ...]:
    """Every dispatch and copy (of one year, to one State), the oldest first; sealed cases left out."""
    if session.require(Action.READ_CASE) is Reach.OWN_INTAKE:
        return ()
    file = register_of(session)
    letters = {one.id: one for one in file.letters}
    shut = sealed(session, {case for one in file.letters for case in (one.case, *one.case_nos)})
    received = {step.letter: step.taken for step in file.steps if step.step == "receipt"}
    lines = []
    for step in file.steps:
        letter = letters.get(step.letter)
        if letter is None or step.step not in ("dispatch", "copy") or shut & {letter.case, *letter.case_nos}:
            continue
        day = session.settings.local_day(step.taken.at)
        if (state and letter.addressee_state != state) or (year and (day is None or day.year != year)):
            continue
        copied = step.step == "copy"
        line = Dispatched(
            letter=letter.id,
            reference=file.reference(letter.id),
            kind=letter.kind,
            state=letter.addressee_state,
            cases=_case_numbers(session, letter),
            day=day.isoformat() if day else "",
            copy=copied,
            to=step.taken.recipient or _addressee(letter),
            method=_way(step.taken.method),
            proof=_called(session, step.taken.proof),
        )
        receipt = None if copied else received.get(letter.id)
        if receipt is not None:
            came = session.settings.local_day(receipt.at)
            said = came.isoformat() if came else ""
            line = msgspec.structs.replace(line, received=said, receipt=_called(session, receipt.proof))
        lines.append((step.taken.at, line))
    return tuple(line for _at, line in sorted(lines, key=lambda pair: (pair[0], pair[1].reference)))


def _way(method: str) -> str:
    return _("the way agreed") if method == AS_AGREED else method


def _addressee(letter: Letter) -> str:
    role = letter.addressee_role.get(letter.authentic_lang)
    return role.text if role else ""


def _case_numbers(session: Session, letter: Letter) -> tuple[str, ...]:
    records: Iterable[str] = dict.fromkeys((letter.case, *letter.case_nos))
    return tuple(case.case_no for record in records if (case := session.vault.find(Case, record)))


def _called(session: Session, proof: str) -> str:
    """The evidence by its case and number, as commands take it."""
    held = session.vault.find(Evidence, proof) if proof else None
    case = session.vault.find(Case, held.case) if held else None
    return f"{case.case_no}/{held.ev_no}" if held and case else ""
