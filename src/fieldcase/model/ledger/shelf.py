"""What the fold asks of a store, and a store in memory.

The fold (`fold.py`) is one piece of code; entries may stand in dictionaries here or in SQL (`vault.ledger`). A shelf
keeps what it is given and finds it again; it decides nothing. Refuses nothing: callers give it entries already read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

import msgspec

from fieldcase.model.ledger.entries import FOUND_BY_KIND, Entry, Key, Label

WAITING = 0
"""Branch of an entry whose chain is not whole."""


class Branch(msgspec.Struct, kw_only=True, gc=False):
    """A line of entries without forks. `parent` and `parent_seq` say where it left another (0: it is the feed's own).

    `tip` and `tip_seq` name its last entry, `count` the highest count in it. `seat` is 32 bytes of public key.
    """

    number: int
    feed: bytes
    root: bytes
    seat: bytes
    parent: int = 0
    parent_seq: int = -1
    tip: bytes
    tip_seq: int
    count: int = 0


class Held(msgspec.Struct, frozen=True, gc=False):
    """An entry as the fold reads it back: `label` None where withheld, `branch` 0 while its chain is not whole."""

    id: bytes
    seq: int
    branch: int
    label: Label | None
    values: tuple[bytes | None, ...]

    def __repr__(self) -> str:
        return f"Held({self.id.hex()[:12]}, branch={self.branch}, seq={self.seq}, values={len(self.values)})"


class Placed(msgspec.Struct, frozen=True, gc=False):
    """An entry to keep, the branch it belongs to (0: it waits), and for a waiting one the seats that signed for it."""

    entry: Entry
    branch: int
    signers: tuple[bytes, ...] = ()


class Places(Protocol):
    """What chains need of a store: where entries stand."""

    def branches(self) -> list[Branch]:
        """All branches, in the order of their numbers."""
        ...

    def find(self, ids: Collection[bytes]) -> dict[bytes, Held]:
        """Those of the entries that are held."""
        ...

    def keep(self, new: Sequence[Placed]) -> None:
        """Keep entries that are not held yet."""
        ...

    def place(self, ids: Iterable[bytes], branch: int) -> None:
        """Waiting entries belong to a branch now."""
        ...

    def vouch(self, one: bytes, signer: bytes) -> None:
        """A waiting entry stands under a head that this seat signed, too."""
        ...

    def save(self, branches: Iterable[Branch]) -> None:
        """Keep branches, new or grown."""
        ...

    def waits(self) -> bool:
        """Whether any entry waits."""
        ...

    def waiting_after(self, ids: Collection[bytes]) -> list[Placed]:
        """Waiting entries whose `prev` is one of these."""
        ...


class Shelf(Places, Protocol):
    """A store of entries. All ids are entry ids; nothing here is remembered beyond what it was given."""

    def entries(self, ids: Collection[bytes]) -> dict[bytes, Entry]:
        """The same, with their exact bytes."""
        ...

    def fill(self, entries: Iterable[Entry]) -> None:
        """Keep held entries anew, with their label and more values."""
        ...

    def erase(self, values: Mapping[bytes, tuple[bytes | None, ...]]) -> None:
        """Keep only these values of held entries; the bytes of the others must not be found any more."""
        ...

    def rows(self, records: Collection[bytes]) -> dict[bytes, list[Held]]:
        """By record id, the entries of all kinds whose label is held, waiting ones too. Every id asked is a key."""
        ...

    def between(self, branch: int, low: int, high: int) -> set[Key]:
        """Records of entries of a branch with low < seq ≤ high whose label is held."""
        ...

    def resting(self, records: Collection[bytes]) -> set[bytes]:
        """Record ids of transitions that rest on a value of any of these records."""
        ...

    def of(self, kinds: Collection[str]) -> list[Held]:
        """The entries of these kinds, which are among `FOUND_BY_KIND`."""
        ...

    def all_keys(self) -> Iterator[Key]:
        """Every record of which a label is held, once, by ascending (record id, kind)."""
        ...

    def under(self, rosters: Collection[bytes]) -> set[Key]:
        """Records of entries whose label names one of these rosters."""
        ...

    def parts(self) -> Iterator[tuple[bytes, bytes]]:
        """For the digest: id and the bytes that say which parts are held, by ascending id."""
        ...


def held_parts(entry: Entry | Held) -> bytes:
    """One byte for the label, one a value: what of an entry is held (docs/formats/ledger.md, section 7)."""
    if entry.label is None:
        return b"\0"
    return bytes([1, *(value is not None for value in entry.values)])


class MemoryShelf:
    """A shelf of dictionaries: for tests, and for looking at entries that are not in a vault."""

    def __init__(self) -> None:
        self.held: dict[bytes, Placed] = {}
        self._branches: dict[int, Branch] = {}
        self._records: dict[bytes, dict[bytes, None]] = {}
        self._after: dict[bytes, list[bytes]] = {}
        self._resting: dict[bytes, set[bytes]] = {}
        self._kinds: dict[str, dict[bytes, None]] = {}

    def branches(self) -> list[Branch]:
        return [msgspec.structs.replace(branch) for branch in self._branches.values()]

    def find(self, ids: Collection[bytes]) -> dict[bytes, Held]:
        return {one: self._read(one) for one in ids if one in self.held}

    def entries(self, ids: Collection[bytes]) -> dict[bytes, Entry]:
        return {one: self.held[one].entry for one in ids if one in self.held}

    def keep(self, new: Sequence[Placed]) -> None:
        for placed in new:
            entry = placed.entry
            self.held[entry.id] = placed
            self._after.setdefault(entry.link.prev, []).append(entry.id)
            self._index(entry)

    def fill(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            self.held[entry.id] = msgspec.structs.replace(self.held[entry.id], entry=entry)
            self._index(entry)

    def erase(self, values: Mapping[bytes, tuple[bytes | None, ...]]) -> None:
        for one, left in values.items():
            placed = self.held[one]
            entry = msgspec.structs.replace(placed.entry, values=left)
            self.held[one] = msgspec.structs.replace(placed, entry=entry)

    def place(self, ids: Iterable[bytes], branch: int) -> None:
        for one in ids:
            self.held[one] = Placed(self.held[one].entry, branch)

    def vouch(self, one: bytes, signer: bytes) -> None:
        placed = self.held[one]
        if signer not in placed.signers:
            self.held[one] = msgspec.structs.replace(placed, signers=(*placed.signers, signer))

    def save(self, branches: Iterable[Branch]) -> None:
        self._branches |= {branch.number: msgspec.structs.replace(branch) for branch in branches}

    def waits(self) -> bool:
        return any(placed.branch == WAITING for placed in self.held.values())

    def waiting_after(self, ids: Collection[bytes]) -> list[Placed]:
        after = (self.held[one] for at in ids for one in self._after.get(at, ()))
        return [placed for placed in after if placed.branch == WAITING]

    def rows(self, records: Collection[bytes]) -> dict[bytes, list[Held]]:
        return {record: [self._read(one) for one in self._records.get(record, ())] for record in records}

    def between(self, branch: int, low: int, high: int) -> set[Key]:
        return {
            (label.kind, label.record)
            for placed in self.held.values()
            if placed.branch == branch and low < placed.entry.link.seq <= high and (label := placed.entry.label)
        }

    def resting(self, records: Collection[bytes]) -> set[bytes]:
        return {
            transition
            for record in records
            for one in self._records.get(record, ())
            for transition in self._resting.get(one, ())
        }

    def of(self, kinds: Collection[str]) -> list[Held]:
        return [self._read(one) for kind in sorted(kinds) for one in self._kinds.get(kind, ())]

    def all_keys(self) -> Iterator[Key]:
        for record in sorted(self._records):
            labels = (self.held[one].entry.label for one in self._records[record])
            yield from ((kind, record) for kind in sorted({label.kind for label in labels if label}))

    def under(self, rosters: Collection[bytes]) -> set[Key]:
        labels = (placed.entry.label for placed in self.held.values())
        return {(label.kind, label.record) for label in labels if label and label.roster in rosters}

    def parts(self) -> Iterator[tuple[bytes, bytes]]:
        for one in sorted(self.held):
            yield one, held_parts(self.held[one].entry)

    def _read(self, one: bytes) -> Held:
        placed = self.held[one]
        return Held(one, placed.entry.link.seq, placed.branch, placed.entry.label, placed.entry.values)

    def _index(self, entry: Entry) -> None:
        label = entry.label
        if label is None:
            return
        self._records.setdefault(label.record, {})[entry.id] = None
        if label.kind in FOUND_BY_KIND:
            self._kinds.setdefault(label.kind, {})[entry.id] = None
        if label.kind == "transition":
            for named in label.rests_on:
                self._resting.setdefault(named[:32], set()).add(label.record)
