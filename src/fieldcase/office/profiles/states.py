"""State profiles: the names of a State as letters print them, and whom letters go to (domain reference, 3.20, 10.6).

A form of a name is printed once a person confirmed it; nothing here composes one or takes it from a list.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from fieldcase.documents.facts import NON_STATE
from fieldcase.model.declare import Room
from fieldcase.model.kinds import kind_of
from fieldcase.model.kinds.directory import Addressee, StateName, StateProfile
from fieldcase.model.refusal import BadValue, NotYourRole
from fieldcase.model.words import _
from fieldcase.office.codes import require_language, require_state
from fieldcase.office.documents import document_resources
from fieldcase.office.letters.facts import state_profile
from fieldcase.office.letters.refusals import NoStateProfile
from fieldcase.office.records import require_write, write_new, write_values
from fieldcase.office.session import Session
from fieldcase.office.texts import words


def write_state(
    session: Session,
    code: str,
    names: Mapping[str, StateName],
    *,
    language_for_letters: str = "",
    confirmed: bool = True,
) -> StateProfile:
    """Enter or correct the names of a State by language: formal, short, and the formal one after “of”.

    Whoever enters them confirms them, unless they come from a list (`confirmed` false): then they wait. Raises
    `NotYourRole`, `BadValue`.
    """
    for language in names:
        require_letters_in("language", language)
    require_letters_in("language_for_letters", language_for_letters)
    by = session.seat.id if confirmed else ""
    values: dict[str, Any] = {
        f"names/{language}": msgspec.to_builtins(msgspec.structs.replace(name, confirmed_by=by))
        for language, name in names.items()
    }
    values |= {"preferred_letter_lang": language_for_letters} if language_for_letters else {}
    return _write(session, code, values)


def confirm_name(session: Session, code: str, language: str, prepositional: str = "") -> StateProfile:
    """Confirm the name of a State in a language, with its form after a preposition where it has none yet: letters print
    it from now on. Raises `BadValue` where it has no name, or no such form."""
    found = profile_of(session, code)
    name = found.names.get(language) if found else None
    if name is None:
        raise BadValue(
            field="names", value=language, why=_("the State has no name in it"), expected=_("an entered name")
        )
    if not (prepositional or name.prepositional):
        why, expected = _("the form after a preposition is missing"), _("the formal name after “of”")
        raise BadValue(field="names", value=language, why=why, expected=expected)
    confirmed = msgspec.structs.replace(
        name, confirmed_by=session.seat.id, prepositional=prepositional or name.prepositional
    )
    return _write(session, code, {f"names/{language}": msgspec.to_builtins(confirmed)})


def write_addressee(
    session: Session,
    code: str,
    kind: str,
    role: Mapping[str, str],
    lines: Mapping[str, str],
    *,
    valid_from: str = "",
    valid_to: str = "",
) -> StateProfile:
    """Enter or correct whom letters to a State go to: `kind` such as `foreign_ministry` or `permanent_mission`, its
    whole name and the lines of its address by language; languages left out stay. Raises `NotYourRole`, `BadValue`.
    """
    if kind not in (known := addressee_kinds()):
        why, expected = _("no letter goes to an addressee of that kind"), ", ".join(known)
        raise BadValue(field="kind", value=kind[:40], why=why, expected=expected)
    for language in dict.fromkeys((*role, *lines)):
        require_letters_in("language", language)
    profile = profile_of(session, code)
    held = profile.addressees.get(kind, Addressee()) if profile else Addressee()
    addressee = Addressee(
        kind=kind,
        role={**held.role, **words(role, session.language)},
        lines={**held.lines, **words(lines, session.language)},
        valid_from=valid_from or held.valid_from,
        valid_to=valid_to or held.valid_to,
    )
    return _write(session, code, {f"addressees/{kind}": msgspec.to_builtins(addressee)})


def own_profiles(session: Session) -> tuple[StateProfile, ...]:
    """The States that this office keeps, by their code."""
    own = (one for one in session.vault.all(StateProfile) if session.own("state_profile", one.id))
    return tuple(sorted(own, key=lambda one: one.code))


def may_write(session: Session) -> bool:
    """Whether this seat may enter States and addressees."""
    try:
        require_write(session, Room.OFFICE, kind_of(StateProfile), "code", "XKA")
    except NotYourRole:
        return False
    return True


def addressee_kinds() -> tuple[str, ...]:
    """The kinds of addressee in a State that letters have their formulae for."""
    kinds = dict.fromkeys(one.addressee_kind for one in document_resources().formulae)
    return tuple(one for one in kinds if one != NON_STATE)


def require_letters_in(field: str, language: str) -> None:
    """Refuse a language that no letter is written in, for a name in it would never be printed; empty passes. Raises
    `BadValue`."""
    require_language(field, language)
    known = document_resources().languages
    if language and language not in known:
        why = _("letters are not written in it")
        raise BadValue(field=field, value=language[:20], why=why, expected=", ".join(known))


def profile_of(session: Session, code: str) -> StateProfile | None:
    """The profile of a State as this office keeps it; None where nobody entered one."""
    try:
        return state_profile(session, code)
    except NoStateProfile:
        return None


def _write(session: Session, code: str, values: Mapping[str, Any]) -> StateProfile:
    require_state("code", code)
    held = profile_of(session, code)
    with session.vault.writing() as writing:
        found = held.id if held else write_new(session, writing, StateProfile(code=code)).id
        write_values(session, writing, kind_of(StateProfile), found, values)
        writing.commit()
    return session.vault.get(StateProfile, found)
