"""Numbers that people read: cases, acts, letters. Each comes from this laptop, works offline and is never used twice
(G1).

The laptop's code is in the number, except inside a case on the laptop that opened it (A2; elsewhere A2-07). Serials
do not depend on the clock except for the year, which never moves back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from string import Formatter

import msgspec

from fieldcase.model.declare import Record
from fieldcase.model.kinds.acts import Act, LawOrMeasure
from fieldcase.model.kinds.cases import Case, SealedCase
from fieldcase.model.kinds.decisions import Allegation
from fieldcase.model.kinds.evidence import Evidence
from fieldcase.model.kinds.letters import LetterStep
from fieldcase.model.kinds.numbering import NumberNote
from fieldcase.model.kinds.replies import StateReply
from fieldcase.model.kinds.sources import Information
from fieldcase.model.refusal import Refusal
from fieldcase.model.roles import Seat
from fieldcase.model.rules.intake import next_case_no
from fieldcase.model.rules.numbering import next_serial, parts_of, reference_text, series_of
from fieldcase.model.rules.settings import OfficeSettings as Settings
from fieldcase.model.words import N_
from fieldcase.office.session import Session

NUMBERED: dict[type[Record], tuple[str, str]] = {
    Act: ("act_no", "A"),
    LawOrMeasure: ("lom_no", "L"),
    Information: ("no", "I"),
    Evidence: ("ev_no", "EV"),
    StateReply: ("reply_no", "R"),
}
"""Kinds numbered inside their case: the field and the letter in front."""

CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""No 0, 1, I, L, O: codes are read out over bad lines."""


class NoDeviceYet(Refusal):
    """The office has not answered the request to join, so this laptop has no code for its numbers."""

    code = "FC-410"
    message = N_("This laptop has no code yet, so no case can be opened on it.")
    remedy = N_("Send the request to join to your office and read in its answer.")


class NumbersMayBeOut(Refusal):
    """The vault was put back from an older copy: the numbers that it gave since may stand on letters that went out."""

    code = "FC-478"
    message = N_("This vault is an older copy: numbers that it gave since may stand on letters that went out.")
    remedy = N_(
        "Receive what colleagues hold; where nobody has it, give the last number: fieldcase letter last-number."
    )


def next_case_number(session: Session) -> str:
    """`OFFICE-DEVICE-YEAR-SERIAL`: one more than the highest this laptop ever gave, hidden cases included (G1)."""
    if not session.vault.device:
        raise NoDeviceYet
    own = f"{session.office}-{session.vault.device}-"
    highest = (session.vault.highest(kind, "case_no", own) for kind in (Case, SealedCase))
    given = tuple(filter(None, highest))
    while _taken(session, number := next_case_no(session.office, session.vault.device, session.today().year, given)):
        given = (number,)  # a number that somebody typed otherwise hid the highest
    return number


def _taken(session: Session, number: str) -> bool:
    return any(session.vault.highest(kind, "case_no", number) is not None for kind in (Case, SealedCase))


def next_in_case(session: Session, record_type: type[Record], case: Case) -> str:
    """The next number of its kind inside a case: `A3`, or `A3-07` on another laptop than the one that opened it."""
    field, letters = NUMBERED[record_type]
    at_home = case.case_no.startswith(f"{session.office}-{session.vault.device}-")
    elsewhere = "" if at_home else f"-{session.vault.device}"
    given = (getattr(record, field) for record in session.vault.all(record_type, case=case.id, hidden=True))
    pattern = re.compile(rf"{letters}(\d+){re.escape(elsewhere)}")
    return f"{letters}{_highest(pattern, given) + 1}{elsewhere}"


def next_allegation(session: Session, case: str) -> int:
    """The next allegation number of a case; versions of one allegation share it."""
    return max((one.alleg_no or 0 for one in session.vault.all(Allegation, case=case, hidden=True)), default=0) + 1


class Reference(msgspec.Struct, frozen=True, kw_only=True):
    """The reference of a letter, with the series (office, laptop, year) and the number that it is made of."""

    text: str
    series: str
    serial: int


def next_reference(session: Session) -> Reference:
    """The registry's next reference: contiguous per laptop and year, its code inside; never a case number (N7).

    A laptop that was put back from an older copy gives none before it knows what became of the numbers that it gave
    since. Raises `NoDeviceYet`, `NumbersMayBeOut`.
    """
    if not session.vault.device:
        raise NoDeviceYet
    if session.vault.lacking:
        raise NumbersMayBeOut
    year = session.today().year
    series = series_of(session.office, session.vault.device, year)
    pattern = sound_pattern(session.settings.office_reference_pattern)
    steps = session.vault.all(LetterStep, hidden=True)
    used = {step.taken.office_ref for step in steps if step.taken.office_ref}
    serial = next_serial(own_serials(session, steps, series), told_at_home(session, series))
    while (text := reference_text(pattern, series, serial)) in used:
        serial += 1  # a reference that no number stands beside: somebody else's program wrote it
    return Reference(text=text, series=series, serial=serial)


def own_serials(session: Session, steps: Iterable[LetterStep], series: str) -> tuple[int, ...]:
    """The numbers of a series that seats of this laptop gave: what others write under its code counts for nothing."""
    here = {seat.id for seat in seats_ever(session) if seat.vault == session.vault.id} | {session.vault.seat_id}
    mine = (step for step in steps if step.taken.series == series and step.taken.serial)
    return tuple(step.taken.serial or 0 for step in mine if here & givers(session, step.id))


def givers(session: Session, step: str) -> frozenset[str]:
    """The seats (record ids) that wrote what a step says."""
    return session.vault.writers("letter_step", step).get("taken", frozenset())


def seats_ever(session: Session, office: str = "") -> tuple[Seat, ...]:
    """Everybody whom a roster of an office (this one by default) ever knew, those taken out since too."""
    rosters = session.known.rosters.get(office or session.office)
    return tuple(seat for one in rosters.counting.values() for seat in one.roster.seats) if rosters else ()


def told_of(session: Session, series: str) -> dict[int, str]:
    """What persons said of numbers of a series that no letter accounts for, by number."""
    notes = session.vault.where(NumberNote, "series", [series])
    return {one.told.serial: one.told.reason for one in notes if one.told.serial > 0}


def told_at_home(session: Session, series: str) -> frozenset[int]:
    """Those of them that were said on the laptop whose series it is: nobody else's word makes it skip a number."""
    parts = parts_of(series)
    rosters = session.known.rosters.get(parts[0]) if parts else None
    if parts is None:
        return frozenset()
    cards = [card for one in (rosters.counting.values() if rosters else ()) for card in one.roster.vaults]
    vaults = {card.id for card in cards if (card.office, card.device) == parts[:2]}
    home = {seat.id for seat in seats_ever(session, parts[0]) if seat.vault in vaults}
    home |= {session.vault.seat_id} if parts[:2] == (session.office, session.vault.device) else set()
    notes = session.vault.where(NumberNote, "series", [series])
    wrote = {one.told.serial: session.vault.writers("number_note", one.id).get("told", frozenset()) for one in notes}
    return frozenset(serial for serial, seats in wrote.items() if serial > 0 and home & seats)


def new_code(session: Session, record_type: type[Record], prefix: str) -> str:
    """A code for a person (P), group (G), organisation (O) or source (S): six random characters, unique in the
    office.
    """
    while True:
        code = f"{prefix}-" + "".join(session.vault.choose(CODE_ALPHABET) for _ in range(6))
        if session.vault.highest(record_type, "code", code) is None:
            return code


def sound_pattern(pattern: str) -> str:
    """The office's pattern; the usual one where it would give the same reference twice, or none."""
    try:
        parts = [(field, form or "") for _text, field, form, _how in Formatter().parse(pattern) if field is not None]
        known = {"device", "serial"} <= {field for field, _form in parts} <= {"office", "device", "serial", "year"}
        if (
            known
            and all(re.fullmatch(r"0?[0-9]?", form) for _field, form in parts)
            and pattern.format(office="X", device="03", serial=1, year=2026)
        ):
            return pattern
    except (ValueError, LookupError):
        return Settings().office_reference_pattern
    return Settings().office_reference_pattern


def _highest(pattern: re.Pattern[str], numbers: Iterable[str]) -> int:
    return max((int(match[1]) for number in numbers if (match := pattern.fullmatch(number))), default=0)
