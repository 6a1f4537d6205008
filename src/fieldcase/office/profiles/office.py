"""How the office is called and writes, and where it departs from the defaults (domain reference, section 16)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from fieldcase.model.declare import Room
from fieldcase.model.kinds import kind_of
from fieldcase.model.kinds.office import Holiday, OfficeSettings, Setting
from fieldcase.model.refusal import BadValue, Refusal, require
from fieldcase.model.rules.settings import REPLY_DAYS, SETTINGS, setting_findings
from fieldcase.model.words import N_, _
from fieldcase.office.codes import require_state, require_zone
from fieldcase.office.records import add, require_write, write_new, write_values
from fieldcase.office.session import Session
from fieldcase.office.texts import words
from fieldcase.vault.writing import Writing

APART = frozenset({"calendar", "zone"})
"""What is said by other commands."""
Told = str | Mapping[str, str]
"""A text in the session's language, or by language."""


class NothingSaid(Refusal):
    """A profile is to be changed, and nothing is said of it."""

    code = "FC-456"
    message = N_("Nothing is said of the office, so nothing was changed.")
    remedy = N_("Give its name, place, letterhead, States or time zone.")


def name_office(
    session: Session,
    *,
    name: Told = "",
    place: Told = "",
    letterhead: Told = "",
    signature: Told = "",
    accredited_to: tuple[str, ...] = (),
    time_zone: str = "",
    hemisphere: str = "",
) -> OfficeSettings:
    """Say how the office is called, where its letters are written, and to which States it is accredited (G18).

    `signature` are the lines under the name of who signs. What is left empty stays as it is; an empty text for one
    language takes the letterhead or signature block of that language out. Raises `NotYourRole`, `BadValue`,
    `NothingSaid` where all of it is empty.
    """
    for state in accredited_to:
        require_state("accredited_to", state)
    require_zone("time_zone", time_zone)
    values: dict[str, Any] = {}
    for field, told in (("name", name), ("place", place), ("letterhead", letterhead), ("signature", signature)):
        for language, text in words(told, session.language).items():
            values[f"{field}/{language}"] = msgspec.to_builtins(text)
        values |= _taken_out(session, field, told)
    values |= {f"accredited_to/{state}": state for state in accredited_to}
    values |= {"time_zone": time_zone} if time_zone else {}
    values |= {"hemisphere": hemisphere} if hemisphere else {}
    if not values:
        raise NothingSaid
    return write_office(session, values)


def change_setting(session: Session, setting: str, value: str | int | float | bool, *, verified: bool = False) -> None:
    """Depart from a default (section 16); who said so and when is kept. Thresholds are raised, never lowered.

    One key of a table is `name.key`: `reply_days.note_verbale`, `reply_days.letter_concern/urgent`. Raises `BadValue`
    for a setting that there is none of, `BlockedByRules` beyond its bound, `NotYourRole`.
    """
    name, _dot, key = setting.partition(".")
    default = getattr(session.settings, name, None) if name in SETTINGS else None
    table = isinstance(default, Mapping)
    wanted = next(iter(default.values()), value) if isinstance(default, Mapping) and key else default
    if wanted is None or table != bool(key) or type(value) is not type(wanted):
        known = ", ".join(sorted(SETTINGS))
        raise BadValue(field=setting, value=value, why=_("no such setting, or of another type"), expected=known)
    if name == "reply_days" and key.removesuffix("/urgent") not in REPLY_DAYS:
        why = _("letters of that kind ask for no reply")
        raise BadValue(field=setting, value=key, why=why, expected=", ".join(sorted(REPLY_DAYS)))
    require(setting_findings(name, {key: value} if key else value))
    said = msgspec.to_builtins(Setting(value=value, verified=verified, by=session.seat.id, at=session.now()))
    kind, path = kind_of(OfficeSettings), f"settings/{setting.replace('/', ':')}"
    require_write(session, Room.OFFICE, kind, path, said)
    with session.vault.writing() as writing:
        writing.set(kind.name, _record(session, writing), {path: said})
        writing.commit()
    session.forget()


def add_holiday(session: Session, day: str, name: str = "") -> Holiday:
    """A day on which the office does not work: due dates that are still to be fixed move past it. A day that is one
    already stays one. Raises `NotYourRole`, `BadValue`.
    """
    held = next((one for one in holidays(session) if one.date == day), None)
    if held is not None:
        return held
    added = add(session, Holiday(date=day, name=name))
    session.forget()
    return added


def take_out_holiday(session: Session, day: str) -> None:
    """Say that the office works on a day after all. Raises `NotYourRole`, `BadValue` for a day that is no holiday."""
    found = [one for one in holidays(session) if one.date == day]
    if not found:
        raise BadValue(field="day", value=day[:12], why=_("it is no holiday of this office"), expected=_("a holiday"))
    require_write(session, Room.OFFICE, kind_of(Holiday), "date", None)
    with session.vault.writing() as writing:
        for one in found:
            writing.delete("holiday", one.id)
        writing.commit()
    session.forget()


def holidays(session: Session) -> tuple[Holiday, ...]:
    """The office's holidays, the earliest first."""
    own = (one for one in session.vault.all(Holiday) if session.own("holiday", one.id))
    return tuple(sorted(own, key=lambda one: one.date))


class Settled(msgspec.Struct, frozen=True, kw_only=True):
    """A setting as it counts now; `by` and `at` where the office departed from the default."""

    name: str
    label: str
    value: Any
    by: str = ""
    at: str = ""
    verified: bool = False


def settled(session: Session) -> tuple[Settled, ...]:
    """Every setting with its value, tables key by key (section 16)."""
    rows = []
    for name, one in SETTINGS.items():
        value = getattr(session.settings, name, None)
        keyed = value.items() if isinstance(value, Mapping) else ((("", value),) if name not in APART else ())
        for key, each in keyed:
            full = f"{name}.{key}" if key else name
            said = session.settings.said.get(full.replace("/", ":"))
            row = Settled(name=full, label=_(one.label), value=each)
            if said:
                row = msgspec.structs.replace(row, by=said.by, at=said.at.isoformat(), verified=said.verified)
            rows.append(row)
    return tuple(rows)


def put_setting_back(session: Session, before: Settled) -> None:
    """Let a setting count again as it did before it was changed: as the office had settled it, or as the program has
    it. Raises `NotYourRole`.
    """
    if before.at:
        change_setting(session, before.name, before.value, verified=before.verified)
    else:
        write_office(session, {f"settings/{before.name.replace('/', ':')}": None})


def may_settle(session: Session) -> bool:
    """Whether this seat may change how the office writes and counts its days."""
    try:
        require_write(session, Room.OFFICE, kind_of(OfficeSettings), "time_zone", "UTC")
    except Refusal:
        return False
    return True


def read_setting(session: Session, name: str, said: str) -> str | int | bool:
    """What a person typed as the value of a setting, as the setting has it: yes and no, numbers, words. Raises
    `BadValue` for what is no number, or neither yes nor no.
    """
    held = next((one.value for one in settled(session) if one.name == name), None)
    if isinstance(held, bool):
        answers = {"yes": True, "no": False}
        if said.lower() not in answers:
            raise BadValue(field=name, value=said[:20], why=_("it is neither yes nor no"), expected="yes, no")
        return answers[said.lower()]
    whole = said.removeprefix("-")
    if isinstance(held, int) or (held is None and whole.isdecimal()):
        if not (whole.isascii() and whole.isdecimal()):
            raise BadValue(field=name, value=said[:20], why=_("it is no number"), expected="30")
        return int(said)
    return said


def _taken_out(session: Session, field: str, told: Told) -> dict[str, None]:
    """The languages whose text goes: of what every letter needs none does."""
    if isinstance(told, str) or field not in ("letterhead", "signature"):
        return {}
    held = getattr(session.office_record, field)
    return {f"{field}/{language}": None for language, text in told.items() if not text.strip() and language in held}


def write_office(session: Session, values: Mapping[str, Any]) -> OfficeSettings:
    """Write values of the office's own record; None takes one out. Raises `NotYourRole`, `BadValue`."""
    with session.vault.writing() as writing:
        found = _record(session, writing)
        write_values(session, writing, kind_of(OfficeSettings), found, values)
        writing.commit()
    session.forget()
    return session.vault.get(OfficeSettings, found)


def _record(session: Session, writing: Writing) -> str:
    return session.office_record.id or write_new(session, writing, OfficeSettings()).id
