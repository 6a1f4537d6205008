"""Which erasures are in force and which entries are cut: rules 7, 8, 9, 11 and 20.

Rare entries decide this, so it is judged afresh from all of them whenever one comes in, and the difference says what
has to be looked at again. Nothing here depends on what came first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

import msgspec

from fieldcase.model.ledger.entries import Erasure, Ref, seat_record, special
from fieldcase.model.ledger.rules import Apart, Lawful
from fieldcase.model.ledger.shelf import WAITING, Branch, Held

NEVER_CUT = frozenset({"feed", "erasure", "confirm", "revocation"})
NEVER_ADOPTED = frozenset({"transition", "adoption"})
Scope = tuple[str, ...] | None


class Judgement(msgspec.Struct, frozen=True):
    """What is in force.

    `erasures`: record → erasure → the fields it takes (None: all); `listed`: (record, value) → the path that an
    erasure gives for it; `kept`: branch of a revoked seat → the last seq that counts (−1: none); `adopted`: entries
    from which the cut is lifted; `revoked`: record ids of revoked seats; `asked`: erasures and revocations that nobody
    has confirmed.
    """

    erasures: Mapping[bytes, Mapping[bytes, Scope]] = {}
    listed: Mapping[tuple[bytes, Ref], str] = {}
    kept: Mapping[int, int] = {}
    adopted: frozenset[bytes] = frozenset()
    revoked: frozenset[bytes] = frozenset()
    asked: frozenset[bytes] = frozenset()

    def cuts(self, held: Held) -> bool:
        """Whether a revocation cuts this entry (its chain is whole)."""
        if held.seq <= self.kept.get(held.branch, held.seq) or (label := held.label) is None:
            return False
        if label.kind in NEVER_CUT:
            return False
        return held.id not in self.adopted or label.kind in NEVER_ADOPTED

    def scopes(self, record: bytes, knows: Iterable[bytes]) -> list[Scope]:
        """The erasures of a record in force that a label does not know."""
        if not (erasures := self.erasures.get(record)):
            return []
        known = set(knows)
        return [fields for erasure, fields in erasures.items() if erasure not in known]


class Judge(msgspec.Struct, frozen=True):
    """Who may: by their role, and as a second person."""

    lawful: Lawful
    apart: Apart

    def judge(self, law: Iterable[Held], branches: Mapping[int, Branch], where: Mapping[bytes, Held]) -> Judgement:
        """Judge from the law's entries and from those that they name (`where`, as far as held)."""
        counting = {held.id: held for held in law if self._counts(held, branches)}
        backed = self._backed(counting, branches)
        erasures: dict[bytes, dict[bytes, Scope]] = {}
        listed: dict[tuple[bytes, Ref], str] = {}
        kept: dict[int, int] = {}
        revoked: set[bytes] = set()
        for held in (counting[one] for one in sorted(backed)):
            label = held.label
            assert label is not None
            if label.kind == "erasure":
                said = cast(Erasure, special("erasure", held.values))
                erasures.setdefault(label.record, {})[held.id] = said.fields
                listed |= {
                    (label.record, bytes.fromhex(named)): path for path, refs in said.values.items() for named in refs
                }
            elif label.kind == "revocation":
                revoked.add(label.record)
                for branch, last in keeping(held, branches, where).items():
                    kept[branch] = min(last, kept.get(branch, last))
        asked = {one for one, held in counting.items() if held.label and held.label.kind in ("erasure", "revocation")}
        before = Judgement(kept=kept)
        adopted = frozenset(
            named
            for held in counting.values()
            if held.label and held.label.kind == "adoption" and not before.cuts(held)
            for named in held.label.rests_on
        )
        return Judgement(erasures, listed, kept, adopted, frozenset(revoked), frozenset(asked - backed))

    def _counts(self, held: Held, branches: Mapping[int, Branch]) -> bool:
        if held.branch == WAITING or held.label is None:
            return False
        return self.lawful(held.label, branches[held.branch].seat, held.values)

    def _backed(self, counting: Mapping[bytes, Held], branches: Mapping[int, Branch]) -> set[bytes]:
        """Erasures and revocations confirmed by a seat apart from their author's."""
        return {
            named
            for held in counting.values()
            if held.label and held.label.kind == "confirm"
            for named in held.label.rests_on
            if (asked := counting.get(named)) is not None
            and self.apart(branches[asked.branch].seat, branches[held.branch].seat)
        }


def keeping(revocation: Held, branches: Mapping[int, Branch], where: Mapping[bytes, Held]) -> dict[int, int]:
    """By branch of the revoked seat, the last seq that this revocation keeps."""
    assert revocation.label is not None
    kept = {number: -1 for number, branch in branches.items() if seat_record(branch.seat) == revocation.label.record}
    for named in revocation.label.rests_on:
        held = where.get(named)
        number, seq = (held.branch, held.seq) if held else (WAITING, -1)
        while number in kept:
            kept[number] = max(kept[number], seq)
            number, seq = branches[number].parent, branches[number].parent_seq
    return kept
