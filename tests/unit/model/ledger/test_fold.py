"""The fold is free of order: any set of entries, any way it came, gives the state that the rules say."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldcase.model.ledger.entries import Entry
from fieldcase.model.ledger.fold import Digests
from tests.unit.model.ledger.oracle import Oracle
from tests.unit.model.ledger.vaults import ROSTERS, RULES, Watched, pieces
from tests.unit.model.ledger.worlds import OPS, World

FEW = settings(max_examples=60)
MANY = settings(max_examples=2000)


def hold(ops: list[tuple[int, int, int, int]], seed: int) -> None:
    """Equal entries make an equal state; it is the rules'; nothing older, nothing erased comes back."""
    world = World(ops, seed)
    known: dict[tuple[frozenset[bytes], str], str] = {}

    def note(ledger: Watched) -> None:
        digests = ledger.fold.digests()
        under = (frozenset(ledger.roles.rosters), digests.entries)
        assert known.setdefault(under, digests.state) == digests.state

    for vault in world.vaults:  # partial knowledge: kept in step = from scratch = the rules read slowly
        ledger = vault.ledger
        note(ledger)
        ledger.no_erased_text(world.canaries)
        again = Watched()
        again.roles.rosters |= ledger.roles.rosters
        again.apply(ledger.entries())
        digest = ledger.fold.digests().state
        assert digest == again.fold.digests().state
        assert digest == Oracle(ledger.entries(), RULES, ledger.roles).digest()
    everything = list(world.everything.values())
    ends = {end(everything, world, note) for _ in range(2)}
    once = Watched()
    once.roles.rosters |= set(ROSTERS)
    once.apply(everything)
    assert ends == {once.fold.digests()}
    assert once.fold.digests().state == Oracle(everything, RULES, once.roles).digest()
    highest_first(once)


def end(everything: list[Entry], world: World, note: Callable[[Watched], None]) -> Digests:
    """Everything arrives in pieces, in any order, rosters at some moment too."""
    ledger, rest, rosters = Watched(), pieces(everything, world.chance), list(ROSTERS)
    while rest:
        size = world.chance.randrange(1, 8)
        ledger.apply(rest[:size])
        rest = rest[size:]
        if rosters and world.chance.random() < 0.1:
            ledger.learn(rosters.pop())
    for roster in rosters:
        ledger.learn(roster)
    note(ledger)
    ledger.no_erased_text(world.canaries)
    return ledger.fold.digests()


def highest_first(ledger: Watched) -> None:
    labels = {entry.id: entry.label for entry in ledger.entries()}
    for state in ledger.fold.states(list(ledger.fold.shelf.all_keys())):
        for heads in state.fields.values():
            order = [(label.count, head.ref) for head in heads if (label := labels[head.ref[:32]])]
            assert order == sorted(order, reverse=True)


@FEW
@given(OPS, st.integers(0, 2**32))
def test_equal_entries_make_an_equal_state(ops: list[tuple[int, int, int, int]], seed: int) -> None:
    hold(ops, seed)


@pytest.mark.slow
@MANY
@given(OPS, st.integers(0, 2**32))
def test_equal_entries_make_an_equal_state_in_two_thousand_worlds(
    ops: list[tuple[int, int, int, int]], seed: int
) -> None:
    hold(ops, seed)


def drawn(worlds: int, acts: int, seed: int) -> None:
    """Worlds in which everything happens: hypothesis begins with the simplest, these do not."""
    chance = random.Random(seed)
    for _ in range(worlds):
        ops = [
            (chance.randrange(20), chance.randrange(3), chance.randrange(12), chance.randrange(12)) for _ in range(acts)
        ]
        hold(ops, chance.randrange(2**32))


def test_crowded_worlds_hold() -> None:
    drawn(15, 90, 24)


@pytest.mark.slow
def test_long_worlds_hold() -> None:
    drawn(60, 250, 54)
