"""The register of references: every number of every series, what became of it, and whose word that is.

Nothing is kept for it but what persons said of numbers that no letter accounts for: the register is drawn from the
signatures in the ledger, removed ones too. A gap in this laptop's own series, or in that of a laptop that the office
has no more, is a loss; a gap in a colleague's may not have come yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from fieldcase.model.kinds import kind_of
from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.letters import Letter, LetterStep
from fieldcase.model.kinds.numbering import NumberNote, NumberTold
from fieldcase.model.refusal import BadValue, Finding, Refusal
from fieldcase.model.roles import Action, Reach
from fieldcase.model.rules.numbering import (
    UNACCOUNTED,
    Fate,
    Given,
    Number,
    next_serial,
    parts_of,
    register,
    series_of,
)
from fieldcase.model.rules.saying import found
from fieldcase.model.words import N_, _
from fieldcase.office.casefile import state_of
from fieldcase.office.cases.sight import sealed
from fieldcase.office.letters.refusals import NoReasonGiven
from fieldcase.office.numbers import (
    NoDeviceYet,
    givers,
    own_serials,
    seats_ever,
    sound_pattern,
    told_at_home,
    told_of,
)
from fieldcase.office.records import write_new
from fieldcase.office.session import Session
from fieldcase.office.telling import require_codes

STANDS = frozenset({Fate.SIGNED, Fate.DISPATCHED, Fate.RECEIVED, Fate.CANCELLED, Fate.SUPERSEDED})
"""States of a letter in which its signature stands."""
MOST_AT_ONCE = 500
"""Numbers that a laptop gives in a day at the very most: more cannot be meant."""


class NothingMissing(Refusal):
    """A number is to be explained that a letter accounts for, or that was not given yet."""

    code = "FC-479"
    message = N_("“{reference}” is no number that somebody has to explain.")
    remedy = N_("Look at the register: fieldcase letter register.")


def numbers_given(session: Session, *, year: int | None = None, series: str = "") -> tuple[Number, ...]:
    """The register: all series (of one year), each number once or as often as it was given, in order.

    Of a letter in a case that is sealed to this seat only the number is told. Raises `NotYourRole`; intake officers,
    who see no letters, get an empty one.
    """
    if session.require(Action.READ_CASE) is Reach.OWN_INTAKE:
        return ()
    given: dict[str, list[Given]] = {}
    for one in _given(session):
        given.setdefault(one.series, []).append(one)
    for name in {one.told.series for one in session.vault.all(NumberNote)} | _own(session):
        given.setdefault(name, [])
    pattern = sound_pattern(session.settings.office_reference_pattern)
    lines: list[Number] = []
    for name in sorted(given, key=lambda one: (parts_of(one) or ("", "", 0))[::-1]):
        parts = parts_of(name)
        if parts is None or (series and name != series) or (year and parts[2] != year):
            continue
        here = _given_here(session, parts[0], parts[1])
        lines += register(
            name, given[name], told_of(session, name), here=here, pattern=pattern, ahead=told_at_home(session, name)
        )
    return tuple(lines)


def unaccounted(session: Session) -> tuple[Number, ...]:
    """The numbers of which somebody has to say what happened: lost, removed, given twice."""
    return tuple(one for one in numbers_given(session) if one.asks)


def explain_number(session: Session, reference: str, reason: str) -> NumberNote:
    """Say what happened to a number that no letter accounts for: it stays in the register with this word.

    `reference` as the register shows it. Raises `NoReasonGiven`, `NothingMissing`, `NotYourRole`, `BlockedByRules`
    where the reason names somebody.
    """
    said = reason.strip()
    if not said:
        raise NoReasonGiven
    wanted = reference.strip()
    line = next((one for one in numbers_given(session) if one.reference == wanted and one.fate in UNACCOUNTED), None)
    if line is None:
        raise NothingMissing(reference=wanted[:60])
    return _tell(session, line.series, (line.serial,), said)[0]


def last_number(session: Session, serial: int, reason: str) -> tuple[NumberNote, ...]:
    """Say, of a vault that was put back from an older copy, which number of this year it gave last.

    The numbers up to it that are not known here are in the register as lost, with the reason; the next letter gets the
    one after. Where colleagues hold the letters, receive them instead. Raises `NoReasonGiven`, `BadValue`,
    `NotYourRole`, `NoDeviceYet`.
    """
    said = reason.strip()
    if not said:
        raise NoReasonGiven
    if not session.vault.device:
        raise NoDeviceYet
    series = series_of(session.office, session.vault.device, session.today().year)
    steps = session.vault.all(LetterStep, hidden=True)
    known = next_serial(own_serials(session, steps, series), told_at_home(session, series)) - 1
    if not known <= serial <= known + MOST_AT_ONCE:
        expected = _("a number from {known} on").format(known=known)
        raise BadValue(field="serial", value=serial, why=_("the register says otherwise"), expected=expected)
    notes = _tell(session, series, range(known + 1, serial + 1), said)
    session.vault.lacking.write_off()
    return notes


def twice_findings(session: Session, letter_id: str) -> tuple[Finding, ...]:
    """G1: a letter whose number another one has, which was signed before, does not leave under it."""
    mine = (one for one in numbers_given(session) if one.letter == letter_id)
    lines = [one for one in mine if one.fate in (Fate.TWICE, Fate.FOREIGN)]
    sentence = _("The reference {reference} is another letter's, which was signed before.")
    remedy = _("Let the head of presence replace this letter, and sign a new one.")
    return tuple(found("G1", sentence.format(reference=one.reference), remedy, records=(letter_id,)) for one in lines)


def _tell(session: Session, series: str, serials: Iterable[int], reason: str) -> tuple[NumberNote, ...]:
    made = []
    with session.vault.writing() as writing:
        for serial in serials:
            told = NumberTold(series=series, serial=serial, reason=reason, at=session.now())
            note = NumberNote(told=told)
            note = msgspec.structs.replace(note, id=kind_of(NumberNote).natural_id(msgspec.to_builtins(told)))
            require_codes(session, reason, note.id)
            made.append(write_new(session, writing, note))
        writing.commit()
    return tuple(made)


def _own(session: Session) -> set[str]:
    device, year = session.vault.device, session.today().year
    return {series_of(session.office, device, year)} if device else set()


def _given_here(session: Session, office: str, device: str) -> bool:
    """Whether this laptop gives the numbers of a series, or nobody does any more: a gap is a loss then."""
    if office != session.office:
        return False
    others = {card.device for card in session.roster.vaults if card.office == office}
    return device == session.vault.device or device not in others


def _given(session: Session) -> Iterator[Given]:
    """Every signature that gave a number, removed ones too, with what became of its letter."""
    steps = session.vault.all(LetterStep, hidden=True)
    signatures = [one for one in steps if one.step == "signature" and one.taken.serial and one.taken.series]
    ever = {one.id for one in session.vault.all(LetterStep)}
    letters = {one.id: one for one in session.vault.all(Letter, hidden=True)}
    shut = sealed(session, {one.case for one in signatures if one.case})
    latest: dict[str, LetterStep] = {}
    for step in sorted((one for one in signatures if one.id in ever), key=lambda one: (one.taken.at, one.id)):
        latest[step.letter] = step
    reasons = {one.letter: one.taken.reason for one in steps if one.step == "cancellation" and one.id in ever}
    homes: dict[str, dict[str, str]] = {}
    for step in signatures:
        letter = letters.get(step.letter)
        hidden = bool(letter and shut & {letter.case, *letter.case_nos}) or step.case in shut
        fate, reason = _fate(session, step, letter, latest, reasons, removed=step.id not in ever)
        if hidden and fate is not Fate.REMOVED:
            fate, reason = Fate.SEALED, ""
        plain = not hidden and letter is not None
        day = session.settings.local_day(step.taken.at)
        yield Given(
            series=step.taken.series,
            serial=step.taken.serial or 0,
            reference=step.taken.office_ref,
            at=step.taken.at,
            day=day.isoformat() if day else "",
            letter=step.letter if plain else "",
            kind=letter.kind if plain and letter else "",
            state=letter.addressee_state if plain and letter else "",
            cases=_case_numbers(session, letter) if plain and letter else (),
            fate=fate,
            reason=reason,
            home=_at_home(session, step, homes),
        )


def _fate(
    session: Session,
    step: LetterStep,
    letter: Letter | None,
    latest: dict[str, LetterStep],
    reasons: dict[str, str],
    *,
    removed: bool,
) -> tuple[Fate, str]:
    if removed:
        return Fate.REMOVED, ""
    if letter is None:
        return Fate.NOT_HERE, ""
    status = state_of(session, "letter", step.letter)
    standing = latest[step.letter]
    if standing.id != step.id:
        return Fate.VOID, _("The letter was signed again as {reference}.").format(reference=standing.taken.office_ref)
    if status not in STANDS:
        return Fate.VOID, _("The letter was not signed again.")
    return Fate(status), reasons.get(step.letter, "")


def _at_home(session: Session, step: LetterStep, homes: dict[str, dict[str, str]]) -> bool:
    """Whether a seat of the laptop whose code the series bears wrote the number."""
    parts = parts_of(step.taken.series)
    if parts is None:
        return False
    office, device, _year = parts
    if office not in homes:
        rosters = session.known.rosters.get(office)
        cards = (card for one in (rosters.counting.values() if rosters else ()) for card in one.roster.vaults)
        codes = {card.id: card.device for card in cards if card.office == office}
        homes[office] = {seat.id: codes.get(seat.vault, "") for seat in seats_ever(session, office)}
        if office == session.office:
            homes[office].setdefault(session.vault.seat_id, session.vault.device)
    return any(homes[office].get(seat) == device for seat in givers(session, step.id))


def _case_numbers(session: Session, letter: Letter) -> tuple[str, ...]:
    records = dict.fromkeys((letter.case, *letter.case_nos))
    return tuple(case.case_no for record in records if (case := session.vault.find(Case, record)))
