"""A letter whose records changed, by commands: what moved is shown, and said to stay or drafted again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from fieldcase.office.session import Session
from tests.commands import Laptop
from tests.laptops import PASSPHRASES, Clock, founded, opened
from tests.letter_ground import drafted, name_kalindra, ready


@pytest.fixture
def officer(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Laptop:
    """Laptop 03 of an office that has drafted a note verbale."""
    shutil.copytree(founded(tmp_path_factory.mktemp("founded")), tmp_path, dirs_exist_ok=True)
    session: Session = opened(tmp_path, "03", Clock())
    name_kalindra(session)
    drafted(session, ready(session), "en")
    session.close()
    return Laptop(tmp_path, "03", PASSPHRASES["03"])


@pytest.mark.slow
def test_what_moved_is_shown_and_settled(officer: Laptop) -> None:
    letter = officer.does("letter", "list")["letters"][0]["id"]
    assert officer.does("letter", "moved", letter)["moved"] == []
    officer.does(
        "profile", "state", "XKA", "en", "--formal", "the Kingdom of Kalindra", "--short", "Kalindra",
        "--after-of", "of the Kingdom of Kalindra",
    )  # fmt: skip
    moved = officer.does("letter", "moved", letter)["moved"]
    assert {one["move"] for one in moved} == {"changed"}
    assert all("Republic" in one["before"] and "Kingdom" in one["now"] for one in moved)
    for block in sorted({one["block"] for one in moved}):
        officer.does("letter", "stands", letter, "en", block, "--reason", "The kingdom was proclaimed later.")
    left = officer.does("letter", "moved", letter)["moved"]
    assert {one["reason"] for one in left} == {"The kingdom was proclaimed later."}
    assert officer.refused("letter", "stands", letter, "en", "opening", "--reason", "Again.")[0] == "FC-493"
