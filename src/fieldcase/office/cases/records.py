"""Any record as a list, a page and a history show it: in codes, and never of a case that this seat may not open."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec

from fieldcase.model.declare import Kind, Record, Room
from fieldcase.model.kinds import kind_named
from fieldcase.model.refusal import Refusal
from fieldcase.model.roles import Action
from fieldcase.model.words import N_, _
from fieldcase.office.cases.seen import OPEN, in_codes
from fieldcase.office.cases.sight import case_file, require_unsealed, sealed
from fieldcase.office.session import Session

CLOSED_WHOLE = {Room.SOURCE: Action.READ_SOURCE, Room.SEALED: Action.HANDLE_SEALED, Room.LOG: Action.READ_LOG}
"""Kinds of which everything stands in one closed compartment, and what a seat must be allowed to list them."""


class OfNoCase(Refusal):
    """A list of one case is asked for of a kind that belongs to no case."""

    code = "FC-455"
    message = N_("{kind} belong to no case.")
    remedy = N_("List all of them: leave the case out.")


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """One value that was written: when, by whom, under which path; `closed` where it stands in a closed compartment."""

    at: str
    by: str
    path: str
    value: Any = None
    closed: bool = False


def records_of(session: Session, kind: str, case: str = "") -> tuple[Record, ...]:
    """The records of a kind (of one case), in codes: of people, and of what they agreed to, those of the case's people.

    Raises `NotYourRole`, `OfNoCase` for a case and a kind that belongs to none, `BlockedByRules` (G33).
    """
    declared = kind_named(kind)
    _require(session, declared)
    every = _of_case(session, declared, case) if case else session.vault.all(declared.record)
    shut = sealed(session, {_case_of(declared, one) for one in every} - {""})
    return tuple(in_codes(one) for one in every if _case_of(declared, one) not in shut)


def _of_case(session: Session, kind: Kind, case: str) -> tuple[Record, ...]:
    """The records of a kind in one case, or about its people. Raises `OfNoCase`."""
    file = case_file(session, case)
    if _in_case(kind):
        return session.vault.all(kind.record, case=case)
    about_people = {"party": tuple(file.parties.values()), "consent": file.consents, "relation": file.relations}
    if kind.name == "case":
        return (file.case,)
    if kind.name not in about_people:
        raise OfNoCase(kind=_(kind.plural))
    return about_people[kind.name]


def record_of(session: Session, kind: str, record: str) -> Record:
    """One record, in codes. Raises `NotYourRole`, `NoSuchRecord`, `BlockedByRules` (G33)."""
    declared = kind_named(kind)
    _require(session, declared)
    one = session.vault.get(declared.record, record)
    if case := _case_of(declared, one):
        require_unsealed(session, case)
    return in_codes(one)


def history_of(session: Session, kind: str, record: str) -> tuple[Written, ...]:
    """Everything written of a record, oldest first; values of closed compartments are not shown. Raises as
    `record_of`."""
    declared = kind_named(kind)
    record_of(session, kind, record)
    names = {seat.id: seat.name for seat in session.roster.seats}
    return tuple(
        Written(
            at=datetime.fromtimestamp(one.at / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            by=names.get(one.seat, one.seat[:8]),
            path=one.path,
            value=None if _closed(declared, one.path) else one.value,
            closed=_closed(declared, one.path),
        )
        for one in session.vault.history(declared.name, record)
        if one.path
    )


def _require(session: Session, kind: Kind) -> None:
    session.require(Action.READ_CASE)
    if len(kind.rooms) == 1 and kind.rooms[0] in CLOSED_WHOLE:
        session.require(CLOSED_WHOLE[kind.rooms[0]])


def _in_case(kind: Kind) -> bool:
    return any(column.name == "case" for column in kind.columns)


def _case_of(kind: Kind, record: Record) -> str:
    return record.id if kind.name == "case" else str(getattr(record, "case", ""))


def _closed(kind: Kind, path: str) -> bool:
    return kind.part_of(path).field.room not in OPEN
