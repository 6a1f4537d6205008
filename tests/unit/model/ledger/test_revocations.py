"""What a revocation, a role or a fork does to what a seat wrote (rules 9 to 11, 16 and 20)."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldcase.model.ledger.entries import (
    Entry,
)
from fieldcase.model.ledger.fold import Fold
from fieldcase.model.ledger.shelf import MemoryShelf
from tests.unit.model.ledger.vaults import AGREED, NAME, PERSON, ROSTERS, ROW, RULES, Vault, Watched, share, trio

FEW = settings(max_examples=60)


def revoked_in_any_order(
    built_on: int, cut_after: int, two: bool, adopt: bool, chance: random.Random
) -> tuple[Entry, Watched]:
    head, leaver, other = vaults = trio(chance.randrange(2**32))
    before = head.edit(NAME, "name", "before")
    share(vaults)
    theirs = [leaver.edit(NAME, "name", f"by the leaver {number}") for number in range(5)]
    if built_on:
        other.ledger.apply(leaver.ledger.entries())
        other.edit(NAME, "name", "built on it")
    head.ledger.apply([leaver.feed.first])
    first = head.revoke(leaver.feed.seat, [theirs[cut_after - 1].id])
    other.ledger.apply(head.ledger.entries())
    other.confirm(first.id)
    if two:  # a second revocation names an earlier entry: the earlier one decides
        again = other.revoke(leaver.feed.seat, [theirs[0].id])
        head.ledger.apply(other.ledger.entries())
        head.confirm(again.id)
    if adopt:
        head.write("adoption", b"A" * 16, [("adopt", "", ())], rests_on=[theirs[4].id])
    every, ends = [entry for vault in vaults for entry in vault.ledger.entries()], set()
    for _ in range(3):
        chance.shuffle(every)
        ledger = Watched()
        for at in range(0, len(every), 3):
            ledger.apply(every[at : at + 3])
        ends.add(ledger.fold.digests())
    assert len(ends) == 1
    return before, ledger


@FEW
@given(st.integers(0, 3), st.integers(1, 5), st.booleans(), st.booleans(), st.randoms(use_true_random=False))
def test_a_revocation_does_not_depend_on_what_came_first(
    built_on: int, cut_after: int, two: bool, adopt: bool, chance: random.Random
) -> None:
    before, ledger = revoked_in_any_order(built_on, cut_after, two, adopt, chance)
    heads = ledger.heads(NAME, "name")
    kept = 1 if two else cut_after
    left = "built on it" if built_on else f"by the leaver {4 if adopt else kept - 1}"
    assert {head.value for head in heads} == {left}
    assert before.id not in {head.ref[:32] for head in heads}


def test_a_cut_withdrawal_goes_on_restricting_until_a_person_replaces_it() -> None:
    head, leaver, other = vaults = trio()
    head.edit(ROW, "decision", AGREED)
    share(vaults)
    leaver.edit(ROW, "decision", AGREED | {"level": "NONE"})
    leaver.edit(ROW, "decision", AGREED)  # a cut value cannot loosen a cut one either
    cut = head.revoke(leaver.feed.seat, [leaver.feed.first.id])
    share(vaults)
    assert cut.id in other.ledger.fold.judgement.asked
    other.confirm(cut.id)
    share(vaults)
    assert not other.ledger.fold.judgement.asked
    assert head.ledger.state(ROW).level == "NONE"
    head.edit(ROW, "decision", AGREED | {"level": "CODED"})
    assert head.ledger.state(ROW).level == "CODED"


def test_the_first_entry_of_a_new_feed_of_a_revoked_seat_opens_nothing() -> None:
    head, leaver, other = vaults = trio()
    share(vaults)
    cut = head.revoke(leaver.feed.seat, [leaver.feed.last.id if leaver.feed.last else b""])
    share(vaults)
    other.confirm(cut.id)
    leaver.renew()
    leaver.edit(NAME, "name", "in a feed that the revocation does not name")
    share(vaults)
    assert not other.ledger.heads(NAME, "name")
    assert [head_.why for head_ in other.ledger.state(NAME).ghosts] == [""]


@pytest.mark.parametrize("first", ["erasure", "revocation"])
def test_an_erasure_in_force_outlives_the_revocation_of_who_asked_for_it(first: str) -> None:
    a, b, c = vaults = trio()
    a.edit(NAME, "name", "canary-old")
    share(vaults)
    kept = a.feed.last
    assert kept is not None
    asked = a.erase(PERSON, None)
    b.ledger.apply(a.ledger.entries())
    b.confirm(asked.id)
    cut = c.revoke(a.feed.seat, [kept.id])
    b.ledger.apply(c.ledger.entries())
    b.confirm(cut.id)
    last = Watched()
    every = share(vaults)
    every.sort(key=lambda e: (e.label is not None and e.label.kind == first, e.link.seq), reverse=first == "erasure")
    for entry in every:
        last.apply([entry])
    assert asked.id in last.fold.judgement.erasures[PERSON]
    assert [(head.value, head.why) for head in last.heads(NAME, "name")] == [(None, "erased")]


def test_nobody_confirms_alone() -> None:
    a, b, _ = trio()
    a.edit(NAME, "name", "kept")
    asked = a.erase(PERSON, None)
    a.confirm(asked.id)
    assert [head.value for head in a.ledger.heads(NAME, "name")] == ["kept"]
    apart = Fold(MemoryShelf(), RULES, apart=lambda asks, confirms: False)
    b.ledger.apply(a.ledger.entries())
    b.confirm(asked.id)
    apart.apply(b.ledger.entries())
    assert not apart.judgement.erasures  # not even another key, when the roster says that it is no second person
    assert apart.judgement.asked == {asked.id}


def test_both_branches_of_a_fork_count_and_a_revocation_names_one_entry_a_branch() -> None:
    a, b, _ = vaults = trio()
    one = a.edit(NAME, "name", "one")
    a.feed.last = a.feed.first  # a copy of the vault goes on from an older entry
    two = a.write(*NAME, [("name", "two", ())])
    assert (one.link.seq, one.link.prev) == (two.link.seq, two.link.prev)
    share(vaults)
    assert {head.value for head in b.ledger.heads(NAME, "name")} == {"one", "two"}
    for names, left in ([[one.id], {"one"}], [[one.id, two.id], {"one", "two"}]):
        c, d, e = trio(5)
        c.ledger.apply(a.ledger.entries())
        gone = d.revoke(a.feed.seat, names)
        yes = e.confirm(gone.id)
        c.ledger.apply([*d.ledger.entries(), e.feed.first, yes])
        assert {head.value for head in c.ledger.heads(NAME, "name")} == left


def test_a_revocation_keeps_what_the_entries_it_names_grew_from_on_another_branch() -> None:
    a, b, c = vaults = trio()
    a.edit(NAME, "born", "1990")
    start = a.feed.last
    a.edit(NAME, "name", "cut")
    a.feed.last = start
    two = a.write(*NAME, [("name", "kept", ())])
    share(vaults)
    gone = b.revoke(a.feed.seat, [two.id])
    share(vaults)
    c.confirm(gone.id)
    assert {path: [h.value for h in heads] for path, heads in c.ledger.state(NAME).fields.items()} == {
        "born": ["1990"],
        "name": ["kept"],
    }


def test_an_adoption_that_is_cut_itself_adopts_nothing() -> None:
    a, b, c = vaults = trio()
    lost = a.edit(NAME, "name", "lost")
    share(vaults)
    first = b.revoke(a.feed.seat, [a.feed.first.id])
    share(vaults)
    c.confirm(first.id)
    share(vaults)
    b.write("adoption", b"A" * 16, [("adopt", "", ())], rests_on=[lost.id])
    share(vaults)
    assert [head.value for head in c.ledger.heads(NAME, "name")] == ["lost"]
    second = c.revoke(b.feed.seat, [first.id])
    d = Vault(3, random.Random(6), c.canaries)
    d.ledger.apply(c.ledger.entries())
    d.confirm(second.id)
    assert d.ledger.heads(NAME, "name") == []


def test_a_fork_is_told_of() -> None:
    a, b, _ = vaults = trio()
    start = a.feed.last
    a.edit(NAME, "name", "one")
    share(vaults)
    a.feed.last = start
    a.edit(NAME, "name", "two")
    changes = b.ledger.apply(a.ledger.entries())
    assert [(branch.feed, branch.parent_seq) for branch in changes.forks] == [(a.feed.id, 0)]


def test_what_a_role_does_not_allow_counts_for_nothing_whoever_signed_it() -> None:
    """A changed program writes a consent that the seat's role forbids, then gives way to the roster."""
    a, changed, c = vaults = trio()
    a.edit(ROW, "decision", AGREED | {"level": "CODED"})
    share(vaults)
    changed.edit(ROW, "decision", AGREED, roster=ROSTERS[0])
    share(vaults)
    assert c.ledger.state(ROW).level == "NAMED"  # the roster is not here yet: nothing is known against it
    c.ledger.learn(ROSTERS[0])
    assert [head.value["level"] for head in c.ledger.heads(ROW, "decision")] == ["CODED"]
    assert c.ledger.state(ROW).level == "CODED"
    changed.write(*ROW, [("decision", AGREED | {"level": "NONE"}, ())], roster=ROSTERS[0])
    share(vaults)
    assert c.ledger.state(ROW).level == "NONE"  # never loosens: it goes on restricting until a person replaces it


def test_an_adoption_does_not_lift_what_a_role_forbids() -> None:
    a, changed, c = vaults = trio()
    unlawful = changed.edit(ROW, "decision", AGREED, roster=ROSTERS[0])
    share(vaults)
    a.write("adoption", b"A" * 16, [("adopt", "", ())], rests_on=[unlawful.id])
    share(vaults)
    c.ledger.learn(ROSTERS[0])
    assert c.ledger.state(ROW).fields == {}


def test_what_cannot_be_taken_back_waits_for_its_roster() -> None:
    a, b, c = vaults = trio()
    a.edit(NAME, "name", "kept until the roster is here")
    share(vaults)
    asked = a.erase(PERSON, None)
    share(vaults)
    b.write("confirm", b"C" * 16, [("confirm", "", ())], rests_on=[asked.id], roster=ROSTERS[1])
    share(vaults)
    assert [head.why for head in c.ledger.heads(NAME, "name")] == [""]
    c.ledger.learn(ROSTERS[1])
    assert [head.why for head in c.ledger.heads(NAME, "name")] == ["erased"]
    b.write("confirm", b"C" * 16, [("confirm", "", ())], rests_on=[asked.id], roster=ROSTERS[0])
    a.ledger.apply(b.ledger.entries())
    a.ledger.learn(ROSTERS[0])
    assert [head.why for head in a.ledger.heads(NAME, "name")] == [""]  # a role without this right confirms nothing
