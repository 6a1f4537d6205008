"""A folder as a route: a memory stick, or a folder that some program keeps the same on two machines.

Written to a temporary name, flushed, renamed, flushed again: pulled out at any byte, a thing is there whole or not
under its name. Follows no links, opens nothing but regular files, takes no name from the folder that is not of the
layout.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from fieldcase.exchange.package import limits
from fieldcase.exchange.routes import route
from fieldcase.model.refusal import Refusal
from fieldcase.vault import disk

_PIECE: Final = 256 * limits.KIB
_DRAFT: Final = ".part"
_GONE: Final = {errno.ENOENT, errno.ENOTDIR, errno.EIO, errno.ENODEV, errno.ENXIO, errno.ENOTCONN, errno.ESHUTDOWN}
_NO_FOLDER_SYNC: Final = {errno.EINVAL, getattr(errno, "ENOTSUP", errno.EINVAL), errno.EBADF}
_READ: Final = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class FolderRoute:
    """A route in `folder`, which must exist. `chance` names temporary files.

    Threads: none of its own; use it from one.
    """

    def __init__(self, folder: Path, *, chance: Callable[[int], bytes]) -> None:
        self._folder, self._chance = folder, chance

    def list(self, prefix: str) -> tuple[route.Listed, ...]:
        """What lies under the prefix, small before large; a missing folder below the route's own is an empty one."""
        with self._refusing():
            if not self._folder.is_dir():
                raise route.RouteGone(route=self._folder.name)
            place = self._below(route.require_prefix(prefix))
            found = list(self._entries(place, prefix))
        return tuple(sorted(found, key=lambda one: (one.length, one.name)))

    def get(self, name: str, into: BinaryIO) -> int:
        """Copy one thing into a file, never more than a sealed package may have."""
        path = self._path(name)
        with self._refusing(missing=True):
            handle = os.open(path, _READ)
            with os.fdopen(handle, "rb") as source:
                if not stat.S_ISREG(os.fstat(source.fileno()).st_mode):
                    raise route.NotOnRoute(route=self._folder.name)
                length = 0
                while length <= limits.SEALED and (piece := source.read(_PIECE)):
                    length += into.write(piece)
        return length

    def put(self, name: str, source: BinaryIO) -> None:
        """Write to a temporary name, flush, rename, flush the folder."""
        path = self._path(name)
        draft = path.with_name(f".{self._chance(8).hex()}{_DRAFT}")
        with self._refusing():
            if not self._folder.is_dir():
                raise route.RouteGone(route=self._folder.name)
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                with os.fdopen(os.open(draft, _NEW, 0o600), "wb") as file:
                    while piece := source.read(_PIECE):
                        file.write(piece)
                    disk.sync(file)
                if os.path.lexists(path):
                    raise route.NameTaken(route=self._folder.name)
                os.rename(draft, path)
            except BaseException:
                with contextlib.suppress(OSError):
                    draft.unlink(missing_ok=True)
                raise
            _sync_folder(path.parent)

    def delete(self, name: str) -> None:
        """Remove one thing; it may have gone already."""
        path = self._path(name)
        with self._refusing():
            path.unlink(missing_ok=True)

    def check(self) -> None:
        """Write a test file, read it back, remove it."""
        test = self._folder / f".{self._chance(8).hex()}{_DRAFT}"
        with self._refusing():
            if not self._folder.is_dir():
                raise route.RouteGone(route=self._folder.name)
            try:
                with os.fdopen(os.open(test, _NEW, 0o600), "wb") as file:
                    file.write(bytes(_PIECE))
                    disk.sync(file)
                if test.stat().st_size != _PIECE:
                    raise route.RouteFailed(route=self._folder.name, number=errno.EIO)
            finally:
                with contextlib.suppress(OSError):
                    test.unlink(missing_ok=True)

    def sweep(self, addressee: str, before: float) -> int:
        """Remove temporary files of broken transfers to this vault last changed before `before` (seconds since 1970);
        how many.
        """
        place = self._below(route.mailbox(addressee))
        gone = 0
        with self._refusing():
            for draft in place.glob(f".*{_DRAFT}") if place.is_dir() else ():
                if draft.lstat().st_mtime < before:
                    draft.unlink(missing_ok=True)
                    gone += 1
        return gone

    def _path(self, name: str) -> Path:
        """Where a thing of the layout lies. Raises `LinkInRoute`."""
        folder, _, last = route.require_name(name).rpartition("/")
        return self._below(folder) / last

    def _below(self, prefix: str) -> Path:
        """A folder of the layout, none of whose own folders is a link that leads elsewhere. Raises `LinkInRoute`."""
        place = self._folder
        for part in prefix.split("/"):
            place = place / part
            if place.is_symlink():
                raise route.LinkInRoute(route=self._folder.name)
        return place

    def _entries(self, place: Path, prefix: str) -> Iterator[route.Listed]:
        if not place.is_dir():
            return
        with os.scandir(place) as found:
            count = 0
            for entry in found:
                name = f"{prefix}/{entry.name}"
                if route.is_name(name) and entry.is_file(follow_symlinks=False):
                    yield route.Listed(name, entry.stat(follow_symlinks=False).st_size)
                    count += 1
                if count >= route.MOST_NAMES:
                    return

    @contextmanager
    def _refusing(self, *, missing: bool = False) -> Iterator[None]:
        """An `OSError` inside becomes the sentence that names this route; `missing`: a missing file is its own
        sentence.
        """
        try:
            yield
        except OSError as failure:
            raise self._sorted(failure, missing) from failure

    def _sorted(self, failure: OSError, missing: bool) -> Refusal:
        name = self._folder.name
        if failure.errno in disk.FULL:
            return route.RouteFull(route=name)
        if failure.errno in disk.FORBIDDEN:
            return route.RouteReadOnly(route=name)
        if (
            failure.errno in (errno.ENOENT, errno.ELOOP, errno.ENXIO, errno.EISDIR)
            and missing
            and self._folder.is_dir()
        ):
            return route.NotOnRoute(route=name)
        if failure.errno in _GONE:
            return route.RouteGone(route=name)
        return route.RouteFailed(route=name, number=failure.errno or 0)


def _sync_folder(folder: Path) -> None:
    """Flush the folder's names where its file system can; some shares and sticks cannot, and say so."""
    try:
        disk.sync_folder(folder)
    except OSError as failure:
        if failure.errno not in _NO_FOLDER_SYNC:
            raise
