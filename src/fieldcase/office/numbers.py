"""Numbers that people read: cases, acts, letters. Each comes from this laptop, works offline and is never used twice
(G1).

The laptop's code is in the number, except inside a case on the laptop that opened it (A2; elsewhere A2-07). Serials
do not depend on the clock except for the year, which never moves back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from string import Formatter

from fieldcase.model.declare import Record
from fieldcase.model.kinds.acts import Act, LawOrMeasure
from fieldcase.model.kinds.cases import Case, SealedCase
from fieldcase.model.kinds.decisions import Allegation
from fieldcase.model.kinds.evidence import Evidence
from fieldcase.model.kinds.letters import LetterStep
from fieldcase.model.kinds.replies import StateReply
from fieldcase.model.kinds.sources import Information
from fieldcase.model.refusal import Refusal
from fieldcase.model.rules.intake import next_case_no
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


def next_office_reference(session: Session) -> str:
    """The registry's next reference: contiguous per laptop and year, its code inside; never a case number (N7)."""
    year = session.today().year
    pattern = _sound(session.settings.office_reference_pattern)
    steps = session.vault.all(LetterStep, hidden=True)
    used = {step.taken.office_ref for step in steps if step.taken.office_ref}
    serial = 1
    while (reference := _reference(pattern, session, serial, year)) in used:
        serial += 1
    return reference


def new_code(session: Session, record_type: type[Record], prefix: str) -> str:
    """A code for a person (P), group (G), organisation (O) or source (S): six random characters, unique in the
    office.
    """
    while True:
        code = f"{prefix}-" + "".join(session.vault.choose(CODE_ALPHABET) for _ in range(6))
        if session.vault.highest(record_type, "code", code) is None:
            return code


def _sound(pattern: str) -> str:
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


def _reference(pattern: str, session: Session, serial: int, year: int) -> str:
    return pattern.format(office=session.office, device=session.vault.device, serial=serial, year=year)


def _highest(pattern: re.Pattern[str], numbers: Iterable[str]) -> int:
    return max((int(match[1]) for number in numbers if (match := pattern.fullmatch(number))), default=0)
