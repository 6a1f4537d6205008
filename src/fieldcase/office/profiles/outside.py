"""The directory of those whom letters may go to who are no State: companies, associations, armed groups, de facto
authorities (domain reference, section 10.1)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from fieldcase.model.kinds import kind_of
from fieldcase.model.kinds.directory import OUTSIDE, OutsideAddressee
from fieldcase.model.refusal import BadValue
from fieldcase.model.words import _
from fieldcase.office.called import called
from fieldcase.office.codes import is_state, require_language, require_state
from fieldcase.office.records import write_new, write_values
from fieldcase.office.session import Session
from fieldcase.office.texts import words


def write_outside_addressee(
    session: Session,
    name: str,
    kind: str,
    role: Mapping[str, str],
    lines: Mapping[str, str] | None = None,
    *,
    country: str = "",
    valid_from: str = "",
    valid_to: str = "",
) -> OutsideAddressee:
    """Enter or correct an addressee who is no State. `name` is what people are asked about when they consent to a
    letter there; `role` how letters name it and `lines` its address, by language; languages left out stay.

    Raises `NotYourRole`, `BadValue`.
    """
    name = name.strip()
    if not name:
        why, expected = _("the addressee has no name"), _("the name that people are asked about")
        raise BadValue(field="name", value=_("empty"), why=why, expected=expected)
    if is_state(name.upper()):
        why, expected = _("it is the code of a State"), _("the name that people are asked about")
        raise BadValue(field="name", value=name, why=why, expected=expected)
    if kind not in OUTSIDE:
        raise BadValue(field="kind", value=kind[:20], why=_("no such addressee"), expected=", ".join(OUTSIDE))
    for language in (*role, *(lines or {})):
        require_language("language", language)
    if country:
        require_state("country", country)
    given: dict[str, Any] = {"kind": kind, "country": country, "valid_from": valid_from, "valid_to": valid_to}
    values = {field: value for field, value in given.items() if value}
    for field, said in (("role", role), ("lines", lines or {})):
        texts = words(said, session.language)
        values |= {f"{field}/{language}": msgspec.to_builtins(one) for language, one in texts.items()}
    held = _of_name(session, name)
    with session.vault.writing() as writing:
        record = held.id if held else write_new(session, writing, OutsideAddressee(name=name, kind=kind)).id
        write_values(session, writing, kind_of(OutsideAddressee), record, values)
        writing.commit()
    return session.vault.get(OutsideAddressee, record)


def outside_called(session: Session, said: str) -> str:
    """The id of the addressee of this name, or with this id. Raises `NoneCalled`, `SeveralCalled`."""
    found = _of_name(session, said)
    return found.id if found else called(session, "outside_addressee", said)


def _of_name(session: Session, name: str) -> OutsideAddressee | None:
    """The addressee of this name, however it is capitalised; None where nobody entered it."""
    said = name.strip().casefold()
    return next((one for one in session.vault.all(OutsideAddressee) if one.name.strip().casefold() == said), None)
