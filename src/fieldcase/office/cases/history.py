"""Who changed what in a case: every value that was written, with what stood there before, newest first, in codes.

What stands in a closed compartment is said to have been changed, never how; what was withheld or erased is said too.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from fieldcase.model.declare import Record, Room
from fieldcase.model.kinds import KINDS, kind_of
from fieldcase.model.roles import Action
from fieldcase.office.cases.contents import contents
from fieldcase.office.cases.records import record_of
from fieldcase.office.cases.seen import OPEN
from fieldcase.office.cases.sight import case_file
from fieldcase.office.session import Session
from fieldcase.vault.reading import Change

CLOSED, GONE, UNCOUNTED = "closed", "gone", "uncounted"
"""Why a change is not shown as written, or does not count: closed compartment, withheld or erased, not allowed."""


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """One value of one record: when (ms), by whom (a seat's name), what stood there before and after.

    `before` is None where nothing did; `path` is empty where even that is withheld; `why` is one of the three above, or
    empty. A step of the case has the path `status`.
    """

    at: int
    by: str
    kind: str
    record: str
    path: str = ""
    before: Any = None
    after: Any = None
    first: bool = False
    why: str = ""


def history_of_case(session: Session, case: str) -> tuple[Changed, ...]:
    """Everything written in a case, newest first. Raises `NotYourRole`, `NotYourCase`, `BlockedByRules` (G33)."""
    file = case_file(session, case)
    names = {seat.id: seat.name for seat in session.roster.seats}
    found: list[Changed] = []
    for records in contents(session, file).values():
        for record in records:
            found += _of_record(session, record, names)
    standing = session.vault.standing("case", case)
    if standing is not None:
        by = names.get(standing.seat, standing.seat[:8])
        found.append(Changed(at=standing.at, by=by, kind="case", record=case, path="status", after=standing.state))
    return tuple(sorted(found, key=lambda one: -one.at))


def history_of_record(
    session: Session, kind: str, record: str, path: str = "", *, opened: bool = False
) -> tuple[Changed, ...]:
    """Everything written of one record, newest first; of one field of it where `path` names one (`answer`, `names`).

    `opened` shows what stands in the identity room too: only for who looked at the record with a reason in this session
    (`parties.identity`). Raises as `records.record_of`, `NotYourRole`.
    """
    held = record_of(session, kind, record)
    rooms: tuple[Room, ...] = OPEN
    if opened and Room.IDENTITY in session.vault.rooms_open:
        session.require(Action.READ_IDENTITY)
        rooms = (*OPEN, Room.IDENTITY)
    names = {seat.id: seat.name for seat in session.roster.seats}
    every = _of_record(session, held, names, rooms)
    found = (one for one in every if not path or one.path.partition("/")[0] == path.partition("/")[0])
    return tuple(sorted(found, key=lambda one: -one.at))


def _of_record(
    session: Session, record: Record, names: dict[str, str], rooms: tuple[Room, ...] = OPEN
) -> Iterator[Changed]:
    kind = kind_of(type(record)).name
    changes = session.vault.history(kind, record.id)
    values = {change.ref: change for change in changes}
    first = changes[0].at if changes else 0
    for change in changes:
        before = next((values[ref].value for ref in change.replaces if ref in values), None)
        why = _why(kind, change, rooms)
        hidden = why in (CLOSED, GONE)
        yield Changed(
            at=change.at,
            by=names.get(change.seat, change.seat[:8]),
            kind=kind,
            record=record.id,
            path=change.path,
            before=None if hidden else before,
            after=None if hidden else change.value,
            first=change.at == first and not change.replaces,
            why=why,
        )


def _why(kind: str, change: Change, rooms: tuple[Room, ...]) -> str:
    if not change.path:
        return GONE
    if _room(kind, change.path) not in rooms:
        return CLOSED
    return "" if change.counts else UNCOUNTED


def _room(kind: str, path: str) -> Room:
    return KINDS[kind].part_of(path).field.room
