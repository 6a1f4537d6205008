"""What an erasure took stands in no row of the index of `ledger.db`: neither the last words nor older ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldcase.model.kinds.cases import Case
from fieldcase.model.ledger.entries import Entry
from fieldcase.vault.ledger import SignedHead
from fieldcase.vault.taking import Taking
from fieldcase.vault.vault import Vault
from tests.traces import any_trace
from tests.unit.vault.vaults import agree, ask_erasure, exchange, new_vault, write

ROOM = "XKAL/case"
FIRST, SECOND, THIRD = "Dovrakcanary", "Marvanecanary", "Ravelcanary"
pytestmark = pytest.mark.security


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Vault, Vault]]:
    one, other = new_vault(tmp_path, name="one"), new_vault(tmp_path, name="other")
    yield one, other
    one.close()
    other.close()


def traces(vault: Vault) -> list[str]:
    return [word for word in (FIRST, SECOND, THIRD) if any_trace(vault.files.ledger, word)]


def named_three_times(vault: Vault) -> str:
    """A case whose neutral title named people, and was mended twice; and cases beside it."""
    case = write(vault, "case", {"title_neutral": f"Detention of {FIRST}", "old_number": "7"})
    for n in range(30):
        write(vault, "case", {"title_neutral": f"Matter {n}"})
    for word in (SECOND, THIRD):
        write(vault, "case", {"title_neutral": f"Detention of {word}"}, case)
    return case


def test_confirmed_here_or_brought_by_a_package_nothing_of_it_is_left(pair: tuple[Vault, Vault]) -> None:
    one, other = pair
    case = named_three_times(one)
    exchange(one, other, ROOM)
    write(one, "case", {"title_neutral": "Detention"}, case)
    ask_erasure(one, ROOM, case, "title_neutral")
    assert traces(one) == [FIRST, SECOND, THIRD]
    exchange(one, other, ROOM)
    agree(other, ROOM)
    assert traces(other) == []
    exchange(other, one, ROOM)
    assert traces(one) == []
    for vault in pair:
        assert vault.search("canary").hits == ()
        assert vault.get(Case, case).old_number == "7"
        assert len(vault.search("matter").hits) == 30
        assert vault.rooms.views["ledger"].index.sound()


def take_and_fail(taking: Taking, entries: list[Entry], heads: tuple[SignedHead, ...]) -> None:
    assert taking.apply(entries, heads).erased == 3
    raise ZeroDivisionError


def test_a_package_given_up_erases_nothing_and_the_next_try_does(pair: tuple[Vault, Vault]) -> None:
    one, other = pair
    case = named_three_times(one)
    exchange(one, other, ROOM)
    ask_erasure(one, ROOM, case, "title_neutral")
    exchange(one, other, ROOM)
    agree(other, ROOM)
    room = other.rooms.room(ROOM)
    assert room is not None
    heads = room.ledger.heads()
    entries = [entry for head in heads for entry in room.ledger.slice(bytes(32), head.entry)]
    with pytest.raises(ZeroDivisionError), one.taking(ROOM) as taking:
        take_and_fail(taking, entries, heads)
    assert one.get(Case, case).title_neutral == f"Detention of {THIRD}"
    exchange(other, one, ROOM)
    assert traces(one) == []


def test_the_index_is_written_anew_once_however_much_is_erased(
    pair: tuple[Vault, Vault], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = pair
    cases = [write(one, "case", {"title_neutral": f"Detention of {FIRST} {n}"}) for n in range(4)]
    for case in cases:
        ask_erasure(one, ROOM, case, "title_neutral")
    exchange(one, other, ROOM)
    views, times = other.rooms.views["ledger"], []
    forget = views.index.forget
    monkeypatch.setattr(views.index, "forget", lambda: (times.append(1), forget()))
    room = other.rooms.room(ROOM)
    assert room is not None
    asked = tuple(sorted(room.ledger.judgement.asked))
    with other.writing() as writing:
        for case in cases:
            writing._append(ROOM, "confirm", bytes.fromhex(case), {"confirm": True}, asked)
        writing.commit()
    assert times == [1]
    assert traces(other) == []
    write(other, "case", {"title_neutral": "Detention"})
    assert times == [1]
