"""Records that are the same: who belongs together, and the level that counts for all of them (rule 14).

Merging duplicates says "same as" and copies nothing. A contested link joins for consent, risk and holds, not for what
is shown or printed. What is computed here is in no digest.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from fieldcase.model.ledger.entries import Ref
from fieldcase.model.ledger.fold import Fold
from fieldcase.model.ledger.rules import Decided
from fieldcase.model.ledger.state import UNKNOWN, Head, RecordState


class SameSet(msgspec.Struct, frozen=True):
    """Record ids that belong together, ascending, and the values of the links that make the set."""

    members: tuple[bytes, ...]
    links: frozenset[Ref] = frozenset()


def same_sets(fold: Fold, *, contested: bool) -> dict[bytes, SameSet]:
    """By record id, the set of every record that is the same as another. `contested` links join too, or do not."""
    records = {held.label.record for held in fold.shelf.of({"same"}) if held.label}
    states = fold.states(("same", record) for record in sorted(records))
    return _joined([link for state in states for link in _links(state, contested)])


def same_set(fold: Fold, record: bytes, *, contested: bool) -> SameSet:
    """The set of one record; itself alone when nothing was said to be the same."""
    return same_sets(fold, contested=contested).get(record, SameSet((record,)))


def _links(state: RecordState, contested: bool) -> list[tuple[bytes, bytes, Ref]]:
    found = []
    for heads in state.fields.values():
        agreed = all(not head.why and head.value["is"] for head in heads)
        for head in heads:
            if not head.why and head.value["is"] and (contested or agreed):
                found.append((bytes.fromhex(head.value["a"]), bytes.fromhex(head.value["b"]), head.ref))
    return found


def _joined(links: list[tuple[bytes, bytes, Ref]]) -> dict[bytes, SameSet]:
    member: dict[bytes, set[bytes]] = {}
    for a, b, _ref in links:
        both = member.setdefault(a, {a}) | member.setdefault(b, {b})
        for record in both:
            member[record] = both
    by_smallest: dict[bytes, set[Ref]] = {}
    for a, _b, ref in links:
        by_smallest.setdefault(min(member[a]), set()).add(ref)
    return {record: SameSet(tuple(sorted(both)), frozenset(by_smallest[min(both)])) for record, both in member.items()}


def level_of_set(fold: Fold, kind: str, same: SameSet, row: Callable[[bytes], bytes]) -> str:
    """The level of a restrictive kind that counts for every member of a set.

    `row` gives the record id of a member's row (for consent: party, scope and recipient). No row counts as the most
    restrictive. One value of the smallest id's row that rests on exactly the links and the other members' decided
    heads decides for the set; any change to either ends it. Raises `KeyError` for a kind that is not restrictive.
    """
    decided = fold.rules.kinds[kind]
    look = fold.look()
    rows = [look.drawn(kind, row(member)) for member in same.members]
    heads = _decided(rows[0], decided)
    if len(heads) == 1 and same.links:
        held = look.find((heads[0].ref[:32],))[heads[0].ref[:32]]
        below = {head.ref for state in rows[1:] for head in _decided(state, decided)}
        if held is not None and held.label is not None and same.links | below == set(held.label.rests_on):
            return rows[0].level or decided.order[0]
    return min((state.level or decided.order[0] for state in rows), key=decided.order.index)


def _decided(state: RecordState, decided: Decided) -> list[Head]:
    """The heads that the level is read from."""
    return [
        head
        for path, heads in state.fields.items()
        if not decided.path or path in (decided.path, UNKNOWN)
        for head in heads
    ]
