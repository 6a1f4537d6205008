"""Killed while an erasure is carried out: either the words are held, or no row of the index knows them any more."""

from __future__ import annotations

import random
import shutil
from hashlib import sha256
from itertools import count
from pathlib import Path

import pytest

from fieldcase.vault.checking import check
from tests.kills import Confirm, Kills
from tests.traces import all_rows, trace_in
from tests.unit.vault.vaults import agree, ask_erasure, exchange, new_vault, opened, write

HERE = "tests.integration.vault.test_erasure_kills"
ROOM = "XKAL/case"
BOTH = ("vault", "colleague")


def word(n: int, which: int) -> str:
    """A word that no other begins like: its trace is its own."""
    return "abc" + sha256(f"{n} {which}".encode()).hexdigest()[:20]


def work(folder: Path, confirm: Confirm) -> None:
    """Names are typed into titles, mended, and erased, until the process is killed."""
    vault, other = (opened(folder, name=name) for name in BOTH)
    confirm("start")
    for n in count(len(vault.rooms.names) and vault.entries_in(ROOM)):
        case = write(vault, "case", {"title_neutral": f"{word(n, 0)} was arrested", "old_number": f"{n}"})
        write(vault, "case", {"title_neutral": f"{word(n, 1)} was arrested"}, case)
        exchange(vault, other, ROOM)
        ask_erasure(vault, ROOM, case, "title_neutral")
        exchange(vault, other, ROOM)
        agree(other, ROOM)
        exchange(other, vault, ROOM)
        confirm(f"{n}")


def look(folder: Path, confirmed: list[str]) -> int:
    """How many titles were erased, on both vaults; none of their words is left."""
    erased: dict[str, set[int]] = {}
    for name in BOTH:
        vault = opened(folder, name=name)
        try:
            assert check(vault).faults == ()
            room = vault.rooms.room(ROOM)
            assert room is not None
            erased[name], rows = set(), all_rows(vault.files.ledger)
            for kind, record in list(room.ledger.keys()):
                if kind != "case":
                    continue
                fields = room.ledger.state(kind, record).fields
                n = int(fields["old_number"][0].value)
                gone = "title_neutral" not in fields or fields["title_neutral"][0].why == "erased"
                erased[name] |= {n} if gone else set()
                last = [word(n, which) for which in (0, 1) if trace_in(rows, word(n, which))]
                assert last == [] if gone else last
        finally:
            vault.close()
    assert {int(n) for n in confirmed[1:]} <= erased["vault"] <= erased["colleague"]
    return len(erased["vault"])


def kill(folder: Path, times: int, seed: int) -> None:
    chance, erased = random.Random(seed), 0
    for round_ in range(times):
        if round_ % 10 == 0:  # checks take longer as the vaults grow
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            for name in BOTH:
                new_vault(folder, name=name).close()
        erased += look(folder, Kills(f"{HERE}:work", folder, chance, longest=0.3).once())
    assert erased


@pytest.mark.security
def test_some_kills_while_names_are_erased(tmp_path: Path) -> None:
    kill(tmp_path / "office", 4, 31)


@pytest.mark.security
@pytest.mark.fault
def test_a_hundred_kills_while_names_are_erased(tmp_path: Path) -> None:
    kill(tmp_path / "office", 100, 32)
