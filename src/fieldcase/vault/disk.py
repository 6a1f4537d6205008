"""Files on a disk that may be full, slow, read-only or pulled out: durable writes, and a sentence for every failure.

Nothing else in the vault creates, replaces or syncs a file. What is written here is either there whole after a
crash, or not at all. Read next: database.py (the same failures, as SQLCipher reports them).
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_

FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
_BINARY = getattr(os, "O_BINARY", 0)


class DiskFull(Refusal):
    """The disk, a quota or a limit leaves no room; nothing half-written stays."""

    code = "FC-100"
    message = N_("The disk is full: “{file}” could not be written.")
    remedy = N_("Nothing was changed. Make room on the disk and try again.")


class FolderReadOnly(Refusal):
    """The folder or the file may be read but not written."""

    code = "FC-101"
    message = N_("“{file}” cannot be written: the folder is read-only, or belongs to somebody else.")
    remedy = N_("Nothing was changed. Allow writing to the folder, or copy the vault to a folder of your own.")


class FileMissing(Refusal):
    """A file or folder that has to be there is not."""

    code = "FC-102"
    message = N_("“{file}” is missing.")
    remedy = N_("Check that the folder is the right one and that its disk is connected.")


class DiskFailed(Refusal):
    """The disk reports an error that is neither room nor rights."""

    code = "FC-103"
    message = N_("“{file}” could not be read or written: the disk reports error {number}.")
    remedy = N_(
        "Check that the disk is connected, not full, and sound. If it stays so, copy the vault to another disk."
    )


class AlreadyThere(Refusal):
    """A file that would be set up exists; it is never overwritten."""

    code = "FC-104"
    message = N_("“{file}” exists already and is not overwritten.")
    remedy = N_("Open the vault that is there, or choose an empty folder.")


def sorted_failure(failure: OSError, file: Path | str) -> Refusal:
    """The refusal that says in words what an `OSError` means for this file; only the file's own name is told."""
    name = Path(file).name
    if failure.errno in FULL:
        return DiskFull(file=name)
    if failure.errno in FORBIDDEN:
        return FolderReadOnly(file=name)
    if failure.errno in (errno.ENOENT, errno.ENOTDIR):
        return FileMissing(file=name)
    if failure.errno == errno.EEXIST:
        return AlreadyThere(file=name)
    return DiskFailed(file=name, number=failure.errno)


@contextmanager
def refusing(file: Path | str) -> Iterator[None]:
    """Turn an `OSError` inside into the refusal that names this file."""
    try:
        yield
    except OSError as failure:
        raise sorted_failure(failure, file) from failure


def read(path: Path) -> bytes:
    """The whole file. Raises a refusal of this module."""
    with refusing(path):
        return path.read_bytes()


def write_new(path: Path, data: bytes) -> None:
    """Write a file that must not exist yet, whole and on the disk on return. Raises `AlreadyThere` and other
    refusals.
    """
    draft = _draft(path)
    with refusing(path):
        try:
            _write(draft, data)
            settle_new(draft, path)
        finally:  # stopped by a person, too, nothing half-written stays
            draft.unlink(missing_ok=True)


def write_over(path: Path, data: bytes) -> None:
    """Replace a file, or make it: after a crash the old or the new content is there, never a mixture."""
    draft = _draft(path)
    with refusing(path):
        _write(draft, data)
        settle(draft, path)


def settle(draft: Path, path: Path) -> None:
    """Give a finished, flushed draft its name, replacing what bears it; raises `OSError`."""
    os.replace(draft, path)
    sync_folder(path.parent)


def settle_new(draft: Path, path: Path) -> None:
    """Give a finished, flushed draft its name, which must be free; raises `OSError` (`FileExistsError` when it is
    taken).
    """
    try:
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:  # FAT and some shares know no links: look first, then rename
        if path.exists():
            raise FileExistsError(errno.EEXIST, "exists") from None
        os.replace(draft, path)
    sync_folder(path.parent)


def sync(file: BinaryIO) -> None:
    """Flush what was written to this file down to the disk; raises `OSError`."""
    file.flush()
    os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Flush a folder's names to the disk, where the system can; raises `OSError`."""
    if os.name == "nt":  # Windows has no handle for that; its journal keeps the order of renames
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def create_private(path: Path) -> BinaryIO:
    """Open a new file for writing that only its owner may read; one left over from a crash is replaced."""
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
    return os.fdopen(handle, "w+b")


def private_folder(folder: Path) -> None:
    """Make the folder, with those above it, readable by its owner alone. Raises a refusal of this module."""
    with refusing(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def _draft(path: Path) -> Path:
    return path.with_name(path.name + ".new")


def _write(draft: Path, data: bytes) -> None:
    try:
        with create_private(draft) as file:
            file.write(data)
            sync(file)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
