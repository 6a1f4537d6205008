"""Feeds and plain vaults in memory for tests of the ledger: seats, roles, entries written, shared and cut in pieces."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from fieldcase.model.ledger.entries import (
    LAST_COUNT,
    LAST_WALL,
    NEVER_WITHHELD,
    ZERO,
    Entry,
    Key,
    Label,
    Ref,
    covered,
    make_entry,
    natural_id,
    part,
    path_of,
    ref,
    seat_record,
    sha,
    value_bytes,
)
from fieldcase.model.ledger.fold import Changes, Fold
from fieldcase.model.ledger.rules import Decided, FoldRules
from fieldcase.model.ledger.shelf import MemoryShelf
from fieldcase.model.ledger.state import Head, RecordState

KEYS = [Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32) for number in range(1, 5)]


SEATS = [key.public_key().public_bytes_raw() for key in KEYS]


PERSON, OTHER, LETTER, DANGER = b"P" * 16, b"Q" * 16, b"L" * 16, b"R" * 16


TARGETS = [("person", PERSON), ("person", OTHER), ("letter", LETTER), ("risk", DANGER)]


LEVELS = ("NONE", "ANON", "CODED", "NAMED")


RISKS = ("imminent", "high", "some", "low")


RULES = FoldRules(
    kinds={
        "consent": Decided(path="decision", key=("party", "scope", "recipient"), order=LEVELS),
        "risk": Decided(order=RISKS),
    },
    facts=frozenset({("letter", "dispatched"), ("letter", "withdrawn")}),
)


LETTERS: Key = ("transition", natural_id("transition", "letter", LETTER.hex()))


NAME: Key = ("person", PERSON)


TEXT: Key = ("letter", LETTER)


AGREED = {"party": PERSON.hex(), "scope": "state_letter", "recipient": "", "level": "NAMED"}


ROW: Key = ("consent", natural_id("consent", PERSON.hex(), "state_letter", ""))


ROSTERS = [sha(b"roster one"), sha(b"roster two")]


FORBIDDEN = {  # by roster and seat, the kinds that the seat's roles do not allow
    ROSTERS[0]: {SEATS[1]: {"consent", "confirm"}, SEATS[2]: {"transition", "erasure"}},
    ROSTERS[1]: {SEATS[0]: {"risk", "revocation"}, SEATS[2]: {"person", "deletion", "adoption"}},
}


Values = tuple[bytes | None, ...]


LAW_WAITS = {"erasure", "confirm", "revocation"}


class Roles:
    """Roles by the rosters that a vault holds; what cannot be taken back waits for its roster."""

    def __init__(self) -> None:
        self.rosters: set[bytes] = set()

    def __call__(self, label: Label, seat: bytes, values: Values = ()) -> bool:
        if label.roster is None:
            return True
        if label.roster not in self.rosters:
            return label.kind not in LAW_WAITS
        if label.kind in FORBIDDEN[label.roster].get(seat, set()):
            return False
        # some rights hang on what is written, as far as it can be read
        return not any(path_of(value) == "contacts/1" for value in values if value and label.kind == "person")


class Feed:
    """One seat's entries, unsigned; `last` may be set back, as a restored copy would."""

    def __init__(self, seat: bytes, room: str, chance: Callable[[int], bytes]) -> None:
        self.seat, self.chance, self.id = seat, chance, chance(16)
        self.last: Entry | None = None
        birth = {"seat": seat.hex(), "room": room, "after": ZERO.hex()}
        self.first = self.write("feed", self.id, [("feed", birth, ())])

    def write(
        self,
        kind: str,
        record: bytes,
        values: Sequence[tuple[str, Any, Sequence[Ref]]],
        *,
        count: int = 0,
        wall: int = 0,
        rests_on: Iterable[bytes] = (),
        knows: Iterable[bytes] = (),
        roster: bytes | None = None,
    ) -> Entry:
        texts = [value_bytes(self.chance(16), path, value) for path, value, _ in values]
        rows = tuple((sha(text), tuple(replaces)) for text, (_, _, replaces) in zip(texts, values, strict=True))
        label = Label(
            self.chance(16), wall, True, min(count, LAST_COUNT), record, kind, rows, (*rests_on,), (*knows,), roster
        )
        seq, prev = (self.last.link.seq + 1, self.last.id) if self.last else (0, ZERO)
        self.last = make_entry(self.id, seq, prev, label, texts)
        return self.last


MakeFold = Callable[[Roles], Fold]


def memory(roles: Roles) -> Fold:
    return Fold(MemoryShelf(), RULES, roles)


class Watched:
    """A fold that notices an older value come back, and a record that changed without being touched."""

    def __init__(self, make: MakeFold = memory) -> None:
        self.roles = Roles()
        self.fold = make(self.roles)
        self.past: dict[Key, set[Ref]] = {}
        self.cut: dict[Key, set[bytes]] = {}
        self.known: dict[Key, bytes] = {}

    def apply(self, entries: Iterable[Entry]) -> Changes:
        changes = self.fold.apply(list(entries))
        self._watch(changes)
        return changes

    def learn(self, roster: bytes) -> None:
        self.roles.rosters.add(roster)
        self._watch(self.fold.rejudge([roster]))

    def _watch(self, changes: Changes) -> None:
        look = self.fold.look()
        for state in self.fold.states(list(self.fold.shelf.all_keys())):
            key = (state.kind, state.record)
            digest = state.digest()
            assert key in changes.touched or self.known.get(key) == digest, "changed, but not touched"
            self.known[key] = digest
            if key not in changes.touched:
                continue
            heads = {head.ref for head in state.heads()}
            rows = look.kinds(state.record).get(state.kind, [])
            cut = {held.id for held in rows if not look.court.counts(held)}
            if cut - self.cut.get(key, set()):  # a revocation or a role: the only ways back for an older value
                self.past.pop(key, None)
            self.cut[key] = cut
            assert not heads & self.past.get(key, set()), "an older value came back"
            refs = {ref(held.id, position) for held in rows for position in range(len(held.values))}
            self.past.setdefault(key, set()).update(refs - heads - {head.ref for head in state.ghosts})

    def entries(self) -> list[Entry]:
        shelf = self.fold.shelf
        return list(shelf.entries([one for one, _ in shelf.parts()]).values())

    def state(self, key: Key) -> RecordState:
        return self.fold.state(*key)

    def heads(self, key: Key, path: str) -> list[Head]:
        return self.state(key).fields.get(path, [])

    def no_erased_text(self, canaries: Canaries) -> None:
        """No value that an erasure in force takes is held, and no canary of one shown."""
        judgement, gone = self.fold.judgement, set()
        for entry in self.entries():
            label = entry.label
            if label is None or label.kind in NEVER_WITHHELD:
                continue
            scopes = judgement.scopes(label.record, label.knows)
            for position, value in enumerate(entry.values):
                assert value is None or not covered(path_of(value) or "", scopes)
                at = ref(entry.id, position)
                if at in canaries.word and covered(canaries.path[at], scopes):
                    gone.add(canaries.word[at])
        shown = [
            repr(head.value) for state in self.fold.states(list(self.fold.shelf.all_keys())) for head in state.heads()
        ]
        kept = b"".join(value for entry in self.entries() for value in entry.values if value is not None)
        assert not any(word in text for word in gone for text in shown)
        assert not any(word.encode() in kept for word in gone)


class Canaries:
    """The words of one world, by the value they stand in."""

    def __init__(self) -> None:
        self.word: dict[Ref, str] = {}
        self.path: dict[Ref, str] = {}

    def next(self) -> str:
        return f"canary-{len(self.word)}-"


class Vault:
    """One vault: a seat, its feed, and what it holds."""

    def __init__(self, number: int, chance: random.Random, canaries: Canaries, make: MakeFold = memory) -> None:
        self.ledger, self.number, self.chance, self.canaries = Watched(make), number, chance, canaries
        self.wall = [0, LAST_WALL, 10**12][number % 3]
        self.roster: bytes | None = None
        self.renew()

    def renew(self) -> None:
        self.feed = Feed(SEATS[self.number], "KAL/case", self.chance.randbytes)
        self.ledger.apply([self.feed.first])

    def write(self, kind: str, record: bytes, values: Any, count: int | None = None, **more: Any) -> Entry:
        knows = [*self.ledger.fold.erasures_known(record), *more.pop("without", ())]
        more = {"wall": self.wall, "roster": self.roster} | more
        count = count or self.ledger.fold.highest + 1
        entry = self.feed.write(kind, record, values, count=count, knows=knows, **more)
        for position, (path, value, _) in enumerate(values):
            if isinstance(value, str):
                at = ref(entry.id, position)
                self.canaries.word[at], self.canaries.path[at] = value, path
        self.ledger.apply([entry])
        return entry

    def edit(self, key: Key, path: str, value: Any, **more: Any) -> Entry:
        """What an honest program does: replace the heads whose text is here, or was erased."""
        state = self.ledger.state(key)
        heads = [head.ref for head in state.fields.get(path, []) if head.why != "withheld"]
        heads += [head.ref for head in state.ghosts] if RULES.restrictive(key[0]) else []
        return self.write(*key, [(path, value, heads)], **more)

    def erase(self, record: bytes, fields: list[str] | None) -> Entry:
        """Names record and fields, and lists the values known, so that their field is not forgotten with their text."""
        values: dict[str, list[str]] = {}
        for entry in sorted(self.ledger.entries(), key=lambda entry: entry.id):
            label = entry.label
            if label is None or label.record != record or label.kind in NEVER_WITHHELD:
                continue
            for position, value in enumerate(entry.values):
                path = path_of(value) if value is not None else None
                if path is not None and covered(path, [None if fields is None else tuple(fields)]):
                    values.setdefault(path, []).append(ref(entry.id, position).hex())
        return self.write("erasure", record, [("erase", {"fields": fields, "values": values}, ())])

    def confirm(self, asked: bytes) -> Entry:
        return self.write("confirm", b"C" * 16, [("confirm", "", ())], rests_on=[asked])

    def revoke(self, seat: bytes, kept: Iterable[bytes]) -> Entry:
        return self.write("revocation", seat_record(seat), [("revoke", "", ())], rests_on=sorted(kept))

    def all_heads(self, *records: bytes) -> list[Ref]:
        fold = self.ledger.fold
        keys = [key for record in sorted(records) for key in fold.ours(record)]
        return [head.ref for state in fold.states(keys) for head in state.heads()]

    def delete(self, record: bytes) -> Entry:
        names = sorted({head[:32] for head in self.all_heads(record)})
        return self.edit(("deletion", record), "deleted", True, rests_on=names)

    def decide(self, to: str, *records: bytes) -> Entry:
        value = {"machine": "letter", "record": LETTER.hex(), "to": to}
        return self.edit(LETTERS, "status", value, rests_on=self.all_heads(*records))

    def chained(self, seat: bytes) -> list[bytes]:
        """Ids of the entries of a seat whose chains are whole here."""
        fold = self.ledger.fold
        held = fold.shelf.find([one for one, _ in fold.shelf.parts()])
        branches = fold.chains.branches
        return sorted(i for i, one in held.items() if one.branch and branches[one.branch].seat == seat)


def void(entry: Entry) -> None:
    """What was written is looked at elsewhere."""


def pieces(entries: list[Entry], chance: random.Random) -> list[Entry]:
    """Every entry whole once, and before or after it links alone, labels alone, some values, and the same again."""
    out = list(entries)
    for entry in entries:
        some = [
            part(entry, label=False),
            part(entry, keep=lambda position: False),
            part(entry, keep=lambda position: chance.random() < 0.5),
            entry,
        ]
        out += some[: chance.randrange(5)]
    chance.shuffle(out)
    return out


def share(vaults: list[Vault]) -> list[Entry]:
    """Everybody sends everybody everything."""
    every = {entry.id: entry for vault in vaults for entry in vault.ledger.entries()}
    for vault in vaults:
        vault.ledger.apply(every.values())
    return list(every.values())


def trio(seed: int = 1, make: MakeFold = memory) -> list[Vault]:
    """Three vaults that know each other's feeds."""
    chance, canaries = random.Random(seed), Canaries()
    vaults = [Vault(number, chance, canaries, make) for number in range(3)]
    share(vaults)
    return vaults
