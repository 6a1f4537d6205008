"""Reading many rows by key in few statements: a batch is filled up to one of three sizes, so few texts are parsed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from fieldcase.vault.database import Connection

SIZES = (1, 16, 256)
MARK = "(*)"


def streamed(connection: Connection, sql: str, parameters: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
    """The rows of one statement, some hundreds at a time: neither all in memory nor one by one through the driver."""
    cursor = connection.execute(sql, parameters)
    while batch := cursor.fetchmany(500):
        yield from batch


class Batched:
    """A SELECT whose `IN (*)` takes any number of keys, with parameters before it."""

    def __init__(self, sql: str) -> None:
        self._texts = {size: sql.replace(MARK, f"({', '.join('?' * size)})") for size in SIZES}

    def rows(self, connection: Connection, before: Sequence[Any], keys: Collection[Any]) -> Iterator[tuple[Any, ...]]:
        """The rows of all these keys, batch by batch."""
        rest = list(keys)
        for at in range(0, len(rest), SIZES[-1]):
            batch = rest[at : at + SIZES[-1]]
            size = next(size for size in SIZES if size >= len(batch))
            batch += [batch[-1]] * (size - len(batch))  # a key asked twice is answered once
            yield from connection.execute(self._texts[size], (*before, *batch)).fetchall()
