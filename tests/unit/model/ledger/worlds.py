"""Worlds for the fold: three vaults that write, decide, erase, revoke, fork, lie and exchange parts of what they hold.

A world is made from a list of numbers, so that hypothesis can draw and shrink it. Names in it are canaries.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import strategies as st

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


OPS = st.lists(
    st.tuples(st.integers(0, 19), st.integers(0, 2), st.integers(0, 11), st.integers(0, 11)), min_size=10, max_size=60
)


class World:
    """Three vaults and every entry that was ever written."""

    def __init__(self, ops: list[tuple[int, int, int, int]], seed: int, make: MakeFold = memory) -> None:
        self.chance, self.canaries = random.Random(seed), Canaries()
        self.everything: dict[bytes, Entry] = {}
        self.vaults = [Vault(number, self.chance, self.canaries, make) for number in range(3)]
        for op in [(17, 0, 0, 0), (17, 1, 0, 0), (17, 2, 0, 0), *ops]:
            self.act(*op)

    def act(self, op: int, a: int, b: int, c: int) -> None:
        vault, other = self.vaults[a % 3], self.vaults[(a + 1 + b % 2) % 3]
        acts: dict[int, Callable[[Vault, Vault, int, int], None]] = {
            4: self.consent,
            5: self.transition,
            6: self.deletion,
            7: lambda v, w, b, c: void(v.erase(TARGETS[b % 4][1], [None, ["name"], ["contacts"]][c % 3])),
            8: self.confirm,
            9: self.revoke,
            10: self.adopt,
            11: self.same,
            12: self.restore,
            13: self.without,
            14: self.changed_client,
            15: self.malformed,
            16: self.roster,
        }
        acts.get(op, self.edit if op <= 3 else self.send)(vault, other, b, c)
        for each in self.vaults:
            for entry in each.ledger.entries():
                self.everything.setdefault(entry.id, entry)

    def edit(self, v: Vault, w: Vault, b: int, c: int) -> None:
        key = TARGETS[b % 4]
        if key[0] == "risk":
            v.edit(key, "risk", {"level": RISKS[c % 4]})
        else:
            v.edit(key, ["name", "born", f"contacts/{c % 3}"][c % 3], self.canaries.next())

    def consent(self, v: Vault, w: Vault, b: int, c: int) -> None:
        party = [PERSON, OTHER][b % 2].hex()
        value = {"party": party, "scope": "state_letter", "recipient": "", "level": LEVELS[c % 4]}
        key = ("consent", natural_id("consent", party, "state_letter", ""))
        if c == 11:
            v.edit(key, "remark", self.canaries.next())
        else:
            v.edit(key, "decision", value)

    def transition(self, v: Vault, w: Vault, b: int, c: int) -> None:
        to = ["approved", "signed", "dispatched", "approved"][c % 4]
        consents = [record for kind, record in v.ledger.fold.shelf.all_keys() if kind == "consent"]
        records = [LETTER, *consents[: c % 2]]
        if c % 5 == 4:
            value = {"machine": "case", "record": LETTER.hex(), "to": "open"}
            key = ("transition", natural_id("transition", "case", LETTER.hex()))
            ground = [head.ref for head in v.ledger.state(LETTERS).heads()]
            v.edit(key, "status", value, rests_on=[*v.all_heads(LETTER), *ground])
        else:
            v.decide(to, *records)

    def deletion(self, v: Vault, w: Vault, b: int, c: int) -> None:
        record = TARGETS[b % 4][1]
        if c % 3:
            v.delete(record)
        else:
            v.edit(("deletion", record), "deleted", False)

    def confirm(self, v: Vault, w: Vault, b: int, c: int) -> None:
        law = v.ledger.fold.shelf.of({"erasure", "revocation"})
        asked = sorted(one.id for one in law if one.branch)
        if asked:
            v.confirm(asked[c % len(asked)])

    def revoke(self, v: Vault, w: Vault, b: int, c: int) -> None:
        known = v.chained(w.feed.seat)
        if known:
            held = v.ledger.fold.shelf.find(known)
            roots = {branch.number: branch.root for branch in v.ledger.fold.chains.branches.values()}
            last = {roots[held[i].branch]: i for i in self.chance.sample(known, len(known))}
            v.revoke(w.feed.seat, last.values())

    def adopt(self, v: Vault, w: Vault, b: int, c: int) -> None:
        fold = v.ledger.fold
        held = fold.shelf.find([one for one, _ in fold.shelf.parts()]).values()
        cut = sorted(one.id for one in held if one.branch and fold.judgement.cuts(one))
        if cut:
            v.write("adoption", b"A" * 16, [("adopt", "", ())], rests_on=cut[c % len(cut) :][:2])

    def same(self, v: Vault, w: Vault, b: int, c: int) -> None:
        one, two = sorted([PERSON.hex(), OTHER.hex()])
        v.edit(("same", natural_id("same", one, two)), "same", {"a": one, "b": two, "is": bool(c % 2)})

    def restore(self, v: Vault, w: Vault, b: int, c: int) -> None:
        """A restored copy goes on from an older entry, or properly in a new feed."""
        own = [entry for entry in v.ledger.entries() if entry.link.feed == v.feed.id]
        own.sort(key=lambda entry: (entry.link.seq, entry.id))
        v.feed.last = own[c % len(own)]
        if c % 2:
            v.renew()

    def without(self, v: Vault, w: Vault, b: int, c: int) -> None:
        """Decided although a part is missing."""
        key = TARGETS[b % 4]
        value = {"level": "high"} if key[0] == "risk" else self.canaries.next()
        v.edit(key, "born", value, without=v.ledger.state(key).missing)

    def changed_client(self, v: Vault, w: Vault, b: int, c: int) -> None:
        key, refs = TARGETS[b % 4], sorted(self.canaries.word)
        some = [self.chance.choice(refs)] if refs else []
        bad = [some, [self.chance.randbytes(34)], [head.ref for head in v.ledger.heads(key, "name")], []][c % 4]
        value = {"level": "low"} if key[0] == "risk" else self.canaries.next()
        count = [1, LAST_COUNT, v.ledger.fold.highest + 1][c % 3]
        v.write(*key, [("born", value, bad)], count=count, roster=ROSTERS[c % 2])

    def malformed(self, v: Vault, w: Vault, b: int, c: int) -> None:
        """Values of the wrong form, under a good hash."""
        key = TARGETS[b % 4]
        salt = self.chance.randbytes(16)
        texts = [salt + text for text in (b"no json", b'["name"]', b'[7,"x"]', b'{"name":1}')]
        value = texts[c % 4]
        heads = tuple(head.ref for head in v.ledger.heads(key, "name")) if c % 2 else ()
        row = ((sha(value), heads),)
        count = min(v.ledger.fold.highest + 1, LAST_COUNT)
        label = Label(salt, 0, True, count, key[1], key[0], row)
        last = v.feed.last
        assert last is not None
        v.feed.last = make_entry(v.feed.id, last.link.seq + 1, last.id, label, [value])
        v.ledger.apply([v.feed.last])

    def roster(self, v: Vault, w: Vault, b: int, c: int) -> None:
        """Acts under a roster from now on, which others may not hold yet; or learns one."""
        if c % 3:
            v.ledger.learn(ROSTERS[b % 2])
        else:
            v.roster = [None, *ROSTERS][b % 3]

    def send(self, v: Vault, w: Vault, b: int, c: int) -> None:
        """One sends the other what it holds, more or less of it."""
        hide, chance = TARGETS[c % 4][1], self.chance
        ways: list[Callable[[Entry], Entry | None]] = [
            lambda e: e,
            lambda e: part(e, label=e.label is None or e.label.record != hide),
            lambda e: part(e, keep=lambda i: e.values[i] is None or path_of(e.values[i] or b"") != "name"),
            lambda e: part(e, keep=lambda i: chance.random() < 0.5),
            lambda e: e if e.link.feed == v.feed.id or e.link.seq < 3 else None,
            lambda e: e if chance.random() < 0.7 else None,
        ]
        way = ways[(b + c) % 6]
        w.ledger.apply([sent for entry in v.ledger.entries() if (sent := way(entry)) is not None])


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
