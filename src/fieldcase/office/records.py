"""Record and change: what every form, import and command does with a record of whatever kind.

A new record gets its number and code here; every value is checked against the declaration before anything is written.
Steps with rules of their own (consent, assessment, letters …) have their own use cases beside this one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from fieldcase.model.checking import check_values
from fieldcase.model.declare import Kind, Record, Room, Shape, flatten
from fieldcase.model.kinds import kind_named, kind_of
from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.parties import Party
from fieldcase.model.kinds.sources import Source
from fieldcase.model.lawful import may_write
from fieldcase.model.refusal import BadValue, NotYourRole, Refusal
from fieldcase.model.roles import ROLE_LABELS, Role
from fieldcase.model.words import N_, _
from fieldcase.office import numbers
from fieldcase.office.session import Session
from fieldcase.vault.writing import Writing

R = TypeVar("R", bound=Record)

CODES = (Room.CASE, Room.OFFICE)
"""Rooms in which people stand under codes alone."""
PARTY_PREFIX = {"person": "P", "group": "G", "organisation": "O"}


class Before(msgspec.Struct, frozen=True, kw_only=True):
    """What stood in a record under the paths that were written, and what was written; `new` where there was no such
    record.
    """

    kind: str
    record: str
    values: Mapping[str, Any]
    written: Mapping[str, Any]
    new: bool


class CaseNeeded(Refusal):
    """The record belongs to a case, and none was named."""

    code = "FC-412"
    message = N_("{kind}: it belongs to a case, and no case was given.")
    remedy = N_("Name the case by its number.")


def add(session: Session, record: R) -> R:
    """Record something new in one step and return it as it now stands, with its id, number or code."""
    with session.vault.writing() as writing:
        added = write_new(session, writing, record)
        writing.commit()
    return session.vault.get(type(record), added.id)


def change(session: Session, kind: str, record_id: str, values: Mapping[str, Any]) -> None:
    """Change fields of a record, by ledger path; a null value removes a list element or a code.

    Raises `UnknownField`, `BadValue`, `NotYourRole`, `NoSuchRecord`.
    """
    declared = kind_named(kind)
    held = session.vault.get(declared.record, record_id)
    for path, value in values.items():
        _require_may_change(declared, path, getattr(held, path, ""), value)
    with session.vault.writing() as writing:
        write_values(session, writing, declared, record_id, values)
        writing.commit()


def _require_may_change(kind: Kind, path: str, held: Any, value: Any) -> None:
    """What was given once never changes (G1); what a record needs is never emptied. Raises `BadValue`."""
    once = {"case", "case_no", "code", *(field for field, _letters in numbers.NUMBERED.values())}
    if path in once and held and value != held:
        why = _("it was given once and never changes")
        raise BadValue(field=path, value=str(value), why=why, expected=str(held))
    part = kind.part_of(path)
    empty = value is None or (isinstance(value, str) and not value.strip())
    if empty and held and part.shape is Shape.PLAIN and part.field.required:
        raise BadValue(field=path, value=_("empty"), why=_("it must be said"), expected=_("a text"))


def write_new(session: Session, writing: Writing, record: R) -> R:
    """Put a new record into the transaction: number, code and id given, values checked, role asked."""
    kind = kind_of(type(record))
    numbered = _numbered(session, record)
    whole = msgspec.structs.replace(numbered, id=_id_for(writing, kind, numbered))
    write_values(session, writing, kind, whole.id, flatten(kind, whole))
    return whole


def write_values(session: Session, writing: Writing, kind: Kind, record_id: str, values: Mapping[str, Any]) -> None:
    """Put values of a record into the transaction after checking them and the seat's role, field by field."""
    check_values(kind, values, session.vocabularies)
    if session.traced is not None:
        session.traced.append(_before(session, kind, record_id, values))
    for path, value in values.items():
        room = kind.part_of(path).field.room
        require_write(session, room, kind, path, value)
        if room in CODES:
            session.written.append((kind.name, record_id, path))
    writing.set(kind.name, record_id, values)


def _before(session: Session, kind: Kind, record: str, values: Mapping[str, Any]) -> Before:
    shown = session.vault.shown(kind.name, record)
    held = shown.values if shown is not None and not shown.hidden else {}
    stood = {path: held.get(path) for path in values}
    return Before(kind=kind.name, record=record, values=stood, written=values, new=not held)


def require_write(session: Session, room: Room, kind: Kind, path: str, value: Any) -> None:
    """Raise `NotYourRole` unless the seat's roles may write this value there (domain reference, section 5)."""
    if may_write(session.roles, room, kind.name, path=path, value=value):
        return
    others = [role for role in Role if may_write({role}, room, kind.name, path=path, value=value)]
    action = _("write {kind}: {field}").format(kind=_(kind.label), field=_(kind.part_of(path).field.label))
    raise NotYourRole(action=action, roles=", ".join(_(ROLE_LABELS[role]) for role in others))


def _id_for(writing: Writing, kind: Kind, record: Record) -> str:
    if not kind.key:
        return record.id or writing.new_id()
    return kind.natural_id(msgspec.to_builtins(getattr(record, kind.decided)))


def _numbered(session: Session, record: R) -> R:
    """The record with the number or code that it is given once, on this laptop (G1)."""
    values: dict[str, Any] = {}
    if isinstance(record, Case) and not record.case_no:
        values["case_no"] = numbers.next_case_number(session)
    elif isinstance(record, Party) and not record.code:
        values["code"] = numbers.new_code(session, Party, PARTY_PREFIX.get(record.kind, "P"))
    elif isinstance(record, Source) and not record.code:
        values["code"] = numbers.new_code(session, Source, "S")
    elif type(record) in numbers.NUMBERED and not getattr(record, numbers.NUMBERED[type(record)][0]):
        field, _letters = numbers.NUMBERED[type(record)]
        case_id: str = getattr(record, "case", "")
        if not case_id:
            raise CaseNeeded(kind=_(kind_of(type(record)).label))
        values[field] = numbers.next_in_case(session, type(record), session.vault.get(Case, case_id))
    return msgspec.structs.replace(record, **values) if values else record
