"""Fields that two people wrote apart: both values are kept, the stricter counts, a person decides (G34)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from fieldcase.model.declare import Record, Room
from fieldcase.model.kinds import KINDS, kind_named
from fieldcase.model.kinds.follow_up import Comment
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_
from fieldcase.office.cases.sight import MANY, require_unsealed, sealed
from fieldcase.office.records import write_new, write_values
from fieldcase.office.session import Session
from fieldcase.office.telling import require_codes
from fieldcase.vault.reading import Alternative
from fieldcase.vault.views.lists import Compare, Filter, ListQuery
from fieldcase.vault.views.shown import Mark

OPEN = (Room.CASE, Room.OFFICE)


class NoConflict(Refusal):
    """Somebody decided it already, or the value is none of those written."""

    code = "FC-431"
    message = N_("There is nothing to decide here any more, or this is none of the values written.")
    remedy = N_("Look at the field again, and change it if it is still wrong.")


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """One of the values written apart: `ref` names it (68 hex digits), `why` says why it cannot be read, `at` is ms.

    `by` is the name of the seat that wrote it, `here` whether that is this one, `counts` whether this value counts
    until somebody decides.
    """

    ref: str
    value: Any
    why: str = ""
    seat: str = ""
    at: int = 0
    by: str = ""
    here: bool = False
    counts: bool = False


class ConflictLine(msgspec.Struct, frozen=True, kw_only=True):
    """A field with several values. Values of closed compartments are not shown here; `hidden` says so."""

    kind: str
    record: str
    path: str
    values: tuple[Value, ...] = ()
    case: str = ""
    hidden: bool = False


def conflicts_of(session: Session, records: Iterable[tuple[str, str]], case: str = "") -> tuple[ConflictLine, ...]:
    """Every field in conflict of these records (kind, id)."""
    lines = []
    for kind, record in records:
        shown = session.vault.shown(kind, record)
        paths = [path for path, marks in shown.marks.items() if path and Mark.CONFLICT in marks] if shown else []
        lines += [_line(session, kind, record, path, case) for path in paths]
    return tuple(lines)


def closed_conflicts(session: Session, kind: str, record: str, case: str = "") -> tuple[ConflictLine, ...]:
    """Those of a record that stand in its identity room, with their values: for who opened it (`parties.identity`)."""
    shown = session.vault.shown(kind, record)
    paths = [path for path, marks in shown.marks.items() if path and Mark.CONFLICT in marks] if shown else []
    rooms = {path: KINDS[kind].part_of(path).field.room for path in paths}
    return tuple(_told(session, kind, record, path, case) for path in paths if rooms[path] is Room.IDENTITY)


def list_conflicts(session: Session) -> tuple[ConflictLine, ...]:
    """Every field in conflict of every record that this seat may see, by kind (G34)."""
    marked = (Filter("", Compare.MARKED, Mark.CONFLICT),)
    lines: list[ConflictLine] = []
    for kind in KINDS:
        rows = session.vault.page(ListQuery(kind=kind, filters=marked, limit=MANY)).rows
        shut = sealed(session, {row.id if kind == "case" else row.case for row in rows} - {""})
        for row in rows:
            case = row.id if kind == "case" else row.case
            if case not in shut:
                lines += conflicts_of(session, [(kind, row.id)], case)
    return tuple(lines)


def decide_conflict(
    session: Session, kind: str, record: str, path: str, ref: str, why: str = "", case: str = ""
) -> Record:
    """Keep one of the values written apart: it replaces all of them, and each stays in the history (G34). `why`, with
    codes only, is written beside it in the same step, so that neither stands without the other; `case` is the one on
    whose page it is read, for a record that belongs to none.

    Raises `NoConflict`, `NotYourRole`, `BadValue`, `BlockedByRules` for a `why` that names somebody.
    """
    chosen = next((head for head in _apart(session, kind, record, path) if head.ref == ref and not head.why), None)
    if chosen is None:
        raise NoConflict
    return _decide(session, kind, record, path, chosen.value, why, case)


def decide_otherwise(
    session: Session, kind: str, record: str, path: str, value: Any, why: str = "", case: str = ""
) -> Record:
    """Write another value in the place of those written apart: a text combined from them, or what is right; `why` and
    `case` as `decide_conflict` takes them.

    Raises `NoConflict`, `NotYourRole`, `BadValue`, `BlockedByRules` for a `why` that names somebody.
    """
    _apart(session, kind, record, path)
    return _decide(session, kind, record, path, value, why, case)


def _apart(session: Session, kind: str, record: str, path: str) -> tuple[Alternative, ...]:
    """The values written apart of a record that is not sealed. Raises `NoConflict` where there is nothing to decide."""
    current = session.vault.get(kind_named(kind).record, record)
    require_unsealed(session, record if kind == "case" else getattr(current, "case", ""))
    heads = session.vault.alternatives(kind, record, path)
    if len(heads) < 2:
        raise NoConflict
    return heads


def _decide(session: Session, kind: str, record: str, path: str, value: Any, why: str, case: str) -> Record:
    """Both in one entry of the ledger: the value, and beside the field why it was decided so, in codes."""
    declared = kind_named(kind)
    own = record if kind == "case" else getattr(session.vault.get(declared.record, record), "case", "")
    require_codes(session, why, record)
    with session.vault.writing() as writing:
        write_values(session, writing, declared, record, {path: value})
        if why.strip():
            said = Comment(case=own or case, target=record, target_field=path, text=why.strip(), kind="comment")
            write_new(session, writing, said)
        writing.commit()
    return session.vault.get(declared.record, record)


def _line(session: Session, kind: str, record: str, path: str, case: str) -> ConflictLine:
    if KINDS[kind].part_of(path).field.room not in OPEN:
        return ConflictLine(kind=kind, record=record, path=path, case=case, hidden=True)
    return _told(session, kind, record, path, case)


def _told(session: Session, kind: str, record: str, path: str, case: str) -> ConflictLine:
    """The line with its values, as far as they can be read."""
    names = {seat.id: seat.name for seat in session.roster.seats}
    shown = session.vault.shown(kind, record)
    counts = shown.values.get(path) if shown else None
    values = tuple(
        Value(
            ref=head.ref,
            value=head.value,
            why=head.why,
            seat=head.seat,
            at=head.at,
            by=names.get(head.seat, ""),
            here=head.seat == session.seat.id,
            counts=not head.why and head.value == counts,
        )
        for head in session.vault.alternatives(kind, record, path)
    )
    return ConflictLine(kind=kind, record=record, path=path, values=values, case=case)
