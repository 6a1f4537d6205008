"""Chains and branches: which entries have a whole chain down to a first entry (rules 15, 16).

A branch is a line without forks. An entry whose `prev` is a branch's tip grows it; one whose `prev` stands further
back opens a branch of its own. Which of two counts as the first depends on what came first; nothing follows from it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import cast

import msgspec

from fieldcase.model.ledger.entries import ZERO, Birth, Entry, special
from fieldcase.model.ledger.shelf import WAITING, Branch, Placed, Places

_seq = attrgetter("link.seq")
_Place = tuple[int, int]  # branch, seq


class Taken(msgspec.Struct, frozen=True):
    """What came of taking entries: those that had waited and are chained now, the seats of all chained ones, and how
    many of the new ones wait."""

    chained: list[Entry]
    seats: set[bytes]
    waiting: int


class Chains:
    """The branches of a room. `checked`: an entry needs a signer, and it must be its chain's seat."""

    def __init__(self, shelf: Places, *, checked: bool) -> None:
        self.shelf, self.checked = shelf, checked
        self.branches = {branch.number: branch for branch in shelf.branches()}
        self.tips = {branch.tip: branch for branch in self.branches.values()}

    def count(self, labels: Iterable[tuple[int, int]]) -> None:
        """Labels came as fills: (branch, count) of each. What is written next counts from them too."""
        grown = {}
        for number, count in labels:
            branch = self.branches.get(number)
            if branch is not None and count > branch.count:
                branch.count = count
                grown[number] = branch
        if grown:
            self.shelf.save(grown.values())

    def surely_new(self, batch: Mapping[bytes, Entry]) -> set[bytes]:
        """Entries that go on from a tip need not be looked up: a tip has nothing after it, unless something waits."""
        if self.shelf.waits():
            return set()
        sure: set[bytes] = set()
        for one, entry in sorted(batch.items(), key=lambda item: item[1].link.seq):
            if entry.link.prev in self.tips or entry.link.prev in sure:
                sure.add(one)
        return sure

    def take(self, new: Sequence[Entry], again: Sequence[Entry], signers: Mapping[bytes, tuple[bytes, ...]]) -> Taken:
        """Keep new entries, placed as far as their chains are whole; place what waited for them.

        `again` are waiting entries that came once more, perhaps under another head. `signers`: by entry id, the seats
        that signed heads it stands under.
        """
        grown: dict[int, Branch] = {}
        places = self._places(new, again)
        kept, placed = [], []
        for entry in sorted(new, key=_seq):
            signed = signers.get(entry.id, ())
            branch = self._place(entry, places, signed, grown)
            kept.append(Placed(entry, WAITING, signed) if branch is None else Placed(entry, branch.number))
            if branch is not None:
                placed.append(entry.id)
        self.shelf.keep(kept)
        for entry in again:
            for signer in signers.get(entry.id, ()):
                self.shelf.vouch(entry.id, signer)
        before = {entry.link.prev for entry in again}
        todo = {*placed, *before} & places.keys() | before & {ZERO}
        chained = self._cascade(todo, places, grown)
        self.shelf.save(grown.values())
        waiting = {entry.id for entry in new} - set(placed) - {entry.id for entry in chained}
        return Taken(chained, {branch.seat for branch in grown.values()}, len(waiting))

    def _places(self, new: Sequence[Entry], again: Sequence[Entry]) -> dict[bytes, _Place]:
        """Branch and seq of the entries that come before these, as far as they are placed."""
        before = {entry.link.prev for entry in (*new, *again)} - {entry.id for entry in new}
        places = {tip: (branch.number, branch.tip_seq) for tip in before if (branch := self.tips.get(tip))}
        if further := before - places.keys():
            found = self.shelf.find(further)
            places |= {one: (held.branch, held.seq) for one, held in found.items() if held.branch != WAITING}
        return places

    def _place(
        self, entry: Entry, places: dict[bytes, _Place], signed: tuple[bytes, ...], grown: dict[int, Branch]
    ) -> Branch | None:
        """The branch that an entry belongs to now, None while it waits."""
        link = entry.link
        if link.seq == 0:
            seat = bytes.fromhex(cast(Birth, special("feed", entry.values)).seat)
            branch = self._open(entry, seat, None, -1) if self._signs(seat, signed) else None
        else:
            branch = self._continue(entry, places.get(link.prev), signed)
        if branch is not None:
            grown[branch.number] = branch
            places[entry.id] = (branch.number, link.seq)
            if entry.label is not None and entry.label.count > branch.count:
                branch.count = entry.label.count
        return branch

    def _continue(self, entry: Entry, place: _Place | None, signed: tuple[bytes, ...]) -> Branch | None:
        if place is None:
            return None
        branch, link = self.branches[place[0]], entry.link
        if link.seq != place[1] + 1 or link.feed != branch.feed or not self._signs(branch.seat, signed):
            return None
        if branch.tip != link.prev:
            return self._open(entry, branch.seat, branch, place[1])
        del self.tips[branch.tip]
        branch.tip, branch.tip_seq = entry.id, link.seq
        self.tips[entry.id] = branch
        return branch

    def _open(self, entry: Entry, seat: bytes, parent: Branch | None, parent_seq: int) -> Branch:
        branch = Branch(
            number=max(self.branches, default=WAITING) + 1,
            feed=entry.link.feed,
            root=parent.root if parent else entry.id,
            seat=seat,
            parent=parent.number if parent else WAITING,
            parent_seq=parent_seq,
            tip=entry.id,
            tip_seq=entry.link.seq,
        )
        self.branches[branch.number] = self.tips[entry.id] = branch
        return branch

    def _signs(self, seat: bytes, signed: tuple[bytes, ...]) -> bool:
        return not self.checked or seat in signed

    def _cascade(self, placed: Collection[bytes], places: dict[bytes, _Place], grown: dict[int, Branch]) -> list[Entry]:
        """Waiting entries that are chained now, after those just placed."""
        chained: list[Entry] = []
        todo = placed
        while todo:
            now: dict[int, list[bytes]] = {}
            for waiting in self.shelf.waiting_after(todo):
                branch = self._place(waiting.entry, places, waiting.signers, grown)
                if branch is not None:
                    now.setdefault(branch.number, []).append(waiting.entry.id)
                    chained.append(waiting.entry)
            for number, ids in now.items():
                self.shelf.place(ids, number)
            todo = [one for ids in now.values() for one in ids]
        return chained
