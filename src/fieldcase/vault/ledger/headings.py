"""The table of signed heads: one for each branch, the newest; and those over entries that wait."""

from __future__ import annotations

from collections.abc import Mapping

from fieldcase.model.ledger.shelf import WAITING, Branch
from fieldcase.vault.database import Connection
from fieldcase.vault.ledger.heads import SignedHead


def keep(connection: Connection, room: int, branch: int, head: SignedHead) -> None:
    """Keep a head in place of older ones of its branch; an older one itself is not kept. Branch 0: it waits."""
    if branch != WAITING:
        connection.execute(
            "DELETE FROM ledger.head WHERE room = ? AND branch = ? AND seq <= ?", (room, branch, head.seq)
        )
        connection.execute("DELETE FROM ledger.head WHERE room = ? AND branch = 0 AND entry = ?", (room, head.entry))
        newer = connection.execute("SELECT 1 FROM head WHERE room = ? AND branch = ?", (room, branch)).fetchone()
        if newer:
            return
    connection.execute(
        "INSERT OR REPLACE INTO ledger.head VALUES (?, ?, ?, ?, ?, ?)",
        (room, branch, head.seq, head.entry, head.seat, head.signature),
    )


def read(connection: Connection, room: int, branches: Mapping[int, Branch]) -> tuple[SignedHead, ...]:
    """The heads of all branches."""
    rows = connection.execute(
        "SELECT branch, seq, entry, seat, signature FROM head WHERE room = ? AND branch > 0 ORDER BY branch", (room,)
    )
    return tuple(
        SignedHead(feed=branches[branch].feed, seq=seq, entry=entry, seat=seat, signature=signature)
        for branch, seq, entry, seat, signature in rows
        if branch in branches
    )


def waiting(connection: Connection, room: int) -> list[SignedHead]:
    """The heads over entries that are not in a whole chain yet; their feed is not looked up."""
    rows = connection.execute(
        "SELECT entry, seat, signature FROM head WHERE room = ? AND branch = 0", (room,)
    ).fetchall()
    return [SignedHead(feed=b"", seq=0, entry=entry, seat=seat, signature=text) for entry, seat, text in rows]
