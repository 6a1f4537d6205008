"""How long work tells where it is while it packs, writes and reads, so that it can be stopped and makes room for more.

Nothing here decides what goes: what is called is called through, and a word is said in between.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator
from typing import TYPE_CHECKING, BinaryIO, TypeVar, cast

from fieldcase.exchange.policy import Goes
from fieldcase.exchange.routes.route import Listed, Route
from fieldcase.exchange.slices import Decide, Withhold
from fieldcase.model.ledger.entries import Entry

if TYPE_CHECKING:
    from typing_extensions import Buffer

OFTEN = 32
"""A word is said every so many records and entries."""
Done = TypeVar("Done")
Tell = Callable[[], None]
"""Says where the work is; what it raises ends the work."""
Pause = Callable[[], None]
"""Called where nothing is under way: the vault may be read and written before it returns."""


def at_once(steps: Generator[None, None, Done]) -> Done:
    """All steps of long work one after the other, for who has nothing else to do; what it returned."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return cast("Done", end.value)


class Packing:
    """The decisions of a package, with a word every `OFTEN` of them."""

    def __init__(self, tell: Tell) -> None:
        self._tell, self._count = tell, 0

    def deciding(self, decide: Decide) -> Decide:
        """The same decisions of record."""

        def told(kind: str, record: bytes) -> Goes:
            self._counted()
            return decide(kind, record)

        return told

    def withholding(self, withhold: Withhold) -> Withhold:
        """The same decisions of value; asked for every entry that goes."""

        def told(entry: Entry) -> Collection[int]:
            self._counted()
            return withhold(entry)

        return told

    def _counted(self) -> None:
        self._count += 1
        if self._count % OFTEN == 0:
            self._tell()


class TellingRoute:
    """A route that says a word (and pauses) for every piece that is copied to or from it: it touches no vault. A copy
    that is ended leaves nothing.
    """

    def __init__(self, route: Route, tell: Tell, pause: Pause | None) -> None:
        self._route, self._say, self._pause = route, tell, pause

    def list(self, prefix: str) -> tuple[Listed, ...]:
        """As the route lists."""
        return self._route.list(prefix)

    def get(self, name: str, into: BinaryIO) -> int:
        """As the route gives."""
        return self._route.get(name, cast("BinaryIO", _Into(into, self._tell)))

    def put(self, name: str, source: BinaryIO) -> None:
        """As the route takes."""
        self._route.put(name, cast("BinaryIO", _From(source, self._tell)))

    def delete(self, name: str) -> None:
        """As the route deletes."""
        self._route.delete(name)

    def check(self) -> None:
        """As the route checks itself."""
        self._route.check()

    def _tell(self) -> None:
        self._say()
        if self._pause:
            self._pause()


class _From:
    def __init__(self, source: BinaryIO, tell: Tell) -> None:
        self._source, self._tell = source, tell

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        self._tell()
        return self._source.read(size)


class _Into:
    def __init__(self, into: BinaryIO, tell: Tell) -> None:
        self._into, self._tell = into, tell

    def write(self, data: Buffer) -> int:
        """Take bytes."""
        self._tell()
        return self._into.write(data)
