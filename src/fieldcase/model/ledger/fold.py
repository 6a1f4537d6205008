"""The fold: a set of entries held, kept on a shelf, and the state as a pure function of it.

`apply` takes entries in any order, repeated, with parts withheld or following later, and says which records have to
be looked at again (rule 19); `state` and `states` compute from what is held and keep nothing. The same set gives the
same state, whatever way it came. Refuses nothing that `read_entry` has read: an entry whose chain is not whole waits.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice

import msgspec

from fieldcase.model.ledger.entries import LAW, NEVER_WITHHELD, Entry, Key, joined, seat_record, sha
from fieldcase.model.ledger.judging import Judge, Judgement
from fieldcase.model.ledger.looking import Court, Look
from fieldcase.model.ledger.placing import Chains
from fieldcase.model.ledger.rules import Apart, FoldRules, Lawful, another, anybody
from fieldcase.model.ledger.shelf import WAITING, Branch, Held, Shelf
from fieldcase.model.ledger.state import RecordState, left
from fieldcase.model.ledger.transitions import read

BATCH = 1000


class Changes(msgspec.Struct, frozen=True):
    """What applying did: records to look at again; ids of entries that came, were filled, chained or lost values to an
    erasure; how many are new, filled, wait for others; branches that left another one here (forks); how many lost
    values to an erasure."""

    touched: frozenset[Key] = frozenset()
    entries: tuple[bytes, ...] = ()
    new: int = 0
    filled: int = 0
    waiting: int = 0
    forks: tuple[Branch, ...] = ()
    erased: int = 0

    def then(self, other: Changes) -> Changes:
        """Both together."""
        return Changes(
            self.touched | other.touched,
            (*self.entries, *other.entries),
            self.new + other.new,
            self.filled + other.filled,
            self.waiting + other.waiting,
            self.forks + other.forks,
            self.erased + other.erased,
        )


class Digests(msgspec.Struct, frozen=True):
    """Both digests of a room in hex (section 7): equal `entries` make equal `state`."""

    entries: str
    state: str


class Fold:
    """One room's entries on a shelf. `checked`: an entry counts only under a head signed by its feed's seat."""

    def __init__(
        self,
        shelf: Shelf,
        rules: FoldRules,
        lawful: Lawful = anybody,
        apart: Apart = another,
        *,
        checked: bool = False,
    ) -> None:
        self.shelf, self.rules, self.checked = shelf, rules, checked
        self.judge = Judge(lawful, apart)
        self.load()

    def load(self) -> None:
        """Read anew what is kept in memory: after a transaction that was given up."""
        self.chains = Chains(self.shelf, checked=self.checked)
        self.judgement = self._judged()

    # --- taking entries in

    def apply(self, entries: Iterable[Entry], signers: Mapping[bytes, tuple[bytes, ...]] | None = None) -> Changes:
        """Hold these entries too. `signers`: by entry id, the seats that signed heads it stands under."""
        batch: dict[bytes, Entry] = {}
        for entry in entries:
            old = batch.get(entry.id)
            batch[entry.id] = entry if old is None else joined(old, entry)
        held = self.shelf.find(batch.keys() - self.chains.surely_new(batch))
        new = [self._spared(entry) for one, entry in batch.items() if one not in held]
        filled = [full for one, old in held.items() if (full := self._filled(batch[one], old)) is not None]
        forks = len(self.chains.branches)
        again = [batch[one] for one, old in held.items() if old.branch == WAITING]
        placed = self.chains.take(new, again, signers or {})
        self.shelf.fill(filled)
        self.chains.count((held[entry.id].branch, entry.label.count) for entry in filled if entry.label)
        fresh = [*new, *filled]
        touched = {(entry.label.kind, entry.label.record) for entry in fresh if entry.label}
        touched |= {(one.label.kind, one.label.record) for one in placed.chained if one.label}
        if self._concerns_law(fresh, placed.chained, placed.seats):
            touched |= self._rejudge()
        erased = self._erase({record for _kind, record in touched})
        opened = list(self.chains.branches.values())[forks:]
        return Changes(
            frozenset(self._widened(touched)),
            (*(entry.id for entry in (*fresh, *placed.chained)), *erased),
            len(new),
            len(filled),
            placed.waiting,
            tuple(msgspec.structs.replace(branch) for branch in opened if branch.parent),
            len(erased),
        )

    def rejudge(self, rosters: Collection[bytes] | None = None) -> Changes:
        """Rosters arrived, or were revoked: judge the entries that name them anew (None: every entry)."""
        touched = set(self.shelf.all_keys()) if rosters is None else self.shelf.under(rosters)
        touched |= self._rejudge()
        erased = self._erase({record for _kind, record in touched})
        return Changes(frozenset(self._widened(touched)), tuple(erased), erased=len(erased))

    def _spared(self, entry: Entry) -> Entry:
        """The entry without what an erasure in force takes: it is never stored again."""
        if entry.label is None or entry.label.record not in self.judgement.erasures:
            return entry
        return msgspec.structs.replace(entry, values=left(entry.label, entry.values, self.judgement))

    def _filled(self, entry: Entry, old: Held) -> Entry | None:
        """What a copy adds to the entry held, None when nothing."""
        if entry.label is None:
            return None
        values = entry.values
        if old.label is not None:
            values = tuple(a if a is not None else b for a, b in zip(old.values, values, strict=True))
            if values == old.values:
                return None
        spared = self._spared(msgspec.structs.replace(entry, values=values))
        return None if old.label is not None and spared.values == old.values else spared

    def _concerns_law(self, fresh: Iterable[Entry], chained: Iterable[Entry], seats: Iterable[bytes]) -> bool:
        if any(entry.label is not None and entry.label.kind in LAW for entry in fresh):
            return True
        if any(one.label is not None and one.label.kind in LAW for one in chained):
            return True
        revoked = self.judgement.revoked
        return bool(revoked) and any(seat_record(seat) in revoked for seat in seats)

    def _judged(self) -> Judgement:
        law = self.shelf.of(LAW)
        named = {one for held in law if held.label for one in held.label.rests_on}
        return self.judge.judge(law, self.chains.branches, self.shelf.find(named) if named else {})

    def _rejudge(self) -> set[Key]:
        """Judge afresh; the records that it makes another thing of."""
        old, new = self.judgement, self._judged()
        self.judgement = new
        records = {
            record
            for record in old.erasures.keys() | new.erasures.keys()
            if old.erasures.get(record) != new.erasures.get(record)
        }
        touched = self._all_kinds(records)
        last = 2**63 - 1
        for branch in old.kept.keys() | new.kept.keys():
            low, high = sorted((old.kept.get(branch, last), new.kept.get(branch, last)))
            if low != high:
                touched |= self.shelf.between(branch, low, high)
        for held in self.shelf.find(old.adopted ^ new.adopted).values():
            if held.label:
                touched.add((held.label.kind, held.label.record))
        return touched

    def _erase(self, records: set[bytes]) -> Collection[bytes]:
        """Texts go where an erasure in force names record and field and the label does not know it. Which entries."""
        concerned = records & self.judgement.erasures.keys()
        gone: dict[bytes, tuple[bytes | None, ...]] = {}
        if not concerned:
            return gone
        for rows in self.shelf.rows(concerned).values():
            for held in rows:
                if held.label and (spared := left(held.label, held.values, self.judgement)) != held.values:
                    gone[held.id] = spared
        self.shelf.erase(gone)
        return gone

    def _all_kinds(self, records: Collection[bytes]) -> set[Key]:
        if not records:
            return set()
        return {
            (held.label.kind, record)
            for record, rows in self.shelf.rows(records).items()
            for held in rows
            if held.label
        }

    def _widened(self, touched: set[Key]) -> set[Key]:
        """With all kinds of what was deleted, and, transitively, the transitions that rest on any of it (rule 19)."""
        touched = touched | self._all_kinds({record for kind, record in touched if kind == "deletion"})
        todo = {record for _kind, record in touched}
        seen = set(todo)
        while todo:
            todo = self.shelf.resting(todo) - seen
            seen |= todo
            touched |= {("transition", record) for record in todo}
        return touched

    # --- reading

    @property
    def highest(self) -> int:
        """The highest count in whole chains: the next entry of the room has one more."""
        return max((branch.count for branch in self.chains.branches.values()), default=0)

    def look(self) -> Look:
        """A look at the shelf as it is now."""
        return Look(self.shelf, Court(self.judgement, self.chains.branches, self.rules, self.judge.lawful))

    def state(self, kind: str, record: bytes) -> RecordState:
        """The state of one record; an empty one where nothing is held."""
        return next(iter(self.states([(kind, record)])))

    def states(self, keys: Iterable[Key]) -> Iterator[RecordState]:
        """The states of records, read in batches, in the order given."""
        rest = iter(keys)
        while batch := list(islice(rest, BATCH)):
            yield from read(self.look(), batch)

    def erasures_known(self, record: bytes) -> tuple[bytes, ...]:
        """What a label about this record says in `knows`: the erasures of it in force."""
        return tuple(sorted(self.judgement.erasures.get(record, ())))

    def ours(self, record: bytes) -> list[Key]:
        """The kinds held under a record id, but the ledger's own."""
        kinds = self.look().kinds(record)
        return [(kind, record) for kind in sorted(kinds) if kind not in NEVER_WITHHELD]

    def digests(self) -> Digests:
        """Both digests, from all that is held."""
        entries = sha(*(part for pair in self.shelf.parts() for part in pair))
        rows = sorted(
            (state.kind.encode(), state.record, state.digest()) for state in self.states(self.shelf.all_keys())
        )
        return Digests(entries.hex(), sha(*(part for row in rows for part in row)).hex())
