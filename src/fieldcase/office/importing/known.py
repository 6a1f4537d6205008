"""Which rows of a register came in before: by marks that nobody without the office's key can make or guess.

A mark says which records were made of the row. A row that was undone is new again; one that changed is an update that a
person decides on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from fieldcase.model.kinds.imports import ROW_SEEN, ImportKey, RowMark, RowSeen
from fieldcase.office.importing.plan import ImportPlan, RowPlan
from fieldcase.office.session import Session

At = tuple[str | None, int]
"""A row by its table and number."""


def place_of(row: RowPlan) -> At:
    """Where a row stands in the register."""
    return row.table, row.row


class RowRef(msgspec.Struct, frozen=True, kw_only=True):
    """A row as lists show it: table, number, what it is, and the id of its case; never what it says."""

    table: str | None
    row: int
    kind: str
    case: str = ""


def import_keys(session: Session) -> tuple[bytes, ...]:
    """The office's keys for marks, in an order that all its laptops share; several when laptops imported apart."""
    own = [one for one in session.vault.all(ImportKey) if _is_own(session, one.id)]
    return tuple(bytes.fromhex(one.key) for one in sorted(own, key=lambda one: one.id))


def _is_own(session: Session, record: str) -> bool:
    room = session.vault.main_room("import_key", record)
    return room is not None and room.office == session.office


class Known:
    """What the vault knows of the rows of a plan. `others` are the same plan under the office's further keys."""

    def __init__(self, session: Session, plan: ImportPlan, others: Iterable[ImportPlan] = ()) -> None:
        self._session = session
        self._marks: dict[At, tuple[RowMark, str]] = {}
        for one in (plan, *others):
            for table in one.tables:
                for row in table.rows:
                    self._look(row)

    def _look(self, row: RowPlan) -> None:
        found = self._session.vault.find(RowSeen, mark_id(row.identity))
        if found is not None and not found.seen.undone:
            self._marks.setdefault(place_of(row), (found.seen, row.content))

    def mark(self, at: At) -> RowMark | None:
        """The mark of a row that came in and was not undone."""
        found = self._marks.get(at)
        return found[0] if found else None

    def seen(self, mark: str) -> bool:
        """Whether something with this mark came in before and was not undone."""
        found = self._session.vault.find(RowSeen, mark_id(mark))
        return found is not None and not found.seen.undone

    def changed(self, at: At) -> bool:
        """Whether a row that came in before says something else now."""
        found = self._marks.get(at)
        return found is not None and found[0].content != found[1]

    def records(self, at: At, kind: str) -> tuple[str, ...]:
        """The records of a kind that were made of a row before."""
        mark = self.mark(at)
        pairs = (one.partition(":") for one in (mark.records if mark else ()))
        return tuple(record for name, _colon, record in pairs if name == kind)


def mark_id(mark: str) -> str:
    """The record id under which a mark stands."""
    return ROW_SEEN.natural_id({"mark": mark})


def grouped(rows: Iterable[RowPlan], belongs: Callable[[RowPlan], bool]) -> dict[At, list[RowPlan]]:
    """Rows by the row that they belong to, those that `belongs` lets through."""
    out: dict[At, list[RowPlan]] = {}
    for row in rows:
        if row.parent is not None and belongs(row):
            out.setdefault((row.parent_table, row.parent), []).append(row)
    return out
