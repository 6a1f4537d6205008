"""Worlds of real vaults: edited apart, exchanged in pieces, erased, put back, with clocks wrong by years.

The pure fold is tried on many more (tests/unit/model/ledger/worlds.py); here are files, keys, sealed rows and views.
Wherever the same entries of a room are held, `check --digest` says the same, and in the end all hold the same.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldcase.model.declare import natural_id
from fieldcase.model.ledger.entries import NEVER_WITHHELD, ZERO, Entry, part
from fieldcase.model.ledger.fold import Digests
from fieldcase.vault.checking import check
from fieldcase.vault.ledger.sealing import SealedEntriesWait
from fieldcase.vault.vault import Vault
from fieldcase.vault.writing import Writing
from tests.unit.vault.vaults import new_vault, opened

Ops = list[tuple[int, int, int, int]]
OPS = st.lists(
    st.tuples(st.integers(0, 11), st.integers(0, 2), st.integers(0, 9), st.integers(0, 9)), min_size=6, max_size=36
)
ROOMS = ("XKAL/case", "XKAL/identity")
RECORDS = [natural_id("world", str(n)) for n in range(3)]
LEVELS = ("NONE", "ANON", "CODED", "NAMED")
NOW = datetime(2026, 3, 12, tzinfo=UTC)
CANARY = "Zyxquandril"


class World:
    """Three vaults and what happens to them. `numbers` decide everything."""

    def __init__(self, folder: Path, template: Path, ops: Ops, seed: int) -> None:
        self.folder, self.chance = folder, random.Random(seed)
        self.states: dict[tuple[str, str], str] = {}
        shutil.copytree(template, folder / "office")
        self.office = folder / "office"
        self.vaults = [opened(self.office, name=name) for name in ("0", "1", "2")]
        self.kept: set[int] = set()
        self.canaries = 0
        for op in ops:
            self.step(*op)
        for _ in range(2):
            for giver in range(3):
                for taker in range(3):
                    self.give(giver, taker, whole=True)

    def close(self) -> None:
        for vault in self.vaults:
            vault.close()

    def step(self, op: int, who: int, a: int, b: int) -> None:
        match op:
            case 0 | 1 | 2:
                self.edit(who, a, b)
            case 3:
                self.name(who, a, b)
            case 4:
                self.consent(who, a, b)
            case 5:
                self.hide(who, a, yes=b < 6)
            case 6:
                self.decide(who, a, b)
            case 7:
                self.same(who, a, yes=b < 7)
            case 8 | 9:
                self.give(who, (who + 1 + a % 2) % 3, whole=b > 5)
            case 10:
                self.erase(who, a, b)
            case _:
                self.put_back(who)
        self.look(who)

    # --- what a person does

    def writing(self, who: int) -> Writing:
        """At a time that may be years wrong."""
        return Writing(self.vaults[who], NOW + timedelta(days=self.chance.choice([0, 0, 1, -1500, 4000])))

    def edit(self, who: int, a: int, b: int) -> None:
        with self.writing(who) as writing:
            writing.set("case", RECORDS[a % 3], {("title_neutral", "old_number")[b % 2]: f"Said {b} by {who}"})
            writing.commit()

    def name(self, who: int, a: int, b: int) -> None:
        self.canaries += 1
        said = {"kind": "person", f"names/{b % 2}": None if b == 9 else {"full": f"{CANARY} {self.canaries}"}}
        with self.writing(who) as writing:
            writing.set("party", RECORDS[a % 3], said)
            writing.commit()

    def consent(self, who: int, a: int, b: int) -> None:
        party = RECORDS[a % 3]
        answer = {"party": party, "scope": "share_hq", "level": LEVELS[b % 4]}
        with self.writing(who) as writing:
            writing.set("consent", natural_id("consent", party, "share_hq", ""), {"answer": answer})
            writing.commit()

    def hide(self, who: int, a: int, *, yes: bool) -> None:
        with self.writing(who) as writing:
            (writing.delete if yes else writing.restore)("case", RECORDS[a % 3])
            writing.commit()

    def decide(self, who: int, a: int, b: int) -> None:
        record = RECORDS[a % 3]
        heads = self.vaults[who].heads("case", record)
        if heads:
            with self.writing(who) as writing:
                writing.transition("case", record, ("triage", "closed")[b % 2], rests_on=heads)
                writing.commit()

    def same(self, who: int, a: int, *, yes: bool) -> None:
        with self.writing(who) as writing:
            writing.same("party", RECORDS[a % 3], RECORDS[(a + 1) % 3], yes)
            writing.commit()

    def erase(self, who: int, a: int, b: int) -> None:
        """One asks, another confirms: names go, wherever they are."""
        record, room = bytes.fromhex(RECORDS[a % 3]), ROOMS[1]
        other = (who + 1 + b % 2) % 3
        if not self.vaults[who].rooms_holding("party", record.hex()):
            return
        with self.writing(who) as writing:
            held = self.vaults[who].values("party", record.hex())
            assert held
            writing._append(room, "erasure", record, {"erase": {"fields": ["names"], "values": {}}})
            writing.commit()
        self.give(who, other, whole=True)
        found = self.vaults[who].rooms.room(room)
        assert found is not None
        asked = tuple(sorted(found.ledger.judgement.asked))
        with self.writing(other) as writing:
            writing._append(room, "confirm", record, {"confirm": True}, asked)
            writing.commit()

    # --- what happens to entries and laptops

    def give(self, giver: int, taker: int, *, whole: bool) -> None:
        """Slices of one vault for another: from where it may be, parts withheld, in pieces, some twice."""
        if giver == taker:
            return
        for name in ROOMS:
            room, there = self.vaults[giver].rooms.room(name), self.vaults[taker].rooms.room(name)
            assert room is not None
            assert there is not None
            heads = list(room.ledger.heads())
            self.chance.shuffle(heads)
            for head in heads:
                entries = list(room.ledger.slice(ZERO, head.entry))
                held = there.ledger.holds({entry.id for entry in entries})
                if not whole and self.chance.random() < 0.5:
                    entries = [entry for entry in entries if entry.id not in held]
                given = [entry if whole else self.part(entry) for entry in entries]
                self.chance.shuffle(given)
                for _ in range(1 + (not whole and self.chance.random() < 0.3)):
                    try:
                        with self.vaults[taker].taking(name) as taking:
                            taking.apply(given, [head])
                    except SealedEntriesWait:
                        break
                there = self.vaults[taker].rooms.room(name)
                assert there is not None
        self.look(taker)

    def part(self, entry: Entry) -> Entry:
        if entry.label is None or entry.label.kind in NEVER_WITHHELD:
            return entry
        lot = random.Random(f"{entry.label.record.hex()} {self.chance.randrange(3)}").random()
        return part(entry, label=lot > 0.2, keep=lambda position: lot > 0.5)

    def put_back(self, who: int) -> None:
        """The folder as it was when this was last done, with today's note outside; the first time it is only kept."""
        vault, kept = self.vaults[who].folder, self.folder / f"kept-{who}"
        self.vaults[who].close()
        if who in self.kept:
            shutil.rmtree(vault)
            shutil.move(kept, vault)
        shutil.copytree(vault, kept)
        self.kept.add(who)
        self.vaults[who] = opened(self.office, name=vault.name)

    # --- what has to hold

    def look(self, who: int) -> None:
        for name in ROOMS:
            room = self.vaults[who].rooms.room(name)
            assert room is not None
            self.told(name, room.ledger.digest())

    def told(self, name: str, digests: Digests) -> None:
        """Equal entries, equal state, whoever holds them and however they came."""
        assert self.states.setdefault((name, digests.entries), digests.state) == digests.state

    def hold(self) -> None:
        ends = []
        for number, vault in enumerate(self.vaults):
            found = check(vault)
            assert [fault for fault in found.faults if "two ways" not in fault.sentence] == []
            vault.close()
            self.vaults[number] = again = opened(self.office, name=vault.folder.name)
            ends.append({name: room.ledger.digest() for name in ROOMS if (room := again.rooms.room(name))})
            self.erased_is_gone(again)
        assert ends[0] == ends[1] == ends[2]

    def erased_is_gone(self, vault: Vault) -> None:
        room = vault.rooms.room(ROOMS[1])
        assert room is not None
        for record in room.ledger.judgement.erasures:
            found = {head.why for head in room.ledger.state("party", record).heads() if head.path.startswith("names")}
            texts = [one for one in vault.history("party", record.hex()) if one.path.startswith("names/")]
            known = {one.label.knows for one in room.ledger.written("party", record)}
            assert "erased" in found or not texts or len(known) > 1


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template")
    for name in ("0", "1", "2"):
        new_vault(folder, name=name).close()
    shutil.rmtree(folder / "outside", ignore_errors=True)
    return folder


def hold(template: Path, ops: Ops, seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder), template, ops, seed)
        try:
            world.hold()
        finally:
            world.close()


def test_a_crowded_world_holds(template: Path) -> None:
    chance = random.Random(5)
    ops = [(n % 12, chance.randrange(3), chance.randrange(10), chance.randrange(10)) for n in range(24)]
    chance.shuffle(ops)
    hold(template, ops, 6)


@pytest.mark.slow
@settings(max_examples=100)
@given(OPS, st.integers(0, 2**32))
def test_a_hundred_worlds_hold(template: Path, ops: Ops, seed: int) -> None:
    hold(template, ops, seed)
