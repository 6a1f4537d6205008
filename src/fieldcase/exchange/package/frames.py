"""The plain text inside age, taken apart while it streams: two zstd data frames, one padding frame, nothing else.

zstd's own limits are not trusted. The frames are walked block by block (RFC 8878, 3.1.1), and each block of at most
128 KiB is expanded by itself, so a bomb costs one block before it is noticed. Refuses dictionaries, wide windows,
bytes beside the frames.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Final

import zstandard

from fieldcase.exchange.package import limits
from fieldcase.exchange.package.padding import HEAD, SKIPPABLE, zeros_after
from fieldcase.exchange.package.refusals import Altered, TooLarge

Sink = Callable[[bytes], None]
"""Takes expanded bytes, at most one zstd block at a time."""

_MAGIC: Final = bytes.fromhex("28b52ffd")
_BLOCK: Final = 128 * limits.KIB
_RLE, _RESERVED = 1, 3
_PIECE: Final = 64 * limits.KIB


class Frames:
    """A writer for the plain text of a package. `sinks`: for each data frame, its sink and how far it may expand.

    A limit may be a function: it is asked when the frame begins, when the manifest has been read.
    """

    def __init__(self, *sinks: tuple[Sink, Callable[[], int]]) -> None:
        self._held = bytearray()
        self._read = 0
        self._over = False
        self._walk = self._frames(sinks)
        self._want = next(self._walk)

    def write(self, chunk: bytes) -> int:
        """Take the next bytes; raises `Altered` or `TooLarge`, and whatever a sink raises."""
        self._held += chunk
        at = 0
        try:
            while not self._over and len(self._held) - at >= self._want:
                piece = bytes(self._held[at : at + self._want])
                at += self._want
                self._read += len(piece)
                self._step(piece)
        finally:
            del self._held[:at]
        if self._over and self._held:
            raise Altered(where="padding")
        return len(chunk)

    def flush(self) -> None:
        """Nothing is held back that could be flushed."""

    def close(self) -> None:
        """The plain text ended here. Raises `Altered` when a frame is missing or cut."""
        if not self._over:
            raise Altered(where="frames")

    def _step(self, piece: bytes) -> None:
        try:
            self._want = self._walk.send(piece)
        except StopIteration:
            self._over = True
        except zstandard.ZstdError as failure:
            raise Altered(where="frames") from failure

    def _frames(self, sinks: tuple[tuple[Sink, Callable[[], int]], ...]) -> Generator[int, bytes, None]:
        for sink, limit in sinks:
            if (yield 4) != _MAGIC:
                raise Altered(where="frames")
            yield from self._data_frame(sink, limit())
        data = self._read
        head = yield HEAD
        left = int.from_bytes(head[4:], "little")
        if head[:4] != SKIPPABLE or left != zeros_after(data):
            raise Altered(where="padding")
        while left:
            piece = yield min(left, _PIECE)
            if piece.count(0) != len(piece):
                raise Altered(where="padding")
            left -= len(piece)

    def _data_frame(self, sink: Sink, limit: int) -> Generator[int, bytes, None]:
        head = yield from _header()
        expander = zstandard.ZstdDecompressor(max_window_size=limits.ZSTD_WINDOW).decompressobj()
        expander.decompress(_MAGIC + head)
        expanded = 0
        for _ in range(limits.blocks(limit)):
            block = yield 3
            said = int.from_bytes(block, "little")
            last, kind, size = said & 1, said >> 1 & 3, said >> 3
            if kind == _RESERVED or size > _BLOCK:
                raise Altered(where="frames")
            content = (yield 1 if kind == _RLE else size) if size or kind == _RLE else b""
            if last and head[0] & 4:
                content += yield 4
            piece = expander.decompress(block + content)
            expanded += len(piece)
            if expanded > limit:
                raise TooLarge(what="length", limit=limit)
            if piece:
                sink(piece)
            if last:
                return
        raise TooLarge(what="blocks", limit=limits.blocks(limit))


def _header() -> Generator[int, bytes, bytes]:
    """The frame header after its magic: its bytes. Dictionaries are refused; zstd itself checks the window."""
    descriptor = yield 1
    said = descriptor[0]
    single = said >> 5 & 1
    size = (0, 2, 4, 8)[said >> 6] or single
    if said & 3 or said & 8:
        raise Altered(where="frames")
    rest = (0 if single else 1) + size
    return descriptor + ((yield rest) if rest else b"")
