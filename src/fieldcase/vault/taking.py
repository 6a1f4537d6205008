"""Take in what others wrote: one transaction for one package of one room, durable when it is left normally.

    with vault.taking("KAL/case") as taking:
        taking.apply(entries, heads)

Left by an exception, nothing of it happened. Entries are those that `read_entry` read; heads are checked here again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from types import TracebackType
from typing import TYPE_CHECKING, Self

from fieldcase.model.ledger.entries import Entry
from fieldcase.model.ledger.fold import Changes
from fieldcase.model.refusal import Refusal
from fieldcase.vault.database import sorting
from fieldcase.vault.files import LEDGER, file_of
from fieldcase.vault.ledger.heads import Head
from fieldcase.vault.rooms import OpenRoom

if TYPE_CHECKING:
    from fieldcase.vault.vault import Vault


class Taking:
    """One transaction on a room that this seat reads. Threads: the vault's."""

    def __init__(self, vault: Vault, room: OpenRoom) -> None:
        self._vault, self._room = vault, room
        self._files = tuple(dict.fromkeys((LEDGER, file_of(room.place))))

    def __enter__(self) -> Self:
        self._vault.rooms.bring_up()
        for number, file in enumerate(self._files):
            try:
                with sorting(f"{file}.db"):
                    self._vault.files.databases[file].execute("BEGIN IMMEDIATE")
            except BaseException:
                self._roll_back(self._files[:number])
                raise
        return self

    def apply(self, entries: Iterable[Entry], heads: Iterable[Head] = ()) -> Changes:
        """Hold these entries too, and show what they change. Raises refusals FC-160…162 and of signatures."""
        self._vault.judged_as_now(self._room)
        changes = self._room.ledger.apply(entries, heads)
        if self._room.sealed is not None:
            self._room.sealed.follow(self._room.ledger)
        self._vault.rooms.show(self._room, changes)
        return changes

    def rejudge(self, rosters: Collection[bytes]) -> None:
        """Rosters count now that did not before: judge anew what was written under them, and show it."""
        changes = self._room.ledger.rejudge(rosters)
        if self._room.sealed is not None:
            self._room.sealed.follow(self._room.ledger)
        self._vault.rooms.show(self._room, changes)

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self._roll_back(self._files)
            return
        try:
            self._vault.rooms.forget_erased()
            self._commit(LEDGER)
        except BaseException:
            self._roll_back(self._files)
            raise
        for file in self._files[1:]:
            try:
                self._commit(file)
            except Refusal:
                # The entries are in the ledger; the opened copy is built from them before it is next used.
                self._roll_back((file,))
                self._vault.rooms.fall_behind([self._room.name])
        self._vault.committed()

    def _commit(self, file: str) -> None:
        with sorting(f"{file}.db"):
            self._vault.files.databases[file].execute("COMMIT")

    def _roll_back(self, files: Iterable[str]) -> None:
        for file in files:
            connection = self._vault.files.databases[file]
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        self._vault.rooms.forget([self._room.name])
