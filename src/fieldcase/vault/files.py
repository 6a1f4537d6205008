"""The files of one vault: its folder, lock, slot file and SQLCipher databases, opened together and closed together.

`ledger.db` holds every entry, and the views of the rooms `case` and `office`; each closed compartment that the
seat reads has a database of its own. What this seat cannot read has no file here.

    <folder>/slots  ledger.db  identity.db  source.db  sealed.db  log.db  objects/  waiting/  aside/  lock
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from fieldcase.model.declare import Room
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_
from fieldcase.vault import disk
from fieldcase.vault.copies import begin_anew, open_copy
from fieldcase.vault.database import Connection, close_database, open_database, transaction
from fieldcase.vault.keys import keyring, slots
from fieldcase.vault.keys.keyring import SeatKeys
from fieldcase.vault.keys.recipients import write_recipients
from fieldcase.vault.ledger import create_tables
from fieldcase.vault.lock import NAME as LOCK
from fieldcase.vault.lock import VaultLock

OPEN_ROOMS = (Room.CASE, Room.OFFICE)
CLOSED_ROOMS = (Room.IDENTITY, Room.SOURCE, Room.SEALED, Room.LOG)
LEDGER = "ledger"
SLOTS = "slots"


class NoVault(Refusal):
    """There is no vault in the folder."""

    code = "FC-150"
    message = N_("There is no vault in “{folder}”.")
    remedy = N_("Choose the folder of a vault, or make one: found an office, or join one.")


class FolderTaken(Refusal):
    """The folder for a new vault holds something already."""

    code = "FC-151"
    message = N_("“{folder}” is not empty, so no vault is made there.")
    remedy = N_("Choose a new folder. Nothing was changed.")


class FolderHoldsMore(Refusal):
    """Beside the files of a vault that is to go, its folder holds something else, or something was entered in it."""

    code = "FC-166"
    message = N_("The folder of this vault holds more than the vault that was made to ask. Nothing was removed.")
    remedy = N_("Look into the folder, move what is not the vault's elsewhere, and withdraw again.")


class VaultFiles:
    """The opened files. Threads: one at a time, the one that opened them."""

    def __init__(self, folder: Path, lock: VaultLock, opened: slots.Opened, databases: dict[str, Connection]) -> None:
        """`lost`: by file, what was wrong with copies begun anew; `closed`: why copies are closed for now."""
        self.folder = folder
        self.opened = opened
        self._fresh = False
        self._lock = lock
        self._databases = databases
        self.lost: dict[str, Refusal] = {}
        self.closed: dict[str, Refusal] = {}

    @classmethod
    def create(
        cls,
        folder: Path,
        keys: SeatKeys,
        passphrase: str,
        *,
        cost: slots.Cost | None = None,
        progress: slots.Progress | None = None,
    ) -> VaultFiles:
        """Make a vault's files in a new or empty folder. Raises `FolderTaken`, refusals of slots and disk."""
        if folder.exists() and any(folder.iterdir()):
            raise FolderTaken(folder=folder.name)
        fresh = not folder.exists()
        disk.private_folder(folder)
        lock = VaultLock(folder)
        databases: dict[str, Connection] = {}
        try:
            for name, key in keys.databases.items():
                databases[name] = open_database(folder / f"{name}.db", key, vault=keys.vault, create=True)
            opened = slots.create_slots(folder / SLOTS, keys, passphrase, cost=cost, progress=progress)
        except BaseException:
            for connection in databases.values():
                connection.close()
            lock.release()
            clear(folder, whole=fresh)
            raise
        files = cls(folder, lock, opened, databases)
        files._fresh = fresh
        return files

    @classmethod
    def open(
        cls, folder: Path, passphrase: str, *, now: datetime, progress: slots.Progress | None = None
    ) -> VaultFiles:
        """Open all files that the passphrase's seat reads. Raises `NoVault`, `VaultInUse`, `WrongPassphrase` ….

        Copies of closed rooms that are missing or damaged are begun anew, and named in `lost`.
        """
        if not (folder / SLOTS).exists():
            raise NoVault(folder=folder.name)
        lock = VaultLock(folder)
        databases: dict[str, Connection] = {}
        lost: dict[str, Refusal] = {}
        try:
            opened = slots.open_slots(folder / SLOTS, passphrase, now=now, progress=progress)
            vault = opened.keys.vault
            # the ledger first: a copy is begun anew only beside one that is there
            databases[LEDGER] = open_database(folder / f"{LEDGER}.db", opened.keys.databases[LEDGER], vault=vault)
            for name, key in opened.keys.databases.items():
                if name != LEDGER:
                    databases[name], wrong = open_copy(folder / f"{name}.db", key, vault=vault)
                    lost |= {name: wrong} if wrong else {}
            files = cls(folder, lock, opened, databases)
            files.lost = lost
            files._make_tables()
        except BaseException:
            _close(databases)
            lock.release()
            raise
        return files

    def begin_anew(self, file: str, wrong: Refusal) -> bool:
        """Put the copy of a closed room (`identity.db`) aside and begin it anew, once; whether that was done."""
        name = file.removesuffix(".db")
        if name == LEDGER or name not in self._databases or name in self.lost:
            return False
        self._databases.pop(name).close()
        path = self.folder / f"{name}.db"
        self._databases[name] = begin_anew(path, self.keys.databases[name], vault=self.keys.vault)
        self.lost[name] = wrong
        self._make_tables()
        return True

    def shut(self, room: Room, why: Refusal) -> None:
        """Close a compartment that cannot be built from the ledger: it is as for a seat without its key."""
        name = file_of(room)
        if name != LEDGER and name in self._databases:
            self._databases.pop(name).close()
            self.closed[name] = why

    @property
    def keys(self) -> SeatKeys:
        """The seat's keys."""
        return self.opened.keys

    @property
    def ledger(self) -> Connection:
        """The connection that every entry goes through."""
        return self._databases[LEDGER]

    @property
    def databases(self) -> Mapping[str, Connection]:
        """Connections by file name without `.db`."""
        return self._databases

    def database_of(self, room: Room) -> Connection | None:
        """The file in which this seat reads the compartment; None when it is closed to it."""
        return self._databases.get(file_of(room))

    def reseal(self, keys: SeatKeys) -> None:
        """Put changed keys under the same passphrase; databases that a new role opens are made, closed ones removed."""
        for name, key in keys.databases.items():
            if name not in self._databases:
                path = self.folder / f"{name}.db"
                self._databases[name] = open_database(path, key, vault=keys.vault, create=True)
        self.opened = slots.reseal(self.folder / SLOTS, self.opened, keys)
        for name in [name for name in self._databases if name not in keys.databases]:
            close_database(self._databases.pop(name), f"{name}.db")
            (self.folder / f"{name}.db").unlink()

    def rewrap(self, passphrase: str, progress: slots.Progress | None = None) -> None:
        """Put the same keys under another passphrase; the old one opens the slot no more. Raises as `slots.rewrap`."""
        self.opened = slots.rewrap(self.folder / SLOTS, self.opened, passphrase, progress=progress)

    def prepare(self) -> None:
        """Make the ledger's tables in files that have none yet, and note the public side of the compartments."""
        self._make_tables()
        with transaction(self.ledger):
            write_recipients(self.ledger, self.keys.recipients())

    def _make_tables(self) -> None:
        for connection in self._databases.values():
            if connection.execute("SELECT 1 FROM ledger.sqlite_master WHERE name = 'room'").fetchone() is None:
                with transaction(connection):
                    create_tables(connection)

    def give_up(self) -> None:
        """Leave nothing of a vault that was just made: close it and empty its folder, on a full disk too."""
        while self._databases:
            self._databases.popitem()[1].close()
        self._lock.release()
        clear(self.folder, whole=self._fresh)

    def require_alone(self) -> None:
        """Raise `FolderHoldsMore` where the folder holds what `create` did not make, or entries stand in the ledger."""
        entered = self.ledger.execute("SELECT 1 FROM entry LIMIT 1").fetchone() is not None
        if entered or {path.name for path in self.folder.iterdir()} - set(self._laid_down()):
            raise FolderHoldsMore

    def withdraw(self) -> None:
        """Take a vault away that nothing was entered in: its own files and nothing else, the keys first; a folder that
        was made for it in this sitting too. Raises `FolderHoldsMore` before anything is removed.
        """
        self.require_alone()
        names = self._laid_down()
        (self.folder / SLOTS).unlink()
        while self._databases:
            self._databases.popitem()[1].close()
        self._lock.release()
        for name in names:
            (self.folder / name).unlink(missing_ok=True)
        if self._fresh:
            self.folder.rmdir()

    def _laid_down(self) -> tuple[str, ...]:
        """The names that files of this vault may have, the database's own companions among them."""
        ends = ("", "-wal", "-shm", "-journal")
        return (SLOTS, *(f"{name}.db{end}" for name in self._databases for end in ends), LOCK)

    def close(self) -> None:
        """Write everything back and let the folder go."""
        try:
            _close(self._databases)
        finally:
            self._lock.release()


def clear(folder: Path, *, whole: bool) -> None:
    """Remove what a set-up that failed left in a folder that was new (`whole`: the folder too) or empty."""
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    if whole:
        folder.rmdir()


def file_of(room: Room) -> str:
    """The name, without `.db`, of the file in which the compartment is read."""
    return LEDGER if room in OPEN_ROOMS else room.value


def new_keys(*, vault: bytes, seat: bytes, training: bool, compartments: Iterable[Room], device: str = "") -> SeatKeys:
    """Fresh keys of a vault whose seat reads these compartments. `vault` 16 bytes, `seat` an Ed25519 seed."""
    rooms = tuple(compartments)
    files = dict.fromkeys([LEDGER, *(file_of(room) for room in rooms)])
    return SeatKeys(
        vault=vault,
        training=training,
        device=device,
        seat=seat,
        databases={name: secrets.token_bytes(32) for name in files},
        identities=keyring.new_identities(room.value for room in rooms),
    )


def _close(databases: dict[str, Connection]) -> None:
    while databases:
        name, connection = databases.popitem()
        close_database(connection, f"{name}.db")
