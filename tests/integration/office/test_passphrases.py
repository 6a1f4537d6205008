"""Change the passphrase of a vault: the new one opens it, the old one does not, whenever the laptop dies."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from fieldcase.model.kinds.office import LogEntry
from fieldcase.office.cases.opening import new_case
from fieldcase.office.opening import open_vault
from fieldcase.office.passphrases import PassphraseWeak, change_passphrase
from fieldcase.office.session import Session
from fieldcase.vault.keys.slots import SamePassphrase, WrongPassphrase
from tests.kills import Confirm, Kills
from tests.laptops import PASSPHRASES, Clock, an_office

HERE = "tests.integration.office.test_passphrases"
GOOD = "otter lantern gravel sonnet thimble quartz"


def unlocked(folder: Path, passphrase: str) -> Session:
    return open_vault(folder / "03", passphrase, clock=Clock(), outside=folder / "outside-03", language="en")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Session]:
    session = an_office(tmp_path, Clock())
    yield session
    session.close()


def test_the_new_passphrase_opens_the_vault_and_the_old_one_no_more(office: Session, tmp_path: Path) -> None:
    case = new_case(office, "A working title")
    change_passphrase(office, GOOD)
    new_case(office, "The same session goes on")
    office.close()
    with pytest.raises(WrongPassphrase):
        unlocked(tmp_path, PASSPHRASES["03"])
    again = unlocked(tmp_path, GOOD)
    assert again.vault.get(type(case), case.id).title_neutral == "A working title"
    assert [one.look.action for one in again.vault.all(LogEntry)].count("changed_passphrase") == 1
    again.close()


def test_the_same_passphrase_again_is_refused(office: Session, tmp_path: Path) -> None:
    with pytest.raises(SamePassphrase):
        change_passphrase(office, PASSPHRASES["03"])
    office.close()
    unlocked(tmp_path, PASSPHRASES["03"]).close()


@pytest.mark.security
def test_a_vault_for_real_people_takes_no_passphrase_that_is_guessed(tmp_path: Path) -> None:
    session = an_office(tmp_path, Clock(), training=False)
    with pytest.raises(PassphraseWeak):
        change_passphrase(session, "password2026")
    session.close()


def change_and_change_again(folder: Path, confirm: Confirm) -> None:
    """Each round changes the passphrase and says so before and after."""
    session = unlocked(folder, (folder / "known").read_text())
    for number in count(1):
        following = f"{random.Random().random()} {number}"
        confirm(f"next {following}")
        change_passphrase(session, following)
        confirm(f"done {following}")


def kill_and_open(folder: Path, times: int) -> None:
    an_office(folder, Clock()).close()
    (folder / "known").write_text(PASSPHRASES["03"])
    for said in Kills(f"{HERE}:change_and_change_again", folder, random.Random(21)).rounds(times):
        done = [line.removeprefix("done ") for line in said if line.startswith("done ")]
        ways = [done[-1] if done else (folder / "known").read_text(), said[-1].partition(" ")[2]]
        opens = []
        for passphrase in dict.fromkeys(ways):
            try:
                unlocked(folder, passphrase).close()
                opens.append(passphrase)
            except WrongPassphrase:
                continue
        assert len(opens) == 1
        (folder / "known").write_text(opens[0])


def test_some_kills_while_the_passphrase_is_changed_leave_one_that_opens(tmp_path: Path) -> None:
    kill_and_open(tmp_path, 3)


@pytest.mark.fault
def test_a_hundred_kills_while_the_passphrase_is_changed_leave_one_that_opens(tmp_path: Path) -> None:
    kill_and_open(tmp_path, 100)
