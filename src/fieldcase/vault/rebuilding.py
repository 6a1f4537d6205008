"""Lists and search thrown away and drawn again from the ledger, file by file: in doubt, and when the check says so.

Each file in one transaction: a program killed meanwhile leaves the old views, whole. Nothing of the ledger is touched.
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldcase.model.ledger.state import RecordState
from fieldcase.vault.database import sorting, transaction
from fieldcase.vault.faults import Progress
from fieldcase.vault.files import file_of
from fieldcase.vault.rooms import STALE
from fieldcase.vault.vault import Vault


def rebuild_views(vault: Vault, progress: Progress) -> int:
    """Draw every list and the search of every file anew; returns how many records were drawn.

    `progress` hears how many of how many; raise to stop: files not finished keep their old views. Raises the refusals
    of disk and database.
    """
    every = [(file, len(_keys(vault, file))) for file in vault.files.databases]
    done, of = 0, sum(count for _file, count in every)
    for file, _count in every:
        views = vault.rooms.views[file]

        def drawn(kinds: frozenset[str], file: str = file) -> Iterator[RecordState]:
            nonlocal done
            for state in _states(vault, file, kinds):
                progress(done, of)
                done += 1
                yield state

        with sorting(f"{file}.db"), transaction(views.connection):
            views.rebuild(drawn)
            views.note(STALE, "")
    progress(of, of)
    return done


def _states(vault: Vault, file: str, kinds: frozenset[str]) -> Iterator[RecordState]:
    for room in vault.rooms.open():
        if file_of(room.place) == file:
            keys = (key for key in room.ledger.keys() if key[0] in kinds)  # noqa: SIM118  # no dict
            yield from room.ledger.states(vault.rooms.shown_by(room, keys))


def _keys(vault: Vault, file: str) -> list[tuple[str, bytes]]:
    return [key for room in vault.rooms.open() if file_of(room.place) == file for key in room.ledger.keys()]  # noqa: SIM118
