"""Files of a vault altered, cut, or put back: never a wrong value taken for right, never a traceback, always told."""

from __future__ import annotations

import io
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.evidence import Evidence
from fieldcase.model.kinds.parties import Party
from fieldcase.model.refusal import Refusal
from fieldcase.vault.checking import check
from fieldcase.vault.vault import Vault
from tests.unit.vault.vaults import new_vault, opened, write

pytestmark = pytest.mark.security
PAGE = 4096
CASES = 40


class Office:
    """A vault's folder of yesterday and of today, today's as it lies while it is open, and what it says."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        vault = new_vault(folder)
        self.cases = [write(vault, "case", {"title_neutral": f"Matter {n}"}) for n in range(CASES)]
        self.party = write(vault, "party", {"kind": "person", "names/1": {"full": "Ilena Dovrak"}})
        self.noted(vault, "yesterday")
        for n, case in enumerate(self.cases):
            write(vault, "case", {"title_neutral": f"Matter {n} today", "summary/en": {"text": f"word{n} " * 90}}, case)
        write(vault, "party", {"names/1": {"full": "Ilena Dovrak Marvane"}}, self.party)
        stored = vault.objects.add(io.BytesIO(b"a photograph"), 12)
        self.evidence = write(
            vault, "evidence", {"case": self.cases[0], "blob": {"object": stored.object, "identity": stored.identity}}
        )
        self.noted(vault, "today")
        write(vault, "case", {"title_neutral": "The last word"}, self.cases[0])
        vault.outside.flush()
        self.copy("open")
        shutil.copytree(folder / "outside", folder / "outside.today")
        vault.close()
        self.copy("closed")

    def noted(self, vault: Vault, name: str) -> None:
        """The folder as it is once everything is written back."""
        for connection in vault.files.databases.values():
            connection.execute("PRAGMA ledger.wal_checkpoint(TRUNCATE)").fetchall()
        self.copy(name)

    def copy(self, name: str) -> None:
        shutil.copytree(self.folder / "vault", self.folder / name, ignore=shutil.ignore_patterns("*-shm", "lock"))

    def put(self, name: str) -> Path:
        """One of the copies becomes the vault, and the note outside is that of today."""
        vault = self.folder / "vault"
        shutil.rmtree(vault)
        shutil.copytree(self.folder / name, vault)
        shutil.rmtree(self.folder / "outside")
        shutil.copytree(self.folder / "outside.today", self.folder / "outside")
        return vault

    def told(self) -> list[str]:
        """Open, check and read everything; what was found, in sentences. Whatever is read is right, or it was told."""
        try:
            vault = opened(self.folder)
        except Refusal as refusal:
            return [refusal.sentence]
        try:
            found = [notice.sentence for notice in vault.notices]
            found += [fault.sentence for fault in check(vault).faults]
            wrong = [one for read in self.reads(vault) if (one := asked(read))]
        finally:
            try:
                vault.close()
            except Refusal as refusal:
                found.append(refusal.sentence)
        assert all(isinstance(one, Refusal) for one in wrong) or found, f"read wrongly and not told: {wrong}"
        return [*found, *(one.sentence for one in wrong if isinstance(one, Refusal))]

    def reads(self, vault: Vault) -> list[Callable[[], object]]:
        titles = {case: f"Matter {n} today" for n, case in enumerate(self.cases)} | {self.cases[0]: "The last word"}
        return [
            lambda: {case.id: case.title_neutral for case in vault.all(Case)} == titles,
            lambda: vault.get(Party, self.party).names["1"].full == "Ilena Dovrak Marvane",
            lambda: len(vault.search("word7").hits) == 1,
            lambda: len(vault.history("case", self.cases[0])) == 4,
            lambda: self.photograph(vault) == b"a photograph",
        ]

    def photograph(self, vault: Vault) -> bytes:
        blob = vault.get(Evidence, self.evidence).blob
        return vault.objects.read(blob.object, blob.identity) if blob.object else b""


def asked(read: Callable[[], object]) -> object:
    """None for a right answer, the refusal, or what was wrong."""
    try:
        return None if read() else "a wrong value"
    except Refusal as refusal:
        return refusal


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("office"))


def files_of(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "lock")


def flip(path: Path, at: int, bit: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1 << bit
    path.write_bytes(data)


def flip_some(office: Office, name: str, times: int, chance: random.Random) -> dict[str, list[str]]:
    """Flip bits in every file of a copy; what was told, by file and place."""
    told = {}
    for relative in [path.relative_to(office.folder / name) for path in files_of(office.folder / name)]:
        size = (office.folder / name / relative).stat().st_size
        for _ in range(times if size else 0):
            path = office.put(name) / relative
            at = chance.randrange(size)
            flip(path, at, chance.randrange(8))
            told[f"{relative} {at}"] = office.told()
    return told


def test_as_it_was_nothing_is_told(office: Office) -> None:
    for name in ("open", "closed"):
        office.put(name)
        assert office.told() == []


def flips_in_a_locked_vault_are_all_found(office: Office, times: int, seed: int) -> None:
    told = flip_some(office, "closed", times, random.Random(seed))
    assert [place for place, sentences in told.items() if not sentences] == []
    assert all("Traceback" not in sentence for sentences in told.values() for sentence in sentences)


def test_a_flipped_bit_of_a_locked_vault_is_found(office: Office) -> None:
    flips_in_a_locked_vault_are_all_found(office, 2, 31)


@pytest.mark.fault
def test_many_flipped_bits_of_a_locked_vault_are_found(office: Office) -> None:
    flips_in_a_locked_vault_are_all_found(office, 60, 32)


def test_a_flipped_bit_in_any_page_of_the_ledger_is_a_fault_or_a_refusal(office: Office) -> None:
    size = (office.folder / "closed" / "ledger.db").stat().st_size
    for at in range(PAGE // 2, size, 7 * PAGE):
        flip(office.put("closed") / "ledger.db", at, 3)
        assert any("ledger.db" in sentence for sentence in office.told()), at // PAGE


def flips_in_an_open_vault_read_nothing_wrong(office: Office, times: int, seed: int) -> None:
    """A log has bytes that no longer count, and a file pages that stand anew in its log; all that counts is found."""
    told = flip_some(office, "open", times, random.Random(seed))
    silent = {place.split()[0] for place, sentences in told.items() if not sentences}
    assert all(name.endswith(("-wal", ".db")) for name in silent)


def test_a_flipped_bit_beside_a_log_is_found_or_does_no_harm(office: Office) -> None:
    flips_in_an_open_vault_read_nothing_wrong(office, 1, 33)


@pytest.mark.fault
def test_many_flipped_bits_beside_a_log_are_found_or_do_no_harm(office: Office) -> None:
    flips_in_an_open_vault_read_nothing_wrong(office, 60, 34)


def logs_cut_short(office: Office, times: int, seed: int) -> None:
    chance = random.Random(seed)
    size = (office.folder / "open" / "ledger.db-wal").stat().st_size
    assert size > PAGE
    for at in [0, size // 2, *(chance.randrange(size) for _ in range(times))]:
        path = office.put("open") / "ledger.db-wal"
        path.write_bytes(path.read_bytes()[:at])
        assert any("older than what this computer saw" in sentence for sentence in office.told()), at


def test_a_log_cut_short_is_noticed(office: Office) -> None:
    logs_cut_short(office, 1, 35)


@pytest.mark.fault
def test_a_log_cut_anywhere_is_noticed(office: Office) -> None:
    logs_cut_short(office, 60, 36)


def test_yesterdays_folder_is_noticed(office: Office) -> None:
    office.put("yesterday")
    assert any("older than what this computer saw" in sentence for sentence in office.told())


@pytest.mark.parametrize("name", ["ledger.db", "identity.db", "source.db", "log.db"])
def test_yesterdays_file_is_noticed_or_caught_up(office: Office, name: str) -> None:
    shutil.copy(office.folder / "yesterday" / name, office.put("closed") / name)
    told = office.told()
    assert told if name == "ledger.db" else told == []


def pages_put_back(office: Office, times: int, seed: int) -> None:
    """A page of yesterday is as genuine as one of today: reading finds it, or the check, or it says the same."""
    chance = random.Random(seed)
    for name in ("ledger.db", "identity.db"):
        old = (office.folder / "yesterday" / name).read_bytes()
        pages = len(old) // PAGE
        for page in chance.sample(range(pages), min(times, pages)):
            path = office.put("closed") / name
            data = bytearray(path.read_bytes())
            data[page * PAGE : (page + 1) * PAGE] = old[page * PAGE : (page + 1) * PAGE]
            path.write_bytes(data)
            office.told()


def test_a_page_of_yesterday_is_never_taken_for_right(office: Office) -> None:
    pages_put_back(office, 5, 37)


@pytest.mark.fault
def test_no_page_of_yesterday_is_ever_taken_for_right(office: Office) -> None:
    pages_put_back(office, 10_000, 38)


def test_an_evidence_file_taken_away_or_exchanged_is_told(office: Office) -> None:
    path = next(path for path in files_of(office.put("closed")) if path.parent.parent.name == "objects")
    path.unlink()
    assert any("is not in this vault" in sentence for sentence in office.told())
    vault = office.put("closed")
    path = next(path for path in files_of(vault) if path.parent.parent.name == "objects")
    path.write_bytes(path.read_bytes()[::-1])
    assert any("is damaged" in sentence for sentence in office.told())


def test_slots_cut_or_exchanged_are_told(office: Office) -> None:
    slots = office.put("closed") / "slots"
    slots.write_bytes(slots.read_bytes()[:-1])
    assert any("slots" in sentence for sentence in office.told())
    other = new_vault(office.folder, name="other")
    other.close()
    shutil.copy(office.folder / "other" / "slots", office.put("closed") / "slots")
    assert office.told()
    shutil.rmtree(office.folder / "other")
