"""How the office is called and writes, and where it departs from the defaults (domain reference, section 16)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from fieldcase.model.declare import Room
from fieldcase.model.kinds import kind_of
from fieldcase.model.kinds.office import Holiday, OfficeSettings, Setting
from fieldcase.model.refusal import BadValue, Refusal, require
from fieldcase.model.rules.settings import SETTINGS, setting_findings
from fieldcase.model.words import N_, _
from fieldcase.office.codes import require_state, require_zone
from fieldcase.office.records import add, require_write, write_new, write_values
from fieldcase.office.session import Session
from fieldcase.office.texts import words
from fieldcase.vault.writing import Writing

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
    accredited_to: tuple[str, ...] = (),
    time_zone: str = "",
    hemisphere: str = "",
) -> OfficeSettings:
    """Say how the office is called, where its letters are written, and to which States it is accredited (G18).

    What is left empty stays as it is. Raises `NotYourRole`, `BadValue`, `NothingSaid` where all of it is empty.
    """
    for state in accredited_to:
        require_state("accredited_to", state)
    require_zone("time_zone", time_zone)
    values: dict[str, Any] = {}
    for field, told in (("name", name), ("place", place), ("letterhead", letterhead)):
        for language, text in words(told, session.language).items():
            values[f"{field}/{language}"] = msgspec.to_builtins(text)
    values |= {f"accredited_to/{state}": state for state in accredited_to}
    values |= {"time_zone": time_zone} if time_zone else {}
    values |= {"hemisphere": hemisphere} if hemisphere else {}
    if not values:
        raise NothingSaid
    return _write(session, values)


def change_setting(session: Session, setting: str, value: str | int | float | bool, *, verified: bool = False) -> None:
    """Depart from a default (section 16); who said so and when is kept. Thresholds are raised, never lowered.

    Raises `BadValue` for a setting that there is none of, `BlockedByRules` beyond its bound, `NotYourRole`.
    """
    default = getattr(session.settings, setting, None) if setting in SETTINGS else None
    if default is None or not isinstance(value, type(default)):
        known = ", ".join(sorted(SETTINGS))
        raise BadValue(field=setting, value=value, why=_("no such setting, or of another type"), expected=known)
    require(setting_findings(setting, value))
    said = msgspec.to_builtins(Setting(value=value, verified=verified, by=session.seat.id, at=session.now()))
    kind, path = kind_of(OfficeSettings), f"settings/{setting}"
    require_write(session, Room.OFFICE, kind, path, said)
    with session.vault.writing() as writing:
        writing.set(kind.name, _record(session, writing), {path: said})
        writing.commit()
    session.forget()


def add_holiday(session: Session, day: str, name: str = "") -> Holiday:
    """A day on which the office does not work: due dates move past it. Raises `NotYourRole`, `BadValue`."""
    added = add(session, Holiday(date=day, name=name))
    session.forget()
    return added


def _write(session: Session, values: Mapping[str, Any]) -> OfficeSettings:
    with session.vault.writing() as writing:
        found = _record(session, writing)
        write_values(session, writing, kind_of(OfficeSettings), found, values)
        writing.commit()
    session.forget()
    return session.vault.get(OfficeSettings, found)


def _record(session: Session, writing: Writing) -> str:
    return session.office_record.id or write_new(session, writing, OfficeSettings()).id
