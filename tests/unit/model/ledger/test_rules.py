"""The nineteen rules and the twentieth (docs/formats/ledger.md, section 6), each where it decides something."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldcase.model.kinds.consents import CONSENT
from fieldcase.model.kinds.risks import PROTECTION_ACTION, RISK_ASSESSMENT
from fieldcase.model.ledger.entries import (
    LAST_COUNT,
    Entry,
    Key,
    Label,
    make_entry,
    natural_id,
    part,
    path_of,
    ref,
    sha,
    value_bytes,
)
from fieldcase.model.ledger.fold import Fold
from fieldcase.model.ledger.rules import FoldRules
from fieldcase.model.ledger.shelf import MemoryShelf
from fieldcase.model.ledger.state import Why
from tests.unit.model.ledger.worlds import (
    DANGER,
    LETTER,
    LETTERS,
    PERSON,
    RISKS,
    ROSTERS,
    RULES,
    SEATS,
    Feed,
    Vault,
    Watched,
    share,
    trio,
)

FEW = settings(max_examples=60)
NAME: Key = ("person", PERSON)
TEXT: Key = ("letter", LETTER)
AGREED = {"party": PERSON.hex(), "scope": "state_letter", "recipient": "", "level": "NAMED"}
ROW: Key = ("consent", natural_id("consent", PERSON.hex(), "state_letter", ""))
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


def test_an_erasure_takes_what_does_not_know_it_and_nothing_else() -> None:
    a, b, c = vaults = trio()
    a.edit(NAME, "name", "canary-old")
    a.edit(NAME, "born", "1990")
    share(vaults)
    asked = a.erase(PERSON, ["name"])
    a.edit(NAME, "name", "canary, asked for, not yet confirmed")
    c.edit(NAME, "name", "canary-apart")
    b.ledger.apply(a.ledger.entries())
    b.confirm(asked.id)
    b.edit(NAME, "name", "new, in knowledge of it")
    every = share(vaults)
    for vault in vaults:
        vault.ledger.apply(every)  # an old backup
        heads = vault.ledger.heads(NAME, "name")
        assert [(head.value, head.why) for head in heads] == [("new, in knowledge of it", ""), (None, "erased")]
        assert [head.value for head in vault.ledger.heads(NAME, "born")] == ["1990"]
        vault.ledger.no_erased_text(vault.canaries)
        kept = b"".join(value for entry in vault.ledger.entries() for value in entry.values if value)
        assert b"canary" not in kept
    c.edit(NAME, "name", "decided")
    assert [head.value for head in c.ledger.heads(NAME, "name")] == ["decided"]


def test_an_erased_text_that_comes_later_is_never_stored() -> None:
    a, b, c = vaults = trio()
    written = a.edit(NAME, "name", "canary")
    b.ledger.apply([part(entry, label=False) for entry in a.ledger.entries()])
    asked = a.erase(PERSON, None)
    c.ledger.apply(a.ledger.entries())
    c.confirm(asked.id)
    b.ledger.apply([part(entry, label=entry.id != written.id) for entry in c.ledger.entries()])
    for piece in (part(written, keep=lambda position: False), written, written):
        assert b.ledger.apply([piece]).filled == (piece.values == (None,))
        assert all(b"canary" not in (value or b"") for entry in b.ledger.entries() for value in entry.values)
    assert [head.why for head in b.ledger.heads(NAME, "name")] == ["erased"]
    share(vaults)


def test_a_withheld_value_of_another_field_is_not_called_erased() -> None:
    a, b, c = trio()
    a.edit(NAME, "name", "canary")
    a.edit(NAME, "born", "1990")
    a.edit(NAME, "born", "1991")
    asked = a.erase(PERSON, ["name"])
    c.ledger.apply(a.ledger.entries())
    c.confirm(asked.id)
    held = [part(e, keep=lambda i, e=e: path_of(e.values[i] or b"") != "born") for e in a.ledger.entries()]  # type: ignore[misc]
    b.ledger.apply([*held, a.edit(NAME, "born", "1992"), *c.ledger.entries()])
    later = part(a.edit(NAME, "born", "1993"), keep=lambda position: False)
    b.ledger.apply([later])
    assert {path: heads[0].why for path, heads in b.ledger.state(NAME).fields.items()} == {
        "name": "erased",
        "born": "withheld",
    }


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


def test_a_deletion_hides_what_its_author_saw() -> None:
    a, b, _ = vaults = trio()
    a.edit(NAME, "name", "one")
    share(vaults)
    a.delete(PERSON)
    assert a.ledger.state(NAME).hidden
    b.edit(NAME, "born", "made apart")
    share(vaults)
    assert not a.ledger.state(NAME).hidden
    assert a.ledger.heads(("deletion", PERSON), "deleted")
    a.delete(PERSON)
    assert a.ledger.state(NAME).hidden
    a.edit(("deletion", PERSON), "deleted", False)
    assert not a.ledger.state(NAME).hidden


def test_a_hidden_risk_counts_as_the_highest() -> None:
    a, _, _ = trio()
    risk: Key = ("risk", DANGER)
    a.edit(risk, "risk", {"level": "low"})
    assert a.ledger.state(risk).level == "low"
    a.delete(DANGER)
    assert a.ledger.state(risk).level == RISKS[0]


def test_what_cannot_be_read_restricts() -> None:
    a, b, _ = trio()
    risk: Key = ("risk", DANGER)
    low = a.edit(risk, "risk", {"level": "low"})
    b.ledger.apply(part(entry, keep=lambda position: False) for entry in a.ledger.entries())
    assert list(b.ledger.state(risk).fields) == ["?"]
    assert b.ledger.state(risk).level == RISKS[0]
    b.ledger.apply([low])
    assert b.ledger.state(risk).level == "low"
    a.edit(risk, "risk", {"level": "some"})
    hidden = [part(entry, label=entry.id != low.id) for entry in a.ledger.entries()]
    c = Watched()
    c.apply(hidden)
    assert c.state(risk).missing == [ref(low.id, 0)]
    assert c.state(risk).level == RISKS[0]
    c.apply([low])
    assert c.state(risk).level == "some"


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


@pytest.mark.security
def test_an_entry_that_does_not_continue_its_chain_never_counts() -> None:
    a, b, _ = trio()
    for number, (feed, seq) in enumerate([(b"o" * 16, 1), (a.feed.id, 2), (a.feed.id, 7)]):
        value = value_bytes(bytes([number]) * 16, "name", "forged")
        label = Label(b"s" * 16, 0, True, 1, PERSON, "person", ((sha(value), ()),))
        b.ledger.apply([make_entry(feed, seq, a.feed.first.id, label, [value])])
    assert b.ledger.state(NAME).fields == {}


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


def test_a_missing_value_that_a_person_decided_without_is_settled() -> None:
    a, b, _ = trio()
    low = a.edit(("risk", DANGER), "risk", {"level": "low"})
    a.edit(("risk", DANGER), "risk", {"level": "some"})
    b.ledger.apply([part(entry, label=entry.id != low.id) for entry in a.ledger.entries()])
    assert b.ledger.state(("risk", DANGER)).level == RISKS[0]
    b.edit(("risk", DANGER), "risk", {"level": "high"}, without=[ref(low.id, 0)])
    state = b.ledger.state(("risk", DANGER))
    assert (state.missing, state.level) == ([], "high")


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


def test_a_value_in_the_wrong_record_is_shown_as_misplaced_and_restricts() -> None:
    a, _, _ = trio()
    other = AGREED | {"party": "0" * 32}
    a.edit(ROW, "decision", other)
    assert [head.why for head in a.ledger.heads(ROW, "decision")] == ["misplaced"]
    assert a.ledger.state(ROW).level == "NONE"
    a.edit(ROW, "decision", AGREED)
    a.edit(ROW, "remark", {"party": "0" * 32})  # under another path nothing is decided
    assert a.ledger.state(ROW).level == "NAMED"


def test_a_value_that_changes_field_stays_in_the_field_it_replaces() -> None:
    a, _, _ = trio()
    name = a.edit(NAME, "name", "one")
    a.write(*NAME, [("born", "1990", [ref(name.id, 0)])])
    state = a.ledger.state(NAME)
    assert {path: [head.why for head in heads] for path, heads in state.fields.items()} == {"name": ["misplaced"]}


def test_a_forged_count_stops_no_room() -> None:
    a, b, _ = vaults = trio()
    a.write(*NAME, [("name", "forged", ())], count=LAST_COUNT)
    share(vaults)
    b.edit(NAME, "name", "after")
    b.edit(NAME, "born", "1990")
    share(vaults)
    assert [head.value for head in a.ledger.heads(NAME, "name")] == ["after"]


def test_an_entry_counts_only_when_its_chain_is_whole() -> None:
    a, _, _ = trio()
    entries = [a.edit(NAME, "name", f"{number}") for number in range(4)]
    b = Watched()
    assert b.apply(entries[1:]).waiting == 3
    assert b.state(NAME).fields == {}
    changes = b.apply([a.feed.first])
    assert changes.touched == {("feed", a.feed.id)}
    assert NAME in b.apply(entries[:1]).touched
    assert [head.value for head in b.heads(NAME, "name")] == ["3"]


def test_only_a_head_signed_by_the_feeds_own_seat_lets_entries_count() -> None:
    a, _, _ = trio()
    entries = [a.feed.first, a.edit(NAME, "name", "signed by another seat")]
    fold = Fold(MemoryShelf(), RULES, checked=True)
    ours = {entry.id: (SEATS[0],) for entry in entries}
    theirs = {entry.id: (SEATS[1],) for entry in entries}
    assert fold.apply(entries, theirs).waiting == 2
    assert fold.apply(entries[:1], ours).touched == {("feed", a.feed.id)}
    assert fold.state(*NAME).fields == {}
    assert NAME in fold.apply(entries, ours).touched
    assert fold.state(*NAME).fields["name"]


def test_an_older_value_never_comes_back_when_labels_come_late() -> None:
    a, b, _ = trio()
    first, second = a.edit(NAME, "name", "first"), a.edit(NAME, "name", "second")
    b.ledger.apply([a.feed.first, first, part(second, label=False)])
    assert [head.value for head in b.ledger.heads(NAME, "name")] == ["first"]  # nothing tells of the second
    b.ledger.apply([part(second, keep=lambda position: False)])
    assert [(head.value, head.why) for head in b.ledger.heads(NAME, "name")] == [(None, "withheld")]
    third = b.edit(NAME, "name", "beside it")
    heads = b.ledger.heads(NAME, "name")
    assert {head.why for head in heads} == {"", "withheld"}, "a head whose text is not here is not replaced"
    assert third.label is not None
    assert third.label.values[0][1] == ()


def test_rules_come_from_the_declared_kinds() -> None:
    rules = FoldRules.of([CONSENT, RISK_ASSESSMENT, PROTECTION_ACTION], [("letter", "dispatched")])
    assert set(rules.kinds) == {"consent", "risk_assessment"}
    decided = rules.restrictive("consent")
    assert decided is not None
    assert (decided.path, decided.order[0], decided.level) == ("answer", "NONE", "level")
    party = "0" * 32
    value: dict[str, Any] = {"party": party, "scope": "public", "level": "CODED"}
    key = natural_id("consent", party, "public", "")
    assert not rules.misplaced("consent", key, "answer", value)
    assert rules.misplaced("consent", key, "answer", value | {"recipient": "XKA"})
    assert rules.restrictive("protection_action") is None


def test_digests_say_what_is_held() -> None:
    a, _, _ = trio()
    entry = a.edit(NAME, "name", "one")
    b = Watched()
    b.apply([a.feed.first, part(entry, label=False)])
    held = {b.fold.digests().entries}
    for piece in (part(entry, keep=lambda position: False), entry):
        b.apply([piece])
        held.add(b.fold.digests().entries)
    assert len(held) == 3
    assert b.apply([entry]).touched == frozenset()
