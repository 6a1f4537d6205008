"""Reading along chains: slices, what they lack, and whether one entry stands in the chain of another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from fieldcase.model.ledger.entries import ZERO, Entry, Label, ref
from fieldcase.model.ledger.judging import Judgement
from fieldcase.model.ledger.shelf import WAITING, Branch
from fieldcase.vault.database import Connection
from fieldcase.vault.ledger.batches import streamed
from fieldcase.vault.ledger.heads import NoSuchChain
from fieldcase.vault.ledger.shelf import entry_of, read_label, read_texts

Ranges = tuple[tuple[int, int], ...]


class Lacking(msgspec.Struct, frozen=True):
    """Numbers of entries whose label is not held, and of those with a label and a value that is not (erased ones
    aside): first and last of each run, ascending. `partly`: for those of the latter that hold other values, number and
    position of each that is not.
    """

    labels: Ranges
    values: Ranges
    partly: Ranges = ()


class _Piece(msgspec.Struct, frozen=True):
    """low < seq ≤ high of one branch."""

    branch: int
    low: int
    high: int


class Lines:
    """The chains of one room."""

    def __init__(self, connection: Connection, room: int, branches: Mapping[int, Branch]) -> None:
        self.connection, self.room, self.branches = connection, room, branches

    def _row(self, one: bytes) -> tuple[int, int, int] | None:
        """n, branch, seq of an entry."""
        row: tuple[int, int, int] | None = self.connection.execute(
            "SELECT n, branch, seq FROM entry WHERE id = ? AND +room = ?", (one, self.room)
        ).fetchone()
        return row

    def _pieces(self, start: bytes, head: bytes) -> list[_Piece]:
        """The pieces of branches from after `start` up to `head`, first things first. Raises `NoSuchChain`."""
        end, begin = self._row(head), None if start == ZERO else self._row(start)
        pieces: list[_Piece] = []
        number, seq = (end[1], end[2]) if end and (begin or start == ZERO) else (WAITING, -1)
        while number != WAITING:
            branch = self.branches[number]
            if begin is not None and begin[1] == number and begin[2] <= seq:
                return [_Piece(number, begin[2], seq), *reversed(pieces)]
            pieces.append(_Piece(number, branch.parent_seq, seq))
            number, seq = branch.parent, branch.parent_seq
        if end is None or start != ZERO:
            raise NoSuchChain(start=start.hex()[:12], head=head.hex()[:12])
        return pieces[::-1]

    def reaches(self, start: bytes, head: bytes) -> bool:
        """Whether `start` is held and stands in the chain of `head`, or is `head` itself."""
        try:
            self._pieces(start, head)
        except NoSuchChain:
            return False
        return True

    def slice(self, start: bytes, head: bytes) -> Iterator[Entry]:
        """The chain after `start` (or 32 zeros) up to `head`, in order. Raises `NoSuchChain`."""
        pieces = self._pieces(start, head)
        begin, end = (None if start == ZERO else self._row(start)), self._row(head)
        for piece in pieces:
            rows = streamed(
                self.connection,
                "SELECT id, link, label, texts FROM entry"
                " WHERE n > ? AND n <= ? AND +room = ? AND +branch = ? AND +seq > ? AND +seq <= ? ORDER BY n",
                (begin[0] if begin else 0, end[0] if end else 0, self.room, piece.branch, piece.low, piece.high),
            )
            for row in rows:
                yield entry_of(*row)

    def lacking(self, head: bytes, judgement: Judgement) -> Lacking:
        """What of the chain up to `head` is not held, erased values aside. Raises `NoSuchChain`."""
        labels: list[int] = []
        values: list[int] = []
        partly: list[tuple[int, int]] = []
        for piece in self._pieces(ZERO, head):
            rows = streamed(
                self.connection,
                "SELECT id, seq, label, texts FROM entry"
                " WHERE lacks > 0 AND room = ? AND branch = ? AND seq > ? AND seq <= ? ORDER BY seq",
                (self.room, piece.branch, piece.low, piece.high),
            )
            for one, seq, label, texts in rows:
                if label is None:
                    labels.append(seq)
                elif wanting := _wanting(one, read_label(label), held := read_texts(texts), judgement):
                    values.append(seq)
                    if len(wanting) < len(held):
                        partly += [(seq, position) for position in wanting]
        return Lacking(_runs(labels), _runs(values), tuple(partly))


def _wanting(one: bytes, label: Label, values: Iterable[bytes | None], judgement: Judgement) -> tuple[int, ...]:
    """The positions of values that are withheld, as far as one can tell them from erased ones."""
    if None in judgement.scopes(label.record, label.knows):
        return ()
    return tuple(
        position
        for position, value in enumerate(values)
        if value is None and (label.record, ref(one, position)) not in judgement.listed
    )


def _runs(numbers: list[int]) -> Ranges:
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return tuple(runs)
