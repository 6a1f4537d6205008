"""One seat's feeds: which one goes on in a room, and how an entry of it is made.

A feed belongs to one seat, one room and one life of one vault. A feed that forked is closed for its writer; after
`new_life` (a vault restored, copied, moved or behind its own past) only new feeds are written.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from fieldcase.model.ledger.entries import (
    LAST_COUNT,
    LAST_WALL,
    SALT,
    ZERO,
    Entry,
    Label,
    Ref,
    make_entry,
    sha,
    value_bytes,
)
from fieldcase.model.ledger.shelf import Branch


class FeedWriter:
    """A seat that writes. `chance` gives random bytes from the system."""

    def __init__(self, key: Ed25519PrivateKey, chance: Callable[[int], bytes]) -> None:
        self.key, self.chance = key, chance
        self.seat = key.public_key().public_bytes_raw()
        self._fresh = False
        self._roots: dict[str, bytes] = {}

    def new_life(self) -> None:
        """From now on write new feeds only."""
        self._fresh = True
        self._roots.clear()

    def branch(self, room: str, branches: Collection[Branch]) -> Branch | None:
        """The branch that goes on in a room; None where a feed must be opened."""
        own = self._unforked(branches)
        if (branch := own.get(self._roots.get(room, b""))) is not None:
            return branch
        if self._fresh or not own:
            return None
        newest = max(branch.number for branch in branches if branch.seat == self.seat and not branch.parent)
        return next((branch for branch in own.values() if branch.number == newest), None)

    def _unforked(self, branches: Collection[Branch]) -> dict[bytes, Branch]:
        own = [branch for branch in branches if branch.seat == self.seat]
        forked = {branch.root for branch in own if branch.parent}
        return {branch.root: branch for branch in own if branch.root not in forked}

    def open(self, room: str, branches: Collection[Branch], *, wall: int, clock_ok: bool, count: int) -> Entry:
        """The first entry of a new feed: it names seat, room and the last head known of the feed before it."""
        own = [branch for branch in branches if branch.seat == self.seat]
        after = max(own, key=lambda branch: branch.number).tip if own else ZERO
        feed = self.chance(16)
        birth = {"seat": self.seat.hex(), "room": room, "after": after.hex()}
        entry = self._made(
            (feed, 0, ZERO), "feed", feed, {"feed": birth}, {}, wall=wall, clock_ok=clock_ok, count=count
        )
        self._roots[room] = entry.id
        return entry

    def next(
        self,
        branch: Branch,
        kind: str,
        record: bytes,
        values: Mapping[str, Any],
        replaces: Mapping[str, Iterable[Ref]],
        **label: Any,
    ) -> Entry:
        """The next entry of a branch. `label`: wall, clock_ok, count, rests_on, knows, roster."""
        return self._made((branch.feed, branch.tip_seq + 1, branch.tip), kind, record, values, replaces, **label)

    def _made(
        self,
        place: tuple[bytes, int, bytes],
        kind: str,
        record: bytes,
        values: Mapping[str, Any],
        replaces: Mapping[str, Iterable[Ref]],
        *,
        wall: int,
        clock_ok: bool,
        count: int,
        rests_on: Iterable[bytes] = (),
        knows: Iterable[bytes] = (),
        roster: bytes | None = None,
    ) -> Entry:
        texts = [value_bytes(self.chance(SALT), path, value) for path, value in values.items()]
        named = tuple((sha(text), tuple(replaces.get(path, ()))) for text, path in zip(texts, values, strict=True))
        label = Label(
            self.chance(16),
            min(max(wall, 0), LAST_WALL),
            clock_ok,
            min(count, LAST_COUNT),
            record,
            kind,
            named,
            tuple(rests_on),
            tuple(knows),
            roster,
        )
        return make_entry(*place, label, texts)
