"""A check says that all is well, or what is wrong, where, and the way back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldcase.office.checking import CheckCancelled, check_vault
from fieldcase.office.opening import open_vault
from fieldcase.office.session import Session
from fieldcase.vault.database import transaction
from tests.laptops import Clock, a_matter, an_office


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = an_office(tmp_path, Clock())
    a_matter(session)
    yield session
    session.close()


def test_a_sound_vault_is_told_with_its_digests(session: Session) -> None:
    heard: list[tuple[str, float]] = []
    found = check_vault(session, progress=lambda where, share: heard.append((where, share)), cancel=lambda: False)
    assert found.ok
    assert found.faults == ()
    assert found.entries == sum(session.vault.entries_in(name) for name in session.vault.rooms.names)
    assert found.files == len(session.vault.files.databases) + 1
    assert set(found.digests) == set(session.vault.rooms.names)
    assert {where for where, _share in heard} >= {"slots", "ledger.db", "identity.db", "XKAL/case", "objects"}
    assert all(0 <= share <= 1 for _where, share in heard)
    assert check_vault(session).digests == found.digests


def test_it_can_be_stopped_anywhere(session: Session) -> None:
    for after in (1, 5, 20):
        asked = iter(range(1000))
        with pytest.raises(CheckCancelled):
            check_vault(session, cancel=lambda asked=asked, after=after: next(asked) >= after)


@pytest.mark.parametrize(
    ("file", "statement", "said"),
    [
        ("ledger", "DELETE FROM ledger.entry WHERE n = (SELECT max(n) FROM entry WHERE seq > 0)", ""),
        ("ledger", "UPDATE ledger.entry SET link = x'00' WHERE n = 3", ""),
        ("ledger", "DELETE FROM ledger.sealed WHERE n = (SELECT max(n) FROM sealed)", "lost its row"),
        ("ledger", "UPDATE ledger.head SET signature = replace(signature, 'A', 'B')", "signature"),
        ("ledger", "UPDATE ledger.branch SET tip_seq = tip_seq + 5", ""),
        ("ledger", "DELETE FROM ledger.records WHERE n = (SELECT min(n) FROM records)", ""),
        ("identity", "DELETE FROM ledger.entry WHERE n = (SELECT max(n) FROM entry)", ""),
        ("identity", "UPDATE ledger.kinds SET total = total + 1 WHERE kind = 'party'", "shows 2 records"),
        ("identity", "INSERT INTO ledger.words(words) VALUES ('delete-all')", "out of date"),
        ("identity", "DELETE FROM ledger.head", "no signature"),
    ],
)
def test_whatever_does_not_fit_is_named_with_the_way_back(
    session: Session, tmp_path: Path, file: str, statement: str, said: str
) -> None:
    connection = session.vault.files.databases[file]
    with transaction(connection):
        connection.execute(statement)
    session.vault.rooms.forget()
    found = check_vault(session)
    assert not found.ok
    assert found.digests == {}
    assert all(fault.where and fault.sentence and fault.way_out for fault in found.faults)
    assert any(said in fault.sentence for fault in found.faults)
    assert not any("Dovrak" in str(fault) for fault in found.faults)


def test_a_note_outside_that_cannot_be_written_is_told(session: Session, tmp_path: Path) -> None:
    folder = tmp_path / "outside-03"
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    folder.write_text("no folder")
    a_matter(session)
    session.vault.outside.flush()
    found = check_vault(session)
    assert [fault.where for fault in found.faults] == ["the note outside the vault"]
    folder.unlink()


def test_after_locking_it_is_as_sound(session: Session, tmp_path: Path) -> None:
    before = check_vault(session).digests
    session.close()
    again = open_vault(tmp_path / "03", "a laptop that opens", clock=Clock(), outside=tmp_path / "outside-03")
    assert check_vault(again).digests == before
    again.close()
