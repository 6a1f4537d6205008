"""The fold's worlds again, on real SQLCipher files: the same code, the same states."""

from __future__ import annotations

import itertools
import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldcase.model.ledger.fold import Fold
from fieldcase.vault.database import Connection
from fieldcase.vault.ledger.shelf import SqlShelf
from tests.unit.model.ledger.oracle import Oracle
from tests.unit.model.ledger.vaults import ROSTERS, RULES, MakeFold, Roles, Watched, pieces
from tests.unit.model.ledger.worlds import OPS, World
from tests.unit.vault.ledger.rooms import new_file

Ops = list[tuple[int, int, int, int]]


@contextmanager
def files() -> Iterator[MakeFold]:
    """Makes folds, each on a file of its own."""
    with tempfile.TemporaryDirectory() as folder:
        opened: list[Connection] = []
        number = itertools.count()

        def make(roles: Roles) -> Fold:
            opened.append(new_file(Path(folder) / f"{next(number)}.db"))
            return Fold(SqlShelf(opened[-1], "KAL/case"), RULES, roles)

        yield make
        for connection in opened:
            connection.close()


def hold(ops: Ops, seed: int) -> None:
    with files() as make:
        world = World(ops, seed, make)
        for vault in world.vaults:
            ledger = vault.ledger
            ledger.no_erased_text(world.canaries)
            reread = Fold(SqlShelf(ledger.fold.shelf.connection, "KAL/case"), RULES, ledger.roles)  # type: ignore[attr-defined]
            assert reread.digests() == ledger.fold.digests()
            assert reread.digests().state == Oracle(ledger.entries(), RULES, ledger.roles).digest()
        everything = list(world.everything.values())
        ends = set()
        for maker in (make, None):
            ledger = Watched(maker) if maker else Watched()
            ledger.roles.rosters |= set(ROSTERS)
            rest = pieces(everything, world.chance)
            while rest:
                size = world.chance.randrange(1, 12)
                ledger.apply(rest[:size])
                rest = rest[size:]
            ledger.no_erased_text(world.canaries)
            ends.add(ledger.fold.digests())
        assert len(ends) == 1, "SQL and memory say the same"


def test_a_crowded_world_holds_on_files() -> None:
    chance = random.Random(77)
    for _ in range(2):
        ops = [
            (chance.randrange(20), chance.randrange(3), chance.randrange(12), chance.randrange(12)) for _ in range(60)
        ]
        hold(ops, chance.randrange(2**32))


@pytest.mark.slow
@settings(max_examples=100)
@given(OPS, st.integers(0, 2**32))
def test_a_hundred_worlds_hold_on_files(ops: Ops, seed: int) -> None:
    hold(ops, seed)
