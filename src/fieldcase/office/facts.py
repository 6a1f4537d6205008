"""What a window shows of an open vault around its screens: who works in it, on what day, how States are called."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import msgspec

from fieldcase.model.kinds.directory import StateProfile
from fieldcase.model.refusal import Refusal
from fieldcase.model.roles import Action, Role
from fieldcase.model.vocabulary import Vocabularies
from fieldcase.office.cases.many import colleagues
from fieldcase.office.session import Session


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """Plain values, fit for another thread. `states` gives the short name of a State by its code (XKA)."""

    seat: str
    roles: frozenset[Role]
    office: str
    training: bool
    today: date
    language: str
    time_zone: str
    hemisphere: str
    states: Mapping[str, str]
    vocabularies: Vocabularies
    seat_id: str = ""
    colleagues: Mapping[str, str] = {}
    not_now: Mapping[str, str] = {}


def facts_of(session: Session) -> Facts:
    """The facts of this session as they stand now."""
    record = session.office_record
    profiles = session.vault.all(StateProfile)
    return Facts(
        seat=session.seat.name,
        roles=session.roles,
        office=session.office,
        training=session.training,
        today=session.today(),
        language=session.language,
        time_zone=record.time_zone or "UTC",
        hemisphere=record.hemisphere,
        states={one.code: _short_name(one, session.language) for one in profiles if one.names},
        vocabularies=session.vocabularies,
        seat_id=session.seat.id,
        colleagues=colleagues(session),
        not_now=_not_now(session),
    )


COMMANDS = {"new_case": Action.CREATE_CASE, "cases": Action.READ_CASE}
"""Commands of the window that a role may not be allowed, by what they ask for."""


def _not_now(session: Session) -> dict[str, str]:
    """The commands that this seat cannot give today, each with the reason in a sentence."""
    why = {}
    for command, action in COMMANDS.items():
        try:
            session.require(action)
        except Refusal as refusal:
            why[command] = refusal.sentence
    return why


def _short_name(profile: StateProfile, language: str) -> str:
    """The name in the language; else in English; else the first there is."""
    names = profile.names
    name = names.get(language) or names.get("en") or next(iter(names.values()))
    return name.short or name.formal or profile.code
