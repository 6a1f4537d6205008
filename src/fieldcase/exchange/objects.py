"""Evidence files on a route: the same sealed bytes as in the vault, in parts of 8 MiB under the hash of the whole.

A broken transfer goes on where it stopped: parts that lie there in full length are not sent again. What was fetched
is believed only once its hash is the one asked for; that is checked by the vault's store (`vault/objects.py`), which
gets a stream.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO

from fieldcase.exchange.package.manifest import SealedFile
from fieldcase.exchange.routes.route import PART, NotOnRoute, Route, object_folder, part_name
from fieldcase.vault.objects import ObjectDamaged, Objects

if TYPE_CHECKING:
    from typing_extensions import Buffer

Progress = Callable[[int, int], None]
"""Told how many bytes of how many are done. To cancel, raise from it."""


def parts_of(length: int) -> int:
    """In how many parts a sealed file of that length (bytes) travels."""
    return max(1, -(-length // PART))


def send_object(route: Route, file: SealedFile, source: BinaryIO, *, progress: Progress | None = None) -> None:
    """Put what is lacking of a sealed file on a route. Raises refusals of the route; what was put stays for the next
    try.
    """
    there = {one.name: one.length for one in route.list(object_folder(file.sha256))}
    for part in range(parts_of(file.length)):
        name, length = part_name(file.sha256, part), _length(file, part)
        if there.get(name) != length:
            if name in there:
                route.delete(name)
            source.seek(part * PART)
            route.put(name, io.BytesIO(source.read(length)))
        if progress:
            progress(min(file.length, (part + 1) * PART), file.length)


def fetch_object(route: Route, file: SealedFile, store: Objects, *, progress: Progress | None = None) -> bool:
    """Fetch a sealed file into the store; False while parts are still under way. Raises refusals of the route and the
    store.
    """
    there = {one.name: one.length for one in route.list(object_folder(file.sha256))}
    wanted = {part_name(file.sha256, part): _length(file, part) for part in range(parts_of(file.length))}
    if not wanted.items() <= there.items():
        return False
    try:
        store.take(_Parts(route, file, progress), file.sha256)
    except NotOnRoute:
        return False
    return True


def on_route(route: Route, name: str) -> SealedFile | None:
    """What of an evidence file (by its hash) lies on the route from its first part on; None while that is not there."""
    lengths = {one.name: one.length for one in route.list(object_folder(name))}
    total, part = 0, 0
    while (length := lengths.get(part_name(name, part))) is not None:
        total, part = total + length, part + 1
        if length != PART:
            break
    return SealedFile(sha256=name, length=total) if part else None


def may_grow(file: SealedFile) -> bool:
    """Whether parts could follow what lies on the route: only the last part of a file is shorter than the others."""
    return file.length % PART == 0


def remove_object(route: Route, name: str) -> None:
    """Take the parts of an evidence file off the route, so that its sender leaves it anew. Raises refusals of the
    route.
    """
    for one in route.list(object_folder(name)):
        route.delete(one.name)


def _length(file: SealedFile, part: int) -> int:
    return min(PART, file.length - part * PART)


class _Bounded(io.BytesIO):
    """Room for one part as long as the route said; a store that then gives more is not believed."""

    def __init__(self, length: int, name: str) -> None:
        super().__init__()
        self._length, self._name = length, name

    def write(self, data: Buffer, /) -> int:
        """Take the next bytes. Raises `ObjectDamaged` beyond the length."""
        if self.tell() + memoryview(data).nbytes > self._length:
            raise ObjectDamaged(object=self._name[:12])
        return super().write(data)


class _Parts:
    """The parts of a file read one after another, one in memory at a time."""

    def __init__(self, route: Route, file: SealedFile, progress: Progress | None) -> None:
        self._route, self._file, self._progress = route, file, progress
        self._part = 0
        self._held: io.BytesIO = io.BytesIO()

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most to the end of a part; empty at the end."""
        piece = self._held.read(size)
        if not piece and self._part < parts_of(self._file.length):
            self._held = _Bounded(_length(self._file, self._part), self._file.sha256)
            self._route.get(part_name(self._file.sha256, self._part), self._held)
            self._held.seek(0)
            self._part += 1
            if self._progress:
                self._progress(min(self._file.length, self._part * PART), self._file.length)
            piece = self._held.read(size)
        return piece
