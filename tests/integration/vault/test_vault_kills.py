"""The whole vault, killed at any moment: what was confirmed is there, nothing is half there, and nothing lies open."""

from __future__ import annotations

import random
import shutil
from itertools import count
from pathlib import Path

import pytest

from fieldcase.model.declare import natural_id
from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.consents import Consent
from fieldcase.model.kinds.parties import Involvement, Party
from fieldcase.vault.checking import check
from fieldcase.vault.vault import Vault
from tests.kills import Confirm, Kills
from tests.unit.vault.vaults import exchange, new_vault, opened, write

HERE = "tests.integration.vault.test_vault_kills"
CANARY = "Zyxquandril"
BATCH = 25


def person(n: int, word: str) -> dict[str, object]:
    return {"kind": "person", "code": f"P-{n:06}", "names/1": {"full": f"{CANARY} {word}"}}


def a_case(vault: Vault, n: int) -> str:
    """One use case over two rooms: a case, whom it is about, and what they agreed to."""
    with vault.writing() as writing:
        case, party = writing.new_id(), writing.new_id()
        writing.set("case", case, {"title_neutral": f"Matter {n}", "as_received/en": {"text": f"{CANARY} {n}"}})
        writing.set("party", party, person(n, "Dovrak"))
        involvement = writing.save(Involvement(case=case, party=party))
        answer = {"party": party, "scope": "share_hq", "level": "CODED"}
        writing.set("consent", consent_of(party), {"answer": answer})
        writing.commit()
    return f"case {n} {case} {party} {involvement}"


def consent_of(party: str) -> str:
    return natural_id("consent", party, "share_hq", "")


def an_import(vault: Vault, n: int) -> str:
    """Many records in one transaction."""
    with vault.writing() as writing:
        for row in range(BATCH):
            writing.set("case", writing.new_id(), {"title_neutral": f"Row {row}", "old_number": f"import-{n}"})
            writing.set("party", writing.new_id(), {**person(row, "Marvane"), "code": f"B-{n:06}"})
        writing.commit()
    return f"import {n}"


def an_edit(vault: Vault, n: int, case: str) -> str:
    write(vault, "case", {"title_neutral": f"Edited {n}", "as_received/en": {"text": f"{CANARY} {n} again"}}, case)
    return f"edit {n} {case}"


def a_package(vault: Vault, other: Vault, n: int) -> str:
    """A colleague wrote something, and it is taken in room by room."""
    case = write(other, "case", {"title_neutral": f"Theirs {n}"})
    party = write(other, "party", person(n, "Ravel"))
    exchange(other, vault, "XKAL/case")
    exchange(other, vault, "XKAL/identity")
    return f"taken {n} {case} {party}"


def work(folder: Path, confirm: Confirm) -> None:
    """An office at work, until it is killed; opening counts as work."""
    confirm("start")
    vault, other = opened(folder), opened(folder, name="colleague")
    for n in count(1):
        confirm(made := a_case(vault, n))
        confirm(an_edit(vault, n, made.split()[2]))
        confirm(an_import(vault, n) if n % 3 == 0 else a_package(vault, other, n))


def look(folder: Path, confirmed: list[str]) -> None:
    """Open what was left and hold it against what was confirmed."""
    assert in_the_clear(folder) == []
    vault = opened(folder)
    try:
        assert vault.notices == []
        found = check(vault)
        assert found.faults == ()
        titles = {case.id: case.title_neutral for case in vault.all(Case)}
        names = {party.id: party.names["1"].full for party in vault.all(Party) if "1" in party.names}
        for line in confirmed:
            what, *said = line.split()
            if what == "case":
                assert said[1] in titles
                assert names[said[2]] == f"{CANARY} Dovrak"
                assert vault.get(Involvement, said[3]).party == said[2]
                assert vault.get(Consent, consent_of(said[2])).level == "CODED"
            elif what == "edit":
                assert titles[said[1]] == f"Edited {said[0]}"
                assert vault.get(Case, said[1]).as_received["en"].text == f"{CANARY} {said[0]} again"
            elif what == "taken":
                assert titles[said[1]] == f"Theirs {said[0]}"
                assert names[said[2]] == f"{CANARY} Ravel"
            elif what == "import":
                whole = [case for case in vault.all(Case) if case.old_number == f"import-{said[0]}"]
                assert len(whole) % BATCH == 0
                assert whole
        half_done(vault)
        assert len(vault.search(CANARY, limit=10_000).hits) >= len(names)
    finally:
        vault.close()
    assert in_the_clear(folder) == []


def half_done(vault: Vault) -> None:
    """Whatever was not confirmed is whole or not there at all."""
    parties = {party.id for party in vault.all(Party)}
    assert all(one.party in parties and vault.find(Case, one.case) for one in vault.all(Involvement))
    batches: dict[str, int] = {}
    for case in vault.all(Case):
        if case.old_number:
            batches[case.old_number] = batches.get(case.old_number, 0) + 1
    assert all(size % BATCH == 0 for size in batches.values())


def in_the_clear(folder: Path) -> list[str]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    wanted = [form.encode(code) for form in (CANARY, CANARY.lower()) for code in ("utf-8", "utf-16-le")]
    return [path.name for path in files if any(one in path.read_bytes() for one in wanted)]


def kill(folder: Path, times: int, seed: int) -> None:
    chance = random.Random(seed)
    for round_ in range(times):
        if round_ % 40 == 0:  # checks take longer as the vault grows
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            new_vault(folder).close()
            new_vault(folder, name="colleague").close()
        look(folder, Kills(f"{HERE}:work", folder, chance, longest=0.9).once())


def test_some_kills_while_an_office_works(tmp_path: Path) -> None:
    kill(tmp_path / "office", 5, 21)


@pytest.mark.fault
def test_five_hundred_kills_while_an_office_works(tmp_path: Path) -> None:
    kill(tmp_path / "office", 500, 22)
