"""Drafts: sealed to their author, kept through locking, wiped when saved."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fieldcase.vault.database import Connection, close_database, open_database, transaction
from fieldcase.vault.drafts import Drafts
from fieldcase.vault.keys.keyring import SeatKeys
from tests.pages import opened_pages

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
VAULT = bytes(range(16))
TYPED = {"summary/en": {"text": "Ilena Dovrak called from a neighbour's telephone."}}


def a_seat() -> SeatKeys:
    return SeatKeys(vault=VAULT, seat=os.urandom(32), databases={"ledger": bytes(range(32))}, identities={})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


@pytest.fixture
def connection(path: Path) -> Iterator[Connection]:
    connection = open_database(path, bytes(range(32)), vault=VAULT, create=True)
    yield connection
    connection.close()


def test_what_was_typed_is_there_again_after_locking(path: Path) -> None:
    seat = a_seat()
    first = open_database(path, bytes(range(32)), vault=VAULT, create=True)
    Drafts(first, seat).keep("case/1", TYPED, at=NOW)
    close_database(first, path.name)
    again = open_database(path, bytes(range(32)), vault=VAULT)
    draft = Drafts(again, seat).get("case/1")
    assert draft is not None
    assert (draft.about, draft.at, draft.typed) == ("case/1", NOW, TYPED)
    again.close()


def test_the_last_of_several_keepings_counts_and_all_are_listed_newest_first(connection: Connection) -> None:
    drafts = Drafts(connection, a_seat())
    drafts.keep("case/1", {"a": 1}, at=NOW)
    drafts.keep("case/2", {"b": 1}, at=NOW + timedelta(hours=1))
    drafts.keep("case/1", {"a": 2}, at=NOW + timedelta(hours=2))
    assert [(draft.about, draft.typed) for draft in drafts.all()] == [("case/1", {"a": 2}), ("case/2", {"b": 1})]


@pytest.mark.security
def test_another_seat_of_the_vault_sees_neither_text_nor_subject(connection: Connection) -> None:
    mine = Drafts(connection, a_seat())
    other = Drafts(connection, a_seat())
    mine.keep("case/1", TYPED, at=NOW)
    assert other.get("case/1") is None
    assert other.all() == ()
    rows = repr(connection.execute("SELECT * FROM drafts").fetchall())
    assert "case" not in rows
    assert "Dovrak" not in rows
    assert "Dovrak" not in repr(mine.get("case/1")) + str(mine.all()[0].__rich_repr__())


@pytest.mark.security
def test_a_wiped_draft_leaves_no_bytes(path: Path, connection: Connection) -> None:
    def stands(text: bytes) -> bool:
        connection.execute("PRAGMA ledger.wal_checkpoint(TRUNCATE)")
        return any(text in page for page in opened_pages(path, bytes(range(32))))

    drafts = Drafts(connection, a_seat())
    drafts.keep("case/1", TYPED, at=NOW)
    (sealed,) = connection.execute("SELECT sealed FROM drafts").fetchone()
    assert stands(sealed[20:60])
    drafts.wipe("case/1")
    drafts.wipe("case/1")
    assert drafts.all() == ()
    assert not stands(sealed[20:60])


def test_wiping_and_saving_are_one(connection: Connection) -> None:
    drafts = Drafts(connection, a_seat())
    drafts.keep("case/1", TYPED, at=NOW)
    with pytest.raises(KeyError), transaction(connection):
        wipe_and_fail(drafts)
    assert drafts.get("case/1") is not None


def wipe_and_fail(drafts: Drafts) -> None:
    drafts.wipe("case/1")
    raise KeyError


@pytest.mark.security
def test_a_draft_that_was_altered_or_moved_is_none(connection: Connection) -> None:
    drafts = Drafts(connection, a_seat())
    drafts.keep("case/1", {"a": 1}, at=NOW)
    drafts.keep("case/2", {"b": 1}, at=NOW)
    connection.execute("UPDATE drafts SET sealed = (SELECT sealed FROM drafts ORDER BY id LIMIT 1)")
    assert len(drafts.all()) == 1
    connection.execute("UPDATE drafts SET sealed = x'00'")
    assert drafts.all() == ()
    assert drafts.get("case/1") is None
