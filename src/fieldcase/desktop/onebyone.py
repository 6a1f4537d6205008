"""Files that are gone through one after the other: what waits, what became of each. One that fails stops none.

The exchange and the files of a case share it; what is begun, and how it is told, they say themselves.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from fieldcase.desktop.desk import Job
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import _, ngettext

Item = TypeVar("Item")
Found = TypeVar("Found")


@dataclass(frozen=True)
class Told:
    """A banner: tone, icon, the first words, and further lines."""

    tone: str
    icon: str
    sentence: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Came(Generic[Found]):
    """What became of one file: its name, and what was found in it, or why it could not be read."""

    name: str
    found: Found | None
    problem: str = ""


def unread(files: Sequence[Came[Any]]) -> str:
    """How many could not be read; empty where all could."""
    count = sum(bool(one.problem) for one in files)
    return ngettext("{count} file not read", "{count} files not read", count).format(count=count) if count else ""


def lines_of(files: Iterable[Came[Found]], what: Callable[[Found], str]) -> tuple[str, ...]:
    """A line for each: its name, and what became of it or why it could not be read."""
    line = _("{file}: {what}")
    return tuple(
        line.format(file=one.name, what=one.problem or (what(one.found) if one.found is not None else ""))
        for one in files
    )


def let_go(count: int) -> tuple[str, ...]:
    """How many were not looked at, for it was stopped before."""
    said = ngettext("{count} file was not looked at.", "{count} files were not looked at.", count)
    return (said.format(count=count),) if count else ()


class OneByOne(Generic[Item, Found]):
    """`begin(item, then, failed)` starts one; `after()` is called when it is over. Threads: the window's."""

    def __init__(
        self,
        begin: Callable[[Item, Callable[[Found], object], Callable[[Refusal], object]], Job[Any]],
        called: Callable[[Item], str],
        after: Callable[[], object],
    ) -> None:
        self._begin, self._called, self._after = begin, called, after
        self._waiting: deque[Item] = deque()
        self.came: list[Came[Found]] = []

    def add(self, items: Iterable[Item]) -> None:
        """Let these wait, in their order."""
        self._waiting.extend(items)

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self._waiting)

    @property
    def count(self) -> int:
        """How many there are in all: those that are over, the one under way and those that wait."""
        return len(self.came) + 1 + len(self._waiting)

    def next(self, announced: Callable[[str], object]) -> Job[Any]:
        """Begin the next one, after its name was announced."""
        item = self._waiting.popleft()
        name = self._called(item)
        announced(name)
        return self._begin(item, partial(self._over, name), partial(self._failed, name))

    def finish(self) -> tuple[list[Came[Found]], int]:
        """What became of each, and how many were not looked at; nothing is remembered and nothing waits any more."""
        came, left = self.came, len(self._waiting)
        self.came = []
        self._waiting.clear()
        return came, left

    def _over(self, name: str, found: Found) -> None:
        self.came.append(Came(name, found))
        self._after()

    def _failed(self, name: str, refusal: Refusal) -> None:
        self.came.append(Came(name, None, str(refusal)))
        self._after()
