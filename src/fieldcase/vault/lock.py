"""One program at a time on a vault: a file that the system locks, and lets go of when the process ends however it ends.

The file says nothing; deleting it loses nothing.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_
from fieldcase.vault import disk

NAME = "lock"


class VaultInUse(Refusal):
    """Another process has the vault open."""

    code = "FC-105"
    message = N_("The vault is open in another window or program.")
    remedy = N_("Close it there and try again.")


class VaultLock:
    """Holds a vault's folder for this process until `release`, or the end of the process.

    Threads: any; it is held by the process. Taking it twice in one process is refused like any other.
    """

    def __init__(self, folder: Path) -> None:
        """Take the lock at once. Raises `VaultInUse`, `FolderReadOnly`, `FileMissing`."""
        with disk.refusing(folder):
            self._handle = os.open(folder / NAME, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _take(self._handle)
        except OSError as failure:
            os.close(self._handle)
            raise VaultInUse from failure

    def release(self) -> None:
        """Let the vault go; more than once does no harm."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
