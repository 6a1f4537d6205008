"""Records that are the same (docs/formats/ledger.md, rule 14)."""

from __future__ import annotations

from typing import Any

from fieldcase.model.ledger.entries import Key, natural_id
from fieldcase.model.ledger.sets import SameSet, level_of_set, same_set, same_sets
from tests.unit.model.ledger.vaults import Vault, share, trio

PEOPLE = [bytes([number]) * 16 for number in (1, 2, 3)]
FIRST, SECOND, THIRD = PEOPLE


def row(party: bytes) -> bytes:
    return natural_id("consent", party.hex(), "public", "")


def agree(vault: Vault, who: bytes, level: str, **more: Any) -> None:
    value = {"party": who.hex(), "scope": "public", "recipient": "", "level": level}
    vault.edit(("consent", row(who)), "decision", value, **more)


def link(vault: Vault, x: bytes, y: bytes, yes: bool) -> None:
    key: Key = ("same", natural_id("same", x.hex(), y.hex()))
    vault.edit(key, "same", {"a": x.hex(), "b": y.hex(), "is": yes})


def level(vault: Vault, who: bytes) -> str:
    fold = vault.ledger.fold
    return level_of_set(fold, "consent", same_set(fold, who, contested=True), row)


def test_a_record_that_nothing_was_said_of_is_a_set_of_itself() -> None:
    a, _, _ = trio()
    assert same_set(a.ledger.fold, FIRST, contested=True) == SameSet((FIRST,))
    assert level(a, FIRST) == "NONE"
    agree(a, FIRST, "CODED")
    assert level(a, FIRST) == "CODED"


def test_consent_of_a_set_is_the_most_restrictive_until_decided_on_exactly_that_set() -> None:
    a, b, c = vaults = trio()
    agree(a, FIRST, "NAMED")
    agree(b, SECOND, "NAMED")
    agree(c, THIRD, "ANON")
    link(a, FIRST, SECOND, True)
    link(b, SECOND, THIRD, True)  # nobody compared the first with the third
    share(vaults)
    assert level(a, FIRST) == "ANON"
    links = same_set(a.ledger.fold, FIRST, contested=True).links
    agree(a, FIRST, "CODED", rests_on=sorted(links | set(a.all_heads(row(SECOND), row(THIRD)))))
    assert {level(a, who) for who in PEOPLE} == {"CODED"}
    agree(b, SECOND, "NONE")  # apart: the decision on the set no longer holds
    share(vaults)
    assert level(a, FIRST) == "NONE"


def test_a_contested_link_joins_for_restriction_and_not_for_what_is_shown() -> None:
    a, b, c = vaults = trio()
    agree(a, FIRST, "CODED")
    agree(a, SECOND, "NONE")
    link(a, FIRST, SECOND, False)
    link(b, FIRST, SECOND, True)
    share(vaults)
    assert level(a, FIRST) == "NONE"
    assert same_sets(a.ledger.fold, contested=False) == {}
    assert same_set(a.ledger.fold, FIRST, contested=True).members == (FIRST, SECOND)
    link(c, FIRST, SECOND, False)
    assert level(c, FIRST) == "CODED"
    assert same_sets(c.ledger.fold, contested=True) == {}


def test_a_remark_beside_a_consent_changes_no_level() -> None:
    a, _, _ = trio()
    agree(a, FIRST, "CODED")
    a.edit(("consent", row(FIRST)), "remark", "as the old register had it")
    assert level(a, FIRST) == "CODED"
