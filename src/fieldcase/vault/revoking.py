"""What revocations in a room do to the entries held of a seat: what stays, what falls, what waits for a confirmation.

Nothing is written here. `Writing.revoke` asks, `Writing.confirm` confirms; what is in force the ledger judges (rule 9).
"""

from __future__ import annotations

import msgspec

from fieldcase.model.ledger.entries import seat_record
from fieldcase.model.ledger.judging import keeping
from fieldcase.model.ledger.shelf import WAITING
from fieldcase.vault.rooms import OpenRoom


class Revocation(msgspec.Struct, frozen=True, kw_only=True):
    """A revocation that nobody has confirmed yet, as far as its room is held here.

    `entry`: its id (64 hex digits); `seat`: the record id (32) of the seat revoked; `by`: the key (64) of the seat
    that asked; `stays` and `falls`: how many of the seat's entries would go on counting, and how many not.
    """

    entry: str
    seat: str
    by: str
    stays: int
    falls: int


def asked_in(room: OpenRoom) -> tuple[Revocation, ...]:
    """The revocations in a room that wait for a confirmation, in the order in which they came."""
    ledger = room.ledger
    asked, branches = ledger.judgement.asked, ledger.fold.chains.branches
    found = []
    for held in ledger.shelf.of(("revocation",)):
        if held.id not in asked or held.branch == WAITING or held.label is None:
            continue
        kept = keeping(held, branches, ledger.shelf.find(held.label.rests_on))
        falls = sum(_entries(room, branch, after=max(last, 0)) for branch, last in kept.items())
        found.append(
            Revocation(
                entry=held.id.hex(),
                seat=held.label.record.hex(),
                by=branches[held.branch].seat.hex(),
                stays=sum(_entries(room, branch) for branch in kept) - falls,
                falls=falls,
            )
        )
    return tuple(found)


def entries_of(room: OpenRoom, seat: str) -> int:
    """How many entries of a seat (public key or record id, hex) are held in a room."""
    branches = room.ledger.fold.chains.branches.items()
    mine = (number for number, one in branches if seat in (one.seat.hex(), seat_record(one.seat).hex()))
    return sum(_entries(room, number) for number in mine)


def _entries(room: OpenRoom, branch: int, after: int = -1) -> int:
    counted = "SELECT count(*) FROM entry WHERE room = ? AND branch = ? AND seq > ?"
    return int(room.ledger.connection.execute(counted, (room.ledger.shelf.room, branch, after)).fetchone()[0])
