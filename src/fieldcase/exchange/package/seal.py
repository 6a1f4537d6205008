"""Make a package: body lines once through hash and zstd, the manifest signed, all of it sealed with age.

The body is compressed in memory and never touches the disk unsealed. Keys stay where they are: signing is a function
that the vault hands over. Read next: `opening.py`.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterable
from typing import BinaryIO, Final

import msgspec
import pyrage
import zstandard

from fieldcase.exchange.package import limits
from fieldcase.exchange.package.manifest import Manifest, line_of
from fieldcase.exchange.package.padding import padding
from fieldcase.exchange.package.refusals import TooLargeToSend

NAMESPACE: Final = "fieldcase-package"
LEVEL: Final = 3
_BATCH: Final = limits.MIB

Sign = Callable[[str, bytes], str]
"""(namespace, message) -> armoured SSH signature of the seat (vault/keys/sshsig.py)."""


class Body(msgspec.Struct, frozen=True, kw_only=True):
    """A compressed body: the frame's bytes, and length and SHA-256 of what it expands to."""

    frame: bytes
    length: int
    sha256: str


def compressed(lines: Iterable[bytes]) -> Body:
    """Frame two from body lines (each with its line feed), hashed on the way. Raises `TooLargeToSend`."""
    digest, length = hashlib.sha256(), 0
    parts: list[bytes] = []
    frame: zstandard.ZstdCompressionObj | None = None
    for batch in _batches(lines):
        digest.update(batch)
        length += len(batch)
        if length > limits.BODY:
            raise TooLargeToSend(what="body", limit=limits.BODY)
        if frame is None:
            if len(batch) < _BATCH:
                return Body(frame=_compressor(0).compress(batch), length=length, sha256=digest.hexdigest())
            frame = _compressor(2).compressobj()
        parts.append(frame.compress(batch))
    if frame is None:
        return Body(frame=_compressor(0).compress(b""), length=0, sha256=digest.hexdigest())
    parts.append(frame.flush())
    return Body(frame=b"".join(parts), length=length, sha256=digest.hexdigest())


def seal(manifest: Manifest, body: Body, *, recipient: str, sign: Sign, into: BinaryIO) -> Manifest:
    """Write the package to `into`: the manifest with the body's length and hash, signed, padded, sealed to
    `recipient` (`age1…`).

    Returns the manifest as it was signed. Raises `TooLargeToSend`, and `OSError` of the place written to.
    """
    manifest = msgspec.structs.replace(manifest, length=body.length, sha256=body.sha256)
    line = line_of(manifest)
    signature = msgspec.json.encode(sign(NAMESPACE, line))
    first = _compressor(0).compress(line + b"\n" + signature + b"\n")
    data = len(first) + len(body.frame)
    if data > limits.SEALED * 7 // 8:
        raise TooLargeToSend(what="package", limit=limits.SEALED)
    plain = _Joined(first, body.frame, padding(data))
    pyrage.encrypt_io(plain, into, [pyrage.x25519.Recipient.from_str(recipient)])
    return manifest


def sealed(manifest: Manifest, lines: Iterable[bytes], *, recipient: str, sign: Sign) -> tuple[Manifest, bytes]:
    """The package as bytes, for what is small or goes straight to a route."""
    into = io.BytesIO()
    manifest = seal(manifest, compressed(lines), recipient=recipient, sign=sign, into=into)
    return manifest, into.getvalue()


def _compressor(threads: int) -> zstandard.ZstdCompressor:
    return zstandard.ZstdCompressor(level=LEVEL, threads=threads, write_checksum=True, write_content_size=False)


def _batches(lines: Iterable[bytes]) -> Iterable[bytes]:
    """Lines joined to pieces of about 1 MiB, so that zstd and the hash are called seldom."""
    held: list[bytes] = []
    size = 0
    for line in lines:
        held.append(line)
        size += len(line)
        if size >= _BATCH:
            yield b"".join(held)
            held, size = [], 0
    if held:
        yield b"".join(held)


class _Joined(io.RawIOBase):
    """Several byte strings read one after another without copying them together."""

    def __init__(self, *parts: bytes) -> None:
        self._parts = [memoryview(part) for part in parts]

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        """The next at most `size` bytes; empty at the end."""
        while self._parts:
            part = self._parts[0]
            piece, rest = (part, part[:0]) if size < 0 else (part[:size], part[size:])
            if rest:
                self._parts[0] = rest
            else:
                self._parts.pop(0)
            if piece:
                return bytes(piece)
        return b""
