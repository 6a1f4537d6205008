"""One look at a shelf: records drawn from it, read in batches and drawn once for as long as the look lasts.

A look is short: it belongs to one call, and sees the shelf as it was then. It is how views, guards and digests read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import msgspec

from fieldcase.model.ledger.entries import NEVER_WITHHELD, Key, Ref
from fieldcase.model.ledger.judging import Judgement
from fieldcase.model.ledger.rules import FoldRules, Lawful, anybody
from fieldcase.model.ledger.shelf import WAITING, Branch, Held, Shelf
from fieldcase.model.ledger.state import RecordState, Void, draw, hide


class Court(msgspec.Struct, frozen=True):
    """What a look judges by."""

    judgement: Judgement
    branches: Mapping[int, Branch]
    rules: FoldRules
    lawful: Lawful

    def counts(self, held: Held) -> bool:
        """Whether an entry whose chain is whole is neither cut nor against its author's role."""
        if self.judgement.kept and self.judgement.cuts(held):
            return False
        if self.lawful is anybody or held.label is None or held.label.kind == "feed":
            return True
        return self.lawful(held.label, self.branches[held.branch].seat, held.values)


class Look:
    """Records of a shelf, drawn when asked for."""

    def __init__(self, shelf: Shelf, court: Court) -> None:
        self.shelf, self.court = shelf, court
        self.voids: dict[Ref, tuple[Void, ...]] = {}
        self._rows: dict[bytes, dict[str, list[Held]]] = {}
        self._found: dict[bytes, Held | None] = {}
        self._counts: dict[bytes, bool] = {}
        self._drawn: dict[Key, RecordState] = {}

    def fetch(self, records: Iterable[bytes]) -> None:
        """Read the entries of these records at once."""
        wanted = {record for record in records if record not in self._rows}
        if not wanted:
            return
        for record, rows in self.shelf.rows(wanted).items():
            kinds = self._rows[record] = {}
            for held in rows:
                assert held.label is not None
                own = kinds.setdefault(held.label.kind, [])
                if held.branch != WAITING:
                    own.append(held)

    def kinds(self, record: bytes) -> Mapping[str, list[Held]]:
        """The record's entries by kind, chains whole; a kind of which only waiting entries are held is empty."""
        if record not in self._rows:
            self.fetch((record,))
        return self._rows[record]

    def find(self, ids: Collection[bytes]) -> Mapping[bytes, Held | None]:
        """Entries by id, None for one that is not held, whose chain is not whole or whose label is withheld."""
        wanted = [one for one in ids if one not in self._found]
        if wanted:
            held = self.shelf.find(wanted)
            for one in wanted:
                found = held.get(one)
                whole = found is not None and found.label is not None and found.branch != WAITING
                self._found[one] = found if whole else None
        return self._found

    def counts(self, held: Held) -> bool:
        """Whether an entry counts, judged once a look."""
        counts = self._counts.get(held.id)
        if counts is None:
            counts = self._counts[held.id] = self.court.counts(held)
        return counts

    def drawn(self, kind: str, record: bytes) -> RecordState:
        """The record's state but for a transition's status; empty for one that is not held."""
        key = (kind, record)
        if (state := self._drawn.get(key)) is None:
            kinds = self.kinds(record)
            state = draw(key, kinds.get(kind, ()), self.counts, self.court.judgement, self.court.rules)
            if (deletions := kinds.get("deletion")) and kind not in NEVER_WITHHELD:
                names = {one.id: one for one in deletions}
                hide(state, self.drawn("deletion", record), names, self.court.rules)
            self._drawn[key] = state
        return state

    def seat(self, held: Held) -> bytes:
        """The seat of an entry whose chain is whole."""
        return self.court.branches[held.branch].seat

    def authors(self, kind: str, record: bytes, ref: Ref) -> set[bytes]:
        """The seats that wrote a value or anything of its record that it grew from: labels are enough to know."""
        entries = {held.id: held for held in self.kinds(record).get(kind, ())}
        seats, seen, todo = set(), set(), [ref]
        while todo:
            at = todo.pop()
            held = entries.get(at[:32])
            if at in seen or held is None or held.label is None:
                continue
            seen.add(at)
            seats.add(self.seat(held))
            position = int.from_bytes(at[32:], "big")
            if position < len(held.label.values):
                todo += held.label.values[position][1]
        return seats
