"""Two folders of sealed packages: those that wait, and those put aside, each with its reason beside it.

A package is copied here before anything looks at it, so that what is checked is what is applied. Its name is the
SHA-256 of its bytes, never one that came from outside. Refuses more than a package may have; what stays is sealed as
it came. Whoever can write to a mailbox could fill this disk with rubbish: beyond a limit, only the reason is kept of
what is put aside.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Final

import msgspec

from fieldcase.exchange.package import limits
from fieldcase.exchange.package.refusals import TooLarge
from fieldcase.model.refusal import Refusal
from fieldcase.vault import disk

_PIECE: Final = 256 * limits.KIB
_SUFFIX: Final = ".fcpkg"
_REASON: Final = ".json"
_NAME = re.compile(r"\A[0-9a-f]{64}\Z")


MOST_ASIDE = 1 * limits.GIB
MOST_FILES = 2000
MOST_REASONS = 20_000
"""So many reasons are kept without their packages; the oldest go, and what they were about is looked at anew."""


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Why a package waits or was put aside: the refusal's code and sentence, and since when."""

    code: str = ""
    sentence: str = ""
    at: str = ""


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """One package kept: its name (SHA-256 of its bytes), length (bytes) and reason."""

    name: str
    length: int
    reason: Reason


class Tray:
    """The folders `waiting` and `aside` of one vault. Failures of the disk are the vault's refusals.

    Threads: one at a time.
    """

    def __init__(self, waiting: Path, aside: Path) -> None:
        self._waiting, self._aside = waiting, aside
        self._load: tuple[int, int] | None = None
        self._bare: int | None = None

    def take(self, source: BinaryIO) -> str:
        """Copy a package into `waiting`; returns its name. Raises `TooLarge` and keeps nothing of what is."""

        def copy(into: BinaryIO) -> None:
            length = 0
            while length <= limits.SEALED and (piece := source.read(_PIECE)):
                length += into.write(piece)

        return self.fetch(copy)

    def fetch(self, write: Callable[[BinaryIO], object]) -> str:
        """The same for what `write` writes into the file that it is given, from a route."""
        disk.private_folder(self._waiting)
        draft = self._waiting / "arriving.new"
        try:
            with disk.refusing(draft), disk.create_private(draft) as file:
                write(file)
                if file.seek(0, 2) > limits.SEALED:
                    raise TooLarge(what="package", limit=limits.SEALED)
                disk.sync(file)
                file.seek(0)
                name = _digest(file)
            with disk.refusing(draft):
                disk.settle(draft, self._package(self._waiting, name))
        finally:
            draft.unlink(missing_ok=True)
        return name

    def open(self, name: str) -> BinaryIO:
        """A package that waits, to read; the caller closes it."""
        path = self._package(self._waiting, name)
        with disk.refusing(path):
            return path.open("rb")

    def waiting(self) -> tuple[Kept, ...]:
        """What waits, small before large."""
        return self._listed(self._waiting)

    def aside(self) -> tuple[Kept, ...]:
        """What was put aside, small before large."""
        return self._listed(self._aside)

    def note(self, name: str, refusal: Refusal, at: str) -> None:
        """Write down why a package waits."""
        self._write_reason(self._waiting, name, refusal, at)

    def put_aside(self, name: str, refusal: Refusal, at: str) -> None:
        """Move a package from `waiting` to `aside`, whole, with the reason; the reason alone when there is too much
        already.
        """
        disk.private_folder(self._aside)
        self._write_reason(self._aside, name, refusal, at)
        path, here = self._package(self._aside, name), self._package(self._waiting, name)
        with disk.refusing(path):
            length = here.stat().st_size
            files, size = self._load or _load_of(self._aside)
            if size + length > MOST_ASIDE or files >= MOST_FILES:
                here.unlink()
                self._keep_few_reasons()
            else:
                disk.settle(here, path)
                self._load = files + 1, size + length
            self._reason(self._waiting, name).unlink(missing_ok=True)

    def _keep_few_reasons(self) -> None:
        """One more reason stands without its package. Pruned by a tenth at a time, for that reads them all."""
        self._bare = len(self._alone()) if self._bare is None else self._bare + 1
        if self._bare > MOST_REASONS:
            oldest = sorted(self._alone(), key=lambda one: one.stat().st_mtime_ns)
            for one in oldest[: len(oldest) - MOST_REASONS * 9 // 10]:
                one.unlink(missing_ok=True)
            self._bare = None

    def _alone(self) -> list[Path]:
        packages = {one.stem for one in self._aside.glob(f"*{_SUFFIX}")}
        return [one for one in self._aside.glob(f"*{_REASON}") if one.stem not in packages]

    def take_up(self, name: str) -> None:
        """Move a package put aside back to `waiting`, to be tried again."""
        path, self._load = self._package(self._waiting, name), None
        with disk.refusing(path):
            disk.settle(self._package(self._aside, name), path)
            self._reason(self._aside, name).unlink(missing_ok=True)

    def remove(self, name: str) -> None:
        """Drop a package that was applied or that nobody here needs."""
        with disk.refusing(self._waiting):
            self._package(self._waiting, name).unlink(missing_ok=True)
            self._reason(self._waiting, name).unlink(missing_ok=True)

    def is_aside(self, name: str) -> bool:
        """Whether these very bytes were put aside before."""
        return self._reason(self._aside, name).is_file()

    def too_much_waits(self) -> bool:
        """Whether so much waits that a package which nobody here may ever open is better left on its route."""
        files, size = _load_of(self._waiting)
        return size > MOST_ASIDE or files >= MOST_FILES

    def _listed(self, folder: Path) -> tuple[Kept, ...]:
        with disk.refusing(folder):
            found = [one for one in folder.glob(f"*{_SUFFIX}") if _NAME.match(one.stem)] if folder.is_dir() else []
            kept = [
                Kept(name=one.stem, length=one.stat().st_size, reason=self._read(folder, one.stem)) for one in found
            ]
        return tuple(sorted(kept, key=lambda one: (one.length, one.name)))

    def _read(self, folder: Path, name: str) -> Reason:
        path = self._reason(folder, name)
        try:
            return msgspec.json.decode(path.read_bytes(), type=Reason) if path.is_file() else Reason()
        except msgspec.MsgspecError:
            return Reason()

    def _write_reason(self, folder: Path, name: str, refusal: Refusal, at: str) -> None:
        reason = Reason(code=refusal.code, sentence=refusal.sentence, at=at)
        disk.write_over(self._reason(folder, name), msgspec.json.encode(reason))

    @staticmethod
    def _package(folder: Path, name: str) -> Path:
        if not _NAME.match(name):
            raise ValueError("not a name of the tray")
        return folder / f"{name}{_SUFFIX}"

    @classmethod
    def _reason(cls, folder: Path, name: str) -> Path:
        return cls._package(folder, name).with_suffix(_REASON)


def _load_of(folder: Path) -> tuple[int, int]:
    """How many packages lie in a folder, and how many bytes."""
    sizes = [one.stat().st_size for one in folder.glob(f"*{_SUFFIX}")]
    return len(sizes), sum(sizes)


def _digest(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    while piece := file.read(_PIECE):
        digest.update(piece)
    return digest.hexdigest()
