"""Worlds for the fold: three vaults that write, decide, erase, revoke, fork, lie and exchange parts of what they hold.

A world is made from a list of numbers, so that hypothesis can draw and shrink it. Names in it are canaries.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from hypothesis import strategies as st

from fieldcase.model.ledger.entries import (
    LAST_COUNT,
    Entry,
    Label,
    make_entry,
    natural_id,
    part,
    path_of,
    sha,
)
from tests.unit.model.ledger.vaults import (
    LETTER,
    LETTERS,
    LEVELS,
    OTHER,
    PERSON,
    RISKS,
    ROSTERS,
    TARGETS,
    Canaries,
    MakeFold,
    Vault,
    memory,
    void,
)

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
