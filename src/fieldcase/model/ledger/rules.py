"""What the fold must be told by the declarations of kinds and machines, and by the roster.

The fold knows no kind of record but the ledger's own (section 4 of docs/formats/ledger.md); all else comes in here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from fieldcase.model.declare import Kind
from fieldcase.model.ledger.entries import Label, natural_id

Texts = tuple[bytes | None, ...]
Lawful = Callable[[Label, bytes, Texts], bool]
"""Did the role of this seat, by the roster that the label names, allow the entry, as far as its values are held? What a
transition or a consent says decides who may write it; a value that is withheld speaks neither way (rule 20)."""
Apart = Callable[[bytes, bytes], bool]
"""May the second seat confirm what the first asked for: another person, on another vault? (rules 7, 9)"""


def anybody(label: Label, seat: bytes, values: Texts = ()) -> bool:
    """Every seat may write everything: for entries looked at without a roster."""
    return True


def another(asked: bytes, confirms: bytes) -> bool:
    """Two different keys."""
    return asked != confirms


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """The value of a kind that carries its natural key and its level.

    `path` is where it stands (empty: anywhere); `key` the parts that make the record id; `order` the levels of a
    restrictive kind, strictest first; `level` the part that says one.
    """

    path: str = ""
    key: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    level: str = "level"

    def misplaced(self, kind: str, record: bytes, path: str, value: Any) -> bool:
        """Whether a value says a natural key that does not give its record's id (rule 2)."""
        if not self.key or (self.path and path != self.path) or not isinstance(value, dict):
            return False
        if not any(name in value for name in self.key):
            return False
        return natural_id(kind, *(str(value.get(name, "")) for name in self.key)) != record

    def said(self, value: Any) -> str | None:
        """The level that a value says, None when it says none of the order."""
        level = value.get(self.level) if isinstance(value, dict) else None
        return level if isinstance(level, str) and level in self.order else None


OWN = {"same": Decided(key=("a", "b")), "transition": Decided(key=("machine", "record"))}


class FoldRules(msgspec.Struct, frozen=True, kw_only=True):
    """`kinds`: of each kind with a natural key or ranked levels, how it is decided; `facts`: (machine, to) of the
    transitions that hold whatever becomes of their ground."""

    kinds: Mapping[str, Decided] = {}
    facts: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def of(cls, kinds: Iterable[Kind], facts: Iterable[tuple[str, str]] = ()) -> FoldRules:
        """The rules that the declared kinds and machines make."""
        decided = {
            kind.name: Decided(path=kind.decided, key=kind.key, order=kind.strictest, level=kind.level)
            for kind in kinds
            if kind.key or kind.strictest
        }
        return cls(kinds=decided, facts=frozenset(facts))

    def restrictive(self, kind: str) -> Decided | None:
        """How a restrictive kind ranks; None for the others."""
        decided = self.kinds.get(kind)
        return decided if decided is not None and decided.order else None

    def misplaced(self, kind: str, record: bytes, path: str, value: Any) -> bool:
        """Whether a value of this record does not belong to it."""
        decided = OWN.get(kind) or self.kinds.get(kind)
        return decided is not None and decided.misplaced(kind, record, path, value)
