"""Which sealed files the records of a room name: evidence, and the pages of signed letters."""

from __future__ import annotations

from collections.abc import Callable

from fieldcase.model.kinds import KINDS
from fieldcase.vault.objects import Lengths, lengths_of, sizes_named
from fieldcase.vault.rooms import OpenRoom

WITH_FILES = frozenset(
    name
    for name, kind in KINDS.items()
    for part in kind.parts
    if {"object", "identity"} <= {inner.name for inner in part.parts}
)
"""The kinds of record that name files, each by its hash and the key that opens it."""


def files_named(room: OpenRoom, counts: Callable[[str, bytes], bool] = lambda kind, record: True) -> dict[str, Lengths]:
    """The files that the records of a room name, by hash, in order, with how long each may be by all that name it; of
    those records only that count.

    Views say which records there may be, deleted ones too: a look through all entries of a room takes seconds. What
    each names is asked of the room's own ledger. A file of which no record says how long it is neither leaves nor is
    fetched: whoever named it could fill a disk.
    """
    shown = ((kind, bytes.fromhex(one)) for kind in sorted(WITH_FILES) for one, _ in room.views.all(kind, hidden=True))
    keys = [key for key in shown if counts(*key)]
    sizes: dict[str, list[int]] = {}
    for state in room.ledger.states(keys):
        for head in state.heads():
            for name, size in sizes_named(head.value):
                if size is not None and size >= 0:
                    sizes.setdefault(name, []).append(size)
    return {name: lengths_of(sizes[name]) for name in sorted(sizes)}
