"""Evidence files on a route: the same sealed bytes as in the vault, in parts of 8 MiB under the hash of the whole.

A broken transfer goes on where it stopped: parts that lie there in full length are not sent again. What was fetched
is believed only once its hash is the one asked for; that is checked by the vault's store (`vault/objects.py`), which
gets a stream. What no record could have named for its length is refused before anything of it is read.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, BinaryIO

from fieldcase.exchange.package.manifest import SealedFile
from fieldcase.exchange.routes.route import PART, NotOnRoute, Route, object_folder, part_name
from fieldcase.vault.objects import Lengths, ObjectDamaged, Objects

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


class OnRoute(StrEnum):
    """How far an evidence file is on a route."""

    UNDER_WAY = "under way"
    WHOLE = "whole"
    ALTERED = "altered"


def on_route(route: Route, name: str, lengths: Lengths) -> tuple[OnRoute, SealedFile]:
    """What lies of an evidence file (by its hash) on the route, from its first part on. Nothing of it is read.

    Only a file's last part is shorter than the others, so a short one ends it. Parts longer than parts are, or together
    longer than the file's record allows, are nobody's.
    """
    listed = {one.name: one.length for one in route.list(object_folder(name))}
    total, part, ended = 0, 0, False
    while not ended and (length := listed.get(part_name(name, part))) is not None:
        total, part, ended = total + length, part + 1, length != PART
        if length > PART or total > lengths.most:
            return OnRoute.ALTERED, SealedFile(sha256=name, length=total)
    # One that ends with a whole part is told from one under way by what its record says of its length.
    whole = part > 0 and (ended or total >= lengths.least)
    return OnRoute.WHOLE if whole else OnRoute.UNDER_WAY, SealedFile(sha256=name, length=total)


def fetch_object(
    route: Route, name: str, lengths: Lengths, store: Objects, *, progress: Progress | None = None
) -> bool:
    """Fetch a sealed file (by its hash) into the store; False while parts are still under way.

    Never more than its record allows is read or kept. Raises `ObjectDamaged` for what is not the file, refusals of the
    route and the store.
    """
    state, file = on_route(route, name, lengths)
    if state is OnRoute.UNDER_WAY:
        return False
    if state is OnRoute.ALTERED:
        raise ObjectDamaged(object=name[:12])
    try:
        store.take(_Parts(route, file, progress), name)
    except NotOnRoute:
        return False
    return True


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
