"""The ledger's tables in one file, as `schema.sql` shows them (docs/formats/ledger.md, section 8).

`entry`, `branch`, `head`: every room of the file; record, label and values (`texts`) only of rooms open in this file.
`sealed`: the age rows of closed rooms, in `ledger.db` alone. `opened`: up to where a closed room's opened copy is.
`lacks` is 2 where the label, 1 where a value is not held. `n` grows with every entry and a parent's is lower than its
children's: slices and checks read along it. `entry_chain` holds the links once more, without labels and texts, so
that chains are walked without reading those; queries that look entries up say `+room`, not to be led along it.
"""

from __future__ import annotations

from textwrap import dedent

from fieldcase.vault.database import Connection

TABLES = (
    """
    CREATE TABLE ledger.room (
        number INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE
    )
    """,
    """
    CREATE TABLE ledger.branch (
        room INTEGER NOT NULL,
        number INTEGER NOT NULL,
        feed BLOB NOT NULL,
        root BLOB NOT NULL,
        seat BLOB NOT NULL,
        parent INTEGER NOT NULL,
        parent_seq INTEGER NOT NULL,
        tip BLOB NOT NULL,
        tip_seq INTEGER NOT NULL,
        count INTEGER NOT NULL,
        PRIMARY KEY (room, number)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE ledger.head (
        room INTEGER NOT NULL,
        branch INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        entry BLOB NOT NULL,
        seat BLOB NOT NULL,
        signature TEXT NOT NULL,
        PRIMARY KEY (room, branch, entry)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE ledger.entry (
        n INTEGER PRIMARY KEY,
        id BLOB NOT NULL UNIQUE,
        room INTEGER NOT NULL,
        branch INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        lacks INTEGER NOT NULL,
        record BLOB,
        link BLOB NOT NULL,
        label BLOB,
        texts BLOB
    )
    """,
    "CREATE INDEX ledger.entry_chain ON entry (room, n, branch, seq, id, link)",
    "CREATE INDEX ledger.entry_record ON entry (record) WHERE record IS NOT NULL",
    "CREATE INDEX ledger.entry_lacking ON entry (room, branch, seq) WHERE lacks > 0",
    """
    CREATE TABLE ledger.waiting (
        id BLOB NOT NULL PRIMARY KEY,
        room INTEGER NOT NULL,
        link BLOB NOT NULL,
        label BLOB,
        texts BLOB NOT NULL,
        signers BLOB NOT NULL
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE ledger.special (
        n INTEGER PRIMARY KEY,
        room INTEGER NOT NULL,
        kind TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE ledger.resting (
        room INTEGER NOT NULL,
        base BLOB NOT NULL,
        record BLOB NOT NULL,
        PRIMARY KEY (base, record, room)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE ledger.unresolved (
        room INTEGER NOT NULL,
        entry BLOB NOT NULL,
        record BLOB NOT NULL,
        PRIMARY KEY (entry, record, room)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE ledger.sealed (
        n INTEGER PRIMARY KEY,
        room INTEGER NOT NULL,
        change INTEGER NOT NULL,
        label BLOB,
        texts BLOB
    )
    """,
    "CREATE UNIQUE INDEX ledger.sealed_change ON sealed (room, change)",
    """
    CREATE TABLE ledger.opened (
        room INTEGER PRIMARY KEY,
        change INTEGER NOT NULL
    )
    """,
)

ROOM_TABLES = ("branch", "head", "entry", "waiting", "special", "resting", "unresolved", "opened")
"""Tables of a room's opened entries; every row names its room."""


def create_tables(connection: Connection) -> None:
    """Make the tables of a new file. Call inside a transaction."""
    for statement in TABLES:
        connection.execute(dedent(statement).strip())


def room_number(connection: Connection, room: str) -> int:
    """The number under which a room's rows stand in this file; given at its first use."""
    row = connection.execute("SELECT number FROM room WHERE name = ?", (room,)).fetchone()
    if row is None:
        connection.execute("INSERT INTO ledger.room (name) VALUES (?)", (room,))
        row = connection.execute("SELECT number FROM room WHERE name = ?", (room,)).fetchone()
    return int(row[0])


def dump(connection: Connection) -> str:
    """The tables as SQL text: what `schema.sql` shows."""
    rows = connection.execute(
        "SELECT sql FROM ledger.sqlite_master WHERE sql IS NOT NULL AND name != 'marker' ORDER BY rowid"
    ).fetchall()
    return ";\n\n".join(sql for (sql,) in rows) + ";\n"
