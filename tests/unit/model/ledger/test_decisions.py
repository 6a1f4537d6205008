"""Decisions hold while their ground does (docs/formats/ledger.md, rule 12)."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldcase.model.ledger.entries import (
    Entry,
    natural_id,
    part,
    ref,
)
from fieldcase.model.ledger.fold import Fold
from fieldcase.model.ledger.rules import FoldRules
from fieldcase.model.ledger.shelf import MemoryShelf
from fieldcase.model.ledger.state import Why
from tests.unit.model.ledger.vaults import AGREED, LETTER, LETTERS, ROW, SEATS, TEXT, Feed, Vault, Watched, share, trio

FEW = settings(max_examples=60)
CHANGES = ["none", "text", "another language", "an enclosure", "consent", "deletion", "another kind", "the same again"]


def change_apart(apart: Vault, change: str) -> None:
    if change == "text":
        apart.edit(TEXT, "text/en", "second")
    elif change == "another language":
        apart.edit(TEXT, "text/fr", "nouveau")
    elif change == "an enclosure":
        apart.edit(TEXT, "enclosure/2", "two")
    elif change == "consent":
        apart.edit(ROW, "decision", AGREED | {"level": "NONE"})
    elif change == "deletion":
        apart.delete(LETTER)
    elif change == "another kind":
        apart.write("annex", LETTER, [("note", "x", ())])
    elif change == "the same again":
        apart.write(*ROW, [("decision", AGREED, ())])  # made apart: a person looks


def approve_beside(change: str, to: str, chance: random.Random) -> tuple[Watched, Entry]:
    writer, reviewer, third = vaults = trio(chance.randrange(2**32))
    writer.edit(TEXT, "text/en", "first")
    writer.edit(TEXT, "enclosure/1", "one")
    writer.edit(ROW, "decision", AGREED)
    share(vaults)
    approval = reviewer.decide(to, LETTER, ROW[1])
    change_apart(chance.choice([writer, third]), change)
    every = [entry for vault in vaults for entry in vault.ledger.entries()]
    chance.shuffle(every)
    ledger = Watched()
    for entry in every:
        ledger.apply([entry])
    return ledger, approval


@FEW
@given(st.sampled_from(CHANGES), st.sampled_from(["approved", "dispatched"]), st.randoms(use_true_random=False))
def test_an_approval_beside_a_change_made_apart_is_void(change: str, to: str, chance: random.Random) -> None:
    ledger, approval = approve_beside(change, to, chance)
    state = ledger.state(LETTERS)
    if to == "dispatched":
        assert (state.status, state.void) == ("dispatched", ())
    elif change == "none":
        assert (state.status, state.void, state.at) == ("approved", (), ref(approval.id, 0))
    else:
        assert state.status == "open"
        assert state.at == ref(approval.id, 0)


@pytest.mark.slow
@settings(max_examples=2000)
@given(st.sampled_from(CHANGES), st.sampled_from(["approved", "dispatched"]), st.randoms(use_true_random=False))
def test_an_approval_beside_a_change_made_apart_is_void_always(change: str, to: str, chance: random.Random) -> None:
    assert (approve_beside(change, to, chance)[0].state(LETTERS).status == to) == (
        to == "dispatched" or change == "none"
    )


@pytest.mark.parametrize(
    ("change", "reasons"),
    [
        ("text", {Why.CHANGED, Why.ADDED}),
        ("another language", {Why.ADDED}),
        ("consent", {Why.CHANGED}),
        ("deletion", {Why.HIDDEN}),
        ("another kind", {Why.ADDED}),
        ("the same again", {Why.CHANGED}),
    ],
)
def test_a_void_decision_says_why(change: str, reasons: set[Why]) -> None:
    ledger, _ = approve_beside(change, "approved", random.Random(4))
    assert {void.why for void in ledger.state(LETTERS).void} == reasons


def test_nobody_approves_what_they_wrote_or_helped_to_write() -> None:
    writer, second, third = vaults = trio()
    writer.edit(TEXT, "text/en", "first")
    share(vaults)
    second.edit(TEXT, "text/en", "second, from the first")
    share(vaults)
    for vault in (writer, second):
        vault.decide("approved", LETTER)
        state = vault.ledger.state(LETTERS)
        assert (state.status, {void.why for void in state.void}) == ("open", {Why.OWN})
    share(vaults)
    assert {void.why for void in third.ledger.state(LETTERS).void} == {Why.APART}
    third.decide("approved", LETTER)
    assert third.ledger.state(LETTERS).status == "approved"


def test_a_decision_rests_on_something_and_on_what_is_there() -> None:
    a, b, _ = trio()
    value = {"machine": "letter", "record": LETTER.hex(), "to": "approved"}
    b.edit(LETTERS, "status", value)
    assert {void.why for void in b.ledger.state(LETTERS).void} == {Why.NOTHING}
    a.edit(TEXT, "text/en", "first")
    b.edit(LETTERS, "status", value, rests_on=a.all_heads(LETTER))
    assert {void.why for void in b.ledger.state(LETTERS).void} == {Why.LACKING, Why.NOTHING}
    b.ledger.apply(a.ledger.entries())
    assert b.ledger.state(LETTERS).status == "approved"


def test_a_decision_falls_with_the_decision_it_rests_on_and_nothing_comes_back() -> None:
    writer, reviewer, head = vaults = trio()
    writer.edit(TEXT, "text/en", "first")
    share(vaults)
    reviewer.decide("approved", LETTER)
    share(vaults)
    signature = ("transition", natural_id("transition", "signature", LETTER.hex()))
    value = {"machine": "signature", "record": LETTER.hex(), "to": "signed"}
    ground = [head_.ref for head_ in head.ledger.state(LETTERS).heads()]
    head.edit(signature, "status", value, rests_on=[*head.all_heads(LETTER), *ground])
    share(vaults)
    assert writer.ledger.state(signature).status == "signed"
    writer.edit(TEXT, "text/en", "second")
    share(vaults)
    assert writer.ledger.state(signature).status == "open"
    assert Why.GROUND in {void.why for void in writer.ledger.state(signature).void}
    reviewer.decide("suspended", LETTER)
    writer.edit(TEXT, "text/en", "third")
    share(vaults)
    assert writer.ledger.state(LETTERS).status == "open"


def test_a_chain_of_ten_thousand_decisions_is_read() -> None:
    chance = random.Random(9)
    writer, decider = (Feed(seat, "KAL/case", chance.randbytes) for seat in SEATS[:2])
    entries = [writer.first, decider.first, writer.write(*TEXT, [("text/en", "first", ())], count=1)]
    ground = ref(entries[-1].id, 0)
    below: list[bytes] = []
    for number in range(10_000):
        machine = f"step {number}"
        value = {"machine": machine, "record": LETTER.hex(), "to": "done"}
        record = natural_id("transition", machine, LETTER.hex())
        made = decider if number % 2 else writer
        entries.append(made.write("transition", record, [("status", value, ())], count=2, rests_on=[ground, *below]))
        below = [ref(entries[-1].id, 0)]
    fold = Fold(MemoryShelf(), FoldRules())
    fold.apply(entries)
    assert fold.state("transition", record).status == "open"  # the writer approved its own text somewhere below
    assert {void.why for void in fold.state("transition", record).void} == {Why.GROUND}


def test_a_decision_on_a_consent_with_a_cut_value_is_void() -> None:
    writer, leaver, head = vaults = trio()
    writer.edit(TEXT, "text/en", "first")
    writer.edit(ROW, "decision", AGREED)
    share(vaults)
    leaver.write(*ROW, [("decision", AGREED | {"level": "NONE"}, ())])
    share(vaults)
    gone = head.revoke(leaver.feed.seat, [leaver.feed.first.id])
    writer.ledger.apply(head.ledger.entries())
    writer.confirm(gone.id)
    share(vaults)
    head.decide("approved", LETTER, ROW[1])
    assert {void.why for void in head.ledger.state(LETTERS).void} == {Why.RESTRICTED}


def test_transitions_are_made_again_not_adopted() -> None:
    writer, leaver, head = vaults = trio()
    writer.edit(TEXT, "text/en", "first")
    share(vaults)
    approval = leaver.decide("approved", LETTER)
    share(vaults)
    cut = head.revoke(leaver.feed.seat, [leaver.feed.first.id])
    share(vaults)
    writer.confirm(cut.id)
    head.write("adoption", b"A" * 16, [("adopt", "", ())], rests_on=[approval.id])
    share(vaults)
    assert writer.ledger.state(LETTERS).status == "open"


def test_a_decision_on_a_record_of_which_a_label_is_lacking_waits_for_it() -> None:
    writer, reviewer, third = trio()
    first = writer.edit(TEXT, "text/en", "first")
    writer.edit(TEXT, "text/en", "second")
    reviewer.ledger.apply(writer.ledger.entries())
    reviewer.decide("approved", LETTER)
    third.ledger.apply(part(entry, label=entry.id != first.id) for entry in reviewer.ledger.entries())
    state = third.ledger.state(LETTERS)
    assert (state.status, [(void.why, void.ref) for void in state.void]) == (
        "open",
        [(Why.INCOMPLETE, ref(first.id, 0))],
    )
    third.ledger.apply([first])
    assert third.ledger.state(LETTERS).status == "approved"
