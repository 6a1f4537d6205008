"""Undo the last change of this seat: what a use case wrote is written back as it stood before, and what it recorded
anew is hidden again. Everything stays in the history, the undoing too.

Steps of a machine (a case opened, a letter signed), withdrawals, looks and what left the laptop are facts: nothing here
takes them back. Nor does it give back a consent that a person made narrower: their “no” counts until they are asked
anew (G29). Nor is anything undone once this seat changed something else after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import msgspec

from fieldcase.model.declare import Room
from fieldcase.model.kinds import KINDS
from fieldcase.model.rules.scales import NOT_ASKED, consent_rank
from fieldcase.office.records import Before, write_values
from fieldcase.office.removing import REMOVABLE
from fieldcase.office.session import Session

HIDDEN_AGAIN = frozenset({*REMOVABLE, "allegation", "comment", "task", "holiday", "state_profile", "formula"})
"""Kinds of which a new record is hidden again. Of a kind with a natural key its decided field is unsaid; people stay
under their codes, out of the case."""
STAYS = frozenset({"party"})


@contextmanager
def traced(session: Session) -> Iterator[list[Before]]:
    """What is written inside, with what stood there before."""
    found: list[Before] = []
    session.traced = found
    try:
        yield found
    finally:
        session.traced = None


def undoable(written: Iterable[Before]) -> bool:
    """Whether all of it can be written back."""
    every = tuple(written)
    return bool(every) and all(
        not _narrowed(one) and (not one.new or one.kind in HIDDEN_AGAIN | STAYS or bool(KINDS[one.kind].key))
        for one in every
    )


def _narrowed(one: Before) -> bool:
    """Whether a person agreed to less than before."""
    if one.kind != "consent" or "answer" not in one.written:
        return False
    before, after = (_rank(values["answer"]) for values in (one.values, one.written))
    return after < before


def _rank(answer: Any) -> int:
    told: Mapping[str, Any] = msgspec.to_builtins(answer) if answer is not None else {}
    return consent_rank(told.get("level", NOT_ASKED))


def put_back(session: Session, written: Iterable[Before]) -> None:
    """Write back what stood there before, the last first. Raises `NotYourRole`, `BadValue`."""
    with session.vault.writing() as writing:
        for one in reversed(tuple(written)):
            if one.new and one.kind in STAYS:
                continue
            if one.new and one.kind in HIDDEN_AGAIN:
                writing.delete(one.kind, one.record)
            else:
                write_values(session, writing, KINDS[one.kind], one.record, one.values)
        writing.commit()
    session.forget()


def last_written(session: Session) -> tuple[str, ...]:
    """What names the last thing that this seat wrote, in any room that is open here; looks aside. It changes with every
    change, and with nothing else."""
    own = session.vault.seat
    heads = (
        f"{room.name} {head.entry.hex()}"
        for room in session.vault.rooms.open()
        if room.place is not Room.LOG
        for head in room.ledger.heads()
        if head.seat.hex() == own
    )
    return tuple(sorted(heads))
