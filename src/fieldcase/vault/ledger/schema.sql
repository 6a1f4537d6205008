CREATE TABLE room (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);

CREATE TABLE branch (
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
) WITHOUT ROWID;

CREATE TABLE head (
    room INTEGER NOT NULL,
    branch INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    entry BLOB NOT NULL,
    seat BLOB NOT NULL,
    signature TEXT NOT NULL,
    PRIMARY KEY (room, branch, entry)
) WITHOUT ROWID;

CREATE TABLE entry (
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
);

CREATE INDEX entry_chain ON entry (room, n, branch, seq, id, link);

CREATE INDEX entry_record ON entry (record) WHERE record IS NOT NULL;

CREATE INDEX entry_lacking ON entry (room, branch, seq) WHERE lacks > 0;

CREATE TABLE waiting (
    id BLOB NOT NULL PRIMARY KEY,
    room INTEGER NOT NULL,
    link BLOB NOT NULL,
    label BLOB,
    texts BLOB NOT NULL,
    signers BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE special (
    n INTEGER PRIMARY KEY,
    room INTEGER NOT NULL,
    kind TEXT NOT NULL
);

CREATE TABLE resting (
    room INTEGER NOT NULL,
    base BLOB NOT NULL,
    record BLOB NOT NULL,
    PRIMARY KEY (base, record, room)
) WITHOUT ROWID;

CREATE TABLE unresolved (
    room INTEGER NOT NULL,
    entry BLOB NOT NULL,
    record BLOB NOT NULL,
    PRIMARY KEY (entry, record, room)
) WITHOUT ROWID;

CREATE TABLE sealed (
    n INTEGER PRIMARY KEY,
    room INTEGER NOT NULL,
    change INTEGER NOT NULL,
    label BLOB,
    texts BLOB
);

CREATE UNIQUE INDEX sealed_change ON sealed (room, change);

CREATE TABLE opened (
    room INTEGER PRIMARY KEY,
    change INTEGER NOT NULL
);
