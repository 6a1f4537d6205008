"""The full-text index of one file: words, and pieces of words for names and for scripts written together.

Both tables keep no text of their own (they index what stands in `records`), so nothing is stored twice. Words that
are taken out stand in the index's own rows until those are written anew. Where people are named (closed rooms), that
is at once (`secure-delete`); in `ledger.db`, whose entries hold the same words, when an erasure takes anything
(`forget`). Leaves fit SQLCipher's pages (pgsz 3900). Columns are weights, not fields: one ranking over all kinds.
"""

# ruff: noqa: S608  # names in the SQL come from declarations; what is typed or stored is always bound

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fieldcase.vault.database import Connection
from fieldcase.vault.views.layout import INDEX, WEIGHTS
from fieldcase.vault.views.texts import Words, columns_of, pieces_of

Change = tuple[int, Sequence[Words], Sequence[Words]]
"""A record's number, the words that are indexed, and those that are to be."""
_WORD_COLUMNS = ", ".join(f"w{weight}" for weight in WEIGHTS)
_WORD_PLACES = ", ".join("?" * len(WEIGHTS))
RANKS = {"words": f"bm25(words, {', '.join(f'{weight}.0' for weight in WEIGHTS)})", "pieces": "bm25(pieces, 10.0, 2.0)"}
"""How each table ranks, lower is better: written out, because the hidden column `rank` takes half as long again."""
TABLES = ("words", "pieces")
MERGE_FROM = 200_000
"""Characters of old text from which on the index is written anew instead: about a second of taking words out."""


class Index:
    """Words and pieces of the records of one file."""

    def __init__(self, connection: Connection, *, at_once: bool) -> None:
        """`at_once`: words taken out leave the index's own rows at once, not only at `forget`."""
        self.connection, self.at_once = connection, at_once

    def create(self) -> None:
        """Make both tables, empty."""
        for statement in INDEX:
            self.connection.execute(statement)
        self._set("pgsz", 3900)
        self._set("secure-delete", int(self.at_once))

    def change(self, records: Sequence[Change]) -> None:
        """Bring records from the words that are indexed to those that are to be.

        Taking words out at once is slow (tens of microseconds a word). A large merge marks them as gone instead and
        then has the whole index written anew, which leaves them behind as well.
        """
        records = [one for one in records if one[1] != one[2]]
        out = [(n, was) for n, was, _ in records if was]
        many = self.at_once and sum(len(words.text) for _, was in out for words in was) > MERGE_FROM
        if many:
            self._set("secure-delete", 0)
        self._take(out)
        self._put([(n, now) for n, _, now in records if now])
        if many:
            self.forget()
            self._set("secure-delete", 1)

    def forget(self) -> None:
        """Write the index anew without anything that was taken out, however long ago. Reads all of it: two seconds
        at 50,000 cases.
        """
        for table in TABLES:
            self.connection.execute(f"INSERT INTO ledger.{table}({table}) VALUES ('optimize')")

    def rebuild(self, stay: Iterable[tuple[int, Sequence[Words]]]) -> None:
        """Build anew from the records that stay.

        The old words of an outdated kind are not known any more, so they cannot be taken out one by one.
        """
        for table in TABLES:
            self.connection.execute(f"INSERT INTO ledger.{table}({table}) VALUES ('delete-all')")
        for one in stay:
            self._put([one])

    def _set(self, name: str, value: int) -> None:
        for table in TABLES:
            self.connection.execute(f"INSERT INTO ledger.{table}({table}, rank) VALUES (?, ?)", (name, value))

    def sound(self) -> bool:
        """Whether the index hangs together (not whether it is fresh). Raises the engine's errors for damaged pages."""
        for table in TABLES:
            self.connection.execute(f"INSERT INTO ledger.{table}({table}) VALUES ('integrity-check')")
        return True

    def _put(self, records: Sequence[tuple[int, Sequence[Words]]]) -> None:
        self.connection.executemany(
            f"INSERT INTO ledger.words(rowid, {_WORD_COLUMNS}) VALUES (?, {_WORD_PLACES})",
            [(n, *columns_of(words)) for n, words in records if words],
        )
        self.connection.executemany(
            "INSERT INTO ledger.pieces(rowid, names, texts) VALUES (?, ?, ?)",
            [(n, *pieces) for n, words in records if any(pieces := pieces_of(words))],
        )

    def _take(self, records: Sequence[tuple[int, Sequence[Words]]]) -> None:
        self.connection.executemany(
            f"INSERT INTO ledger.words(words, rowid, {_WORD_COLUMNS}) VALUES ('delete', ?, {_WORD_PLACES})",
            [(n, *columns_of(words)) for n, words in records if words],
        )
        self.connection.executemany(
            "INSERT INTO ledger.pieces(pieces, rowid, names, texts) VALUES ('delete', ?, ?, ?)",
            [(n, *pieces) for n, words in records if any(pieces := pieces_of(words))],
        )
