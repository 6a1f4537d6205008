"""What a vault remembers of its peers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldcase.vault.mail import Mail, SentRow
from fieldcase.vault.own import Own
from tests.unit.vault.vaults import again, new_vault

PEER, OTHER, ROOM = "a" * 32, "b" * 32, "XKAL/case"


@pytest.fixture
def mail(tmp_path: Path) -> Iterator[Mail]:
    vault = new_vault(tmp_path)
    yield vault.mail["ledger"]
    vault.close()


def sent(package: str, peer: str = PEER, room: str = ROOM) -> SentRow:
    return SentRow(
        package=package,
        peer=peer,
        room=room,
        at="2026-03-12T09:30:00Z",
        entries=3,
        withheld=1,
        heads=("c" * 64, "d" * 64),
    )


def test_a_package_is_seen_once_it_was_noted(mail: Mail) -> None:
    assert not mail.seen("1" * 32)
    mail.note_seen("1" * 32, PEER, ROOM, "2026-03-12T09:30:00Z")
    mail.note_seen("1" * 32, PEER, ROOM, "2026-03-12T09:31:00Z")
    assert mail.seen("1" * 32)
    assert not mail.seen("2" * 32)


def test_the_last_receipt_takes_the_place_of_the_one_before(mail: Mail) -> None:
    assert mail.receipt("from", PEER, ROOM) is None
    mail.keep_receipt("from", PEER, ROOM, "said", "signed")
    mail.keep_receipt("from", PEER, ROOM, "said more", "signed again")
    mail.keep_receipt("to", PEER, ROOM, "ours", "by us")
    assert mail.receipt("from", PEER, ROOM) == ("said more", "signed again")
    assert mail.receipts("from") == ((PEER, ROOM, "said more"),)
    assert mail.receipts("to") == ((PEER, ROOM, "ours"),)


def test_what_was_said_to_a_peer_is_said_anew_once_forgotten(mail: Mail) -> None:
    for peer in (PEER, OTHER):
        mail.keep_receipt("to", peer, ROOM, "ours", "by us")
        mail.keep_receipt("from", peer, ROOM, "theirs", "by them")
    mail.forget_receipts_to(PEER)
    assert [peer for peer, _room, _text in mail.receipts("to")] == [OTHER]
    mail.forget_receipts_to()
    assert mail.receipts("to") == ()
    assert len(mail.receipts("from")) == 2


def test_the_last_package_sent_is_by_peer_and_room(mail: Mail) -> None:
    assert mail.last_sent(PEER, ROOM) is None
    mail.note_sent(sent("1" * 32))
    mail.note_sent(sent("2" * 32))
    mail.note_sent(sent("2" * 32))
    mail.note_sent(sent("3" * 32, OTHER))
    assert mail.last_sent(PEER, ROOM) == sent("2" * 32)
    assert mail.last_sent(PEER, "XKAL/office") is None


def test_what_was_given_is_by_peer_and_room(mail: Mail) -> None:
    mail.note_given(PEER, ROOM, [b"1" * 16, b"2" * 16])
    mail.note_given(PEER, ROOM, [b"2" * 16])
    assert mail.given(PEER, ROOM) == {b"1" * 16, b"2" * 16}
    assert mail.given(OTHER, ROOM) == frozenset()


def test_it_is_remembered(tmp_path: Path) -> None:
    vault = new_vault(tmp_path)
    vault.mail["identity"].note_given(PEER, "XKAL/identity", [b"1" * 16])
    vault.own.keep("word", "said")
    vault = again(vault)
    assert vault.mail["identity"].given(PEER, "XKAL/identity") == {b"1" * 16}
    assert vault.mail["ledger"].given(PEER, "XKAL/identity") == frozenset()
    assert vault.own.get("word") == "said"
    vault.close()


def test_a_word_of_its_own_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    vault = new_vault(tmp_path)
    own = Own(vault.files.ledger)
    assert own.get("word") == ""
    own.keep("word", "one")
    own.keep("word", "two")
    assert own.get("word") == "two"
    vault.close()
