"""Which records of a vault are held to be the same person, group or organisation (fold, rule 14)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from fieldcase.model.ledger.sets import SameSet


class SameSets:
    """Which records are held to be the same person, group or organisation (fold, rule 14)."""

    def __init__(self, sets: Mapping[bytes, SameSet]) -> None:
        self._sets = sets

    def members(self, record: str) -> tuple[str, ...]:
        """The record and all that are the same."""
        found = self._sets.get(_id(record))
        return tuple(member.hex() for member in found.members) if found else (record,)

    def links(self, record: str) -> frozenset[bytes]:
        """The values that say that the record's set is one."""
        found = self._sets.get(_id(record))
        return found.links if found else frozenset()

    def groups(self, among: Iterable[str]) -> tuple[frozenset[str], ...]:
        """The sets of two or more that these records belong to."""
        found = {frozenset(self.members(record)) for record in among}
        return tuple(sorted((one for one in found if len(one) > 1), key=sorted))


def _id(record: str) -> bytes:
    """A record's id; nothing for what cannot be one."""
    try:
        return bytes.fromhex(record)
    except ValueError:
        return b""
