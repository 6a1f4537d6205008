"""Heads, erasures, deletions, chains: each rule where it decides something (docs/formats/ledger.md, section 6)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import settings

from fieldcase.model.kinds.consents import CONSENT
from fieldcase.model.kinds.risks import PROTECTION_ACTION, RISK_ASSESSMENT
from fieldcase.model.ledger.entries import (
    LAST_COUNT,
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
from tests.unit.model.ledger.vaults import AGREED, DANGER, NAME, PERSON, RISKS, ROW, RULES, SEATS, Watched, share, trio

FEW = settings(max_examples=60)


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


@pytest.mark.security
def test_an_entry_that_does_not_continue_its_chain_never_counts() -> None:
    a, b, _ = trio()
    for number, (feed, seq) in enumerate([(b"o" * 16, 1), (a.feed.id, 2), (a.feed.id, 7)]):
        value = value_bytes(bytes([number]) * 16, "name", "forged")
        label = Label(b"s" * 16, 0, True, 1, PERSON, "person", ((sha(value), ()),))
        b.ledger.apply([make_entry(feed, seq, a.feed.first.id, label, [value])])
    assert b.ledger.state(NAME).fields == {}


def test_a_missing_value_that_a_person_decided_without_is_settled() -> None:
    a, b, _ = trio()
    low = a.edit(("risk", DANGER), "risk", {"level": "low"})
    a.edit(("risk", DANGER), "risk", {"level": "some"})
    b.ledger.apply([part(entry, label=entry.id != low.id) for entry in a.ledger.entries()])
    assert b.ledger.state(("risk", DANGER)).level == RISKS[0]
    b.edit(("risk", DANGER), "risk", {"level": "high"}, without=[ref(low.id, 0)])
    state = b.ledger.state(("risk", DANGER))
    assert (state.missing, state.level) == ([], "high")


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


def test_what_is_written_counts_from_labels_that_came_late_too() -> None:
    a, b, _ = trio()
    late = a.write(*NAME, [("name", "late", ())], count=40)
    b.ledger.apply([a.feed.first, part(late, label=False)])
    assert b.ledger.fold.highest < 40
    b.ledger.apply([late])
    assert b.ledger.fold.highest == 40
