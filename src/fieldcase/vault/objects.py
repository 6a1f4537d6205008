"""Evidence files: sealed one by one, padded, named by the hash of what lies on the disk (docs/formats/objects.md).

Content in the clear goes from the stream it comes from straight into age and comes back only into a stream that the
caller gives; nothing is written in the clear. Refuses an object that is damaged, and says which.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any, BinaryIO, Protocol

import msgspec
import pyrage

from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_
from fieldcase.vault import disk

LEAST = 8192
CHUNK = 1 << 16
HEADER = 1 << 16
"""What age writes before the content is far shorter; it varies by some bytes."""
_DAMAGED = ".damaged"
_HEX = frozenset("0123456789abcdef")
Progress = Callable[[int, int], None]
"""Told how many bytes of how many are done. To cancel, raise from it."""


class ObjectDamaged(Refusal):
    """The file is not the one its name says, or its key does not open it."""

    code = "FC-140"
    message = N_("The evidence file {object} is damaged, or its key is another one.")
    remedy = N_("Fetch it again from the colleague or headquarters that has it, or from a backup.")


class ObjectMissing(Refusal):
    """The record names a file that is not in this vault."""

    code = "FC-141"
    message = N_("The evidence file {object} is not in this vault.")
    remedy = N_("It may still be under way. Fetch it from the colleague or headquarters that has it, or from a backup.")


class FileChanged(Refusal):
    """The file grew or shrank while it was read."""

    code = "FC-142"
    message = N_("The file changed while it was read.")
    remedy = N_("Close the program that writes to it, and add it again.")


class Stored(msgspec.Struct, frozen=True, kw_only=True):
    """What the record of the evidence keeps of a stored file: name, key, and about the content its hash and length."""

    object: str
    identity: str
    sha256: str
    length: int

    def __repr__(self) -> str:
        """The name on the disk, never the key."""
        return f"Stored(object={self.object[:12]}, length={self.length})"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        """The same for consoles, which would print every field."""
        return [("object", self.object[:12])]


class Source(Protocol):
    """Where content comes from."""

    def read(self, size: int = -1, /) -> bytes: ...


class Sink(Protocol):
    """Where opened content goes; never a file in the clear unless a person exports it on purpose."""

    def write(self, data: bytes, /) -> Any: ...


class Lengths(msgspec.Struct, frozen=True, kw_only=True):
    """The shortest and the longest that a sealed file may be, in bytes."""

    least: int
    most: int


class Objects:
    """The folder of evidence files of one vault."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def add(self, source: Source, length: int, *, progress: Progress | None = None) -> Stored:
        """Seal `length` bytes of `source` into a new object, on the disk on return.

        Raises `FileChanged` and the refusals of the disk; then nothing is left behind.
        """
        identity = pyrage.x25519.Identity.generate()
        reader = _Padded(source, length, progress)
        disk.private_folder(self.folder)
        draft = self.folder / f"{hashlib.sha256(str(identity.to_public()).encode()).hexdigest()[:16]}.new"
        try:
            with disk.refusing(draft), disk.create_private(draft) as file:
                writer = _Hashed(file)
                _seal(reader, writer, identity)
                disk.sync(file)
            name = writer.hash.hexdigest()
            disk.private_folder(self.path(name).parent)
            with disk.refusing(self.path(name)):
                disk.settle(draft, self.path(name))
                disk.sync_folder(self.folder)
        finally:
            draft.unlink(missing_ok=True)
        return Stored(object=name, identity=str(identity), sha256=reader.hash.hexdigest(), length=length)

    def open(self, name: str, identity: str, sink: Sink) -> int:
        """Write an object's content to `sink` and return its length; the caller throws `sink` away when this raises.

        Raises `ObjectMissing`, `ObjectDamaged`, refusals of the disk.
        """
        writer = _Stripped(sink)
        with self.sealed(name) as file:
            try:
                reader = pyrage.x25519.Identity.from_str(identity)
                pyrage.decrypt_io(file, writer, [reader])
            except (pyrage.DecryptError, pyrage.IdentityError, OSError) as failure:
                if writer.failure:
                    raise writer.failure from None
                raise ObjectDamaged(object=name[:12]) from failure
        if not writer.whole:
            raise ObjectDamaged(object=name[:12])
        return writer.length

    def read(self, name: str, identity: str) -> bytes:
        """An object's content as bytes, for what fits into memory. Raises as `open` does."""
        sink = io.BytesIO()
        self.open(name, identity, sink)
        return sink.getvalue()

    def sound(self, name: str) -> bool:
        """Whether the file's bytes are those that its name says. Needs no key. Raises `ObjectMissing`.

        What turned out damaged is noted beside it, so that it is asked for again (`holds`).
        """
        hashed = hashlib.sha256()
        with self.sealed(name) as file, disk.refusing(self.path(name)):
            while piece := file.read(CHUNK):
                hashed.update(piece)
        sound = hashed.hexdigest() == name
        with contextlib.suppress(OSError):  # on a disk that cannot be written the file is looked at anew each time
            mark = self._damage(name)
            mark.unlink(missing_ok=True) if sound else mark.touch(mode=0o600)
        return sound

    def holds(self, name: str, lengths: Lengths) -> bool:
        """Whether the file is here: can be opened, has a length that fits its record, was not found damaged.

        Quick, so that it may be asked of every file at every sending; only `sound` reads the bytes.
        """
        try:
            length = self.sealed_length(name)
        except Refusal:
            return False
        return lengths.least <= length <= lengths.most and not self._damage(name).exists()

    def take(self, source: Source, name: str) -> None:
        """Keep a sealed file that came from elsewhere, under its name, in place of a damaged one. Raises
        `ObjectDamaged` where it is another.
        """
        disk.private_folder(self.path(name).parent)
        draft = self.path(name).with_suffix(".new")
        try:
            with disk.refusing(draft), disk.create_private(draft) as file:
                writer = _Hashed(file)
                while piece := source.read(CHUNK):
                    writer.write(piece)
                disk.sync(file)
            if writer.hash.hexdigest() != name:
                raise ObjectDamaged(object=name[:12])
            with disk.refusing(self.path(name)):
                disk.settle(draft, self.path(name))
                disk.sync_folder(self.folder)
                self._damage(name).unlink(missing_ok=True)
        finally:
            draft.unlink(missing_ok=True)

    def remove(self, name: str) -> None:
        """Remove an object whose record was erased; one that is not there does no harm."""
        with disk.refusing(self.path(name)):
            self.path(name).unlink(missing_ok=True)
            self._damage(name).unlink(missing_ok=True)

    def __contains__(self, name: str) -> bool:
        return self.path(name).exists()

    def __iter__(self) -> Iterator[str]:
        """The names of all objects, in order."""
        for path in sorted(self.folder.glob("[0-9a-f][0-9a-f]/*")):
            if _is_name(path.name):
                yield path.name

    def clear_drafts(self) -> int:
        """Remove what was being written when the program stopped; returns how many files."""
        drafts = [*self.folder.glob("*.new"), *self.folder.glob("*/*.new")]
        for draft in drafts:
            with disk.refusing(draft):
                draft.unlink(missing_ok=True)
        return len(drafts)

    def sealed_length(self, name: str) -> int:
        """The length of the sealed file, in bytes. Raises `ObjectMissing`."""
        with self.sealed(name) as file:
            return file.seek(0, io.SEEK_END)

    def path(self, name: str) -> Path:
        """Where an object lies. Names come from hashes; anything else is our own mistake."""
        if not _is_name(name):
            raise ValueError("an object's name is 64 hex digits")
        return self.folder / name[:2] / name

    def sealed(self, name: str) -> BinaryIO:
        """The file as it lies on the disk, to read: what travels. Raises `ObjectMissing`, refusals of the disk."""
        path = self.path(name)
        if not path.exists():
            raise ObjectMissing(object=name[:12])
        with disk.refusing(path):
            return path.open("rb")

    def _damage(self, name: str) -> Path:
        return self.path(name).with_suffix(_DAMAGED)


def lengths_of(sizes: Collection[int]) -> Lengths:
    """The lengths (bytes) that a sealed file may have whose content is as long as one of its records says; one at
    least does.
    """
    return Lengths(least=sealed_least(min(sizes)), most=sealed_least(max(sizes)) + HEADER)


def sealed_least(length: int) -> int:
    """The length of a sealed file without age's header, for so much content (bytes)."""
    plain = padded(8 + length)
    return plain + 16 * -(-plain // CHUNK)


def padded(length: int) -> int:
    """The length that Padmé gives to `length` bytes, at least 8192."""
    if length <= LEAST:
        return LEAST
    exponent = length.bit_length() - 1
    step = 1 << (exponent - exponent.bit_length())
    return -(-length // step) * step


def objects_named(value: Any) -> Iterator[str]:
    """The objects that a ledger value names, however deep it names them."""
    return (name for name, _size in sizes_named(value))


def sizes_named(value: Any) -> Iterator[tuple[str, int | None]]:
    """The objects that a ledger value names, each with the size of its content that the value says, None for none."""
    if isinstance(value, dict):
        name, size = value.get("object"), value.get("size")
        if isinstance(name, str) and "identity" in value and _is_name(name):
            yield name, size if isinstance(size, int) else None
        for part in value.values():
            yield from sizes_named(part)
    elif isinstance(value, list):
        for part in value:
            yield from sizes_named(part)


def _is_name(text: str) -> bool:
    return len(text) == 64 and _HEX.issuperset(text)


def _seal(reader: _Padded, writer: _Hashed, identity: pyrage.x25519.Identity) -> None:
    try:
        pyrage.encrypt_io(reader, writer, [identity.to_public()])
    except pyrage.EncryptError:
        # age wraps what our own ends raised, and loses it
        if failure := reader.failure or writer.failure:
            raise failure from None
        raise


class _Padded:
    """Content as it is sealed: its length, itself, zeros."""

    def __init__(self, source: Source, length: int, progress: Progress | None) -> None:
        self.source, self.length, self.progress = source, length, progress
        self.hash = hashlib.sha256()
        self.failure: BaseException | None = None
        self._ahead = length.to_bytes(8, "big")
        self._left, self._zeros = length, padded(8 + length) - 8 - length

    def read(self, size: int = -1) -> bytes:
        try:
            return self._next(size if size >= 0 else CHUNK)
        except BaseException as failure:
            self.failure = failure
            raise

    def _next(self, size: int) -> bytes:
        if self._ahead:
            data, self._ahead = self._ahead[:size], self._ahead[size:]
            return data
        if self._left:
            data = self.source.read(min(size, self._left))
            if not data:
                raise FileChanged
            self._left -= len(data)
            self.hash.update(data)
            if not self._left and self.source.read(1):
                raise FileChanged
            if self.progress:
                self.progress(self.length - self._left, self.length)
            return data
        data = bytes(min(size, self._zeros))
        self._zeros -= len(data)
        return data


class _Hashed:
    """Writes on, and hashes what is written."""

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.hash = file, hashlib.sha256()
        self.failure: BaseException | None = None

    def write(self, data: bytes) -> int:
        try:
            self.file.write(data)
        except BaseException as failure:
            self.failure = failure
            raise
        self.hash.update(data)
        return len(data)

    def flush(self) -> None:
        self.file.flush()


class _Stripped:
    """Takes the padding off again while content streams through."""

    def __init__(self, sink: Sink) -> None:
        self.sink = sink
        self.length = -1
        self.failure: BaseException | None = None
        self._ahead, self._left = b"", 0
        self._clean, self._seen = True, 0

    @property
    def whole(self) -> bool:
        return self.length >= 0 and not self._left and self._clean and self._seen == padded(8 + self.length)

    def write(self, data: bytes) -> int:
        taken = len(data)
        self._seen += taken
        if self.length < 0:
            self._ahead += data
            if len(self._ahead) < 8:
                return taken
            self.length = self._left = int.from_bytes(self._ahead[:8], "big")
            data, self._ahead = self._ahead[8:], b""
        content, rest = data[: self._left], data[self._left :]
        if content:
            try:
                self.sink.write(content)
            except BaseException as failure:
                self.failure = failure
                raise
            self._left -= len(content)
        self._clean = self._clean and not any(rest)
        return taken

    def flush(self) -> None:
        """Nothing is held back."""
